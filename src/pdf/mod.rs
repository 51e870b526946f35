//! Pages become a PDF.
//!
//! printpdf makes the skeleton (catalogue, page tree, embedded fonts with their Unicode maps); the
//! page streams, pictures, links, outline and metadata are made here and put into its object tree,
//! which is then written by `writer.rs` with object streams. printpdf's own way, an operation object
//! for every glyph, takes nine times as long and six times the memory.

mod content;
mod drawing;
mod finish;
mod font;
mod gradient;
mod info;
mod intent;
mod links;
mod object;
mod operand;
mod outline;
mod picture;
mod skeleton;
mod structure;
mod syntax;
mod writer;

use rayon::prelude::*;

use crate::assets::Assets;
use crate::book::Book;
use crate::diag::{Diagnostic, Outcome};
use crate::error::Error;
use crate::fonts::Library;
use crate::layout::Pages;
use crate::{Conformance, Stamp};

/// Finds what only writing the PDF would find.
///
/// # Errors
/// When a bundled face cannot be cut down to what is used.
pub fn check(pages: &Pages, fonts: &Library, assets: &Assets) -> Result<Vec<Diagnostic>, Error> {
    let used = font::UsedFaces::of(pages, &picture::shown(pages, assets), fonts);
    Ok(used.subsets(fonts)?.diagnostics)
}

/// Writes the PDF; an author's font that cannot be embedded is reported, and then there is no PDF.
///
/// # Errors
/// When a bundled face cannot be cut down or printpdf finds fault with its own skeleton; no
/// manuscript causes either.
pub fn write(
    pages: &Pages,
    book: &Book,
    fonts: &Library,
    assets: &Assets,
    stamp: &Stamp,
    conformance: Conformance,
) -> Result<Outcome<Option<Vec<u8>>>, Error> {
    // Which glyphs of which faces are used, in the order of the pages; the faces cut down to them.
    let pictures = picture::shown(pages, assets);
    let used = font::UsedFaces::of(pages, &pictures, fonts);
    let Outcome { value: subsets, diagnostics } = used.subsets(fonts)?;
    if !diagnostics.is_empty() {
        return Ok(Outcome::new(None, diagnostics));
    }

    // Every page as a compressed stream with its marks; only these stay in memory. Beside that, the
    // skeleton and what does not hang on the marks.
    let encode = |deflater: &mut object::Deflater, page| {
        let encoded = content::encode(page, &pages.structure, &used, assets);
        (deflater.deflate(&encoded.stream), encoded.marks)
    };
    let (encoded, skeleton) = rayon::join(
        || {
            pages
                .pages
                .par_iter()
                .map_init(object::Deflater::new, encode)
                .unzip::<_, _, Vec<Vec<u8>>, Vec<_>>()
        },
        || {
            let mut document = skeleton::build(&subsets, book)?;
            let resources = finish::resources(&mut document, &subsets, fonts)?;
            picture::embed(&mut document, resources, &pictures, &used);
            let leaves = finish::PageObjects::hang(&mut document, pages, resources)
                .map_err(|error| Error::caused("printpdf's page tree", error))?;
            let links = links::annotate(&mut document, pages, &leaves.ids);
            Ok::<_, Error>((document, leaves, links))
        },
    );
    let ((streams, marks), (mut document, leaves, links)) = (encoded, skeleton?);

    // Everything else that hangs on it.
    let ids = &leaves.ids;
    let standard = conformance.standard;
    let sources = structure::Sources { pages, book, ids, marks: &marks, links: &links, standard };
    let structure = structure::settle(&mut document, sources);
    let elements = &structure.objects;
    if standard.is_pdf2() {
        links::lead_to_elements(&mut document, pages, &links, elements);
    }
    outline::write(&mut document, pages, ids, book, standard.is_pdf2().then_some(elements));
    info::write(&mut document, pages, book, stamp, conformance);

    // The file.
    let contents = writer::Contents { ids: leaves.contents.clone(), streams };
    let hung = finish::PageExtras { leaves: &leaves, links: &links, marks: &marks };
    Ok(Outcome::new(Some(writer::write(&document, &contents, &[&hung, &structure])), Vec::new()))
}
