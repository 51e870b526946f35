//! Breaks the lines of a galley into pages at the least total cost.
//!
//! The method is the total fit of Knuth and Plass turned upright (M. F. Plass, *Optimal pagination
//! techniques for automatic typesetting systems*, 1981): every page that can begin where another
//! may end is tried, and the cheapest way through all lines is kept. What a page costs: the break
//! at its foot (widows, orphans, ladders, kept-together matter), its white foot, notes parted.
//!
//! A note's first lines always stand on the page of its call; the last note of a page may go on
//! at the foot of the next. Pure: lines and heights go in, page ends come out.

use std::collections::BTreeMap;

use super::strip::Copy;
use crate::galley::{FORBID, FORCE};
use crate::units::Length;

/// One line of white at the foot of a page that is not the last; grows with the square of the lines.
const SHORT_BY_ONE: i64 = 50_000;
/// A note that goes on at the foot of the next page, and each line of it that does.
const NOTE_PARTED: i64 = 100_000;
const NOTE_LINE_CARRIED: i64 = 10_000;
/// A last page of fewer lines than [`FEW_LINES`] looks like a mistake.
const LAST_PAGE_FEW: i64 = 200_000;
const FEW_LINES: usize = 5;
/// A page that breaks where breaking is forbidden, because nothing else is possible.
const FORBIDDEN: i64 = 1_000_000_000;
/// A line or note that no page can hold.
const OVERFULL: i64 = 10_000_000_000;
/// Lines of a note that stay with its call, and that go over, at least.
const NOTE_LEAST: usize = 2;
/// Page ends that are weighed for one page start, counted upward from the fullest.
const CANDIDATES: usize = 16;

/// Heights of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    /// The text area.
    pub(super) text: Length,
    /// Between the text and the notes.
    pub(super) note_gap: Length,
    /// One line of text, the unit of white at the foot.
    pub(super) leading: Length,
}

/// Where a page ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct PageEnd {
    /// The step after its last line.
    pub(super) step: usize,
    /// The note line after its last.
    pub(super) note: usize,
}

/// The cheapest way known to end a page somewhere.
#[derive(Clone, Copy)]
struct Best {
    cost: i64,
    from: PageEnd,
}

/// Breaks the copy into pages; gives where each page ends, the last at the end of the copy.
///
/// Gives nothing for a copy without lines.
pub(super) fn break_pages(copy: &Copy<'_>, heights: Heights) -> Vec<PageEnd> {
    let end = PageEnd { step: copy.steps.len(), note: copy.notes.len() };
    if copy.steps.is_empty() {
        return Vec::new();
    }
    let ruler = Ruler::new(copy, heights);
    let start = PageEnd { step: 0, note: 0 };
    let mut open = BTreeMap::from([(start, Best { cost: 0, from: start })]);
    let mut known: BTreeMap<PageEnd, Best> = BTreeMap::new();

    // Page starts are taken up in the order of the text, so each is final when its turn comes.
    while let Some((from, best)) = open.pop_first() {
        known.insert(from, best);
        if from == end {
            break;
        }
        for (to, cost) in ruler.pages_from(from) {
            let total = best.cost.saturating_add(cost);
            let way = open.entry(to).or_insert(Best { cost: i64::MAX, from });
            if total < way.cost {
                *way = Best { cost: total, from };
            }
        }
    }
    walk_back(&known, end)
}

fn walk_back(known: &BTreeMap<PageEnd, Best>, end: PageEnd) -> Vec<PageEnd> {
    let mut ends = Vec::new();
    let mut at = end;
    while at != (PageEnd { step: 0, note: 0 }) {
        ends.push(at);
        at = known[&at].from;
    }
    ends.reverse();
    ends
}

/// Measures pages by sums kept from the top of the galley.
struct Ruler<'a> {
    copy: &'a Copy<'a>,
    heights: Heights,
    /// Height of the steps before each, spaces and sinks included.
    text: Vec<Length>,
    /// Height of the note lines before each.
    notes: Vec<Length>,
    /// Weight of the fills before each step.
    fills: Vec<u32>,
}

impl<'a> Ruler<'a> {
    fn new(copy: &'a Copy<'a>, heights: Heights) -> Self {
        let mut text = vec![Length::ZERO];
        let mut fills = vec![0];
        for step in &copy.steps {
            text.push(text[text.len() - 1] + step.space + step.sink + step.line.total());
            fills.push(fills[fills.len() - 1] + step.fill);
        }
        let mut notes = vec![Length::ZERO];
        for note in &copy.notes {
            notes.push(notes[notes.len() - 1] + note.space + note.line.total());
        }
        Self { copy, heights, text, notes, fills }
    }

    /// The pages that may begin at `from`, each with its end and its cost; never none.
    fn pages_from(&self, from: PageEnd) -> Vec<(PageEnd, i64)> {
        // Notes left over from a page that already holds the last line get pages of their own.
        if from.step == self.copy.steps.len() {
            let note =
                self.notes_that_fit(from.note, self.copy.notes.len(), self.heights.text).max(from.note + 1);
            return vec![(PageEnd { step: from.step, note }, NOTE_PARTED)];
        }
        let last = self.last_that_fits(from);
        let mut pages = Vec::new();
        for to in (from.step + 1..=last).rev() {
            let penalty = self.penalty_at(to);
            if penalty >= FORBID {
                continue;
            }
            if let Some(note) = self.note_end(from, to) {
                let end = PageEnd { step: to, note };
                pages.push((end, self.cost(from, end, penalty)));
            }
            if pages.len() >= CANDIDATES || penalty <= FORCE {
                break;
            }
        }
        if pages.is_empty() {
            pages.push(self.last_resort(from, last));
        }
        pages
    }

    /// The furthest step that a page beginning at `from` can end before: as far as text alone
    /// fits, and not past a forced break.
    fn last_that_fits(&self, from: PageEnd) -> usize {
        let steps = &self.copy.steps;
        let mut to = from.step + 1;
        while to < steps.len()
            && steps[to].penalty > FORCE
            && self.text_height(from.step, to + 1) <= self.heights.text
        {
            to += 1;
        }
        to
    }

    /// Height of the lines `from..to` at the top of a page.
    fn text_height(&self, from: usize, to: usize) -> Length {
        self.text[to] - self.text[from] - self.copy.steps[from].space + self.copy.steps[from].repeat
    }

    fn penalty_at(&self, step: usize) -> i32 {
        self.copy.steps.get(step).map_or(FORCE, |step| step.penalty)
    }

    /// How far the notes of a page get that holds the lines up to `to`; `None` when it cannot hold
    /// the first lines of each note called on it.
    fn note_end(&self, from: PageEnd, to: usize) -> Option<usize> {
        let called = self.copy.note_lines_before(to);
        let room = self.heights.text - self.text_height(from.step, to);
        if called <= from.note {
            return (room >= Length::ZERO).then_some(from.note);
        }
        let fit = self.notes_that_fit(from.note, called, room - self.heights.note_gap);
        if fit == called {
            return Some(called);
        }
        // Only the last note called may be parted, two lines at least on either side.
        let last = &self.copy.notes[called - 1];
        let begin = last.start.max(from.note);
        let least = (begin + NOTE_LEAST).min(last.end);
        let most = called.saturating_sub(NOTE_LEAST);
        let fit = fit.min(most);
        // What is left over from the page before goes on here in full or as far as it can.
        (fit >= least).then_some(fit)
    }

    /// How many of the note lines `from..to` fit into a height; gives the end of those that do.
    fn notes_that_fit(&self, from: usize, to: usize, room: Length) -> usize {
        (from..=to).rev().find(|end| self.notes[*end] - self.notes[from] <= room).unwrap_or(from)
    }

    fn cost(&self, from: PageEnd, to: PageEnd, penalty: i32) -> i64 {
        let called = self.copy.note_lines_before(to.step);
        let carried = called.saturating_sub(to.note);
        let mut cost = break_cost(penalty);
        if carried > 0 {
            cost += NOTE_PARTED + NOTE_LINE_CARRIED * i64::try_from(carried).unwrap_or(0);
        }
        let last = to.step == self.copy.steps.len();
        let filled = self.fills[to.step] > self.fills[from.step];
        if last {
            if from.step > 0 && to.step - from.step < FEW_LINES {
                cost += LAST_PAGE_FEW;
            }
        } else if penalty > FORCE && !filled {
            cost += self.white(from, to);
        }
        cost
    }

    /// What the white at the foot of a page costs, by the square of its lines.
    fn white(&self, from: PageEnd, to: PageEnd) -> i64 {
        let mut used = self.text_height(from.step, to.step);
        if to.note > from.note {
            used += self.heights.note_gap + self.notes[to.note] - self.notes[from.note];
        }
        let white = (self.heights.text - used).max(Length::ZERO);
        let tenths = white.to_sp() * 10 / self.heights.leading.to_sp().max(1);
        // Less than a line is not seen: notes are set on a leading of their own.
        let tenths = (tenths - 9).max(0);
        SHORT_BY_ONE * tenths * tenths / 100
    }

    /// When every end is forbidden or too full: the fullest page, whatever it costs, and at least one line.
    fn last_resort(&self, from: PageEnd, last: usize) -> (PageEnd, i64) {
        for to in (from.step + 1..=last).rev() {
            if let Some(note) = self.note_end(from, to) {
                return (PageEnd { step: to, note }, FORBIDDEN);
            }
        }
        let to = from.step + 1;
        let called = self.copy.note_lines_before(to);
        let room = self.heights.text - self.text_height(from.step, to) - self.heights.note_gap;
        let note = self.notes_that_fit(from.note, called.max(from.note), room);
        (PageEnd { step: to, note }, OVERFULL)
    }
}

/// A penalty weighs by its square, as in the demerits of a paragraph (The TeXbook, chapter 14).
fn break_cost(penalty: i32) -> i64 {
    if penalty <= FORCE {
        return 0;
    }
    let penalty = i64::from(penalty);
    penalty * penalty.abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::Line;
    use crate::makeup::strip::{NoteLine, Step};

    const HEIGHTS: Heights =
        Heights { text: Length::pt(100), note_gap: Length::pt(5), leading: Length::pt(10) };

    fn line() -> &'static Line {
        Box::leak(Box::new(Line::empty(Length::pt(7), Length::pt(3))))
    }

    fn step(penalty: i32) -> Step<'static> {
        Step {
            line: line(),
            space: Length::ZERO,
            sink: Length::ZERO,
            fill: 0,
            penalty,
            repeat: Length::ZERO,
            first_note_line: 0,
        }
    }

    fn steps(penalties: &[i32]) -> Copy<'static> {
        Copy { steps: penalties.iter().map(|p| step(*p)).collect(), ..Copy::default() }
    }

    /// Puts a note of `lines` at the call on step `call`; later steps must be added before.
    fn add_note(copy: &mut Copy<'static>, call: usize, lines: usize) {
        let start = copy.notes.len();
        let note = NoteLine { line: line(), space: Length::ZERO, start, end: start + lines };
        copy.notes.extend(std::iter::repeat_n(note, lines));
        copy.steps[call + 1..].iter_mut().for_each(|step| step.first_note_line = start + lines);
    }

    fn ends(copy: &Copy<'_>) -> Vec<(usize, usize)> {
        break_pages(copy, HEIGHTS).into_iter().map(|end| (end.step, end.note)).collect()
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
    fn a_note_stands_on_the_page_of_its_call() {
        let mut copy = steps(&[0; 20]);
        add_note(&mut copy, 8, 3);
        // Ten lines and the note do not fit; the call's line goes over with its note.
        assert_eq!(ends(&copy)[0], (8, 0));
    }

    #[test]
    fn a_long_note_goes_on_at_the_next_foot() {
        let mut copy = steps(&[0; 20]);
        add_note(&mut copy, 1, 12);
        let ends = ends(&copy);
        assert!(ends[0].1 >= NOTE_LEAST && ends[0].1 <= 10, "{ends:?}");
        assert_eq!(ends.last(), Some(&(20, 12)));
    }

    #[test]
    fn a_note_longer_than_a_page_ends_somewhere() {
        let mut copy = steps(&[0; 2]);
        add_note(&mut copy, 1, 35);
        assert_eq!(ends(&copy).last(), Some(&(2, 35)));
    }

    proptest::proptest! {
        #[test]
        fn no_page_is_too_full_and_none_is_empty(
            penalties in proptest::collection::vec(proptest::prop_oneof![4 => 0..200i32, 1 => proptest::strategy::Just(FORBID)], 1..120),
            calls in proptest::collection::btree_map(0..120usize, 1..9usize, 0..6),
        ) {
            let mut copy = steps(&penalties);
            for (call, lines) in calls {
                if call < copy.steps.len() {
                    add_note(&mut copy, call, lines);
                }
            }
            let mut from = (0, 0);
            for end in ends(&copy) {
                proptest::prop_assert!(end > from);
                let lines = end.0 - from.0 + end.1 - from.1;
                let gap = if end.1 > from.1 { 5 } else { 0 };
                proptest::prop_assert!(lines * 10 + gap <= 100, "{from:?} {end:?}");
                from = end;
            }
            proptest::prop_assert_eq!(from, (copy.steps.len(), copy.notes.len()));
        }
    }
}
