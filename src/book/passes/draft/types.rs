//! The types of drafts.

use crate::book::model::{Block, Division, WrittenNote};
use crate::book::passes::title::TitleNumber;
use crate::book::role::{Matter, Role};
use crate::project::ChapterPlace;

/// A division before it is placed in the book.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read by its own pass")]
pub(in crate::book::passes) struct Draft {
    /// The division. Its identity is the preferred name until identifiers are settled.
    pub(in crate::book::passes) division: Division,
    /// The lines below its title, which are no text of its own.
    pub(in crate::book::passes) title_lines: Vec<Block>,
    /// The path of its file.
    pub(in crate::book::passes) path: String,
    pub(in crate::book::passes) matter: Matter,
    pub(in crate::book::passes) place: ChapterPlace,
    /// The notes of its file, in the first division of the file; later divisions share them.
    pub(in crate::book::passes) notes: Vec<WrittenNote>,
    /// Whether it is numbered, provided that its role is.
    pub(in crate::book::passes) numbered: bool,
    /// The identifier that the author wrote at its title.
    pub(in crate::book::passes) given_id: Option<String>,
    /// 0 for a division. A sub-chapter is added to the division before, with its title at this level
    /// below.
    pub(in crate::book::passes) depth: u8,
    /// Whether its file continues the chapter before although no list says so, since it contains only
    /// sections.
    pub(in crate::book::passes) goes_on: bool,
    /// Whether it precedes the title of its file.
    pub(super) is_preamble: bool,
    /// The kind of number that its title begins with.
    pub(super) count: TitleNumber,
    /// Whether only its title implies its role.
    pub(in crate::book::passes) by_title: bool,
}

/// The properties of a file that are known before its titles are read.
#[derive(Clone, Copy)]
pub(super) struct FileHints {
    pub(super) role: Option<Role>,
    pub(super) matter: Matter,
    pub(super) counted: bool,
    /// Whether the file's name or its head states the role.
    pub(super) named: bool,
}
