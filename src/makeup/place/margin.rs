//! Places notes in the outer margin: each beside its call, or below the note above if that is longer, and all of them
//! moved up if the last would extend below the text.

use std::ops::Range;

use super::{Body, Placer, put};
use crate::diag::Span;
use crate::layout::Layer;
use crate::units::Length;

/// The notes called on a page.
#[derive(Default)]
pub(super) struct MarginNotes {
    /// The lines of the notes that a line of text calls, by their indexes, and the baseline of that line in the text area.
    calls: Vec<(Range<usize>, Length)>,
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

    /// Places the notes, `x` from the left end of the measure. Returns the place of the first if there are more
    /// than fit beside the text.
    pub(super) fn place(self, placer: &Placer<'_>, body: &mut Body, x: Length) -> Option<Crowded> {
        let mut notes = self.notes(placer);
        let (gap, text) = (placer.page.note_gap, placer.text);
        // From the first down: none above its call, none over another.
        let mut free = Length::ZERO;
        for note in &mut notes {
            note.top = note.top.max(free);
            free = note.top + note.height + gap;
        }
        // From the last up: none below the text.
        let mut limit = text;
        for note in notes.iter_mut().rev() {
            note.top = note.top.min(limit - note.height);
            limit = note.top - gap;
        }
        let is_crowded = notes.first().is_some_and(|note| note.top < Length::ZERO);
        let down = notes.first().map_or(Length::ZERO, |note| (-note.top).max(Length::ZERO));
        let from = body.items.len();
        for note in &notes {
            let mut y = placer.page.top + note.top + down;
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

/// Returns the space above a line of a note.
fn space_above(placer: &Placer<'_>, at: usize) -> Length {
    let note = &placer.gathered.notes[at];
    placer.galley.notes[&note.note].lines[note.line].space
}
