//! The quotation marks that Latin shares with Chinese and Japanese, “ ” ‘ ’: in text of these languages, a pair around or
//! beside ideographs is as wide as they are; one among Latin words is Latin (CLReq 3.1.2; JLReq, appendix A).

use super::itemize::is_shared_punctuation;
use super::text::CollectedText;
use crate::fonts::{HanForm, is_east_asian};

/// The maximum number of dashes, dots and other marks between a quotation mark and the character that decides.
const MAX_BETWEEN: usize = 4;

/// Returns the positions of the marks of a text that are full-width, sorted: both of a pair if one of them is.
pub(super) fn wide(collected: &CollectedText) -> Vec<usize> {
    let has_form = |form: HanForm| form != HanForm::Korean;
    let may_have = collected.styles.iter().any(|style| HanForm::of_lang(&style.lang).is_some_and(has_form));
    if !may_have || !collected.text.contains(['“', '‘']) {
        return Vec::new();
    }
    pairs(&collected.text)
}

fn pairs(text: &str) -> Vec<usize> {
    let mut wide = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '“' => open.push(('”', at)),
            '‘' => open.push(('’', at)),
            '”' | '’' => {
                // An apostrophe closes nothing.
                let Some(found) = open.iter().rposition(|(closing, _)| *closing == c) else { continue };
                let start = open[found].1;
                open.truncate(found);
                if is_beside_ideograph(text, start) || is_beside_ideograph(text, at) {
                    wide.extend([start, at]);
                }
            }
            _ => {}
        }
    }
    wide.sort_unstable();
    wide
}

fn is_beside_ideograph(text: &str, at: usize) -> bool {
    let decides = |c: &char| !is_shared_punctuation(*c);
    let before = text[..at].chars().rev().take(MAX_BETWEEN).find(decides);
    let after = text[at..].chars().take(MAX_BETWEEN).find(decides);
    before.is_some_and(is_east_asian) || after.is_some_and(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text with full-width marks as corner brackets.
    fn shown(text: &str) -> String {
        let wide = pairs(text);
        let bracket = |(at, c)| match (wide.binary_search(&at), c) {
            (Ok(_), '“' | '‘') => '「',
            (Ok(_), _) => '」',
            (Err(_), c) => c,
        };
        text.char_indices().map(bracket).collect()
    }

    #[test]
    fn both_marks_of_a_pair_are_full_width_or_neither_is() {
        for (text, expected) in [
            ("“Git”是工具", "「Git」是工具"),
            ("使用“Git”。", "使用「Git」。"),
            ("“A”……“C”。", "“A”……「C」。"),
            ("他说：“it’s ‘好’！”", "他说：「it’s 「好」！」"),
            ("中文 “Git is fast,” he said. 中文", "中文 “Git is fast,” he said. 中文"),
            ("中‘文 and “more", "中‘文 and “more"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
