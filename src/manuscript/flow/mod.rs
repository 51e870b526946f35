//! Reads raw HTML into the model: tags open and close the same blocks and wraps as Markdown. Entry
//! points: [`BlockReader::html_block`], [`BlockReader::inline_html`].
//!
//! An end tag closes only what a tag has opened, never a block or wrap that Markdown or a fence has opened.

mod containers;
mod end;
mod pre;
mod start;

use std::ops::Range;

use super::atoms::{Atom, Interpretation};
use super::elements::{self, HtmlElement};
use super::frames::OpenParagraph;
use super::html::{self, HtmlToken};
use super::reader::BlockReader;

/// The position of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TagPosition {
    /// In an HTML block.
    Block,
    /// In a paragraph of Markdown.
    Inline,
}

/// The text of an HTML block, without the quote marks before its lines, and the places of its lines.
struct HtmlLines {
    text: String,
    /// The offsets of each line in the text and in the source.
    starts: Vec<(usize, usize)>,
}

impl HtmlLines {
    fn new(source: &str, lines: &[Range<usize>]) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::with_capacity(lines.len()));
        for line in lines {
            starts.push((text.len(), line.start));
            text.push_str(&source[line.clone()]);
        }
        Self { text, starts }
    }

    /// Converts an offset in the text to one in the source.
    fn locate(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.starts.get(line).map_or(at, |(start, source)| source + (at - start))
    }

    /// Converts a range in the text to one in the source.
    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.locate(range.start);
        let end = if range.is_empty() { start } else { self.locate(range.end - 1) + 1 };
        start..end.max(start)
    }
}

impl BlockReader<'_> {
    /// Reads an HTML block, given by its lines in the source.
    pub(super) fn html_block(&mut self, lines: &[Range<usize>]) {
        let lines = HtmlLines::new(self.source, lines);
        let mut tokens = html::tokens(&lines.text).into_iter();
        while let Some((token, within)) = tokens.next() {
            let range = lines.range(&within);
            match token {
                HtmlToken::Text(text) => self.html_text(&text, &within, &lines),
                HtmlToken::Start { name, attributes, closed } => {
                    let element = elements::element(&name);
                    if element == HtmlElement::Forbidden {
                        self.forbid(&name, &range);
                        if !closed && !elements::is_void(&name) {
                            skip_element(&name, &mut tokens);
                        }
                    } else if element == HtmlElement::Pre && self.may_open_block() {
                        self.pre(&name, attributes, &mut tokens, range);
                    } else {
                        self.start_tag(&name, attributes, closed, range, TagPosition::Block);
                    }
                }
                HtmlToken::End(name) => self.end_tag(&name, range, TagPosition::Block),
                HtmlToken::Comment => self.comment(range),
                HtmlToken::Broken => self.report.html(range, "tag is never closed with `>`"),
            }
        }
        if self.paragraph.as_ref().is_some_and(OpenParagraph::may_end) {
            self.end_paragraph();
        }
    }

    /// Reads a tag or a comment within a paragraph.
    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        let source = self.source;
        for (token, _) in html::tokens(&source[range.clone()]) {
            match token {
                // Tags within content that is left out are left out too.
                HtmlToken::Start { .. } if self.dropped_tag().is_some() => {}
                HtmlToken::End(name) if self.dropped_tag().is_some_and(|tag| tag != name) => {}
                HtmlToken::Start { name, attributes, closed } => {
                    self.start_tag(&name, attributes, closed, range.clone(), TagPosition::Inline);
                }
                HtmlToken::End(name) => self.end_tag(&name, range.clone(), TagPosition::Inline),
                HtmlToken::Text(_) | HtmlToken::Comment | HtmlToken::Broken => {}
            }
        }
    }

    /// Reads text at the range `within` of an HTML block. A sequence of spaces becomes one space; spaces at
    /// the head of a paragraph are dropped.
    fn html_text(&mut self, text: &str, within: &Range<usize>, lines: &HtmlLines) {
        let html = &lines.text[within.clone()];
        if html == text {
            // Without character references, each line is in the source unchanged.
            let mut start = within.start;
            for line in text.split_inclusive('\n') {
                let at = lines.locate(start);
                line.char_indices().for_each(|(i, c)| self.html_char(c, at + i..at + i + c.len_utf8()));
                start += line.len();
            }
            return;
        }
        for (c, range) in text.chars().zip(html::char_ranges(text, html)) {
            let range = within.start + range.start..within.start + range.end;
            self.html_char(c, lines.range(&range));
        }
    }

    fn html_char(&mut self, c: char, range: Range<usize>) {
        if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
            return self.push_char(c, Interpretation::Typography, range);
        }
        let last = self.paragraph.as_ref().and_then(|open| open.atoms.last());
        if last.is_some_and(|last: &Atom| !last.is_space()) {
            self.push_char(' ', Interpretation::Typography, range);
        }
    }

    /// Leaves out a comment. Other syntax that HTML reads as a comment contains text, so its loss is
    /// reported.
    fn comment(&mut self, range: Range<usize>) {
        let whole = &self.source[range.clone()];
        let written = whole.trim();
        let start = range.start + whole.len() - whole.trim_start().len();
        let first = start..start + written.lines().next().map_or(0, str::len);
        let is_doctype = written.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype"));
        let is_whole = ["-->", "--!>", "<!-->"].iter().any(|end| written.ends_with(end));
        match written {
            _ if is_doctype => {}
            _ if !written.starts_with("<!--") => self.report.html(first, "declaration left out"),
            _ if !is_whole => self.report.html(first, "comment is never closed"),
            _ => {}
        }
    }

    fn forbid(&mut self, name: &str, range: &Range<usize>) {
        if !elements::is_fallback_only(name) {
            self.report.html(range.clone(), format!("`<{name}>` left out with its content"));
        }
    }

    /// Returns the name of the tag whose content is being left out.
    fn dropped_tag(&self) -> Option<&str> {
        let open = self.paragraph.as_ref()?;
        open.wraps.get(open.dropped?).filter(|wrap| wrap.is_dropped)?.tag.as_deref()
    }

    /// Returns whether a block may begin here, which ends the open paragraph.
    fn may_open_block(&self) -> bool {
        self.paragraph.as_ref().is_none_or(OpenParagraph::may_end)
    }
}

/// Skips the content of a forbidden element, up to its end tag.
fn skip_element(name: &str, tokens: &mut impl Iterator<Item = (HtmlToken, Range<usize>)>) {
    let mut depth = 1;
    for (token, _) in tokens {
        match token {
            HtmlToken::Start { name: inner, closed: false, .. } if inner == name => depth += 1,
            HtmlToken::End(inner) if inner == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}
