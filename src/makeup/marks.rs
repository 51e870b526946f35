//! The designer's proof: the grid, the frame, and the baselines of head and folio, drawn under the
//! pages.

use crate::design::Design;
use crate::layout::{Layer, Page, PageItem, Pages, PlacedKind, Side};
use crate::units::{Colour, Length};

/// The thickness of the lines.
const HAIR: Length = Length::milli_pt(250);
/// The colour of the baselines: light blue, as on a layout sheet. The frame and the furniture are red.
const BASELINE: Colour = Colour { r: 150, g: 205, b: 240 };
const FRAME: Colour = Colour { r: 230, g: 120, b: 120 };

/// Draws the baselines of the grid, the text area, and the baselines of running head and folio on every
/// page, below its items.
pub fn mark(pages: &mut Pages, design: &Design) {
    for page in &mut pages.pages {
        let marks = marks(page, design);
        page.items.splice(0..0, marks);
    }
}

fn marks(page: &Page, design: &Design) -> Vec<PageItem> {
    let frame = &design.page;
    let left = match page.side {
        Side::Recto => frame.inner,
        Side::Verso => frame.outer,
    };
    let (top, measure, height) = (frame.top, frame.measure, design.text_height());
    let rule = |x: Length, y: Length, width: Length, height: Length, colour: Colour| PageItem {
        x,
        y,
        kind: PlacedKind::Rule { width, height, colour },
        layer: Layer::Text,
        owner: None,
        turned: false,
    };
    let across = |y: Length, colour: Colour| rule(left, y, measure, HAIR, colour);
    let down = |x: Length| rule(x, top, HAIR, height, FRAME);
    // The baseline of a line of text is at three quarters of its leading.
    let first = top + design.leading.ratio(3, 4);
    let baselines = (0..i64::from(frame.lines)).map(|line| across(first + design.leading * line, BASELINE));
    let edges = [across(top, FRAME), across(top + height, FRAME), down(left), down(left + measure)];
    let furniture = [frame.head_baseline, frame.folio_baseline].map(|y| across(y, FRAME));
    let mut marks: Vec<PageItem> = baselines.chain(edges).chain(furniture).collect();
    if frame.is_mirrored {
        marks.iter_mut().for_each(|mark| mark.mirror(page.size.width));
    }
    marks
}
