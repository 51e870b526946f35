//! Splits a line into the columns of a screen with characters of one width, in which pandoc's tables
//! are drawn. Entry point: [`ScreenColumns`].

use std::ops::Range;

/// A line split into columns; a wide character takes two of them.
#[derive(Clone, Debug)]
pub(super) struct ScreenColumns {
    /// The first byte of the character in each column, and the byte after the last.
    bytes: Vec<usize>,
    /// The character in each column; a space in the second column of a wide one.
    chars: Vec<char>,
}

impl ScreenColumns {
    /// Splits `text[range]` into columns. Offsets are relative to `text`.
    pub(super) fn new(text: &str, range: Range<usize>) -> Self {
        let (mut bytes, mut chars) = (Vec::with_capacity(range.len() + 1), Vec::with_capacity(range.len()));
        for (at, c) in text[range.clone()].char_indices() {
            let at = range.start + at;
            for column in 0..width(c) {
                bytes.push(at);
                chars.push(if column == 0 { c } else { ' ' });
            }
        }
        bytes.push(range.end);
        Self { bytes, chars }
    }

    /// Returns the number of columns.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Returns the character in a column; a space after the last one.
    pub(super) fn at(&self, column: usize) -> char {
        self.chars.get(column).copied().unwrap_or(' ')
    }

    /// Returns the bytes of a range of columns, which may reach beyond the last one.
    pub(super) fn slice(&self, columns: Range<usize>) -> Range<usize> {
        let byte = |column: usize| self.bytes[column.min(self.chars.len())];
        byte(columns.start)..byte(columns.end).max(byte(columns.start))
    }
}

/// Returns the number of columns of a character (Unicode Standard Annex 11: wide and full-width characters
/// take two).
fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F900}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}
