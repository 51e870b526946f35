//! Tests of placing the floats of a page.

use super::*;
use crate::layout::{FloatSpot, LinkTarget, SetNote};

/// Returns a float of one line, 14 points high. With the space around it, it takes three lines.
fn float(name: &str) -> Strip<PendingParagraph> {
    let stack = stack(vec![sized(name, pt(10), pt(4), 3)]);
    Strip::Float(Box::new(Float { stack, spot: FloatSpot::Any, turned: false }))
}

/// Returns the tops of the lines `a` and `b` and of a float between them, which is placed at `spot`.
fn placed(spot: FloatPosition) -> Vec<(String, Length)> {
    let [a, b] = ["a", "b"].map(|name| Strip::Line(line(name, 2)));
    let bench = Bench::new(vec![a, float("f"), b]);
    tops(&bench.page(&[spot], PageEnd::default(), bench.end()))
}

#[test]
fn a_float_at_the_head_is_above_all_text() {
    assert_eq!(placed(FloatPosition::Head), at([("f", 0), ("a", 30), ("b", 40)]));
}

#[test]
fn a_float_in_the_text_has_as_much_space_above_it_as_below() {
    // Above and below the float are a line of space, and half of what aligns its height to the grid: 3
    // points.
    assert_eq!(placed(FloatPosition::Here { step: 1 }), at([("a", 0), ("f", 23), ("b", 50)]));
}

#[test]
fn space_that_is_wider_than_a_line_is_kept_below_a_float() {
    let [a, b] = ["a", "b"].map(|name| Strip::Line(line(name, 2)));
    let bench = Bench::new(vec![a, float("f"), space(30, false), b]);
    let body = bench.page(&[FloatPosition::Here { step: 1 }], PageEnd::default(), bench.end());
    assert_eq!(tops(&body), at([("a", 0), ("f", 23), ("b", 70)]));
}

#[test]
fn a_float_behind_all_text_is_below_its_last_line() {
    let bench = Bench::new(vec![Strip::Line(line("a", 2)), float("f")]);
    let body = bench.page(&[FloatPosition::Here { step: 1 }], PageEnd::default(), bench.end());
    assert_eq!(tops(&body), at([("a", 0), ("f", 23)]));
}

#[test]
fn floats_at_the_foot_end_there_in_their_order() {
    let [a, b] = ["a", "b"].map(|name| Strip::Line(line(name, 2)));
    let bench = Bench::new(vec![a, float("f"), float("g"), b]);
    let page = |float| {
        let to = PageEnd { step: 1, note: 0, float };
        tops(&bench.page(&[FloatPosition::Foot; 2], PageEnd::default(), to))
    };
    assert_eq!(page(1), at([("a", 0), ("f", 86)]));
    assert_eq!(page(2), at([("a", 0), ("f", 56), ("g", 86)]));
}

#[test]
fn floats_at_the_foot_of_the_last_page_follow_its_text() {
    assert_eq!(placed(FloatPosition::Foot), at([("a", 0), ("b", 10), ("f", 36)]));
    let bench = Bench::new(vec![Strip::Line(line("a", 2)), float("f"), float("g")]);
    let body = bench.page(&[FloatPosition::Foot; 2], PageEnd::default(), bench.end());
    assert_eq!(tops(&body), at([("a", 0), ("f", 26), ("g", 56)]));
}

#[test]
fn floats_at_the_foot_are_above_the_notes() {
    let mut called = line("a", 2);
    called.notes.push(NoteId(0));
    let mut galley = galley(vec![Strip::Line(called), float("f"), Strip::Line(line("b", 2))]);
    let stack = stack(vec![line("n", 9)]);
    galley.notes.insert(NoteId(0), SetNote { spot: NoteSpot::Foot, stack });
    let bench = Bench::of(&galley);
    let body = bench.page(&[FloatPosition::Foot], PageEnd::default(), PageEnd { step: 1, note: 1, float: 1 });
    // The note takes ten points and the gap above it five.
    assert_eq!(tops(&body), at([("a", 0), ("f", 71), ("n", 90)]));
}

#[test]
fn a_float_alone_on_its_page_is_a_little_above_its_middle() {
    let bench = Bench::new(vec![float("f")]);
    let body = bench.page(&[FloatPosition::Page], PageEnd::default(), bench.end());
    // Two fifths of the 86 points that are free.
    assert_eq!(tops(&body), [("f".to_owned(), pt(86).ratio(2, 5))]);
}

/// Returns a float of one line with these items, which is read with the page turned.
fn turned_float(items: Vec<Placed>) -> Body {
    let mut row = sized("f", pt(10), pt(4), 3);
    row.items.extend(items);
    let float = Float { stack: stack(vec![row]), spot: FloatSpot::Page, turned: true };
    let bench = Bench::new(vec![Strip::Float(Box::new(float))]);
    bench.page(&[FloatPosition::Page], PageEnd::default(), bench.end())
}

#[test]
fn a_turned_float_runs_upward_in_the_middle_of_the_measure() {
    let (width, height) = (pt(30), pt(2));
    let rule = PlacedKind::Rule { width, height, colour: Colour::BLACK };
    let link = PlacedKind::Link { to: LinkTarget::Uri("u:v".into()), width, height };
    let placed = |kind| Placed { x: pt(20), y: -pt(5), kind, owner: None };
    let body = turned_float(vec![placed(rule), placed(link)]);
    let [word, rule, link] = &body.items[..] else { panic!("three items") };
    // 14 of 200 points are taken: its head is 93 from the left, and its baseline 10 beyond.
    assert_eq!((word.x, word.y, word.turned), (pt(103), pt(150), true));
    // Five above the baseline, and from 20 above the foot to 50.
    for item in [rule, link] {
        let size = match item.kind {
            PlacedKind::Rule { width, height, .. } | PlacedKind::Link { width, height, .. } => {
                (width, height)
            }
            _ => panic!("a rule and a link"),
        };
        assert_eq!((item.x, item.y, size), (pt(98), pt(100), (height, width)));
    }
    // The lines of the float are at the side. Links to them lead to the head of the page.
    assert_eq!(tops(&body), at([("f", 0)]));
}
