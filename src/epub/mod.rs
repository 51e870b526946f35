//! The writer of the reflowable book.
//!
//! epub-builder makes the container. Its own package document and navigation do not conform to EPUB 3.3
//! in some places, so these are rendered here from the model and replace them; its manifest is used to
//! check that no file is missing.

mod accessibility;
mod attributes;
mod blocks;
mod breaks;
mod code;
mod columns;
pub mod cover;
mod css;
mod cursor;
mod faces;
mod finish;
mod group;
mod index;
mod inlines;
mod layout;
mod margin_notes;
mod marked;
mod markup;
mod mathml;
mod metadata;
mod nav;
mod ncx;
mod notes;
mod opening;
mod opf;
mod package;
pub mod shops;
mod shown;
mod table;
mod upright;
mod verse;
mod writer;
mod xhtml;

pub(crate) use mathml::document as mathml;

use rayon::prelude::*;

use crate::Stamp;
use crate::assets::Assets;
use crate::assets::reduce::Reduced;
use crate::book::Book;
use crate::book::math::{Formula, FormulaDrawing};
use crate::book::pagination::Pagination;
use crate::design::Design;
use crate::error::Error;
use crate::fonts::Library;
use crate::project::EbookOptions;
use crate::project::metadata::Isbn;
use faces::Faces;
use layout::Layout;
use markup::ContentDocument;
use shops::Measures;

/// A finished EPUB.
#[derive(Clone, Debug)]
pub struct Epub {
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of XHTML documents in it.
    pub documents: usize,
    /// Its measures that shops limit.
    pub measures: Measures,
}

/// The properties of an edition.
#[derive(Clone, Copy, Debug)]
pub struct EditionInput<'a> {
    /// Its ISBN.
    pub isbn: Option<&'a Isbn>,
    /// The options of the `epub` key.
    pub options: &'a EbookOptions,
    /// The design, whose chapter openings the e-book shares.
    pub design: &'a Design,
    /// The faces that the design names.
    pub fonts: &'a Library,
    /// The pages of the printed edition.
    pub pagination: Option<&'a Pagination>,
    /// The picture of its cover, a JPEG file.
    pub cover: &'a Reduced,
    /// What the cover shows, in the author's words.
    pub cover_alt: Option<&'a str>,
    /// Draws formulas, if they are drawings in the e-book.
    pub artist: Option<FormulaArtist<'a>>,
}

/// Draws formulas. A formula that it cannot draw is MathML.
#[derive(Clone, Copy)]
pub struct FormulaArtist<'a>(pub &'a (dyn Fn(&Formula) -> Option<FormulaDrawing> + Sync));

impl std::fmt::Debug for FormulaArtist<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormulaArtist")
    }
}

/// Writes the EPUB.
///
/// # Errors
/// Returns an error if the container cannot be built, which no manuscript causes.
pub fn write(book: &Book, assets: &Assets, edition: EditionInput<'_>, stamp: &Stamp) -> Result<Epub, Error> {
    // Plan the container: one document for each division, one file for each picture.
    let book = &*notes::gathered(book, edition.options.notes.unwrap_or_default());
    let layout = Layout::of(book, assets, edition);

    // The documents, in parallel and in order.
    let mut documents: Vec<ContentDocument> = layout
        .documents
        .par_iter()
        .with_max_len(1)
        .map(|document| xhtml::document(document, &layout))
        .collect();
    documents.insert(0, cover::page(&layout));

    // Choose the faces for what the documents show.
    let nav = nav::nav(&layout);
    let faces = faces::inside(edition, &book.meta.language, documents.iter().chain([&nav]));

    // Write the metadata of the book.
    let content = |document: &ContentDocument| {
        let all = [("mathml", document.has_formula), ("svg", document.has_drawing)];
        all.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect()
    };
    let documents_and_nav = documents.iter().chain([&nav]);
    let content = documents_and_nav.map(|document| (document.href.as_str(), content(document))).collect();
    let package = opf::package(&layout, &faces, &content, stamp);
    let ncx = ncx::ncx(&layout, stamp);

    // Let epub-builder make the container, and replace its package document and navigation.
    let built = package::build(&layout, &documents, &faces, stamp)?;
    let mut epub = Epub {
        bytes: Vec::new(),
        documents: documents.len() + 1,
        measures: measure(&layout, &documents, &faces),
    };
    epub.bytes = finish::finish(&built, &layout, &faces, documents, [package, nav.text, ncx], stamp)?;
    epub.measures.file = epub.bytes.len() as u64;
    Ok(epub)
}

/// Measures an e-book, except for the size of its file.
fn measure(layout: &Layout<'_>, documents: &[ContentDocument], faces: &Faces<'_>) -> Measures {
    let largest = |sizes: &mut dyn Iterator<Item = (u64, String)>| {
        sizes.max_by_key(|(size, _)| *size).unwrap_or_default()
    };
    let files = || layout.images.values();
    let pixels = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    Measures {
        file: 0,
        document: largest(
            &mut documents.iter().map(|document| (document.text.len() as u64, document.href.clone())),
        ),
        picture: largest(&mut files().map(|file| (file.picture.bytes.len() as u64, file.href.clone()))),
        pixels: largest(&mut files().map(|file| (file.picture.size.map_or(0, pixels), file.href.clone()))),
        moving: files().filter(|file| file.picture.media_type == "image/gif").count() as u64,
        cover: layout.edition.cover.size.unwrap_or_default(),
        faces: faces.files.len() as u64,
        levels: ncx::depth(&layout.book.contents) as u64,
    }
}
