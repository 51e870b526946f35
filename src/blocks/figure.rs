//! Figures: pictures scaled to the measure, their caption below or beside them in the outer margin.

use super::caption::{Caption, CaptionLines};
use super::context::BlockContext;
use super::figure_elements::{pictures, tag};
use super::float::{self, FloatRequest};
use super::picture_row::{Room, height, row};
use super::setter::Setter;
use super::wrap;
use crate::book::{Attr, Figure, Placement};
use crate::diag::Span;
use crate::layout::{FORBID, Float, FloatSpot, Line};
use crate::units::Length;

/// The minimum height that a picture is scaled down to so that its caption fits, in lines.
const MIN_LINES: i64 = 4;
/// The maximum height of a figure that floats by default, in thousandths of the text's height. With this
/// value, every figure that fits on a page floats.
const MAX_HEIGHT: i64 = 1000;

/// Sets a figure. No page end separates a picture from its caption.
pub(super) fn set(setter: &mut Setter<'_>, figure: &Figure, attr: &Attr, span: Span, context: &BlockContext) {
    if wrap::set(setter, figure, attr, span, context) {
        return;
    }
    let place = Placement::of(attr);
    if place == Some(Placement::Sideways) && setter.may_float(context) {
        return sideways(setter, figure, span, context);
    }
    let space = setter.fit(setter.resources.design.spec.figures.space);
    let request =
        FloatRequest { place, numbered: figure.number.is_some(), max_height: MAX_HEIGHT, space, span };
    // A picture on a page of its own is as large as the page allows.
    let full = place == Some(Placement::Page);
    let may_be_beside = setter.may_float(context);
    float::set(setter, request, context, |setter, context| {
        let height = setter.resources.design.text_height();
        content(setter, figure, Room { height, full }, may_be_beside, span, context);
    });
}

/// Sets a figure along the height of the page, to be read with the page turned.
fn sideways(setter: &mut Setter<'_>, figure: &Figure, span: Span, context: &BlockContext) {
    let design = setter.resources.design;
    let height = design.page.measure;
    let context =
        BlockContext { left: Length::ZERO, right: height - design.text_height(), ..context.clone() };
    let strips = setter.apart_with(|setter| {
        content(setter, figure, Room { height, full: true }, false, span, &context);
    });
    let stack = float::stack(setter, strips);
    setter.float(Float { stack, spot: FloatSpot::Page, turned: true });
}

/// Sets pictures and caption. The caption is beside them if it may be, and if it fits there.
fn content(
    setter: &mut Setter<'_>,
    figure: &Figure,
    room: Room,
    may_be_beside: bool,
    span: Span,
    context: &BlockContext,
) {
    let whole = setter.element(context, tag(figure));
    let inner = context.within(whole);
    let pictures = pictures(setter, figure, whole, &inner);
    let number = setter.shown(figure.number.as_ref(), context);
    let caption = Caption::new(setter, number.as_deref(), &figure.caption, span, &inner);
    let alone = reduced(setter, room, Length::ZERO);
    let height = height(setter, figure, alone, context).filter(|_| may_be_beside);
    let (beside, caption) = match caption.map(|caption| caption.set(setter, height)) {
        Some(CaptionLines::Beside(lines)) => (Some(lines), Vec::new()),
        Some(CaptionLines::Text(lines)) => (None, lines),
        None => (None, Vec::new()),
    };
    let below = if caption.is_empty() {
        Length::ZERO
    } else {
        setter.fit(setter.resources.design.spec.figures.caption_gap)
    };
    let room = reduced(setter, room, below + caption.iter().map(Line::total).sum());
    if let Some(line) = row(setter, figure, &pictures, room, span, context) {
        setter.push(match beside {
            Some(lines) => line.with_beside(lines),
            None => line,
        });
        setter.penalise(FORBID);
    }
    if !caption.is_empty() {
        setter.space(below);
        setter.push_kept(caption);
    }
}

/// Returns the room for pictures above a caption of a height, including the space between them.
fn reduced(setter: &Setter<'_>, mut room: Room, caption: Length) -> Room {
    let leading = setter.leading();
    room.height -= caption;
    if !room.full {
        // Leave room for a line of text above it, and space.
        room.height -= leading * 2;
    }
    // However long the caption is, the picture keeps its minimum height.
    room.height = room.height.max(leading * MIN_LINES);
    room
}
