//! The reflowable book.

use crate::Stamp;
use crate::assets::Assets;
use crate::book::Book;
use crate::design::Design;
use crate::error::Error;

/// A finished EPUB.
#[derive(Clone, Debug)]
pub struct Epub {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many XHTML documents are in it.
    pub documents: usize,
}

/// Writes the EPUB.
///
/// # Errors
/// When the container cannot be built, which no manuscript causes.
pub fn write(book: &Book, design: &Design, assets: &Assets, stamp: &Stamp) -> Result<Epub, Error> {
    let _ = (book, design, assets, stamp);
    todo!()
}
