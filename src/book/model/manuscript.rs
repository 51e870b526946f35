//! A file of the manuscript, parsed but not yet placed.

use super::block::Block;
use super::inline::Inline;
use super::note::WrittenNote;
use crate::diag::FileId;
use crate::project::metadata::FileMeta;

/// A file of the manuscript, parsed but not yet placed.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The file.
    pub file: FileId,
    /// Its YAML head.
    pub head: FileMeta,
    /// The title in its YAML head, as it is shown.
    pub title: Option<Vec<Inline>>,
    /// Its name in the list of chapters, as it is shown.
    pub listed: Option<Vec<Inline>>,
    /// Its blocks, headings at their own levels.
    pub blocks: Vec<Block>,
    /// The notes defined in it; a [`crate::book::NoteId`] in its blocks is an index here.
    pub notes: Vec<WrittenNote>,
}
