//! Adds characters, pieces and wraps to the open paragraph.
//!
//! `finish` converts it to blocks at its end, with `caption_marks` for a possible caption and
//! `pictures` for a paragraph of only pictures or a formula.

mod caption_marks;
mod finish;
mod pictures;

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Interpretation, WrapKind};
use super::characters::{book_char, clean, one_line};
use super::elements;
use super::events::EventText;
use super::frames::{OpenParagraph, OpenWrap, ParagraphKind};
use super::links;
use super::reader::BlockReader;
use super::report::excerpt;
use super::uri::RefusedAddress;
use crate::book::{Attr, InlineKind, SpanRole};
use crate::diag::{Code, Diagnostic};

impl BlockReader<'_> {
    /// Returns the open paragraph; opens an implied one at `at` if there is none.
    pub(super) fn open_paragraph(&mut self, at: usize) -> &mut OpenParagraph {
        self.paragraph.get_or_insert_with(|| OpenParagraph::new(ParagraphKind::Implied, Attr::NONE, at..at))
    }

    /// Adds an atom to the open paragraph.
    pub(super) fn push_atom(&mut self, kind: AtomKind, range: Range<usize>) {
        self.open_paragraph(range.start).atoms.push(Atom::new(kind, range));
    }

    /// Adds a whole piece to the open paragraph.
    pub(super) fn push_piece(&mut self, kind: InlineKind, range: Range<usize>) {
        self.open_paragraph(range.start).atoms.push(Atom::piece(kind, range));
    }

    /// Adds text of Markdown to the open code block or else to the open paragraph.
    pub(super) fn push_text(&mut self, text: EventText, range: Range<usize>) {
        if self.in_code {
            return self.push_code(text, range);
        }
        let source = self.source;
        let escaped = match text {
            EventText::Source { escaped } => escaped,
            EventText::Decoded(text) => {
                text.chars().for_each(|c| self.push_char(c, Interpretation::Literal, range.clone()));
                return;
            }
        };
        for (i, c) in source[range.clone()].char_indices() {
            let at = range.start + i..range.start + i + c.len_utf8();
            let is_note_mark = c == '^'
                && !self.is_literal()
                && self.prepared.is_caret(at.start)
                && source[at.end..].starts_with('[');
            if is_note_mark {
                self.push_atom(AtomKind::NoteMark, at);
                continue;
            }
            let interpretation =
                if escaped && i == 0 { Interpretation::Literal } else { Interpretation::Markup };
            self.push_char(c, interpretation, at);
        }
    }

    /// Returns whether characters are taken literally at this place.
    fn is_literal(&self) -> bool {
        self.paragraph.as_ref().and_then(|open| open.wraps.last()).is_some_and(|wrap| wrap.is_literal)
    }

    /// Adds a character to the open paragraph, unless no book can contain it.
    pub(super) fn push_char(&mut self, c: char, interpretation: Interpretation, range: Range<usize>) {
        if let Some(c) = book_char(c) {
            let open = self.open_paragraph(range.start);
            let is_literal = open.wraps.last().is_some_and(|wrap| wrap.is_literal);
            let interpretation = if is_literal { Interpretation::Literal } else { interpretation };
            open.atoms.push(Atom::new(AtomKind::Char(c, interpretation), range));
        }
    }

    /// Opens a wrap in the open paragraph; `tag` is the HTML tag that opens it.
    pub(super) fn open_wrap(&mut self, kind: WrapKind, attr: Attr, tag: Option<String>, start: usize) {
        let open = self.open_paragraph(start);
        let is_literal = open.wraps.last().is_some_and(|wrap| wrap.is_literal)
            || matches!(kind, WrapKind::Code | WrapKind::Span(SpanRole::Keys | SpanRole::Machine));
        open.wraps.push(OpenWrap { begin: open.atoms.len(), tag, is_dropped: false, is_literal, start });
        open.atoms.push(Atom::open(kind, attr, start..start));
    }

    /// Closes the wraps of the open paragraph from index `height` on, and reports those that HTML left open.
    pub(super) fn close_wraps(&mut self, height: usize, end: usize) {
        let Some(open) = &mut self.paragraph else { return };
        while open.wraps.len() > height {
            let wrap = open.wraps.pop().expect("the stack is higher than that");
            if let Some(tag) = wrap.tag.filter(|tag| !elements::has_optional_end(tag)) {
                self.report.html(wrap.start..end.max(wrap.start), format!("`<{tag}>` is never closed"));
            }
            open.atoms.push(Atom::new(AtomKind::Close, end..end));
        }
    }

    /// Returns the wrap of a link, or [`WrapKind::Nothing`] if the address must not be followed or is
    /// malformed, which is reported.
    pub(super) fn link_wrap(&mut self, to: &str, title: &str, range: &Range<usize>) -> WrapKind {
        let to = clean(to);
        let title = Some(one_line(title)).filter(|title| !title.is_empty());
        match links::target(&to, self.markup.folder, self.markup.schemes) {
            Ok(to) => WrapKind::Link { to, title, shows_target: true },
            Err(refused) => {
                self.report_refused(&refused, &to, range);
                WrapKind::Nothing
            }
        }
    }

    fn report_refused(&mut self, refused: &RefusedAddress, to: &str, range: &Range<usize>) {
        let scheme = to.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
        let (code, message, help) = match refused {
            RefusedAddress::Unsafe => (
                Code::HtmlDropped,
                format!("link to a `{scheme}:` address left out, its text kept"),
                "such an address runs a program, or opens a file, on the machine of whoever reads the book; write an \
                 address that begins with `https:`, or the words alone"
                    .to_owned(),
            ),
            RefusedAddress::Scheme => (
                Code::InvalidAddress,
                format!("link to a `{scheme}:` address, which e-book readers do not follow"),
                format!(
                    "its text is kept; write an address that begins with `https:` or `mailto:`, or \
                     `link-schemes: [{scheme}]` in book.yaml"
                ),
            ),
            RefusedAddress::Malformed(why) => (
                Code::InvalidAddress,
                format!("link to `{}`, which is not a valid address", excerpt(to)),
                format!("{why}; its text is kept"),
            ),
        };
        let span = self.report.span(range.clone());
        self.report.add(Diagnostic::new(code, span, message).help(help));
    }
}
