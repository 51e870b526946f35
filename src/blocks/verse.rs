//! Verse: set line by line, with turn-over lines indented further, beside the numbers of lines.

use super::context::BlockContext;
use super::display;
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

/// The number of lines of a centred poem for each that is too long for the measure: others are not exceptions.
const EXCEPTIONS: usize = 4;
/// How far a poem with lines that are too long is moved to the right at most, in thousandths of the measure: these lines
/// are turned over at the end of the measure.
const MAX_SHIFT: i64 = 300;

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
    if is_centred {
        style.left += to_centre(setter, stanzas, &style, context);
    }
    let mut set = lines(setter, stanzas, &style, context);
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
    let mut set = Vec::with_capacity(stanzas.len());
    for stanza in stanzas {
        let element = setter.element(context, Tag::Paragraph);
        let mut lines_of_stanza = Vec::with_capacity(stanza.len());
        for (index, line) in stanza.iter().enumerate() {
            let style = style_of_line(setter, line, style);
            let mut lines = setter.lines(&line.text, &style, element);
            if let (Some(last), true) = (lines.last_mut(), index + 1 < stanza.len()) {
                hang_space(last, setter.rtl, setter.resources.fonts);
            }
            lines_of_stanza.push(lines);
        }
        set.push(lines_of_stanza);
    }
    set
}

/// Returns the style of a line of verse, which has its own indent, and its turn-over lines a larger one.
fn style_of_line(setter: &Setter<'_>, line: &VerseLine, style: &ParStyle) -> ParStyle {
    let spec = setter.resources.design.spec.verse;
    let (step, turn_over) = (setter.fit(spec.step), setter.fit(spec.turn_over));
    let left = style.left + step * i64::from(line.indent) + turn_over;
    ParStyle { left, indent: -turn_over, ..style.clone() }
}

/// Returns how far verse is moved to the right, so that its longest line is centred between the indents of the text
/// around it. A line that is too long for the measure does not count, since it is turned over wherever the verse begins;
/// where more than one of [`EXCEPTIONS`] lines is, the verse fills the measure and is not moved.
fn to_centre(
    setter: &Setter<'_>,
    stanzas: &[Vec<VerseLine>],
    style: &ParStyle,
    context: &BlockContext,
) -> Length {
    let (mut turned, mut longest, mut count) = (0, Length::ZERO, 0);
    for line in stanzas.iter().flatten() {
        let lines = display::trial(setter, &line.text, &style_of_line(setter, line, style));
        count += 1;
        match &lines[..] {
            [only] => longest = longest.max(only.width),
            _ => turned += usize::from(!lines.is_empty()),
        }
    }
    if longest.is_zero() || turned * EXCEPTIONS > count {
        return Length::ZERO;
    }
    // The verse begins at the indent of its style, and `width` is counted from the edge of the measure.
    let (left, whole) = (context.left, setter.resources.design.page.measure);
    let indent = setter.fit(setter.resources.design.style(ParRole::Verse).left);
    let from = if context.role == ParRole::Verse { left - indent } else { left };
    let slack = (whole - context.right) - from - (longest - left);
    let by = slack / 2 - (left - from);
    if turned == 0 { by } else { by.min(whole.ratio(MAX_SHIFT, 1000)) }
}

/// Returns the width kept free for the numbers of lines at the end of the measure.
fn column(
    setter: &mut Setter<'_>,
    stanzas: &[Vec<VerseLine>],
    mut numbers: LineNumbers,
    context: &BlockContext,
) -> Length {
    let digits = setter.own_words(context).digits();
    let last = stanzas.iter().flatten().filter_map(|_| numbers.count()).last();
    let Some(last) = last else { return Length::ZERO };
    let width = setter.text(&digits.write(last), ParRole::LineNumber, None, context).width;
    width + setter.em()
}

/// Puts the numbers of lines at the end of the measure. They are not text and belong to no element.
fn number(setter: &mut Setter<'_>, set: &mut [SetStanza], mut numbers: LineNumbers, context: &BlockContext) {
    let edge = setter.resources.design.page.measure - context.right;
    let digits = setter.own_words(context).digits();
    for lines in set.iter_mut().flatten() {
        let Some(number) = numbers.count() else { continue };
        let mut label = setter.text(&digits.write(number), ParRole::LineNumber, None, context);
        label.shift(edge - label.width);
        if let Some(first) = lines.first_mut() {
            first.items.extend(label.items);
        }
    }
}
