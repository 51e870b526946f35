//! Tests of where in the book a page begins.

use super::*;
use crate::layout::FloatSpot;
use crate::makeup::bench::TEXT;

/// Returns the node with which a page begins, and whether the page begins within a word.
fn start(bench: &Bench, spots: &[FloatPosition], from: PageEnd) -> Option<(u32, bool)> {
    let start = bench.page(spots, from, bench.end()).start?;
    assert_eq!((start.origin.text, start.origin.at), (TEXT, 0));
    Some((start.origin.node.0, start.within_word))
}

/// Returns a line that ends with a hyphen, a float, and another line, which come from these nodes.
fn around_a_float(before: u32, float: u32, after: u32) -> Bench {
    let mut first = line("a", before);
    first.hyphenated = true;
    let stack = stack(vec![line("f", float)]);
    let float = Float { stack, spot: FloatSpot::Any, turned: false };
    Bench::new(vec![Strip::Line(first), Strip::Float(Box::new(float)), Strip::Line(line("b", after))])
}

#[test]
fn a_page_begins_with_its_first_line_of_text() {
    let bench = Bench::new(vec![Strip::Line(line("a", 2)), Strip::Line(line("b", 4))]);
    assert_eq!(start(&bench, &[], PageEnd::default()), Some((2, false)));
    assert_eq!(start(&bench, &[], PageEnd { step: 1, ..PageEnd::default() }), Some((4, false)));
    assert_eq!(start(&bench, &[], bench.end()), None);
}

#[test]
fn a_page_begins_within_a_word_that_was_hyphenated() {
    let bench = around_a_float(2, 3, 4);
    let from = PageEnd { step: 1, note: 0, float: 1 };
    assert_eq!(start(&bench, &[FloatPosition::Head], from), Some((4, true)));
}

#[test]
fn a_page_begins_with_a_float_that_is_called_before_its_text() {
    let from = PageEnd { step: 1, ..PageEnd::default() };
    let bench = around_a_float(2, 3, 4);
    let spots = [FloatPosition::Head, FloatPosition::Here { step: 1 }, FloatPosition::Here { step: 2 }];
    for spot in spots.into_iter().chain([FloatPosition::Foot]) {
        assert_eq!(start(&bench, &[spot], from), Some((3, false)), "{spot:?}");
    }
    // The float is called after the text with which the page begins.
    assert_eq!(start(&around_a_float(2, 6, 4), &[FloatPosition::Head], from), Some((4, true)));
    // The float is called in the middle of a paragraph: its words are before those of earlier pages.
    assert_eq!(start(&around_a_float(5, 3, 5), &[FloatPosition::Head], from), Some((5, true)));
}

#[test]
fn a_page_without_text_begins_with_its_float_or_with_what_is_left_of_a_note() {
    let bench = around_a_float(2, 3, 4);
    let from = PageEnd { step: 2, ..PageEnd::default() };
    assert_eq!(start(&bench, &[FloatPosition::Page], from), Some((3, false)));
    let bench = with_note();
    let from = PageEnd { step: 3, note: 1, float: 0 };
    assert_eq!(start(&bench, &[], from), Some((10, false)));
    let mut hyphenated = with_note();
    let note = hyphenated.galley.notes.get_mut(&NoteId(0)).expect("a note");
    note.stack.lines[0].line.hyphenated = true;
    assert_eq!(start(&hyphenated, &[], from), Some((10, true)));
}
