//! Running heads and folios of a division.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::role::PageKind;
use crate::book::{Anchor, Block, BlockKind, Book, Division, ListedNote, plain_text};
use crate::design::RunningHead;
use crate::design::spec::HeadPlace;
use crate::diag::{Diagnostic, Outcome};
use crate::layout::{Furniture, PageHead, SectionHead, Side};
use crate::paragraph::{Resources, set_head};

/// The level of the headings that a running head names as sections.
const SECTION: u8 = 2;
/// An en space, between a number and its title.
const NUMBER_GAP: char = '\u{2002}';

/// Sets the running heads and folios of a division. Each head is set once, however many pages show it.
pub(super) fn of(division: &Division, resources: Resources<'_>) -> Outcome<Furniture> {
    let mut sink = Vec::new();
    let furniture = match division.role.page_kind() {
        PageKind::HalfTitle
        | PageKind::TitlePage
        | PageKind::Copyright
        | PageKind::Inscription
        | PageKind::Part => Furniture::default(),
        PageKind::Text => {
            let heads = resources.design.heads;
            let sections = if heads.show(RunningHead::Section) {
                sections(division, resources, &mut sink)
            } else {
                BTreeMap::new()
            };
            Furniture {
                verso_head: head(heads.verso, division, Side::Verso, resources, &mut sink),
                recto_head: head(heads.recto, division, Side::Recto, resources, &mut sink),
                sections,
                note_calls: note_calls(division, resources.book),
                folio: true,
                folio_on_opening: true,
            }
        }
    };
    Outcome::new(furniture, sink)
}

fn head(
    wanted: RunningHead,
    division: &Division,
    side: Side,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Option<PageHead> {
    if resources.design.spec.furniture.head == HeadPlace::None {
        return None;
    }
    let meta = &resources.book.meta;
    let part = part(division, resources);
    let (text, of) = match wanted {
        RunningHead::Title => (meta.title.clone(), None),
        RunningHead::Author => (author(division, resources), Some(division)),
        RunningHead::Part => (part.map_or(&*meta.title, Division::running_title).to_owned(), part),
        RunningHead::Chapter | RunningHead::Section => (chapter(division, resources), Some(division)),
        RunningHead::None => return None,
    };
    let lang = of.and_then(|of| of.lang.as_ref()).unwrap_or(&meta.language);
    let line = Arc::new(set_head(&text, lang, side, resources.design, resources.fonts).drain_into(sink));
    Some(PageHead { line, by_section: wanted == RunningHead::Section })
}

/// Returns the authors of a chapter or else of the book; the title of a book without authors.
fn author(division: &Division, resources: Resources<'_>) -> String {
    if let Some(names) = division.author() {
        return plain_text(names);
    }
    let meta = &resources.book.meta;
    let authors: Vec<&str> = meta.authors().collect();
    if authors.is_empty() { meta.title.clone() } else { authors.join(", ") }
}

/// Returns the part that contains a chapter.
fn part<'a>(division: &Division, resources: Resources<'a>) -> Option<&'a Division> {
    resources.book.body.iter().find(|part| part.children.iter().any(|child| child.id == division.id))
}

/// Returns the name of a division, with its number in books that are used for reference.
fn chapter(division: &Division, resources: Resources<'_>) -> String {
    let number = division.number.as_ref().filter(|_| resources.design.spec.furniture.numbers);
    numbered(resources.book.shown(number).as_deref(), division.running_title())
}

fn numbered(number: Option<&str>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |number| format!("{number}{NUMBER_GAP}{title}"))
}

/// Returns the head of each section, by the anchor of its heading.
fn sections(
    division: &Division,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> BTreeMap<Anchor, SectionHead> {
    let lang = division.lang.as_ref().unwrap_or(&resources.book.meta.language);
    let mut head = |text: &str| {
        let mut on =
            |side| Arc::new(set_head(text, lang, side, resources.design, resources.fonts).drain_into(sink));
        SectionHead { verso: on(Side::Verso), recto: on(Side::Recto) }
    };
    // Notes at the end of a chapter are a section of it.
    let lists = resources.book.note_lists(&division.id);
    let lists = lists.filter(|_| !resources.book.has_all_notes(&division.id));
    let notes: Vec<_> = lists.map(|list| (list.anchor(), head(&plain_text(&list.title)))).collect();
    let set = |block: &Block| {
        let BlockKind::Heading { level: SECTION, number, text } = &block.kind else { return None };
        let title = plain_text(block.attr.short().unwrap_or(text));
        let text = numbered(resources.book.shown(number.as_ref()).as_deref(), &title);
        Some((block.attr.anchor()?.clone(), head(&text)))
    };
    division.blocks.iter().filter_map(set).chain(notes).collect()
}

/// Returns the call in the text that each note of the book belongs to, if the division has all notes.
fn note_calls(division: &Division, book: &Book) -> BTreeMap<Anchor, Anchor> {
    if !book.has_all_notes(&division.id) {
        return BTreeMap::new();
    }
    let listed = book.note_lists(&division.id).flat_map(|list| &list.notes);
    let call = |listed: &ListedNote| {
        let called_in_text = &book.note(listed.called_in_text).anchor;
        (Anchor::from(&book.note(listed.note).anchor), Anchor::call(called_in_text))
    };
    listed.map(call).collect()
}
