//! A file of the manuscript, parsed and not yet assembled.

use super::abbreviation::Abbreviation;
use super::block::Block;
use super::inline::Inline;
use super::note::WrittenNote;
use crate::diag::FileId;
use crate::project::metadata::FileMeta;

/// A file of the manuscript, parsed and not yet assembled.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The file.
    pub file: FileId,
    /// The metadata in its YAML head.
    pub head: FileMeta,
    /// The title in its YAML head, as it is shown.
    pub title: Option<Vec<Inline>>,
    /// The lines below the title that its YAML head states: the subtitle and the authors.
    pub title_lines: Vec<Block>,
    /// Its name in the list of chapters, as it is shown.
    pub listed: Option<Vec<Inline>>,
    /// Its blocks; headings have the levels that the file has.
    pub blocks: Vec<Block>,
    /// Its notes; a [`crate::book::NoteId`] in its blocks is an index here.
    pub notes: Vec<WrittenNote>,
    /// The abbreviations that it defines, which are marked in its text.
    pub abbreviations: Vec<Abbreviation>,
}
