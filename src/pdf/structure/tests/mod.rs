//! Structure trees as they are read from the file.

mod attributes;
mod bench;
mod parents;

use super::*;
use crate::layout::ElementAttributes;
use bench::{Bench, Tagged};

#[test]
fn lists_are_nested_in_the_bodies_of_items() {
    let mut bench = Bench::new();
    let list = bench.add(ElementId::ROOT, Tag::List);
    let item = bench.add(list, Tag::Item);
    bench.words(0, item, Tag::Label);
    let body = bench.add(item, Tag::Body);
    bench.words(0, body, Tag::Paragraph);
    let inner = bench.add(body, Tag::List);
    let item = bench.add(inner, Tag::Item);
    bench.words(0, item, Tag::Body);
    let shown = bench.written().shown();
    assert_eq!(shown, "Document(L(LI(Lbl(0:0) LBody(P(0:1) L(LI(LBody(0:2)))))))");
}

#[test]
fn empty_cells_keep_their_places_and_other_empty_elements_do_not() {
    let mut bench = Bench::new();
    let table = bench.add(ElementId::ROOT, Tag::Table);
    let head = bench.add(table, Tag::TableHead);
    let row = bench.add(head, Tag::Row);
    bench.add(row, Tag::HeaderCell);
    bench.words(0, row, Tag::HeaderCell);
    let body = bench.add(table, Tag::TableBody);
    let row = bench.add(body, Tag::Row);
    bench.words(0, row, Tag::Cell);
    let cell = bench.add(row, Tag::Cell);
    bench.add(cell, Tag::Paragraph);
    bench.add(ElementId::ROOT, Tag::List);
    let shown = bench.written().shown();
    assert_eq!(shown, "Document(Table(THead(TR(TH TH(0:0))) TBody(TR(TD(0:1) TD))))");
}

#[test]
fn elements_without_words_between_them_are_in_the_order_of_the_book() {
    let mut bench = Bench::new();
    // A float that was called first, and placed on the next page.
    let figure = bench.add(ElementId::ROOT, Tag::Figure);
    bench.words(0, ElementId::ROOT, Tag::Paragraph);
    bench.mark(1, figure);
    assert_eq!(bench.written().shown(), "Document(Figure(1:0) P(0:0))");
}

#[test]
fn elements_among_words_are_where_they_are_read() {
    let mut bench = Bench::new();
    let paragraph = bench.words(0, ElementId::ROOT, Tag::Paragraph);
    let first = bench.add(paragraph, Tag::Emphasis);
    bench.words(0, paragraph, Tag::Strong);
    bench.mark(0, first);
    bench.mark(0, paragraph);
    let shown = bench.written().shown();
    assert_eq!(shown, "Document(P(0:0 Strong(0:1) Em(0:2) 0:3))");
}

#[test]
fn an_element_on_two_pages_has_the_marks_of_both() {
    let mut bench = Bench::new();
    let paragraph = bench.words(0, ElementId::ROOT, Tag::Paragraph);
    bench.mark(0, paragraph);
    bench.mark(2, paragraph);
    assert_eq!(bench.written().shown(), "Document(P(0:0 0:1 2:0))");
}

#[test]
fn headings_skip_no_level() {
    let mut bench = Bench::new();
    for level in [1, 3, 5, 2, 4, 1, 2] {
        bench.words(0, ElementId::ROOT, Tag::Heading(level));
    }
    let tags = bench.written().tags();
    assert_eq!(tags, ["Document", "H1", "H2", "H3", "H2", "H3", "H1", "H2"]);
}

/// Returns a paragraph that calls a note in its middle. The words of the note precede the end of the
/// paragraph.
fn with_note(standard: Standard) -> Tagged {
    let mut bench = Bench::of(standard);
    let note = bench.note();
    let paragraph = bench.words(0, ElementId::ROOT, Tag::Paragraph);
    let call = bench.add(paragraph, Tag::Reference);
    let link = bench.words(0, call, Tag::Link);
    bench.link(0, link);
    let element = bench.words(0, paragraph, Tag::Note);
    bench.mark(1, paragraph);
    for id in [call, element] {
        *bench.pages.structure.attributes_mut(id) =
            ElementAttributes { note: Some(note), ..ElementAttributes::default() };
    }
    bench.written()
}

#[test]
fn a_note_follows_all_words_of_the_paragraph_that_calls_it() {
    let shown = with_note(Standard::Ua1A2a).shown();
    assert_eq!(shown, "Document(P(0:0 Reference(Link(0:1 link)) 1:0 Note(0:2)))");
}

#[test]
fn a_note_is_found_by_its_name() {
    let tagged = with_note(Standard::Ua1A2a);
    let [note] = tagged.all("Note")[..] else { panic!("one note") };
    assert_eq!(tagged.string(note, b"ID"), Some("note-one.1".to_owned()));
    assert_eq!(tagged.named(), [("note-one.1".to_owned(), note)]);
}

#[test]
fn a_note_and_its_call_point_to_one_another_in_pdf_2() {
    let tagged = with_note(Standard::Ua2A4);
    let [note] = tagged.all("FENote")[..] else { panic!("one note") };
    let [call] = tagged.all("Reference")[..] else { panic!("one call") };
    assert_eq!((tagged.references(note, b"Ref"), tagged.references(call, b"Ref")), (vec![call], vec![note]));
    let earlier = with_note(Standard::Ua1A2a);
    let [note] = earlier.all("Note")[..] else { panic!("one note") };
    assert_eq!(earlier.references(note, b"Ref"), []);
}

#[test]
fn an_entry_of_the_contents_points_to_what_it_names_in_pdf_2() {
    let mut bench = Bench::of(Standard::Ua2A4);
    let contents = bench.add(ElementId::ROOT, Tag::Contents);
    let entry = bench.add(contents, Tag::ContentsItem);
    let reference = bench.add(entry, Tag::Reference);
    let link = bench.words(0, reference, Tag::Link);
    bench.link(0, link);
    let heading = bench.add(ElementId::ROOT, Tag::Heading(1));
    // The words are in an element for the line, not in the element with the name.
    let emphasis = bench.words(1, heading, Tag::Emphasis);
    bench.anchor(emphasis);
    let tagged = bench.written();
    let [entry] = tagged.all("TOCI")[..] else { panic!("one entry") };
    let [heading] = tagged.all("H1")[..] else { panic!("one heading") };
    assert_eq!(tagged.references(entry, b"Ref"), [heading]);
}
