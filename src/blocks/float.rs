//! Figures and tables that text may run around: set apart as one box, for make-up to place.

use super::context::BlockContext;
use super::setter::Setter;
use super::stack::{calls, height};
use crate::book::Placement;
use crate::design::ParRole;
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{FORBID, Float, FloatSpot, PendingParagraph, Stack, Strip};
use crate::units::Length;

/// What is asked for a float.
#[derive(Clone, Copy)]
pub(super) struct FloatRequest {
    /// Where it is to stand by the author's word.
    pub(super) place: Option<Placement>,
    /// It has a number by which the text can speak of it wherever it stands.
    pub(super) numbered: bool,
    /// The tallest that floats by itself, in thousandths of the text's height.
    pub(super) most: i64,
    /// Space above and below where it stands in the run of the text.
    pub(super) white: Length,
    /// Where it was written.
    pub(super) span: Span,
}

/// Sets what `content` pushes as a float, or in the run of the text where it cannot be one: within
/// other matter, right below a heading, with notes of its own. An author who asked for a place that
/// cannot be had gets the reason.
pub(super) fn set(
    setter: &mut Setter<'_>,
    request: FloatRequest,
    context: &BlockContext,
    content: impl FnOnce(&mut Setter<'_>, &BlockContext),
) {
    let strips = setter.apart_with(|inner| content(inner, context));
    let spot = match request.place {
        None if !request.numbered => None,
        None => spot(setter, &request, FloatSpot::Any, context, &strips).ok(),
        Some(Placement::Here) => None,
        Some(Placement::Head) => wished(setter, &request, FloatSpot::Head, context, &strips),
        Some(Placement::Foot) => wished(setter, &request, FloatSpot::Foot, context, &strips),
        Some(Placement::Page | Placement::Sideways) => {
            wished(setter, &request, FloatSpot::Page, context, &strips)
        }
    };
    match spot {
        Some(spot) => {
            let stack = stack(setter, strips);
            setter.float(Float { stack, spot, turned: false });
        }
        None => {
            setter.space(request.white);
            setter.take(strips);
            setter.space(request.white);
            setter.first = true;
        }
    }
}

/// The place that was asked for, if it can be had.
fn wished(
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

/// The spot, if a float may stand there; else why it has to stay where it is.
fn spot(
    setter: &Setter<'_>,
    request: &FloatRequest,
    spot: FloatSpot,
    context: &BlockContext,
    strips: &[Strip<PendingParagraph>],
) -> Result<FloatSpot, &'static str> {
    let alone = spot == FloatSpot::Page;
    let most = if alone { 1000 } else { request.most };
    if !setter.may_float(context) {
        return Err("it is within other matter");
    }
    if height(strips) > setter.resources.design.text_height().ratio(most, 1000) {
        return Err("it is too tall");
    }
    if !alone && !setter.stands_free() {
        return Err("nothing stands above it but a heading");
    }
    if !alone && !calls(strips).is_empty() {
        return Err("it has notes of its own");
    }
    Ok(spot)
}

/// Returns what was set apart as the stack of a float: there is no space above its first line.
pub(super) fn stack(setter: &Setter<'_>, strips: Vec<Strip<PendingParagraph>>) -> Stack {
    let mut stack = setter.stack(strips);
    if let Some(first) = stack.lines.first_mut() {
        first.space = Length::ZERO;
    }
    stack
}

impl Setter<'_> {
    /// Whether matter at a place may float: in the run of the text, and not within other matter.
    pub(super) fn may_float(&self, context: &BlockContext) -> bool {
        let in_text = matches!(context.role, ParRole::Body | ParRole::BodyFirst);
        in_text
            && context.left.is_zero()
            && context.right <= Length::ZERO
            && !context.keep
            && self.is_of_page()
    }

    /// Whether there is something above the next line that does not hold on to it, as a heading does.
    fn stands_free(&self) -> bool {
        self.has_lines() && self.asked_penalty().is_none_or(|cost| cost < FORBID)
    }
}
