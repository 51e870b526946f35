//! The vertical list of a galley in the form that the page breaker reads: one step a line, with
//! all that stands between it and the line before gathered in front of it.

use std::collections::BTreeSet;

use crate::book::NoteId;
use crate::galley::{FORBID, FORCE, Galley, Line, Strip};
use crate::units::Length;

/// A line, and what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    /// The line.
    pub(super) line: &'a Line,
    /// Space before it that vanishes at the top of a page.
    pub(super) space: Length,
    /// Space before it that stays at the top of a page.
    pub(super) sink: Length,
    /// Weight of the fills before it.
    pub(super) fill: u32,
    /// What a page break before it costs.
    pub(super) penalty: i32,
    /// Height of the lines repeated above it at the top of a page.
    pub(super) repeat: Length,
    /// The first of its notes' lines in [`Copy::notes`].
    pub(super) first_note_line: usize,
}

/// A line of a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoteLine<'a> {
    /// The line.
    pub(super) line: &'a Line,
    /// Space before it.
    pub(super) space: Length,
    /// The line of [`Copy::notes`] at which its note begins.
    pub(super) start: usize,
    /// The line of [`Copy::notes`] after its note.
    pub(super) end: usize,
}

/// A galley ready to be broken into pages.
#[derive(Debug, Default)]
pub(super) struct Copy<'a> {
    /// Its lines.
    pub(super) steps: Vec<Step<'a>>,
    /// The lines of its notes, in the order of their calls.
    pub(super) notes: Vec<NoteLine<'a>>,
    /// Weight of the fills after the last line.
    pub(super) last_fill: u32,
    /// The notes that are in it: one that is called twice is set once.
    pub(super) set: BTreeSet<NoteId>,
}

impl Copy<'_> {
    /// The number of note lines that belong to lines before `step`.
    pub(super) fn note_lines_before(&self, step: usize) -> usize {
        self.steps.get(step).map_or(self.notes.len(), |step| step.first_note_line)
    }
}

/// Gathers spaces, fills and penalties of a galley before the lines they stand before.
pub(super) fn gather(galley: &Galley) -> Copy<'_> {
    let mut copy = Copy::default();
    let mut gap = Gap::default();
    for strip in &galley.strips {
        match strip {
            Strip::Line(line) => {
                copy.steps.push(gap.close(line, copy.notes.len(), copy.steps.is_empty()));
                line.notes.iter().for_each(|note| push_note(&mut copy, galley, *note));
            }
            Strip::Space { height, keep: true, .. } => gap.sink += *height,
            Strip::Space { height, keep: false, .. } => gap.space += *height,
            Strip::Penalty(cost) => gap.penalise(*cost),
            Strip::Fill(weight) => gap.fill += u32::from(*weight),
        }
    }
    copy.last_fill = gap.fill;
    copy
}

/// What has been met since the last line.
#[derive(Default)]
struct Gap {
    space: Length,
    sink: Length,
    fill: u32,
    penalty: Option<i32>,
}

impl Gap {
    /// A forced break wins over all, then the highest penalty counts.
    fn penalise(&mut self, cost: i32) {
        self.penalty = Some(match self.penalty {
            Some(known) if known <= FORCE || cost <= FORCE => FORCE,
            Some(known) => known.max(cost),
            None => cost,
        });
    }

    fn close<'a>(&mut self, line: &'a Line, first_note_line: usize, first: bool) -> Step<'a> {
        let gap = std::mem::take(self);
        Step {
            line,
            space: gap.space,
            sink: gap.sink,
            fill: gap.fill,
            // No page ends before the first line.
            penalty: if first { FORBID } else { gap.penalty.unwrap_or(0) },
            repeat: line.repeat.as_ref().map_or(Length::ZERO, |lines| lines.iter().map(Line::total).sum()),
            first_note_line,
        }
    }
}

/// Appends the lines of a note, and of the notes that are called within it.
fn push_note<'a>(copy: &mut Copy<'a>, galley: &'a Galley, note: NoteId) {
    let mut waiting = vec![note];
    while let Some(note) = waiting.pop() {
        // Set at its first call, even if notes call one another in a circle.
        let Some(strips) = galley.notes.get(&note).filter(|_| copy.set.insert(note)) else { continue };
        let start = copy.notes.len();
        let mut space = Length::ZERO;
        for strip in strips {
            match strip {
                Strip::Line(line) => {
                    copy.notes.push(NoteLine { line, space: std::mem::take(&mut space), start, end: start });
                    waiting.extend(line.notes.iter().rev());
                }
                Strip::Space { height, .. } => space += *height,
                Strip::Penalty(_) | Strip::Fill(_) => {}
            }
        }
        let end = copy.notes.len();
        copy.notes[start..].iter_mut().for_each(|line| line.end = end);
    }
}
