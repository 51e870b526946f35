//! The metadata and the names in the list of chapters as the book shows them.
//!
//! Typography and inline Markdown belong to `manuscript`, which this module must not know. So
//! `manuscript` makes this value, and assembly takes every shown name from it.

use super::abbreviation::Abbreviation;
use super::inline::Inline;
use crate::diag::Span;
use crate::project::metadata::Metadata;

/// The metadata and the names of parts with typography and emphasis applied.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Display {
    /// The same metadata as plain text without marks: for running heads, package documents, covers.
    pub meta: Metadata,
    /// The start of the file that describes the book, as the place in the source of generated content.
    pub place: Span,
    /// The title.
    pub title: Vec<Inline>,
    /// The subtitle.
    pub subtitle: Option<Vec<Inline>>,
    /// The names, in the order of [`Metadata::contributors`].
    pub contributors: Vec<Vec<Inline>>,
    /// The publisher.
    pub publisher: Option<Vec<Inline>>,
    /// The statement of the edition.
    pub edition: Option<Vec<Inline>>,
    /// The statement of rights.
    pub rights: Option<Vec<Inline>>,
    /// The licence.
    pub license: Option<Vec<Inline>>,
    /// The name of the series.
    pub series: Option<Vec<Inline>>,
    /// The other books of the authors.
    pub also_by: Vec<Vec<Inline>>,
    /// The parts that the list of chapters names, in its order.
    pub parts: Vec<Vec<Inline>>,
    /// The headings of the entries in `index.yaml`, in its order: each from the entry down to the sub-entry.
    pub index_entries: Vec<Vec<Vec<Inline>>>,
    /// The titles of indexes with a name, in the order of the options.
    pub index_titles: Vec<Vec<Inline>>,
    /// The abbreviations that are defined for the whole book.
    pub abbreviations: Vec<Abbreviation>,
}

impl Display {
    /// Returns the names of the authors, in order.
    pub(in crate::book) fn authors(&self) -> impl Iterator<Item = &Vec<Inline>> {
        let people = self.meta.contributors.iter().zip(&self.contributors);
        people.filter(|(person, _)| person.role == "aut").map(|(_, name)| name)
    }
}
