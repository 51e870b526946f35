//! Shapes segments into glyphs.

use std::ops::Range;

use harfrust::{
    Buffer, Direction, Feature, Language, Script as ShaperScript, ShapeOptions, ShapePlan, ShaperFont, Tag,
    shape,
};
use unicode_script::Script;

use super::segment::{Segment, SegmentKind};
use super::text::CollectedText;
use crate::design::style::{Family, TextStyle};
use crate::fonts::{Face, Library, PlanKey};
use crate::units::Length;

/// A glyph of a segment, lengths in scaled points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    /// Byte of the collected text at which its cluster begins.
    pub(super) cluster: u32,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
    /// Whether cutting the text before its cluster changes the glyphs.
    pub(super) unsafe_to_break: bool,
}

/// Shapes a part of a segment. The glyphs are ordered from left to right.
pub(super) fn shape_range(
    collected: &CollectedText,
    segment: &Segment,
    range: Range<usize>,
    fonts: &Library,
    out: &mut Vec<ShapedGlyph>,
) {
    let style = &collected.styles[collected.runs[segment.run].style];
    let face = fonts.face(segment.face);
    match segment.kind {
        SegmentKind::Nothing | SegmentKind::InlineBox => {}
        SegmentKind::Blank(thousandths) => {
            let advance = style.size.ratio(thousandths, 1000);
            if let Some(id) = face.glyph(' ') {
                out.push(ShapedGlyph {
                    id,
                    cluster: offset(range.start),
                    advance: narrow(advance.to_sp()),
                    dx: 0,
                    dy: 0,
                    unsafe_to_break: false,
                });
            }
        }
        SegmentKind::Text => shape_text(&collected.text, segment, range, style, face, out),
    }
}

fn shape_text(
    text: &str,
    segment: &Segment,
    range: Range<usize>,
    style: &TextStyle,
    face: &Face,
    out: &mut Vec<ShapedGlyph>,
) {
    let features = features(style);
    let direction = if segment.level % 2 == 1 { Direction::RightToLeft } else { Direction::LeftToRight };
    let script = shaper_script(segment.script);
    let language = Language::new(style.lang.as_str());
    let key = PlanKey {
        rtl: segment.level % 2 == 1,
        script: segment.script.short_name(),
        lang: style.lang.clone(),
        features: features.iter().map(|feature| (feature.tag.to_be_bytes(), feature.value)).collect(),
    };
    let plan = face.plan(key, |font| ShapePlan::new(font, direction, script, language.as_ref(), &features));

    let mut buffer = Buffer::new();
    buffer.push_str(&text[range.clone()]);
    buffer.set_direction(direction);
    buffer.set_script(script);
    buffer.set_language(language);
    let font = ShaperFont::new(face.font());
    let options = ShapeOptions::new().plan(Some(&plan)).features(&features);
    shape(&font, &mut buffer, options).expect("the plan is made for this buffer");

    let scale = Scale { size: style.size.to_sp(), units: i64::from(face.metrics.units_per_em) };
    let tracking = style.size.ratio(i64::from(style.tracking), 1000).to_sp();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        // A combining mark has no advance and so no tracking.
        let tracking = if position.x_advance == 0 { 0 } else { tracking };
        out.push(ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: offset(range.start) + info.cluster,
            advance: narrow(scale.of(position.x_advance) + tracking),
            dx: narrow(scale.of(position.x_offset)),
            dy: narrow(scale.of(position.y_offset)),
            unsafe_to_break: info.unsafe_to_break(),
        });
    }
}

/// Returns the OpenType features of a style. Kerning and ligatures are on by default.
fn features(style: &TextStyle) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut set = |tag: &[u8; 4], value| features.push(Feature::new(Tag::new(tag), value, ..));
    if style.small_caps || style.all_small_caps {
        set(b"smcp", 1);
    }
    if style.all_small_caps {
        set(b"c2sc", 1);
    }
    if style.old_style {
        // Without this feature, the old-style figures of Libertinus all have one width.
        set(b"onum", 1);
        set(b"pnum", 1);
    } else if style.tabular {
        set(b"lnum", 1);
        set(b"tnum", 1);
    }
    // Ligatures mislead in code, and letterspacing tears them apart (Bringhurst 3.3).
    if style.family == Family::Code || style.tracking != 0 {
        set(b"liga", 0);
        set(b"clig", 0);
    }
    features
}

struct Scale {
    size: i64,
    units: i64,
}

impl Scale {
    /// Converts font units to scaled points, rounded to the nearest.
    fn of(&self, units: i32) -> i64 {
        let product = i64::from(units) * self.size;
        (2 * product + self.units).div_euclid(2 * self.units)
    }
}

fn shaper_script(script: Script) -> Option<ShaperScript> {
    let tag: [u8; 4] = script.short_name().as_bytes().try_into().ok()?;
    ShaperScript::from_iso15924_tag(Tag::new(&tag))
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Lengths of glyphs fit in 32 bits up to 32,767 points.
fn narrow(scaled: i64) -> i32 {
    i32::try_from(scaled).unwrap_or(i32::MAX)
}

/// Adds space after a glyph, in scaled points.
pub(super) fn widen(glyph: &mut ShapedGlyph, space: i64) {
    glyph.advance = glyph.advance.saturating_add(narrow(space));
}

/// Returns the glyph of the hyphen inserted at a line end, and its advance at a size. Returns `None` if the face has no hyphen.
///
/// U+2010 looks like the hyphen of the keyboard and is another glyph in most faces, so that a reader of
/// the file can distinguish a hyphen that is in the word from one that is not.
pub(super) fn hyphen(face: &Face, size: Length) -> Option<(u16, i32)> {
    let id = face.glyph('\u{2010}').or_else(|| face.glyph('-'))?;
    let scale = Scale { size: size.to_sp(), units: i64::from(face.metrics.units_per_em) };
    Some((id, narrow(scale.of(face.advance(id)))))
}
