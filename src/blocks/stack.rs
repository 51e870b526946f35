//! Converts columns to stacks, and answers questions about the items of a column.

use super::setter::Setter;
use crate::book::NoteId;
use crate::layout::{ElementId, Ground, Line, PendingParagraph, Placed, Stack, StackedLine, Strip};
use crate::paragraph::build;
use crate::units::Length;

impl Setter<'_> {
    /// Converts a column that no page end cuts to a stack. Paragraphs are set in their best variant,
    /// floats at their call; fills, barriers and the marks of columns are dropped, since they have no meaning without
    /// pages.
    pub(super) fn stack(&self, strips: Vec<Strip<PendingParagraph>>) -> Stack {
        let mut stack = Stack::default();
        let (mut space, mut penalty) = (Length::ZERO, 0);
        let mut push = |line: Line, space: &mut Length, penalty: &mut i32| {
            let (space, penalty) = (std::mem::take(space), std::mem::take(penalty));
            stack.lines.push(StackedLine { space, penalty, line });
        };
        for strip in strips {
            match strip {
                Strip::Line(line) => push(line, &mut space, &mut penalty),
                Strip::Paragraph(paragraph) => {
                    for line in self.best(paragraph) {
                        push(line, &mut space, &mut penalty);
                    }
                }
                Strip::Space { height, kind: _ } => space += height,
                Strip::Penalty(cost) => penalty = penalty.max(cost),
                Strip::Float(float) => {
                    for stacked in float.stack.lines {
                        space += stacked.space;
                        push(stacked.line, &mut space, &mut penalty);
                    }
                }
                Strip::Fill(_) | Strip::Barrier | Strip::Columns(_) => {}
            }
        }
        lay_grounds(&mut stack);
        stack
    }

    fn best(&self, paragraph: PendingParagraph) -> Vec<Line> {
        let text = self.texts[paragraph.id.0 as usize].as_ref();
        let Some(best) = paragraph.variants.into_iter().next() else { return Vec::new() };
        let lines = best.lines.into_iter().enumerate();
        lines.map(|(index, (_, line))| build(text, best.id, index, line, self.resources)).collect()
    }
}

/// Draws the backgrounds of lines that no page end divides: behind each line its part, which overlaps that of the next
/// so that viewers show no seam.
fn lay_grounds(stack: &mut Stack) {
    const OVERLAP: Length = Length::milli_pt(250);
    let all: Vec<Vec<Ground>> =
        stack.lines.iter_mut().map(|stacked| std::mem::take(&mut stacked.line.grounds)).collect();
    let has = |index: usize, of: ElementId| {
        all.get(index).is_some_and(|grounds| grounds.iter().any(|ground| ground.of == of))
    };
    for (index, stacked) in stack.lines.iter_mut().enumerate() {
        for ground in all[index].iter().rev() {
            let goes_on = has(index + 1, ground.of);
            let line = &mut stacked.line;
            let above = if index > 0 && has(index - 1, ground.of) {
                line.height + stacked.space
            } else {
                ground.above
            };
            let below = if goes_on { line.depth + OVERLAP } else { ground.below };
            let kind = Ground { above, below, ..*ground }.area(Length::ZERO);
            line.items.insert(0, Placed { x: ground.x, y: -above, kind, owner: None });
        }
    }
}

/// Returns the height of a column in the best variant of each paragraph.
pub(super) fn height(strips: &[Strip<PendingParagraph>]) -> Length {
    let of = |strip: &Strip<PendingParagraph>| match strip {
        Strip::Line(line) => line.total(),
        Strip::Paragraph(paragraph) => {
            let best = paragraph.variants.first().map_or(&[][..], |best| &best.lines);
            best.iter().map(|(_, line)| line.0.total()).sum()
        }
        Strip::Space { height, .. } => *height,
        Strip::Float(float) => float.stack.height(),
        Strip::Penalty(_) | Strip::Fill(_) | Strip::Barrier | Strip::Columns(_) => Length::ZERO,
    };
    strips.iter().map(of).sum()
}

/// Returns every note called in a column, in order; all variants of a paragraph call the same.
pub(super) fn calls(strips: &[Strip<PendingParagraph>]) -> Vec<NoteId> {
    let mut notes = Vec::new();
    for strip in strips {
        match strip {
            Strip::Line(line) => notes.extend(&line.notes),
            Strip::Paragraph(paragraph) => {
                let best = paragraph.variants.iter().take(1).flat_map(|best| &best.lines);
                notes.extend(best.flat_map(|(_, line)| &line.0.notes));
            }
            Strip::Float(float) => notes.extend(calls_in(&float.stack)),
            Strip::Space { .. } | Strip::Penalty(_) | Strip::Fill(_) | Strip::Barrier | Strip::Columns(_) => {
            }
        }
    }
    notes
}

/// Returns every note called in a stack, in order.
pub(super) fn calls_in(stack: &Stack) -> impl Iterator<Item = &NoteId> {
    stack.lines.iter().flat_map(|stacked| &stacked.line.notes)
}

/// Returns whether there is a line in an item of a column.
pub(super) fn has_line(strip: &Strip<PendingParagraph>) -> bool {
    match strip {
        Strip::Line(_) | Strip::Paragraph(_) => true,
        Strip::Space { .. }
        | Strip::Penalty(_)
        | Strip::Fill(_)
        | Strip::Float(_)
        | Strip::Barrier
        | Strip::Columns(_) => false,
    }
}

/// Returns whether an item of a column has a line with content of the book (text, a picture), not only rules
/// and ornaments.
pub(super) fn belongs_to_book(strip: &Strip<PendingParagraph>) -> bool {
    match strip {
        Strip::Line(line) => line.has_content(),
        // A pending paragraph has text that is still to be set.
        Strip::Paragraph(_) => true,
        Strip::Space { .. }
        | Strip::Penalty(_)
        | Strip::Fill(_)
        | Strip::Float(_)
        | Strip::Barrier
        | Strip::Columns(_) => false,
    }
}

/// Returns the end of the longest line of a column, from the edge of the measure. Returns `None` if the
/// column has text in several variants, whose lines fill the measure, or no line at all.
pub(super) fn longest(strips: &[Strip<PendingParagraph>]) -> Option<Length> {
    let mut longest = None;
    for strip in strips {
        match strip {
            Strip::Line(line) => longest = longest.max(Some(line.width)),
            Strip::Paragraph(_) | Strip::Float(_) => return None,
            Strip::Space { .. } | Strip::Penalty(_) | Strip::Fill(_) | Strip::Barrier | Strip::Columns(_) => {
            }
        }
    }
    longest
}

/// Returns every line of an item of a column, in every variant.
pub(super) fn lines(strip: &mut Strip<PendingParagraph>) -> Vec<&mut Line> {
    match strip {
        Strip::Line(line) => vec![line],
        Strip::Paragraph(paragraph) => {
            let lines = paragraph.variants.iter_mut().flat_map(|variant| &mut variant.lines);
            lines.map(|(_, line)| &mut line.0).collect()
        }
        Strip::Space { .. }
        | Strip::Penalty(_)
        | Strip::Fill(_)
        | Strip::Float(_)
        | Strip::Barrier
        | Strip::Columns(_) => Vec::new(),
    }
}

/// Returns the first line of an item of a column, in every variant.
pub(super) fn first_lines(strip: &mut Strip<PendingParagraph>) -> Vec<&mut Line> {
    match strip {
        Strip::Line(line) => vec![line],
        Strip::Paragraph(paragraph) => {
            let variants = paragraph.variants.iter_mut();
            variants.filter_map(|variant| variant.lines.first_mut()).map(|(_, line)| &mut line.0).collect()
        }
        Strip::Space { .. }
        | Strip::Penalty(_)
        | Strip::Fill(_)
        | Strip::Float(_)
        | Strip::Barrier
        | Strip::Columns(_) => Vec::new(),
    }
}

/// Returns the last line of an item of a column, in every variant.
pub(super) fn last_lines(strip: &mut Strip<PendingParagraph>) -> Vec<&mut Line> {
    match strip {
        Strip::Line(line) => vec![line],
        Strip::Paragraph(paragraph) => {
            let variants = paragraph.variants.iter_mut();
            variants.filter_map(|variant| variant.lines.last_mut()).map(|(_, line)| &mut line.0).collect()
        }
        Strip::Space { .. }
        | Strip::Penalty(_)
        | Strip::Fill(_)
        | Strip::Float(_)
        | Strip::Barrier
        | Strip::Columns(_) => Vec::new(),
    }
}
