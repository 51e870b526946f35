//! Chapters and metadata become a [`Book`].

use super::{Block, Book};
use crate::diag::{FileId, Outcome};
use crate::project::{Project, metadata::FileMeta};

/// One manuscript file, parsed but not yet placed.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The file.
    pub file: FileId,
    /// Its YAML head.
    pub head: FileMeta,
    /// Its blocks, headings at their own levels.
    pub blocks: Vec<Block>,
    /// The notes defined in it; [`super::NoteId`]s in its blocks are indices here.
    pub notes: Vec<super::Note>,
}

/// Makes the book: places the files, numbers everything, generates front matter, settles links.
///
/// `files` are in the order of [`Project::chapters`].
pub fn assemble(project: &Project, files: Vec<Manuscript>) -> Outcome<Book> {
    let _ = (project, files);
    todo!()
}
