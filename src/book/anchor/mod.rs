//! Anchors: the targets of links in a book, and the only code that renders each as a name.
//!
//! An anchor is an identity: two are equal if and only if they are the same place. Its name is an XHTML
//! `id` in the e-book, the name of a destination or an element in the PDF, and for a division the stem
//! of a file. No other module composes such names.

mod taken;
pub(super) mod wanted;

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::sync::Arc;

pub(super) use taken::Taken;

/// The identity of a division: a name that is unique in the book and the same from build to build.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DivisionId(Arc<str>);

/// The identity of a note: a division and the note's index in it, so that an edit in one chapter does
/// not rename the notes of another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NoteAnchor {
    /// The division that calls the note first.
    pub division: DivisionId,
    /// Its index among the notes of that division, from 1.
    pub index: u32,
}

/// A footnote, by its index in [`super::Book::notes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NoteId(pub u32);

/// A place in the book that can be the target of a link. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Anchor {
    /// The beginning of a division.
    Division(DivisionId),
    /// A block, an inline or a cell of a table, by a name that is unique in the book.
    Named(Arc<str>),
    /// A note.
    Note(NoteAnchor),
    /// A call of a note: the first, the second, … of its document.
    Call(NoteAnchor, u32),
    /// The list of the notes of a division, at its end.
    NoteList(DivisionId),
    /// The beginning of a page, by its label.
    Page(Arc<str>),
}

impl Anchor {
    /// Returns the anchor of an element with a name.
    pub fn named(name: impl Into<Arc<str>>) -> Self {
        Self::Named(name.into())
    }

    /// Returns the anchor of the first call of a note.
    pub fn call(note: &NoteAnchor) -> Self {
        Self::Call(note.clone(), 1)
    }

    /// Returns the anchor of a page.
    pub fn page(label: &str) -> Self {
        Self::Page(label.into())
    }

    /// Returns the name of the anchor: an NCName, as XML requires of an identifier.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Division(division) => Cow::Borrowed(division.name()),
            Self::Named(name) => Cow::Borrowed(name),
            Self::Note(note) => Cow::Owned(format!("{NOTE}{note}")),
            Self::Call(note, 1) => Cow::Owned(format!("{CALL}{note}")),
            Self::Call(note, nth) => Cow::Owned(format!("{CALL}{note}-{nth}")),
            Self::NoteList(division) => Cow::Owned(format!("{}-notes", division.0)),
            Self::Page(label) => Cow::Owned(format!("{PAGE}{label}")),
        }
    }
}

impl From<&DivisionId> for Anchor {
    fn from(division: &DivisionId) -> Self {
        Self::Division(division.clone())
    }
}

impl From<&NoteAnchor> for Anchor {
    fn from(note: &NoteAnchor) -> Self {
        Self::Note(note.clone())
    }
}

impl DivisionId {
    /// Returns the identity of a division by its name.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// Returns the first identity of this name that is not taken: `endnotes`, `endnotes-2`.
    pub fn free(name: &str, is_taken: impl Fn(&Self) -> bool) -> Self {
        let mut id = Self::new(name);
        while is_taken(&id) {
            id = Self::new(format!("{}-2", id.0));
        }
        id
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Returns the name of the division's file without its extension: the division's own name, or one
    /// made from the `index` of the file if that is not ASCII.
    pub fn file_stem(&self, index: usize) -> Cow<'_, str> {
        if self.0.is_ascii() && !self.0.starts_with(FILE) {
            Cow::Borrowed(&self.0)
        } else {
            Cow::Owned(format!("{FILE}{}", index + 1))
        }
    }

    /// Returns the name of the division's file among the items of a package document.
    pub fn item_name(&self) -> String {
        format!("doc-{}", self.0)
    }
}

impl Display for NoteAnchor {
    /// Writes the division, a full stop and the number: `storms.3`. With the prefix of a note or a call this is a
    /// name that no other place is given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.division.0, self.index)
    }
}

/// Returns a name with a number: `point-3`.
pub(crate) fn counted(kind: &str, number: impl Display) -> String {
    format!("{kind}-{number}")
}

const NOTE: &str = "note-";
const CALL: &str = "call-";
const PAGE: &str = "page-";
const FILE: &str = "document-";

/// Returns whether a name may be that of a note, a call or a page.
fn is_rendered(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_note = |text: &str| text.rsplit_once('.').is_some_and(|(_, index)| is_number(index));
    let is_call = |text: &str| {
        is_note(text) || text.rsplit_once('-').is_some_and(|(note, nth)| is_note(note) && is_number(nth))
    };
    let is_label = |c: char| c.is_ascii_digit() || "ivxlcdm".contains(c);
    name.strip_prefix(NOTE).is_some_and(is_note)
        || name.strip_prefix(CALL).is_some_and(is_call)
        || name.strip_prefix(PAGE).is_some_and(|label| !label.is_empty() && label.chars().all(is_label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_has_a_distinct_name() {
        let division = DivisionId::new("storms");
        let note = NoteAnchor { division: division.clone(), index: 3 };
        let anchors = [
            Anchor::from(&division),
            Anchor::named("hanoi"),
            Anchor::from(&note),
            Anchor::call(&note),
            Anchor::Call(note, 2),
            Anchor::NoteList(division),
            Anchor::page("iv"),
        ];
        let names = anchors.each_ref().map(Anchor::name);
        let expected = [
            "storms",
            "hanoi",
            "note-storms.3",
            "call-storms.3",
            "call-storms.3-2",
            "storms-notes",
            "page-iv",
        ];
        assert_eq!(names, expected);
        assert_eq!(names.map(|name| is_rendered(&name)), [false, false, true, true, true, false, true]);
    }

    #[test]
    fn files_have_portable_names() {
        assert_eq!(DivisionId::new("storms").file_stem(4), "storms");
        assert_eq!(DivisionId::new("한국").file_stem(4), "document-5");
        assert_eq!(DivisionId::new("document-9").file_stem(0), "document-1");
    }

    #[test]
    fn a_taken_identity_gets_a_number() {
        let free = DivisionId::free("endnotes", |id| id.name() == "endnotes");
        assert_eq!(free.name(), "endnotes-2");
    }
}
