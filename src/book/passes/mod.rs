//! Assembles a [`Book`] from parsed files and metadata, one pass after another.
//!
//! No pass depends on a later one; what they share are drafts ([`draft`]), names ([`names`]) and the
//! model.

mod abbreviations;
mod alternatives;
mod captions;
mod contents;
mod count;
mod direction;
mod draft;
mod empty;
mod endnotes;
mod generate;
mod glossary;
mod ids;
mod imprint;
mod index;
mod joined;
mod labels;
mod names;
mod nodes;
mod objects;
mod paths;
mod place;
mod repeated;
mod resolve;
mod slugs;
mod solutions;
mod split;
mod statements;
mod title;
mod unread;

use crate::book::model::display::Display;
use crate::book::model::{Book, Manuscript, NumberStyles};
use crate::diag::Outcome;
use crate::project::{Generated, Project};

pub use endnotes::{EndnotePlace, with_endnotes};
pub use unread::without_pictures;

/// Makes the book: orders the files, numbers everything, generates front matter, resolves links.
///
/// `files` are in the order of [`Project::chapters`]; `display` has the names of `project` as they are
/// shown; `numbers` is what is numbered, and how; `faces` are the families that the design has.
pub fn assemble(
    project: &Project,
    display: &Display,
    mut files: Vec<Manuscript>,
    numbers: NumberStyles,
    faces: &[String],
) -> Outcome<Book> {
    let mut sink = Vec::new();
    let of_files =
        files.iter_mut().map(|file| (file.file, std::mem::take(&mut file.abbreviations))).collect();
    let abbreviations = abbreviations::Definitions::new(&display.abbreviations, of_files, &mut sink);

    // Make one division or more of every file.
    let mut drafts = draft::drafts(project, files, &mut sink);
    empty::report(project, &drafts, &mut sink);
    for draft in &mut drafts {
        draft.division.blocks.splice(0..0, std::mem::take(&mut draft.title_lines));
    }

    // Settle identifiers, numbers and notes.
    let mut names = ids::settle(&mut drafts);
    let glossary = glossary::identify(&mut drafts, &mut names, &mut sink);
    if project.glossary.sort {
        glossary::sort(&mut drafts, &project.meta.language);
    }
    let digits = project.meta.words.digits();
    count::divisions(&mut drafts, numbers.chapters, digits);
    count::sections(&mut drafts, numbers.sections, project.numbering.depth);
    objects::check(&project.numbering, numbers, &mut sink);
    objects::number(&mut drafts, &project.numbering, &project.blocks, digits);
    if project.generates(Generated::Solutions) {
        solutions::name(&mut drafts, &mut names);
    }
    statements::open(&mut drafts, &project.blocks, &project.meta.words);
    captions::identify(&mut drafts, project, &mut names);
    let mut notes = count::notes(&mut drafts);

    // Resolve references and links.
    let words = &project.meta.words;
    let labels = labels::labels(&drafts, words);
    let context = resolve::ResolveContext {
        names: &mut names,
        labels: &labels,
        words,
        links: project.links,
        sink: &mut sink,
    };
    resolve::resolve(&mut drafts, &mut notes, context);

    // Put the book into its order, with the matter that is generated from the metadata.
    let mut book = Book {
        notes: notes.into_iter().map(|(_, note)| note).collect(),
        labels,
        ..Book::empty(display.meta.clone())
    };
    place::place(project, display, drafts, &mut names, &mut book);
    place::number_parts(&mut book.body, numbers.parts, digits);
    // The headings of the index are the words of the text, before abbreviations are expanded.
    index::gather(project, display, &mut book, &mut names, &mut sink);
    glossary::link(&mut book, &glossary, project.glossary.links, &mut sink);
    let abbreviations =
        abbreviations::resolve(&mut book, abbreviations, project.abbreviations.expand, &mut sink);
    direction::settle(&mut book);
    captions::gather(&mut book);
    generate::front_matter(project, display, &mut book, &mut names, faces, &abbreviations, &mut sink);
    book.contents = contents::contents(&book);

    // Count its nodes in the order in which both writers walk them.
    nodes::count(&mut book);

    // Check what readers who do not see the pages need.
    sink.extend(alternatives::check(project, &book));
    Outcome::new(book, sink)
}
