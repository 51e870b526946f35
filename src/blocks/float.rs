//! Floats: figures and tables that are set apart as one box, for make-up to place.

use super::context::BlockContext;
use super::setter::{Announced, Setter};
use super::stack::{calls, height};
use crate::book::Placement;
use crate::design::ParRole;
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{FORBID, Float, FloatSpot, PendingParagraph, Stack, Strip};
use crate::units::Length;

/// The maximum height of a figure or table that stays below the paragraph that announces it, in thousandths of the
/// text's height. If it moves to the next page, what it leaves is not yet a hole that is reported.
const MAX_ANNOUNCED: i64 = 250;

/// How a figure or table is to float.
#[derive(Clone, Copy)]
pub(super) struct FloatRequest {
    /// The placement that the author asked for.
    pub(super) place: Option<Placement>,
    /// Whether it has a number, by which the text can refer to it wherever it is placed.
    pub(super) numbered: bool,
    /// The maximum height at which it floats by default, in thousandths of the text's height.
    pub(super) max_height: i64,
    /// The space above and below if it does not float.
    pub(super) space: Length,
    /// Its place in the source.
    pub(super) span: Span,
}

/// Sets the content as a float, or in the run of the text if it cannot float: within another block,
/// directly below a heading, with notes of its own, or low and announced by the paragraph above. If the author asked for a placement that is
/// impossible, the reason is reported.
pub(super) fn set(
    setter: &mut Setter<'_>,
    request: FloatRequest,
    context: &BlockContext,
    content: impl FnOnce(&mut Setter<'_>, &BlockContext),
) {
    let strips = setter.apart_with(|inner| content(inner, context));
    let is_low = height(&strips) <= setter.resources.design.text_height().ratio(MAX_ANNOUNCED, 1000);
    let is_announced = setter.announced == Some(Announced::MayFloat) && is_low;
    let spot = match request.place {
        None if !request.numbered || is_announced => None,
        None => spot(setter, &request, FloatSpot::Any, context, &strips).ok(),
        Some(Placement::Here) => None,
        Some(Placement::Head) => requested(setter, &request, FloatSpot::Head, context, &strips),
        Some(Placement::Foot) => requested(setter, &request, FloatSpot::Foot, context, &strips),
        Some(Placement::Page | Placement::Sideways) => {
            requested(setter, &request, FloatSpot::Page, context, &strips)
        }
    };
    match spot {
        Some(spot) => {
            let stack = stack(setter, strips);
            setter.float(Float { stack, spot, turned: false });
        }
        None => {
            if request.numbered && setter.may_float(context) {
                setter.strips.push(Strip::Barrier);
            }
            if is_announced {
                setter.penalise(FORBID);
            }
            setter.space(request.space);
            setter.take(strips);
            setter.space(request.space);
            setter.first = true;
        }
    }
}

/// Returns the placement that the author asked for, if it is possible.
fn requested(
    setter: &mut Setter<'_>,
    request: &FloatRequest,
    spot_asked: FloatSpot,
    context: &BlockContext,
    strips: &[Strip<PendingParagraph>],
) -> Option<FloatSpot> {
    let found = spot(setter, request, spot_asked, context, strips);
    if let Err(reason) = found {
        let message = format!("this stands where it is called: {reason}");
        let help = "refer to it from another paragraph, make it smaller, or take out what asks for its place";
        setter.sink.push(Diagnostic::new(Code::NotPlaced, request.span, message).help(help));
    }
    found.ok()
}

/// Returns the spot of a float, or the reason why it cannot float.
fn spot(
    setter: &Setter<'_>,
    request: &FloatRequest,
    spot: FloatSpot,
    context: &BlockContext,
    strips: &[Strip<PendingParagraph>],
) -> Result<FloatSpot, &'static str> {
    let alone = spot == FloatSpot::Page;
    let max_height = if alone { 1000 } else { request.max_height };
    if !setter.may_float(context) {
        return Err("it is within other matter");
    }
    if height(strips) > setter.resources.design.text_height().ratio(max_height, 1000) {
        return Err("it is too tall");
    }
    if !alone && !setter.is_unattached() {
        return Err("nothing stands above it but a heading");
    }
    if !alone && !calls(strips).is_empty() {
        return Err("it has notes of its own");
    }
    Ok(spot)
}

/// Converts content that was set separately to the stack of a float, without space above its first line.
pub(super) fn stack(setter: &Setter<'_>, strips: Vec<Strip<PendingParagraph>>) -> Stack {
    let mut stack = setter.stack(strips);
    if let Some(first) = stack.lines.first_mut() {
        first.space = Length::ZERO;
    }
    stack
}

impl Setter<'_> {
    /// Returns whether content may float in this context: in the run of the text, and not within
    /// another block.
    pub(super) fn may_float(&self, context: &BlockContext) -> bool {
        let in_text = matches!(context.role, ParRole::Body | ParRole::BodyFirst);
        in_text
            && context.left.is_zero()
            && context.right <= Length::ZERO
            && !context.keep
            && self.is_of_page()
    }

    /// Returns whether the line above may be separated from the next one, unlike the line of a heading.
    fn is_unattached(&self) -> bool {
        self.has_lines() && self.pending_penalty().is_none_or(|cost| cost < FORBID)
    }
}
