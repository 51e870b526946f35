//! Figures: pictures scaled to the measure, their caption below.

use super::caption::caption;
use super::context::BlockContext;
use super::figure_elements::{pictures, tag};
use super::float::{self, FloatRequest};
use super::picture_row::{Room, row};
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
    float::set(setter, request, context, |setter, context| {
        let height = setter.resources.design.text_height();
        content(setter, figure, Room { height, full }, span, context);
    });
}

/// Sets a figure along the height of the page, to be read with the page turned.
fn sideways(setter: &mut Setter<'_>, figure: &Figure, span: Span, context: &BlockContext) {
    let design = setter.resources.design;
    let height = design.page.measure;
    let context =
        BlockContext { left: Length::ZERO, right: height - design.text_height(), ..context.clone() };
    let strips = setter.apart_with(|setter| {
        content(setter, figure, Room { height, full: true }, span, &context);
    });
    let stack = float::stack(setter, strips);
    setter.float(Float { stack, spot: FloatSpot::Page, turned: true });
}

/// Sets pictures and caption.
fn content(setter: &mut Setter<'_>, figure: &Figure, mut room: Room, span: Span, context: &BlockContext) {
    let leading = setter.leading();
    let whole = setter.element(context, tag(figure));
    let inner = context.within(whole);
    let pictures = pictures(setter, figure, whole, &inner);
    let caption = caption(
        setter,
        setter.resources.book.shown(figure.number.as_ref()).as_deref(),
        &figure.caption,
        span,
        &inner,
    );
    let below = if caption.is_empty() {
        Length::ZERO
    } else {
        setter.fit(setter.resources.design.spec.figures.caption_gap)
    };
    room.height -= below + caption.iter().map(Line::total).sum();
    if !room.full {
        // Leave room for a line of text above it, and space.
        room.height -= leading * 2;
    }
    // However long the caption is, the picture keeps its minimum height.
    room.height = room.height.max(leading * MIN_LINES);
    if let Some(line) = row(setter, figure, &pictures, room, span, context) {
        setter.push(line);
        setter.penalise(FORBID);
    }
    if !caption.is_empty() {
        setter.space(below);
        setter.push_kept(caption);
    }
}
