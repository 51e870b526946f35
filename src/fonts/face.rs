//! One face: its names, its measures, its characters.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::{Font, GlyphId, ShapePlan};

use super::collection;
use super::outline::{self, Ink};
use crate::diag::Span;
use crate::lang::LangTag;

/// A face.
pub struct Face {
    /// The family: `Libertinus Serif`.
    pub family: String,
    /// The PostScript name: `LibertinusSerif-Regular`.
    pub postscript_name: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// The font file.
    pub data: Data,
    /// Which font of a collection.
    pub index: u32,
    /// Measures that hold for the whole face, in font units.
    pub metrics: Metrics,
    /// The author's file: its path and where `book.yaml` names it; `None` for a bundled face.
    pub file: Option<(String, Option<Span>)>,
    /// What its maker allows.
    pub embedding: Embedding,
    /// It has small capitals (the feature `smcp`).
    pub small_caps: bool,
    font: Font,
    /// The glyphs of ASCII characters, by these.
    ascii: [Option<u16>; 128],
    plans: RwLock<BTreeMap<PlanKey, Arc<ShapePlan>>>,
}

/// The bytes of a font file, which the faces of a collection share.
#[derive(Clone)]
pub enum Data {
    /// Inside the binary.
    Bundled(&'static [u8]),
    /// The author's.
    Own(Arc<[u8]>),
}

impl std::ops::Deref for Data {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for Data {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

/// What the maker of a face allows in documents (OpenType 1.9.1, `OS/2`, `fsType`; SIL Open Font
/// License 1.1, condition 3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Embedding {
    /// Nothing: restricted, with no looser permission beside it, or bitmaps only.
    Forbidden,
    /// The whole file: subsets are forbidden, or its name is reserved for what is not changed.
    Whole,
    /// Any part of it.
    Parts,
}

impl Embedding {
    fn of(permission: u16, reserved: bool) -> Self {
        if permission & 0xE == 2 || permission & 0x200 != 0 {
            Self::Forbidden
        } else if permission & 0x100 != 0 || reserved {
            Self::Whole
        } else {
            Self::Parts
        }
    }
}

/// What a plan of shaping is made for, besides its face.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct PlanKey {
    /// From right to left.
    pub(crate) rtl: bool,
    /// ISO 15924.
    pub(crate) script: &'static str,
    /// The language.
    pub(crate) lang: LangTag,
    /// OpenType features and their values.
    pub(crate) features: Vec<([u8; 4], u32)>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("postscript_name", &self.postscript_name).finish_non_exhaustive()
    }
}

/// Measures of a face in font units, y upward.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Metrics {
    /// Font units in an em.
    pub units_per_em: u16,
    /// Above the baseline.
    pub ascent: i16,
    /// Below the baseline, negative.
    pub descent: i16,
    /// Height of flat capitals.
    pub cap_height: i16,
    /// Height of flat small letters.
    pub x_height: i16,
    /// Bounding box of all glyphs: left, bottom, right, top.
    pub bbox: [i16; 4],
    /// Slant in degrees times 65536 (the `post` table's 16.16), negative to the right.
    pub italic_angle: i32,
    /// Weight, 100 to 900.
    pub weight: u16,
    /// Every glyph has one width.
    pub monospace: bool,
    /// Strokes end in serifs.
    pub serif: bool,
}

/// Tags of the name table (OpenType 1.9.1, `name`, name IDs).
const COPYRIGHT: u16 = 0;
const FAMILY: u16 = 1;
const POSTSCRIPT: u16 = 6;
const LICENCE: u16 = 13;
const TYPOGRAPHIC_FAMILY: u16 = 16;

impl Face {
    /// Reads a font of a file, which is the only one unless it is a collection: TrueType or OpenType
    /// with CFF outlines, not variable.
    ///
    /// # Errors
    /// A phrase that says why the file cannot be used.
    pub(super) fn read(data: Data, index: u32) -> Result<Self, String> {
        let tables = Tables::of(&data, index)?;
        tables.check()?;
        let font = match &data {
            Data::Bundled(bytes) => Font::new(*bytes, index),
            Data::Own(_) => {
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
            family,
            postscript_name,
            bold,
            italic,
            small_caps: tables.has_feature(&data, *b"smcp"),
            data,
            index,
            metrics,
            file: None,
            embedding,
            ascii: std::array::from_fn(|at| {
                u8::try_from(at).ok().and_then(|byte| glyph_of(&font, char::from(byte)))
            }),
            font,
            plans: RwLock::default(),
        })
    }

    /// The glyph of a character.
    pub fn glyph(&self, character: char) -> Option<u16> {
        match self.ascii.get(character as usize) {
            Some(glyph) => *glyph,
            None => glyph_of(&self.font, character),
        }
    }

    /// How far the pen moves over a glyph, in font units.
    #[allow(clippy::cast_possible_truncation, reason = "advances are 16-bit numbers in the font")]
    pub fn advance(&self, glyph: u16) -> i32 {
        self.font.glyph_metrics().h_advance(GlyphId::from(glyph)) as i32
    }

    /// The ink of a glyph between two heights, in font units; nothing where there is none.
    pub fn ink(&self, glyph: u16, heights: RangeInclusive<i32>) -> Option<Ink> {
        outline::ink(&self.data, self.index, glyph, heights)
    }

    /// The plan of a key, made once: making one takes longer than shaping a paragraph with it.
    pub(crate) fn plan(&self, key: PlanKey, make: impl FnOnce(&Font) -> ShapePlan) -> Arc<ShapePlan> {
        if let Some(plan) = self.plans.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(make(&self.font));
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(plans.entry(key).or_insert(plan))
    }

    /// The font as the shaper takes it.
    pub(crate) fn font(&self) -> &Font {
        &self.font
    }
}

fn glyph_of(font: &Font, character: char) -> Option<u16> {
    font.charmap().map_unicode(character).and_then(|id| u16::try_from(id.to_u32()).ok())
}

/// Whether a copyright or licence reserves a word of a family's name.
fn reserves(terms: &str, family: &str) -> bool {
    let Some((_, reserved)) = terms.split_once("Reserved Font Name") else { return false };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
        words.map(str::to_lowercase).collect()
    };
    let reserved = words(reserved);
    words(family).iter().any(|word| reserved.contains(word))
}

/// What PDF and PostScript take for a font name (Adobe Technical Note 5902).
fn is_postscript(name: &str) -> bool {
    !name.is_empty()
        && name.len() < 64
        && name.bytes().all(|b| b.is_ascii_graphic() && !b"[](){}<>/%".contains(&b))
}

#[allow(clippy::cast_possible_truncation, reason = "font units are 16-bit numbers; `as` saturates")]
fn metrics(font: &Font, tables: &Tables, data: &[u8]) -> Metrics {
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

/// The table directory (OpenType 1.9.1, "Font Tables"), read for the few fields that the shaper
/// does not give.
pub(super) struct Tables(Vec<([u8; 4], std::ops::Range<usize>)>);

impl Tables {
    /// The tables of a font of a file.
    ///
    /// # Errors
    /// A phrase that says why the file cannot be used.
    pub(super) fn of(data: &[u8], index: u32) -> Result<Self, String> {
        let begin = collection::offset(data, index).ok_or("the collection has no such font")?;
        if !matches!(data.get(begin..begin + 4), Some(b"OTTO" | b"true" | [0, 1, 0, 0])) {
            return Err("it is neither TrueType nor OpenType".to_owned());
        }
        let count = usize::from(u16_at(data, begin + 4).unwrap_or(0));
        let record = |i: usize| {
            let at = begin + 12 + i * 16;
            let tag: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
            let start = u32_at(data, at + 8)? as usize;
            let end = start.checked_add(u32_at(data, at + 12)? as usize)?;
            (end <= data.len()).then_some((tag, start..end))
        };
        let tables: Option<Vec<_>> = (0..count).map(record).collect();
        tables.map(Self).ok_or_else(|| "it is cut short".to_owned())
    }

    fn check(&self) -> Result<(), String> {
        if self.find(*b"fvar").is_some() {
            return Err("it is a variable font; use one of its static instances".to_owned());
        }
        if self.find(*b"CFF2").is_some() {
            return Err("it has CFF2 outlines, which PDF does not know".to_owned());
        }
        let outlines =
            self.find(*b"CFF ").is_some() || (self.find(*b"glyf").is_some() && self.find(*b"loca").is_some());
        let rest =
            [*b"cmap", *b"head", *b"hhea", *b"hmtx", *b"maxp"].iter().all(|tag| self.find(*tag).is_some());
        if outlines && rest {
            Ok(())
        } else {
            Err("it lacks outlines or another table that every font has".to_owned())
        }
    }

    pub(super) fn find(&self, tag: [u8; 4]) -> Option<std::ops::Range<usize>> {
        self.0.iter().find(|(known, _)| *known == tag).map(|(_, range)| range.clone())
    }

    /// Every table with its tag, in the order of the directory.
    pub(super) fn all(&self) -> &[([u8; 4], std::ops::Range<usize>)] {
        &self.0
    }

    /// Whether the font has a feature of substitution (OpenType 1.9.1, `GSUB`).
    fn has_feature(&self, data: &[u8], tag: [u8; 4]) -> bool {
        let features = || {
            let table = &data[self.find(*b"GSUB")?];
            let list = table.get(usize::from(u16_at(table, 6)?)..)?;
            let count = usize::from(u16_at(list, 0)?);
            Some((0..count).any(|i| list.get(2 + i * 6..6 + i * 6) == Some(&tag[..])))
        };
        features().unwrap_or(false)
    }

    fn os2<'a>(&self, data: &'a [u8]) -> Option<&'a [u8]> {
        self.find(*b"OS/2").map(|range| &data[range])
    }

    fn weight(&self, data: &[u8]) -> Option<u16> {
        u16_at(self.os2(data)?, 4).map(|weight| weight.clamp(100, 900))
    }

    /// `fsSelection`; bit 0 is italic.
    fn selection(&self, data: &[u8]) -> u16 {
        self.os2(data).and_then(|os2| u16_at(os2, 62)).unwrap_or(0)
    }

    /// `fsType`.
    fn permission(&self, data: &[u8]) -> u16 {
        self.os2(data).and_then(|os2| u16_at(os2, 8)).unwrap_or(0)
    }

    /// By PANOSE: Latin text faces (family 2) with serif styles 2 to 10; unknown counts as serif.
    fn is_serif(&self, data: &[u8]) -> bool {
        match self.os2(data).and_then(|os2| os2.get(32..34)) {
            Some([2, style]) => (2..=10).contains(style) || *style == 0,
            _ => true,
        }
    }

    /// A name in English on the Windows platform, else any Unicode one, else a Macintosh Roman one.
    fn name(&self, data: &[u8], id: u16) -> Option<String> {
        let table = &data[self.find(*b"name")?];
        let count = usize::from(u16_at(table, 2)?);
        let strings = usize::from(u16_at(table, 4)?);
        let mut best: Option<(u8, String)> = None;
        for at in (0..count).map(|i| 6 + i * 12) {
            let field = |offset| u16_at(table, at + offset);
            let (platform, language) = (field(0)?, field(4)?);
            if field(6)? != id {
                continue;
            }
            let start = strings + usize::from(field(10)?);
            let Some(raw) = table.get(start..start + usize::from(field(8)?)) else { continue };
            let (rank, text) = match (platform, language) {
                (3, 0x409) => (0, utf16(raw)),
                (0 | 3, _) => (1, utf16(raw)),
                (1, 0) if raw.is_ascii() => (2, String::from_utf8_lossy(raw).into_owned()),
                _ => continue,
            };
            if best.as_ref().is_none_or(|(known, _)| rank < *known) && !text.is_empty() {
                best = Some((rank, text));
            }
        }
        best.map(|(_, text)| text)
    }
}

fn utf16(raw: &[u8]) -> String {
    let units = raw.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-Italic.otf");

    #[test]
    fn measures_are_those_of_the_tables() {
        let face = Face::read(Data::Bundled(TEXT), 0).expect("a good font");
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
    fn reserved_names_are_those_of_the_family() {
        assert!(reserves("(c) Adobe, with Reserved Font Name 'Source'.", "Source Sans 3"));
        assert!(!reserves("Reserved Font Name \"Linux Libertine\"", "Libertinus Serif"));
        assert!(!reserves("All rights reserved by Source", "Source Sans 3"));
    }

    #[test]
    fn no_cut_of_a_font_panics() {
        for length in (0..2000).chain((2000..TEXT.len()).step_by(9973)) {
            let _ = Face::read(Data::Own(TEXT[..length].into()), 0);
        }
    }
}
