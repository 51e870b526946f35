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
