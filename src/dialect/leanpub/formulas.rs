//! Translates formulas of Leanpub, `{$$}…{/$$}`. Entry point: [`rewrite`].

use crate::dialect::lines::{LineKind, MarkdownLine};
use crate::dialect::mapped::Edit;

const OPEN: &str = "{$$}";
const CLOSE: &str = "{/$$}";

/// The maximum length of a formula, in lines.
const MAX_LINES: usize = 200;

/// Adds the edits for all formulas. A formula alone on its lines becomes a display formula, another an inline
/// formula.
pub(super) fn rewrite(text: &str, all: &[MarkdownLine], edits: &mut Vec<Edit>) {
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let mut from = line.range.start;
        while line.kind == LineKind::Prose
            && let Some(open) = text[from..line.range.end].find(OPEN).map(|open| from + open)
        {
            let inner = open + OPEN.len();
            let is_code = |line: &&MarkdownLine| line.kind == LineKind::OpeningFence;
            let last = all[at..].iter().take(MAX_LINES).take_while(|line| !is_code(line)).last();
            let limit = last.map_or(line.range.end, |last| last.range.end);
            let Some(close) = text[inner..limit].find(CLOSE).map(|close| inner + close) else { break };
            let end = close + CLOSE.len();
            while all.get(at + 1).is_some_and(|next| next.range.start < end) {
                at += 1;
            }
            let before = &text[line.range.start..open];
            let is_display = before.trim().is_empty() && text[end..all[at].range.end].trim().is_empty();
            formula(text, (open, inner, close, end), is_display, edits);
            from = end;
            if from >= all[at].range.end || all[at].range != line.range {
                break;
            }
        }
        at += 1;
    }
}

/// Rewrites the delimiters at `open..inner` and `close..end`, and removes empty lines between them.
fn formula(
    text: &str,
    (open, inner, close, end): (usize, usize, usize, usize),
    is_display: bool,
    edits: &mut Vec<Edit>,
) {
    let source = &text[inner..close];
    let start = inner + (source.len() - source.trim_start().len());
    let stop = start + source.trim().len();
    let (first, last) = if is_display { ("$$\n", "\n$$") } else { ("$", "$") };
    edits.push(Edit::replace(open..start, first));
    // In our syntax an empty line would end the formula.
    let mut at = start;
    while let Some(found) = text[at..stop].find("\n\n").map(|found| at + found) {
        let blank = text[found..stop].len() - text[found..stop].trim_start_matches(['\n', ' ', '\t']).len();
        edits.push(Edit::replace(found..found + blank, "\n"));
        at = found + blank;
    }
    edits.push(Edit::replace(stop..end, last));
}
