//! Chapters and metadata become a [`Book`].

use super::display::Display;
use super::draft::{self, Draft};
use super::labels;
use super::names::Names;
use super::role::Matter;
use super::{
    Block, Book, Division, Inline, Role, alternatives, captions, contents, count, generate, ids, nodes,
    resolve,
};
use crate::diag::{Code, Diagnostic, FileId, Outcome};
use crate::project::{ChapterPlace, Project, metadata::FileMeta};

/// One manuscript file, parsed but not yet placed.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The file.
    pub file: FileId,
    /// Its YAML head.
    pub head: FileMeta,
    /// The title in its YAML head, as it is shown.
    pub title: Option<Vec<Inline>>,
    /// Its name in the list of chapters, as it is shown.
    pub listed: Option<Vec<Inline>>,
    /// Its blocks, headings at their own levels.
    pub blocks: Vec<Block>,
    /// The notes defined in it; [`super::NoteId`]s in its blocks are indices here.
    pub notes: Vec<super::WrittenNote>,
}

/// Makes the book: places the files, numbers everything, generates front matter, settles links.
///
/// `files` are in the order of [`Project::chapters`]; `display` has the names of `project` as they are
/// shown; `numbered` has sections numbered too.
pub fn assemble(
    project: &Project,
    display: &Display,
    files: Vec<Manuscript>,
    numbered: bool,
) -> Outcome<Book> {
    let mut sink = Vec::new();

    // Every file becomes one division or more.
    let mut drafts = draft::drafts(project, files, &mut sink);
    warn_of_empty(project, &drafts, &mut sink);

    // Identifiers, numbers, notes: what each thing is called.
    let mut names = ids::settle(&mut drafts);
    count::divisions(&mut drafts);
    count::sections(&mut drafts, numbered);
    count::figures_and_tables(&mut drafts);
    captions::identify(&mut drafts, &mut names);
    let mut notes = count::notes(&mut drafts);

    // References and links: what leads where.
    let lang = &project.meta.language;
    let labels = labels::labels(&drafts, lang);
    let context =
        resolve::Context { names: &mut names, labels: &labels, lang, links: project.links, sink: &mut sink };
    resolve::resolve(&mut drafts, &mut notes, context);

    // The book in its order, with the matter that is made from the metadata.
    let mut book = Book {
        cover: project.cover.as_ref().map(|cover| cover.value.clone()),
        notes: notes.into_iter().map(|(_, note)| note).collect(),
        labels,
        ..Book::empty(display.meta.clone())
    };
    place(project, display, drafts, &mut names, &mut book);
    captions::gather(&mut book);
    generate::front_matter(project, display, &mut book, &mut names, &mut sink);
    book.contents = contents::contents(&book);
    book.origins = nodes::count(&mut book);

    // What those who do not see the pages need.
    sink.extend(alternatives::check(project, &book));
    Outcome::new(book, sink)
}

fn warn_of_empty(project: &Project, drafts: &[Draft], sink: &mut Vec<Diagnostic>) {
    for (at, draft) in drafts.iter().enumerate() {
        let holds = drafts.get(at + 1).is_some_and(|next| next.depth > draft.depth);
        if holds || !draft.division.blocks.is_empty() || draft.division.role == Role::Part {
            continue;
        }
        // An entry of the list that is a mere title is meant to have none.
        if project.chapters.iter().any(|chapter| chapter.is_heading && chapter.path == draft.path) {
            continue;
        }
        let label = &draft.division.label;
        let message = format!("`{}` has no text", if label.is_empty() { &draft.path } else { label });
        let help = "write its text, or take the file out of the list of chapters";
        sink.push(Diagnostic::new(Code::EmptyChapter, draft.division.span, message).help(help));
    }
}

/// Puts divisions into front, body and back; chapters into their parts.
fn place(project: &Project, display: &Display, drafts: Vec<Draft>, names: &mut Names, book: &mut Book) {
    let mut current: Option<usize> = None;
    // The order of the manuscript holds where a title makes a division front matter.
    let has_order = drafts.iter().any(|draft| draft.by_title && draft.matter == Matter::Front);
    for draft in merged(drafts) {
        let Draft { division, matter, place, .. } = draft;
        match (matter, place) {
            (Matter::Front, _) => book.front.push(division),
            (Matter::Back, _) => book.back.push(division),
            (Matter::Body, ChapterPlace::Body(Some(part))) => {
                if current != Some(part) {
                    current = Some(part);
                    book.body.push(draft::part(project, display, part, &division, names));
                }
                push_child(&mut book.body, division);
            }
            (Matter::Body, place) => {
                // Files without a part in the list go into the part whose title they follow.
                let in_part =
                    current.is_none() && place != ChapterPlace::Front && division.role != Role::Part;
                current = None;
                match book.body.last_mut().filter(|last| in_part && last.role == Role::Part) {
                    Some(part) => part.children.push(division),
                    None => book.body.push(division),
                }
            }
        }
    }
    if !has_order && project.chapters.iter().all(|chapter| chapter.place == ChapterPlace::ByRole) {
        book.front.sort_by_key(|division| {
            if division.role == Role::Chapter { Role::Introduction.order() } else { division.role.order() }
        });
    }
    count::parts(&mut book.body);
}

/// Puts sub-chapters, by now with their identifiers, numbers and links, into their chapters.
fn merged(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut merged: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match merged.last_mut().filter(|_| draft.depth > 0) {
            Some(chapter) => chapter.division.blocks.extend(draft.division.blocks),
            None => merged.push(draft),
        }
    }
    merged
}

fn push_child(body: &mut [Division], division: Division) {
    if let Some(part) = body.last_mut() {
        part.children.push(division);
    }
}
