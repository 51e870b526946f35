//! The context that every renderer needs, and text made safe for a terminal and for a CI log.

use super::super::source::{SourceMap, Span};

/// What every renderer needs besides the diagnostics.
#[derive(Clone, Copy, Debug)]
pub struct RenderContext<'a> {
    /// The texts that the diagnostics point into.
    pub sources: &'a SourceMap,
    /// The text before the name of a file that makes it a path from the working directory: `books/moby/`.
    pub prefix: &'a str,
    /// Whether to colour the output with terminal escapes.
    pub colour: bool,
}

impl RenderContext<'_> {
    /// Returns the path of a span's file as the reader would type it.
    pub(super) fn path(&self, span: Span) -> String {
        plain_line(&format!("{}{}", self.prefix, self.sources.file(span.file).name))
    }
}

/// Returns the text as one line, without characters that control a terminal: line ends and tabs become
/// spaces; other control characters and direction marks become U+FFFD.
pub fn plain_line(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_plain(c) => c,
            _ => char::REPLACEMENT_CHARACTER,
        })
        .collect()
}

/// Returns whether a character is neither a control character nor one that changes the text direction.
pub(super) fn is_plain(c: char) -> bool {
    !c.is_control() && !is_direction_control(c)
}

/// Returns whether a character is a control of the "Trojan Source" attack (CVE-2021-42574), which shows text
/// in another order than it has.
fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_moves_the_cursor() {
        assert_eq!(plain_line("a\u{1b}[2J\nb\u{202E}c"), "a\u{FFFD}[2J b\u{FFFD}c");
    }
}
