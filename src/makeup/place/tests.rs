//! Tests of placing the lines of a page.

mod columns;
mod floats;
mod grounds;
mod start;

use std::sync::Arc;

use super::*;
use crate::book::NoteId;
use crate::layout::{GridFit, PendingParagraph, Repeat, RepeatAt, SetNote, SpaceKind, Strip};
use crate::makeup::bench::{LEADING, built, column, galley, line, page, sized, stack};
use crate::makeup::gather::gather;

const fn pt(points: i64) -> Length {
    Length::pt(points)
}

/// A galley that is ready to be placed.
struct Bench {
    galley: Galley<BuiltParagraph>,
    gathered: Gathered,
    page: PageDesign,
}

impl Bench {
    fn new(strips: Vec<Strip<PendingParagraph>>) -> Self {
        Self::of(&galley(strips))
    }

    fn of(galley: &Galley<PendingParagraph>) -> Self {
        Self { galley: built(galley, &[]), gathered: gather(galley, LEADING), page: page() }
    }

    /// A page end after all content.
    fn end(&self) -> PageEnd {
        let Gathered { steps, notes, floats, .. } = &self.gathered;
        PageEnd { step: steps.len(), note: notes.len(), float: floats.len() }
    }

    /// Places a page whose floats are at the given positions.
    fn page(&self, spots: &[FloatPosition], from: PageEnd, to: PageEnd) -> Body {
        self.page_with(spots, from, to, Adjustment::default())
    }

    fn page_with(&self, spots: &[FloatPosition], from: PageEnd, to: PageEnd, adjusted: Adjustment) -> Body {
        let placer = Placer {
            galley: &self.galley,
            steps: &self.gathered.steps,
            spots,
            columns: &[],
            facing: true,
            gathered: &self.gathered,
            page: &self.page,
            leading: LEADING,
            text: pt(100),
        };
        placer.place(from, to, adjusted, true).0
    }

    /// Places everything on one page, with adjusted spaces.
    fn adjusted(&self, adjusted: Adjustment) -> Body {
        self.page_with(&[], PageEnd::default(), self.end(), adjusted)
    }

    /// Places everything from a step on, on one page.
    fn from(&self, step: usize) -> Body {
        self.page(&[], PageEnd { step, ..PageEnd::default() }, self.end())
    }

    /// Places everything on one page.
    fn whole(&self) -> Body {
        self.from(0)
    }
}

/// Returns the names of the lines of a page, each with its distance from the head of the text area.
fn tops(body: &Body) -> Vec<(String, Length)> {
    body.anchors.iter().map(|(anchor, y, _)| (anchor.name().into_owned(), *y - page().top)).collect()
}

fn at<const N: usize>(expected: [(&str, i64); N]) -> Vec<(String, Length)> {
    expected.into_iter().map(|(name, points)| (name.to_owned(), pt(points))).collect()
}

fn space(points: i64, keep: bool) -> Strip<PendingParagraph> {
    let kind = if keep { SpaceKind::Kept } else { SpaceKind::Fixed };
    Strip::Space { height: pt(points), kind }
}

#[test]
fn lines_are_placed_on_the_grid_of_baselines() {
    let body = Bench::new(column(&["a", "b", "c"])).whole();
    assert_eq!(tops(&body), at([("a", 0), ("b", 10), ("c", 20)]));
    let baselines: Vec<Length> = body.items.iter().map(|item| item.y).collect();
    assert_eq!(baselines, [pt(57), pt(67), pt(77)]);
    assert!(body.items.iter().all(|item| item.layer == Layer::Text && !item.turned));
}

#[test]
fn elastic_spaces_share_an_adjustment() {
    let elastic = || Strip::Space { height: pt(10), kind: SpaceKind::Elastic };
    let mut strips = column(&["a", "b", "c", "d"]);
    strips.insert(3, space(5, false));
    strips.insert(2, elastic());
    strips.insert(1, elastic());
    let bench = Bench::new(strips);
    let place = |total| tops(&bench.adjusted(Adjustment { spaces: 2, total: pt(total) }));
    assert_eq!(place(0), at([("a", 0), ("b", 20), ("c", 40), ("d", 60)]));
    assert_eq!(place(10), at([("a", 0), ("b", 25), ("c", 50), ("d", 70)]));
    assert_eq!(place(-4), at([("a", 0), ("b", 18), ("c", 36), ("d", 56)]));
}

#[test]
fn text_returns_to_the_grid_below_what_is_off_it() {
    let mut row = sized("row", pt(4), pt(2), 2);
    row.grid = GridFit::Never;
    // A line with another leading is off the grid too.
    let small = sized("small", pt(6), pt(2), 2);
    let [a, b, c] = ["a", "b", "c"].map(|name| Strip::Line(line(name, 2)));
    let strips = vec![a, Strip::Line(row.clone()), Strip::Line(row), b, Strip::Line(small), c];
    let body = Bench::new(strips).whole();
    let expected = [("a", 0), ("row", 10), ("row", 16), ("b", 30), ("small", 40), ("c", 50)];
    assert_eq!(tops(&body), at(expected));
}

#[test]
fn a_heading_is_as_far_below_the_grid_as_its_style_asks_also_at_the_head_of_a_page() {
    let mut heading = line("heading", 2);
    heading.below_grid = pt(4);
    let [a, b] = ["a", "b"].map(|name| Strip::Line(line(name, 2)));
    let bench = Bench::new(vec![a, space(12, false), Strip::Line(heading), b]);
    assert_eq!(tops(&bench.whole()), at([("a", 0), ("heading", 24), ("b", 40)]));
    assert_eq!(tops(&bench.from(1)), at([("heading", 4), ("b", 20)]));
}

#[test]
fn space_at_the_head_of_a_page_is_dropped_unless_it_is_kept() {
    let [a, b, c] = ["a", "b", "c"].map(|name| Strip::Line(line(name, 2)));
    let bench = Bench::new(vec![space(20, false), a, space(20, false), b, space(20, true), c]);
    assert_eq!(tops(&bench.whole()), at([("a", 0), ("b", 30), ("c", 60)]));
    assert_eq!(tops(&bench.from(1)), at([("b", 0), ("c", 30)]));
    assert_eq!(tops(&bench.from(2)), at([("c", 20)]));
}

#[test]
fn the_head_of_a_table_is_repeated_above_its_first_row_on_a_page() {
    let mut row = line("row", 2);
    row.repeat = Some(Repeat { lines: Arc::new(vec![line("head", 2)]), at: RepeatAt::EveryColumn });
    let bench = Bench::new(vec![Strip::Line(line("head", 2)), Strip::Line(row.clone()), Strip::Line(row)]);
    assert_eq!(tops(&bench.whole()), at([("head", 0), ("row", 10), ("row", 20)]));
    // No link leads to the repeated header.
    let body = bench.from(1);
    assert_eq!(tops(&body), at([("row", 10), ("row", 20)]));
    assert_eq!((body.items.len(), body.items[0].y), (3, pt(57)));
}

#[test]
fn fills_share_the_free_lines_by_their_weights() {
    let [a, b] = ["a", "b"].map(|name| Strip::Line(line(name, 2)));
    // Eight lines are free: two above, three between, and the rest below.
    let bench = Bench::new(vec![Strip::Fill(1), a.clone(), Strip::Fill(1), b.clone(), Strip::Fill(1)]);
    assert_eq!(tops(&bench.whole()), at([("a", 20), ("b", 60)]));
    // The last fill above a line takes the rest, so that the last line is at the foot.
    let bench = Bench::new(vec![Strip::Fill(3), a.clone(), Strip::Fill(1), b.clone()]);
    assert_eq!(tops(&bench.whole()), at([("a", 60), ("b", 90)]));
    // The fill below the last line has a share on the last page only.
    let bench = Bench::new(vec![Strip::Fill(1), a, b, Strip::Fill(1)]);
    let first = bench.page(&[], PageEnd::default(), PageEnd { step: 1, ..PageEnd::default() });
    assert_eq!(tops(&first), at([("a", 90)]));
    assert_eq!(tops(&bench.whole()), at([("a", 40), ("b", 50)]));
}

/// Returns a column whose second line calls a note of two lines, which are five points apart.
fn with_note() -> Bench {
    let mut strips = column(&["a", "b", "c"]);
    if let Strip::Line(line) = &mut strips[1] {
        line.notes.push(NoteId(0));
    }
    let mut galley = galley(strips);
    let mut note = stack(vec![line("n", 9), line("m", 10)]);
    note.lines[1].space = pt(5);
    galley.notes.insert(NoteId(0), SetNote { spot: NoteSpot::Foot, stack: note });
    Bench::of(&galley)
}

#[test]
fn notes_end_at_the_foot_of_the_text_area() {
    let body = with_note().whole();
    assert_eq!(tops(&body), at([("a", 0), ("b", 10), ("c", 20), ("n", 75), ("m", 90)]));
    let notes: Vec<_> = body.items.iter().filter(|item| item.layer == Layer::Note).collect();
    // The rule above the notes is in the gap below the text.
    let PlacedKind::Rule { width, height, .. } = notes[0].kind else { panic!("a rule") };
    assert_eq!((width, height, notes[0].y, notes[0].owner), (pt(40), pt(1), pt(123), None));
    assert_eq!(notes[1..].iter().map(|item| item.y).collect::<Vec<_>>(), [pt(132), pt(147)]);
}

#[test]
fn what_is_left_of_a_note_is_at_the_foot_of_the_next_page() {
    let bench = with_note();
    let end = PageEnd { step: 2, note: 1, float: 0 };
    assert_eq!(tops(&bench.page(&[], PageEnd::default(), end)), at([("a", 0), ("b", 10), ("n", 90)]));
    // The space above the first line of the rest is dropped.
    assert_eq!(tops(&bench.page(&[], end, bench.end())), at([("c", 0), ("m", 90)]));
}

#[test]
fn no_rule_is_drawn_where_there_are_no_notes_or_the_design_has_none() {
    let is_rule = |item: &PageItem| matches!(item.kind, PlacedKind::Rule { .. });
    let mut bench = with_note();
    let end = PageEnd { step: 1, ..PageEnd::default() };
    assert!(!bench.page(&[], PageEnd::default(), end).items.iter().any(is_rule));
    bench.page.note_rule = Length::ZERO;
    let body = bench.whole();
    assert!(!body.items.iter().any(is_rule) && body.items.len() == 5);
}
