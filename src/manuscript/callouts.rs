//! Connects the numbers at the ends of lines of code, `<1>`, with the list below that explains them. Entry point:
//! [`connect`].
//!
//! Sources: the manuals of AsciiDoc ("Callouts"), whose list has the same marks, and of Quarto ("Code Annotation"), whose
//! list is numbered.

use std::collections::BTreeSet;

use super::highlight::{self, LanguageName};
use super::origins::skip;
use crate::book::{
    Attr, Block, BlockKind, Delimiter, Inline, InlineKind, List, ListItem, MAX_CIRCLED, Numbering, Token,
    circled,
};
use crate::diag::Span;
use crate::limits::CODE_BYTES;

/// The beginnings of comments that may be before a mark, so that the code can be compiled.
const GUARDS: &[&str] = &["//", "#", "--", ";;", ";", "%"];
/// Comments with an end.
const ENCLOSING: &[(&str, &str)] = &[("/*", "*/"), ("<!--", "-->")];

/// Replaces the marks in each block of code that a list of as many items follows, and numbers the list in the same way.
/// Other code is not changed: `Vec<1>` at the end of a line is no mark if nothing explains it.
pub(super) fn connect(blocks: Vec<Block>, source: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match out.last_mut() {
            Some(Block { kind: BlockKind::Code { text, .. }, .. }) if text.contains('>') => {
                let count = marks_of(text);
                let list = count.and_then(|count| list(&block, count, source));
                if let (Some(list), Some(Block { kind, .. })) = (list, out.last_mut()) {
                    circle(kind);
                    out.push(Block { kind: BlockKind::List(list), ..block });
                } else {
                    out.push(block);
                }
            }
            _ => out.push(block),
        }
    }
    out
}

/// Returns how many marks code has, if they are numbered from 1 without gaps.
fn marks_of(code: &str) -> Option<usize> {
    let marks: BTreeSet<i64> = code.lines().filter_map(marks).flat_map(|(_, marks)| marks).collect();
    let count = marks.len();
    (count > 0 && marks.last() == i64::try_from(count).ok().as_ref()).then_some(count)
}

/// Returns the length of a line without the marks at its end, and the marks. Returns `None` if it has none.
fn marks(line: &str) -> Option<(usize, Vec<i64>)> {
    let whole = line.trim_end();
    let enclosed =
        ENCLOSING.iter().find_map(|(open, close)| Some((*open, whole.strip_suffix(close)?.trim_end())));
    let (open, mut rest) = enclosed.map_or((None, whole), |(open, rest)| (Some(open), rest));
    let mut found = Vec::new();
    while let Some((before, digits)) = rest.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        let number = digits.parse().ok().filter(|number| (1..=MAX_CIRCLED).contains(number));
        let Some(number) = number.filter(|_| digits.bytes().all(|b| b.is_ascii_digit())) else { break };
        found.insert(0, number);
        rest = before.trim_end();
        if rest.len() == before.len() && !rest.ends_with('>') {
            break;
        }
    }
    let guard = match open {
        Some(open) => Some(rest.strip_suffix(open)?),
        None => GUARDS.iter().find_map(|guard| rest.strip_suffix(guard)),
    };
    let is_apart = guard.is_some() || rest.is_empty() || line[rest.len()..].starts_with(char::is_whitespace);
    let guard = guard.filter(|before| before.is_empty() || before.ends_with(char::is_whitespace));
    (is_apart && !found.is_empty()).then(|| (guard.unwrap_or(rest).trim_end().len(), found))
}

/// Replaces the marks of code by numbers in circles. They are no part of the code in which tokens are found.
fn circle(kind: &mut BlockKind) {
    let BlockKind::Code { language, text, listing } = kind else { return };
    let mut plain = String::with_capacity(text.len());
    // The bytes of the plain code at which numbers are, each with these.
    let mut numbers: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        plain.push_str(if index > 0 { "\n" } else { "" });
        match marks(line) {
            Some((length, marks)) => {
                plain.push_str(&line[..length]);
                let space = if length > 0 { " " } else { "" };
                let marks: Vec<String> = marks.into_iter().filter_map(circled).map(String::from).collect();
                numbers.push((plain.len(), format!("{space}{}", marks.join(" "))));
            }
            None => plain.push_str(line),
        }
    }
    let grammar = language.as_deref().and_then(|name| LanguageName::find(name).ok());
    let grammar = grammar.filter(|_| plain.len() <= CODE_BYTES);
    listing.tokens = grammar.map_or_else(Vec::new, |grammar| highlight::highlight(grammar, &plain).tokens);
    shift(&mut listing.tokens, &numbers);
    for (at, number) in numbers.iter().rev() {
        plain.insert_str(*at, number);
    }
    *text = plain;
}

/// Moves tokens behind the numbers that are put into their code.
fn shift(tokens: &mut [Token], numbers: &[(usize, String)]) {
    let (mut numbers, mut by) = (numbers.iter().peekable(), 0);
    for token in tokens {
        while let Some((_, number)) = numbers.next_if(|(at, _)| *at <= token.start as usize) {
            by += u32::try_from(number.len()).unwrap_or(0);
        }
        (token.start, token.end) = (token.start + by, token.end + by);
    }
}

/// Returns the list that explains so many marks, if a block is one.
fn list(block: &Block, count: usize, source: &str) -> Option<List> {
    let numbering = Some(Numbering { delimiter: Delimiter::Circle, ..Numbering::from(1) });
    match &block.kind {
        BlockKind::List(list) => {
            let written = list.numbering.filter(|_| list.items.len() == count)?;
            let is_plain = Numbering { delimiter: Delimiter::Circle, ..written } == numbering?;
            is_plain.then(|| List { numbering, ..list.clone() })
        }
        BlockKind::Paragraph(text) => {
            let items = items(text, count, source)?;
            let item = |text: Vec<Inline>| {
                let span = text.first().map_or(block.span, |first| first.span.to(text[text.len() - 1].span));
                let blocks = vec![Block::new(BlockKind::Paragraph(text), span)];
                ListItem { task: None, value: None, blocks, span }
            };
            Some(List { numbering, tight: true, items: items.into_iter().map(item).collect() })
        }
        _ => None,
    }
}

/// Divides a paragraph before its marks, `<1> One <2> Two`, of which there have to be so many.
fn items(text: &[Inline], count: usize, source: &str) -> Option<Vec<Vec<Inline>>> {
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for inline in text {
        let InlineKind::Text(words) = &inline.kind else {
            items.last_mut()?.push(inline.clone());
            continue;
        };
        let mut rest = words.as_str();
        loop {
            let mark = format!("<{}> ", items.len() + 1);
            let at = if items.is_empty() {
                rest.starts_with(&mark).then_some(0)
            } else {
                rest.find(&format!(" {mark}"))
            };
            let before = &rest[..at.unwrap_or(rest.len())];
            if let Some(last) = items.last_mut().filter(|_| !before.is_empty()) {
                let from = words.len() - rest.len();
                last.push(part(inline, words, from..from + before.len(), source));
            }
            let Some(at) = at else { break };
            rest = rest[at..].trim_start().strip_prefix(&mark)?;
            items.push(Vec::new());
        }
        items.last()?;
    }
    (items.len() == count && items.iter().all(|item| !item.is_empty())).then_some(items)
}

/// Returns a part of a text, with its place.
fn part(inline: &Inline, words: &str, range: std::ops::Range<usize>, source: &str) -> Inline {
    let start = skip(source, inline.span, &words[..range.start]);
    let end = skip(source, inline.span, &words[..range.end]).max(start);
    let span = Span { start, end, ..inline.span };
    Inline { kind: InlineKind::Text(words[range].to_owned()), attr: Attr::NONE, span, ..inline.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_at_the_end_of_a_line_and_may_be_in_a_comment() {
        let found = |line: &str| marks(line).map(|(length, marks)| (line[..length].to_owned(), marks));
        let is = |code: &str, marks: &[i64]| Some((code.to_owned(), marks.to_vec()));
        assert_eq!(found("let a; // <1>"), is("let a;", &[1]));
        assert_eq!(found("let a; <1> <12>  "), is("let a;", &[1, 12]));
        assert_eq!(found("a # <2>"), is("a", &[2]));
        assert_eq!(found("p { } /* <3> */"), is("p { }", &[3]));
        assert_eq!(found("<p> <!-- <1> -->"), is("<p>", &[1]));
        assert_eq!(found("<1>"), is("", &[1]));
        for line in ["Array<1>", "x > <a>", "a <1", "", "a <99>", "x <+1>", "y /* z */"] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
