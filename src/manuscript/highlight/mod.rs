//! Finds the tokens of code. Entry point: [`highlight`].
//!
//! `names` maps the word after a fence to a grammar, `grammars` keeps the grammars, which are read when the first block
//! of code needs one, and `scopes` maps the scopes of a grammar to the classes of the model. `parser` applies a grammar to
//! lines: `contexts` has its patterns, `needs` the words without which one cannot match, and `operations` collects the
//! scopes that open and close.

mod contexts;
mod grammars;
mod names;
mod needs;
mod operations;
mod parser;
mod scopes;
#[cfg(test)]
mod tests;

pub(super) use names::{LanguageName, NoGrammar};

use std::ops::Range;

use syntect::parsing::ScopeStackOp;

use self::grammars::grammars;
use self::scopes::OpenScopes;
use crate::book::{Token, TokenClass};
use crate::limits::{CODE_LINE, CODE_RUN};

/// The maximum work for a block, in bytes searched for patterns: so much for each of its bytes, and as much as for a
/// block of [`SMALL_BLOCK`] bytes in any case. Usual code needs a tenth of it. A grammar that looks for the end of
/// a string from each of a thousand quotation marks in a line needs more.
const WORK_PER_BYTE: u64 = 2_000;
const SMALL_BLOCK: u64 = 1_000;

/// The tokens of a block of code.
#[derive(Debug, Default)]
pub(super) struct Highlighted {
    pub(super) tokens: Vec<Token>,
    /// The number of the first line that is too long, from 0.
    pub(super) long_line: Option<usize>,
    /// The number of the line from which on all is plain, since it needs too much work, from 0.
    pub(super) costly_line: Option<usize>,
}

/// Returns the tokens of code in a language that has a grammar.
pub(super) fn highlight(language: LanguageName, text: &str) -> Highlighted {
    let mut found = Highlighted::default();
    let Some(mut parser) = grammars().parser(language) else { return found };
    let mut open = OpenScopes::default();
    let max_work = (text.len() as u64).max(SMALL_BLOCK) * WORK_PER_BYTE;
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let content = line.strip_suffix('\n').unwrap_or(line);
        let range = start..start + content.len();
        start += line.len();
        if content.chars().nth(CODE_LINE).is_some() || longest_run(content) > CODE_RUN {
            found.long_line.get_or_insert(index);
            continue;
        }
        // The grammars expect a line end, which the last line of a block has not.
        let whole = if content.len() == line.len() { &format!("{line}\n") } else { line };
        // A grammar that fails has no more tokens; the code itself is not touched.
        let Some(operations) = parser.line(whole, max_work) else { break };
        if parser.work() > max_work {
            found.costly_line = Some(index);
            break;
        }
        line_tokens(&operations, content, range.start, &mut open, &mut found.tokens);
    }
    found
}

/// Returns the length of the longest run of equal characters, in bytes.
fn longest_run(line: &str) -> usize {
    line.as_bytes().chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap_or(0)
}

/// Adds the tokens of a line that begins at `start`.
fn line_tokens(
    operations: &[(usize, ScopeStackOp)],
    line: &str,
    start: usize,
    open: &mut OpenScopes,
    tokens: &mut Vec<Token>,
) {
    let first = tokens.len();
    let mut at = 0;
    for (end, operation) in operations {
        // A position is behind the end for the line end, and would be within a character by a fault of the grammar.
        let end = (0..=line.len().min(*end)).rfind(|end| line.is_char_boundary(*end)).unwrap_or(0);
        if at < end {
            push(open.class(&line[at..end]), start + at..start + end, (line, start), first, tokens);
            at = end;
        }
        open.apply(operation);
    }
    push(open.class(&line[at..]), start + at..start + line.len(), (line, start), first, tokens);
    trim(line, start, first, tokens);
}

/// Adds a token, or makes the last one of its line longer.
fn push(
    class: Option<TokenClass>,
    range: Range<usize>,
    (line, start): (&str, usize),
    first: usize,
    tokens: &mut Vec<Token>,
) {
    let (Some(class), Ok(from), Ok(to)) = (class, u32::try_from(range.start), u32::try_from(range.end))
    else {
        return;
    };
    if let Some(last) = tokens[first..].last_mut()
        && last.class == class
        && line[last.end as usize - start..range.start - start].trim().is_empty()
    {
        last.end = to;
    } else if from < to {
        tokens.push(Token { class, start: from, end: to });
    }
}

/// Removes spaces from the ends of the tokens of a line, and tokens of spaces alone.
fn trim(line: &str, start: usize, first: usize, tokens: &mut Vec<Token>) {
    let mut kept = first;
    for index in first..tokens.len() {
        let Token { class, start: from, end: to } = tokens[index];
        let text = &line[from as usize - start..to as usize - start];
        let (before, after) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        let less = |by: usize| u32::try_from(by).unwrap_or(0);
        if before < text.len() {
            tokens[kept] = Token { class, start: from + less(before), end: to - less(after) };
            kept += 1;
        }
    }
    tokens.truncate(kept);
}
