//! Where a page may end within code. Entry point: [`costs`].

use super::code_lines::CodePiece;
use crate::book::{Listing, TokenClass};
use crate::layout::{FORBID, ORPHAN, SHAPE, WIDOW};

/// The minimum number of lines of a block on either side of a page end.
const MIN_PART: usize = 3;

/// How many lines in a row may be kept with the next one: those that open a block, and the last of a comment.
const MAX_KEPT: usize = 5;
/// The cost of a page end before a line that closes a block, or between more than [`MAX_KEPT`] lines. It is worth four
/// lines of space at the foot of one of two facing pages (see [`SHAPE`] for the scale).
const TOGETHER: i32 = 4_500;
/// The cost of a page end that is not at an empty line. It is worth two lines of such space.
const WITHIN: i32 = 3_400;

/// Beginnings of lines that close a block.
const CLOSING: &[&str] = &[
    "}", ")", "]", "</", "end", "done", "fi", "esac", "else", "elif", "elsif", "except", "finally", "catch",
];

/// Returns the cost of a page end before each line of a block; `None` if it costs nothing.
pub(super) fn costs(lines: &[CodePiece], listing: &Listing) -> Vec<Option<i32>> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let mut kept = 0;
    let mut cost = |index: usize| {
        let at_ends = at_ends(index, lines.len());
        if index == 0 || at_ends == Some(FORBID) {
            return at_ends;
        }
        let (above, below) = (texts[index - 1], texts[index]);
        let ends_comment = is_comment(&lines[index - 1], listing) && !is_comment(&lines[index], listing);
        let opens = !below.trim().is_empty() && (ends_comment || indent(below) > indent(above));
        let is_rest = lines[index].sign.is_some();
        kept = if opens && !is_rest && kept < MAX_KEPT { kept + 1 } else { 0 };
        let within = match (is_rest, opens) {
            (true, _) => Some(SHAPE),
            (false, true) if kept > 0 => Some(FORBID),
            (false, true) => Some(TOGETHER),
            (false, false) => between(above, below),
        };
        at_ends.max(within)
    };
    (0..lines.len()).map(&mut cost).collect()
}

/// Returns the indent of a line, whose tabs are expanded.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the cost of a page end by the number of lines on either side. Neither the first line nor the last may be
/// alone on a page, and fewer than [`MIN_PART`] lines look like a leftover.
fn at_ends(index: usize, count: usize) -> Option<i32> {
    let (above, below) = (index, count - index);
    match (above, below) {
        (0, _) => None,
        (1, _) | (_, 1) => Some(FORBID),
        _ if below < MIN_PART => Some(WIDOW),
        _ if above < MIN_PART => Some(ORPHAN),
        _ => None,
    }
}

/// Returns the cost of a page end between two lines, the first of which opens nothing.
fn between(above: &str, below: &str) -> Option<i32> {
    let words = below.trim_start();
    let first = |word: &&&str| match words.strip_prefix(**word) {
        // A word such as `end` is not the beginning of another.
        Some(rest) => !word.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric),
        None => false,
    };
    match (above.trim().is_empty(), words.is_empty()) {
        (true, false) => None,
        (_, true) => Some(WITHIN),
        (false, false) if CLOSING.iter().any(|word| first(&word)) => Some(TOGETHER),
        (false, false) => Some(WITHIN),
    }
}

/// Returns whether a line is a comment alone.
fn is_comment(line: &CodePiece, listing: &Listing) -> bool {
    let start = line.byte(line.text.len() - line.text.trim_start().len());
    let mut parts = listing.parts(start..start + 1);
    !line.text.trim().is_empty()
        && parts.any(|(_, class)| matches!(class, Some(TokenClass::Comment | TokenClass::Doc)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::code_lines::pieces;
    use crate::book::Token;
    use crate::design::Design;
    use crate::lang::LangTag;

    fn costs_of(text: &str, listing: &Listing) -> Vec<Option<i32>> {
        let spec = Design::written("theme: technical", &LangTag::english()).spec.code;
        costs(&pieces(text, listing, &spec, 20), listing)
    }

    #[test]
    fn a_page_end_leaves_three_lines_of_a_block_on_either_side() {
        let costs = |count| (0..count).map(|index| at_ends(index, count)).collect::<Vec<_>>();
        let (forbidden, orphan, widow) = (Some(FORBID), Some(ORPHAN), Some(WIDOW));
        assert_eq!(costs(2), [None, forbidden]);
        assert_eq!(costs(4), [None, forbidden, widow, forbidden]);
        assert_eq!(costs(7), [None, forbidden, orphan, None, None, widow, forbidden]);
    }

    #[test]
    fn a_page_ends_at_an_empty_line_rather_than_within_a_block() {
        let text = "x\nx\nx\nfn a() {\n  b\n  c\n}\n\nfn d()\nx\nx\nx";
        let (within, together) = (Some(WITHIN), Some(TOGETHER));
        let found = costs_of(text, &Listing::default());
        assert_eq!(found[3..9], [within, Some(FORBID), within, together, within, None]);
        assert_eq!(between("  b", "end"), together);
        assert_eq!(between("  b", "ending = 1"), within);
    }

    #[test]
    fn a_flight_of_stairs_can_be_divided() {
        let stairs: Vec<String> = (0..10).map(|step| format!("{}x", " ".repeat(step))).collect();
        let found = costs_of(&stairs.join("\n"), &Listing::default());
        assert_eq!(found[5..8], [Some(FORBID), Some(FORBID), Some(TOGETHER)]);
    }

    #[test]
    fn a_comment_stays_with_what_it_is_about_and_a_long_line_whole() {
        let token = Token { class: TokenClass::Comment, start: 6, end: 10 };
        let listing = Listing { tokens: vec![token], ..Listing::default() };
        let text = "x\nx\nx\n// c\nx\nx\nx\nx";
        assert_eq!(costs_of(text, &listing)[3..5], [Some(WITHIN), Some(FORBID)]);
        let long = format!("x\nx\nx\n{}\nx\nx\nx", "word ".repeat(6));
        assert_eq!(costs_of(&long, &Listing::default())[4], Some(SHAPE));
    }
}
