//! Makes lists of the notes, for an edition that has them at the end of each chapter or of the book.

use super::contents::{as_listed, in_language};
use crate::book::anchor::{DivisionId, NoteId};
use crate::book::model::visit::{self, Editor, Visitor};
use crate::book::model::{
    Book, Division, Endnotes, Entry, EntryKind, Inline, InlineKind, ListedNote, NoteList, NoteSeries,
    NotesHome,
};
use crate::book::origin::{NodeId, TextId};
use crate::book::role::{Matter, Role};
use crate::diag::Span;
use crate::words::{Word, word};

/// The preferred name of the division that is generated for the notes of a book.
const GENERATED: &str = "endnotes";

/// The position of endnotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EndnotePlace {
    /// At the end of the division that calls them.
    Chapter,
    /// At the end of the book.
    Book,
}

/// Adds the lists of notes to a book: those of each series where `place` says. At the end of the book they are in the
/// author's own division for notes, or else in one that is generated. A book without such notes is not changed.
pub fn with_endnotes(book: &mut Book, place: impl Fn(NoteSeries) -> Option<EndnotePlace>) {
    let lists = lists(book, &place);
    let Some(span) = book.divisions().next().map(|first| Span::start_of(first.span.file)) else { return };
    if lists.is_empty() {
        return;
    }
    let is_of_book = lists.iter().any(|(place, _)| *place == EndnotePlace::Book);
    let home = is_of_book.then(|| own_home(book).unwrap_or_else(|| generate(book, span)));
    let placed = |(place, mut list): (EndnotePlace, NoteList)| {
        if let Some(home) = home.as_ref().filter(|_| place == EndnotePlace::Book) {
            list.place = home.division.clone();
        }
        list
    };
    let lists = lists.into_iter().map(placed).collect();
    let series = NoteSeries::ALL.into_iter().filter(|series| place(*series).is_some()).collect();
    book.endnotes = Some(Endnotes { series, home, lists });
}

/// Returns the notes of every division that calls any for the first time.
fn lists(
    book: &Book,
    place_of: &impl Fn(NoteSeries) -> Option<EndnotePlace>,
) -> Vec<(EndnotePlace, NoteList)> {
    let mut is_listed = vec![false; book.notes.len()];
    let mut lists = Vec::new();
    for division in book.divisions() {
        let mut called = called(division, book);
        called.retain(|listed| !std::mem::replace(&mut is_listed[listed.note.0 as usize], true));
        for place in [EndnotePlace::Chapter, EndnotePlace::Book] {
            let series = |listed: &ListedNote| book.note(listed.note).series;
            let is_here = |listed: &&ListedNote| place_of(series(listed)) == Some(place);
            let mut notes: Vec<ListedNote> = called.iter().filter(is_here).copied().collect();
            notes.sort_by_key(series);
            if !notes.is_empty() {
                let (title, id) = (title(division, book, place), &division.id);
                lists.push((place, NoteList { division: id.clone(), place: id.clone(), title, notes }));
            }
        }
    }
    lists
}

/// Returns the notes that a division calls: those called in its text, then those called in notes.
fn called(division: &Division, book: &Book) -> Vec<ListedNote> {
    struct Calls(Vec<NoteId>);
    impl<'a> Visitor<'a> for Calls {
        fn inline(&mut self, inline: &'a Inline) {
            if let InlineKind::Note(note) = &inline.kind {
                self.0.push(*note);
            }
        }
    }
    let mut calls = Calls(Vec::new());
    visit::inlines(&division.title, &mut calls);
    visit::blocks(&division.blocks, &mut calls);
    let mut listed: Vec<ListedNote> = Vec::new();
    let add = |listed: &mut Vec<ListedNote>, note: NoteId, called_in_text: NoteId| {
        if listed.iter().all(|known| known.note != note) {
            listed.push(ListedNote { note, called_in_text });
        }
    };
    calls.0.into_iter().for_each(|note| add(&mut listed, note, note));
    let mut read = 0;
    while let Some(outer) = listed.get(read).copied() {
        let mut calls = Calls(Vec::new());
        visit::blocks(&book.note(outer.note).blocks, &mut calls);
        calls.0.into_iter().for_each(|note| add(&mut listed, note, outer.called_in_text));
        read += 1;
    }
    listed
}

/// Returns the heading of the notes of a division.
fn title(division: &Division, book: &Book, place: EndnotePlace) -> Vec<Inline> {
    let span = division.span;
    if place == EndnotePlace::Chapter {
        let name = word(Word::Notes, &division.words(book)).to_owned();
        return vec![Inline::text(name, span).with_node(NodeId::TEXT)];
    }
    let mut title = in_language(as_listed(&division.title, &book.labels), division.lang.as_ref());
    if title.is_empty() {
        title.push(Inline::text(&*division.label, span));
    }
    if let Some(number) = book.before_title(division.number.as_ref()) {
        title.insert(0, Inline::text(format!("{number} "), span));
    }
    visit::edit_inlines(&mut title, &mut AtStart);
    title
}

/// Makes inlines the beginning of the text below them, since they repeat words from elsewhere in the book.
struct AtStart;

impl Editor for AtStart {
    fn inline(&mut self, inline: &mut Inline) {
        inline.node = NodeId::TEXT;
    }
}

/// Returns the author's own division for notes.
fn own_home(book: &Book) -> Option<NotesHome> {
    let own = book.divisions().find(|division| division.role == Role::Notes)?;
    Some(NotesHome { division: own.id.clone(), is_generated: false })
}

/// Adds a division for notes, and its entry in the contents.
fn generate(book: &mut Book, span: Span) -> NotesHome {
    let title = word(Word::Notes, &book.meta.words);
    let id = DivisionId::free(GENERATED, |id| book.divisions().any(|division| division.id == *id));
    let division = Division {
        id: id.clone(),
        role: Role::Notes,
        number: None,
        title: vec![Inline::text(title, span)],
        label: title.to_owned(),
        short_title: None,
        text: TextId::NONE,
        in_contents: true,
        lang: None,
        class: Some(GENERATED.to_owned()),
        blocks: Vec::new(),
        children: Vec::new(),
        span,
    };
    // A list of chapters may have back matter too, which is part of the body then.
    let is_in_body = book.back.is_empty() && book.body.last().is_some_and(|last| follows(last.role));
    let (matter, kind) =
        if is_in_body { (Matter::Body, EntryKind::Chapter) } else { (Matter::Back, EntryKind::Matter) };
    let entry = Entry {
        anchor: division.anchor(),
        role: Role::Notes,
        kind,
        matter,
        level: 0,
        number: None,
        title: division.title.clone(),
        label: title.to_owned(),
        lang: None,
        lines: Vec::new(),
        children: Vec::new(),
    };
    let divisions = if is_in_body { &mut book.body } else { &mut book.back };
    let precedes = |division: &Division| !follows(division.role);
    let at = if is_in_body {
        divisions.iter().rposition(precedes).map_or(0, |last| last + 1)
    } else {
        divisions.iter().take_while(|division| precedes(division)).count()
    };
    let next = divisions.get(at).map(Division::anchor);
    divisions.insert(at, division);
    let listed = next.and_then(|next| book.contents.iter().position(|entry| entry.anchor == next));
    let listed = listed.unwrap_or(book.contents.len());
    book.contents.insert(listed, entry);
    NotesHome { division: id, is_generated: true }
}

/// Returns whether a division of this role follows the notes: glossary, sources and index do, appendices do not (The
/// Chicago Manual of Style, 18th ed., 1.4).
fn follows(role: Role) -> bool {
    match role {
        Role::Glossary
        | Role::Bibliography
        | Role::Index
        | Role::Colophon
        | Role::AboutTheAuthor
        | Role::AlsoBy => true,
        Role::HalfTitle
        | Role::TitlePage
        | Role::Copyright
        | Role::Dedication
        | Role::Epigraph
        | Role::Contents
        | Role::Figures
        | Role::Tables
        | Role::Listings
        | Role::Theorems
        | Role::Equations
        | Role::Abbreviations
        | Role::Foreword
        | Role::Preface
        | Role::Acknowledgments
        | Role::Introduction
        | Role::Prologue
        | Role::Part
        | Role::Chapter
        | Role::Interlude
        | Role::Epilogue
        | Role::Conclusion
        | Role::Afterword
        | Role::Appendix
        | Role::Notes => false,
    }
}
