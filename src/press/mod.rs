//! From a project's files to its books: [`Session`].
//!
//! `prepare` parses the chapters and assembles the book, `proofs` lays out an edition (`typeset`, over
//! the `inputs` of its divisions), `builder` writes the files of an edition, and `build` does that for
//! all editions together. `editions` has the names and options of editions, `report` puts the
//! diagnostics in order. `cache` keeps what later builds reuse: a `memo` of results, by the
//! `fingerprint` of what they were made from.

mod build;
mod builder;
mod cache;
mod classes;
mod demand;
mod editions;
mod explain;
mod fingerprint;
mod fonts;
mod formulas;
mod gutter;
mod inputs;
mod locking;
mod memo;
mod options;
mod prepare;
mod proofs;
mod reads;
mod report;
mod session;
#[cfg(test)]
mod tests;
mod typeset;
mod verify;

pub use explain::PagePlace;
pub use fonts::{FontOrigin, FontUse, SystemFile};
pub use options::{BuildOptions, Extent, Product, ProductKind, ProofOptions};
pub use proofs::{PageLayout, Proofs};
pub use session::Session;

use crate::diag::{Diagnostic, Outcome};
use crate::epub::shops::{self, Row};
use crate::error::Error;
use crate::layout::Pages;
use crate::pdf;
use crate::project::Format;
use build::Build;
use builder::EditionBuilder;
use editions::{file_name, printed};
use explain::Explainer;
use proofs::lay_out;

/// What [`Session::check`] finds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckReport {
    /// Every diagnostic of every edition.
    pub diagnostics: Vec<Diagnostic>,
    /// How each e-book compares with the limits of retailers, after its file name.
    pub shops: Vec<(String, Vec<Row>)>,
}

impl Session {
    /// Finds everything that can be reported about the project, up to the last page; makes no files.
    ///
    /// # Errors
    /// Returns an error if a writer fails, which no manuscript causes.
    pub fn check(&self) -> Result<CheckReport, Error> {
        let mut diagnostics = self.load_diagnostics().to_vec();
        let mut shops = Vec::new();
        // Parse and assemble.
        if let Some((project, prepared)) = self.prepared(&mut diagnostics) {
            diagnostics.extend(self.compare_with_lock(project, prepared));
            // Lay out the printed editions, and check what the PDF writer would.
            for edition in printed(project) {
                let pages =
                    lay_out(project, edition, prepared, &self.cache).drain_into(&mut diagnostics).pages;
                diagnostics.extend(pdf::check(&pages, &prepared.fonts, &prepared.assets)?);
            }
            // Write the e-books, whose measures depend on everything in them.
            for edition in project.editions.iter().filter(|edition| edition.format == Format::Epub) {
                let builder = EditionBuilder { project, edition, prepared, epoch: None, inputs: "" };
                let made = builder.write_e_book(None)?.drain_into(&mut diagnostics);
                shops.extend(made.map(|(made, profile)| {
                    (file_name(project, edition), shops::table(&made.measures, profile))
                }));
            }
        }
        Ok(CheckReport { diagnostics: self.finish(diagnostics), shops })
    }

    /// Lays out every printed edition. Returns `None` if the project could not be read.
    pub fn layout(&self) -> Outcome<Option<Proofs>> {
        let mut diagnostics = self.load_diagnostics().to_vec();
        let proofs = self.prepared(&mut diagnostics).map(|(project, prepared)| {
            let mut layouts = Vec::new();
            for edition in printed(project) {
                let pages =
                    lay_out(project, edition, prepared, &self.cache).drain_into(&mut diagnostics).pages;
                layouts.push(PageLayout::of(pages, prepared));
            }
            Proofs { prepared: prepared.clone(), layouts }
        });
        Outcome::new(proofs, self.finish(diagnostics))
    }

    /// Returns the families that set the printed editions, by script, and the scripts that no font sets.
    pub fn fonts(&self) -> Outcome<Vec<FontUse>> {
        let mut diagnostics = self.load_diagnostics().to_vec();
        let mut uses = Vec::new();
        if let Some((project, prepared)) = self.prepared(&mut diagnostics) {
            let lay_out =
                |edition| lay_out(project, edition, prepared, &self.cache).drain_into(&mut diagnostics).pages;
            let pages: Vec<Pages> = printed(project).map(lay_out).collect();
            uses = fonts::used(project, prepared, &pages, &diagnostics);
        }
        Outcome::new(uses, self.finish(diagnostics))
    }

    /// Explains a page of every printed edition as text: the demerits of its lines and the costs of its page
    /// end, with those of the next best. `Err` is the reason why there is no such page, as a phrase.
    pub fn explain(&self, place: &PagePlace) -> Outcome<Result<String, String>> {
        let mut diagnostics = self.load_diagnostics().to_vec();
        let text = match self.prepared(&mut diagnostics) {
            Some((project, prepared)) => {
                let explainer = Explainer { project, prepared, sources: &self.sources, cache: &self.cache };
                explainer.explain(place, &mut diagnostics)
            }
            None => Err("the project could not be read".to_owned()),
        };
        Outcome::new(text, self.finish(diagnostics))
    }

    /// Makes the books, as values in memory; nothing is written to disk.
    ///
    /// The outcome has every diagnostic of the run. If one of them is an error, it has no book, with one
    /// exception: if nothing is wrong but that characters have no glyph, it has the e-books.
    ///
    /// # Errors
    /// Returns an error if a writer fails, which no manuscript causes.
    pub fn build(&self, options: &BuildOptions) -> Result<Outcome<Vec<Product>>, Error> {
        let mut diagnostics = self.load_diagnostics().to_vec();
        let products = match self.prepared(&mut diagnostics) {
            Some((project, prepared)) => {
                diagnostics.extend(self.compare_with_lock(project, prepared));
                let (cache, inputs) = (&self.cache, &*self.inputs());
                Build { project, prepared, cache, options, inputs }.run(&mut diagnostics)?
            }
            None => Vec::new(),
        };
        Ok(Outcome::new(products, self.finish(diagnostics)))
    }
}
