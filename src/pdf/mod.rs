//! Writes pages as a PDF.
//!
//! printpdf makes the skeleton (catalogue, page tree, embedded fonts with their Unicode maps); the page
//! streams, pictures, links, outline and metadata are made here and added to its object tree, which is
//! then written by `writer.rs` with object streams. The interface of printpdf for text, an operation
//! object for every glyph, takes nine times as long and six times the memory.

mod clusters;
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
mod used_glyph;
mod variants;
mod writer;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::assets::Assets;
use crate::book::{Book, NodeId, TextId};
use crate::diag::{Diagnostic, Outcome};
use crate::error::Error;
use crate::fonts::Library;
use crate::layout::Pages;
use crate::{Conformance, Stamp};

/// The MathML of formulas by their place in the book, which is embedded in the PDF.
pub type FormulaFiles = BTreeMap<(TextId, NodeId), String>;

/// Returns the diagnostics that only writing the PDF would find.
///
/// # Errors
/// Returns an error if a bundled face cannot be subset.
pub fn check(pages: &Pages, fonts: &Library, assets: &Assets) -> Result<Vec<Diagnostic>, Error> {
    let used = font::UsedFaces::of(pages, &picture::shown(pages, assets), fonts);
    Ok(used.subsets(fonts)?.diagnostics)
}

/// Writes the PDF. Returns no PDF if a font of the author may not be embedded, and reports the font.
///
/// # Errors
/// Returns an error if a bundled face cannot be subset or printpdf rejects its own skeleton; no
/// manuscript causes either.
pub fn write(
    pages: &Pages,
    book: &Book,
    fonts: &Library,
    assets: &Assets,
    stamp: &Stamp,
    conformance: Conformance,
    formulas: &FormulaFiles,
) -> Result<Outcome<Option<Vec<u8>>>, Error> {
    // Find the used glyphs in the order of the pages, and subset the faces.
    let pictures = picture::shown(pages, assets);
    let used = font::UsedFaces::of(pages, &pictures, fonts);
    let Outcome { value: subsets, diagnostics } = used.subsets(fonts)?;
    if !diagnostics.is_empty() {
        return Ok(Outcome::new(None, diagnostics));
    }

    // Encode every page as a compressed stream with its marks; only these are kept in memory. In
    // parallel, build the skeleton and everything else that does not depend on the marks.
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

    // Add everything that depends on the marks.
    let ids = &leaves.ids;
    let standard = conformance.standard;
    let sources = structure::Sources { pages, book, ids, marks: &marks, links: &links, formulas, standard };
    let structure = structure::settle(&mut document, sources);
    let elements = &structure.objects;
    if standard.is_pdf2() {
        links::lead_to_elements(&mut document, pages, &links, elements);
    }
    outline::write(
        &mut document,
        pages,
        ids,
        book,
        standard.is_pdf2().then_some(elements),
        structure.files(),
    );
    info::write(&mut document, pages, book, stamp, conformance, !structure.files().is_empty());

    // Write the file.
    let contents = writer::Contents { ids: leaves.contents.clone(), streams };
    let hung = finish::PageExtras { leaves: &leaves, links: &links, marks: &marks };
    Ok(Outcome::new(Some(writer::write(&document, &contents, &[&hung, &structure])), Vec::new()))
}
