//! The vertical list of a galley in the form that the page breaker reads. Each line becomes one step,
//! which also holds all spaces, fills and penalties between it and the line before. A paragraph with
//! several variants becomes the steps of each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) use super::line_ref::LineRef;
use crate::book::NoteId;
use crate::layout::{
    ColumnMark, Columns, FORBID, Float, FloatSpot, Galley, GridFit, Line, NoteSpot, ParagraphId,
    PendingParagraph, Repeat, RepeatAt, SetNote, SpaceKind, Strip, VariantId, combined_penalty,
};
use crate::units::Length;

/// The minimum height of an elastic space, as a divisor of the leading. Smaller spaces would differ visibly from
/// those of other pages if they were adjusted.
const LEAST_ELASTIC: i64 = 2;

/// A line, with what precedes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineStep {
    /// The position of the line in its galley.
    pub(super) line: LineRef,
    /// Its height and depth together.
    pub(super) total: Length,
    /// See [`Line::below_grid`].
    pub(super) below_grid: Length,
    /// Whether it ends with a hyphen that is not in the text.
    pub(super) hyphenated: bool,
    /// The space before it, which is dropped at the head of a page.
    pub(super) space: Length,
    /// The number of elastic spaces in it: 1 if it may be adjusted.
    pub(super) elastic: u8,
    /// The space before it that is kept at the head of a page.
    pub(super) sink: Length,
    /// The sum of the weights of the fills before it.
    pub(super) fill: u32,
    /// The cost of a page end before it.
    pub(super) penalty: i32,
    /// The height of the lines repeated above it at the head of a page.
    pub(super) repeat: Length,
    /// The places at which they are repeated.
    pub(super) repeat_at: RepeatAt,
    /// The columns side by side that it is set in.
    pub(super) columns: Option<InColumns>,
    /// Whether its baseline is on the grid.
    pub(super) on_grid: bool,
    /// The index of the first line of its notes in [`Gathered::notes`].
    pub(super) first_note_line: usize,
    /// The number of lines of its notes.
    pub(super) note_lines: usize,
    /// The number of floats of the galley that are called before it.
    pub(super) called: usize,
    /// The number of these that are called between it and the line above.
    pub(super) fresh: usize,
    /// The number of floats that must be placed above it, because its section begins after their calls.
    pub(super) due: usize,
    /// Whether it begins a section, or is a figure or table that does not float.
    pub(super) is_barrier: bool,
}

/// The columns side by side that a line is set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct InColumns {
    /// The index of the columns in [`Gathered::columns`].
    pub(super) of: usize,
    /// Whether the line has to begin one of them.
    pub(super) begins: bool,
}

impl LineStep {
    /// Returns the index of the columns that it is set in, as in [`InColumns::of`].
    pub(super) fn column_set(&self) -> Option<usize> {
        self.columns.map(|columns| columns.of)
    }

    /// Returns the top of the line after aligning it, given its unaligned top `y`. Text returns to the
    /// grid after captions, rows and code, which have other leadings; a heading is placed as far off
    /// the grid as its style asks, at the head of a page too, so that the space below it is the same
    /// everywhere.
    pub(super) fn snapped(&self, y: Length, leading: Length) -> Length {
        if !self.on_grid {
            return y;
        }
        (y - self.below_grid).ceil_to(leading) + self.below_grid
    }
}

/// A line of a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoteLine {
    /// The note.
    pub(super) note: NoteId,
    /// Where on the page it is.
    pub(super) spot: NoteSpot,
    /// The index of the line in the note.
    pub(super) line: usize,
    /// Its height and depth together; zero in the margin, where it takes nothing from the text.
    pub(super) total: Length,
    /// Space before it; zero in the margin.
    pub(super) space: Length,
    /// The cost of dividing the note before it.
    pub(super) penalty: i32,
    /// The index in [`Gathered::notes`] of the first line of its note.
    pub(super) start: usize,
    /// The index in [`Gathered::notes`] of the line after its note.
    pub(super) end: usize,
}

impl NoteLine {
    /// Returns the line in its galley.
    ///
    /// # Panics
    /// Panics if it is not the galley that was gathered.
    pub(super) fn of<P>(self, galley: &Galley<P>) -> &Line {
        &galley.notes[&self.note].stack.lines[self.line].line
    }
}

/// A part of a galley.
#[derive(Clone, Debug)]
pub(super) enum GatheredPart {
    /// Steps without variants.
    Plain(Range<usize>),
    /// A paragraph in several variants, the best first: the variant, its cost, its steps.
    Paragraph(ParagraphId, Vec<(VariantId, i64, Range<usize>)>),
}

/// A galley ready to be broken into pages.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Its lines, those of all variants.
    pub(super) steps: Vec<LineStep>,
    /// Its parts in order.
    pub(super) parts: Vec<GatheredPart>,
    /// The lines of its notes, in the order of their calls.
    pub(super) notes: Vec<NoteLine>,
    /// The sum of the weights of the fills after the last line.
    pub(super) last_fill: u32,
    /// Its floats, in the order of their calls.
    pub(super) floats: Vec<FloatBox>,
    /// The columns in which parts of it are set, from top to bottom.
    pub(super) columns: Vec<Columns>,
}

/// A float, and the section that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct FloatBox {
    /// Its index in [`Galley::strips`].
    pub(super) strip: usize,
    /// Where it may be placed.
    pub(super) spot: FloatSpot,
    /// The space above its content if it is below text: a line, and half of what aligns its height to
    /// the grid.
    pub(super) above: Length,
    /// Its height on the grid, including the space between it and the text.
    pub(super) height: Length,
    /// The first step after its call.
    pub(super) call: usize,
    /// The step with which the section of its call begins.
    pub(super) section: usize,
}

impl FloatBox {
    /// Returns the float in its galley.
    ///
    /// # Panics
    /// Panics if it is not the galley that was gathered.
    pub(super) fn of<P>(self, galley: &Galley<P>) -> &Float {
        match &galley.strips[self.strip] {
            Strip::Float(float) => float,
            Strip::Line(_)
            | Strip::Paragraph(_)
            | Strip::Space { .. }
            | Strip::Penalty(_)
            | Strip::Fill(_)
            | Strip::Barrier
            | Strip::Columns(_) => unreachable!("the box was made of a float"),
        }
    }
}

/// Gathers the lines of a galley, each with the spaces, fills and penalties before it.
pub(super) fn gather(galley: &Galley<PendingParagraph>, leading: Length) -> Gathered {
    let mut gatherer = Gatherer {
        notes: &galley.notes,
        leading,
        gathered: Gathered::default(),
        gap: PendingGap::default(),
        set: BTreeSet::new(),
        section: 0,
        due: 0,
        columns: None,
    };
    for (index, strip) in galley.strips.iter().enumerate() {
        gatherer.strip(index, strip);
    }
    for note in std::mem::take(&mut gatherer.gap.notes) {
        gatherer.note(note);
    }
    gatherer.gathered.last_fill = gatherer.gap.fill;
    gatherer.gathered
}

struct Gatherer<'a> {
    notes: &'a BTreeMap<NoteId, SetNote>,
    leading: Length,
    gathered: Gathered,
    gap: PendingGap,
    /// The notes that have been added. A note that is called twice is set once.
    set: BTreeSet<NoteId>,
    /// The step at which the section begins.
    section: usize,
    /// The number of floats called before the section.
    due: usize,
    /// The columns in which lines are set, as in [`InColumns::of`].
    columns: Option<usize>,
}

impl Gatherer<'_> {
    fn strip(&mut self, index: usize, strip: &Strip<PendingParagraph>) {
        match strip {
            Strip::Line(line) => {
                let at = self.gathered.steps.len();
                self.line(LineRef::Single { strip: index }, line, &mut Vec::new());
                match self.gathered.parts.last_mut() {
                    Some(GatheredPart::Plain(range)) => range.end = at + 1,
                    _ => self.gathered.parts.push(GatheredPart::Plain(at..at + 1)),
                }
            }
            Strip::Paragraph(paragraph) => self.paragraph(index, paragraph),
            Strip::Space { height, kind: SpaceKind::Kept } => self.gap.sink += *height,
            Strip::Space { height, kind } => {
                self.gap.space += *height;
                self.gap.is_elastic |= *kind == SpaceKind::Elastic;
            }
            Strip::Penalty(cost) => self.gap.penalise(*cost),
            Strip::Fill(weight) => self.gap.fill += u32::from(*weight),
            Strip::Float(float) => self.float(index, float),
            Strip::Barrier => {
                self.gap.is_barrier = true;
                self.section = self.gathered.steps.len();
                self.due = self.gathered.floats.len();
            }
            Strip::Columns(ColumnMark::Begin(columns)) => {
                self.columns = Some(self.gathered.columns.len());
                self.gathered.columns.push(*columns);
            }
            Strip::Columns(ColumnMark::Next) => self.gap.begins_column = true,
            Strip::Columns(ColumnMark::End) => self.columns = None,
        }
    }

    fn float(&mut self, strip: usize, float: &Float) {
        let content = float.stack.height();
        let height = (content + self.leading).ceil_to(self.leading);
        let padding = height - content - self.leading;
        self.gap.fresh += 1;
        self.gap.notes.extend(float.stack.lines.iter().flat_map(|stacked| &stacked.line.notes));
        self.gathered.floats.push(FloatBox {
            strip,
            spot: float.spot,
            above: self.leading + padding / 2,
            height,
            call: self.gathered.steps.len(),
            section: self.section,
        });
    }

    /// Adds the steps of all variants, in columns those of the best. They begin after the same space, and call the
    /// same notes in the same order.
    fn paragraph(&mut self, strip: usize, paragraph: &PendingParagraph) {
        let gap = std::mem::take(&mut self.gap);
        let before = self.gathered.notes.len();
        let of_floats = gap.notes.len();
        let mut ranges = Vec::with_capacity(paragraph.variants.len());
        let mut known = Vec::new();
        // The lines of columns are balanced as they follow one another.
        let offered = if self.columns.is_some() { 1 } else { paragraph.variants.len() };
        for (index, variant) in paragraph.variants.iter().take(offered).enumerate() {
            self.gap = gap.clone();
            let from = self.gathered.steps.len();
            let mut calls = known.clone().into_iter();
            let mut note_line = before;
            let mut of_floats = of_floats;
            for (at, (cost, pending)) in variant.lines.iter().enumerate() {
                if at > 0 && *cost != 0 {
                    self.gap.penalise(*cost);
                }
                let (line, place) = (&pending.0, LineRef::Of { strip, variant: variant.id, line: at });
                if index == 0 {
                    self.line(place, line, &mut known);
                    continue;
                }
                self.step(place, line, note_line);
                let count = line.notes.len() + std::mem::take(&mut of_floats);
                let lines = calls.by_ref().take(count).sum();
                note_line += lines;
                if let Some(step) = self.gathered.steps.last_mut() {
                    step.note_lines = lines;
                }
            }
            ranges.push((variant.id, variant.cost, from..self.gathered.steps.len()));
        }
        if let Some((_, _, last)) = ranges.last().filter(|_| gap.is_barrier) {
            self.section = last.start;
        }
        self.gap = PendingGap::default();
        self.gathered.parts.push(GatheredPart::Paragraph(paragraph.id, ranges));
    }

    /// Adds a line and the notes called on it. Appends to `brought` how many lines of notes each call
    /// added.
    fn line(&mut self, place: LineRef, line: &Line, brought: &mut Vec<usize>) {
        // Notes called in a float are placed on the page of the text after the float's call.
        let of_floats = std::mem::take(&mut self.gap.notes);
        self.step(place, line, self.gathered.notes.len());
        for note in of_floats.iter().chain(&line.notes) {
            let before = self.gathered.notes.len();
            self.note(*note);
            brought.push(self.gathered.notes.len() - before);
        }
        if let Some(step) = self.gathered.steps.last_mut() {
            step.note_lines = self.gathered.notes.len() - step.first_note_line;
        }
    }

    fn step(&mut self, place: LineRef, line: &Line, first_note_line: usize) {
        let mut gap = std::mem::take(&mut self.gap);
        if self.columns.is_some() {
            // Only the space above all columns is kept at the head of a page.
            let is_first = self.gathered.steps.last().is_none_or(|step| step.column_set() != self.columns);
            gap.is_elastic = false;
            gap.begins_column &= !is_first;
            gap.space += if is_first { Length::ZERO } else { std::mem::take(&mut gap.sink) };
        }
        let total = line.total();
        self.gathered.steps.push(LineStep {
            line: place,
            total,
            below_grid: line.below_grid,
            hyphenated: line.hyphenated,
            space: gap.space,
            elastic: u8::from(gap.is_elastic && gap.space >= self.leading / LEAST_ELASTIC),
            sink: gap.sink,
            fill: gap.fill,
            // A galley has no page end before its first line.
            penalty: if self.gathered.parts.is_empty() && self.gathered.steps.is_empty() {
                FORBID
            } else {
                gap.penalty.unwrap_or(0)
            },
            repeat: line.repeat.as_ref().map_or(Length::ZERO, Repeat::height),
            repeat_at: line.repeat.as_ref().map_or(RepeatAt::EveryColumn, |repeat| repeat.at),
            columns: self.columns.map(|of| InColumns { of, begins: gap.begins_column }),
            on_grid: match line.grid {
                GridFit::WholeLines => total.ceil_to(self.leading) == total,
                GridFit::Always => true,
                GridFit::Never => false,
            },
            first_note_line,
            note_lines: 0,
            called: self.gathered.floats.len(),
            fresh: gap.fresh,
            due: self.due,
            is_barrier: gap.is_barrier,
        });
    }

    /// Appends the lines of a note, and of the notes that are called within it.
    fn note(&mut self, note: NoteId) {
        let mut waiting = vec![note];
        while let Some(note) = waiting.pop() {
            // A note is set at its first call, even if notes call one another in a circle.
            let Some(SetNote { spot, stack }) = self.notes.get(&note).filter(|_| self.set.insert(note))
            else {
                continue;
            };
            let notes = &mut self.gathered.notes;
            let start = notes.len();
            for (line, stacked) in stack.lines.iter().enumerate() {
                let (spot, penalty) = (*spot, stacked.penalty);
                let (space, total) = match spot {
                    NoteSpot::Foot | NoteSpot::SecondFoot => (stacked.space, stacked.line.total()),
                    NoteSpot::Margin => (Length::ZERO, Length::ZERO),
                };
                notes.push(NoteLine { note, spot, line, total, space, penalty, start, end: start });
                waiting.extend(stacked.line.notes.iter().rev());
            }
            let end = notes.len();
            notes[start..].iter_mut().for_each(|line| line.end = end);
        }
    }
}

/// The items since the last line.
#[derive(Clone, Default)]
struct PendingGap {
    space: Length,
    is_elastic: bool,
    sink: Length,
    fill: u32,
    penalty: Option<i32>,
    /// The number of floats called.
    fresh: usize,
    /// The notes called in these floats.
    notes: Vec<NoteId>,
    /// Whether a section begins, or a figure or table that does not float follows.
    is_barrier: bool,
    /// Whether a column side by side with that of the line above begins.
    begins_column: bool,
}

impl PendingGap {
    /// Adds a penalty: a forced break overrides all others; otherwise the highest counts.
    fn penalise(&mut self, cost: i32) {
        self.penalty = Some(combined_penalty(self.penalty, cost));
    }
}
