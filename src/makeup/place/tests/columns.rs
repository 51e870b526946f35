//! Tests of placing columns side by side.

use std::sync::Arc;

use super::*;
use crate::layout::{ColumnMark, Columns};

/// Returns the names of the lines of a page with their distances from the left end of the measure and from the head of
/// the text area.
fn places(body: &Body) -> Vec<(String, Length, Length)> {
    let words = body.items.iter().filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some((run.text.to_string(), item.x, item.y - pt(57))),
        _ => None,
    });
    words.collect()
}

fn at<const N: usize>(expected: [(&str, i64, i64); N]) -> Vec<(String, Length, Length)> {
    expected.into_iter().map(|(name, x, y)| (name.to_owned(), pt(x), pt(y))).collect()
}

/// Places a page whose lines from the second to the fifth are in two columns.
fn place(bench: &Bench, from: usize, bounds: &[usize], is_recto: bool) -> Body {
    let placer = Placer {
        galley: &bench.galley,
        steps: &bench.gathered.steps,
        spots: &[],
        columns: &[ColumnSet { bounds: bounds.to_vec() }],
        facing: true,
        gathered: &bench.gathered,
        page: &bench.page,
        leading: LEADING,
        text: pt(100),
    };
    placer.place(PageEnd { step: from, ..PageEnd::default() }, bench.end(), Adjustment::default(), is_recto).0
}

fn strips() -> Vec<Strip<PendingParagraph>> {
    let mut strips = column(&["a", "b", "c", "d", "e", "f"]);
    strips.insert(5, Strip::Columns(ColumnMark::End));
    strips.insert(1, Strip::Columns(ColumnMark::Begin(Columns { count: 2, pitch: pt(80) })));
    strips
}

#[test]
fn columns_begin_level_and_text_goes_on_below_the_tallest() {
    let body = place(&Bench::new(strips()), 0, &[1, 4, 5], true);
    let expected = [("a", 0, 0), ("b", 0, 10), ("c", 0, 20), ("d", 0, 30), ("e", 80, 10), ("f", 0, 40)];
    assert_eq!(places(&body), at(expected));
}

#[test]
fn the_space_above_columns_is_kept_and_within_them_it_is_dropped_at_their_heads() {
    let mut strips = strips();
    strips.insert(5, space(20, false));
    strips.insert(2, space(15, false));
    let body = place(&Bench::new(strips), 0, &[1, 3, 5], true);
    let expected = [("a", 0, 0), ("b", 0, 30), ("c", 0, 40), ("d", 80, 30), ("e", 80, 60), ("f", 0, 70)];
    assert_eq!(places(&body), at(expected));
}

#[test]
fn the_head_of_an_entry_is_repeated_at_the_head_of_a_turned_page_alone() {
    let mut strips = strips();
    for strip in &mut strips {
        if let Strip::Line(line) = strip {
            let lines = Arc::new(vec![crate::makeup::bench::line("head", 2)]);
            line.repeat = Some(Repeat { lines, at: RepeatAt::TurnedPage });
        }
    }
    let bench = Bench::new(strips);
    let recto = at([("c", 0, 0), ("d", 80, 0), ("e", 80, 10), ("f", 0, 20)]);
    assert_eq!(places(&place(&bench, 2, &[2, 3, 5], true)), recto);
    let verso = [("head", 0, 0), ("c", 0, 10), ("d", 80, 0), ("e", 80, 10), ("f", 0, 20)];
    assert_eq!(places(&place(&bench, 2, &[2, 3, 5], false)), at(verso));
}
