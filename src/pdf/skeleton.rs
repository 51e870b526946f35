//! The skeleton made by printpdf: catalogue, page tree, embedded fonts with their Unicode maps.

use std::collections::BTreeMap;

use lopdf::Document;
use printpdf::{
    Codepoint, CustomPdfConformance, FontId, FontMetrics, Op, ParsedFont, PdfConformance, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, TextItem,
};

use super::font::Subset;
use crate::book::Book;
use crate::error::Error;

/// Builds a document of one page.
///
/// printpdf embeds only fonts that an operation uses, and derives their Unicode maps from the shown
/// text. So that page shows every glyph once with its text. The pages of the book replace it.
pub(super) fn build(subsets: &[Subset], book: &Book) -> Result<Document, Error> {
    let mut document = PdfDocument::new(&book.meta.title);
    // With any other conformance, printpdf adds its own colour profile to the file.
    document.metadata.info.conformance =
        PdfConformance::Custom(CustomPdfConformance { allows_default_fonts: false, ..Default::default() });
    let mut carrier = vec![Op::StartTextSection];
    for subset in subsets {
        let id = FontId(subset.name.clone());
        document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed(subset)));
        carrier.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        let texts = subset.texts.iter().enumerate();
        let glyphs = texts.filter_map(|(number, text)| {
            Some(Codepoint::with_cid(u16::try_from(number).ok()?, 0.0, text.clone()?))
        });
        carrier.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
    }
    carrier.push(Op::EndTextSection);
    let full = Rect::from_wh(Pt(100.0), Pt(100.0));
    let page = PdfPage { media_box: full.clone(), crop_box: full.clone(), trim_box: full, ops: carrier };
    document.with_pages(vec![page]);
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        image_optimization: None,
        ..Default::default()
    };
    let skeleton = printpdf::serialize::to_lopdf_doc(&document, &options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(Error::internal(format!("printpdf: {warning:?}"))),
        None => Ok(skeleton),
    }
}

/// Returns a subset in the type of printpdf. [`super::finish`] sets the exact measures.
fn parsed(subset: &Subset) -> ParsedFont {
    let widths = (0..subset.old.len()).filter_map(|number| Some((u16::try_from(number).ok()?, 0)));
    let metrics = FontMetrics { ascent: 0, descent: 0 };
    let name = Some(subset.base_font.clone());
    ParsedFont::with_glyph_data(
        subset.data.clone(),
        0,
        name,
        BTreeMap::new(),
        widths.collect(),
        1000,
        metrics,
    )
}
