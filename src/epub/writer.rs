//! The state of the writer of a document.

use std::collections::BTreeMap;

use super::breaks::Breaks;
use super::cursor::TextCursor;
use super::layout::Layout;
use super::marked::Marked;
use super::markup::XhtmlBuilder;
use crate::book::drama::Speech;
use crate::book::{NodeId, NoteId, Number};
use crate::design::LeadIn;
use crate::lang::LangTag;
use crate::words::Words;

/// Writes one document.
#[allow(clippy::struct_excessive_bools, reason = "each is about a different part of the document")]
pub(super) struct Writer<'a> {
    pub(super) out: XhtmlBuilder,
    pub(super) layout: &'a Layout<'a>,
    /// The words that the program adds, in the language of what is being written.
    pub(super) words: Words,
    /// The document's own name.
    pub(super) href: &'a str,
    /// The position in the text.
    pub(super) cursor: TextCursor,
    /// The page breaks of the text being written.
    pub(super) breaks: Breaks<'a>,
    /// Whether the content being written is in the e-book only.
    pub(super) e_book_only: bool,
    /// Whether the text of a link is being written, which may not contain links.
    pub(super) in_link: bool,
    /// Whether pictures on separate lines are being written.
    pub(super) apart: bool,
    /// Whether each line that the author divided in a paragraph is an element of its own, as in a quotation.
    pub(super) divided: bool,
    /// The notes called in the link being written. Their calls are moved after the link.
    pub(super) waiting: Vec<NoteId>,
    /// The line of a generated list being written, which repeats text from elsewhere in the book.
    pub(super) list_line: Option<NodeId>,
    /// The state of the play being written; `None` outside of plays.
    pub(super) play: Option<Speech>,
    /// The opening of the next paragraph, if it is the first of a division.
    pub(super) lead: Option<LeadIn>,
    /// The marked parts of the paragraph being written.
    pub(super) marked: Marked,
    /// The number of calls of each note: a second call needs a different identifier.
    calls: BTreeMap<NoteId, u32>,
}

impl<'a> Writer<'a> {
    /// Starts a document with this name.
    pub(super) fn new(layout: &'a Layout<'a>, href: &'a str) -> Self {
        Self {
            out: XhtmlBuilder::new(layout.weights()),
            layout,
            words: layout.book.meta.words.clone(),
            href,
            cursor: TextCursor::default(),
            breaks: Breaks::default(),
            e_book_only: false,
            in_link: false,
            apart: false,
            divided: false,
            waiting: Vec::new(),
            list_line: None,
            play: None,
            lead: None,
            marked: Marked::default(),
            calls: BTreeMap::new(),
        }
    }

    /// Writes content that may be in a language of its own.
    pub(super) fn in_language(&mut self, lang: Option<&LangTag>, content: impl FnOnce(&mut Self)) {
        let Some(lang) = lang.filter(|lang| *lang != self.words.lang()) else { return content(self) };
        let outer = std::mem::replace(&mut self.words, self.layout.book.words_in(Some(lang)));
        content(self);
        self.words = outer;
    }

    /// Returns a number in the form that its heading, figure or table shows.
    pub(super) fn shown(&self, number: Option<&Number>) -> Option<String> {
        number.map(|number| number.shown(&self.words))
    }

    /// Enters a block or inline with its text.
    pub(super) fn enter(&mut self, node: NodeId, shown: &str) {
        let is_asked_for = self.breaks.is_in(node) || self.marked.is_in(node);
        self.cursor.enter(node, shown, is_asked_for);
    }

    /// Writes text without marked parts, with the page breaks in it.
    pub(super) fn unmarked(&mut self, text: &str) {
        if self.e_book_only {
            self.cursor.advance(text);
            self.out.text(text);
        } else {
            self.breaks.text(text, &mut self.cursor, &mut self.out);
        }
    }

    /// Counts a call of a note, and returns the number of its calls in this document.
    pub(super) fn count_call(&mut self, note: NoteId) -> u32 {
        let count = self.calls.entry(note).or_insert(0);
        *count += 1;
        *count
    }
}
