//! Footnotes.

use super::block::Block;
use crate::book::anchor::NoteAnchor;
use crate::diag::Span;

/// A footnote as it is read from a file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WrittenNote {
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A footnote of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Note {
    /// What leads to it.
    pub anchor: NoteAnchor,
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// The number as set; counts anew in each chapter.
    pub number: u32,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}
