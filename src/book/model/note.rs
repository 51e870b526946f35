//! Footnotes and endnotes.

use super::block::Block;
use super::inline::Inline;
use crate::book::anchor::{Anchor, DivisionId, NoteAnchor, NoteId};
use crate::diag::Span;

/// A footnote as it is read from a file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WrittenNote {
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its place in the source.
    pub span: Span,
}

/// A footnote of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Note {
    /// Its anchor.
    pub anchor: NoteAnchor,
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// The number as it is set, which starts anew in each chapter.
    pub number: u32,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its place in the source.
    pub span: Span,
}

/// The notes of a book as lists: one at the end of each division that calls notes, or all in one division.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Endnotes {
    /// The division that has all lists; `None` if each is at the end of the division that calls its notes.
    pub home: Option<NotesHome>,
    /// The lists in the order of the book, each with at least one note. A note that several divisions call is in
    /// the list of the first.
    pub lists: Vec<NoteList>,
}

/// The division that has all notes of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NotesHome {
    /// The division.
    pub division: DivisionId,
    /// Whether it is generated, and so is only in the editions that have endnotes.
    pub is_generated: bool,
}

/// The notes that a division calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NoteList {
    /// The division.
    pub division: DivisionId,
    /// The heading of the list: the number and the title of the division if all lists are in one place, else the
    /// word for notes. Its nodes are the beginning of the text of the first note.
    pub title: Vec<Inline>,
    /// The notes in the order of their calls.
    pub notes: Vec<ListedNote>,
}

/// A note in a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ListedNote {
    /// The note.
    pub note: NoteId,
    /// The note whose call is in the text: the note itself, or the one in which it is called, directly or through
    /// other notes.
    pub called_in_text: NoteId,
}

impl Endnotes {
    /// Returns the lists that are at the end of a division.
    pub fn lists_in<'a>(&'a self, division: &'a DivisionId) -> impl Iterator<Item = &'a NoteList> {
        let home = self.home.as_ref().map(|home| &home.division);
        self.lists.iter().filter(move |list| *home.unwrap_or(&list.division) == *division)
    }
}

impl NoteList {
    /// Returns the anchor of its heading.
    pub fn anchor(&self) -> Anchor {
        Anchor::NoteList(self.division.clone())
    }
}
