//! The options of a build, and its results.

use crate::project::Format;

/// The options of a build.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct BuildOptions {
    /// The formats to make; `None` for those of the project's editions.
    pub formats: Option<Vec<Format>>,
    /// The date of the books in seconds since 1 January 1970 (UTC), in place of their own: the
    /// `SOURCE_DATE_EPOCH` of reproducible builds.
    pub epoch: Option<i64>,
    /// The files to make in addition to the books.
    pub proofs: ProofOptions,
}

impl BuildOptions {
    /// Returns options for books of these formats.
    #[must_use]
    pub fn formats(formats: &[Format]) -> Self {
        Self { formats: Some(formats.to_vec()), ..Self::default() }
    }

    /// Sets the date of the books, in seconds since 1 January 1970 (UTC).
    #[must_use]
    pub fn dated(self, epoch: i64) -> Self {
        Self { epoch: Some(epoch), ..self }
    }

    /// Requests proofs in addition to the books.
    #[must_use]
    pub fn with_proofs(self, proofs: ProofOptions) -> Self {
        Self { proofs, ..self }
    }
}

/// The files to make in addition to the books, for designers and shops.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct ProofOptions {
    /// The pages as text, one line for each item on them (`twenty-steps.layout.txt`).
    pub layout: bool,
    /// The cover of an e-book as a separate file, which shops ask for (`twenty-steps.cover.jpg`); also
    /// its drawing (`twenty-steps.cover.svg`), if it was drawn from the metadata.
    pub cover: bool,
    /// Margins, type area and baselines drawn under the pages. The file has another name
    /// (`twenty-steps-marked.pdf`), so that it is not mistaken for the book.
    pub marks: bool,
}

/// A file that was made: a book, or a proof of one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Product {
    /// A portable file name: `twenty-steps.epub`.
    pub file_name: String,
    /// Whether it is a book, or a proof of one.
    pub kind: ProductKind,
    /// The name of the edition, if it has one.
    pub edition: Option<String>,
    /// The format of the book.
    pub format: Format,
    /// The length of the book.
    pub extent: Extent,
    /// The contents of the file.
    pub bytes: Vec<u8>,
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ProductKind {
    /// Readers: an e-book or a printed book.
    Book,
    /// Those who make or sell the book: one of the files that [`ProofOptions`] asks for.
    Proof,
}

/// The length of a book in the unit of its format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Extent {
    /// XHTML documents of an EPUB.
    Documents(usize),
    /// Pages of a PDF.
    Pages(usize),
}
