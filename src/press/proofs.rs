//! The printed editions as pages, before they become files.

use std::sync::Arc;

use super::cache::Cache;
use super::editions;
use super::gutter::with_gutter;
use super::inputs::EditionInputs;
use super::prepare::PreparedBook;
use super::typeset::typeset;
use crate::design::Design;
use crate::diag::Outcome;
use crate::layout::Pages;
use crate::makeup;
use crate::project::{Edition, Project};

/// The printed editions of a project as pages: for those who want to see or test where everything is.
#[derive(Debug)]
#[non_exhaustive]
pub struct Proofs {
    /// The book, pictures and faces that the editions are made from.
    #[doc(hidden)]
    pub prepared: Arc<PreparedBook>,
    /// The layouts, one for each printed edition, in the order of the editions.
    pub layouts: Vec<PageLayout>,
}

/// The pages of a printed edition.
#[derive(Debug)]
#[non_exhaustive]
pub struct PageLayout {
    /// The pages themselves.
    #[doc(hidden)]
    pub pages: Pages,
    /// The pages as text: one line for each run of glyphs, rule, picture and link, with its position.
    pub text: String,
    /// The structure of the pages for assistive technology as text: one line for each element.
    pub structure: String,
}

impl PageLayout {
    pub(super) fn of(pages: Pages, prepared: &PreparedBook) -> Self {
        let text = makeup::dump(&pages, &prepared.fonts);
        let structure = makeup::dump_structure(&pages);
        Self { pages, text, structure }
    }
}

/// The pages of a printed edition, with their design.
pub(super) struct PrintedPages {
    pub(super) design: Design,
    pub(super) pages: Pages,
}

/// Lays out a printed edition. If there is no face to set it in, reports that and returns no pages.
pub(super) fn lay_out(
    project: &Project,
    edition: &Edition,
    prepared: &PreparedBook,
    cache: &Cache,
) -> Outcome<PrintedPages> {
    let PreparedBook { book, assets, fonts } = prepared;
    if fonts.is_empty() {
        let Outcome { value: design, diagnostics } = editions::design(project, edition, prepared);
        return Outcome::new(PrintedPages { design, pages: Pages::default() }, diagnostics);
    }
    let (design, pages) = with_gutter(project, edition, prepared, |design| {
        let book = editions::printed_book(book, design);
        let pages = typeset(&EditionInputs::new(&book, design, fonts, assets), &cache.columns);
        let count = pages.value.pages.len();
        (pages, count)
    });
    let Outcome { value: design, mut diagnostics } = design;
    let pages = pages.drain_into(&mut diagnostics);
    Outcome::new(PrintedPages { design, pages }, diagnostics)
}
