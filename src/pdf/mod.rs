//! Pages become a PDF.

use crate::Stamp;
use crate::assets::Assets;
use crate::book::Book;
use crate::error::Error;
use crate::fonts::Library;
use crate::makeup::Pages;

/// Writes the PDF.
///
/// # Errors
/// When a font cannot be subset or a stream not be written.
pub fn write(
    pages: &Pages,
    book: &Book,
    fonts: &Library,
    assets: &Assets,
    stamp: &Stamp,
) -> Result<Vec<u8>, Error> {
    let _ = (pages, book, fonts, assets, stamp);
    todo!()
}
