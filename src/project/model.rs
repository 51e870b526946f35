//! The model of a project: the book as the author describes it, before any text is parsed.

use std::collections::BTreeMap;

use super::abbreviations::AbbreviationOptions;
use super::blocks::OwnBlock;
use super::cover::Cover;
use super::design::{ClassOptions, DesignOptions};
use super::ebook::EbookOptions;
use super::glossary::GlossaryOptions;
use super::index::IndexOptions;
use super::math::MathOptions;
use super::metadata::{FileMeta, Isbn, Metadata, MetadataPlaces};
use super::numbering::NumberingOptions;
use crate::Standard;
use crate::diag::{FileId, Span, Spanned};
use crate::dialect::Tool;

/// Everything that the author provides besides the text, resolved and checked.
#[derive(Clone, Debug)]
pub struct Project {
    /// The name of output files: the title as a portable file name (`twenty-steps`).
    pub slug: String,
    /// The metadata of the book.
    pub meta: Metadata,
    /// The cover of the e-books.
    pub cover: Cover,
    /// The files in reading order.
    pub chapters: Vec<Chapter>,
    /// Where the metadata was written.
    pub places: MetadataPlaces,
    /// The titles of the parts, in order; [`ChapterPlace::Body`] has an index into them.
    pub parts: Vec<Spanned<String>>,
    /// The pages to generate, each with the place where it is requested; `None` leaves the choice to
    /// the theme.
    pub generate: Option<Vec<Spanned<Generated>>>,
    /// The options for the design, as given.
    pub design: DesignOptions,
    /// The options for the e-book, as given.
    pub ebook: EbookOptions,
    /// The commands for formulas.
    pub math: MathOptions,
    /// How figures and the like are counted.
    pub numbering: NumberingOptions,
    /// The options of the indexes.
    pub index: IndexOptions,
    /// The author's own kinds of numbered blocks.
    pub blocks: Vec<OwnBlock>,
    /// The abbreviations of the text.
    pub abbreviations: AbbreviationOptions,
    /// How the text is linked to the glossary.
    pub glossary: GlossaryOptions,
    /// The books to make.
    pub editions: Vec<Edition>,
    /// How dead links are reported: `links` of `book.yaml`.
    pub links: LinkPolicy,
    /// The schemes of addresses that links may have besides those of every book, in lower case.
    pub link_schemes: Vec<String>,
    /// The tool for which the text was written.
    pub tool: Tool,
    /// The variables of its templates, by name.
    pub variables: BTreeMap<String, String>,
    /// Notes for the user on the files that were read and on what was left out.
    pub report: Vec<String>,
}

impl Project {
    /// Returns the PDF standard that an edition must conform to, or `None` if none is requested by
    /// name.
    pub fn standard(&self, edition: &Edition) -> Option<Standard> {
        let own = edition.design.as_ref().and_then(|design| design.pdf_standard);
        own.or(self.design.pdf_standard).filter(|_| edition.format == Format::Pdf)
    }

    /// Returns whether the author asks for generated pages.
    pub fn generates(&self, wanted: Generated) -> bool {
        self.generate.iter().flatten().any(|generated| generated.value == wanted)
    }

    /// Returns the author's own classes: those that have a style in the design of the book or of an edition. An
    /// edition may repeat one of the book.
    pub fn classes(&self) -> impl Iterator<Item = &ClassOptions> {
        let of_editions = self.editions.iter().filter_map(|edition| edition.design.as_ref());
        std::iter::once(&self.design).chain(of_editions).flat_map(|design| &design.classes)
    }

    /// Sets the standard of every PDF, overriding those of the editions.
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
    /// Its text including the head; a derived text if the syntax of another tool was translated.
    pub file: FileId,
    /// The content of its head.
    pub head: FileMeta,
    /// The byte at which the Markdown begins: after the head, 0 without one.
    pub body_start: usize,
    /// The part of the book that it belongs to.
    pub place: ChapterPlace,
    /// The place in the chapter list that names it.
    pub listed: Option<Span>,
    /// The depth in the chapter list: 0 for a chapter, 1 for a sub-chapter of the chapter before, and so on.
    pub depth: u8,
    /// Its title in the chapter list, for a file without a heading.
    pub title: Option<String>,
    /// Whether the chapter list numbers it; `None` if the list does not say.
    pub numbered: Option<bool>,
    /// Whether it is only a title in the chapter list, without a file.
    pub is_heading: bool,
}

/// How a dead link is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LinkPolicy {
    /// As a warning; the book shows plain text.
    #[default]
    Warn,
    /// As an error.
    Error,
}

/// The part of the book that a file belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChapterPlace {
    /// The part that its role determines, since there is no chapter list.
    ByRole,
    /// The front matter.
    Front,
    /// The body, in the part of this index or in none.
    Body(Option<usize>),
    /// The back matter.
    Back,
}

/// One or more pages that are generated from the metadata and from the book itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Generated {
    /// The half-title: the title alone.
    HalfTitle,
    /// The title page: title, authors, publisher.
    TitlePage,
    /// The copyright page: rights and identifiers.
    Copyright,
    /// The table of contents.
    Contents,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// The list of listings.
    Listings,
    /// The list of theorems.
    Theorems,
    /// The list of equations.
    Equations,
    /// The list of abbreviations.
    Abbreviations,
    /// The cover as a page of the EPUB.
    Cover,
    /// The colophon: how the book was made.
    Colophon,
    /// The list of other books by the authors.
    AlsoBy,
    /// The solutions of exercises, which are moved there.
    Solutions,
    /// The indexes.
    Index,
}

/// A book to make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// Its name, which is part of the file's name if there are several editions of one format.
    pub name: Option<String>,
    /// The format.
    pub format: Format,
    /// Its own ISBN.
    pub isbn: Option<Isbn>,
    /// Its own options for the design, which override those of the project.
    pub design: Option<DesignOptions>,
    /// Its own options for the e-book, which override those of the project.
    pub ebook: Option<EbookOptions>,
}

/// A format of book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// An EPUB 3.3 e-book.
    Epub,
    /// A typeset PDF.
    Pdf,
}
