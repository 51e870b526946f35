//! Places notes in the outer margin: each beside its call, or below the note above if that is longer, and all of them
//! moved up if the last would extend below the text. A caption there keeps its place beside its figure, and notes are
//! above or below it.

use std::ops::Range;

use super::{Body, Placer, put};
use crate::diag::Span;
use crate::layout::{Layer, NoteSpot};
use crate::units::Length;

/// The notes called on a page.
#[derive(Default)]
pub(super) struct MarginNotes {
    /// The lines of the notes that a line of text calls, by their indexes, and the baseline of that line in the text area.
    calls: Vec<(Range<usize>, Length)>,
}

/// A caption in the outer margin.
#[derive(Debug)]
pub(in crate::makeup) struct MarginCaption {
    /// Its items by their indexes.
    pub(super) items: Range<usize>,
    /// Its top, from the head of the page.
    pub(super) top: Length,
    /// Its bottom.
    pub(super) bottom: Length,
}

impl MarginCaption {
    /// Moves it to the column, `x` from the left end of the measure.
    pub(super) fn shift(&self, body: &mut Body, x: Length) {
        body.items[self.items.clone()].iter_mut().for_each(|item| item.x += x);
    }
}

/// A page with more notes than fit beside its text.
pub(in crate::makeup) struct Crowded {
    /// The place of the first of them in the source.
    pub(in crate::makeup) span: Option<Span>,
}

/// A note with its position.
struct Note {
    /// Its lines by their indexes.
    lines: Range<usize>,
    /// Its top in the text area.
    top: Length,
    height: Length,
}

impl MarginNotes {
    /// Records the notes that a line calls.
    pub(super) fn call(&mut self, lines: Range<usize>, baseline: Length) {
        if !lines.is_empty() {
            self.calls.push((lines, baseline));
        }
    }

    /// Places the notes, `x` from the left end of the measure, around the captions of the page. Returns the place of
    /// the first if there are more than fit beside the text.
    pub(super) fn place(
        self,
        placer: &Placer<'_>,
        body: &mut Body,
        captions: &[MarginCaption],
        x: Length,
    ) -> Option<Crowded> {
        let mut notes = self.notes(placer);
        let taken = Taken::new(captions, placer.page.top, placer.page.note_gap);
        taken.down(&mut notes);
        taken.up(&mut notes, placer.text);
        let is_crowded = notes.first().is_some_and(|note| note.top < Length::ZERO);
        if is_crowded {
            notes.iter_mut().for_each(|note| note.top = Length::ZERO);
            taken.down(&mut notes);
        }
        let from = body.items.len();
        for note in &notes {
            let mut y = placer.page.top + note.top;
            for at in note.lines.clone() {
                let space = if at == note.lines.start { Length::ZERO } else { space_above(placer, at) };
                y = put(body, placer.gathered.notes[at].of(placer.galley), y + space, Layer::Note, true);
            }
        }
        body.items[from..].iter_mut().for_each(|item| item.x += x);
        let first = notes.first().filter(|_| is_crowded)?;
        Some(Crowded { span: placer.gathered.notes[first.lines.start].of(placer.galley).span })
    }

    /// Returns the notes, each with its first baseline on that of its call.
    fn notes(self, placer: &Placer<'_>) -> Vec<Note> {
        let all = &placer.gathered.notes;
        let mut notes = Vec::new();
        for (called, baseline) in self.calls {
            let mut start = called.start;
            while start < called.end {
                let lines = start..all[start].end.clamp(start + 1, called.end);
                if all[start].spot != NoteSpot::Margin {
                    start = lines.end;
                    continue;
                }
                let of = |at: usize| all[at].of(placer.galley);
                let spaces: Length = lines.clone().skip(1).map(|at| space_above(placer, at)).sum();
                let height = spaces + lines.clone().map(|at| of(at).total()).sum();
                start = lines.end;
                notes.push(Note { top: baseline - of(lines.start).height, height, lines });
            }
        }
        notes
    }
}

/// The parts of the column that captions take.
struct Taken {
    /// The top and bottom of each caption in the text area, from the first down.
    captions: Vec<(Length, Length)>,
    /// The minimum space between a note and what is above or below it.
    gap: Length,
}

impl Taken {
    fn new(captions: &[MarginCaption], top: Length, gap: Length) -> Self {
        let mut captions: Vec<_> =
            captions.iter().map(|caption| (caption.top - top, caption.bottom - top)).collect();
        captions.sort_unstable();
        Self { captions, gap }
    }

    /// Moves notes down from the first on, so that none is over another or over a caption.
    fn down(&self, notes: &mut [Note]) {
        let mut free = Length::ZERO;
        for note in notes {
            note.top = note.top.max(free);
            for (top, bottom) in &self.captions {
                if self.is_over(note, *top, *bottom) {
                    note.top = *bottom + self.gap;
                }
            }
            free = note.top + note.height + self.gap;
        }
    }

    /// Moves notes up from the last on, so that none is below `limit`, over another or over a caption.
    fn up(&self, notes: &mut [Note], mut limit: Length) {
        for note in notes.iter_mut().rev() {
            note.top = note.top.min(limit - note.height);
            for (top, bottom) in self.captions.iter().rev() {
                if self.is_over(note, *top, *bottom) {
                    note.top = *top - self.gap - note.height;
                }
            }
            limit = note.top - self.gap;
        }
    }

    /// Returns whether a note is closer than the gap to a caption.
    fn is_over(&self, note: &Note, top: Length, bottom: Length) -> bool {
        note.top < bottom + self.gap && note.top + note.height > top - self.gap
    }
}

/// Returns the space above a line of a note.
fn space_above(placer: &Placer<'_>, at: usize) -> Length {
    let note = &placer.gathered.notes[at];
    placer.galley.notes[&note.note].stack.lines[note.line].space
}
