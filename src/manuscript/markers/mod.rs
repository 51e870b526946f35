//! Markers of lists that Markdown does not have: `a.`, `(iv)`, `A)`, `#.`, as pandoc reads them
//! (`fancy_lists`). Entry point: [`OpenLists::line`].
//!
//! For the parser, each is replaced by a number of the same length. Letters at the head of a paragraph
//! may be words (`A. Writer`, `c. 1820`): a marker counts only at the start of a block, and letters
//! count only if the next item follows.

mod parsed;

use std::ops::Range;

use crate::book::Numbering;
use parsed::{ParsedMarker, is_space_at};

/// The maximum number of lines that are searched for the next item of a list.
const MAX_LINES_AHEAD: usize = 200;
/// The number of columns of indent that make a line code.
const CODE_INDENT: usize = 4;

/// A marker that is hidden from the parser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct HiddenMarker {
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
    /// The numbering of its list, if this is the first marker there.
    pub(super) numbering: Numbering,
    /// The delimiter after the number that the parser sees.
    end: u8,
}

/// The lists that are open.
#[derive(Debug, Default)]
pub(super) struct OpenLists {
    pub(super) markers: Vec<HiddenMarker>,
    open: Vec<OpenList>,
    /// Whether the last line leaves a paragraph open.
    in_paragraph: bool,
    after_empty_line: bool,
    /// The delimiter of the list that was opened last, as the parser sees it.
    last_end: u8,
}

#[derive(Debug)]
struct OpenList {
    /// The number of quote marks before the list.
    quotes: usize,
    /// The column at which the text of its items begins.
    content: usize,
    /// The marker of the next item, or `None` for a list that Markdown knows.
    next: Option<ParsedMarker>,
    /// The delimiter after its numbers, as the parser sees it.
    end: u8,
}

impl OpenLists {
    /// Processes an empty line.
    pub(super) fn empty_line(&mut self) {
        (self.in_paragraph, self.after_empty_line) = (false, true);
    }

    /// Processes a line of running text.
    pub(super) fn text_line(&mut self) {
        (self.in_paragraph, self.after_empty_line) = (true, false);
    }

    /// Processes a line that ends a paragraph and belongs to no list item.
    pub(super) fn block_boundary(&mut self) {
        (self.in_paragraph, self.after_empty_line) = (false, false);
    }

    /// Processes a line with text in it. Returns the marker to hide if the line begins with one.
    pub(super) fn line(
        &mut self,
        source: &str,
        quotes: usize,
        inside: usize,
        text_range: Range<usize>,
    ) -> Option<&HiddenMarker> {
        let indent = columns(&source[inside..text_range.start]);
        let text = &source[text_range.clone()];
        while self.open.last().is_some_and(|open| open.quotes != quotes) {
            self.open.pop();
        }
        if let Some(length) = known_marker(text) {
            self.leave(indent);
            self.push(quotes, indent, text, length, (None, text.as_bytes()[length - 1]));
            return None;
        }
        if let Some(marker) = ParsedMarker::parse(text) {
            if self.marker(source, quotes, indent, &text_range, marker) {
                return self.markers.last();
            }
        } else if self.after_empty_line {
            self.leave(indent);
        }
        // A heading is a single line and leaves no paragraph open.
        self.in_paragraph = !text.starts_with('#');
        self.after_empty_line = false;
        None
    }

    /// Opens a list for a marker, or continues one. Returns whether the marker counts.
    fn marker(
        &mut self,
        source: &str,
        quotes: usize,
        indent: usize,
        text: &Range<usize>,
        marker: ParsedMarker,
    ) -> bool {
        let goes_on =
            |open: &OpenList| indent < open.content && open.next.is_some_and(|next| marker.follows(&next));
        let (height, marker, end) = if let Some(height) = self.open.iter().rposition(goes_on) {
            let OpenList { next, end, .. } = &self.open[height];
            (height, marker.like(&next.expect("only such are found")), *end)
        } else {
            let within = self.open.iter().take_while(|open| open.content <= indent).count();
            let base = within.checked_sub(1).map_or(0, |last| self.open[last].content);
            let begins = !self.in_paragraph || (within > 0 && self.is_item_line(within, indent));
            let counts = marker.is_plain() || next_follows(&source[text.end..], quotes, indent, &marker);
            if !begins || indent >= base + CODE_INDENT || !counts {
                return false;
            }
            // A delimiter that differs from that of the previous list keeps the two lists separate.
            (within, marker, if self.last_end == b'.' { b')' } else { b'.' })
        };
        self.open.truncate(height);
        let range = text.start..text.start + marker.length;
        self.markers.push(HiddenMarker { range, numbering: marker.numbering(), end });
        self.push(quotes, indent, &source[text.clone()], marker.length, (Some(marker.next()), end));
        true
    }

    /// Returns whether the previous line is the first line of the item that contains a line of this indent.
    fn is_item_line(&self, within: usize, indent: usize) -> bool {
        within == self.open.len() && self.open.last().is_some_and(|open| indent < open.content + CODE_INDENT)
    }

    fn push(
        &mut self,
        quotes: usize,
        indent: usize,
        text: &str,
        length: usize,
        list: (Option<ParsedMarker>, u8),
    ) {
        let spaces = columns(&text[length..text.len() - text[length..].trim_start().len()]);
        let content = indent + length + if (1..=CODE_INDENT).contains(&spaces) { spaces } else { 1 };
        let (next, end) = list;
        self.open.push(OpenList { quotes, content, next, end });
        self.last_end = end;
        self.in_paragraph = true;
        self.after_empty_line = false;
    }

    /// Closes the lists whose items do not reach to this indent.
    fn leave(&mut self, indent: usize) {
        while self.open.last().is_some_and(|open| indent < open.content) {
            self.open.pop();
        }
    }
}

impl HiddenMarker {
    /// Replaces the bytes of the marker with a number.
    pub(super) fn hide(&self, bytes: &mut [u8]) {
        let last = bytes.len() - 1;
        bytes.fill(b'0');
        bytes[last - 1] = b'1';
        bytes[last] = self.end;
    }
}

/// Returns the number of columns that spaces take at a tab stop.
fn columns(spaces: &str) -> usize {
    spaces.bytes().fold(0, |at, byte| if byte == b'\t' { at + 4 - at % 4 } else { at + 1 })
}

/// Returns the length of a marker that Markdown knows: a bullet or a number.
fn known_marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match (digits, text.as_bytes().get(digits)?) {
        (0, b'-' | b'+' | b'*') => 1,
        (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    is_space_at(text, length).then_some(length)
}

/// Returns whether the next item follows before the block ends.
fn next_follows(rest: &str, quotes: usize, indent: usize, marker: &ParsedMarker) -> bool {
    let next = marker.next();
    let mut after_empty_line = false;
    for line in rest.lines().skip(1).take(MAX_LINES_AHEAD) {
        let mut line = line;
        let mut found = 0;
        while found < quotes {
            let Some(inner) = line.trim_start_matches(' ').strip_prefix('>') else { break };
            line = inner.strip_prefix(' ').unwrap_or(inner);
            found += 1;
        }
        let text = line.trim_start();
        let own = columns(&line[..line.len() - text.len()]);
        if text.is_empty() {
            after_empty_line = true;
            continue;
        }
        if found < quotes {
            return false;
        }
        let is_next = ParsedMarker::parse(text).is_some_and(|other| other.follows(&next));
        if is_next && own <= indent + marker.length {
            return true;
        }
        if after_empty_line && own <= indent {
            return false;
        }
        after_empty_line = false;
    }
    false
}
