//! Filling and ending a page, and the costs of its end.

use super::super::gather::LineStep;
use super::columns::{OpenColumns, repeated};
use super::elastic::Adjustment;
use super::{Charge, Decision, FORBIDDEN, NoteKinds, OVERFULL, OpenPage, PageBreaker};
use crate::layout::Side;
use crate::layout::{FORBID, FORCE};
use crate::units::Length;

/// The cost of one line of space at the foot of a page that is not the last. A second line costs twice as
/// much in addition, a third three times, and so on.
pub(super) const SHORT_BY_ONE: i64 = 800_000;
/// The same cost for space above notes, since the notes themselves end at the foot of the page.
const SPACE_ABOVE_NOTES: i64 = 8_000;
/// The cost of a page that is a line longer than the text area.
const LONG_BY_ONE: i64 = 900_000;
/// The cost of facing pages of which one is a line shorter, and of each further line of difference.
const NOT_LEVEL: i64 = 8_000_000;
const LESS_LEVEL: i64 = 1_000_000;
/// The number of empty lines from which on a page is not level with any other, as above a figure that did not fit. A
/// page that faces it need not be as empty. So many lines cost more than pages that are not level.
const HOLE: i8 = 5;
/// The cost, in addition to its penalty, of a hyphen at the foot of a right-hand page, which the reader
/// has to turn.
const HYPHEN_ON_RECTO: i64 = 200_000;
/// A page may end before a block only if fewer lines than this would remain free below the block, or if
/// the block does not fit.
const NEARLY_FULL: i64 = 3;

impl PageBreaker<'_> {
    /// Returns whether a page may end before a step.
    pub(super) fn may_end(
        &mut self,
        page: &OpenPage,
        step: &LineStep,
        index: usize,
        desperate: bool,
    ) -> bool {
        if page.lines == 0 {
            return false;
        }
        let nearly = self.heights.leading * NEARLY_FULL;
        let may = if step.penalty <= FORCE || desperate {
            true
        } else if step.penalty >= FORBID {
            false
        } else {
            let below = step.space + step.sink + self.blocks[index];
            // Another line in columns makes them higher by a part of its height.
            let higher =
                if page.columns.are_open() { below / i64::from(self.columns_of(step)) } else { below };
            page.float < step.due
                || (step.is_barrier && !page.foot.is_zero())
                || page.parted
                || page.filled
                || self.room(page) - higher < nearly
                // Below the last column there is room for it, if not elsewhere.
                || (self.room(page) < below && self.are_columns_full(page, index))
        };
        may && !self.barred.contains(&index)
    }

    /// Returns the height that is free on a page; it is negative if the page is too full.
    pub(super) fn room(&self, page: &OpenPage) -> Length {
        let notes = if page.notes.is_zero() { Length::ZERO } else { page.notes + self.heights.note_gap };
        self.heights.text - page.text - page.foot - notes
    }

    /// Returns whether a page is a line longer than the text area, as both pages of a spread may be. Notes,
    /// floats at the foot and fills end at the foot of the text area, so they prevent it.
    pub(super) fn is_long(&self, page: &OpenPage) -> bool {
        let room = self.room(page);
        let is_plain = page.notes.is_zero() && page.foot.is_zero() && !page.filled;
        self.heights.may_be_long && is_plain && room < Length::ZERO && room >= -self.heights.leading
    }

    /// Adds a step to a page, with the notes that are called in it. Returns `false` if it does not fit; the page is not
    /// used then.
    pub(super) fn set(&mut self, page: &mut OpenPage, index: usize, desperate: bool) -> bool {
        let step = &self.gathered.steps[index];
        // A float at the foot would be below a section or figure that is called after it.
        let is_overtaken = step.is_barrier && !page.foot.is_zero();
        if (page.float < step.due || is_overtaken) && !desperate {
            return false;
        }
        if page.columns.are_open() && !self.take_columns(page.columns, step) {
            self.end_columns(page);
        }
        if step.columns.is_some() {
            if self.add_to_columns(page, index, desperate).is_none() {
                return false;
            }
        } else {
            self.add_to_text(page, step);
        }
        page.lines = page.lines.saturating_add(1);
        page.filled |= step.fill > 0;
        let over = page.text > self.heights.text;
        let called = step.first_note_line + step.note_lines;
        if called > page.note {
            // Below a note that is continued on the next page there is no room for other notes.
            if page.parted && step.note_lines > 0 {
                return desperate;
            }
            if !page.parted && self.add_notes(page, called, desperate).is_none() {
                return false;
            }
        }
        if page.columns.are_open() && self.room(page) < Length::ZERO && !over {
            self.narrow_columns(page);
        }
        if self.room(page) < Length::ZERO && !self.is_long(page) && !self.is_narrowed(page) {
            if !desperate {
                return false;
            }
            if over {
                self.charge(page, Charge::Overfull, OVERFULL);
            }
        }
        true
    }

    /// Adds the height of a step to the text of a page, with the space above it.
    fn add_to_text(&self, page: &mut OpenPage, step: &LineStep) {
        let least = if page.below_float { self.heights.leading } else { Length::ZERO };
        let mut text = page.text + step.sink;
        text += if page.lines == 0 {
            let turned = !self.heights.facing || page.side == Side::Verso;
            repeated(step, true, turned)
        } else {
            step.space.max(least)
        };
        if page.lines > 0 && !page.below_float {
            page.elastic = page.elastic.saturating_add(step.elastic);
        }
        page.below_float = false;
        page.text = step.snapped(text, self.heights.leading) + step.total;
    }

    /// Returns the number of columns that a step is set in.
    pub(super) fn columns_of(&self, step: &LineStep) -> u8 {
        step.column_set().map_or(1, |columns| self.gathered.columns[columns].count)
    }

    /// Ends a page before a step. Returns the next page, with the rest of the notes of the ended one.
    pub(super) fn turn(&mut self, page: &OpenPage, index: usize) -> OpenPage {
        // After the last step only floats remain.
        let step = self.gathered.steps.get(index);
        let penalty = step.map_or(FORCE, |step| step.penalty);
        let owed = step.map_or(self.gathered.notes.len(), |step| step.first_note_line);
        let short = self.short(page);
        let mut page = *page;
        self.end_columns(&mut page);
        self.charge(&mut page, Charge::Penalty, break_cost(penalty));
        let forced = penalty <= FORCE;
        let mut adjusted = self.adjustment(&page);
        if forced && adjusted.total > Length::ZERO {
            adjusted = Adjustment::default();
        }
        self.charge_adjustment(&mut page, adjusted);
        let (mut level, mut judged, mut empty) = (None, None, 0);
        if !forced && !page.filled {
            let above_notes = !page.notes.is_zero();
            let grown = i64::from(short.abs()) * (i64::from(short.abs()) + 1) / 2;
            if above_notes {
                self.charge(&mut page, Charge::SpaceAboveNotes, grown * SPACE_ABOVE_NOTES);
            } else {
                let one = if short < 0 { LONG_BY_ONE } else { SHORT_BY_ONE };
                self.charge(&mut page, Charge::ShortPage, grown * one);
            }
            let foot = if above_notes { 0 } else { short };
            judged = (!above_notes && foot < HOLE).then_some(short);
            empty = short.max(0);
            match page.side {
                Side::Verso => level = (foot < HOLE).then_some(foot),
                Side::Recto => {
                    let facing = page.level.filter(|_| foot < HOLE);
                    let apart = facing.map_or(0, |level| i64::from(level.abs_diff(foot)));
                    let cost = if apart == 0 { 0 } else { NOT_LEVEL + LESS_LEVEL * (apart - 1) };
                    self.charge(&mut page, Charge::NotLevel, cost);
                }
            }
            let hyphen = index > 0 && self.gathered.steps[index - 1].hyphenated;
            if hyphen && page.side == Side::Recto {
                self.charge(&mut page, Charge::HyphenOnRecto, HYPHEN_ON_RECTO);
            }
        }
        let end = Decision::End { step: index, note: page.note, short: judged, empty, adjusted };
        let log = self.decide(page.log, end);
        let mut fresh = OpenPage {
            cost: page.cost,
            text: Length::ZERO,
            notes: Length::ZERO,
            series: NoteKinds::default(),
            note: page.note,
            float: page.float,
            foot: Length::ZERO,
            below_float: false,
            parted: false,
            before: page.before + 1,
            lines: 0,
            elastic: 0,
            filled: false,
            side: self.heights.next_side(page.side),
            level,
            columns: OpenColumns::NONE,
            log,
        };
        self.carry(&mut fresh, owed);
        fresh
    }

    /// Returns how many whole lines of space a page has at its foot, or between its text and its notes, if its
    /// elastic spaces are adjusted; -1 for a page that is longer than the text area.
    pub(super) fn short(&self, page: &OpenPage) -> i8 {
        if self.adjustment(page).spaces > 0 {
            return 0;
        }
        if self.is_long(page) {
            return -1;
        }
        let lines = self.room(page).max(Length::ZERO).to_sp() / self.heights.leading.to_sp().max(1);
        i8::try_from(lines).unwrap_or(i8::MAX)
    }
}

/// Returns the cost of a penalty: its square, with its sign, as in the demerits of a paragraph (*The
/// TeXbook*, chapter 14). A forced page end costs nothing.
pub(super) fn break_cost(penalty: i32) -> i64 {
    if penalty <= FORCE {
        return 0;
    }
    if penalty >= FORBID {
        return FORBIDDEN;
    }
    let penalty = i64::from(penalty);
    penalty * penalty.abs()
}
