//! A text and the set of its bytes, for quick tests whether a stage applies. Entry point:
//! [`TextProbe`].

use std::ops::RangeInclusive;

/// The set of bytes that occur in a text.
pub(super) struct ByteSet([bool; 256]);

impl ByteSet {
    /// Collects the bytes of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut occurs = [false; 256];
        text.bytes().for_each(|b| occurs[usize::from(b)] = true);
        Self(occurs)
    }

    fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

/// A text with its set of bytes. The stages search for some seventy strings that contain `{`, `[`, `<` or
/// `` ` ``. Plain prose contains none of these, so that the set makes most searches unnecessary.
pub(super) struct TextProbe<'a> {
    text: &'a str,
    bytes: &'a ByteSet,
}

impl<'a> TextProbe<'a> {
    /// Joins a text and the set of its bytes.
    pub(super) fn new(text: &'a str, bytes: &'a ByteSet) -> Self {
        Self { text, bytes }
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Returns whether the text contains a string.
    pub(super) fn contains(&self, string: &str) -> bool {
        string.bytes().all(|b| self.bytes.contains(b)) && (string.len() == 1 || self.text.contains(string))
    }

    /// Returns whether the text contains one of several strings.
    pub(super) fn contains_any(&self, strings: &[&str]) -> bool {
        strings.iter().any(|string| self.contains(string))
    }

    /// Returns whether a line of the text begins with a string of ASCII characters, without an indent.
    pub(super) fn has_line(&self, string: &str) -> bool {
        self.text.starts_with(string)
            || string.bytes().all(|b| self.bytes.contains(b)) && self.text.contains(&format!("\n{string}"))
    }

    /// Returns whether the text contains a byte of a range.
    pub(super) fn contains_byte(&self, mut range: RangeInclusive<u8>) -> bool {
        range.any(|b| self.bytes.contains(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_anywhere_in_the_text() {
        let text = "plain {{ text\n% line";
        let bytes = ByteSet::of(text);
        let probe = TextProbe::new(text, &bytes);
        for string in ["{{", "%", "{", "plain {{ text", "\n% ", "line", ""] {
            assert_eq!(probe.contains(string), text.contains(string), "{string}");
        }
        for string in ["{%", "}}", "{ {", "lines", "["] {
            assert!(!probe.contains(string), "{string}");
        }
        assert!(probe.has_line("%") && probe.has_line("plain") && !probe.has_line("{{"));
        assert!(probe.contains_any(&["}", "%"]) && !probe.contains_any(&["}", "]"]));
        assert!(probe.contains_byte(b'n'..=b'p') && !probe.contains_byte(0x80..=0xFF));
    }
}
