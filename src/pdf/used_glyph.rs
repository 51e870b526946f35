//! The properties of a glyph that page streams need.

/// A glyph as page streams show it.
#[derive(Clone, Copy, Debug)]
pub(super) struct UsedGlyph {
    /// The advance, in font units.
    pub(super) advance: i64,
    /// The number as written in a string (ISO 32000-1, section 7.3.4.2).
    code: [u8; 4],
    length: u8,
    /// The text that it maps to, by [`packed`].
    pub(super) text: u32,
}

impl UsedGlyph {
    pub(super) fn new(number: u16, advance: i64, text: Option<&str>) -> Self {
        let mut glyph =
            Self { advance, code: [0; 4], length: 0, text: packed(text.unwrap_or_default().as_bytes()) };
        for byte in number.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => glyph.push(&[b'\\', byte]),
                // A bare carriage return in a string would be read as a line feed.
                b'\r' => glyph.push(b"\\r"),
                byte => glyph.push(&[byte]),
            }
        }
        glyph
    }

    /// Returns the number as written in a string.
    pub(super) fn code(&self) -> &[u8] {
        &self.code[..usize::from(self.length)]
    }

    fn push(&mut self, bytes: &[u8]) {
        let from = usize::from(self.length);
        self.code[from..from + bytes.len()].copy_from_slice(bytes);
        self.length += if bytes.len() == 1 { 1 } else { 2 };
    }
}

/// Returns a text of up to four bytes as a number, for quick comparison; 0 for any other.
pub(super) fn packed(text: &[u8]) -> u32 {
    match *text {
        [a] => u32::from(a),
        [a, b] => u32::from_le_bytes([a, b, 0, 0]),
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}
