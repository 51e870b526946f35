//! Characters that no book can hold, and those that nobody sees. Entry points: [`report`], [`clean`].

use super::report::{Often, Report};

/// Whether a character may reach the model: XML 1.0 (section 2.2) knows no other control characters
/// than tab and line end, nor U+FFFE and U+FFFF.
pub(super) fn is_fit(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a character parts words or lines as few programs do: VT, FF, NEL, and Unicode's separators of
/// lines and paragraphs. It is a space in a book.
pub(super) fn is_rare_space(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text without the characters that are not fit, rare spaces made plain ones.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_rare_space(c) { ' ' } else { c }).filter(|c| is_fit(*c)).collect()
}

/// A text that stands in one line: fit characters only, blanks and line ends in a row made one blank.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Counts what is not fit, and the controls that turn the direction of text without a trace.
pub(super) fn report(source: &str, start: usize, report: &mut Report) {
    for (i, c) in source[start..].char_indices() {
        let range = start + i..start + i + c.len_utf8();
        match c {
            // A carriage return is a line end to Markdown.
            '\r' => {}
            _ if is_rare_space(c) => {}
            _ if !is_fit(c) => report.count(Often::Control(c), range),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => report.count(Often::Bidi(c), range),
            _ => {}
        }
    }
}
