//! What is upright in lines that run downward: numbers of one or two figures, and pairs of exclamation and question
//! marks (Requirements for Japanese Text Layout, section 3.2.5). Longer numbers and words are turned.

use std::ops::Range;

/// The maximum number of characters that are set beside each other in the width of a line.
const MAX_LENGTH: usize = 2;

/// Returns the upright parts of a text.
pub(super) fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        // A run is bounded by ideographs and the like, not by letters or the point of a decimal.
        let len = bytes[at..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
        let run = &bytes[at..at + len];
        let is_number = run.iter().all(u8::is_ascii_digit);
        let is_mark = run.len() == MAX_LENGTH && run.iter().all(|byte| matches!(byte, b'!' | b'?'));
        if (1..=MAX_LENGTH).contains(&len) && (is_number || is_mark) {
            runs.push(at..at + len);
        }
        at += len.max(1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_upright() {
        let of = |text: &str| runs(text).into_iter().map(|run| text[run].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("平成31年4月、第2版"), ["31", "4", "2"]);
        assert_eq!(of("2026年、3.5倍、A4、20%、x 7 y"), ["7"]);
        assert_eq!(of("何だ!?本当!"), ["!?"]);
        assert_eq!(of(""), [""; 0]);
    }
}
