//! The reflowable book.
//!
//! epub-builder makes the container; what it writes of its own (package document, navigation) falls
//! short of EPUB 3.3 in known places, so these are rendered here from the model and put in its
//! stead, and its manifest is the cross-check that nothing was forgotten.

mod accessibility;
mod cover;
mod css;
mod finish;
mod layout;
mod nav;
mod notes;
mod opf;
mod package;
mod xhtml;
mod xml;

use rayon::prelude::*;

use crate::Stamp;
use crate::assets::Assets;
use crate::book::Book;
use crate::design::Design;
use crate::error::Error;
use layout::Layout;

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
pub fn write(book: &Book, _design: &Design, assets: &Assets, stamp: &Stamp) -> Result<Epub, Error> {
    // Where everything stands: one document a division, one file a picture.
    let layout = Layout::of(book, assets);

    // The documents, in parallel and in order.
    let mut documents: Vec<(String, String)> = layout
        .documents
        .par_iter()
        .map(|document| (document.href.clone(), xhtml::document(document, &layout)))
        .collect();
    documents.insert(0, (layout::COVER_PAGE.to_owned(), cover::page(&layout)));

    // What the book says of itself.
    let package = opf::package(&layout, stamp);
    let nav = nav::nav(&layout);
    let ncx = nav::ncx(&layout, stamp);

    // The container: epub-builder's, with these in place of its own.
    let built = package::build(&layout, &documents, stamp)?;
    let count = documents.len() + 1;
    let bytes = finish::finish(&built, &layout, documents, [package, nav, ncx], stamp)?;
    Ok(Epub { bytes, documents: count })
}
