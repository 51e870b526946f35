//! Lines as columns of a screen, which is what the tables of pandoc are drawn in.

use std::ops::Range;

/// A line cut into columns: a wide character takes two of them.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The first byte of the character in each column, and the byte after the last.
    bytes: Vec<usize>,
    /// The character in each column; the second column of a wide one has a blank.
    chars: Vec<char>,
}

impl Columns {
    /// Cuts `text[range]` into columns; offsets are of `text`.
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

    /// The number of columns.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character in a column; a blank behind the last.
    pub(super) fn at(&self, column: usize) -> char {
        self.chars.get(column).copied().unwrap_or(' ')
    }

    /// The bytes of some columns, of which there may be fewer.
    pub(super) fn slice(&self, columns: Range<usize>) -> Range<usize> {
        let byte = |column: usize| self.bytes[column.min(self.chars.len())];
        byte(columns.start)..byte(columns.end).max(byte(columns.start))
    }
}

/// Columns that a character takes (Unicode, UAX 11: wide and full-width characters take two).
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
