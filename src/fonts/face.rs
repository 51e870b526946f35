//! One face: its names, metrics and characters.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use harfrust::{Buffer, Feature, Font, GlyphId, ShapeOptions, ShapePlan, ShaperFont, Tag, shape};

use super::data::FontData;
use super::embedding::{Embedding, reserves};
use super::families;
use super::forms::HanForm;
use super::math::MathFont;
use super::outline::{self, Ink};
use super::tables::FontTables;
use super::writing::TypeKind;
use crate::diag::Span;
use crate::lang::LangTag;

/// A face: one style of a family.
pub struct Face {
    /// The family: `Libertinus Serif`.
    pub family: String,
    /// The PostScript name: `LibertinusSerif-Regular`.
    pub postscript_name: String,
    /// Whether it is bold: of weight 600 or more.
    pub bold: bool,
    /// Whether it is italic or slanted.
    pub italic: bool,
    /// The font file.
    pub data: FontData,
    /// Its index in the file, 0 unless that is a collection.
    pub index: u32,
    /// The metrics of the face.
    pub metrics: Metrics,
    /// Where its file comes from.
    pub source: FaceSource,
    /// The embedding that its licence permits.
    pub embedding: Embedding,
    /// Whether it has small capitals (the feature `smcp`).
    pub small_caps: bool,
    /// The region for whose forms of East Asian characters it is made; `None` for any, or none.
    pub form: Option<HanForm>,
    font: Font,
    /// Its mathematics, read when it is first asked for.
    math: OnceLock<Option<MathFont>>,
    /// The glyphs of the ASCII characters, a fast path for [`Face::glyph`].
    ascii: [Option<u16>; 128],
    /// The ink of glyphs that has been measured.
    inks: RwLock<BTreeMap<u16, Option<Ink>>>,
    /// Shaping plans, which are costly to make.
    plans: RwLock<BTreeMap<PlanKey, Arc<ShapePlan>>>,
}

/// Where the file of a face comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FaceSource {
    /// The binary.
    Bundled,
    /// The project.
    Own {
        /// The path, as in `book.yaml`.
        path: String,
        /// The place in `book.yaml` that names it.
        span: Option<Span>,
    },
    /// The machine.
    System {
        /// The name of the file, without its folder.
        name: String,
        /// The SHA-256 of the file.
        hash: [u8; 32],
    },
}

impl FaceSource {
    /// Returns its place in the order of search.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Own { .. } => 0,
            Self::Bundled => 1,
            Self::System { .. } => 2,
        }
    }

    /// Returns the name of a file of the machine, and its SHA-256. Returns `None` for any other.
    pub(super) fn of_machine(&self) -> Option<(&str, &[u8; 32])> {
        match self {
            Self::Bundled | Self::Own { .. } => None,
            Self::System { name, hash } => Some((name, hash)),
        }
    }

    /// Returns whether the author has chosen the file.
    pub fn is_own(&self) -> bool {
        matches!(self, Self::Own { .. })
    }
}

/// The properties other than the face that a shaping plan depends on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct PlanKey {
    /// Whether the text runs from right to left.
    pub(crate) rtl: bool,
    /// The script, by its code of ISO 15924.
    pub(crate) script: &'static str,
    /// The language.
    pub(crate) lang: LangTag,
    /// OpenType features with their values.
    pub(crate) features: Vec<([u8; 4], u32)>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("postscript_name", &self.postscript_name).finish_non_exhaustive()
    }
}

/// The metrics of a face in font units, y upward.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Metrics {
    /// The number of font units in an em.
    pub units_per_em: u16,
    /// The height above the baseline.
    pub ascent: i16,
    /// The depth below the baseline, negative.
    pub descent: i16,
    /// The height of flat capitals.
    pub cap_height: i16,
    /// The height of flat lower-case letters.
    pub x_height: i16,
    /// The bounding box of all glyphs: left, bottom, right, top.
    pub bbox: [i16; 4],
    /// The slant in degrees times 65536 (`italicAngle` of the `post` table), negative to the right.
    pub italic_angle: i32,
    /// The weight, 100 to 900.
    pub weight: u16,
    /// Whether all glyphs have the same width.
    pub monospace: bool,
    /// Whether strokes end in serifs.
    pub serif: bool,
}

impl Metrics {
    /// Returns the kind of the typeface.
    pub(super) fn kind(&self) -> TypeKind {
        TypeKind::of(self.monospace, self.serif)
    }
}

// Name ids of the name table (OpenType 1.9.1, `name`).
const COPYRIGHT: u16 = 0;
const FAMILY: u16 = 1;
const POSTSCRIPT: u16 = 6;
const LICENCE: u16 = 13;
const TYPOGRAPHIC_FAMILY: u16 = 16;

impl Face {
    /// Reads the font of an index in a file: TrueType, or OpenType with CFF outlines, not variable.
    ///
    /// # Errors
    /// Returns the reason why the file cannot be used, as a phrase.
    pub(super) fn read(data: FontData, index: u32) -> Result<Self, String> {
        let tables = FontTables::of(&data, index)?;
        tables.check()?;
        let font = match &data {
            FontData::Bundled(bytes) => Font::new(*bytes, index),
            FontData::Own(_) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(data.clone());
                Font::new(shared, index)
            }
        };
        let font = font.ok_or("its tables cannot be read")?;
        if font.num_glyphs() == 0 || font.num_glyphs() > u32::from(u16::MAX) {
            return Err("it has no glyphs, or more than 65,535".to_owned());
        }
        if !font.charmap().has_unicode() {
            return Err("it does not say which characters it has".to_owned());
        }
        let name = |id| tables.name(&data, id);
        let postscript_name =
            name(POSTSCRIPT).filter(|name| is_postscript(name)).ok_or("it has no usable PostScript name")?;
        let family = name(TYPOGRAPHIC_FAMILY).or_else(|| name(FAMILY)).ok_or("it has no family name")?;
        let metrics = metrics(&font, &tables, &data);
        let italic = metrics.italic_angle != 0 || tables.selection(&data) & 1 != 0;
        let bold = metrics.weight >= 600;
        let terms = [COPYRIGHT, LICENCE].into_iter().filter_map(name);
        let reserved = terms.into_iter().any(|text| reserves(&text, &family));
        let embedding = Embedding::of(tables.permission(&data), reserved);
        Ok(Self {
            form: families::form_of_face(&family, tables.code_pages(&data)),
            family,
            postscript_name,
            bold,
            italic,
            small_caps: tables.has_feature(&data, *b"smcp"),
            data,
            index,
            metrics,
            source: FaceSource::Bundled,
            embedding,
            ascii: std::array::from_fn(|at| {
                u8::try_from(at).ok().and_then(|byte| glyph_of(&font, char::from(byte)))
            }),
            font,
            math: OnceLock::new(),
            inks: RwLock::default(),
            plans: RwLock::default(),
        })
    }

    /// Returns the glyph of a character, or `None` if the face has none.
    pub fn glyph(&self, character: char) -> Option<u16> {
        match self.ascii.get(character as usize) {
            Some(glyph) => *glyph,
            None => glyph_of(&self.font, character),
        }
    }

    /// Returns the number of glyphs.
    pub fn glyph_count(&self) -> u16 {
        u16::try_from(self.font.num_glyphs()).unwrap_or(u16::MAX)
    }

    /// Returns whether its outlines are those of TrueType, not of CFF.
    pub fn is_truetype(&self) -> bool {
        FontTables::of(&self.data, self.index).is_ok_and(|tables| tables.find(*b"glyf").is_some())
    }

    /// Returns the advance width of a glyph, in font units.
    #[allow(clippy::cast_possible_truncation, reason = "advances are 16-bit numbers in the font")]
    pub fn advance(&self, glyph: u16) -> i32 {
        self.font.glyph_metrics().h_advance(GlyphId::from(glyph)) as i32
    }

    /// Returns the bounding box of a glyph's ink between two heights above the baseline, in font units.
    ///
    /// Returns `None` if there is no ink between them.
    pub fn ink(&self, glyph: u16, heights: RangeInclusive<i32>) -> Option<Ink> {
        outline::ink(&self.data, self.index, glyph, heights)
    }

    /// Returns the bounding box of all of a glyph's ink, in font units. `None` if it has none.
    pub fn whole_ink(&self, glyph: u16) -> Option<Ink> {
        if let Some(ink) = self.inks.read().unwrap_or_else(PoisonError::into_inner).get(&glyph) {
            return *ink;
        }
        let found = self.ink(glyph, i32::MIN / 2..=i32::MAX / 2);
        self.inks.write().unwrap_or_else(PoisonError::into_inner).insert(glyph, found);
        found
    }

    /// Returns the outline of a glyph as a path of SVG in font units, y upward; empty if it has no ink.
    pub fn outline(&self, glyph: u16) -> String {
        outline::path(&self.data, self.index, glyph)
    }

    /// Returns its mathematics, or `None` for a face without a `MATH` table.
    pub fn math(&self) -> Option<&MathFont> {
        self.math.get_or_init(|| MathFont::read(&self.data, self.index)).as_ref()
    }

    /// Returns the shaping plan of a key, which is made once, since making it takes longer than shaping
    /// a paragraph.
    pub(crate) fn plan(&self, key: PlanKey, make: impl FnOnce(&Font) -> ShapePlan) -> Arc<ShapePlan> {
        if let Some(plan) = self.plans.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(make(&self.font));
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(plans.entry(key).or_insert(plan))
    }

    /// Returns whether it has a small capital for a letter: many faces have those of Latin letters alone.
    pub fn has_small_capital(&self, letter: char) -> bool {
        let glyph = |features: &[Feature]| {
            let mut buffer = Buffer::new();
            buffer.push_str(letter.encode_utf8(&mut [0; 4]));
            buffer.guess_segment_properties();
            let options = ShapeOptions::new().features(features);
            shape(&ShaperFont::new(&self.font), &mut buffer, options).ok()?;
            buffer.glyph_infos().first().map(|info| info.glyph_id)
        };
        self.small_caps && glyph(&[]) != glyph(&[Feature::new(Tag::new(b"smcp"), 1, ..)])
    }

    /// Returns the font in the type that the shaper uses.
    pub(crate) fn font(&self) -> &Font {
        &self.font
    }
}

fn glyph_of(font: &Font, character: char) -> Option<u16> {
    font.charmap().map_unicode(character).and_then(|id| u16::try_from(id.to_u32()).ok())
}

/// Returns whether PDF and PostScript accept a font name (Adobe Technical Note 5902).
fn is_postscript(name: &str) -> bool {
    !name.is_empty()
        && name.len() < 64
        && name.bytes().all(|b| b.is_ascii_graphic() && !b"[](){}<>/%".contains(&b))
}

/// Returns the metrics of a font.
#[allow(clippy::cast_possible_truncation, reason = "font units are 16-bit numbers; `as` saturates")]
fn metrics(font: &Font, tables: &FontTables, data: &[u8]) -> Metrics {
    let all = font.metrics();
    let style = font.style_metrics();
    let line = all.typo_line.or_else(|| all.h_line()).unwrap_or_default();
    let unit = |value: f64| value.round() as i16;
    let ascent = unit(line.ascender.to_f64());
    let bounds = all.bounds;
    Metrics {
        units_per_em: all.units_per_em,
        ascent,
        descent: unit(line.descender.to_f64()),
        cap_height: all.cap_height.map_or(ascent, |height| unit(height.to_f64())),
        x_height: all.x_height.map_or(ascent / 2, |height| unit(height.to_f64())),
        bbox: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|value| unit(value.to_f64())),
        italic_angle: style.italic_angle.map_or(0, |angle| angle.to_bits()),
        weight: tables.weight(data).unwrap_or(400),
        monospace: style.is_fixed_pitch.unwrap_or(false),
        serif: tables.is_serif(data),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-Italic.otf");

    #[test]
    fn metrics_are_those_of_the_tables() {
        let face = Face::read(FontData::Bundled(TEXT), 0).expect("a good font");
        assert_eq!(
            (face.family.as_str(), face.postscript_name.as_str()),
            ("Libertinus Serif", "LibertinusSerif-Italic")
        );
        assert!(face.italic && !face.bold && face.metrics.serif && !face.metrics.monospace);
        assert_eq!((face.metrics.units_per_em, face.metrics.weight), (1000, 400));
        assert!(face.metrics.italic_angle < 0 && face.metrics.cap_height > face.metrics.x_height);
        assert_eq!(face.advance(face.glyph(' ').expect("a space")), 250);
    }

    #[test]
    fn no_truncated_font_panics() {
        for length in (0..2000).chain((2000..TEXT.len()).step_by(9973)) {
            let _ = Face::read(FontData::Own(TEXT[..length].into()), 0);
        }
    }
}
