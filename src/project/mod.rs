//! Intake: a folder with `book.yaml`, a folder of Markdown, or one Markdown file becomes a [`Project`].

pub mod design;
mod ebook;
mod fields;
mod find;
mod foreign;
mod includes;
mod keys;
mod listing;
mod load;
mod locate;
mod manifest;
pub mod metadata;
mod notes;
#[cfg(test)]
pub(crate) mod schema;
mod titles;
mod toml_tree;
mod values;
mod write;
mod yaml;

use std::collections::BTreeMap;

use crate::Standard;
use crate::diag::{FileId, Span, Spanned};
use crate::dialect::Tool;
pub use design::DesignOptions;
pub use ebook::{EbookOptions, FontsInside, NotesAt, PagesOf, Profile, Writing};
pub use find::{Found, discover, markdown_below, named};
pub use load::load;
use metadata::{FileMeta, Isbn, Metadata};
pub use titles::slug;
pub use write::manifest_text;

/// Everything the author gave besides the words, resolved and checked.
#[derive(Clone, Debug)]
pub struct Project {
    /// The name for output files: the title as a portable file name (`twenty-steps`).
    pub slug: String,
    /// What the book is.
    pub meta: Metadata,
    /// The cover picture, relative to the root.
    pub cover: Option<Spanned<String>>,
    /// The files in reading order.
    pub chapters: Vec<Chapter>,
    /// The parts, in order; a [`Place::Body`] names one by its index.
    pub parts: Vec<Spanned<String>>,
    /// Matter that is made by itself, each where it was asked for; `None` leaves it to the theme.
    pub generate: Option<Vec<Spanned<Generated>>>,
    /// The `design` key, as given.
    pub design: DesignOptions,
    /// What is asked of the e-book.
    pub ebook: EbookOptions,
    /// What is to be made.
    pub editions: Vec<Edition>,
    /// What a dead link is: `links` of `book.yaml`.
    pub links: LinkPolicy,
    /// The tool that the text was written for.
    pub tool: Tool,
    /// The variables that its templates name.
    pub variables: BTreeMap<String, String>,
    /// What was taken from where and what was left out, for those who run the build.
    pub report: Vec<String>,
}

impl Project {
    /// The standard that an edition has to keep, if one is asked for by name.
    pub fn standard(&self, edition: &Edition) -> Option<Standard> {
        let own = edition.design.as_ref().and_then(|design| design.pdf_standard);
        own.or(self.design.pdf_standard).filter(|_| edition.format == Format::Pdf)
    }

    /// Has every PDF keep this standard, whatever the editions ask for.
    pub fn keep(&mut self, standard: Standard) {
        let own = self.editions.iter_mut().filter_map(|edition| edition.design.as_mut());
        own.for_each(|design| design.pdf_standard = None);
        self.design.pdf_standard = Some(standard);
    }
}

/// A file of the manuscript.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The path relative to the root, with `/`.
    pub path: String,
    /// Its text, the YAML head included.
    pub file: FileId,
    /// What its YAML head says.
    pub head: FileMeta,
    /// Where the Markdown begins: the byte after the YAML head, 0 without one.
    pub body_start: usize,
    /// Where it stands.
    pub place: Place,
    /// Where the chapter list names it.
    pub listed: Option<Span>,
    /// 0 for a chapter, 1 for a sub-chapter of the chapter before, and so on.
    pub depth: u8,
    /// Its name in the list of the tool that the book was written for; the title where the file has no
    /// heading.
    pub title: Option<String>,
    /// Whether that list has it counted; `None` where the list does not say.
    pub numbered: Option<bool>,
    /// It is a title of the chapter list and has no file.
    pub is_heading: bool,
}

/// What a link that leads nowhere is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LinkPolicy {
    /// A warning; the book shows plain text.
    #[default]
    Warn,
    /// An error.
    Error,
}

/// Where a file stands in the book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// By its role: the chapter list is absent.
    ByRole,
    /// In the front matter.
    Front,
    /// In the body, under the part of this index or under none.
    Body(Option<usize>),
    /// In the back matter.
    Back,
}

/// Matter that is made from the metadata and from the book itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Generated {
    /// The title alone.
    HalfTitle,
    /// Title, authors, publisher.
    TitlePage,
    /// Rights and identifiers.
    Copyright,
    /// The table of contents.
    Contents,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// The cover as a page of the EPUB.
    Cover,
    /// How the book was made.
    Colophon,
    /// Other books of the authors.
    AlsoBy,
}

/// One thing to make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// Its name, part of the file's name where there are several of one format.
    pub name: Option<String>,
    /// What it is.
    pub format: Format,
    /// Its own ISBN.
    pub isbn: Option<Isbn>,
    /// Its own design options, completed by those of the project.
    pub design: Option<DesignOptions>,
    /// Its own options for an e-book, completed by those of the project.
    pub ebook: Option<EbookOptions>,
}

/// A format of book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// EPUB 3.3.
    Epub,
    /// A typeset PDF.
    Pdf,
}
