//! Makes the files of one edition: an e-book with its cover, or a printed book, and their proofs.

use super::editions::{self, file_name};
use super::formulas::formulas;
use super::options::{Extent, Product, ProductKind, ProofOptions};
use super::prepare::PreparedBook;
use super::proofs::PrintedPages;
use crate::assets::reduce::{self, Reduced};
use crate::book::math::Formula;
use crate::book::pagination::Pagination;
use crate::design::Design;
use crate::diag::{self, Code, Diagnostic, Outcome};
use crate::epub::cover::CoverInput;
use crate::epub::shops::{self, Row, Verdict};
use crate::epub::{self, EditionInput, Epub};
use crate::error::Error;
use crate::layout::Folios;
use crate::makeup;
use crate::paragraph::{Resources, draw_formula, hyphenation_points};
use crate::pdf;
use crate::project::{Cover, CoverOptions, Edition, MathForm, Profile, Project};

/// The input for the files of one edition.
pub(super) struct EditionBuilder<'a> {
    pub(super) project: &'a Project,
    pub(super) edition: &'a Edition,
    pub(super) prepared: &'a PreparedBook,
    /// The date of the book, in place of its own.
    pub(super) epoch: Option<i64>,
    /// The name of what the books are made from.
    pub(super) inputs: &'a str,
}

impl EditionBuilder<'_> {
    /// Makes an e-book, and its cover as separate files if they are requested.
    pub(super) fn e_book(
        &self,
        pagination: Option<&Pagination>,
        proofs: ProofOptions,
    ) -> Result<Outcome<Vec<Product>>, Error> {
        let Outcome { value, diagnostics } = self.write_e_book(pagination)?;
        let Some((made, _)) = value else { return Ok(Outcome::new(Vec::new(), diagnostics)) };
        let extent = Extent::Documents(made.documents);
        let file_name = file_name(self.project, self.edition);
        let stem = file_name.trim_end_matches(".epub").to_owned();
        let product = |file_name, kind, bytes| self.product(file_name, kind, extent, bytes);
        let mut products = vec![product(file_name, ProductKind::Book, made.bytes)];
        if proofs.cover {
            let design = self.design().value;
            // The e-book already contains the cover, so this cannot fail.
            if let Ok(made) = self.cover(&design) {
                let proof = |end, bytes| product(format!("{stem}.cover.{end}"), ProductKind::Proof, bytes);
                products.push(proof("jpg", made.picture.bytes.to_vec()));
                let drawing = made.drawing.map(|svg| proof("svg", svg.into_bytes()));
                products.extend(drawing);
            }
        }
        Ok(Outcome::new(products, diagnostics))
    }

    /// Writes an e-book, and reports each limit of its retailer that it exceeds. Returns `None` if its cover
    /// cannot be drawn.
    pub(super) fn write_e_book(
        &self,
        pagination: Option<&Pagination>,
    ) -> Result<Outcome<Option<(Epub, Profile)>>, Error> {
        let Self { project, edition, prepared, epoch, inputs } = *self;
        let design = self.design();
        let cover = match self.cover(&design.value) {
            Ok(made) => made,
            Err(reason) => return Ok(Outcome::new(None, vec![self.broken_cover(&reason)])),
        };
        let options = editions::ebook_options(project, edition);
        let profile = options.profile.unwrap_or_default();
        let folios = Folios::new();
        let resources = Resources {
            book: &prepared.book,
            design: &design.value,
            fonts: &prepared.fonts,
            assets: &prepared.assets,
            folios: &folios,
            explains: false,
        };
        // Kindle's reading systems show MathML in few books.
        let usual = if profile == Profile::Kindle { MathForm::Svg } else { MathForm::MathMl };
        let is_drawn = options.math.unwrap_or(usual) == MathForm::Svg;
        let draw = |formula: &Formula| draw_formula(formula, resources);
        let input = EditionInput {
            isbn: edition.isbn.as_ref().or(project.meta.isbn.as_ref()),
            options: &options,
            design: &design.value,
            fonts: &prepared.fonts,
            pagination,
            cover: &cover.picture,
            cover_alt: project.cover.alt(),
            artist: is_drawn.then_some(epub::FormulaArtist(&draw)),
        };
        let stamp = editions::stamp(project, edition, epoch, inputs, &prepared.fonts);
        let made = epub::write(&prepared.book, &prepared.assets, input, &stamp)?;
        let mut diagnostics = design.diagnostics;
        diagnostics.extend(cover.without_words);
        let rows = shops::table(&made.measures, profile).into_iter();
        diagnostics.extend(rows.filter(|row| row.verdict == Verdict::Over).map(|row| over_limit(&row)));
        Ok(Outcome::new(Some((made, profile)), diagnostics))
    }

    /// Makes a printed book from its pages, and their text if it is requested.
    pub(super) fn print(
        &self,
        layout: Outcome<PrintedPages>,
        proofs: ProofOptions,
    ) -> Result<Outcome<Vec<Product>>, Error> {
        let Self { project, edition, prepared, epoch, inputs } = *self;
        let Outcome { value: PrintedPages { design, mut pages }, mut diagnostics } = layout;
        if prepared.fonts.is_empty() {
            return Ok(Outcome::new(Vec::new(), diagnostics));
        }
        let extent = Extent::Pages(pages.pages.len());
        let product = |file_name, kind, bytes| self.product(file_name, kind, extent, bytes);
        let mut products = Vec::new();
        let file_name = file_name(project, edition);
        let stem = file_name.trim_end_matches(".pdf");
        if proofs.layout {
            let text = makeup::dump(&pages, &prepared.fonts).into_bytes();
            products.push(product(format!("{stem}.layout.txt"), ProductKind::Proof, text));
        }
        if proofs.marks {
            makeup::mark(&mut pages, &design);
        }
        let (name, kind) = if proofs.marks {
            (format!("{stem}-marked.pdf"), ProductKind::Proof)
        } else {
            (file_name, ProductKind::Book)
        };
        let PreparedBook { book, assets, fonts } = prepared;
        let conformance = editions::conformance(project, edition, book);
        let stamp = editions::stamp(project, edition, epoch, inputs, &prepared.fonts);
        let book = editions::printed_book(book, &design);
        let formulas = formulas(&book, conformance.standard);
        let written = pdf::write(&pages, &book, fonts, assets, &stamp, conformance, &formulas)?;
        products.splice(0..0, written.drain_into(&mut diagnostics).map(|bytes| product(name, kind, bytes)));
        Ok(Outcome::new(products, diagnostics))
    }

    /// Returns a file of this edition.
    fn product(&self, file_name: String, kind: ProductKind, extent: Extent, bytes: Vec<u8>) -> Product {
        let Edition { name, format, .. } = self.edition;
        Product { file_name, kind, edition: name.clone(), format: *format, extent, bytes }
    }

    fn design(&self) -> Outcome<Design> {
        editions::design(self.project, self.edition, self.prepared)
    }

    /// Returns the author's cover, or one drawn from the metadata. If no font has all characters of a drawn
    /// cover, it has no words, and a warning is returned.
    fn cover(&self, design: &Design) -> Result<MadeCover, String> {
        let PreparedBook { book, assets, fonts } = self.prepared;
        let limits = assets.limits();
        let picture = self.project.cover.picture().and_then(|path| assets.find(&path.value));
        let picture = picture.map(|(_, picture)| picture);
        let options = match (&self.project.cover, picture) {
            (Cover::File(_), Some(picture)) => {
                let picture = reduce::cover(picture, fonts, limits)?;
                return Ok(MadeCover { picture, drawing: None, without_words: None });
            }
            (Cover::File(_), None) => &CoverOptions::default(),
            (Cover::Drawn(options), _) => options,
        };
        let design_options = editions::design_options(self.project, self.edition);
        let accent = design_options.accent.as_ref().map(|accent| accent.value);
        let options = &CoverOptions { colour: options.colour.or(accent), ..options.clone() };
        let art = picture.map(|picture| reduce::cover_art(picture, fonts, limits)).transpose()?;
        let input = CoverInput {
            meta: &book.meta,
            options,
            theme: design_options.theme.as_ref().map_or("", |theme| theme.value.as_str()),
            family: &design.heading_family,
            fonts,
            art: art.as_ref(),
            hyphenate: &|word| hyphenation_points(word, &book.meta.language),
        };
        let drawing = epub::cover::drawn(&input, true);
        let (picture, missing) = reduce::drawn_cover(&drawing, fonts, reduce::COVER, limits)?;
        let Some(first) = missing.first() else {
            return Ok(MadeCover { picture, drawing: Some(drawing), without_words: None });
        };
        let (picture, _) =
            reduce::drawn_cover(&epub::cover::drawn(&input, false), fonts, reduce::COVER, limits)?;
        let without_words = Some(plain_cover(*first, missing.len()));
        Ok(MadeCover { picture, drawing: Some(drawing), without_words })
    }

    fn broken_cover(&self, reason: &str) -> Diagnostic {
        let span = self.project.cover.picture().and_then(|path| path.span);
        let message = format!("the cover cannot be drawn: {reason}");
        let help = "name a picture in book.yaml instead: `cover: cover.jpg`";
        Diagnostic::new(Code::BrokenImage, span, message).help(help)
    }
}

/// A cover of an e-book.
struct MadeCover {
    picture: Reduced,
    /// Its drawing as SVG; `None` for a finished picture of the author.
    drawing: Option<String>,
    /// The warning that it has no words.
    without_words: Option<Diagnostic>,
}

/// Returns the warning that the words on the cover cannot be drawn.
fn plain_cover(first: char, count: usize) -> Diagnostic {
    let shown = diag::render::plain_line(&first.to_string());
    let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
    let message =
        format!("the cover is drawn without words: no font has `{shown}` (U+{:04X}){more}", u32::from(first));
    Diagnostic::new(Code::PlainCover, None, message)
        .help("name a font file that has them under `design.fonts`, or give a picture with `cover:`")
}

/// Returns the warning that an e-book exceeds a limit of a retailer.
fn over_limit(row: &Row) -> Diagnostic {
    let name = row.name.as_ref().map(|name| format!(" (`{name}`)")).unwrap_or_default();
    let Row { shop, what, .. } = row;
    let (found, limit) = (row.found_text(), row.limit_text());
    let message = format!("{}: {what} {found}{name}, where the shop takes {limit}", shop.name());
    Diagnostic::new(Code::ShopLimit, None, message)
        .help("`epub.profile` names the one shop that an e-book is made for")
}
