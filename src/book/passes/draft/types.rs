//! What drafts of divisions are made with.

use crate::book::model::{Division, WrittenNote};
use crate::book::passes::title::TitleNumber;
use crate::book::role::{Matter, Role};
use crate::project::ChapterPlace;

/// A division on its way into the book.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read by its own pass")]
pub(in crate::book::passes) struct Draft {
    /// The division; its identity is the name that is wanted for it until identifiers are settled.
    pub(in crate::book::passes) division: Division,
    /// The path of its file.
    pub(in crate::book::passes) path: String,
    pub(in crate::book::passes) matter: Matter,
    pub(in crate::book::passes) place: ChapterPlace,
    /// The notes of its file, for the first division of the file; later ones share them.
    pub(in crate::book::passes) notes: Vec<WrittenNote>,
    /// It is counted, if its role is.
    pub(in crate::book::passes) numbered: bool,
    /// Its identifier is the author's word, written at its title.
    pub(in crate::book::passes) given_id: Option<String>,
    /// 0 for a division; a sub-chapter goes into the division before, its title at this level below.
    pub(in crate::book::passes) depth: u8,
    /// Its file goes on with the chapter before, though no list puts it there: it holds only sections.
    pub(in crate::book::passes) goes_on: bool,
    /// It comes before the title of its file.
    pub(super) is_preamble: bool,
    /// How its title begins with a number.
    pub(super) count: TitleNumber,
    /// Its role comes from its title alone.
    pub(in crate::book::passes) by_title: bool,
}

/// What is known of a file before its titles are looked at.
#[derive(Clone, Copy)]
pub(super) struct FileHints {
    pub(super) role: Option<Role>,
    pub(super) matter: Matter,
    pub(super) counted: bool,
    /// The role is given by the file's name or its head.
    pub(super) named: bool,
}
