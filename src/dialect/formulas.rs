//! Joins the lines of a formula that Markdown would read as blocks of their own. Entry point: [`edits`].
//!
//! CommonMark looks for lists, quotations, headings and rules before it looks for formulas: a line of a formula that
//! begins with `+ b` would become a list. To TeX, a line end is a space; such a line is joined to the one before.

use std::ops::Range;

use super::lines::{
    LineKind, MarkdownLine, indent, inside, is_blank, lines, ordinal_length, prefix_length, quotes, raw_end,
    without_markers,
};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::prose::{ProseKind, tokens};
use super::stage::{StageContext, SyntaxSettings};
use crate::diag::Code;

const DOLLARS: &str = "$$";
/// The maximum number of lines in which the end of a formula with empty lines is searched for.
const MAX_LINES: usize = 200;
/// The minimum number of letters of a word that is not in a formula, unless it is the name of a command or in braces.
const MIN_WORD: usize = 3;

/// Returns whether a text may have formulas over several lines.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains("$")
}

/// Joins the lines of formulas, and reports formulas that never end.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let lines: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    for block in blocks(text, &lines) {
        match block {
            Block::Formula(range) => {
                check_braces(context, &range);
                join(text, range, &mut edits);
            }
            Block::NeverEnds(range) => context.report(
                Code::FormulaNotRead,
                range,
                "formula that never ends",
                "write `$$` behind it, and no empty line within it; write `\\$\\$` for two dollar signs",
            ),
        }
    }
    let formulas = tokens(text, context.start).into_iter().filter(|token| token.kind == ProseKind::Math);
    for range in formulas.map(|token| token.range) {
        if text[range.clone()].starts_with(DOLLARS) || has_command(&text[range.clone()]) {
            check_braces(context, &range);
        }
        if text[range.clone()].contains('\n') && is_one_formula(text, &range) {
            join(text, range, &mut edits);
        }
    }
    edits
}

/// Reports a formula whose braces do not match: Markdown does not take it for a formula.
fn check_braces(context: &mut StageContext<'_>, formula: &Range<usize>) {
    let mut open = Vec::new();
    let mut is_escaped = false;
    for (at, byte) in formula.clone().zip(context.text()[formula.clone()].bytes()) {
        match byte {
            b'{' if !is_escaped => open.push(at),
            b'}' if !is_escaped && open.pop().is_none() => {
                let help = "write its `{` before it, or `\\}` for a brace that is printed";
                context.report(Code::FormulaNotRead, at..at + 1, "`}` without its `{` in a formula", help);
                return;
            }
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    if let Some(at) = open.pop() {
        let help = "write its `}` behind it, or `\\{` for a brace that is printed";
        context.report(Code::FormulaNotRead, at..at + 1, "`{` without its `}` in a formula", help);
    }
}

/// Returns whether a text has a command of TeX.
fn has_command(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic())
}

/// What begins with `$$` at the head of a line.
enum Block {
    Formula(Range<usize>),
    /// The dollar signs of a formula without an end.
    NeverEnds(Range<usize>),
}

/// Returns the formulas that are blocks, in order.
fn blocks(text: &str, lines: &[MarkdownLine]) -> Vec<Block> {
    let mut found = Vec::new();
    // Whether the next `$$` that is alone on its line is the end of a formula that was reported.
    let mut is_awaited = false;
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let words = without_markers(line.text(text));
        let Some(end) = raw_end(words).filter(|_| line.kind == LineKind::Raw) else {
            at += 1;
            continue;
        };
        let begins = line.range.end - words.len();
        let last = last_line(text, lines, at, begins + DOLLARS.len(), end);
        at = last + 1;
        if end != DOLLARS {
            continue;
        }
        let inner = begins + DOLLARS.len();
        let is_alone = words.trim() == DOLLARS;
        let close = text[inner..lines[last].range.end].find(DOLLARS);
        if let Some(close) = close.map(|close| inner + close + DOLLARS.len()) {
            found.extend(is_one_formula(text, &(begins..close)).then_some(Block::Formula(begins..close)));
            is_awaited = false;
        } else if let Some((end, close)) =
            is_alone.then(|| over_empty_lines(text, lines, last, quotes(line.text(text)))).flatten()
        {
            found.push(Block::Formula(begins..close));
            at = end + 1;
        } else if is_awaited && is_alone {
            is_awaited = false;
        } else if is_alone || (is_at_head(line.text(text)) && !text[inner..].starts_with('$')) {
            found.push(Block::NeverEnds(begins..inner));
            is_awaited = is_alone;
        }
    }
    found
}

/// Returns the last line of the raw text that begins with line `at`; `inner` is the offset behind its first delimiter.
fn last_line(text: &str, lines: &[MarkdownLine], at: usize, inner: usize, end: &str) -> usize {
    let quotes = quotes(lines[at].text(text));
    let ends = |index: &usize| {
        let line = &lines[*index];
        let rest = &text[line.range.start.max(inner).min(line.range.end)..line.range.end];
        let is_gap = end == DOLLARS && *index > at && is_blank(rest, quotes);
        is_gap || rest.to_ascii_lowercase().contains(end)
    };
    (at..lines.len()).find(ends).unwrap_or(lines.len() - 1)
}

/// Returns whether a line begins with its words, behind at most blanks and marks of quotations.
fn is_at_head(line: &str) -> bool {
    without_markers(line).len() == line.len() - prefix_length(line)
}

/// Returns the line that ends a formula with empty lines, and the end of the formula. Returns `None` if words that are
/// not part of a formula precede it.
fn over_empty_lines(
    text: &str,
    lines: &[MarkdownLine],
    from: usize,
    quotes: usize,
) -> Option<(usize, usize)> {
    let rest = lines.iter().enumerate().skip(from).take(MAX_LINES);
    for (index, line) in rest {
        let whole = line.text(text);
        let content = inside(whole, quotes).trim();
        let begins_fence = line.kind == LineKind::OpeningFence;
        if begins_fence || whole[..prefix_length(whole)].matches('>').count() < quotes {
            return None;
        }
        if let Some(behind) = content.strip_prefix(DOLLARS) {
            let close = line.range.start + whole.find(DOLLARS)? + DOLLARS.len();
            return (index > from && !behind.contains('$')).then_some((index, close));
        }
        if content.contains('$') || !reads_as_formula(content) {
            return None;
        }
    }
    None
}

/// Returns whether a range of dollar signs in one paragraph is one formula. The dollar signs of different items of a
/// list, or of prices, are not.
fn is_one_formula(text: &str, range: &Range<usize>) -> bool {
    let head = head(text, range.start);
    let item = head[prefix_length(head)..].trim_start();
    let is_item = !is_at_head(head);
    let quotes = quotes(head);
    let column = indent(inside(head, quotes));
    let mut behind = text[range.clone()].lines().skip(1);
    // The next item of the list, or of the one around it.
    if is_item && behind.any(|line| indent(inside(line, quotes)) <= column) {
        return false;
    }
    if text[range.clone()].starts_with(DOLLARS) && without_markers(head).trim().is_empty() {
        return true;
    }
    let inner = text[range.clone()].trim_matches('$');
    let has_letter = inner.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    !item.starts_with(['#', '|', ':']) && reads_as_formula(inner) && (has_letter || inner.contains('\\'))
}

/// Returns whether a text has no words but names of commands, and words in braces.
fn reads_as_formula(text: &str) -> bool {
    let mut depth = 0usize;
    let mut letters = 0;
    let mut in_command = false;
    for c in text.chars() {
        if c.is_alphabetic() {
            letters += 1;
            if letters >= MIN_WORD && depth == 0 && !in_command {
                return false;
            }
            continue;
        }
        letters = 0;
        in_command = c == '\\';
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

/// Joins the lines of a formula that begin with what could begin a block, and those behind empty ones.
fn join(text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
    let quotes = quotes(head(text, range.start));
    let mut start = range.start;
    let mut end = range.start;
    let mut at = range.start;
    let mut is_behind_gap = false;
    for whole in text[range.clone()].split_inclusive('\n') {
        let content = if at == range.start { whole } else { inside(whole, quotes).trim_start() };
        let begins = at + whole.len() - content.len();
        at += whole.len();
        if content.is_empty() {
            is_behind_gap = true;
            continue;
        }
        if begins > range.start && (is_behind_gap || begins_block(content)) {
            // A comment reaches to the end of its line.
            let from = comment(&text[start..end]).map_or(end, |comment| start + comment);
            edits.push(Edit::replace(from..begins, " "));
        }
        (start, end, is_behind_gap) = (begins, begins + content.trim_end_matches(['\r', '\n']).len(), false);
    }
}

/// Returns what precedes an offset on its line.
fn head(text: &str, at: usize) -> &str {
    &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at]
}

/// Returns whether a line could begin a block, or end a heading. Joining one that does not changes nothing.
fn begins_block(content: &str) -> bool {
    let is_item = || {
        let rest = ordinal_length(content).map(|length| &content[length..]);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    content.starts_with(|c: char| !c.is_alphabetic() && !"\\{}&$".contains(c)) || is_item()
}

/// Returns the offset of the comment of TeX in a line.
fn comment(line: &str) -> Option<usize> {
    let mut is_escaped = false;
    line.bytes().position(|byte| {
        let begins = byte == b'%' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        begins
    })
}
