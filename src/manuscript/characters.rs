//! Characters that no book can hold, and those that nobody sees. Entry points: [`report`], [`clean`].

use super::report::{Often, Report};

/// The character that reaches the model for one of the source; `None` for one that no book can hold.
///
/// XML 1.0 (section 2.2) knows no other control characters than tab and line end, nor U+FFFE and
/// U+FFFF. U+0080 to U+009F are what a wrong conversion makes of the quotation marks and dashes of
/// Windows-1252; they are read as those, as HTML does with such character references.
pub(super) fn fit(c: char) -> Option<char> {
    match c {
        _ if is_rare_space(c) => Some(' '),
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => None,
        '\u{80}'..='\u{9F}' => windows_1252(c),
        c => Some(c),
    }
}

/// Whether a character parts words or lines as few programs do: VT, FF, and Unicode's separators of
/// lines and paragraphs. It is a space in a book.
fn is_rare_space(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}')
}

/// The character of Windows-1252 whose byte a control character is; `None` for the five bytes that
/// it leaves free.
pub(super) fn windows_1252(c: char) -> Option<char> {
    /// From U+0080 on; a blank is a free byte.
    const TABLE: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    let at = u32::from(c).checked_sub(0x80)?;
    TABLE.chars().nth(at as usize).filter(|found| *found != ' ')
}

/// Whether a character reaches the model as it is.
fn is_fit(c: char) -> bool {
    fit(c) == Some(c)
}

/// A text of characters that are fit, rare spaces made plain ones.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter_map(fit).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_wrong_conversion_left_is_read_as_windows_1252() {
        assert_eq!(clean("\u{93}Hello\u{94} \u{96} it\u{92}s \u{80}5\u{85}\u{9F}"), "“Hello” – it’s €5…Ÿ");
        assert_eq!(clean("a\u{81}\u{8D}\u{8F}\u{90}\u{9D}\u{7F}\0b\tc\nd\u{A0}"), "ab\tc\nd\u{A0}");
    }
}
