//! Characters that no book can contain, and their replacements. Entry points: [`book_char`], [`clean`],
//! [`one_line`].

/// Returns the character of the model for one of the source, or `None` for one that no book can contain.
///
/// XML 1.0 (section 2.2) allows no control characters except tab and line end, nor U+FFFE and U+FFFF.
/// U+0080 to U+009F are the result of reading Windows-1252 as Latin-1; they are read as the quotation
/// marks and dashes that they were, as HTML does with such character references.
pub(super) fn book_char(c: char) -> Option<char> {
    match c {
        _ if is_rare_space(c) => Some(' '),
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => None,
        '\u{80}'..='\u{9F}' => windows_1252(c),
        c => Some(c),
    }
}

/// Returns whether a character is a separator that few programs write (VT, FF, and Unicode's separators
/// of lines and paragraphs), which becomes a space.
pub(super) fn is_rare_space(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}')
}

/// Returns the character that Windows-1252 has at the code of a control character, or `None` for the
/// five codes without one.
pub(super) fn windows_1252(c: char) -> Option<char> {
    /// The characters from U+0080 on; a space is a code without a character.
    const TABLE: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    let at = u32::from(c).checked_sub(0x80)?;
    TABLE.chars().nth(at as usize).filter(|found| *found != ' ')
}

/// Returns whether the model contains the character unchanged.
pub(super) fn is_book_char(c: char) -> bool {
    book_char(c) == Some(c)
}

/// Returns the text in characters of the model.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter_map(book_char).collect()
}

/// Returns the text in characters of the model and in one line: a single space for each sequence of
/// spaces and line ends, none at the ends.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_conversion_is_read_as_windows_1252() {
        assert_eq!(clean("\u{93}Hello\u{94} \u{96} it\u{92}s \u{80}5\u{85}\u{9F}"), "“Hello” – it’s €5…Ÿ");
        assert_eq!(clean("a\u{81}\u{8D}\u{8F}\u{90}\u{9D}\u{7F}\0b\tc\nd\u{A0}"), "ab\tc\nd\u{A0}");
    }
}
