//! Finds fences, list markers and lines of verse, line by line, and hides them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{DefinitionLine, Fence, INERT};
use crate::manuscript::braces;
use crate::manuscript::markers::OpenLists;

/// The maximum number of bytes of a paragraph on either side of a colon that are searched for inline
/// code.
const CODE_SEARCH_BYTES: usize = 2000;

/// The number of spaces of indent that make a line code.
const CODE_INDENT: usize = 4;

/// A div that is open.
struct OpenDiv {
    is_verse: bool,
    /// Quote marks before its fence.
    quotes: usize,
    /// Columns that its fence is indented by.
    columns: usize,
}

/// The fence of a code block: its character, its length, and the quote marks before it.
type CodeFence = (u8, usize, usize);

/// Scans a text line by line, and keeps a guess of which blocks are open; the parser's result corrects
/// it.
pub(super) struct LineScanner<'a> {
    source: &'a str,
    /// The text for the parser.
    pub(super) bytes: Vec<u8>,
    spared: &'a BTreeSet<usize>,
    pub(super) fences: Vec<Fence>,
    /// Colons that were hidden.
    pub(super) colons: Vec<usize>,
    pub(super) abbreviations: Vec<DefinitionLine>,
    pub(super) lists: OpenLists,
    code: Option<CodeFence>,
    divs: Vec<OpenDiv>,
}

impl<'a> LineScanner<'a> {
    pub(super) fn new(source: &'a str, spared: &'a BTreeSet<usize>) -> Self {
        let mut bytes = source.as_bytes().to_vec();
        // The parser replaces NUL with a longer character.
        bytes.iter_mut().filter(|b| **b == 0).for_each(|b| *b = 1);
        let lists = OpenLists::default();
        let (fences, colons, abbreviations) = (Vec::new(), Vec::new(), Vec::new());
        Self { source, bytes, spared, fences, colons, abbreviations, lists, code: None, divs: Vec::new() }
    }
}

impl LineScanner<'_> {
    /// Reads a line, without its end.
    pub(super) fn line(&mut self, line: Range<usize>) {
        let (quotes, inside) = self.strip_quotes(&line);
        let spaces = self.count(inside..line.end, |b| matches!(b, b' ' | b'\t'));
        let text = inside + spaces;
        if text == line.end {
            return self.lists.empty_line();
        }
        if self.code.is_some_and(|(.., depth)| quotes < depth) {
            self.code = None;
        }
        while self.divs.last().is_some_and(|div| quotes < div.quotes) {
            self.divs.pop();
        }
        if let Some(fence) = self.fence(self.strip_markers(text..line.end)..line.end) {
            if self.code.is_none() {
                self.follow_div(&fence, quotes, fence.range.start - inside);
            }
            self.lists.block_boundary();
            self.bytes[fence.range.clone()].fill(b' ');
            self.bytes[fence.range.start..fence.range.start + 3].copy_from_slice(b"***");
            return self.fences.push(fence);
        }
        let was_code = self.code.is_some();
        self.follow_code(text..line.end, quotes);
        let is_code = was_code || self.code.is_some();
        if !is_code && let Some(div) = self.divs.last().filter(|div| div.is_verse) {
            self.verse_line(inside + div.columns.min(spaces), text, line.end);
        } else if is_code {
            self.lists.block_boundary();
        } else if let Some(found) = self.definition(text..line.end).filter(|_| spaces < CODE_INDENT) {
            self.bytes[found.line.clone()].fill(b' ');
            self.abbreviations.push(found);
            self.lists.empty_line();
        } else if self.byte(text) == b':' && self.hide_colon(text, line.end) {
            self.lists.text_line();
        } else if is_delimiter_row(&self.source[text..line.end]) {
            // The parser allows no tab in a delimiter row.
            self.bytes[text..line.end].iter_mut().filter(|b| **b == b'\t').for_each(|b| *b = b' ');
            self.lists.text_line();
        } else if let Some(marker) = self.lists.line(self.source, quotes, inside, text..line.end)
            && !self.spared.contains(&marker.range.start)
        {
            marker.hide(&mut self.bytes[marker.range.clone()]);
        }
    }

    /// Returns the number of quote marks at the head of a line, and where the quoted text begins.
    fn strip_quotes(&self, line: &Range<usize>) -> (usize, usize) {
        let (mut quotes, mut at) = (0, line.start);
        loop {
            let spaces = self.count(at..line.end, |b| b == b' ');
            if at + spaces < line.end && self.byte(at + spaces) == b'>' {
                quotes += 1;
                at += spaces + 1;
                at += usize::from(at < line.end && self.byte(at) == b' ');
            } else {
                return (quotes, at);
            }
        }
    }

    /// Returns where the text after the markers of list items begins.
    fn strip_markers(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        loop {
            let digits = self.count(at..range.end, |b| b.is_ascii_digit());
            let marker = at + digits;
            let is_marker = marker + 1 < range.end
                && match self.byte(marker) {
                    b'-' | b'+' | b'*' => digits == 0,
                    b'.' | b')' => (1..=9).contains(&digits),
                    _ => false,
                }
                && matches!(self.byte(marker + 1), b' ' | b'\t');
            if !is_marker {
                return at;
            }
            at = marker + 1;
            at += self.count(at..range.end, |b| matches!(b, b' ' | b'\t'));
        }
    }

    /// Reads a fence.
    fn fence(&self, range: Range<usize>) -> Option<Fence> {
        let colons = self.count(range.clone(), |b| b == b':');
        if colons < 3 || self.spared.contains(&range.start) {
            return None;
        }
        let rest = &self.source[range.start + colons..range.end];
        let body = rest.trim().trim_end_matches(':').trim_end();
        let start = range.start + colons + (rest.len() - rest.trim_start().len());
        let is_fence = body.is_empty() || body.starts_with(|c: char| c == '{' || c.is_alphabetic());
        is_fence.then(|| Fence { range: range.clone(), body: start..start + body.len() })
    }

    /// Reads the definition of an abbreviation, as PHP Markdown Extra and kramdown have it.
    fn definition(&self, line: Range<usize>) -> Option<DefinitionLine> {
        if self.spared.contains(&line.start) {
            return None;
        }
        let text = self.source[line.clone()].trim_end();
        let (key, rest) = text.strip_prefix("*[")?.split_once(']')?;
        let expansion = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix(':')?.trim_start();
        let (key_start, end) = (line.start + 2, line.start + text.len());
        (!key.trim().is_empty() && !expansion.is_empty()).then(|| DefinitionLine {
            line: line.start..end,
            key: key_start..key_start + key.len(),
            expansion: end - expansion.len()..end,
        })
    }

    fn follow_div(&mut self, fence: &Fence, quotes: usize, columns: usize) {
        if !fence.opens() {
            self.divs.pop();
            return;
        }
        let body = &self.source[fence.body.clone()];
        let name = body.split(|c: char| c == '{' || c.is_whitespace()).next().unwrap_or("");
        let braces = body.find('{').and_then(|at| braces::parse(self.source, fence.body.start + at));
        let classes = braces.map(|(parsed, _)| parsed.classes);
        let is_verse = name == "verse" || classes.is_some_and(|c| c.iter().any(|class| class == "verse"));
        self.divs.push(OpenDiv { is_verse, quotes, columns });
    }

    fn follow_code(&mut self, text: Range<usize>, quotes: usize) {
        let mark = self.byte(text.start);
        let length = self.count(text.clone(), |b| b == mark);
        if !matches!(mark, b'`' | b'~') || length < 3 {
            return;
        }
        let rest = &self.source[text.start + length..text.end];
        match self.code {
            Some((open, min, _)) if mark == open && length >= min && rest.trim().is_empty() => {
                self.code = None;
            }
            None if mark == b'~' || !rest.contains('`') => self.code = Some((mark, length, quotes)),
            _ => {}
        }
    }

    /// Hides a colon at the head of a line that begins no definition: one without a space after it, or one
    /// within inline code. Returns whether it did.
    fn hide_colon(&mut self, at: usize, end: usize) -> bool {
        let before_space = at + 1 == end || matches!(self.byte(at + 1), b' ' | b'\t');
        if self.spared.contains(&at) || (before_space && !in_code_span(self.source, at)) {
            return false;
        }
        self.bytes[at] = INERT;
        self.colons.push(at);
        true
    }

    /// Hides the indent of a line of verse, and the `|` of a line block before it.
    fn verse_line(&mut self, start: usize, text: usize, end: usize) {
        let mut from = text;
        if self.byte(text) == b'|' {
            from = text + 1 + self.count(text + 1..end, |b| matches!(b, b' ' | b'\t'));
        }
        self.bytes[start..from].fill(INERT);
    }

    fn byte(&self, at: usize) -> u8 {
        self.source.as_bytes()[at]
    }

    fn count(&self, range: Range<usize>, matches: impl Fn(u8) -> bool) -> usize {
        self.source.as_bytes()[range].iter().take_while(|b| matches(**b)).count()
    }
}

/// Returns whether a line is the delimiter row under a table's head, with a tab in it.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('\t')
        && line.contains('|')
        && line.contains('-')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Returns whether an offset is within inline code that begins and ends in its paragraph.
fn in_code_span(source: &str, at: usize) -> bool {
    let from = boundary(source, at.saturating_sub(CODE_SEARCH_BYTES));
    let paragraph = source[from..at].rsplit("\n\n").next().unwrap_or_default();
    let mut open = None;
    let mut rest = paragraph;
    while let Some(start) = rest.find('`') {
        let length = rest[start..].bytes().take_while(|b| *b == b'`').count();
        match open {
            None => open = Some(length),
            Some(opening) if opening == length => open = None,
            Some(_) => {}
        }
        rest = &rest[start + length..];
    }
    let to = boundary(source, at.saturating_add(CODE_SEARCH_BYTES).min(source.len()));
    let after = source[at..to].split("\n\n").next().unwrap_or_default();
    open.is_some_and(|length| after.contains(&"`".repeat(length)))
}

/// Returns the last offset at or before `at` that is between two characters.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
