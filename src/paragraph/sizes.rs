//! The sizes of faces beside the face of the text, at which their letters look equally large.

use unicode_script::Script;

use super::itemize::has_italic_script;
use super::segment::Segment;
use crate::fonts::Face;
use crate::lang::LangTag;
use crate::units::Length;

/// The limits of the size of another face, in thousandths of that of the text: beyond them, its strokes would be too thin
/// or too thick.
const MIN_FITTED: i64 = 800;
const MAX_FITTED: i64 = 1250;

/// Letters of scripts without lower case, each with its height in thousandths of the x-height of the Latin letters that it
/// is drawn to go with. The heights are those of the Noto families, whose scripts are made for one page.
const LETTERS: [(Script, char, i64); 15] = [
    (Script::Thai, 'ก', 1040),
    (Script::Lao, 'ກ', 1040),
    (Script::Myanmar, 'က', 1020),
    (Script::Tamil, 'க', 1035),
    (Script::Malayalam, 'ക', 1045),
    (Script::Devanagari, 'क', 1160),
    (Script::Bengali, 'ক', 1160),
    (Script::Gurmukhi, 'ਕ', 1160),
    (Script::Gujarati, 'ક', 1125),
    (Script::Sinhala, 'ක', 1120),
    (Script::Khmer, 'ប', 1180),
    (Script::Georgian, 'ა', 1010),
    (Script::Telugu, 'గ', 1355),
    (Script::Kannada, 'ಗ', 1455),
    (Script::Ethiopic, 'ሀ', 1335),
];

/// Returns the size at which the letters of another face look as large as those of the face of the text: its lower-case
/// letters are as high, or a letter of a script without lower case is as high as beside Latin of its own family. Other
/// scripts keep the size of the text, as does code, whose letters have one width. In a book in a `language` of such a
/// script, the size of the text is that of its letters, so that none is smaller.
pub(super) fn fitted(segment: &Segment, base: &Face, face: &Face, language: &LangTag) -> Length {
    if base.metrics.monospace || face.metrics.monospace {
        return segment.size;
    }
    let x_height = |face: &Face| of_em(face.metrics.x_height.into(), face);
    let of_letter = || {
        let (_, letter, height) = LETTERS.iter().find(|(script, ..)| *script == segment.script)?;
        let ink = face.whole_ink(face.glyph(*letter)?)?;
        Some(of_em(ink.top.into(), face) * 1000 / height)
    };
    let own = if has_italic_script(segment.script) { Some(x_height(face)) } else { of_letter() };
    let Some(own) = own else { return segment.size };
    let ratio = x_height(base).max(1) * 1000 / own.max(1);
    let is_of_text = !language.has_italics() && !has_italic_script(segment.script);
    let least = if is_of_text { 1000 } else { MIN_FITTED };
    segment.size.ratio(ratio.clamp(least, MAX_FITTED), 1000)
}

/// Converts font units of a face to thousandths of an em.
fn of_em(units: i64, face: &Face) -> i64 {
    units * 1000 / i64::from(face.metrics.units_per_em.max(1))
}
