//! End tags.

use std::ops::Range;

use super::TagPosition;
use crate::limits::NESTING;
use crate::manuscript::atoms::{Atom, AtomKind};
use crate::manuscript::elements::{self, HtmlElement};
use crate::manuscript::frames::{Frame, OpenedBy, ParagraphKind};
use crate::manuscript::reader::BlockReader;

/// The maximum number of open tags that an end tag is compared with, so that a text of only tags does
/// not take quadratic time. Deeper nesting is flattened anyway.
const MAX_TAGS_BACK: usize = 4 * NESTING;

impl BlockReader<'_> {
    /// Reads an end tag.
    pub(super) fn end_tag(&mut self, name: &str, range: Range<usize>, position: TagPosition) {
        if elements::is_void(name) {
            // `</br>` is a break in every browser.
            return if name == "br" {
                self.push_atom(AtomKind::Hard, range);
            };
        }
        if self.end_wrap(name, range.end) || self.end_html_paragraph(name, range.end) {
            return;
        }
        if let Some(times) = self.ignored_tags.get_mut(name).filter(|times| **times > 0) {
            *times -= 1;
            return;
        }
        let is_html = |frame: &&Frame| matches!(frame.opened_by, OpenedBy::Html(_));
        let reach = self.frames.iter().rev().take_while(is_html).position(|frame| frame.is_html(name));
        if let Some(above) = reach.filter(|_| self.may_open_block()) {
            let height = self.frames.len() - 1 - above;
            self.end_paragraph();
            self.frames[height].closed = true;
            return self.close_frames(height, range.end);
        }
        let is_left_out = matches!(
            elements::element(name),
            HtmlElement::Silent | HtmlElement::Unknown | HtmlElement::Forbidden
        );
        let is_silent = position == TagPosition::Inline && elements::has_optional_end(name);
        if !is_left_out && name != "p" && !is_silent {
            self.report.html(range, format!("`</{name}>` closes no open tag"));
        }
    }

    /// Ends the wrap that a tag of this name opened in the open paragraph. Returns whether there was one.
    pub(super) fn end_wrap(&mut self, name: &str, end: usize) -> bool {
        let Some(open) = &self.paragraph else { return false };
        let mut own = open.wraps.iter().rev().take_while(|wrap| wrap.tag.is_some()).take(MAX_TAGS_BACK);
        let Some(above) = own.position(|wrap| wrap.tag.as_deref() == Some(name)) else { return false };
        let height = open.wraps.len() - 1 - above;
        self.close_wraps(height + 1, end);
        let Some(open) = &mut self.paragraph else { return false };
        if let Some(wrap) = open.wraps.pop() {
            if wrap.is_dropped {
                open.atoms.truncate(wrap.begin);
            } else {
                open.atoms.push(Atom::new(AtomKind::Close, end..end));
            }
        }
        true
    }

    /// Ends the paragraph or heading that a tag opened. Returns whether there was one.
    fn end_html_paragraph(&mut self, name: &str, end: usize) -> bool {
        let Some(open) = &mut self.paragraph else { return false };
        let is_own = match open.kind {
            ParagraphKind::Html => name == "p",
            ParagraphKind::Heading(_, true) => matches!(elements::element(name), HtmlElement::Heading(_)),
            ParagraphKind::Markdown | ParagraphKind::Implied | ParagraphKind::Heading(_, false) => false,
        };
        if is_own {
            open.range.end = end;
            self.end_paragraph();
        }
        is_own
    }
}
