//! One edition made: an e-book with its cover and its pages, or a printed book with its proofs.

use crate::assets::reduce::{self, Reduced};
use crate::book::{Book, pagination::Pagination};
use crate::design::Design;
use crate::diag::{self, Code, Diagnostic, Outcome};
use crate::epub::Epub;
use crate::epub::shops::{self, Row, Verdict};
use crate::error::Error;
use crate::layout::Pages;
use crate::makeup;
use crate::press::{Copy, Extent, Product, Proofing, design_options, file_name, promise, specify};
use crate::project::{EbookOptions, Edition, Format, PagesOf, Profile, Project};
use crate::stamp::Stamp;
use crate::{epub, pdf};

/// The printed edition that an edition takes its page numbers from: the one that it names, else the
/// first that is made at the same time.
pub(crate) fn pages_for(project: &Project, index: usize, wanted: &[bool]) -> Option<usize> {
    let edition = &project.editions[index];
    let printed = |other: &Edition| other.format == Format::Pdf;
    let editions = || project.editions.iter().enumerate();
    match (edition.format, ebook_options(project, edition).pages) {
        (Format::Pdf, _) | (_, Some(PagesOf::Nothing)) => None,
        (_, Some(PagesOf::Edition(name))) => editions()
            .find(|(_, other)| printed(other) && other.name.as_deref() == Some(name.value.as_str()))
            .map(|(index, _)| index),
        (_, None) => {
            editions().find(|(index, other)| printed(other) && wanted[*index]).map(|(index, _)| index)
        }
    }
}

/// What the pages of a printed edition are told by: its ISBN, else its name (EPUB Accessibility 1.1,
/// section 4.2.3).
pub(crate) fn printed_name(book: &Book, edition: &Edition) -> String {
    match &edition.isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.0),
        None => format!("{} ({})", book.meta.title, edition.name.as_deref().unwrap_or("PDF")),
    }
}

/// Returns the edition's options for an e-book, completed by the project's.
fn ebook_options(project: &Project, edition: &Edition) -> EbookOptions {
    match &edition.ebook {
        Some(own) => own.clone().with_fallback(&project.ebook),
        None => project.ebook.clone(),
    }
}

/// What an edition says of its own making.
fn stamp(project: &Project, edition: &Edition, epoch: Option<i64>) -> Stamp {
    let mut meta = project.meta.clone();
    if edition.isbn.is_some() {
        meta.isbn.clone_from(&edition.isbn);
    }
    Stamp::new(&meta, epoch)
}

/// All that one edition is made of.
pub(crate) struct Maker<'a> {
    pub(crate) project: &'a Project,
    pub(crate) edition: &'a Edition,
    pub(crate) copy: &'a Copy,
    pub(crate) epoch: Option<i64>,
}

impl Maker<'_> {
    pub(crate) fn e_book(
        &self,
        pagination: Option<&Pagination>,
        proofing: Proofing,
    ) -> Result<Outcome<Vec<Product>>, Error> {
        let Outcome { value, diagnostics } = self.write_e_book(pagination)?;
        let Some((made, _)) = value else { return Ok(Outcome::new(Vec::new(), diagnostics)) };
        let extent = Extent::Documents(made.documents);
        let file_name = file_name(self.project, self.edition);
        let stem = file_name.trim_end_matches(".epub").to_owned();
        let product = |file_name, bytes| Product { file_name, format: Format::Epub, extent, bytes };
        let mut products = vec![product(file_name, made.bytes)];
        if proofing.cover {
            let design = self.design().value;
            // It was drawn once already, so that it can be drawn again.
            if let Ok((cover, _)) = self.cover(&design) {
                products.push(product(format!("{stem}.cover.jpg"), cover.bytes.to_vec()));
            }
            if self.copy.book.cover.is_none() {
                let drawing = self.drawing(&design);
                products.push(product(format!("{stem}.cover.svg"), drawing.into_bytes()));
            }
        }
        Ok(Outcome::new(products, diagnostics))
    }

    /// The design of the edition, whose theme the cover follows.
    fn design(&self) -> Outcome<Design> {
        specify(self.project, self.edition, self.copy)
    }

    /// Writes an e-book, and tells where it is over a limit of the shop that it is made for.
    pub(crate) fn write_e_book(
        &self,
        pagination: Option<&Pagination>,
    ) -> Result<Outcome<Option<(Epub, Profile)>>, Error> {
        let Self { project, edition, copy, epoch } = *self;
        let design = self.design();
        let (cover, plain) = match self.cover(&design.value) {
            Ok(drawn) => drawn,
            Err(reason) => {
                let span = project.cover.as_ref().and_then(|cover| cover.span);
                let message = format!("the cover cannot be drawn: {reason}");
                let help = "name a picture in book.yaml instead: `cover: cover.jpg`";
                let broken = Diagnostic::new(Code::BrokenImage, span, message).help(help);
                return Ok(Outcome::new(None, vec![broken]));
            }
        };
        let options = ebook_options(project, edition);
        let profile = options.profile.unwrap_or_default();
        let isbn = edition.isbn.as_ref().or(project.meta.isbn.as_ref());
        let (design_of, fonts) = (&design.value, &copy.fonts);
        let issue =
            epub::Issue { isbn, options: &options, design: design_of, fonts, pagination, cover: &cover };
        let made = epub::write(&copy.book, &copy.assets, issue, &stamp(project, edition, epoch))?;
        let mut diagnostics = design.diagnostics;
        diagnostics.extend(plain);
        let rows = shops::table(&made.measures, profile).into_iter();
        diagnostics.extend(rows.filter(|row| row.verdict == Verdict::Over).map(|row| over_limit(&row)));
        Ok(Outcome::new(Some((made, profile)), diagnostics))
    }

    /// The author's picture, or one drawn from the metadata: without words, and with a warning, if no
    /// font has all of their characters.
    fn cover(&self, design: &Design) -> Result<(Reduced, Option<Diagnostic>), String> {
        let Copy { book, assets, fonts } = self.copy;
        if let Some((_, picture)) = book.cover.as_deref().and_then(|path| assets.find(path)) {
            return Ok((reduce::cover(picture, fonts)?, None));
        }
        let drawing = self.drawing(design);
        let (cover, missing) = reduce::drawn_cover(&drawing, fonts, reduce::COVER)?;
        let Some(first) = missing.first() else { return Ok((cover, None)) };
        let plain = epub::cover::without_words(&drawing);
        let (cover, _) = reduce::drawn_cover(&plain, fonts, reduce::COVER)?;
        Ok((cover, Some(plain_cover(*first, missing.len()))))
    }

    /// The cover that is drawn from the metadata.
    fn drawing(&self, design: &Design) -> String {
        let options = design_options(self.project, self.edition);
        let theme = options.theme.as_ref().map_or("", |theme| theme.value.as_str());
        epub::cover::drawn(&self.copy.book.meta, &design.heading_family, theme)
    }

    pub(crate) fn print(
        &self,
        laid: Outcome<Pages>,
        proofing: Proofing,
    ) -> Result<Outcome<Vec<Product>>, Error> {
        let Self { project, edition, copy, epoch } = *self;
        let Outcome { value: mut pages, mut diagnostics } = laid;
        let extent = Extent::Pages(pages.pages.len());
        let product = |file_name, bytes| Product { file_name, format: Format::Pdf, extent, bytes };
        let mut products = Vec::new();
        let file_name = file_name(project, edition);
        let stem = file_name.trim_end_matches(".pdf");
        if proofing.layout {
            let text = makeup::dump(&pages, &copy.fonts).into_bytes();
            products.push(product(format!("{stem}.layout.txt"), text));
        }
        if proofing.marks {
            makeup::mark(&mut pages, &specify(project, edition, copy).value);
        }
        let name = if proofing.marks { format!("{stem}-marked.pdf") } else { file_name };
        let promise = promise(project, edition, copy);
        let stamp = stamp(project, edition, epoch);
        let written = pdf::write(&pages, &copy.book, &copy.fonts, &copy.assets, &stamp, promise)?;
        products.splice(0..0, written.drain_into(&mut diagnostics).map(|bytes| product(name, bytes)));
        Ok(Outcome::new(products, diagnostics))
    }
}

/// The warning of a cover whose words cannot be drawn.
fn plain_cover(first: char, count: usize) -> Diagnostic {
    let shown = diag::render::plain_line(&first.to_string());
    let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
    let message =
        format!("the cover is drawn without words: no font has `{shown}` (U+{:04X}){more}", u32::from(first));
    Diagnostic::new(Code::PlainCover, None, message)
        .help("name a font file that has them under `design.fonts`, or give a picture with `cover:`")
}

/// What a shop does not take.
fn over_limit(row: &Row) -> Diagnostic {
    let name = row.name.as_ref().map(|name| format!(" (`{name}`)")).unwrap_or_default();
    let Row { shop, what, .. } = row;
    let (found, limit) = (row.found_text(), row.limit_text());
    let message = format!("{}: {what} {found}{name}, where the shop takes {limit}", shop.name());
    Diagnostic::new(Code::ShopLimit, None, message)
        .help("`epub.profile` names the one shop that an e-book is made for")
}
