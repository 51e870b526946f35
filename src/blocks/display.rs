//! Titles, headings, captions and short epigraphs in several lines: balanced, and closer together than other lines.

use super::setter::Setter;
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::{Alignment, ParStyle};
use crate::diag::Diagnostic;
use crate::layout::{ElementId, Line, PlacedKind, Structure};
use crate::paragraph::{ElementSlot, Resources, set_balanced, set_balanced_and_tied, set_paragraph};
use crate::units::Length;

/// The maximum number of lines that are balanced: more are text rather than a title.
const MAX_LINES: usize = 5;
/// The maximum number of lines of a short epigraph.
const MAX_SHORT: usize = 4;
/// The narrowest measure that is tried, in hundredths of the whole, and the number of steps in which it is
/// found.
const NARROWEST: i64 = 40;
const STEPS: usize = 7;
/// By how much lines may be longer, in hundredths of the narrowest measure, so that no short word is alone, and the number
/// of steps in which this is tried.
const MAX_WIDER: i64 = 25;
const WIDER_STEPS: i64 = 10;
/// The maximum number of letters of a word at the beginning that belongs to the next one, such as an article, and of a word
/// that is short for a line at the end.
const MAX_ARTICLE: usize = 3;
const MAX_SHORT_WORD: usize = 4;

/// Sets a title or heading. Its lines are closer together than the grid, or further apart: [`fill_grid`] fills the
/// last line of the grid.
pub(super) fn title(
    setter: &mut Setter<'_>,
    text: &[Inline],
    style: &ParStyle,
    element: ElementId,
) -> Vec<Line> {
    let mut lines = balanced(setter, text, style, element, MAX_LINES);
    let inner = ParStyle { leading: style.turn, ..style.clone() }.strut();
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter_mut().enumerate() {
        // A leading of its own is smaller than the space around a large title, or larger than that of the text.
        let fit = if style.turn > style.leading { Length::max } else { Length::min };
        if index > 0 {
            line.height = fit(line.height, inner.0);
        }
        if index < last {
            line.depth = fit(line.depth, inner.1);
        }
    }
    lines
}

/// Returns what the lines of a title in several lines are shorter than whole lines of the grid; zero for one line.
pub(super) fn missing(lines: &[Line], leading: Length) -> Length {
    let total: Length = lines.iter().map(Line::total).sum();
    if lines.len() > 1 { total.ceil_to(leading) - total } else { Length::ZERO }
}

/// Adds space below a title, so that what is below it is on the grid.
pub(super) fn fill_grid(mut lines: Vec<Line>, leading: Length) -> Vec<Line> {
    let rest = missing(&lines, leading);
    if let Some(line) = lines.last_mut() {
        line.depth += rest;
    }
    lines
}

/// Sets a caption; one of two lines is balanced.
pub(super) fn caption(
    setter: &mut Setter<'_>,
    text: &[Inline],
    style: &ParStyle,
    element: ElementId,
) -> Vec<Line> {
    balanced(setter, text, style, element, 2)
}

/// Sets a paragraph of an epigraph that is short: its lines are balanced and not justified, so that no word is alone
/// on the last one. Returns `None` if it has one line, or more than a few.
pub(super) fn short(
    setter: &mut Setter<'_>,
    text: &[Inline],
    style: &ParStyle,
    element: ElementId,
) -> Option<Vec<Line>> {
    let align = if style.align == Alignment::Justified { Alignment::Start } else { style.align };
    let style = ParStyle { align, ..style.clone() };
    let count = trial(setter, text, &style).len();
    (2..=MAX_SHORT).contains(&count).then(|| balanced(setter, text, &style, element, MAX_SHORT))
}

/// Sets a paragraph in lines of about equal length, if it has 2 to `max` lines: in the narrowest measure in which it
/// has no more lines and the same divisions of words, or in a slightly wider one if a short word is alone on a line there.
fn balanced(
    setter: &mut Setter<'_>,
    text: &[Inline],
    style: &ParStyle,
    element: ElementId,
    max: usize,
) -> Vec<Line> {
    if style.align == Alignment::Justified {
        return setter.lines(text, style, element);
    }
    let whole = trial(setter, text, style);
    if !(2..=max).contains(&whole.len()) {
        return setter.lines(text, style, element);
    }
    let (words, width) = (words(&whole), setter.resources.design.page.measure - style.left - style.right);
    let divided = |set: SetLines, by: Length| {
        let lines = set_apart(setter, text, &narrowed(style, by), set);
        (lines.len() == whole.len() && self::words(&lines) == words).then_some(lines)
    };
    let mut set: SetLines = set_balanced;
    let Some((mut best, mut lines)) = narrowest(width, |by| divided(set, by)) else {
        return setter.lines(text, style, element);
    };
    let widest = best - (width - best).ratio(MAX_WIDER, 100);
    if is_alone(lines.first(), MAX_ARTICLE)
        && let Some((by, tied)) = narrowest(width, |by| divided(set_balanced_and_tied, by))
        && by >= widest
    {
        (set, best, lines) = (set_balanced_and_tied, by, tied);
    }
    if is_alone(lines.last(), MAX_SHORT_WORD) {
        let steps = (1..=WIDER_STEPS).map(|step| best - (best - widest).ratio(step, WIDER_STEPS));
        let has_more = |by: &Length| {
            *by >= Length::ZERO
                && divided(set, *by).is_some_and(|lines| !is_alone(lines.last(), MAX_SHORT_WORD))
        };
        best = steps.into_iter().find(has_more).unwrap_or(best);
    }
    let (text_id, line) = (setter.text, setter.list_line);
    let slot = ElementSlot { structure: &mut setter.structure, block: element, text: text_id, line };
    let (measure, style) = (setter.resources.design.page.measure, narrowed(style, best));
    set(text, &style, measure, setter.resources, slot, &mut setter.sink)
}

/// Returns by how much a measure can be narrower so that text is still divided as it has to be, and its lines there.
/// Returns `None` if it is not in the whole measure.
fn narrowest(width: Length, divided: impl Fn(Length) -> Option<Vec<Line>>) -> Option<(Length, Vec<Line>)> {
    let mut lines = divided(Length::ZERO)?;
    let (mut best, mut too_much) = (Length::ZERO, width.ratio(100 - NARROWEST, 100));
    for _ in 0..STEPS {
        let middle = (best + too_much) / 2;
        match divided(middle) {
            Some(narrower) => (best, lines) = (middle, narrower),
            None => too_much = middle,
        }
    }
    Some((best, lines))
}

/// Returns whether a line is one word of up to `max` letters.
fn is_alone(line: Option<&Line>, max: usize) -> bool {
    let word = line.map(text_of).unwrap_or_default();
    !word.trim().contains(char::is_whitespace) && word.chars().filter(|c| c.is_alphabetic()).count() <= max
}

/// Returns a style with a measure that is narrower by a length, at the side where lines end.
fn narrowed(style: &ParStyle, by: Length) -> ParStyle {
    let (left, right) = match style.align {
        Alignment::Justified | Alignment::Start => (Length::ZERO, by),
        Alignment::Centre => (by / 2, by / 2),
        Alignment::End => (by, Length::ZERO),
    };
    ParStyle { left: style.left + left, right: style.right + right, ..style.clone() }
}

/// Sets inlines as lines.
type SetLines =
    fn(&[Inline], &ParStyle, Length, Resources<'_>, ElementSlot<'_>, &mut Vec<Diagnostic>) -> Vec<Line>;

/// Sets a paragraph that is thrown away; what it reports is reported when it is set for the book.
pub(super) fn trial(setter: &Setter<'_>, text: &[Inline], style: &ParStyle) -> Vec<Line> {
    set_apart(setter, text, style, set_paragraph)
}

fn set_apart(setter: &Setter<'_>, text: &[Inline], style: &ParStyle, set: SetLines) -> Vec<Line> {
    let mut structure = Structure::new(Tag::Section);
    let slot =
        ElementSlot { structure: &mut structure, block: ElementId::ROOT, text: setter.text, line: None };
    let measure = setter.resources.design.page.measure;
    set(text, style, measure, setter.resources, slot, &mut Vec::new())
}

/// Returns the text of lines without spaces. It has a hyphen more where a word is divided.
fn words(lines: &[Line]) -> String {
    let texts = lines.iter().map(text_of);
    texts.flat_map(|text| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>()).collect()
}

/// Returns the text of a line.
fn text_of(line: &Line) -> String {
    let texts = line.items.iter().filter_map(|item| {
        let PlacedKind::Glyphs(run) = &item.kind else { return None };
        Some(run.text.as_ref())
    });
    texts.collect()
}
