//! Tests of the addresses of places.

use super::*;
use crate::epub::notes::gathered;

/// Returns a book of two chapters with a place in each.
fn two_chapters() -> Bench {
    let mut bench = Bench::new();
    bench.book.body = [("one", "hanoi"), ("two", "한국 war")]
        .map(|(name, place)| division(name, Role::Chapter, vec![anchored(place, Vec::new())]))
        .to_vec();
    bench
}

#[test]
fn a_place_is_addressed_from_where_the_link_is() {
    let bench = two_chapters();
    let layout = bench.layout();
    let href = |anchor: &Anchor, from| layout.href(anchor, from);
    let (hanoi, two) = (Anchor::named("hanoi"), Anchor::from(&DivisionId::new("two")));
    assert_eq!(href(&hanoi, "text/one.xhtml").as_deref(), Some("#hanoi"));
    assert_eq!(href(&hanoi, "text/two.xhtml").as_deref(), Some("one.xhtml#hanoi"));
    assert_eq!(layout.href_from_root(&hanoi).as_deref(), Some("text/one.xhtml#hanoi"));
    // A division begins with its document.
    assert_eq!(href(&two, "text/one.xhtml").as_deref(), Some("two.xhtml"));
    assert_eq!(href(&two, "text/two.xhtml").as_deref(), Some("#two"));
    assert_eq!(layout.href_from_root(&two).as_deref(), Some("text/two.xhtml"));
    assert_eq!(href(&Anchor::named("nowhere"), "text/one.xhtml"), None);
    assert_eq!(layout.href_from_root(&Anchor::named("nowhere")), None);
}

#[test]
fn letters_beyond_ascii_are_escaped_in_addresses() {
    let bench = two_chapters();
    let href = bench.layout().href(&Anchor::named("한국 war"), "");
    assert_eq!(href.as_deref(), Some("two.xhtml#%ED%95%9C%EA%B5%AD%20war"));
}

#[test]
fn the_contents_page_is_addressed_as_the_navigation_document() {
    let mut bench = two_chapters();
    let division = division("contents", Role::Contents, vec![contents()]);
    let anchor = division.anchor();
    bench.book.front = vec![division];
    assert_eq!(bench.layout().href(&anchor, "text/one.xhtml").as_deref(), Some("../nav.xhtml"));
}

#[test]
fn places_are_found_in_titles_cells_and_notes() {
    let mut bench = two_chapters();
    bench.notes("one", &[&[]]);
    bench.book.notes[0].blocks = vec![anchored("in-note", Vec::new())];
    let Block { attr, .. } = anchored("in-title", Vec::new());
    bench.book.body[1].title = vec![Inline { attr, ..text("Two") }];
    let Block { attr, .. } = anchored("in-cell", Vec::new());
    let cell = Cell { header: false, columns: 1, rows: 1, align: None, blocks: Vec::new(), attr };
    let rows = vec![crate::book::Row { cells: vec![cell] }];
    let table = crate::book::Table { body: rows, ..crate::book::Table::default() };
    let table = Block { kind: BlockKind::Table(table), ..paragraph(Vec::new()) };
    bench.book.body[1].blocks.extend([table, paragraph(vec![call(0)])]);
    let layout = bench.layout();
    for name in ["in-title", "in-cell", "in-note"] {
        let href = layout.href(&Anchor::named(name), "text/one.xhtml");
        assert_eq!(href, Some(format!("two.xhtml#{name}")));
    }
}

/// Returns a book whose chapters both call the same note, and the book made of it for a placement of notes.
fn with_note(at: NotesAt) -> (Bench, Book) {
    let mut bench = two_chapters();
    bench.options.notes = Some(at);
    bench.notes("one", &[&[]]);
    for chapter in &mut bench.book.body {
        chapter.blocks.push(paragraph(vec![call(0)]));
    }
    let book = gathered(&bench.book, at).into_owned();
    (bench, book)
}

#[test]
fn notes_are_in_the_document_that_calls_them_first() {
    for at in [NotesAt::Popup, NotesAt::Chapter] {
        let (bench, book) = with_note(at);
        let layout = bench.layout_of(&book);
        let note = Anchor::from(&book.notes[0].anchor);
        let call = Anchor::call(&book.notes[0].anchor);
        assert_eq!(layout.href_from_root(&note).as_deref(), Some("text/one.xhtml#note-one.1"));
        assert_eq!(layout.href_from_root(&call).as_deref(), Some("text/one.xhtml#call-one.1"));
        // Each document that calls the note contains it.
        for from in ["text/one.xhtml", "text/two.xhtml"] {
            assert_eq!(layout.to_note(NoteId(0), from), "#note-one.1");
            assert_eq!(layout.to_call(NoteId(0), from), "#call-one.1");
        }
    }
}

#[test]
fn gathered_notes_are_in_a_document_of_their_own() {
    let (bench, book) = with_note(NotesAt::Book);
    let layout = bench.layout_of(&book);
    let hrefs: Vec<_> = layout.documents.iter().map(|document| document.href.as_str()).collect();
    assert_eq!(hrefs, ["text/one.xhtml", "text/two.xhtml", "text/endnotes.xhtml"]);
    assert_eq!(layout.to_note(NoteId(0), "text/two.xhtml"), "endnotes.xhtml#note-one.1");
    assert_eq!(layout.to_note(NoteId(0), "text/endnotes.xhtml"), "#note-one.1");
    assert_eq!(layout.to_call(NoteId(0), "text/endnotes.xhtml"), "one.xhtml#call-one.1");
}

#[test]
fn a_name_of_the_e_book_alone_gives_way_to_those_of_the_author() {
    let mut bench = two_chapters();
    let list = Anchor::NoteList(DivisionId::new("one"));
    assert_eq!(bench.layout().own_name(&list), "one-notes");
    bench.book.body.push(division("one-notes", Role::Chapter, vec![anchored("one-notes-", Vec::new())]));
    assert_eq!(bench.layout().own_name(&list), "one-notes--");
}
