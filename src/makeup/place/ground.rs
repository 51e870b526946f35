//! Backgrounds of boxes and code on a page: an area from above the first line of each to below the last. Where a page
//! end divides a block, the area extends as far beyond the lines as at the ends of the block, so that text is nowhere
//! flush with its edge.

use super::Body;
use crate::layout::{ElementId, Ground, Layer, Line, PageItem};
use crate::units::Length;

/// The backgrounds of a page.
#[derive(Default)]
pub(super) struct Grounds {
    open: Vec<OpenGround>,
}

struct OpenGround {
    of: ElementId,
    /// The baseline of its first line.
    first: Length,
    /// The index of its area among the items of the page.
    item: usize,
}

impl Grounds {
    /// Extends the backgrounds of a line with that baseline, and opens those that begin with it. The items of the line
    /// are placed after them.
    pub(super) fn lay(&mut self, body: &mut Body, line: &Line, baseline: Length) {
        for ground in &line.grounds {
            match self.open.iter().find(|open| open.of == ground.of) {
                Some(open) => extend(body, open, ground, baseline),
                None => self.begin(body, ground, baseline),
            }
        }
    }

    fn begin(&mut self, body: &mut Body, ground: &Ground, baseline: Length) {
        self.open.push(OpenGround { of: ground.of, first: baseline, item: body.items.len() });
        body.items.push(PageItem {
            x: ground.x,
            y: baseline - ground.above,
            kind: ground.area(Length::ZERO),
            layer: Layer::Text,
            owner: None,
            turned: false,
        });
    }
}

fn extend(body: &mut Body, open: &OpenGround, ground: &Ground, baseline: Length) {
    let item = &mut body.items[open.item];
    // The distance above is that of the first line.
    let above = open.first - item.y;
    item.kind = Ground { above, ..*ground }.area(baseline - open.first);
}
