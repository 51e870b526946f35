//! Tests of breaking a paragraph into lines.

use super::badness::badness;
use super::*;
use crate::units::Length;

/// One measure for all lines, without protrusion.
struct Plain(i64);

impl LineMeasures for Plain {
    fn measure(&self, _: usize) -> i64 {
        self.0
    }
    fn hang(&self, _: usize, _: usize) -> i64 {
        0
    }
}

const PARAMS: BreakParams = BreakParams {
    pretolerance: 100,
    tolerance: 200,
    emergency: 300,
    ragged: 0,
    runt: usize::MAX,
    avoids_runts: false,
    brim: 0,
    river: 0,
    weight: 1000,
    variants: 1,
    is_asked: false,
};

/// Returns a paragraph of words of the given widths, with spaces of width 10, stretch 5 and shrink 3 between
/// them.
fn paragraph(words: &[i64]) -> Vec<BreakItem> {
    let mut items = Vec::new();
    for word in words {
        items.push(BreakItem::block(*word));
        items.push(BreakItem::Glue { width: 10, stretch: 5, shrink: 3 });
    }
    items.pop();
    items.push(BreakItem::penalty(INFINITE));
    items.push(BreakItem::Glue { width: 0, stretch: FILL, shrink: 0 });
    items.push(BreakItem::penalty(-INFINITE));
    items
}

fn best(items: &[BreakItem], measure: i64) -> Vec<Break> {
    break_lines(items, &Plain(measure), &PARAMS).swap_remove(0).breaks
}

fn ends(items: &[BreakItem], measure: i64) -> Vec<usize> {
    best(items, measure).iter().map(|found| found.item).collect()
}

#[test]
fn badness_is_that_of_tex() {
    let table = [(0, 1), (1, 2), (1, 1), (2, 1), (3, 1), (1, 0)].map(|(change, room)| badness(change, room));
    assert_eq!(table, [0, 12, 100, 800, 2698, 10_000]);
}

/// A hyphen of the text, which makes a line wider by 5.
const HYPHEN: BreakItem = BreakItem::Penalty { width: 5, cost: 50, flagged: true, soft: false };
const SPACE: BreakItem = BreakItem::Glue { width: 10, stretch: 5, shrink: 3 };

/// Completes items to a paragraph. Returns the demerits of its best variant for a measure of 100.
fn demerits_of(items: &[BreakItem], params: &BreakParams) -> i64 {
    let mut items = items.to_vec();
    items.push(BreakItem::penalty(INFINITE));
    items.push(BreakItem::Glue { width: 0, stretch: FILL, shrink: 0 });
    items.push(BreakItem::penalty(-INFINITE));
    break_lines(&items, &Plain(100), params).swap_remove(0).demerits
}

/// The sums are calculated by hand from *The TeXbook*, chapter 14: the demerits of a line of badness b that
/// ends at a penalty p are (10 + b)² + p² (− p² if p is negative), and those stated at each sum.
#[test]
fn demerits_are_those_worked_out_by_hand() {
    let word = BreakItem::block;

    // A line of 45 + 10 + 45 is full: 10². The last line is filled by the stretch at its end: 10².
    let full = [word(45), SPACE, word(45), SPACE, word(45)];
    assert_eq!(demerits_of(&full, &PARAMS), 100 + 100);

    // The second line lacks 5, all the stretch of its space: badness 100, so 110². It is a very loose line
    // between two decent ones: 10000 for each; its ratio is 1 and theirs is 0: 1500 for each contrast.
    let loose = [word(45), SPACE, word(45), SPACE, word(45), SPACE, word(40), SPACE, word(20)];
    assert_eq!(demerits_of(&loose, &PARAMS), 100 + (12_100 + 11_500) + (100 + 11_500));

    // A full line that ends with a hyphen: 10² + 50². The last line follows a hyphen: 5000.
    let hyphen = [word(45), SPACE, word(40), HYPHEN, word(30)];
    assert_eq!(demerits_of(&hyphen, &PARAMS), (100 + 2_500) + (100 + 5_000));

    // The second of two consecutive hyphens adds 20000.
    let two = [word(45), SPACE, word(40), HYPHEN, word(30), SPACE, word(55), HYPHEN, word(30)];
    assert_eq!(demerits_of(&two, &PARAMS), (100 + 2_500) + (100 + 2_500 + 20_000) + (100 + 5_000));

    // A line that ends at a penalty of -20: 10² - 20².
    let invited = [word(45), SPACE, word(45), BreakItem::penalty(-20), word(45)];
    assert_eq!(demerits_of(&invited, &PARAMS), (100 - 400) + 100);

    // A last line that begins at the limit is a runt: 100000. One that is almost full looks like an accident: 2000.
    assert_eq!(demerits_of(&full, &BreakParams { runt: 4, ..PARAMS }), 100 + (100 + 100_000));
    let brim = [word(45), SPACE, word(45), SPACE, word(45), SPACE, word(41)];
    assert_eq!(demerits_of(&brim, &BreakParams { brim: 5, ..PARAMS }), 100 + (100 + 2_000));
}

#[test]
fn the_rest_of_a_divided_word_does_not_end_a_paragraph() {
    // The word could be divided at the end of the first line, of which the rest would be alone on the next.
    let soft = BreakItem::Penalty { width: 5, cost: 50, flagged: true, soft: true };
    let mut items = paragraph(&[22, 22, 23, 37]);
    items.splice(6..=6, [BreakItem::block(7), soft, BreakItem::block(30)]);
    // The first line ends before the word, although it is loose: 13 wider, of which its two spaces can take 10.
    let params = BreakParams { pretolerance: -1, tolerance: 300, ..PARAMS };
    let found = break_lines(&items, &Plain(100), &params).swap_remove(0).breaks;
    assert_eq!((found[0].item, found[0].ratio), (5, 1300));
}

/// Returns the numbers of lines of the variants of a paragraph.
fn line_counts(items: &[BreakItem], measure: i64, params: &BreakParams) -> Vec<usize> {
    let variants = break_lines(items, &Plain(measure), &BreakParams { variants: 3, ..*params });
    variants.iter().map(|variant| variant.breaks.len()).collect()
}

#[test]
fn no_variant_ends_with_a_runt_or_has_wide_spaces_only() {
    // Three words on each line, and two on the last; with wide spaces, one of these is alone on a third line.
    let items = paragraph(&[30, 30, 30, 30, 30, 10]);
    assert_eq!(line_counts(&items, 112, &PARAMS), [2]);
    // Nine words of 20 and their spaces are 260 wide: two full lines of 120 and a last one. With three words on
    // each line, spaces would be three times as wide as they are.
    let loose = BreakParams { pretolerance: 10_000, tolerance: 10_000, ..PARAMS };
    assert_eq!(line_counts(&paragraph(&[20; 9]), 120, &loose), [3]);
}

/// One measure for all lines, below a line with one word space.
struct Below(LineSpaces);

impl LineMeasures for Below {
    fn measure(&self, _: usize) -> i64 {
        120
    }
    fn hang(&self, _: usize, _: usize) -> i64 {
        0
    }
    fn above(&self) -> &LineSpaces {
        &self.0
    }
}

#[test]
fn a_river_goes_on_from_the_paragraph_above() {
    let params = BreakParams { river: 5, ..PARAMS };
    // The spaces of the only line are at 45 and 95 of 120.
    let items = paragraph(&[40, 40, 20]);
    let demerits = |above: &LineSpaces| {
        let measures = Below(above.clone());
        let best = break_lines(&items, &measures, &params).swap_remove(0);
        let explained: i64 =
            explain(&best.breaks, &items, &measures, &params).iter().map(|(_, own)| own.total()).sum();
        assert_eq!(best.demerits, explained);
        (best.demerits, best.spaces)
    };
    let (alone, spaces) = demerits(LineSpaces::NONE);
    // Each line of the same words adds to both streaks; the third one costs little, the fourth more.
    let (second, spaces) = demerits(&spaces);
    let (third, spaces) = demerits(&spaces);
    let (fourth, spaces) = demerits(&spaces);
    assert_eq!([second, third, fourth].map(|cost| cost - alone), [0, 2 * 2_000, 2 * 60_000]);
    // Spaces that are elsewhere belong to no streak.
    assert_eq!(demerits(&spaces.shifted(Length::sp(20))).0, alone);
}

#[test]
fn a_last_line_is_rather_loose_above_it_than_a_stub_of_few_letters() {
    let hyphen = BreakItem::Penalty { width: 5, cost: 50, flagged: true, soft: true };
    // Three words of 25, and one of 35 that is divided before its last 15.
    let mut items = paragraph(&[25, 25, 25, 20]);
    items.splice(7..7, [hyphen, BreakItem::block(15)]);
    let last_lines = |runt: usize| {
        let found = break_lines(&items, &Plain(125), &BreakParams { runt, ..PARAMS }).swap_remove(0).breaks;
        found.iter().map(|found| found.item).collect::<Vec<_>>()
    };
    // A rest of enough letters is better than spaces of four times their width, one of fewer letters is not.
    assert_eq!(last_lines(usize::MAX)[0], 7);
    assert_eq!(last_lines(8)[0], 5);
}

#[test]
fn ideographs_are_rather_loose_than_one_of_them_is_alone_in_the_last_line() {
    // Eleven of 10: ten fill the line exactly, and nine need 10 of a stretch of 8, whose badness is 195.
    let mut items = paragraph(&[10; 11]);
    for item in &mut items[..21] {
        if let BreakItem::Glue { .. } = item {
            *item = BreakItem::Gap { width: 0, stretch: 1, shrink: 0, cost: 0 };
        }
    }
    let first_line = |params: BreakParams| break_lines(&items, &Plain(100), &params)[0].breaks[0].item;
    let params = BreakParams { runt: 19, ..PARAMS };
    assert_eq!(first_line(params), 19);
    assert_eq!(first_line(BreakParams { avoids_runts: true, ..params }), 17);
}

#[test]
fn lines_may_be_filled_exactly() {
    // 45 + 10 + 45 is a line of 100.
    assert_eq!(ends(&paragraph(&[45, 45, 45, 45, 20]), 100), [3, 7, 11]);
}

#[test]
fn a_word_wider_than_the_measure_is_overfull_and_loses_nothing() {
    let items = paragraph(&[30, 400, 30]);
    let breaks = best(&items, 100);
    assert_eq!(breaks.last().map(|found| found.item), Some(items.len() - 1));
    assert!(breaks.iter().any(|found| found.over > 0));
}

#[test]
fn a_paragraph_without_an_end_is_settled_stretch_by_stretch() {
    let words: Vec<i64> = (0..60_000).map(|word| 20 + word * 37 % 41).collect();
    let items = paragraph(&words);
    assert!(items.len() > 5 * STRETCH);
    let (mut start, mut boxes) = (0, 0);
    for found in best(&items, 300) {
        assert!(found.item > start && found.over == 0);
        boxes += items[start..found.item].iter().filter(|item| matches!(item, BreakItem::Box { .. })).count();
        start = line_start(&items, found.item);
    }
    assert_eq!(boxes, words.len());
}

#[test]
fn nothing_to_break_is_one_line() {
    assert_eq!(ends(&paragraph(&[10]), 100), [3]);
}

/// Returns the lowest demerits of all possible breaks, found by brute force.
fn least_demerits(items: &[BreakItem], measure: i64) -> Option<i64> {
    let measures = Plain(measure);
    let pass = Pass::new(200, true, 0, false);
    let root = SearchRoot::below(LineSpaces::NONE);
    let text = BreakText {
        items,
        range: 0..items.len(),
        root: &root,
        measures: &measures,
        params: &PARAMS,
        barred: None,
    };
    let search = Search::new(&text, pass);
    let mut best = None;
    let mut variants = vec![search.nodes[0]];
    let mut search = search;
    while let Some(node) = variants.pop() {
        for index in node.start..items.len() {
            let Some((width, cost, flagged)) = search.legal(index) else { continue };
            let line = search.line(&node, index, width);
            let last = index + 1 == items.len();
            if line.over > 0 || line.badness > 200 || (last && search.is_stub(&node, index)) {
                continue;
            }
            search.nodes.push(node);
            let next = search.node(search.nodes.len() - 1, index, &line, cost, flagged, last);
            if last {
                best = Some(best.map_or(next.demerits, |known: i64| known.min(next.demerits)));
            } else {
                variants.push(next);
            }
            if cost <= -INFINITE {
                break;
            }
        }
    }
    best
}

proptest::proptest! {
    #[test]
    fn no_other_way_has_fewer_demerits(words in proptest::collection::vec(5..60i64, 1..14), hyphen in 0..13usize) {
        let mut items = paragraph(&words);
        let at = (hyphen * 2).min(items.len() - 4);
        let soft = BreakItem::Penalty { width: 4, cost: 50, flagged: true, soft: true };
        if matches!(items[at], BreakItem::Box { .. }) {
            items.splice(at..=at, [BreakItem::block(12), soft, BreakItem::block(9)]);
        }
        let measures = Plain(120);
        let pass = Pass::new(200, true, 0, false);
        let root = SearchRoot::below(LineSpaces::NONE);
        let text = BreakText { items: &items, range: 0..items.len(), root: &root, measures: &measures, params: &PARAMS, barred: None };
        let mut search = Search::new(&text, pass);
        let mut alive = true;
        for index in 0..items.len() {
            if let Some((width, cost, flagged)) = search.legal(index) {
                search.try_break(index, width, cost, flagged);
                alive = !search.active.is_empty();
                if !alive { break; }
            }
        }
        let found = alive.then(|| search.active.iter().map(|node| search.nodes[*node].demerits).min()).flatten();
        proptest::prop_assert_eq!(found, least_demerits(&items, 120));
    }

    #[test]
    fn the_demerits_explained_are_those_of_the_variant(
        words in proptest::collection::vec(5..150i64, 1..40), hyphens in proptest::collection::vec(0..39usize, 0..6),
        river in 0..12i64,
    ) {
        let mut items = paragraph(&words);
        let mut hyphens: Vec<usize> = hyphens.into_iter().map(|word| word * 2).filter(|at| *at + 4 < items.len()).collect();
        hyphens.sort_unstable();
        hyphens.dedup();
        for at in hyphens.into_iter().rev() {
            let soft = BreakItem::Penalty { width: 4, cost: 50, flagged: true, soft: true };
            items.splice(at..=at, [BreakItem::block(12), soft, BreakItem::block(9)]);
        }
        let params = BreakParams { runt: 30, brim: 9, river, variants: 3, ..PARAMS };
        for variant in break_lines(&items, &Plain(120), &params) {
            let lines = explain(&variant.breaks, &items, &Plain(120), &params);
            proptest::prop_assert_eq!(lines.len(), variant.breaks.len());
            let total: i64 = lines.iter().map(|(_, demerits)| demerits.total()).sum();
            proptest::prop_assert_eq!(total, variant.demerits, "{:?} {:?}", lines, variant);
        }
    }

    #[test]
    fn a_barred_break_is_in_no_line_and_costs_no_less(words in proptest::collection::vec(5..60i64, 4..40), line in 0..8usize) {
        let items = paragraph(&words);
        let best = best(&items, 120);
        let total = break_lines(&items, &Plain(120), &PARAMS).swap_remove(0).demerits;
        // The break at the end of the paragraph is forced.
        proptest::prop_assume!(line + 1 < best.len());
        let barred = best[line].item;
        let Some(other) = without(barred, &items, &Plain(120), &PARAMS) else { return Ok(()) };
        proptest::prop_assert!(other.breaks.iter().all(|found| found.item != barred));
        // A variant that only a later pass allows may be better than all variants of the first pass, and in
        // the last pass the same lines have less badness.
        let lines = explain(&other.breaks, &items, &Plain(120), &PARAMS);
        let is_first_pass = lines.iter().all(|(badness, _)| *badness <= PARAMS.pretolerance);
        if is_first_pass && !other.breaks.iter().any(|found| found.emergency) {
            proptest::prop_assert!(other.demerits >= total, "{} {total}", other.demerits);
        }
    }

    #[test]
    fn every_box_is_on_one_line(words in proptest::collection::vec(1..300i64, 1..60)) {
        let items = paragraph(&words);
        let mut boxes = 0;
        let mut start = 0;
        for found in best(&items, 120) {
            boxes += items[start..found.item].iter().filter(|item| matches!(item, BreakItem::Box { .. })).count();
            start = line_start(&items, found.item);
        }
        proptest::prop_assert_eq!(boxes, words.len());
    }

    #[test]
    fn no_line_is_wider_than_the_measure_where_every_word_fits(
        words in proptest::collection::vec(1..=120i64, 1..60), flex in 0..4i64,
    ) {
        let mut items = paragraph(&words);
        for item in &mut items {
            if let BreakItem::Box { width, flex: own, .. } = item {
                *own = *width * flex / 100;
            }
        }
        let mut start = 0;
        for found in best(&items, 120) {
            // The minimum width of the line: its spaces and its glyphs are shrunk to their limits.
            let narrowest: i64 = items[start..found.item].iter().map(|item| match *item {
                BreakItem::Box { width, flex, .. } => width - flex,
                BreakItem::Glue { width, shrink, .. } | BreakItem::Gap { width, shrink, .. } => {
                    width - shrink
                }
                BreakItem::Penalty { .. } => 0,
            }).sum();
            proptest::prop_assert!(found.over == 0 && narrowest <= 120, "{narrowest} {found:?}");
            start = line_start(&items, found.item);
        }
    }
}
