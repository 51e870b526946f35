//! Text to lines: sets inlines as lines of positioned glyphs. Nothing here depends on blocks.

mod bidi;
mod breaker;
mod collect;
mod dots;
mod elements;
mod emoji;
mod explain;
mod hang;
mod head;
mod indents;
mod italics;
mod itemize;
mod justify;
mod kashida;
mod keycaps;
mod known_faces;
mod lead;
mod line_items;
mod lines;
mod long;
mod math;
mod measures;
mod neutral;
mod opportunities;
mod pieces;
mod protrude;
mod quotes;
mod request;
mod ruby;
mod ruby_pair;
mod runs;
mod seams;
mod segment;
mod shape;
mod shaped;
mod sizes;
mod spacing;
mod spread;
mod text;
mod width;

use crate::book::Inline;
use crate::design::lead::OpeningText;
use crate::design::style::{Alignment, ParStyle, TextStyle};
use crate::design::{Design, LeadIn, ParRole};
use crate::diag::{Diagnostic, Outcome};
use crate::fonts::Library;
use crate::layout::{Line, PendingLine, Placed, VariantId};
use crate::units::Length;
pub(crate) use breaker::LineSpaces;
pub(crate) use elements::ElementSlot;
pub(crate) use hang::hang_space;
pub(crate) use head::set_head;
pub(crate) use indents::{LineIndent, below as indents_below, lines as indented_lines};
use line_items::LineItems;
pub(crate) use lines::BrokenText;
pub(crate) use math::{DisplayLine, Placement, draw as draw_formula, set_display};
use measures::ParagraphMeasures;
pub(crate) use opportunities::Rescue;
pub(crate) use opportunities::hyphenation_points;
use request::Balance;
pub(crate) use request::{
    LineChange, ParagraphRequest, ParagraphVariant, ParagraphVariants, Resources, build,
};
use shaped::ShapedText;
use text::CollectedText;
pub(crate) use text::TextSource;
pub(crate) use width::{width_of, width_of_text};

/// The number of variants of a paragraph: the best one, and those with a line fewer and a line more.
const ALL_VARIANTS: usize = 3;

/// Sets inlines as a paragraph in the requested variants, the best first.
///
/// Problems that only setting finds (a character without a glyph, a line that is too long) are reported
/// to `sink`.
pub(crate) fn set_variants(
    inlines: &[Inline],
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
    slot: ElementSlot<'_>,
    sink: &mut Vec<Diagnostic>,
) -> ParagraphVariants {
    // Collect the text of the paragraph.
    let style = request.style;
    let collected = collect::collect(inlines, &style.text, request.width(), resources, slot);
    if collected.text.is_empty() {
        return only_marks(&collected);
    }
    if long::is_long(&collected, request) {
        return long::set(&collected, long::PART, request, resources, sink);
    }
    set_collected(collected, request, resources, sink)
}

/// Sets a collected text, which is not empty.
fn set_collected(
    mut collected: CollectedText,
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> ParagraphVariants {
    let style = request.style;
    // Set the opening of a chapter, with its initial if it has one and there are enough lines beside
    // it.
    if let Some(opening) = lead::find(&collected, request.lead, &style.text) {
        lead::set_small_caps(&mut collected, &opening, resources);
        let mut reported = Vec::new();
        if let Some(variants) = with_initial(&collected, &opening, request, resources, &mut reported) {
            sink.append(&mut reported);
            return variants;
        }
    }

    // Itemize it, shape it, break it.
    let segments = itemize::itemize(&collected, resources.design, resources.fonts).drain_into(sink);
    let shaped = ShapedText::shape(collected, segments, resources.fonts);
    break_text(shaped, 0, request, resources, sink)
}

/// Sets inlines as a paragraph in the best variant, with its text owned by an element. x is counted
/// from the left end of the measure.
pub(crate) fn set_paragraph(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    resources: Resources<'_>,
    slot: ElementSlot<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    set_in_lines(inlines, (style, None), measure, resources, slot, sink)
}

/// Sets inlines as [`set_paragraph`] does, in lines that are about equally long.
pub(crate) fn set_balanced(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    resources: Resources<'_>,
    slot: ElementSlot<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    set_in_lines(inlines, (style, Some(Balance::Free)), measure, resources, slot, sink)
}

/// Sets inlines as [`set_balanced`] does, with their first two words on one line.
pub(crate) fn set_balanced_and_tied(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    resources: Resources<'_>,
    slot: ElementSlot<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    set_in_lines(inlines, (style, Some(Balance::FirstWordTied)), measure, resources, slot, sink)
}

fn set_in_lines(
    inlines: &[Inline],
    (style, balance): (&ParStyle, Option<Balance>),
    measure: Length,
    resources: Resources<'_>,
    slot: ElementSlot<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    let lead = LeadIn::NONE;
    let request = ParagraphRequest {
        style,
        measure,
        indents: &[],
        above: LineSpaces::NONE,
        lead,
        carries: false,
        balance,
        max_variants: 1,
        change: None,
    };
    set_variants(inlines, &request, resources, slot, sink).into_lines(resources)
}

/// Sets plain text as one line of its natural width: a folio, a number, a running head. `source` is its
/// source, if it comes from the book.
pub(crate) fn set_text(
    text: &str,
    style: &TextStyle,
    source: Option<TextSource<'_>>,
    design: &Design,
    fonts: &Library,
) -> Outcome<Line> {
    set_parts(&[(text, style)], source, design, fonts)
}

/// Sets plain text whose parts have styles of their own as one line of its natural width: a line of code.
///
/// # Panics
/// Panics if there are no parts.
pub(crate) fn set_parts(
    parts: &[(&str, &TextStyle)],
    source: Option<TextSource<'_>>,
    design: &Design,
    fonts: &Library,
) -> Outcome<Line> {
    let collected = text::plain_parts(parts, source);
    let Outcome { value: segments, diagnostics } = itemize::itemize(&collected, design, fonts);
    let shaped = ShapedText::shape(collected, segments, fonts);
    let line = lines::one_line(&shaped, 0..shaped.collected.text.len(), parts[0].1, fonts);
    Outcome::new(line, diagnostics)
}

/// Returns the average advance of the characters of a text in the style of paragraphs; zero for no text.
pub(crate) fn average_advance(text: &str, design: &Design, fonts: &Library) -> Length {
    let style = design.style(ParRole::Body);
    let characters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX).max(1);
    set_text(text, &style.text, None, design, fonts).value.width / characters
}

/// Sets a paragraph that opens with an initial. Returns `None` if it cannot have one or is too short.
fn with_initial(
    collected: &CollectedText,
    opening: &OpeningText,
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Option<ParagraphVariants> {
    let mut collected = collected.clone();
    let plan = lead::plan(&mut collected, opening, request, resources)?;
    let segments = itemize::itemize(&collected, resources.design, resources.fonts).drain_into(sink);
    let shaped = ShapedText::shape(collected, segments, resources.fonts);
    let style = ParStyle { indent: Length::ZERO, ..request.style.clone() };
    let initial = lead::set(&shaped, opening, &plan, &style, resources)?;
    let indents: Vec<LineIndent> = request.indents.iter().chain(&initial.indents).copied().collect();
    let x = indents::left(request.indents, 0);
    let request = ParagraphRequest { style: &style, indents: &indents, ..*request };
    let mut set = break_text(shaped, opening.letter.end, &request, resources, sink);
    if !request.carries {
        set.variants.retain(|variant| variant.lines.len() >= plan.lines);
    }
    // The room beside the initial, or below its tail, goes on below this paragraph, which then has a fixed number
    // of lines.
    let beside = indents::lines(&initial.indents);
    if set.variants.iter().any(|variant| variant.lines.len() < beside) {
        set.variants.truncate(1);
    }
    let best = set.variants.first()?;
    set.rest = indents::below(&initial.indents, best.lines.len());
    let best = best.cost;
    for variant in &mut set.variants {
        variant.cost -= best;
        let items = initial.items.iter().cloned().map(|item| Placed { x: item.x + x, ..item });
        variant.lines[0].0.items.splice(0..0, items);
    }
    Some(set)
}

/// Breaks a text into lines from a byte on. No glyphs are placed, since most variants are never chosen.
fn break_text(
    shaped: ShapedText,
    from: usize,
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> ParagraphVariants {
    let ParagraphRequest { style, indents, balance, change, .. } = *request;
    let max_variants = if change.is_some() { ALL_VARIANTS } else { request.max_variants };
    let justified = style.align == Alignment::Justified;
    let micro = justified.then_some(resources.design.micro);
    let above = request.above.shifted(-style.left);
    let broken = |line_items: &LineItems| {
        let measures = ParagraphMeasures::new(line_items, style, request.width(), indents, &above);
        let params = measures::params(style, justified, line_items, (max_variants, change.is_some()));
        breaker::break_lines(&line_items.items, &measures, &params)
    };
    let items = |rescue: &[_]| {
        let mut line_items =
            LineItems::new(&shaped, from, micro, resources.design.rules, rescue, resources.fonts);
        if balance.is_some() {
            line_items.end_as_other_lines();
        }
        if balance == Some(Balance::FirstWordTied) {
            line_items.tie_first_word();
        }
        line_items
    };
    let mut line_items = items(&[]);
    let mut found = broken(&line_items);
    // Words that are longer than a line are divided, whatever their style says, at last anywhere.
    let mut long = Vec::new();
    for rescue in Rescue::ALL {
        let Some(best) = found.first().filter(|best| Length::sp(best.over()) > measures::UNSEEN) else {
            break;
        };
        long.push((rescue, measures::overfull_ranges(&best.breaks, &line_items)));
        let divided = items(&long);
        let shorter = broken(&divided);
        if shorter.first().is_some_and(|other| other.over() < best.over()) {
            (line_items, found) = (divided, shorter);
        }
    }
    // Lines that are too long are reported for the best variant only; a variant that exceeds the
    // measure by more is dropped.
    let over = found.first().map_or(0, breaker::Variant::over);
    found.retain(|variant| variant.over() <= over);
    found.truncate(max_variants);
    if let Some(change) = change {
        change.keep(&mut found, &shaped.collected, sink);
    }
    if let Some(best) = found.first() {
        sink.extend(measures::overfull(&best.breaks, &line_items, &shaped));
    }

    let best = found.first().map_or(0, |best| best.demerits);
    let costs: Vec<i64> = found.iter().map(|variant| variant.demerits - best).collect();
    let spaces = found.first_mut().map_or_else(LineSpaces::default, |best| std::mem::take(&mut best.spaces));
    let text = BrokenText {
        shaped,
        line_items,
        variants: found,
        indents: indents.to_vec(),
        above,
        style: style.clone(),
        width: request.width(),
        mirror: None,
    };
    let variant = |(index, cost): (u8, i64)| ParagraphVariant {
        id: VariantId(index),
        cost,
        lines: text.pending(index.into()),
    };
    let variants = (0..).zip(costs).map(variant).collect();
    ParagraphVariants {
        variants,
        kept: indents::lines(indents),
        rest: Vec::new(),
        spaces: spaces.shifted(style.left),
        text: Some(text),
    }
}

/// Returns the lines of a paragraph that has only anchors, which still need a position.
fn only_marks(collected: &CollectedText) -> ParagraphVariants {
    let mut lines = Vec::new();
    if !collected.marks.is_empty() {
        let mut line = Line::empty(Length::ZERO, Length::ZERO);
        lines::take_marks(&mut line, collected, &(0..1));
        lines.push(PendingLine(line));
    }
    let variant = ParagraphVariant { id: VariantId(0), cost: 0, lines };
    ParagraphVariants {
        variants: vec![variant],
        kept: 0,
        rest: Vec::new(),
        spaces: LineSpaces::default(),
        text: None,
    }
}

#[cfg(test)]
mod tests;
