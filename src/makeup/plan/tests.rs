//! Tests of the choices for each side on which a galley may open, and of the reported defects.

use super::*;
use crate::layout::{FORCE, PendingLine, PendingVariant, Strip};
use crate::makeup::bench::{built, column, design, galley, line, sized};
use crate::makeup::breaker::ColumnSet;

const RECTO: &[Side] = &[Side::Recto];
const BOTH: &[Side] = &[Side::Recto, Side::Verso];
/// The number of lines of a page of [`design`].
const PAGE_LINES: i64 = 10;

/// A galley of lines without a name that opens where it has to.
fn lines(count: usize) -> Vec<Strip<PendingParagraph>> {
    column(&vec!["a"; count])
}

/// Returns a paragraph with variants, each a cost and a number of lines. Widows and orphans have penalties.
fn paragraph(id: u32, variants: &[(i64, usize)]) -> Strip<PendingParagraph> {
    let variant = |(index, (cost, count)): (u8, &(i64, usize))| {
        let penalty = |at| match at {
            0 => 0,
            _ if at + 1 == *count => WIDOW,
            1 => ORPHAN,
            _ => 0,
        };
        let line = |at| (penalty(at), PendingLine(line(&format!("{id}.{index}.{at}"), 2)));
        PendingVariant { id: VariantId(index), cost: *cost, lines: (0..*count).map(line).collect() }
    };
    let variants = (0..).zip(variants).map(variant).collect();
    Strip::Paragraph(PendingParagraph { id: ParagraphId(id), variants })
}

/// Returns a galley with its choices, to be planned.
struct Made {
    choices: Choices,
    galley: Galley<BuiltParagraph>,
}

impl Made {
    fn of(strips: Vec<Strip<PendingParagraph>>, opening: Opening) -> Self {
        let galley = Galley { opening, ..galley(strips) };
        let choices = Choices::new(&galley, &design());
        let galley = built(&galley, &choices.chosen());
        Self { choices, galley }
    }

    /// Returns a galley whose pages end before the steps `ends` and are short by `short` lines.
    fn ending(strips: Vec<Strip<PendingParagraph>>, ends: &[usize], short: &[Option<i8>]) -> Self {
        let mut made = Self::of(strips, Opening::NextPage);
        let ends = ends.iter().map(|step| PageEnd { step: *step, ..PageEnd::default() });
        let ends: Vec<PageEnd> = ends.collect();
        for side in [&mut made.choices.recto, &mut made.choices.verso] {
            let side = side.as_mut().expect("both sides");
            (side.ends, side.short) = (ends.clone(), short.to_vec());
            side.empty = short.iter().map(|short| short.unwrap_or(0).max(0)).collect();
        }
        made
    }

    fn plan(&self) -> Plan<'_> {
        Plan::new(&self.galley, &self.choices)
    }

    /// Returns the number of anchors on each page, which is the number of its lines.
    fn fill(&self, side: Side) -> Vec<usize> {
        self.plan().anchors(side).iter().map(Vec::len).collect()
    }

    /// Returns the pages with a defect.
    fn defects(&self, side: Side) -> Vec<(usize, String)> {
        self.plan().defects(side, PAGE_LINES).into_iter().map(|(page, defect, _)| (page, defect)).collect()
    }
}

/// Returns the sides for which a galley is made up.
fn sides(made: &Made) -> Vec<Side> {
    let made = [(Side::Recto, &made.choices.recto), (Side::Verso, &made.choices.verso)];
    made.into_iter().filter(|(_, made)| made.is_some()).map(|(side, _)| side).collect()
}

#[test]
fn a_galley_is_made_up_for_the_sides_on_which_it_may_open() {
    for (opening, expected) in
        [(Opening::Recto, RECTO), (Opening::Verso, &[Side::Verso]), (Opening::NextPage, BOTH)]
    {
        let made = Made::of(lines(12), opening);
        assert_eq!(sides(&made), expected);
        // The galley opens on this side, whichever side is passed.
        assert_eq!([Side::Recto, Side::Verso].map(|side| made.plan().pages(side)), [2, 2]);
    }
}

#[test]
fn each_side_has_pages_of_its_own() {
    // The tenth line stays with the eleventh. Only if the first page is a verso does the next have to
    // end level with it.
    let mut strips = lines(28);
    strips.insert(10, Strip::Penalty(FORBID));
    let made = Made::of(strips, Opening::NextPage);
    assert_eq!(made.fill(Side::Recto)[..2], [9, 10]);
    assert_eq!(made.fill(Side::Verso)[..2], [9, 9]);
    assert_eq!(made.plan().pages(Side::Recto), made.fill(Side::Recto).len());
}

#[test]
fn the_variant_that_saves_a_widow_is_chosen_and_placed() {
    // There are eleven lines in the best variants; the last would be alone on the next page.
    let strips = vec![paragraph(0, &[(0, 6)]), paragraph(1, &[(0, 5), (900, 4)]), paragraph(2, &[(0, 10)])];
    let made = Made::of(strips, Opening::Recto);
    let chosen = made.choices.chosen();
    assert!(chosen.contains(&(ParagraphId(1), VariantId(1))), "{chosen:?}");
    assert!(!chosen.contains(&(ParagraphId(1), VariantId(0))), "{chosen:?}");
    let bodies = made.plan().place(Side::Recto, &design()).value;
    let first: Vec<_> = bodies[0].anchors.iter().map(|(anchor, ..)| anchor.name().into_owned()).collect();
    let expected = ["0.0.0", "0.0.1", "0.0.2", "0.0.3", "0.0.4", "0.0.5", "1.1.0", "1.1.1", "1.1.2", "1.1.3"];
    assert_eq!(first, expected);
    assert_eq!(made.defects(Side::Recto), []);
}

#[test]
fn the_variants_of_both_sides_may_be_placed_each_once() {
    let mut made = Made::of(vec![paragraph(0, &[(0, 6), (5, 7)])], Opening::NextPage);
    let variant = |paragraph, variant| (ParagraphId(paragraph), VariantId(variant));
    made.choices.recto.as_mut().expect("a side").variants = vec![variant(4, 1), variant(7, 0)];
    made.choices.verso.as_mut().expect("a side").variants = vec![variant(4, 0), variant(7, 0)];
    assert_eq!(made.choices.chosen(), [variant(4, 0), variant(4, 1), variant(7, 0)]);
}

#[test]
fn a_galley_without_a_line_has_a_page() {
    let made = Made::of(Vec::new(), Opening::NextPage);
    assert_eq!((made.plan().pages(Side::Recto), made.fill(Side::Recto)), (1, vec![0]));
    let bodies = made.plan().place(Side::Recto, &design()).value;
    assert_eq!((bodies.len(), bodies[0].items.len(), bodies[0].start.is_some()), (1, 0, true));
}

#[test]
fn the_first_page_begins_with_its_division_and_the_next_with_its_text() {
    let made = Made::of(vec![paragraph(0, &[(0, 14)])], Opening::NextPage);
    let bodies = made.plan().place(Side::Recto, &design()).value;
    let starts: Vec<_> = bodies.iter().map(|body| body.start.expect("text").origin.node).collect();
    assert_eq!(starts, [NodeId::TEXT, NodeId(2)]);
}

/// Returns twelve lines, of which the eleventh has this penalty, on a page of ten lines and a page of two.
fn ended(penalty: i32) -> Vec<(usize, String)> {
    let mut strips = lines(12);
    strips.insert(10, Strip::Penalty(penalty));
    Made::ending(strips, &[10, 12], &[None, None]).defects(Side::Recto)
}

#[test]
fn a_page_that_ends_badly_is_reported() {
    let defect = |page, text: &str| vec![(page, text.to_owned())];
    assert_eq!(ended(WIDOW), defect(1, "begins with the last line of a paragraph"));
    assert_eq!(ended(ORPHAN), defect(0, "ends with the first line of a paragraph"));
    assert_eq!(ended(FORBID), defect(0, "ends within what belongs together"));
    for penalty in [0, 1_200, FORCE] {
        assert_eq!(ended(penalty), []);
    }
}

#[test]
fn a_defect_is_reported_where_its_line_was_written() {
    let mut strips = lines(12);
    let span = Span::new(crate::diag::FileId(3), 5..9);
    if let Strip::Line(line) = &mut strips[10] {
        line.span = Some(span);
    }
    strips.insert(10, Strip::Penalty(WIDOW));
    let made = Made::ending(strips, &[10, 12], &[None, None]);
    assert_eq!(made.plan().defects(Side::Recto, PAGE_LINES)[0].2, Some(span));
}

#[test]
fn a_page_that_is_not_level_with_the_one_it_faces_is_reported() {
    let of = |short: &[Option<i8>], side| Made::ending(lines(40), &[10, 20, 30, 40], short).defects(side);
    let is = |page, what: &str| vec![(page, format!("is {what} than the page it faces"))];
    // If the first page is a recto, the pages face one another from the second on.
    let short = [Some(0), Some(0), Some(1), Some(0)];
    assert_eq!(of(&short, Side::Recto), is(2, "a line shorter"));
    // If it is a verso, the first page faces the second, and the third faces the fourth, which is the
    // last and need not be level.
    assert_eq!(of(&short, Side::Verso), []);
    let short = [Some(2), Some(0), Some(1), None];
    assert_eq!(of(&short, Side::Verso), is(1, "2 lines longer"));
    assert_eq!(of(&[Some(2), Some(0), Some(0), None], Side::Recto), []);
    // A page that need not be full is not compared.
    assert_eq!(of(&[None, Some(0), None, Some(2)], Side::Recto), []);
}

#[test]
fn a_column_that_ends_badly_is_reported() {
    let mut strips = lines(12);
    strips.insert(6, Strip::Penalty(WIDOW));
    let mut made = Made::ending(strips, &[12], &[None]);
    made.choices.recto.as_mut().expect("a side").columns = vec![ColumnSet { bounds: vec![0, 6, 12] }];
    let defect = "has a column that begins with the last line of a paragraph".to_owned();
    assert_eq!(made.defects(Side::Recto), [(0, defect)]);
    // An empty column does not begin with anything.
    made.choices.recto.as_mut().expect("a side").columns = vec![ColumnSet { bounds: vec![0, 12, 12] }];
    assert_eq!(made.defects(Side::Recto), []);
}

#[test]
fn a_page_less_than_three_quarters_full_is_reported() {
    let of = |short: &[Option<i8>]| Made::ending(lines(20), &[10, 20], short).defects(Side::Recto);
    assert_eq!(of(&[Some(2), None]), []);
    assert_eq!(of(&[Some(3), None]), [(0, "has 3 empty lines".to_owned())]);
    // A page that need not be full is not reported.
    assert_eq!(of(&[None, None]), []);
}

#[test]
fn lines_that_no_page_holds_are_reported() {
    let mut strips = lines(2);
    strips.push(Strip::Line(sized("tall", Length::pt(120), Length::ZERO, 2)));
    let made = Made::of(strips, Opening::NextPage);
    let reported = made.plan().place(Side::Recto, &design()).diagnostics;
    let reported: Vec<_> = reported.iter().map(|found| (found.code, found.message.as_str())).collect();
    assert_eq!(reported, [(Code::RowTooTall, "this is 20 pt taller than the page")]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]
    #[test]
    fn every_line_is_placed_once_within_the_text_area(
        counts in proptest::collection::vec((1..9_usize, proptest::bool::ANY), 1..20), verso in proptest::bool::ANY,
    ) {
        let variants = |(best, has_other): &(usize, bool)| {
            if *has_other { vec![(0, *best), (700, best + 1)] } else { vec![(0, *best)] }
        };
        let strips = (0..).zip(&counts).map(|(id, count)| paragraph(id, &variants(count)));
        let made = Made::of(strips.collect(), Opening::NextPage);
        let side = if verso { Side::Verso } else { Side::Recto };
        let bodies = made.plan().place(side, &design()).value;
        proptest::prop_assert_eq!(bodies.len(), made.plan().pages(side));
        let placed = bodies.iter().flat_map(|body| body.anchors.iter().map(|(anchor, ..)| anchor.name()));
        let steps = made.plan().steps(side);
        let chosen = steps.iter().map(|step| step.line.of(&made.galley).anchors[0].name());
        proptest::prop_assert_eq!(placed.collect::<Vec<_>>(), chosen.collect::<Vec<_>>());
        for (_, y, _) in bodies.iter().flat_map(|body| &body.anchors) {
            let down = *y - design().page.top;
            proptest::prop_assert!(down >= Length::ZERO && down <= Length::pt(100), "{down:?}");
            proptest::prop_assert_eq!(down.ceil_to(design().leading), down);
        }
    }
}
