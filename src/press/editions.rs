//! The editions of a project: their names, their options and what they take from one another.

use std::borrow::Cow;

use super::fonts::SystemFile;
use super::prepare::PreparedBook;
use crate::book::{self, Book, EndnotePlace, NoteSeries, with_endnotes};
use crate::design::spec::NotePlace;
use crate::design::{self, Design};
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::project::{self, DesignOptions, EbookOptions, Edition, Format, NotesAt, PagesOf, Project};
use crate::stamp::Stamp;
use crate::standard::Conformance;

/// Returns the editions that are laid out on pages.
pub(super) fn printed(project: &Project) -> impl Iterator<Item = &Edition> {
    project.editions.iter().filter(|edition| edition.format == Format::Pdf)
}

/// Returns the file name of an edition: the slug and the extension, with the edition's name between
/// them if the project has several editions of that format.
pub(super) fn file_name(project: &Project, edition: &Edition) -> String {
    let extension = match edition.format {
        Format::Epub => "epub",
        Format::Pdf => "pdf",
    };
    let of_format = project.editions.iter().filter(|other| other.format == edition.format);
    match &edition.name {
        Some(name) if of_format.count() > 1 => {
            format!("{}-{}.{extension}", project.slug, project::slug(name))
        }
        _ => format!("{}.{extension}", project.slug),
    }
}

/// Returns the index of the printed edition that an e-book takes its page numbers from: the one that it
/// names, else the first of those that are made (`is_made`, by index). Returns `None` for an edition
/// without page numbers, and for a printed one.
pub(super) fn pages_for(project: &Project, index: usize, is_made: &[bool]) -> Option<usize> {
    let edition = &project.editions[index];
    let is_printed = |other: &Edition| other.format == Format::Pdf;
    let mut editions = project.editions.iter().enumerate();
    let found = match (edition.format, ebook_options(project, edition).pages) {
        (Format::Pdf, _) | (_, Some(PagesOf::Nothing)) => None,
        (_, Some(PagesOf::Edition(name))) => editions
            .find(|(_, other)| is_printed(other) && other.name.as_deref() == Some(name.value.as_str())),
        (_, None) => editions.find(|(index, other)| is_printed(other) && is_made[*index]),
    };
    found.map(|(index, _)| index)
}

/// Returns what identifies the pages of a printed edition: its ISBN, else its title and name (EPUB
/// Accessibility 1.1, section 4.2.3).
pub(super) fn page_source(book: &Book, edition: &Edition) -> String {
    match &edition.isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.0),
        None => format!("{} ({})", book.meta.title, edition.name.as_deref().unwrap_or("PDF")),
    }
}

/// Returns the design of an edition. The cover of an e-book follows the theme of this design too.
pub(super) fn design(project: &Project, edition: &Edition, prepared: &PreparedBook) -> Outcome<Design> {
    design_for(project, edition, prepared, 0)
}

/// Returns the design of an edition with the gutter for a number of pages.
pub(super) fn design_for(
    project: &Project,
    edition: &Edition,
    prepared: &PreparedBook,
    pages: usize,
) -> Outcome<Design> {
    let options = design_options(project, edition);
    let meta = &prepared.book.meta;
    let mut sink = Vec::new();
    let design = design::specify(&options, &meta.language, &prepared.fonts, pages).drain_into(&mut sink);
    Outcome::new(Design { words: meta.words.clone(), ..design }, sink)
}

/// Returns the design options of an edition, with those of the project in place of missing ones.
pub(super) fn design_options(project: &Project, edition: &Edition) -> DesignOptions {
    match &edition.design {
        Some(own) => own.clone().with_fallback(&project.design),
        None => project.design.clone(),
    }
}

/// Returns the book as an edition of this design prints it: with lists of its notes if they are at the end of chapters
/// or of the book.
pub(super) fn printed_book<'a>(book: &'a Book, design: &Design) -> Cow<'a, Book> {
    let place = |series| match design.spec.note_place(series) {
        NotePlace::Foot | NotePlace::Margin => None,
        NotePlace::Chapter => Some(EndnotePlace::Chapter),
        NotePlace::Book => Some(EndnotePlace::Book),
    };
    if NoteSeries::ALL.into_iter().all(|series| place(series).is_none()) {
        return Cow::Borrowed(book);
    }
    let mut book = book.clone();
    with_endnotes(&mut book, place);
    Cow::Owned(book)
}

/// Returns the e-book options of an edition, with those of the project in place of missing ones.
pub(super) fn ebook_options(project: &Project, edition: &Edition) -> EbookOptions {
    match &edition.ebook {
        Some(own) => own.clone().with_fallback(&project.ebook),
        None => project.ebook.clone(),
    }
}

/// Returns whether an e-book has its notes where a printed edition of this design has them, as seen from the text.
pub(super) fn notes_follow(design: &Design, ebook: &EbookOptions) -> bool {
    let at = ebook.notes.unwrap_or_default();
    NoteSeries::ALL.into_iter().all(|series| match design.spec.note_place(series) {
        NotePlace::Foot | NotePlace::Margin => true,
        NotePlace::Chapter => at != NotesAt::Book,
        NotePlace::Book => at == NotesAt::Book,
    })
}

/// Returns the standard that the PDF of an edition claims: the requested one, else the default, but PDF/UA
/// only if every picture has a description.
pub(super) fn conformance(project: &Project, edition: &Edition, book: &Book) -> Conformance {
    let inaccessible = book::visit::images(book).iter().any(|(image, _)| image.alt.is_none());
    Conformance { standard: project.standard(edition).unwrap_or_default(), inaccessible }
}

/// Returns the stamp of an edition that was made from `inputs`; `epoch`, if given, replaces the book's own date. It names the files of
/// the machine among `fonts`.
pub(super) fn stamp(
    project: &Project,
    edition: &Edition,
    epoch: Option<i64>,
    inputs: &str,
    fonts: &Library,
) -> Stamp {
    let mut meta = project.meta.clone();
    if edition.isbn.is_some() {
        meta.isbn.clone_from(&edition.isbn);
    }
    let files = fonts.system_files().into_iter().map(|(name, hash)| SystemFile::of(name, hash));
    let system_fonts = files.map(|file| (file.name, file.sha256)).collect();
    Stamp { system_fonts, ..Stamp::new(&meta, epoch, inputs) }
}
