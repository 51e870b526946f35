//! Pages become a PDF.
//!
//! printpdf makes the skeleton (catalogue, page tree, embedded fonts with their Unicode maps); the
//! page streams, pictures, links, outline and metadata are made here and put into its object tree,
//! which is then written by [`writer`] with object streams. printpdf's own way, an operation object
//! for every glyph, takes nine times as long and six times the memory.

mod content;
mod drawing;
mod finish;
mod font;
mod info;
mod intent;
mod links;
mod object;
mod outline;
mod picture;
mod skeleton;
mod structure;
mod writer;

use rayon::prelude::*;

use crate::assets::Assets;
use crate::book::Book;
use crate::error::Error;
use crate::fonts::Library;
use crate::makeup::Pages;
use crate::{Promise, Stamp};

/// Writes the PDF.
///
/// # Errors
/// When a font cannot be subset or printpdf finds fault with its own skeleton; no manuscript causes
/// either.
pub fn write(
    pages: &Pages,
    book: &Book,
    fonts: &Library,
    assets: &Assets,
    stamp: &Stamp,
    promise: Promise,
) -> Result<Vec<u8>, Error> {
    // Which glyphs of which faces are used, in the order of the pages; the faces cut down to them.
    let cast = font::Cast::of(pages, fonts);
    let subsets = cast.subsets(fonts)?;

    // Every page as a compressed stream with its marks; only these stay in memory.
    let (streams, marks): (Vec<Vec<u8>>, Vec<_>) = pages
        .pages
        .par_iter()
        .map(|page| {
            let encoded = content::encode(page, &pages.structure, &cast, fonts, assets);
            (object::deflate(&encoded.stream), encoded.marks)
        })
        .unzip();

    // The skeleton, and everything that hangs on it.
    let mut document = skeleton::build(pages.pages.len(), &subsets, book)?;
    let resources = finish::resources(&mut document, &subsets, fonts)?;
    picture::embed(&mut document, resources, pages, assets);
    let ids = finish::pages(&mut document, pages, streams, resources);
    let links = links::annotate(&mut document, pages, &ids);
    let standard = promise.standard;
    let sources = structure::Sources { pages, book, ids: &ids, marks: &marks, links: &links, standard };
    let elements = structure::write(&mut document, sources);
    if standard.is_pdf2() {
        links::lead_to_elements(&mut document, pages, &links, &elements);
    }
    outline::write(&mut document, pages, &ids, book, standard.is_pdf2().then_some(&elements));
    info::write(&mut document, pages, book, stamp, promise);

    // The file.
    Ok(writer::write(&document))
}
