//! Intake: a folder with `book.yaml`, a folder of Markdown, or one Markdown file becomes a [`Project`].

mod ebook;
mod fields;
mod find;
mod heads;
mod load;
mod locate;
mod manifest;
pub mod metadata;
mod yaml;

use crate::Standard;
use crate::diag::{FileId, Span, Spanned};
use crate::units::Length;
pub use ebook::{EbookWishes, NotesAt, PagesOf, Profile};
pub use find::{Found, discover, named};
pub use heads::{HeadWishes, RunningHead};
pub use load::{load, slug};
use metadata::{FileMeta, Isbn, Metadata};

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
    /// The designer's wishes, as given.
    pub design: DesignWishes,
    /// What is asked of the e-book.
    pub ebook: EbookWishes,
    /// What is to be made.
    pub editions: Vec<Edition>,
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
}

/// What the `design` key asks for; everything left out is the theme's choice.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DesignWishes {
    /// `classic`, `essay` or `technical`.
    pub theme: Option<Spanned<String>>,
    /// Width and height of the page after trimming.
    pub trim: Option<(Length, Length)>,
    /// The text face.
    pub text_family: Option<Spanned<String>>,
    /// The size of the text.
    pub text_size: Option<Length>,
    /// The distance of its baselines.
    pub leading: Option<Length>,
    /// The face of headings.
    pub heading_family: Option<Spanned<String>>,
    /// The face of code.
    pub code_family: Option<Spanned<String>>,
    /// Inner, outer, top and bottom margin; `None` follows the canon.
    pub margins: Option<Margins>,
    /// What is done to characters for even lines; `None` is as much as cannot be seen.
    pub microtypography: Option<MicroWishes>,
    /// What stands at the head of the pages.
    pub running_heads: Option<HeadWishes>,
    /// How chapters open; what is left out follows the theme.
    pub opening: OpeningWishes,
    /// Font files of the author, relative to the root.
    pub fonts: Vec<Spanned<String>>,
    /// The standard that the PDF has to keep; `None` is the default, as far as the manuscript goes.
    pub pdf_standard: Option<Standard>,
}

/// Margins by the author's word; what is left out follows the canon.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Margins {
    /// At the spine.
    pub inner: Option<Length>,
    /// At the fore edge.
    pub outer: Option<Length>,
    /// At the head.
    pub top: Option<Length>,
    /// At the foot.
    pub bottom: Option<Length>,
}

/// What is done to characters for even lines, by the author's word; what is left out is as usual.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MicroWishes {
    /// Whether punctuation hangs out.
    pub protrusion: Option<bool>,
    /// How far glyphs may be scaled, in ten-thousandths.
    pub expansion: Option<i64>,
    /// How much space may be put between letters, in ten-thousandths of an em.
    pub tracking: Option<i64>,
}

impl MicroWishes {
    /// Characters stay as they are.
    pub const NONE: Self = Self { protrusion: Some(false), expansion: Some(0), tracking: Some(0) };
}

/// How the first paragraph of a chapter opens, by the author's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OpeningWishes {
    /// Lines beside the initial; 0 for none.
    pub drop_cap: Option<u8>,
    /// The first words in small capitals.
    pub small_caps: Option<OpeningCaps>,
}

/// How much of a chapter's first paragraph is in small capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpeningCaps {
    /// Nothing.
    None,
    /// The first word.
    Word,
    /// The first words, up to a mark of punctuation where one is near.
    Phrase,
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
    /// Its own design wishes, over those of the project.
    pub design: Option<DesignWishes>,
    /// Its own wishes for an e-book, over those of the project.
    pub ebook: Option<EbookWishes>,
}

/// A format of book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// EPUB 3.3.
    Epub,
    /// A typeset PDF.
    Pdf,
}
