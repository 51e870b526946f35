//! Makes the text ready for a Markdown parser that knows neither divs nor inline notes. Entry point:
//! [`Prepared::new`].
//!
//! The prepared text is exactly as long as the source, so that every offset in it is an offset in the
//! source. Each line that looks like a div fence becomes a thematic break (`***`), which ends
//! paragraphs, quotes and lists just as a fence shall, wherever it stands; the parser then hands it
//! over as a rule, and its offset tells which fence it is. A fence that does not come back as a rule
//! stood in a code block, and the text is prepared again without it. The `^` of an inline note
//! `^[...]` becomes a `;`, lest the parser take two of them for superscript; so do the blanks at the
//! head of a line of verse, lest it take them for code.

use std::collections::BTreeSet;
use std::ops::Range;

use super::attributes;
use super::markers::{Lists, Marker};

/// Stands for what the parser shall not see: punctuation without a meaning in Markdown, so that the
/// characters round it open and close emphasis as they would beside a blank or a `^`.
const INERT: u8 = b';';
/// Bytes of a paragraph before a colon that are searched for the begin of code.
const PARAGRAPH: usize = 2000;
/// Characters a footnote's label may have (the limit of Markdown's link labels).
const LABEL: usize = 999;

/// A line that opens or closes a div.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fence {
    /// From the first colon to the end of the line.
    pub(super) range: Range<usize>,
    /// What follows the colons; empty for a closing fence.
    pub(super) body: Range<usize>,
}

impl Fence {
    /// Whether it opens a div.
    pub(super) fn opens(&self) -> bool {
        !self.body.is_empty()
    }
}

/// A text for the parser, and what was hidden from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Prepared {
    /// The text to parse; as long as the source.
    pub(super) text: String,
    /// The fences, in order.
    pub(super) fences: Vec<Fence>,
    /// The markers of lists that are numbered in letters and the like, in order.
    pub(super) markers: Vec<Marker>,
    /// Where the `^` of an inline note or of a call without a definition was hidden, in order.
    pub(super) carets: Vec<usize>,
}

impl Prepared {
    /// Prepares `source[start..]`. Fences and carets that begin at an offset in `spared` are left alone.
    pub(super) fn new(source: &str, start: usize, spared: &BTreeSet<usize>) -> Self {
        let mut bytes = source.as_bytes().to_vec();
        bytes.iter_mut().filter(|b| **b == 0).for_each(|b| *b = 1);
        let mut scanner = Scanner {
            source,
            bytes,
            spared,
            fences: Vec::new(),
            colons: Vec::new(),
            lists: Lists::default(),
        };
        let mut state = State::default();
        let mut at = start;
        for line in source[start..].split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            scanner.line(at..at + text.len(), &mut state);
            at += line.len();
        }
        let mut carets = hide_carets(source, start, spared, &mut scanner.bytes);
        if !scanner.colons.is_empty() {
            carets.append(&mut scanner.colons);
            carets.sort_unstable();
        }
        let text = String::from_utf8(scanner.bytes).expect("whole characters are replaced by ASCII");
        Self { text, fences: scanner.fences, markers: scanner.lists.markers, carets }
    }

    /// The fence that stands at an offset.
    pub(super) fn fence_at(&self, offset: usize) -> Option<&Fence> {
        let found = self.fences.binary_search_by_key(&offset, |fence| fence.range.start).ok()?;
        self.fences.get(found)
    }

    /// The marker that was hidden at the head of an item; to the parser its indent is a part of it.
    pub(super) fn marker_of(&self, item: usize) -> Option<&Marker> {
        let blanks = self.text.as_bytes()[item..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let found = self.markers.binary_search_by_key(&(item + blanks), |marker| marker.range.start).ok()?;
        self.markers.get(found)
    }

    /// Whether the `^` at an offset was hidden.
    pub(super) fn is_caret(&self, offset: usize) -> bool {
        self.carets.binary_search(&offset).is_ok()
    }

    /// The carets hidden in a range.
    pub(super) fn carets_in(&self, range: &Range<usize>) -> &[usize] {
        let from = self.carets.partition_point(|caret| *caret < range.start);
        let to = self.carets.partition_point(|caret| *caret < range.end);
        self.carets.get(from..to).unwrap_or(&[])
    }

    /// The text of code in the line with the colons that were hidden in its range.
    pub(super) fn with_colons(&self, text: &str, range: &Range<usize>, hidden: &[usize]) -> String {
        if hidden.is_empty() {
            return text.to_owned();
        }
        let inert = char::from(INERT);
        let mut places = self.text[range.clone()].match_indices(inert).map(|(at, _)| range.start + at);
        let is_hidden = |at: Option<usize>| at.is_some_and(|at| hidden.binary_search(&at).is_ok());
        text.chars().map(|c| if c == inert && is_hidden(places.next()) { ':' } else { c }).collect()
    }

    /// Whether the character at an offset of the source was hidden from the parser.
    pub(super) fn hides(&self, source: &str, offset: usize) -> bool {
        self.text.as_bytes().get(offset) != source.as_bytes().get(offset)
    }
}

/// What the lines so far have opened; a guess that the parser's answer corrects.
#[derive(Default)]
struct State {
    code: Option<(u8, usize, usize)>,
    divs: Vec<OpenDiv>,
}

struct OpenDiv {
    verse: bool,
    quotes: usize,
    columns: usize,
}

struct Scanner<'a> {
    source: &'a str,
    bytes: Vec<u8>,
    spared: &'a BTreeSet<usize>,
    fences: Vec<Fence>,
    colons: Vec<usize>,
    lists: Lists,
}

impl Scanner<'_> {
    fn line(&mut self, line: Range<usize>, state: &mut State) {
        let (quotes, inside) = self.strip_quotes(&line);
        let blanks = self.count(inside..line.end, |b| matches!(b, b' ' | b'\t'));
        let words = inside + blanks;
        if words == line.end {
            self.lists.blank();
            return;
        }
        if state.code.is_some_and(|(.., depth)| quotes < depth) {
            state.code = None;
        }
        while state.divs.last().is_some_and(|div| quotes < div.quotes) {
            state.divs.pop();
        }
        if let Some(fence) = self.fence(self.strip_markers(words..line.end)..line.end) {
            if state.code.is_none() {
                self.follow_div(&fence, quotes, fence.range.start - inside, state);
            }
            self.lists.boundary();
            self.bytes[fence.range.clone()].fill(b' ');
            self.bytes[fence.range.start..fence.range.start + 3].copy_from_slice(b"***");
            self.fences.push(fence);
            return;
        }
        let in_code = state.code.is_some();
        self.follow_code(words..line.end, quotes, state);
        if !in_code
            && state.code.is_none()
            && let Some(div) = state.divs.last().filter(|div| div.verse)
        {
            self.verse_line(inside + div.columns.min(blanks), words, line.end);
        } else if in_code || state.code.is_some() {
            self.lists.boundary();
        } else if self.byte(words) == b':' && self.hide_colon(words, line.end) {
            self.lists.text();
        } else if is_delimiter_row(&self.source[words..line.end]) {
            // The parser knows no tab there.
            self.bytes[words..line.end].iter_mut().filter(|b| **b == b'\t').for_each(|b| *b = b' ');
            self.lists.text();
        } else if let Some(marker) = self.lists.line(self.source, quotes, inside, words..line.end)
            && !self.spared.contains(&marker.range.start)
        {
            marker.hide(&mut self.bytes[marker.range.clone()]);
        }
    }

    /// The number of quote marks at the head of a line, and where what they quote begins.
    fn strip_quotes(&self, line: &Range<usize>) -> (usize, usize) {
        let (mut quotes, mut at) = (0, line.start);
        loop {
            let blanks = self.count(at..line.end, |b| b == b' ');
            if at + blanks < line.end && self.byte(at + blanks) == b'>' {
                quotes += 1;
                at += blanks + 1;
                at += usize::from(at < line.end && self.byte(at) == b' ');
            } else {
                return (quotes, at);
            }
        }
    }

    /// Where the text behind the markers of list items begins.
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

    fn fence(&self, range: Range<usize>) -> Option<Fence> {
        let colons = self.count(range.clone(), |b| b == b':');
        if colons < 3 || self.spared.contains(&range.start) {
            return None;
        }
        let rest = &self.source[range.start + colons..range.end];
        let body = rest.trim().trim_end_matches(':').trim_end();
        let start = range.start + colons + (rest.len() - rest.trim_start().len());
        let sound = body.is_empty() || body.starts_with(|c: char| c == '{' || c.is_alphabetic());
        sound.then(|| Fence { range: range.clone(), body: start..start + body.len() })
    }

    fn follow_div(&self, fence: &Fence, quotes: usize, columns: usize, state: &mut State) {
        if !fence.opens() {
            state.divs.pop();
            return;
        }
        let body = &self.source[fence.body.clone()];
        let name = body.split(|c: char| c == '{' || c.is_whitespace()).next().unwrap_or("");
        let braces = body.find('{').and_then(|at| attributes::parse(self.source, fence.body.start + at));
        let classes = braces.map(|(written, _)| written.classes);
        let verse = name == "verse" || classes.is_some_and(|c| c.iter().any(|class| class == "verse"));
        state.divs.push(OpenDiv { verse, quotes, columns });
    }

    fn follow_code(&self, words: Range<usize>, quotes: usize, state: &mut State) {
        let mark = self.byte(words.start);
        let length = self.count(words.clone(), |b| b == mark);
        if !matches!(mark, b'`' | b'~') || length < 3 {
            return;
        }
        let rest = &self.source[words.start + length..words.end];
        match state.code {
            Some((open, least, _)) if mark == open && length >= least && rest.trim().is_empty() => {
                state.code = None;
            }
            None if mark == b'~' || !rest.contains('`') => state.code = Some((mark, length, quotes)),
            _ => {}
        }
    }

    /// Hides a colon at the head of a line that begins no definition: one without a blank behind it, or
    /// one within code in the line. Answers whether it did.
    fn hide_colon(&mut self, at: usize, end: usize) -> bool {
        let blank = at + 1 == end || matches!(self.byte(at + 1), b' ' | b'\t');
        if self.spared.contains(&at) || (blank && !in_code_span(self.source, at)) {
            return false;
        }
        self.bytes[at] = INERT;
        self.colons.push(at);
        true
    }

    /// Hides the indent of a line of verse, and the `|` of a line block before it.
    fn verse_line(&mut self, start: usize, words: usize, end: usize) {
        let mut from = words;
        if self.byte(words) == b'|' {
            from = words + 1 + self.count(words + 1..end, |b| matches!(b, b' ' | b'\t'));
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

/// Whether a line is the row of dashes under a table's head, with a tab in it.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('\t')
        && line.contains('|')
        && line.contains('-')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Whether an offset is within code in the line that its paragraph has begun before it and ends behind.
fn in_code_span(source: &str, at: usize) -> bool {
    let from = boundary(source, at.saturating_sub(PARAGRAPH));
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
    let to = boundary(source, at.saturating_add(PARAGRAPH).min(source.len()));
    let after = source[at..to].split("\n\n").next().unwrap_or_default();
    open.is_some_and(|length| after.contains(&"`".repeat(length)))
}

/// The last place at or before an offset that cuts no character.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Hides the `^` of inline notes and of calls whose note is defined nowhere.
fn hide_carets(source: &str, start: usize, spared: &BTreeSet<usize>, bytes: &mut [u8]) -> Vec<usize> {
    let defined = definitions(&source[start..]);
    let mut hidden = Vec::new();
    for (i, _) in source[start..].match_indices('^') {
        let at = start + i;
        let before = &source.as_bytes()[start..at];
        let inline_note = source[at + 1..].starts_with('[');
        let undefined_call = before.last() == Some(&b'[')
            && label(&source[at + 1..]).is_some_and(|label| !defined.contains(&label.to_lowercase()));
        let escaped = before.iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1;
        if (inline_note || undefined_call) && !escaped && !spared.contains(&at) {
            bytes[at] = INERT;
            hidden.push(at);
        }
    }
    hidden
}

/// The labels that a line of the text seems to define.
fn definitions(text: &str) -> BTreeSet<String> {
    let line_start = |line: &str| line.trim_start_matches([' ', '\t', '>', '-', '+', '*']).to_owned();
    text.lines()
        .filter(|line| line.contains("[^"))
        .filter_map(|line| {
            let line = line_start(line);
            let rest = line.strip_prefix("[^")?;
            let label = label(rest)?;
            rest[label.len()..].starts_with("]:").then(|| label.to_lowercase())
        })
        .collect()
}

/// The label at the head of `text`, up to its `]`.
pub(super) fn label(text: &str) -> Option<&str> {
    let end = text.bytes().take(LABEL).position(|b| b == b']' || b == b'[' || b.is_ascii_whitespace())?;
    (end > 0 && text.as_bytes()[end] == b']').then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        Prepared::new(text, 0, &BTreeSet::new()).text
    }

    #[test]
    fn fences_become_rules_of_the_same_length() {
        assert_eq!(prepared("a\n::: né {.x} :::\nb\n:::::\n"), "a\n***             \nb\n***  \n");
        assert_eq!(prepared("> > ::: x\n- 1. ::: x\n"), "> > ***  \n- 1. ***  \n");
        assert_eq!(prepared(":: x\n\\::: x\n:::\\x\na ::: b\n"), ";: x\n\\::: x\n;::\\x\na ::: b\n");
    }

    #[test]
    fn indents_of_verse_are_hidden() {
        let text = "  ::: verse\n  a\n      b\n  | c\n  |   d\n  |\n  :::\n    e\n";
        let prepared = Prepared::new(text, 0, &BTreeSet::new());
        assert_eq!(prepared.text, "  ***      \n  a\n  ;;;;b\n  ;;c\n  ;;;;d\n  ;\n  ***\n    e\n");
        assert!(prepared.hides(text, text.find('|').expect("a bar")));
    }

    #[test]
    fn carets_of_notes_are_hidden() {
        assert_eq!(
            prepared("a^[n] \\^[n] 2^2^ [^x] [^y]\n\n[^x]: n\n"),
            "a;[n] \\^[n] 2^2^ [^x] [;y]\n\n[^x]: n\n"
        );
    }

    #[test]
    fn verse_in_code_stays_code() {
        let text = "```\n::: verse\n    a\n```\n";
        assert_eq!(prepared(text), "```\n***      \n    a\n```\n");
    }
}
