//! The state of writing a document.

use std::collections::BTreeMap;

use super::breaks::Breaks;
use super::cursor::TextCursor;
use super::layout::Layout;
use super::marked::Marked;
use crate::book::{NodeId, NoteId};
use crate::design::LeadIn;
use crate::xml::escape_into;

/// Writes one document.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) layout: &'a Layout<'a>,
    /// The document's own name.
    pub(super) href: &'a str,
    /// How far the text is written.
    pub(super) cursor: TextCursor,
    /// The page breaks of the text that is being written.
    pub(super) breaks: Breaks<'a>,
    /// What is being written stands in the e-book alone.
    pub(super) e_book_only: bool,
    /// What is being written is the text of a link, which holds no other.
    pub(super) in_link: bool,
    /// What is being written are pictures on lines of their own.
    pub(super) apart: bool,
    /// The notes called in that link, whose calls stand after it.
    pub(super) waiting: Vec<NoteId>,
    /// The line of a generated list that is being written: its words are copies of others.
    pub(super) list_line: Option<NodeId>,
    /// How the next paragraph opens, if it is the first of a chapter.
    pub(super) lead: LeadIn,
    /// What is marked in the paragraph that is being written.
    pub(super) marked: Marked,
    /// Calls so far of each note: a second call of one needs an identifier of its own.
    calls: BTreeMap<NoteId, u32>,
}

impl<'a> Writer<'a> {
    /// Begins a document of this name.
    pub(super) fn new(layout: &'a Layout<'a>, href: &'a str) -> Self {
        Self {
            out: String::new(),
            layout,
            href,
            cursor: TextCursor::default(),
            breaks: Breaks::default(),
            e_book_only: false,
            in_link: false,
            apart: false,
            waiting: Vec::new(),
            list_line: None,
            lead: LeadIn::NONE,
            marked: Marked::default(),
            calls: BTreeMap::new(),
        }
    }

    /// Turns to a block or inline, and what it shows.
    pub(super) fn enter(&mut self, node: NodeId, shown: &str) {
        let is_asked_for = self.breaks.is_in(node) || self.marked.is_in(node);
        self.cursor.enter(node, shown, is_asked_for);
    }

    /// Writes words of the text as they are, with the page breaks among them.
    pub(super) fn unmarked(&mut self, text: &str) {
        if self.e_book_only {
            self.cursor.advance(text);
            escape_into(text, &mut self.out);
        } else {
            self.breaks.text(text, &mut self.cursor, &mut self.out);
        }
    }

    /// How often a note is called so far in this document, this call counted.
    pub(super) fn calls_of(&mut self, note: NoteId) -> u32 {
        let count = self.calls.entry(note).or_insert(0);
        *count += 1;
        *count
    }
}
