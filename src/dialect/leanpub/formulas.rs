//! Formulas of Leanpub, `{$$}…{/$$}`. Entry point: [`rewritten`].

use super::super::Edit;
use super::super::lines::{InCode, Line};

const OPEN: &str = "{$$}";
const CLOSE: &str = "{/$$}";

/// Lines that a formula may take.
const LINES: usize = 200;

/// Rewrites formulas: one that begins a line and ends one is set on lines of its own, another in the line.
pub(super) fn rewritten(text: &str, all: &[Line], edits: &mut Vec<Edit>) {
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let mut from = line.range.start;
        while line.code == InCode::No
            && let Some(open) = text[from..line.range.end].find(OPEN).map(|open| from + open)
        {
            let inner = open + OPEN.len();
            let is_code = |line: &&Line| line.code == InCode::Opening;
            let last = all[at..].iter().take(LINES).take_while(|line| !is_code(line)).last();
            let limit = last.map_or(line.range.end, |last| last.range.end);
            let Some(close) = text[inner..limit].find(CLOSE).map(|close| inner + close) else { break };
            let end = close + CLOSE.len();
            while all.get(at + 1).is_some_and(|next| next.range.start < end) {
                at += 1;
            }
            let before = &text[line.range.start..open];
            let is_block = before.trim().is_empty() && text[end..all[at].range.end].trim().is_empty();
            formula(text, (open, inner, close, end), is_block, edits);
            from = end;
            if from >= all[at].range.end || all[at].range != line.range {
                break;
            }
        }
        at += 1;
    }
}

/// Rewrites the marks at `open..inner` and `close..end`, and joins what is between them to one paragraph.
fn formula(
    text: &str,
    (open, inner, close, end): (usize, usize, usize, usize),
    is_block: bool,
    edits: &mut Vec<Edit>,
) {
    let source = &text[inner..close];
    let start = inner + (source.len() - source.trim_start().len());
    let stop = start + source.trim().len();
    let (first, last) = if is_block { ("$$\n", "\n$$") } else { ("$", "$") };
    edits.push(Edit::new(open..start, first));
    // A formula ends with its paragraph.
    let mut at = start;
    while let Some(found) = text[at..stop].find("\n\n").map(|found| at + found) {
        let blank = text[found..stop].len() - text[found..stop].trim_start_matches(['\n', ' ', '\t']).len();
        edits.push(Edit::new(found..found + blank, "\n"));
        at = found + blank;
    }
    edits.push(Edit::new(stop..end, last));
}
