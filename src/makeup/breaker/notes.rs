//! The notes at the foot of a page: all that are called on it, the last of them as far as it fits.

use super::{Charge, Gathered, OVERFULL, OpenPage, PageBreaker};
use crate::layout::NoteSpot;
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

/// Which series of notes are at the foot of a page, in their order.
pub(super) type NoteKinds = [bool; 2];

/// Returns the number of lines of each series at the foot before each line and, as the last item, that of all.
pub(super) fn counts(gathered: &Gathered) -> Vec<[u32; 2]> {
    let mut counts = vec![[0, 0]];
    for note in &gathered.notes {
        let mut next = counts[counts.len() - 1];
        match note.spot {
            NoteSpot::Foot => next[0] += 1,
            NoteSpot::SecondFoot => next[1] += 1,
            NoteSpot::Margin => {}
        }
        counts.push(next);
    }
    counts
}

impl PageBreaker<'_> {
    /// Adds the note lines before `called` at the foot of a page, those of the last note as far as they fit.
    /// Returns `None` if they do not fit.
    pub(super) fn add_notes(&mut self, page: &mut OpenPage, called: usize, desperate: bool) -> Option<()> {
        // Notes in the margin after the last one at the foot take nothing from the text.
        let is_tall = |at: &usize| self.notes[at + 1] > self.notes[*at];
        let last = (page.note..called).rev().find(is_tall);
        let tall = last.map_or(called, |last| last + 1);
        let gap = if page.notes.is_zero() && last.is_some() { self.heights.note_gap } else { Length::ZERO };
        let room = self.room(page) - gap;
        let fits = |end: usize| self.added(page, end) <= room;
        let mut end = (page.note..=tall).rev().find(|end| fits(*end)).unwrap_or(page.note);
        if end < tall {
            // Only the note that is called last may be divided, with at least two lines on either side.
            let last = &self.gathered.notes[tall - 1];
            let begin = last.start.max(page.note);
            let least = (begin + MIN_NOTE_LINES).min(last.end);
            end = end.min(tall.saturating_sub(MIN_NOTE_LINES));
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
            let carried = i64::try_from(tall - end).unwrap_or(0);
            self.charge(page, Charge::PartedNote, NOTE_PARTED + NOTE_LINE_CARRIED * carried);
        } else {
            end = called;
        }
        page.notes += self.added(page, end);
        page.series = self.kinds(page.series, page.note, end);
        page.note = end;
        Some(())
    }

    /// Returns the height that the note lines up to `end` add at the foot of a page.
    fn added(&self, page: &OpenPage, end: usize) -> Length {
        self.height(page.series, page.note, end)
    }

    /// Returns the height of note lines at the foot of a page that has notes of these series.
    pub(super) fn height(&self, on_page: NoteKinds, from: usize, end: usize) -> Length {
        let is_both = |kinds: NoteKinds| kinds[0] && kinds[1];
        let is_parted = !is_both(on_page) && is_both(self.kinds(on_page, from, end));
        let gap = if is_parted { self.heights.series_gap } else { Length::ZERO };
        self.notes[end] - self.notes[from] + gap
    }

    /// Returns the series at the foot of a page, with those of more note lines.
    fn kinds(&self, on_page: NoteKinds, from: usize, end: usize) -> NoteKinds {
        let (from, to) = (self.note_counts[from], self.note_counts[end]);
        [on_page[0] || to[0] > from[0], on_page[1] || to[1] > from[1]]
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
        let fits = |end: &usize| self.added(page, *end) <= most;
        let mut end = (page.note + 1..=owed).rev().find(fits).unwrap_or(page.note + 1);
        if end < owed {
            end = self.best_parting(end.saturating_sub(MIN_NOTE_LINES).max(page.note + 1), end);
        }
        page.notes = self.added(page, end);
        page.series = self.kinds(page.series, page.note, end);
        page.note = end;
        if end < owed {
            page.parted = true;
            self.charge(page, Charge::PartedNote, NOTE_PARTED);
        }
    }
}
