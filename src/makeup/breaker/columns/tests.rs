//! Tests of dividing lines between columns.

use super::super::super::gather::{Gathered, InColumns};
use super::super::tests::{HEIGHTS, step, steps};
use super::super::{ColumnSet, MadeUp, break_pages};
use super::*;
use crate::layout::{Columns, FORBID, FORCE, RepeatAt, WIDOW};

const LEADING: Length = Length::pt(10);

/// Returns the number of lines in each column of these steps, if no column may have more than `most`.
fn balanced(steps: &[LineStep], count: u8, most: i64) -> Option<Vec<usize>> {
    let mut lines = ColumnLines::new(0, Length::ZERO);
    steps.iter().for_each(|_| lines.add(steps, LEADING));
    let (max, mut heights) = (LEADING * most, ColumnHeights::default());
    let mut balancer = Balancer { steps, leading: LEADING, max, desperate: false, heights: &mut heights };
    let found = balancer.balance(&lines, count, max)?;
    let bounds: Vec<usize> =
        [0].into_iter().chain(found.ends().iter().copied()).chain([steps.len()]).collect();
    Some(bounds.windows(2).map(|pair| pair[1] - pair[0]).collect())
}

fn lines(count: usize) -> Vec<LineStep> {
    vec![step(0); count]
}

#[test]
fn columns_are_level_and_the_last_is_the_shortest() {
    assert_eq!(balanced(&lines(10), 2, 10), Some(vec![5, 5]));
    assert_eq!(balanced(&lines(9), 2, 10), Some(vec![5, 4]));
    assert_eq!(balanced(&lines(10), 3, 10), Some(vec![4, 3, 3]));
    assert_eq!(balanced(&lines(1), 3, 10), Some(vec![1, 0, 0]));
    // A page holds twenty lines in two columns.
    assert_eq!(balanced(&lines(20), 2, 10), Some(vec![10, 10]));
    assert_eq!(balanced(&lines(21), 2, 10), None);
}

#[test]
fn what_belongs_together_is_in_one_column() {
    let mut steps = lines(10);
    steps[5].penalty = FORBID;
    assert_eq!(balanced(&steps, 2, 10), Some(vec![6, 4]));
    // A column that is two lines taller is better than one that begins with a widow.
    let mut steps = lines(10);
    for at in [4, 5] {
        steps[at].penalty = WIDOW;
    }
    assert_eq!(balanced(&steps, 2, 10), Some(vec![6, 4]));
    steps.iter_mut().for_each(|step| step.penalty = FORBID);
    assert_eq!(balanced(&steps, 2, 9), None);
    assert_eq!(balanced(&steps, 2, 10), Some(vec![10, 0]));
}

#[test]
fn a_line_that_has_to_begin_a_column_does_so_however_tall_the_columns_are() {
    let mut steps = lines(10);
    for (index, step) in steps.iter_mut().enumerate() {
        step.columns = Some(InColumns { of: 0, begins: index == 8 });
    }
    assert_eq!(balanced(&steps, 2, 10), Some(vec![8, 2]));
    assert_eq!(balanced(&steps, 2, 7), None);
    // A page that ends before that line has the same two columns.
    assert_eq!(balanced(&steps[..8], 2, 10), Some(vec![4, 4]));
}

#[test]
fn space_at_the_head_of_a_column_is_dropped() {
    let mut steps = lines(10);
    steps[5].space = LEADING * 2;
    assert_eq!(balanced(&steps, 2, 5), Some(vec![5, 5]));
}

/// Returns text of which the steps in `range` are in two columns.
fn region(count: usize, range: std::ops::Range<usize>) -> Gathered {
    let mut gathered = steps(&vec![0; count]);
    gathered.columns.push(Columns { count: 2, pitch: Length::pt(50) });
    gathered.steps[range].iter_mut().for_each(|step| step.columns = Some(InColumns { of: 0, begins: false }));
    gathered
}

/// Returns the number of lines in the columns of each set.
fn sets(made: &MadeUp) -> Vec<Vec<usize>> {
    let count = |set: &ColumnSet| set.bounds.windows(2).map(|pair| pair[1] - pair[0]).collect();
    made.columns.iter().map(count).collect()
}

fn ends(made: &MadeUp) -> Vec<usize> {
    made.ends.iter().map(|end| end.step).collect()
}

#[test]
fn columns_fill_pages_and_the_last_page_is_balanced() {
    // Two lines on the whole measure, and 46 in columns, on pages of ten lines.
    let made = break_pages(&region(48, 2..48), HEIGHTS, Side::Recto);
    assert_eq!(ends(&made), [18, 38, 48]);
    assert_eq!(sets(&made), [[8, 8], [10, 10], [5, 5]]);
}

#[test]
fn text_goes_on_below_columns_that_end_within_a_page() {
    let made = break_pages(&region(20, 3..12), HEIGHTS, Side::Recto);
    // Three lines, five lines of columns, and two lines of the rest are a page.
    assert_eq!((ends(&made), sets(&made)), (vec![14, 20], vec![vec![5, 4]]));
}

#[test]
fn a_page_may_be_ended_within_columns() {
    let mut gathered = region(20, 0..20);
    gathered.steps[8].penalty = FORCE;
    let made = break_pages(&gathered, HEIGHTS, Side::Recto);
    assert_eq!((ends(&made), sets(&made)), (vec![8, 20], vec![vec![4, 4], vec![6, 6]]));
}

#[test]
fn a_block_that_fits_in_no_column_of_a_page_begins_the_next() {
    // Three blocks of seven lines: two fill the columns of a page, and the third does not fit below them.
    let mut gathered = region(21, 0..21);
    for (index, step) in gathered.steps.iter_mut().enumerate() {
        step.penalty = if index % 7 == 0 { 0 } else { FORBID };
    }
    let made = break_pages(&gathered, HEIGHTS, Side::Recto);
    assert_eq!((ends(&made), sets(&made)), (vec![14, 21], vec![vec![7, 7], vec![7, 0]]));
}

#[test]
fn what_no_column_can_hold_is_divided_as_a_last_resort() {
    let mut gathered = region(30, 0..30);
    gathered.steps.iter_mut().for_each(|step| step.penalty = FORBID);
    let made = break_pages(&gathered, HEIGHTS, Side::Recto);
    assert_eq!(ends(&made).last(), Some(&30));
    let tall = Length::pt(150);
    gathered.steps[0].total = tall;
    let made = break_pages(&gathered, HEIGHTS, Side::Recto);
    assert_eq!(ends(&made)[0], 1);
}

#[test]
fn lines_are_repeated_only_at_the_head_of_the_first_column_of_a_turned_page() {
    let mut gathered = region(50, 0..50);
    for step in &mut gathered.steps {
        (step.repeat, step.repeat_at) = (LEADING, RepeatAt::TurnedPage);
    }
    let made = break_pages(&gathered, HEIGHTS, Side::Recto);
    assert_eq!(ends(&made)[..2], [20, 39]);
    assert_eq!(sets(&made)[..2], [[10, 10], [9, 10]]);
    gathered.steps.iter_mut().for_each(|step| step.repeat_at = RepeatAt::EveryColumn);
    let made = break_pages(&gathered, HEIGHTS, Side::Recto);
    assert_eq!(sets(&made)[..2], [[9, 9], [9, 9]]);
}

proptest::proptest! {
    #[test]
    fn columns_are_level_or_a_line_apart_where_no_penalty_forbids_it(count in 1..120_usize, columns in 2..=6_u8) {
        let found = balanced(&lines(count), columns, 120).expect("room");
        proptest::prop_assert_eq!(found.iter().sum::<usize>(), count);
        let most = found.iter().max().expect("columns");
        proptest::prop_assert!(found.iter().all(|lines| most - lines <= 1), "{:?}", found);
    }

    #[test]
    fn every_line_in_columns_is_on_one_page_and_in_order(
        penalties in proptest::collection::vec(
            proptest::sample::select(vec![0, 0, 0, 447, SHAPE, WIDOW, FORBID]), 1..90,
        ),
        from in 0..30_usize, length in 0..90_usize, columns in 2..=4_u8,
    ) {
        let mut gathered = steps(&penalties);
        gathered.columns.push(Columns { count: columns, pitch: Length::pt(50) });
        let range = from.min(penalties.len())..(from + length).min(penalties.len());
        gathered.steps[range.clone()].iter_mut().for_each(|step| step.columns = Some(InColumns { of: 0, begins: false }));
        let made = break_pages(&gathered, HEIGHTS, Side::Recto);
        proptest::prop_assert_eq!(&made.steps, &(0..penalties.len()).collect::<Vec<_>>());
        let mut next = range.start;
        for set in &made.columns {
            proptest::prop_assert_eq!(set.bounds[0], next);
            proptest::prop_assert!(set.bounds.is_sorted());
            next = set.bounds[usize::from(columns)];
            let page = made.ends.iter().position(|end| end.step > set.bounds[0]).expect("a page");
            proptest::prop_assert!(next <= made.ends[page].step);
            proptest::prop_assert!(set.bounds.windows(2).all(|pair| pair[1] - pair[0] <= 10));
        }
        proptest::prop_assert!(range.is_empty() || next == range.end);
    }
}
