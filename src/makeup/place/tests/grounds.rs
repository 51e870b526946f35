//! Tests of backgrounds.

use super::*;
use crate::layout::{ElementId, Ground};

/// Returns a line with a background that extends 12 points above its baseline and 8 below it.
fn tinted(name: &str, of: u32) -> Strip<PendingParagraph> {
    let mut line = line(name, 2);
    let (x, width) = (pt(-5), pt(110));
    let colour = Colour::grey(240);
    line.grounds.push(Ground { of: ElementId(of), x, width, above: pt(12), below: pt(8), colour });
    Strip::Line(line)
}

/// Returns the top and the bottom of every background, from the head of the text area.
fn areas(body: &Body) -> Vec<(Length, Length)> {
    let area = |item: &PageItem| match item.kind {
        PlacedKind::Rule { height, .. } => Some((item.y - page().top, item.y - page().top + height)),
        _ => None,
    };
    body.items.iter().filter_map(area).collect()
}

#[test]
fn a_background_is_one_area_that_ends_with_padding_at_a_page_end_too() {
    let bench = Bench::new(vec![tinted("a", 1), space(20, false), tinted("b", 1), tinted("c", 1)]);
    // Baselines are 7 points below the tops of lines, and these at 0, 30 and 40.
    assert_eq!(areas(&bench.whole()), [(pt(-5), pt(55))]);
    let upper = bench.page(&[], PageEnd::default(), PageEnd { step: 2, ..PageEnd::default() });
    assert_eq!(areas(&upper), [(pt(-5), pt(45))]);
    assert_eq!(areas(&bench.from(2)), [(pt(-5), pt(15))]);
}

#[test]
fn each_block_has_a_background_of_its_own_behind_its_text() {
    let body = Bench::new(vec![tinted("a", 1), tinted("b", 2)]).whole();
    assert_eq!(areas(&body), [(pt(-5), pt(15)), (pt(5), pt(25))]);
    assert!(matches!(body.items[0].kind, PlacedKind::Rule { .. }), "the background is drawn first");
}
