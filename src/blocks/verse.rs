//! Verse: set line by line, with turn-over lines indented further, beside the numbers of lines.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::tag::Tag;
use crate::book::verse::LineNumbers;
use crate::book::{Attr, VerseLine};
use crate::design::{ParRole, ParStyle};
use crate::layout::{FORBID, Line, SHAPE};
use crate::paragraph::hang_space;
use crate::units::Length;

/// The cost of a page end within a long stanza. A short one is a shape.
const WITHIN_LONG: i32 = 300;
/// The maximum number of lines of a short stanza.
const SHORT: usize = 6;

/// A stanza: the lines of type of each of its lines.
type SetStanza = Vec<Vec<Line>>;

/// Sets stanzas with a line of space between them.
pub(super) fn set(setter: &mut Setter<'_>, stanzas: &[Vec<VerseLine>], attr: &Attr, context: &BlockContext) {
    let (leading, spec) = (setter.leading(), setter.resources.design.spec.verse);
    let role = if context.role == ParRole::Epigraph { ParRole::Epigraph } else { ParRole::Verse };
    let is_centred =
        context.role == ParRole::Centred || (spec.is_centred && context.role != ParRole::Epigraph);
    // Content that is indented already is not indented further.
    let stands_in = matches!(context.role, ParRole::Epigraph | ParRole::Quote | ParRole::Inset);
    let context = &if stands_in { context.clone() } else { setter.placed(ParRole::Verse, context) };
    let numbers = LineNumbers::of(attr, spec.numbers);
    let mut style = setter.style(role, context);
    if numbers.are_shown() {
        style.right += column(setter, stanzas, numbers, context);
    }
    setter.space(style.above);
    let mut set = lines(setter, stanzas, &style, context);
    if is_centred {
        centre(setter, &mut set, context);
    }
    if numbers.are_shown() {
        number(setter, &mut set, numbers, context);
    }
    for stanza in set {
        let count = stanza.len();
        for (index, lines) in stanza.into_iter().enumerate() {
            if index > 0 {
                let kept = index == 1 || index + 1 == count || context.keep;
                let within = if count <= SHORT { SHAPE } else { WITHIN_LONG };
                setter.penalise(if kept { FORBID } else { within });
            }
            setter.push_kept(lines);
        }
        setter.space(leading);
    }
    setter.space(style.below);
    setter.first = true;
}

/// Sets the lines of stanzas at the left.
fn lines(
    setter: &mut Setter<'_>,
    stanzas: &[Vec<VerseLine>],
    style: &ParStyle,
    context: &BlockContext,
) -> Vec<SetStanza> {
    let spec = setter.resources.design.spec.verse;
    let (step, turn_over) = (setter.fit(spec.step), setter.fit(spec.turn_over));
    let mut set = Vec::with_capacity(stanzas.len());
    for stanza in stanzas {
        let element = setter.element(context, Tag::Paragraph);
        let mut lines_of_stanza = Vec::with_capacity(stanza.len());
        for (index, line) in stanza.iter().enumerate() {
            let mut style = style.clone();
            let step = step * i64::from(line.indent);
            // The first line has its own indent, its turn-over lines a larger one.
            style.left += step + turn_over;
            style.indent = -turn_over;
            let mut lines = setter.lines(&line.text, &style, element);
            if let (Some(last), true) = (lines.last_mut(), index + 1 < stanza.len()) {
                hang_space(last, setter.resources.fonts);
            }
            lines_of_stanza.push(lines);
        }
        set.push(lines_of_stanza);
    }
    set
}

/// Moves verse to the right so that its longest line is centred between the indents of the text around
/// it. Verse with a line that is turned over fills the measure, and stays where it is.
fn centre(setter: &Setter<'_>, set: &mut [SetStanza], context: &BlockContext) {
    let has_turn_over = set.iter().flatten().any(|lines| lines.len() > 1);
    let longest = set.iter().flatten().flatten().map(|line| line.width).max().unwrap_or_default();
    // The verse begins at the indent of its style, and `width` is counted from the edge of the measure.
    let (left, whole) = (context.left, setter.resources.design.page.measure);
    let indent = setter.fit(setter.resources.design.style(ParRole::Verse).left);
    let from = if context.role == ParRole::Verse { left - indent } else { left };
    let slack = (whole - context.right) - from - (longest - left);
    let by = slack / 2 - (left - from);
    if !has_turn_over {
        set.iter_mut().flatten().flatten().for_each(|line| line.shift(by));
    }
}

/// Returns the width kept free for the numbers of lines at the end of the measure.
fn column(
    setter: &mut Setter<'_>,
    stanzas: &[Vec<VerseLine>],
    mut numbers: LineNumbers,
    context: &BlockContext,
) -> Length {
    let last = stanzas.iter().flatten().filter_map(|_| numbers.count()).last();
    let Some(last) = last else { return Length::ZERO };
    let width = setter.text(&last.to_string(), ParRole::LineNumber, None, context).width;
    width + setter.em()
}

/// Puts the numbers of lines at the end of the measure. They are not text and belong to no element.
fn number(setter: &mut Setter<'_>, set: &mut [SetStanza], mut numbers: LineNumbers, context: &BlockContext) {
    let edge = setter.resources.design.page.measure - context.right;
    for lines in set.iter_mut().flatten() {
        let Some(number) = numbers.count() else { continue };
        let mut label = setter.text(&number.to_string(), ParRole::LineNumber, None, context);
        label.shift(edge - label.width);
        if let Some(first) = lines.first_mut() {
            first.items.extend(label.items);
        }
    }
}
