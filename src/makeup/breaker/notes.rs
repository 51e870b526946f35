//! The notes at the foot of a page: all that are called on it, the last of them as far as it fits.

use super::{Charge, Gathered, OVERFULL, OpenPage, PageBreaker};
use crate::units::Length;

/// The cost of a note that is continued at the foot of the next page, and that of each of its lines there.
const NOTE_PARTED: i64 = 100_000;
const NOTE_LINE_CARRIED: i64 = 10_000;
/// The minimum number of lines of a divided note on the page of its call, and on the next page.
pub(super) const MIN_NOTE_LINES: usize = 2;

/// Returns the total height of the note lines before each one and, as the last item, that of all.
pub(super) fn heights(gathered: &Gathered) -> Vec<Length> {
    let mut heights = vec![Length::ZERO];
    for note in &gathered.notes {
        heights.push(heights[heights.len() - 1] + note.space + note.total);
    }
    heights
}

impl PageBreaker<'_> {
    /// Adds the note lines before `called` at the foot of a page, those of the last note as far as they fit.
    /// Returns `None` if they do not fit.
    pub(super) fn add_notes(&mut self, page: &mut OpenPage, called: usize, desperate: bool) -> Option<()> {
        let gap = if page.notes.is_zero() { self.heights.note_gap } else { Length::ZERO };
        let room = self.room(page) - gap;
        let fits = |end: usize| self.notes[end] - self.notes[page.note] <= room;
        let mut end = (page.note..=called).rev().find(|end| fits(*end)).unwrap_or(page.note);
        if end < called {
            // Only the note that is called last may be divided, with at least two lines on either side.
            let last = &self.gathered.notes[called - 1];
            let begin = last.start.max(page.note);
            let least = (begin + MIN_NOTE_LINES).min(last.end);
            end = end.min(called.saturating_sub(MIN_NOTE_LINES));
            if end < least {
                if !desperate {
                    return None;
                }
                self.charge(page, Charge::Overfull, OVERFULL);
                end = end.max(page.note);
            } else {
                end = self.best_parting(least, end);
            }
            page.parted = true;
            let carried = i64::try_from(called - end).unwrap_or(0);
            self.charge(page, Charge::PartedNote, NOTE_PARTED + NOTE_LINE_CARRIED * carried);
        }
        page.notes += self.notes[end] - self.notes[page.note];
        page.note = end;
        Some(())
    }

    /// Returns the best place to divide a note, from `least` to `most`: the one with the lowest penalty, and
    /// the last of equal ones.
    fn best_parting(&self, least: usize, most: usize) -> usize {
        (least..=most).rev().min_by_key(|end| self.gathered.notes[*end].penalty).unwrap_or(most)
    }

    /// Adds the rest of the note lines before `owed`, which did not fit on the page before, at the foot of a
    /// new page. If they are very many, it adds only so many as leave room for two lines of text.
    pub(super) fn carry(&mut self, page: &mut OpenPage, owed: usize) {
        if page.note >= owed {
            return;
        }
        let most = self.heights.text - self.heights.note_gap - self.heights.leading * 2;
        let fits = |end: &usize| self.notes[*end] - self.notes[page.note] <= most;
        let mut end = (page.note + 1..=owed).rev().find(fits).unwrap_or(page.note + 1);
        if end < owed {
            end = self.best_parting(end.saturating_sub(MIN_NOTE_LINES).max(page.note + 1), end);
        }
        page.notes = self.notes[end] - self.notes[page.note];
        page.note = end;
        if end < owed {
            page.parted = true;
            self.charge(page, Charge::PartedNote, NOTE_PARTED);
        }
    }
}
