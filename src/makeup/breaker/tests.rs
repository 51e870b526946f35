//! Tests of breaking a galley into pages.

use super::notes::MIN_NOTE_LINES;
use super::*;
use crate::layout::{FORBID, FORCE_RECTO, NoteSpot, RepeatAt};

use crate::book::NoteId;
use crate::makeup::gather::{LineRef, LineStep, NoteLine};

pub(super) const HEIGHTS: Heights = Heights {
    text: Length::pt(100),
    note_gap: Length::pt(5),
    series_gap: Length::pt(5),
    leading: Length::pt(10),
    elastic: true,
    facing: true,
    may_be_long: false,
};

pub(super) fn step(penalty: i32) -> LineStep {
    LineStep {
        elastic: 0,
        line: LineRef::Single { strip: 0 },
        total: Length::pt(10),
        below_grid: Length::ZERO,
        hyphenated: false,
        space: Length::ZERO,
        sink: Length::ZERO,
        fill: 0,
        penalty,
        repeat: Length::ZERO,
        repeat_at: RepeatAt::EveryColumn,
        columns: None,
        on_grid: true,
        first_note_line: 0,
        note_lines: 0,
        called: 0,
        fresh: 0,
        due: 0,
        is_barrier: false,
    }
}

pub(super) fn steps(penalties: &[i32]) -> Gathered {
    let steps: Vec<_> = penalties.iter().map(|p| step(*p)).collect();
    let parts = if steps.is_empty() { Vec::new() } else { vec![GatheredPart::Plain(0..steps.len())] };
    Gathered { steps, parts, ..Gathered::default() }
}

/// Returns lines of which those at `spaces` are below an elastic space of 10, and between which a page may end only
/// at `ends`.
fn spaced(count: usize, spaces: &[usize], ends: &[usize]) -> Gathered {
    let mut gathered = steps(&vec![FORBID; count]);
    for (index, step) in gathered.steps.iter_mut().enumerate() {
        if spaces.contains(&index) {
            (step.space, step.elastic) = (Length::pt(10), 1);
        }
        if ends.contains(&index) {
            step.penalty = 0;
        }
    }
    gathered
}

/// Returns how many spaces of the first page are adjusted, by how much in total, and by how many lines it is short.
fn adjusted(gathered: &Gathered) -> (u8, Length, Option<i8>) {
    let made = break_pages(gathered, HEIGHTS, Side::Recto);
    assert_eq!(made.adjusted.len(), made.ends.len());
    (made.adjusted[0].spaces, made.adjusted[0].total, made.short[0])
}

#[test]
fn spaces_are_widened_by_up_to_half_a_line_where_a_page_would_be_short() {
    // Seven lines and two spaces leave a line free: half a line for each space.
    assert_eq!(adjusted(&spaced(12, &[2, 5], &[7])), (2, Length::pt(10), Some(0)));
    // One space alone is not widened by a whole line.
    assert_eq!(adjusted(&spaced(12, &[2], &[8])), (0, Length::ZERO, Some(1)));
    // A space at the head of a page is dropped.
    assert_eq!(adjusted(&spaced(12, &[2, 8], &[8])), (0, Length::ZERO, Some(1)));
}

#[test]
fn spaces_are_narrowed_by_up_to_a_quarter_of_a_line_where_a_page_would_be_long() {
    // Seven lines and four spaces are a line more than the page holds.
    assert_eq!(adjusted(&spaced(12, &[1, 2, 3, 4], &[7])), (4, Length::pt(-10), Some(0)));
    // Three spaces cannot take a line up: the page ends above all of them.
    let made = break_pages(&spaced(14, &[2, 3, 4], &[2, 8]), HEIGHTS, Side::Recto);
    assert_eq!(made.ends[0].step, 2);
}

#[test]
fn a_last_page_and_a_page_that_the_author_ends_are_not_stretched() {
    assert_eq!(adjusted(&spaced(6, &[2, 4], &[])), (0, Length::ZERO, None));
    let mut gathered = spaced(12, &[2, 5], &[]);
    gathered.steps[6].penalty = FORCE;
    assert_eq!(adjusted(&gathered), (0, Length::ZERO, None));
}

#[test]
fn a_page_that_faces_a_hole_is_full() {
    // The first page may end only after four lines, since seven belong together; the second anywhere.
    let mut gathered = steps(&[0; 24]);
    for step in &mut gathered.steps[1..4] {
        step.penalty = FORBID;
    }
    for step in &mut gathered.steps[5..11] {
        step.penalty = FORBID;
    }
    let made = break_pages(&gathered, HEIGHTS, Side::Verso);
    let ends: Vec<usize> = made.ends.iter().map(|end| end.step).collect();
    assert_eq!((ends, &made.short[..2]), (vec![4, 14, 24], &[None, Some(0)][..]));
}

#[test]
fn no_space_is_adjusted_where_the_design_forbids_it() {
    let heights = Heights { elastic: false, ..HEIGHTS };
    let made = break_pages(&spaced(12, &[2, 5], &[7]), heights, Side::Recto);
    assert_eq!((made.adjusted[0], made.short[0]), (Adjustment::default(), Some(1)));
}

/// Adds a note of `lines` lines that is called in the step `call`. All later steps must have been added.
fn add_note(gathered: &mut Gathered, call: usize, lines: usize) {
    let start = gathered.notes.len();
    let note = NoteLine {
        note: NoteId(0),
        spot: NoteSpot::Foot,
        line: 0,
        total: Length::pt(10),
        space: Length::ZERO,
        penalty: 0,
        start,
        end: start + lines,
    };
    gathered.notes.extend(std::iter::repeat_n(note, lines));
    gathered.steps[call].note_lines = lines;
    gathered.steps[call + 1..].iter_mut().for_each(|step| step.first_note_line = start + lines);
}

fn ends(gathered: &Gathered) -> Vec<(usize, usize)> {
    let made = break_pages(gathered, HEIGHTS, Side::Recto);
    made.ends.into_iter().map(|end| (end.step, end.note)).collect()
}

#[test]
fn pages_are_filled() {
    assert_eq!(ends(&steps(&[0; 25])), [(10, 0), (20, 0), (25, 0)]);
    assert_eq!(ends(&steps(&[])), []);
}

#[test]
fn a_widow_makes_its_page_a_line_short() {
    let mut penalties = [0; 25];
    penalties[10] = 1000;
    assert_eq!(ends(&steps(&penalties))[0], (9, 0));
}

#[test]
fn what_must_stay_together_goes_over_together() {
    let mut penalties = [0; 25];
    penalties[8..=11].fill(FORBID);
    assert_eq!(ends(&steps(&penalties))[0], (7, 0));
}

#[test]
fn more_than_a_page_kept_together_is_parted_all_the_same() {
    assert_eq!(ends(&steps(&[FORBID; 15])), [(10, 0), (15, 0)]);
}

#[test]
fn a_forced_break_ends_the_page() {
    let mut penalties = [0; 12];
    penalties[3] = FORCE;
    assert_eq!(ends(&steps(&penalties)), [(3, 0), (12, 0)]);
}

#[test]
fn a_section_that_opens_on_a_right_hand_page_has_a_blank_one_before_it() {
    let mut penalties = [0; 25];
    (penalties[13], penalties[23]) = (FORCE_RECTO, FORCE_RECTO);
    // Left-hand pages are the second and the fourth.
    assert_eq!(ends(&steps(&penalties)), [(10, 0), (13, 0), (23, 0), (23, 0), (25, 0)]);
    let verso = break_pages(&steps(&penalties), HEIGHTS, Side::Verso);
    let ends: Vec<usize> = verso.ends.iter().map(|end| end.step).collect();
    assert_eq!(ends, [10, 13, 13, 23, 23, 25], "the third page is a left-hand page");
    assert_eq!((verso.short[2], verso.empty[2]), (None, 0), "a blank page is not short");
}

#[test]
fn a_note_that_continues_fills_the_left_hand_page_before_a_section() {
    let mut penalties = [0; 12];
    penalties[6] = FORCE_RECTO;
    let mut gathered = steps(&penalties);
    add_note(&mut gathered, 5, 6);
    assert_eq!(ends(&gathered), [(6, 3), (6, 6), (12, 6)]);
}

#[test]
fn a_note_stands_on_the_page_of_its_call() {
    let mut gathered = steps(&[0; 20]);
    add_note(&mut gathered, 8, 3);
    // Ten lines and the note do not fit. The line with the call moves to the next page, with its note.
    assert_eq!(ends(&gathered)[0], (8, 0));
}

#[test]
fn a_long_note_goes_on_at_the_next_foot() {
    let mut gathered = steps(&[0; 20]);
    add_note(&mut gathered, 1, 12);
    let ends = ends(&gathered);
    assert!(ends[0].1 >= MIN_NOTE_LINES && ends[0].1 <= 10, "{ends:?}");
    assert_eq!(ends.last(), Some(&(20, 12)));
}

#[test]
fn a_note_is_not_parted_within_two_lines_of_a_paragraph_of_its_own() {
    // The page has room for ten lines: the line with the call, the gap, and as many lines of the note as
    // fit. The penalties are those of dividing the note before certain lines.
    let parted = |penalties: &[usize]| {
        let mut gathered = steps(&[0; 20]);
        add_note(&mut gathered, 0, 12);
        penalties.iter().for_each(|line| gathered.notes[*line].penalty = 1200);
        ends(&gathered)[0].1
    };
    let fits = parted(&[]);
    assert_eq!(parted(&[fits]), fits - 1);
    assert_eq!(parted(&[fits, fits - 1]), fits - 2);
    // If no place is better than another, as many lines as fit are on the page of the call.
    assert_eq!(parted(&(0..12).collect::<Vec<_>>()), fits);
}

#[test]
fn a_note_longer_than_a_page_ends_somewhere() {
    let mut gathered = steps(&[0; 2]);
    add_note(&mut gathered, 1, 35);
    assert_eq!(ends(&gathered).last(), Some(&(2, 35)));
}

/// Returns paragraphs with the given variants, each with its cost and its number of lines. Widows and orphans
/// have a penalty.
fn paragraphs(of: &[&[(i64, usize)]]) -> Gathered {
    let mut gathered = Gathered::default();
    for (id, variants) in (0..).zip(of) {
        let mut ranges = Vec::new();
        for (variant, (cost, lines)) in (0..).zip(*variants) {
            let from = gathered.steps.len();
            for index in 0..*lines {
                let guarded = index > 0 && (index == 1 || index + 1 == *lines);
                gathered.steps.push(step(if guarded { 1200 } else { 0 }));
            }
            ranges.push((VariantId(variant), *cost, from..gathered.steps.len()));
        }
        gathered.parts.push(GatheredPart::Paragraph(ParagraphId(id), ranges));
    }
    gathered.steps[0].penalty = FORBID;
    gathered
}

/// Returns the number of lines on each page.
fn fill(gathered: &Gathered, side: Side) -> Vec<usize> {
    fill_to(gathered, HEIGHTS, side)
}

/// Returns the number of lines on each page of these heights.
fn fill_to(gathered: &Gathered, heights: Heights, side: Side) -> Vec<usize> {
    let made = break_pages(gathered, heights, side);
    let mut from = 0;
    made.ends.iter().map(|end| end.step - std::mem::replace(&mut from, end.step)).collect()
}

#[test]
fn a_paragraph_gives_a_line_to_spare_the_page_a_widow() {
    // Before the third paragraph there are eleven lines with the best variants, of which the last would be
    // alone on the next page, and ten with the other variant.
    let gathered = paragraphs(&[&[(0, 6)], &[(0, 5), (900, 4)], &[(0, 10)]]);
    assert_eq!(fill(&gathered, Side::Recto), [10, 10]);
}

#[test]
fn no_line_is_given_where_none_is_needed() {
    let gathered = paragraphs(&[&[(0, 6), (1, 7)], &[(0, 4), (1, 5)], &[(0, 10), (1, 11)]]);
    assert_eq!(break_pages(&gathered, HEIGHTS, Side::Recto).steps.len(), 20);
}

#[test]
fn facing_pages_are_level() {
    // The tenth line is kept with the eleventh: the left-hand page is short, and so is the right-hand page.
    let mut penalties = [0; 30];
    penalties[10] = FORBID;
    let filled = fill(&steps(&penalties), Side::Verso);
    assert_eq!(filled[..2], [9, 9], "{filled:?}");
    // The two pages of a leaf need not be level.
    let filled = fill(&steps(&penalties), Side::Recto);
    assert_eq!(filled[..2], [9, 10], "{filled:?}");
}

#[test]
fn both_pages_of_a_spread_may_be_a_line_longer() {
    // The left-hand page can end after eight lines or after eleven.
    let mut penalties = [0; 30];
    (penalties[9], penalties[10]) = (FORBID, FORBID);
    let mut gathered = steps(&penalties);
    let long = Heights { may_be_long: true, ..HEIGHTS };
    assert_eq!(fill(&gathered, Side::Verso)[..2], [8, 8]);
    assert_eq!(fill_to(&gathered, long, Side::Verso)[..2], [11, 11]);
    // Notes end at the foot of the text area.
    add_note(&mut gathered, 2, 2);
    let filled = fill_to(&gathered, long, Side::Verso);
    assert!(filled[0] <= 8, "{filled:?}");
}

#[test]
fn the_last_page_is_not_longer() {
    let long = Heights { may_be_long: true, ..HEIGHTS };
    assert_eq!(fill_to(&steps(&[0; 11]), long, Side::Recto), [10, 1]);
}

#[test]
fn off_the_grid_is_padded_to_it() {
    let mut gathered = steps(&[0; 12]);
    (gathered.steps[3].total, gathered.steps[3].on_grid) = (Length::pt(6), false);
    // A row of 6 pt takes 10 pt of the page.
    assert_eq!(ends(&gathered)[0], (10, 0));
}

proptest::proptest! {
    #[test]
    fn no_page_is_too_full_and_none_is_empty(
        penalties in proptest::collection::vec(proptest::prop_oneof![4 => 0..200i32, 1 => proptest::strategy::Just(FORBID)], 1..120),
        calls in proptest::collection::btree_map(0..120usize, 1..9usize, 0..6),
    ) {
        let mut gathered = steps(&penalties);
        for (call, lines) in calls {
            if call < gathered.steps.len() {
                add_note(&mut gathered, call, lines);
            }
        }
        let mut from = (0, 0);
        for end in ends(&gathered) {
            proptest::prop_assert!(end > from);
            let lines = end.0 - from.0 + end.1 - from.1;
            let gap = if end.1 > from.1 { 5 } else { 0 };
            proptest::prop_assert!(lines * 10 + gap <= 100, "{from:?} {end:?}");
            from = end;
        }
        proptest::prop_assert_eq!(from, (gathered.steps.len(), gathered.notes.len()));
    }

    #[test]
    fn every_paragraph_is_set_once_in_one_of_its_ways(
        lines in proptest::collection::vec((1..9usize, 0..3usize), 1..60), recto in proptest::bool::ANY,
    ) {
        let variants: Vec<Vec<(i64, usize)>> = lines.iter().map(|(best, more)| {
            let others = [best + 1, best.saturating_sub(1).max(1)];
            let others = others.into_iter().filter(|other| other != best).take(*more).map(|other| (700, other));
            std::iter::once((0, *best)).chain(others).collect()
        }).collect();
        let variants: Vec<&[(i64, usize)]> = variants.iter().map(Vec::as_slice).collect();
        let gathered = paragraphs(&variants);
        let made = break_pages(&gathered, HEIGHTS, if recto { Side::Recto } else { Side::Verso });
        let mut at = 0;
        for part in &gathered.parts {
            let GatheredPart::Paragraph(_, variants) = part else { continue };
            let set = variants.iter().find(|(_, _, range)| made.steps[at..].starts_with(&range.clone().collect::<Vec<_>>()));
            let Some((_, _, range)) = set else { panic!("a paragraph is cut or lost") };
            at += range.len();
        }
        proptest::prop_assert_eq!(at, made.steps.len());
        let mut from = 0;
        for end in &made.ends {
            proptest::prop_assert!(end.step > from && end.step - from <= 10);
            from = end.step;
        }
        proptest::prop_assert_eq!(from, made.steps.len());
    }
}

#[test]
fn pages_far_from_the_cheapest_are_not_kept_however_many_there_are() {
    // Each page has more floats than the one before, so that no two have the same key.
    let page = |at: usize| {
        let before = u32::try_from(at).expect("a count");
        OpenPage { cost: i64::from(before), before, float: at, ..OpenPage::first(Side::Recto) }
    };
    let most = MAX_OPEN + (2 * MAX_PAGES_APART as usize + 1) * MIN_OF_PAGE;
    for count in [100, 1_000] {
        let kept = best((0..count).map(page).collect());
        assert!((MAX_OPEN..=most).contains(&kept.len()), "{}", kept.len());
    }
}
