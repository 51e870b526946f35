//! Places the lines of one page: every height settled, only the side and the folio still open.

use super::breaker::PageEnd;
use super::page::{Layer, PageItem};
use super::strip::{Copy, Step};
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

/// Places the lines of pages.
pub(super) struct Placer<'a> {
    /// The steps that were chosen.
    pub(super) steps: &'a [Step<'a>],
    /// The galley, for its notes and the white at its end.
    pub(super) copy: &'a Copy<'a>,
    pub(super) page: &'a PageDesign,
    pub(super) leading: Length,
    /// The height of the text area.
    pub(super) text: Length,
}

impl Placer<'_> {
    /// Places the lines between two page ends.
    pub(super) fn place(&self, from: PageEnd, to: PageEnd) -> Body {
        let mut body = Body::default();
        let (page, text_height) = (self.page, self.text);
        let notes_height = self.notes_height(from, to);
        let gap = if to.note > from.note { page.note_gap } else { Length::ZERO };
        let mut white = Fill::new(self, from, to, text_height - notes_height - gap);

        // The text, from the head down.
        let mut y = Length::ZERO;
        for (index, step) in self.steps[from.step..to.step].iter().enumerate() {
            if index == 0 {
                for line in step.line.repeat.iter().flat_map(|lines| lines.iter()) {
                    y = put(&mut body, line, page.top + y, Layer::Text, false) - page.top;
                }
            } else {
                y += step.space;
            }
            y += step.sink + white.share(step.fill);
            // After captions, rows and code, which have leadings of their own, text is back on the grid.
            if step.on_grid && white.is_none() {
                y = y.ceil_to(self.leading);
            }
            y = put(&mut body, step.line, page.top + y, Layer::Text, true) - page.top;
        }

        // The notes, so that the last ends at the foot of the text area.
        if to.note > from.note {
            let top = page.top + text_height - notes_height;
            rule(&mut body, top - page.note_gap.ratio(2, 5), page.measure);
            let mut y = top;
            for (index, note) in self.copy.notes[from.note..to.note].iter().enumerate() {
                y += if index == 0 { Length::ZERO } else { note.space };
                y = put(&mut body, note.line, y, Layer::Note, true);
            }
        }
        body
    }

    fn notes_height(&self, from: PageEnd, to: PageEnd) -> Length {
        let notes = &self.copy.notes[from.note..to.note];
        let spaces: Length = notes.iter().skip(1).map(|note| note.space).sum();
        spaces + notes.iter().map(|note| note.line.total()).sum()
    }
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

/// Shares the white of a page among its fills by their weights, in whole lines so that what stands
/// between them keeps to the grid; the last one takes what is left.
struct Fill {
    leading: Length,
    white: Length,
    weight: u32,
    any: bool,
}

impl Fill {
    fn new(placer: &Placer<'_>, from: PageEnd, to: PageEnd, height: Length) -> Self {
        let steps = &placer.steps[from.step..to.step];
        let mut used = Length::ZERO;
        for (index, step) in steps.iter().enumerate() {
            used += step.sink + step.line.total() + if index == 0 { step.repeat } else { step.space };
        }
        let last = to.step == placer.steps.len();
        let weight =
            steps.iter().map(|step| step.fill).sum::<u32>() + if last { placer.copy.last_fill } else { 0 };
        Self { leading: placer.leading, white: (height - used).max(Length::ZERO), weight, any: weight > 0 }
    }

    /// Whether the page has no fills.
    fn is_none(&self) -> bool {
        !self.any
    }

    fn share(&mut self, weight: u32) -> Length {
        if weight == 0 {
            return Length::ZERO;
        }
        let share = self.white.ratio(i64::from(weight), i64::from(self.weight));
        let lines = share.to_sp() / self.leading.to_sp().max(1);
        let share = if weight == self.weight { share } else { self.leading * lines };
        self.white -= share;
        self.weight -= weight;
        share
    }
}
