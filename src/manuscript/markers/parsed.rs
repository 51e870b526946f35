//! A marker of a list as written, and the marker that follows it.

use crate::book::{Delimiter, Numbering, Numerals};
use crate::words::Digits;

/// The maximum length of a marker in bytes: the parser reads numbers of up to nine digits.
const MAX_MARKER_BYTES: usize = 10;
/// The maximum number of digits in parentheses; a longer number is a year or an amount.
const MAX_PAREN_DIGITS: usize = 3;

/// A marker as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ParsedMarker {
    numerals: Numerals,
    delimiter: Delimiter,
    /// `None` for `#`.
    number: Option<i64>,
    /// Its length in bytes.
    pub(super) length: usize,
}

impl ParsedMarker {
    /// Reads the marker at the head of a line, if it is of a kind that Markdown does not know.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let open = text.starts_with('(');
        let rest = &text[usize::from(open)..];
        let length = rest.bytes().take(MAX_MARKER_BYTES).take_while(u8::is_ascii_alphanumeric).count();
        let length = if length == 0 && rest.starts_with('#') { 1 } else { length };
        let name = &rest[..length];
        let delimiter = match (open, rest.as_bytes().get(length)?) {
            (false, b'.') => Delimiter::Period,
            (false, b')') => Delimiter::Paren,
            (true, b')') => Delimiter::Parens,
            _ => return None,
        };
        let whole = usize::from(open) + length + 1;
        if length == 0 || whole > MAX_MARKER_BYTES || !is_space_at(text, whole) {
            return None;
        }
        let (numerals, number) = numerals(name)?;
        let plain = numerals == Numerals::Decimal;
        if plain && number.is_some() && (!open || length > MAX_PAREN_DIGITS) {
            return None;
        }
        // A capital letter with a full stop may be the initial of a name, unless two spaces follow it.
        let initial =
            length == 1 && name.as_bytes()[0].is_ascii_uppercase() && delimiter == Delimiter::Period;
        if initial && !(text[whole..].starts_with("  ") || text[whole..].starts_with('\t')) {
            return None;
        }
        Some(Self { numerals, delimiter, number, length: whole })
    }

    /// Returns whether the marker consists of digits or `#`, which nobody mistakes for a word.
    pub(super) fn is_plain(&self) -> bool {
        self.numerals == Numerals::Decimal
    }

    /// Returns the numbering of a list that begins with this marker.
    pub(super) fn numbering(&self) -> Numbering {
        Numbering {
            start: Some(self.number.unwrap_or(1)),
            reversed: false,
            numerals: self.numerals,
            delimiter: self.delimiter,
        }
    }

    /// Returns the marker of the next item.
    pub(super) fn next(&self) -> Self {
        Self { number: self.number.map(|number| number + 1), ..*self }
    }

    /// Returns whether this may be the `expected` marker: `i`, for example, is a letter and a Roman numeral.
    pub(super) fn follows(&self, expected: &Self) -> bool {
        self.delimiter == expected.delimiter
            && (self.like(expected).number, self.like(expected).numerals)
                == (expected.number, expected.numerals)
    }

    /// Returns this marker, read in the numerals of `other` if that is possible.
    pub(super) fn like(&self, other: &Self) -> Self {
        let (Some(number), Some(expected)) = (self.number, other.number) else { return *self };
        let (letter, capital) = match self.numerals {
            Numerals::LowerAlpha | Numerals::LowerRoman => (Numerals::LowerAlpha, false),
            Numerals::UpperAlpha | Numerals::UpperRoman => (Numerals::UpperAlpha, true),
            Numerals::Decimal => return *self,
        };
        let numeral = if capital { Numerals::UpperRoman } else { Numerals::LowerRoman };
        let written =
            Numbering { start: None, reversed: false, numerals: self.numerals, delimiter: self.delimiter };
        let wanted = Numbering { numerals: other.numerals, ..written };
        let alike = [letter, numeral].contains(&other.numerals)
            && written.label(number, Digits::LATIN) == wanted.label(expected, Digits::LATIN);
        if alike { Self { numerals: other.numerals, number: Some(expected), ..*self } } else { *self }
    }
}

/// Returns whether there is a space or the end of the text at `at`.
pub(super) fn is_space_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t'))
}

/// Returns the numerals that a number is written in, and its value. As in pandoc, `i` alone and several
/// letters are Roman numerals; any other single letter counts by its place in the alphabet.
fn numerals(name: &str) -> Option<(Numerals, Option<i64>)> {
    if name == "#" {
        return Some((Numerals::Decimal, None));
    }
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((Numerals::Decimal, Some(name.parse().ok()?)));
    }
    let upper = name.bytes().all(|byte| byte.is_ascii_uppercase());
    if !upper && !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let pick = |lower, capital| if upper { capital } else { lower };
    if name.len() == 1 && !name.eq_ignore_ascii_case("i") {
        let letter = name.as_bytes()[0].to_ascii_lowercase();
        return Some((pick(Numerals::LowerAlpha, Numerals::UpperAlpha), Some(i64::from(letter - b'a') + 1)));
    }
    let roman = pick(Numerals::LowerRoman, Numerals::UpperRoman);
    Some((roman, Some(Numerals::read_roman(&name.to_ascii_uppercase())?.into())))
}
