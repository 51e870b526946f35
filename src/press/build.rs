//! The steps of a build: choose the editions, lay them out, paginate the e-books, write the files.

use rayon::prelude::*;

use super::builder::EditionBuilder;
use super::cache::Cache;
use super::editions::{ebook_options, notes_follow, page_source, pages_for};
use super::options::{BuildOptions, Product};
use super::prepare::PreparedBook;
use super::proofs::{PrintedPages, lay_out};
use super::report::{lacks_glyphs, no_page_list};
use crate::book::pagination::Pagination;
use crate::diag::{Diagnostic, Outcome};
use crate::error::Error;
use crate::paginate::paginate;
use crate::project::{Edition, Format, Project};

/// A build of a project's editions.
pub(super) struct Build<'a> {
    pub(super) project: &'a Project,
    pub(super) prepared: &'a PreparedBook,
    pub(super) cache: &'a Cache,
    pub(super) options: &'a BuildOptions,
    /// The name of what the books are made from.
    pub(super) inputs: &'a str,
}

/// An edition in a build.
struct Job<'a> {
    edition: &'a Edition,
    /// Whether its files are made; if not, it may still be laid out for the page numbers of an e-book.
    is_made: bool,
    /// The index of the printed edition that it takes its page numbers from.
    pages_from: Option<usize>,
    /// Its pages.
    layout: Option<Outcome<PrintedPages>>,
}

/// The files of an edition, and whether they may be returned.
type MadeEdition = (Outcome<Vec<Product>>, bool);

impl Build<'_> {
    /// Makes the files of the requested editions. If anything other than missing glyphs is wrong, makes
    /// none.
    pub(super) fn run(&self, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<Product>, Error> {
        // Lay out what is printed, and what an e-book takes its page numbers from.
        let mut jobs = self.jobs();
        self.lay_out(&mut jobs);

        // Write e-books and printed books from the same model, at the same time.
        let paginations = self.paginations(&jobs);
        let is_unpaged = |job: &Job<'_>| job.pages_from.is_some_and(|of| is_missing_glyphs(&jobs[of]));
        let lacks_page_list = jobs.iter().any(is_unpaged);
        let made = self.write(jobs, paginations)?;

        // All or nothing: after any error no book is returned, except that missing glyphs only withhold
        // the printed books.
        let mut products = Vec::new();
        for (outcome, has_all_glyphs) in made {
            let files = outcome.drain_into(diagnostics);
            products.extend(files.into_iter().filter(|_| has_all_glyphs));
        }
        if lacks_page_list {
            diagnostics.push(no_page_list());
        }
        let is_refused = |diagnostic: &Diagnostic| diagnostic.is_error() && !lacks_glyphs(diagnostic);
        if diagnostics.iter().any(is_refused) {
            products.clear();
        }
        Ok(products)
    }

    /// Decides which editions are made, and which of them takes its page numbers from which other.
    fn jobs(&self) -> Vec<Job<'_>> {
        let editions = &self.project.editions;
        let formats = self.options.formats.as_deref();
        let is_made = |edition: &Edition| formats.is_none_or(|formats| formats.contains(&edition.format));
        let is_made: Vec<bool> = editions.iter().map(is_made).collect();
        let job = |(index, edition)| {
            let pages_from = if is_made[index] { pages_for(self.project, index, &is_made) } else { None };
            Job { edition, is_made: is_made[index], pages_from, layout: None }
        };
        editions.iter().enumerate().map(job).collect()
    }

    fn lay_out(&self, jobs: &mut [Job<'_>]) {
        let is_needed: Vec<bool> = (0..jobs.len())
            .map(|index| {
                let own = jobs[index].is_made && jobs[index].edition.format == Format::Pdf;
                own || jobs.iter().any(|job| job.pages_from == Some(index))
            })
            .collect();
        jobs.par_iter_mut().zip(is_needed).filter(|(_, is_needed)| *is_needed).for_each(|(job, _)| {
            job.layout = Some(lay_out(self.project, job.edition, self.prepared, self.cache));
        });
    }

    /// Finds where the printed pages begin, for each job that takes its page numbers from complete pages.
    fn paginations(&self, jobs: &[Job<'_>]) -> Vec<Option<Pagination>> {
        let book = &self.prepared.book;
        let pagination = |job: &Job<'_>| {
            let printed = &jobs[job.pages_from?];
            let pages = printed.layout.as_ref().filter(|_| !is_missing_glyphs(printed))?;
            let notes_follow = notes_follow(&pages.value.design, &ebook_options(self.project, job.edition));
            Some(paginate(&pages.value.pages, book, page_source(book, printed.edition), notes_follow))
        };
        jobs.iter().map(pagination).collect()
    }

    /// Writes the files of every edition that is made. Returns with them whether they may be handed out.
    fn write(
        &self,
        jobs: Vec<Job<'_>>,
        paginations: Vec<Option<Pagination>>,
    ) -> Result<Vec<MadeEdition>, Error> {
        let Self { project, prepared, options, inputs, .. } = *self;
        let jobs: Vec<_> = jobs.into_iter().zip(paginations).filter(|(job, _)| job.is_made).collect();
        let write = |(job, pagination): (Job<'_>, Option<Pagination>)| {
            let has_all_glyphs = !is_missing_glyphs(&job);
            let (edition, epoch) = (job.edition, options.epoch);
            let builder = EditionBuilder { project, edition, prepared, epoch, inputs };
            let files = match job.layout {
                Some(pages) => builder.print(pages, options.proofs)?,
                None => builder.e_book(pagination.as_ref(), options.proofs)?,
            };
            Ok((files, has_all_glyphs))
        };
        jobs.into_par_iter().map(write).collect()
    }
}

/// Returns whether the pages of an edition lack characters.
fn is_missing_glyphs(job: &Job<'_>) -> bool {
    job.layout.as_ref().is_some_and(|layout| layout.diagnostics.iter().any(lacks_glyphs))
}
