//! Which marks a text holds, for the question whether a stage has anything to do in it.

use std::ops::RangeInclusive;

/// The bytes that occur in a text.
pub(super) struct Bytes([bool; 256]);

impl Bytes {
    /// Reads a text once.
    pub(super) fn of(text: &str) -> Self {
        let mut occurs = [false; 256];
        text.bytes().for_each(|b| occurs[usize::from(b)] = true);
        Self(occurs)
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

/// A text with its bytes: a mark with a byte that does not occur is not looked for.
///
/// Plain prose holds none of `{`, `[`, `<` or `` ` ``, and is asked for some seventy marks with them.
pub(super) struct Marks<'a> {
    text: &'a str,
    bytes: &'a Bytes,
}

impl<'a> Marks<'a> {
    /// A text with its own bytes.
    pub(super) fn new(text: &'a str, bytes: &'a Bytes) -> Self {
        Self { text, bytes }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Whether the text holds a mark.
    pub(super) fn has(&self, mark: &str) -> bool {
        mark.bytes().all(|b| self.bytes.has(b)) && (mark.len() == 1 || self.text.contains(mark))
    }

    /// Whether the text holds one of some marks.
    pub(super) fn has_any(&self, marks: &[&str]) -> bool {
        marks.iter().any(|mark| self.has(mark))
    }

    /// Whether a line of the text begins with a mark of ASCII characters, without an indent.
    pub(super) fn has_line(&self, mark: &str) -> bool {
        self.text.starts_with(mark)
            || mark.bytes().all(|b| self.bytes.has(b)) && self.text.contains(&format!("\n{mark}"))
    }

    /// Whether a byte of a range occurs.
    pub(super) fn has_byte(&self, mut range: RangeInclusive<u8>) -> bool {
        range.any(|b| self.bytes.has(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_wherever_they_stand_and_no_others() {
        let text = "plain {{ text\n% line";
        let bytes = Bytes::of(text);
        let marks = Marks::new(text, &bytes);
        for mark in ["{{", "%", "{", "plain {{ text", "\n% ", "line", ""] {
            assert_eq!(marks.has(mark), text.contains(mark), "{mark}");
        }
        for mark in ["{%", "}}", "{ {", "lines", "["] {
            assert!(!marks.has(mark), "{mark}");
        }
        assert!(marks.has_line("%") && marks.has_line("plain") && !marks.has_line("{{"));
        assert!(marks.has_any(&["}", "%"]) && !marks.has_any(&["}", "]"]));
        assert!(marks.has_byte(b'n'..=b'p') && !marks.has_byte(0x80..=0xFF));
    }
}
