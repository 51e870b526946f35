//! Figures and tables that text may run around: set apart as one box, for make-up to place.

use super::blocks::{Env, Setter};
use super::line::{FORBID, Float, FloatSpot, Line, Strip};
use crate::book::Placement;
use crate::design::ParRole;
use crate::diag::{Code, Diagnostic, Span};
use crate::units::Length;

/// What is asked for a float.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    /// Where it is to stand by the author's word.
    pub(super) place: Option<Placement>,
    /// It has a number by which the text can speak of it wherever it stands.
    pub(super) numbered: bool,
    /// The tallest that floats by itself, in thousandths of the text's height.
    pub(super) most: i64,
    /// White above and below where it stands in the run of the text.
    pub(super) white: Length,
    /// Where it was written.
    pub(super) span: Span,
}

/// Sets what `content` pushes as a float, or in the run of the text where it cannot be one: within
/// other matter, right below a heading, with notes of its own. An author who asked for a place that
/// cannot be had is told why.
pub(super) fn set(
    setter: &mut Setter<'_>,
    wish: Wish,
    env: &Env,
    content: impl FnOnce(&mut Setter<'_>, &Env),
) {
    let strips = setter.apart_with(|inner| content(inner, env));
    let spot = match wish.place {
        None if !wish.numbered => None,
        None => spot(setter, &wish, FloatSpot::Any, env, &strips).ok(),
        Some(Placement::Here) => None,
        Some(Placement::Head) => wished(setter, &wish, FloatSpot::Head, env, &strips),
        Some(Placement::Foot) => wished(setter, &wish, FloatSpot::Foot, env, &strips),
        Some(Placement::Page | Placement::Sideways) => wished(setter, &wish, FloatSpot::Page, env, &strips),
    };
    match spot {
        Some(spot) => {
            let lines = lines(strips);
            setter.float(Float { lines, spot, turned: false });
        }
        None => {
            setter.space(wish.white);
            setter.take(strips);
            setter.space(wish.white);
            setter.first = true;
        }
    }
}

/// The place that was asked for, if it can be had.
fn wished(
    setter: &mut Setter<'_>,
    wish: &Wish,
    spot_asked: FloatSpot,
    env: &Env,
    strips: &[Strip],
) -> Option<FloatSpot> {
    let found = spot(setter, wish, spot_asked, env, strips);
    if let Err(reason) = found {
        let message = format!("this stands where it is called: {reason}");
        let help = "refer to it from another paragraph, make it smaller, or take out what asks for its place";
        setter.sink.push(Diagnostic::new(Code::NotPlaced, wish.span, message).help(help));
    }
    found.ok()
}

/// The spot, if a float may stand there; else why it has to stay where it is.
fn spot(
    setter: &Setter<'_>,
    wish: &Wish,
    spot: FloatSpot,
    env: &Env,
    strips: &[Strip],
) -> Result<FloatSpot, &'static str> {
    let alone = spot == FloatSpot::Page;
    let (mut height, mut calls) = (Length::ZERO, false);
    for strip in strips {
        match strip {
            Strip::Line(line) => {
                height += line.total();
                calls |= !line.notes.is_empty();
            }
            Strip::Space { height: space, .. } => height += *space,
            Strip::Penalty(_) | Strip::Fill(_) | Strip::Choice(_) | Strip::Float(_) | Strip::Barrier => {}
        }
    }
    let most = if alone { 1000 } else { wish.most };
    if !setter.may_float(env) {
        return Err("it is within other matter");
    }
    if height > setter.shop.design.text_height().ratio(most, 1000) {
        return Err("it is too tall");
    }
    if !alone && !setter.stands_free() {
        return Err("nothing stands above it but a heading");
    }
    if !alone && calls {
        return Err("it has notes of its own");
    }
    Ok(spot)
}

/// Lines, each with the white above it; the first has none.
pub(super) fn lines(strips: Vec<Strip>) -> Vec<(Length, Line)> {
    let mut lines = Vec::new();
    let mut space = Length::ZERO;
    for strip in strips {
        match strip {
            Strip::Line(line) => {
                let above = std::mem::take(&mut space);
                lines.push((if lines.is_empty() { Length::ZERO } else { above }, line));
            }
            Strip::Space { height, .. } => space += height,
            Strip::Penalty(_) | Strip::Fill(_) | Strip::Choice(_) | Strip::Float(_) | Strip::Barrier => {}
        }
    }
    lines
}

impl Setter<'_> {
    /// Whether matter at a place may float: in the run of the text, and not within other matter.
    pub(super) fn may_float(&self, env: &Env) -> bool {
        let in_text = matches!(env.role, ParRole::Body | ParRole::BodyFirst);
        in_text && env.left.is_zero() && env.right <= Length::ZERO && !env.keep && self.is_of_page()
    }

    /// Whether there is something above the next line that does not hold on to it, as a heading does.
    fn stands_free(&self) -> bool {
        self.has_lines() && self.asked_penalty().is_none_or(|cost| cost < FORBID)
    }
}
