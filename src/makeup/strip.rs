//! The vertical list of a galley in the form that the page breaker reads: one step a line, with
//! all that stands between it and the line before gathered in front of it, and for a paragraph that
//! can be set in several ways the steps of each.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::book::NoteId;
use crate::galley::{Choice, FORBID, FORCE, Float, Galley, Line, Strip};
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
    /// Its baseline stands on the grid.
    pub(super) on_grid: bool,
    /// The first of its notes' lines in [`Copy::notes`].
    pub(super) first_note_line: usize,
    /// How many these are.
    pub(super) note_lines: usize,
    /// How many floats of the galley are called before it.
    pub(super) called: usize,
    /// How many of these are called right before it: between it and the line above.
    pub(super) fresh: usize,
    /// How many floats must stand above it, because its section begins after their calls.
    pub(super) due: usize,
}

impl Step<'_> {
    /// Where its top comes to stand that would stand at `y`: text goes back to the grid after
    /// captions, rows and code, which have leadings of their own, and a heading as far off it as its
    /// style has it, unless it is the first on its page.
    pub(super) fn snapped(&self, y: Length, leading: Length, first: bool) -> Length {
        if !self.on_grid {
            return y;
        }
        let off = if first { Length::ZERO } else { self.line.below_grid };
        (y - off).ceil_to(leading) + off
    }
}

/// A line of a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoteLine<'a> {
    /// The line.
    pub(super) line: &'a Line,
    /// Space before it.
    pub(super) space: Length,
    /// What it costs to part the note before it.
    pub(super) penalty: i32,
    /// The line of [`Copy::notes`] at which its note begins.
    pub(super) start: usize,
    /// The line of [`Copy::notes`] after its note.
    pub(super) end: usize,
}

/// A stretch of a galley.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// Steps as they are.
    Plain(Range<usize>),
    /// A paragraph in several ways, the best first: what each costs, and its steps.
    Choice(Vec<(i64, Range<usize>)>),
}

/// A galley ready to be broken into pages.
#[derive(Debug, Default)]
pub(super) struct Copy<'a> {
    /// Its lines, those of all ways.
    pub(super) steps: Vec<Step<'a>>,
    /// Its stretches in order.
    pub(super) parts: Vec<Part>,
    /// The lines of its notes, in the order of their calls.
    pub(super) notes: Vec<NoteLine<'a>>,
    /// Weight of the fills after the last line.
    pub(super) last_fill: u32,
    /// Its floats, in the order of their calls.
    pub(super) floats: Vec<FloatBox<'a>>,
}

/// A float, and the section that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct FloatBox<'a> {
    /// What it is.
    pub(super) float: &'a Float,
    /// The white above its content, where it stands below text: a line and half of what fills the
    /// grid.
    pub(super) above: Length,
    /// Its height on the grid, the white between it and the text included.
    pub(super) height: Length,
    /// The first step after its call.
    pub(super) call: usize,
    /// The step with which the section of its call begins.
    pub(super) section: usize,
}

/// Gathers spaces, fills and penalties of a galley before the lines they stand before.
pub(super) fn gather(galley: &Galley, leading: Length) -> Copy<'_> {
    let mut gatherer = Gatherer {
        galley,
        leading,
        copy: Copy::default(),
        gap: Gap::default(),
        set: BTreeSet::new(),
        section: 0,
        due: 0,
    };
    for strip in &galley.strips {
        gatherer.strip(strip);
    }
    for note in std::mem::take(&mut gatherer.gap.notes) {
        gatherer.note(note);
    }
    gatherer.copy.last_fill = gatherer.gap.fill;
    gatherer.copy
}

struct Gatherer<'a> {
    galley: &'a Galley,
    leading: Length,
    copy: Copy<'a>,
    gap: Gap,
    /// The notes that are in it: one that is called twice is set once.
    set: BTreeSet<NoteId>,
    /// The step with which the section begins.
    section: usize,
    /// Floats called before it.
    due: usize,
}

impl<'a> Gatherer<'a> {
    fn strip(&mut self, strip: &'a Strip) {
        match strip {
            Strip::Line(line) => {
                let at = self.copy.steps.len();
                self.line(line, &mut Vec::new());
                match self.copy.parts.last_mut() {
                    Some(Part::Plain(range)) => range.end = at + 1,
                    _ => self.copy.parts.push(Part::Plain(at..at + 1)),
                }
            }
            Strip::Space { height, keep: true } => self.gap.sink += *height,
            Strip::Space { height, keep: false } => self.gap.space += *height,
            Strip::Penalty(cost) => self.gap.penalise(*cost),
            Strip::Fill(weight) => self.gap.fill += u32::from(*weight),
            Strip::Choice(ways) => self.choice(ways),
            Strip::Float(float) => self.float(float),
            Strip::Barrier => {
                self.section = self.copy.steps.len();
                self.due = self.copy.floats.len();
            }
        }
    }

    fn float(&mut self, float: &'a Float) {
        let content = float.height();
        let height = (content + self.leading).ceil_to(self.leading);
        let padding = height - content - self.leading;
        self.gap.fresh += 1;
        self.gap.notes.extend(float.lines.iter().flat_map(|(_, line)| &line.notes));
        self.copy.floats.push(FloatBox {
            float,
            above: self.leading + padding / 2,
            height,
            call: self.copy.steps.len(),
            section: self.section,
        });
    }

    /// All ways of a paragraph begin after the same white, and call the same notes in the same order.
    fn choice(&mut self, ways: &'a [Choice]) {
        let gap = std::mem::take(&mut self.gap);
        let before = self.copy.notes.len();
        let of_floats = self.gap.notes.len();
        let mut ranges = Vec::with_capacity(ways.len());
        let mut known = Vec::new();
        for (index, way) in ways.iter().enumerate() {
            self.gap = gap.clone();
            let from = self.copy.steps.len();
            let mut calls = known.clone().into_iter();
            let mut note_line = before;
            let mut of_floats = of_floats;
            for strip in &way.strips {
                match strip {
                    Strip::Line(line) if index == 0 => self.line(line, &mut known),
                    Strip::Line(line) => {
                        self.step(line, note_line);
                        let count = line.notes.len() + std::mem::take(&mut of_floats);
                        let lines = calls.by_ref().take(count).sum();
                        note_line += lines;
                        if let Some(step) = self.copy.steps.last_mut() {
                            step.note_lines = lines;
                        }
                    }
                    Strip::Penalty(cost) => self.gap.penalise(*cost),
                    Strip::Space { .. }
                    | Strip::Fill(_)
                    | Strip::Choice(_)
                    | Strip::Float(_)
                    | Strip::Barrier => {}
                }
            }
            ranges.push((way.cost, from..self.copy.steps.len()));
        }
        self.gap = Gap::default();
        self.copy.parts.push(Part::Choice(ranges));
    }

    /// A line and the notes called on it; takes down for each call how many lines of notes it brought.
    fn line(&mut self, line: &'a Line, brought: &mut Vec<usize>) {
        // The notes of a float that keeps none of its own stand on the page of the text after its call.
        let of_floats = std::mem::take(&mut self.gap.notes);
        self.step(line, self.copy.notes.len());
        for note in of_floats.iter().chain(&line.notes) {
            let before = self.copy.notes.len();
            self.note(*note);
            brought.push(self.copy.notes.len() - before);
        }
        if let Some(step) = self.copy.steps.last_mut() {
            step.note_lines = self.copy.notes.len() - step.first_note_line;
        }
    }

    fn step(&mut self, line: &'a Line, first_note_line: usize) {
        let gap = std::mem::take(&mut self.gap);
        let total = line.total();
        self.copy.steps.push(Step {
            line,
            space: gap.space,
            sink: gap.sink,
            fill: gap.fill,
            // No page ends before the first line.
            penalty: if self.copy.parts.is_empty() && self.copy.steps.is_empty() {
                FORBID
            } else {
                gap.penalty.unwrap_or(0)
            },
            repeat: line.repeat.as_ref().map_or(Length::ZERO, |lines| lines.iter().map(Line::total).sum()),
            on_grid: !line.off_grid && total.ceil_to(self.leading) == total,
            first_note_line,
            note_lines: 0,
            called: self.copy.floats.len(),
            fresh: gap.fresh,
            due: self.due,
        });
    }

    /// Appends the lines of a note, and of the notes that are called within it.
    fn note(&mut self, note: NoteId) {
        let mut waiting = vec![note];
        while let Some(note) = waiting.pop() {
            // Set at its first call, even if notes call one another in a circle.
            let Some(strips) = self.galley.notes.get(&note).filter(|_| self.set.insert(note)) else {
                continue;
            };
            let notes = &mut self.copy.notes;
            let start = notes.len();
            let (mut space, mut penalty) = (Length::ZERO, 0);
            for strip in strips {
                match strip {
                    Strip::Line(line) => {
                        let (space, penalty) = (std::mem::take(&mut space), std::mem::take(&mut penalty));
                        notes.push(NoteLine { line, space, penalty, start, end: start });
                        waiting.extend(line.notes.iter().rev());
                    }
                    Strip::Space { height, .. } => space += *height,
                    Strip::Penalty(cost) => penalty = penalty.max(*cost),
                    Strip::Fill(_) | Strip::Choice(_) | Strip::Float(_) | Strip::Barrier => {}
                }
            }
            let end = notes.len();
            notes[start..].iter_mut().for_each(|line| line.end = end);
        }
    }
}

/// What has been met since the last line.
#[derive(Clone, Default)]
struct Gap {
    space: Length,
    sink: Length,
    fill: u32,
    penalty: Option<i32>,
    /// Floats called.
    fresh: usize,
    /// Notes called in these.
    notes: Vec<NoteId>,
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
}
