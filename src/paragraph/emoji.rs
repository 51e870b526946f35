//! Emoji: a sequence of several characters stays in one face, which joins them to one sign or shows the
//! parts (Unicode Technical Standard 51).

use super::segment::Segment;
use crate::fonts::{FaceId, Library};

const JOINER: char = '\u{200D}';
const AS_PICTURE: char = '\u{FE0F}';
const AS_TEXT: char = '\u{FE0E}';
const KEYCAP: char = '\u{20E3}';

/// Dashes, quotation marks and other punctuation, none of which is an emoji by itself.
const PUNCTUATION: std::ops::RangeInclusive<char> = '\u{2010}'..='\u{203A}';

/// Returns the emoji face if it should set a character: one that continues an emoji, that is requested
/// as a picture, or that begins a keycap.
pub(super) fn face(
    c: char,
    (previous, next): (Option<char>, Option<char>),
    before: Option<&Segment>,
    fonts: &Library,
) -> Option<FaceId> {
    // The quick answer for nearly all text: of the characters below U+203C, only one next to a
    // selector, a keycap or a joiner belongs to an emoji.
    if (c < JOINER || PUNCTUATION.contains(&c))
        && !matches!(next, Some(AS_PICTURE | KEYCAP))
        && previous != Some(JOINER)
    {
        return None;
    }
    let emoji = fonts.emoji()?;
    let has = |c| fonts.face(emoji).glyph(c).is_some();
    let goes_on = before.is_some_and(|last| last.face == emoji);
    let joined = goes_on && previous == Some(JOINER);
    let continues = matches!(c, JOINER | AS_PICTURE | AS_TEXT | KEYCAP)
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
    let begins = match next {
        Some(AS_PICTURE) if c.is_ascii() => matches!(c, '0'..='9' | '#' | '*'),
        Some(AS_PICTURE) => true,
        Some(KEYCAP) => c.is_ascii(),
        _ => joined,
    };
    ((goes_on && continues) || (begins && has(c))).then_some(emoji)
}
