//! A book and its divisions.

use std::collections::BTreeMap;

use super::block::{Block, BlockKind, title_lines};
use super::caption::{Caption, Captioned};
use super::entry::Entry;
use super::group::TitleRole;
use super::index::{Index, IndexId};
use super::inline::{Inline, InlineKind};
use super::labels::ReferenceLabels;
use super::note::{Endnotes, Note, NoteList, NoteSeries};
use super::number::Number;
use crate::book::anchor::{Anchor, DivisionId, NoteId};
use crate::book::origin::TextId;
use crate::book::role::Role;
use crate::diag::Span;
use crate::lang::LangTag;
use crate::project::metadata::Metadata;
use crate::words::Words;

/// A whole book, ready to be written in any format.
#[derive(Clone, Debug)]
pub struct Book {
    /// The metadata.
    pub meta: Metadata,
    /// The front matter, from half-title to introduction.
    pub front: Vec<Division>,
    /// Parts and chapters.
    pub body: Vec<Division>,
    /// The back matter, from appendix to index.
    pub back: Vec<Division>,
    /// Every note of the book, in the order of first calls; a [`NoteId`] is an index here.
    pub notes: Vec<Note>,
    /// The notes as lists, in an edition that has endnotes; `None` if each is shown where it is called.
    pub endnotes: Option<Endnotes>,
    /// The labels that references show.
    pub labels: ReferenceLabels,
    /// The table of contents as data: nav, NCX, outline and contents page all read this.
    pub contents: Vec<Entry>,
    /// What lists of figures and the like show, in order.
    pub captions: BTreeMap<Captioned, Vec<Caption>>,
    /// The indexes, in the order in which they are generated.
    pub indexes: Vec<Index>,
}

impl Book {
    /// Returns a book with metadata and without text.
    pub fn empty(meta: Metadata) -> Self {
        let labels = ReferenceLabels::new(meta.words.clone());
        Self {
            meta,
            front: Vec::new(),
            body: Vec::new(),
            back: Vec::new(),
            notes: Vec::new(),
            endnotes: None,
            labels,
            contents: Vec::new(),
            captions: BTreeMap::new(),
            indexes: Vec::new(),
        }
    }

    /// Returns an empty book for tests.
    #[cfg(test)]
    pub fn untitled(language: LangTag) -> Self {
        Self::empty(Metadata::titled("Untitled", language))
    }

    /// Returns every division in reading order, parts before their chapters.
    pub fn divisions(&self) -> impl Iterator<Item = &Division> {
        self.front.iter().chain(&self.body).chain(&self.back).flat_map(|division| division.with_children())
    }

    /// Returns the captions that a list of them shows.
    pub fn captions(&self, of: Captioned) -> &[Caption] {
        self.captions.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Returns an index by its id.
    ///
    /// # Panics
    /// Panics if the id is of another book and out of range.
    pub fn index(&self, id: IndexId) -> &Index {
        &self.indexes[usize::from(id.0)]
    }

    /// Returns a number in the form that its division, figure or table shows, in the book's language.
    pub fn shown(&self, number: Option<&Number>) -> Option<String> {
        number.map(|number| number.shown(&self.meta.words))
    }

    /// Returns the words of a text in another language than the book's, or those of the book.
    pub fn words_in(&self, lang: Option<&LangTag>) -> Words {
        lang.map_or_else(|| self.meta.words.clone(), |lang| self.meta.words.in_text_of(lang))
    }

    /// Returns the number of a division as it is shown where that opens, with its word if `label` is set.
    pub fn opening_number(&self, division: &Division, label: bool) -> Option<String> {
        division.number.as_ref()?.opening(label, &division.words(self))
    }

    /// Returns a number in the form that it has before a title on the same line, as in the contents.
    pub fn before_title(&self, number: Option<&Number>) -> Option<String> {
        number.map(|number| number.before_title(&self.meta.words))
    }

    /// Returns every note with its id.
    pub fn notes_by_id(&self) -> impl Iterator<Item = (NoteId, &Note)> {
        (0..).map(NoteId).zip(&self.notes)
    }

    /// Returns the lists of endnotes at the end of a division.
    pub fn note_lists<'a>(&'a self, division: &'a DivisionId) -> impl Iterator<Item = &'a NoteList> {
        self.endnotes.iter().flat_map(move |endnotes| endnotes.lists_in(division))
    }

    /// Returns whether a division has the notes of the whole book.
    pub fn has_all_notes(&self, division: &DivisionId) -> bool {
        let home = self.endnotes.as_ref().and_then(|endnotes| endnotes.home.as_ref());
        home.is_some_and(|home| home.division == *division)
    }

    /// Returns whether a comma is between the marks of two calls: one of them is of the second series, whose marks
    /// would be read as a part of the number before.
    pub fn are_marks_apart(&self, before: &Inline, call: &Inline) -> bool {
        let series = |inline: &Inline| {
            let InlineKind::Note(id) = inline.kind else { return None };
            Some(self.note(id).series)
        };
        match (series(before), series(call)) {
            (Some(before), Some(call)) => {
                let both = [before, call];
                both.contains(&NoteSeries::Second) && both.into_iter().all(NoteSeries::has_calls)
            }
            (None, _) | (_, None) => false,
        }
    }

    /// Returns whether a note is in a list, not where it is called.
    pub fn is_endnote(&self, id: NoteId) -> bool {
        let series = self.note(id).series;
        self.endnotes.as_ref().is_some_and(|endnotes| endnotes.series.contains(&series))
    }

    /// Returns whether an entry of the contents is that of the division that is generated for endnotes. It is not in
    /// every edition, so it has no node.
    pub fn is_of_generated_notes(&self, entry: &Entry) -> bool {
        let home = self.endnotes.as_ref().and_then(|endnotes| endnotes.home.as_ref());
        home.is_some_and(|home| home.is_generated && entry.anchor == Anchor::from(&home.division))
    }

    /// Returns a note by its id.
    ///
    /// # Panics
    /// Panics if the id is of another book and out of range.
    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0 as usize]
    }
}

/// A part, a chapter, a title page, an index: a piece of the book with a role that opens on a page or
/// in a file of its own.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Division {
    /// The identity, unique in the book and stable between builds.
    pub id: DivisionId,
    /// Its text as used in origins, by its index in the book.
    pub text: TextId,
    /// Its role.
    pub role: Role,
    /// Its number, if it has one.
    pub number: Option<Number>,
    /// The heading. Empty for a division without one (a dedication); then [`Self::label`] names it.
    pub title: Vec<Inline>,
    /// Its name as plain text, for running heads, contents and outline; never empty.
    pub label: String,
    /// A shorter name for the running head.
    pub short_title: Option<String>,
    /// Whether it is listed in the contents.
    pub in_contents: bool,
    /// The language of its text, if it is another than that of the book.
    pub lang: Option<LangTag>,
    /// A class that the author set.
    pub class: Option<String>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The chapters of a part.
    pub children: Vec<Division>,
    /// The place of its title in the source; the start of its file if it has none.
    pub span: Span,
}

impl Division {
    /// Returns this division and then its children.
    pub fn with_children(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.children)
    }

    /// Returns the anchor of its beginning.
    pub fn anchor(&self) -> Anchor {
        Anchor::from(&self.id)
    }

    /// Returns the words that it shows of the program's own, in its language.
    pub fn words(&self, book: &Book) -> Words {
        book.words_in(self.lang.as_ref())
    }

    /// Returns the authors of this division alone; `None` if it has those of the book.
    pub fn author(&self) -> Option<&[Inline]> {
        title_lines(&self.blocks).0.iter().find_map(|block| {
            let BlockKind::TitleLine(TitleRole::ChapterAuthor, names) = &block.kind else { return None };
            Some(names.as_slice())
        })
    }

    /// Returns the name for the running head.
    pub fn running_title(&self) -> &str {
        self.short_title.as_deref().unwrap_or(&self.label)
    }
}
