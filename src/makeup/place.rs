//! Places the lines of one page: every height settled, only the side and the folio still open.

use super::breaker::PageEnd;
use super::page::{Layer, PageItem};
use super::strip::Copy;
use crate::design::PageDesign;
use crate::galley::{ElementId, Line, Placed, PlacedKind};
use crate::units::{Colour, Length};

/// A page without its furniture; x counts from the left end of the measure.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// What is on it.
    pub(super) items: Vec<PageItem>,
    /// Identifiers and the heights, from the head of the page, of the lines that carry them, with
    /// the first element in these.
    pub(super) anchors: Vec<(String, Length, Option<ElementId>)>,
}

/// Width of the rule above the notes, in thousandths of the measure.
const NOTE_RULE: i64 = 200;
/// Its thickness.
const NOTE_RULE_WEIGHT: Length = Length::milli_pt(400);

/// Places the lines between two page ends.
pub(super) fn place(
    copy: &Copy<'_>,
    from: PageEnd,
    to: PageEnd,
    page: &PageDesign,
    text_height: Length,
) -> Body {
    let mut body = Body::default();
    let notes_height = notes_height(copy, from, to);
    let gap = if to.note > from.note { page.note_gap } else { Length::ZERO };
    let mut white = Fill::new(copy, from, to, text_height - notes_height - gap);

    // The text, from the head down.
    let mut y = page.top;
    for (index, step) in copy.steps[from.step..to.step].iter().enumerate() {
        if index == 0 {
            for line in step.line.repeat.iter().flat_map(|lines| lines.iter()) {
                y = put(&mut body, line, y, Layer::Text, false);
            }
        } else {
            y += step.space;
        }
        y += step.sink + white.share(step.fill);
        y = put(&mut body, step.line, y, Layer::Text, true);
    }

    // The notes, so that the last ends at the foot of the text area.
    if to.note > from.note {
        let top = page.top + text_height - notes_height;
        rule(&mut body, top - page.note_gap.ratio(2, 5), page.measure);
        let mut y = top;
        for (index, note) in copy.notes[from.note..to.note].iter().enumerate() {
            y += if index == 0 { Length::ZERO } else { note.space };
            y = put(&mut body, note.line, y, Layer::Note, true);
        }
    }
    body
}

fn notes_height(copy: &Copy<'_>, from: PageEnd, to: PageEnd) -> Length {
    let notes = &copy.notes[from.note..to.note];
    let spaces: Length = notes.iter().skip(1).map(|note| note.space).sum();
    spaces + notes.iter().map(|note| note.line.total()).sum()
}

/// Puts a line whose top is at `y`; gives its bottom.
fn put(body: &mut Body, line: &Line, y: Length, layer: Layer, anchored: bool) -> Length {
    let baseline = y + line.height;
    for item in &line.items {
        let Placed { x, kind, owner, .. } = item.clone();
        body.items.push(PageItem { x, y: baseline + item.y, kind, layer, owner });
    }
    if anchored {
        let first = line.items.iter().find_map(|item| item.owner);
        body.anchors.extend(line.anchors.iter().map(|anchor| (anchor.clone(), y, first)));
    }
    baseline + line.depth
}

fn rule(body: &mut Body, y: Length, measure: Length) {
    let kind = PlacedKind::Rule {
        width: measure.ratio(NOTE_RULE, 1000),
        height: NOTE_RULE_WEIGHT,
        colour: Colour::BLACK,
    };
    body.items.push(PageItem { x: Length::ZERO, y, kind, layer: Layer::Note, owner: None });
}

/// Shares the white of a page among its fills by their weights, to the last scaled point.
struct Fill {
    white: Length,
    weight: u32,
}

impl Fill {
    fn new(copy: &Copy<'_>, from: PageEnd, to: PageEnd, height: Length) -> Self {
        let steps = &copy.steps[from.step..to.step];
        let mut used = Length::ZERO;
        for (index, step) in steps.iter().enumerate() {
            used += step.sink + step.line.total() + if index == 0 { step.repeat } else { step.space };
        }
        let last = to.step == copy.steps.len();
        let weight = steps.iter().map(|step| step.fill).sum::<u32>() + if last { copy.last_fill } else { 0 };
        Self { white: (height - used).max(Length::ZERO), weight }
    }

    fn share(&mut self, weight: u32) -> Length {
        if weight == 0 {
            return Length::ZERO;
        }
        let share = self.white.ratio(i64::from(weight), i64::from(self.weight));
        self.white -= share;
        self.weight -= weight;
        share
    }
}
