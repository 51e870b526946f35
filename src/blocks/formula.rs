//! Sets formulas on lines of their own, with white above and below that brings the text back to the grid.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::math::{Formula, alternative, plain_row};
use crate::book::tag::Tag;
use crate::book::{Attr, Inline};
use crate::design::ParRole;
use crate::diag::Span;
use crate::layout::{FORBID, GridFit, Line, Placed};
use crate::paragraph::{DisplayLine, Placement, set_display};
use crate::units::Length;

/// The minimum white above and below, in thousandths of a line. With what lines have anyway it looks like a line.
const WHITE: i64 = 500;
/// The cost of a page end before a formula, and between two of its rows (The TeXbook, chapter 14: TeX forbids the
/// first, and so leaves pages short that have many formulas).
const BEFORE: i32 = 2_000;
const BETWEEN_ROWS: i32 = 500;

/// Sets a formula, which runs from left to right whatever surrounds it. Sets its source if it cannot be read.
pub(super) fn set(
    setter: &mut Setter<'_>,
    formula: &Formula,
    attr: &Attr,
    span: Span,
    context: &BlockContext,
) {
    let is_within_rtl = setter.rtl;
    setter.in_direction(false, context, |setter, context| {
        set_rows(setter, (formula, attr, span), is_within_rtl, context);
    });
}

/// Sets the rows of a formula. Within text from right to left, their numbers are where its lines end.
fn set_rows(
    setter: &mut Setter<'_>,
    (formula, attr, span): (&Formula, &Attr, Span),
    is_within_rtl: bool,
    context: &BlockContext,
) {
    let style = setter.style(ParRole::Centred, context);
    let element = setter.element(context, Tag::Formula);
    let mut alt = alternative(formula, attr, setter.lang(context));
    // What is within the element is not read if it has an alternative text.
    if let Some(number) = formula.mark.row() {
        alt = alt + ", " + &plain_row(&number);
    }
    let place = (setter.text, setter.node);
    let attributes = setter.structure.attributes_mut(element);
    (attributes.alt, attributes.formula) = (Some(alt), Some(place));
    let measure = setter.resources.design.page.measure - style.left - style.right;
    let origin = Some(setter.source(span).origin);
    let placement = Placement { style: &style.text, origin, owner: Some(element) };
    let reports = (span, &mut setter.sink);
    let lines = set_display(formula, &style, measure, setter.resources, placement, reports);
    let Some(lines) = lines else { return source(setter, formula, span, &style, element) };
    let leading = setter.leading();
    let height: Length = lines.iter().map(|set| set.line.total()).sum();
    let white = leading.ratio(WHITE, 1000);
    let whole = (height + white * 2).ceil_to(leading);
    // The line above ends with white below its baseline, the line below begins with less above its letters.
    let white = (whole - height) / 2;
    setter.space(white);
    if !setter.first {
        setter.penalise(if context.keep { FORBID } else { BEFORE });
    }
    for (index, DisplayLine { mut line, mut number, anchor, continues }) in lines.into_iter().enumerate() {
        if is_within_rtl {
            move_to_left(&mut number, &line);
        }
        anchor.into_iter().for_each(|anchor| setter.anchor(anchor));
        if !number.is_empty() {
            let label = setter.structure.add(element, Tag::Label);
            line.items.extend(number.into_iter().map(|item| Placed { owner: Some(label), ..item }));
        }
        if index > 0 {
            setter.penalise(if continues || context.keep { FORBID } else { BETWEEN_ROWS });
        }
        line.shift(style.left);
        line.grid = GridFit::Never;
        setter.push(line);
    }
    setter.space(whole - height - white);
    (setter.first, setter.resumes) = (true, true);
}

/// Moves a number from the right edge to the left one, unless the formula is too near.
fn move_to_left(number: &mut [Placed], line: &Line) {
    let start = |items: &[Placed]| items.iter().map(|item| item.x).min();
    let end = |items: &[Placed]| items.iter().map(|item| item.x + item.kind.width()).max();
    let (Some(from), Some(to)) = (start(number), end(number)) else { return };
    if start(&line.items).is_none_or(|formula| formula > (to - from) * 3 / 2) {
        number.iter_mut().for_each(|item| item.x -= from);
    }
}

/// Sets the source of a formula that cannot be read, centred.
fn source(
    setter: &mut Setter<'_>,
    formula: &Formula,
    span: Span,
    style: &crate::design::style::ParStyle,
    element: crate::layout::ElementId,
) {
    setter.space(style.above);
    let number = formula.mark.row().map(|row| format!(" {}", plain_row(&row)));
    let text = format!("{}{}", formula.source.trim(), number.unwrap_or_default());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let text = [Inline::text(line.trim(), span).with_node(setter.node)];
        let lines = setter.lines(&text, style, element);
        setter.push_kept(lines);
    }
    setter.space(style.below);
    (setter.first, setter.resumes) = (true, true);
}
