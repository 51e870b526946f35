//! The opening of a chapter's first paragraph: an initial over several lines, the first words in small
//! capitals.
//!
//! The initial is on the baseline of the last line beside it and reaches up to the height of the
//! letters that follow it on the first line. A quotation mark before it hangs in the margin at the size
//! of the text. The room that the initial takes is measured from its outline, so that the first line
//! begins close to the stem of an L or the apex of an A.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::indents::LineIndent;
use super::itemize;
use super::lines::one_line;
use super::protrude;
use super::request::{ParagraphRequest, Resources};
use super::segment::SegmentKind;
use super::shape;
use super::shaped::ShapedText;
use super::text::{self, CollectedText, TextRun};
use crate::design::lead::{self, OpeningText};
use crate::design::style::{ParStyle, TextStyle};
use crate::design::{LeadIn, cascade};
use crate::fonts::{Face, FaceId, Ink};
use crate::layout::{Placed, PlacedKind};
use crate::units::Length;

/// The space between the initial and the lines beside it, in thousandths of an em of the text.
const GAP: i64 = 290;
/// The space between a quotation mark and the initial, in thousandths of an em.
const QUOTE_GAP: i64 = 60;
/// The first line is moved closer to a letter whose upper part is narrower by at least this, in
/// thousandths of the letter's width: closer to an A or an L, not to an O.
const MIN_TUCK: i64 = 250;
/// The maximum of this move, in thousandths of the width. After a larger one, the next line looks indented.
const MAX_TUCK: i64 = 420;
/// How far a round letter protrudes, in thousandths of its width.
const ROUND: i64 = 20;
/// A letter is round if it is higher than flat ones by more than an em divided by this.
const OVERSHOOT: i32 = 160;
/// The height of the tallest lower-case letters above the baseline, in thousandths of an em.
const TALL: i64 = 720;

/// Returns the opening of a collected text in the style `base`; `None` if none is requested or the text allows
/// none.
pub(super) fn find(collected: &CollectedText, lead: LeadIn, base: &TextStyle) -> Option<OpeningText> {
    let is_apart = |run: &&TextRun| {
        let style = &collected.styles[run.style];
        let look = |style: &TextStyle| (style.family, style.bold, style.italic, style.small_caps, style.rise);
        look(style) != look(base)
    };
    let mut units: Vec<Range<usize>> = Vec::new();
    for run in collected.runs.iter().filter(is_apart) {
        match units.last_mut() {
            Some(unit) if unit.end == run.range.start => unit.end = run.range.end,
            _ => units.push(run.range.clone()),
        }
    }
    OpeningText::find(&collected.text, lead, &units, |range| {
        let runs = || {
            let apart = |run: &&TextRun| run.range.end <= range.start || range.end <= run.range.start;
            collected.runs.iter().filter(move |run| !apart(run))
        };
        runs().all(|run| lead::is_text(&collected.styles[run.style]))
    })
}

/// Sets the first words in small capitals if the face has them.
pub(super) fn set_small_caps(collected: &mut CollectedText, opening: &OpeningText, resources: Resources<'_>) {
    let style = &collected.styles[collected.runs[0].style];
    if small_cap(style, resources).is_some() {
        collected.restyle(&opening.phrase(), |style| {
            if lead::is_text(style) {
                cascade::small_caps(style, &resources.design.spec.inline);
            }
        });
    }
}

/// Returns the height of a face's small capitals at a size; `None` if it has none.
fn small_cap(style: &TextStyle, resources: Resources<'_>) -> Option<Length> {
    let mut caps = style.clone();
    caps.small_caps = true;
    let (face, glyph) = glyph("x", &caps, resources)?;
    let (_, plain) = self::glyph("x", &TextStyle { small_caps: false, ..caps }, resources)?;
    let ink = resources.fonts.face(face).ink(glyph, ALL).filter(|_| glyph != plain)?;
    Some(scaled(ink.top, style.size, resources.fonts.face(face)))
}

const ALL: RangeInclusive<i32> = -0x7FFF..=0x7FFF;

/// Returns the first glyph of a text in a style, and its face.
fn glyph(text: &str, style: &TextStyle, resources: Resources<'_>) -> Option<(FaceId, u16)> {
    let collected = text::plain(text, style, None);
    // The text is only measured here; setting the paragraph reports the characters that no font has.
    let segments = itemize::itemize(&collected, resources.design, resources.fonts).value;
    let segment = segments.first().filter(|segment| segment.kind == SegmentKind::Text)?;
    let mut glyphs = Vec::new();
    shape::shape_range(&collected, segment, segment.range.clone(), resources.fonts, &mut glyphs);
    glyphs.first().map(|glyph| (segment.face, glyph.id))
}

/// Returns the height of a face's flat capitals as drawn. The tables of some faces record the height of
/// round capitals instead.
fn capitals(face: &Face) -> i32 {
    let drawn = face.glyph('H').and_then(|glyph| face.ink(glyph, ALL));
    drawn.map_or(face.metrics.cap_height.into(), |ink| ink.top)
}

/// Converts font units to a length at a size.
fn scaled(units: i32, size: Length, face: &Face) -> Length {
    size.ratio(i64::from(units), i64::from(face.metrics.units_per_em))
}

/// Converts a length to font units at a size.
fn units(length: Length, size: Length, face: &Face) -> i32 {
    let units = length.to_sp() * i64::from(face.metrics.units_per_em) / size.to_sp().max(1);
    i32::try_from(units).unwrap_or(i32::MAX)
}

/// The size of an initial.
pub(super) struct InitialPlan {
    /// The number of lines beside it.
    pub(super) lines: usize,
    /// How far it reaches above the baseline of the first of these lines.
    top: Length,
    size: Length,
}

/// Computes the size of the initial and applies it to the text. Returns `None` if there is no initial.
pub(super) fn plan(
    collected: &mut CollectedText,
    opening: &OpeningText,
    request: &ParagraphRequest<'_>,
    resources: Resources<'_>,
) -> Option<InitialPlan> {
    let lines = usize::from(request.lead.initial);
    // In text from right to left the initial would be at the right, which is not supported.
    if lines < 2 || request.style.text.lang.is_rtl() {
        return None;
    }
    let style = &request.style.text;
    let letter = &collected.text[opening.letter.clone()];
    let (id, _) = glyph(letter, style, resources)?;
    let face = resources.fonts.face(id);
    let capitals = scaled(capitals(face), style.size, face);
    let small = if opening.words.is_empty() { None } else { small_cap(style, resources) };
    let top = small.unwrap_or(capitals);
    let height = request.style.leading * i64::from(request.lead.initial - 1) + top;
    let size = style.size.ratio(height.to_sp(), capitals.to_sp().max(1));
    collected.restyle(&opening.letter, |style| {
        style.size = size;
        style.small_caps = false;
        style.tracking = 0;
    });
    Some(InitialPlan { lines, top, size })
}

/// An initial that is set; its position is counted from the left end of the measure.
pub(super) struct Initial {
    pub(super) items: Vec<Placed>,
    /// The indents of the lines beside it.
    pub(super) indents: Vec<LineIndent>,
}

/// Sets the initial of a shaped text and the quotation marks before it. Returns `None` if the letter
/// has no outline.
pub(super) fn set(
    shaped: &ShapedText,
    opening: &OpeningText,
    plan: &InitialPlan,
    style: &ParStyle,
    resources: Resources<'_>,
) -> Option<Initial> {
    let at = shaped.segments.iter().position(|segment| segment.range == opening.letter)?;
    let face = resources.fonts.face(shaped.segments[at].face);
    let glyph = shaped.glyphs[shaped.of_segment[at].clone()].first()?;
    let letter = Letter { face, glyph: glyph.id, size: plan.size, ink: face.ink(glyph.id, 0..=*ALL.end())? };
    let drop = style.leading * (i64::try_from(plan.lines).ok()? - 1);

    // The stem of the letter is aligned with the edge of the text.
    let pen = style.left - letter.at(letter.ink.left) - letter.hang(shaped, opening, resources);
    let mut items = Vec::new();
    let mut put = |range: &Range<usize>, x: Length, y: Length| {
        let line = one_line(shaped, range.clone(), &style.text, resources.fonts);
        items.extend(
            line.items.into_iter().map(|item| run_on(Placed { x: item.x + x, y: item.y + y, ..item })),
        );
    };
    if !opening.quote.is_empty() {
        let width = one_line(shaped, opening.quote.clone(), &style.text, resources.fonts).width;
        let gap = style.text.size.ratio(QUOTE_GAP, 1000);
        let lowered = quote_top(shaped, style, resources).map_or(Length::ZERO, |top| top - plan.top);
        put(&opening.quote, pen + letter.at(letter.ink.left) - gap - width, lowered);
    }
    put(&opening.letter, pen, drop);
    Some(Initial { items, indents: letter.indents(pen - style.left, drop, plan, style) })
}

/// Marks glyphs whose word continues in another run.
fn run_on(mut item: Placed) -> Placed {
    if let PlacedKind::Glyphs(run) = &mut item.kind {
        Arc::make_mut(run).runs_on = true;
    }
    item
}

/// Returns how high the quotation marks before an initial reach.
fn quote_top(shaped: &ShapedText, style: &ParStyle, resources: Resources<'_>) -> Option<Length> {
    let face = resources.fonts.face(shaped.segments.first()?.face);
    let glyph = shaped.glyphs.first()?;
    face.ink(glyph.id, ALL).map(|ink| scaled(ink.top, style.text.size, face))
}

/// The letter of an initial, with its outline.
struct Letter<'a> {
    face: &'a Face,
    glyph: u16,
    size: Length,
    /// The extent of its outline; the baseline is at 0.
    ink: Ink,
}

impl Letter<'_> {
    /// Converts font units to a length at the letter's size.
    fn at(&self, units: i32) -> Length {
        scaled(units, self.size, self.face)
    }

    /// Returns how far the letter protrudes, so that the edge looks straight.
    fn hang(&self, shaped: &ShapedText, opening: &OpeningText, resources: Resources<'_>) -> Length {
        let width = self.at(self.ink.right - self.ink.left);
        let first = shaped.collected.text[opening.letter.clone()].chars().next().unwrap_or_default();
        let slanted = protrude::share(first, false).0;
        let overshoot = self.ink.top - capitals(self.face);
        let round = overshoot * OVERSHOOT > i32::from(self.face.metrics.units_per_em);
        let share = if round { slanted.max(ROUND) } else { slanted };
        if resources.design.micro.protrusion { width.ratio(share, 1000) } else { Length::ZERO }
    }

    /// Returns the indents of the lines beside the letter: its full width, and less for the first line
    /// if its upper part is narrow. If it has a tail, the line below is indented too.
    fn indents(&self, pen: Length, drop: Length, plan: &InitialPlan, style: &ParStyle) -> Vec<LineIndent> {
        let em = style.text.size;
        let gap = em.ratio(GAP, 1000);
        let width = self.at(self.ink.right - self.ink.left);
        let full = pen + self.at(self.ink.right) + gap;
        let mut indents = vec![LineIndent::left(plan.lines, full)];

        let low = units(drop - gap, self.size, self.face);
        if let Some(upper) = self.face.ink(self.glyph, low..=*ALL.end()) {
            let narrower = self.at(self.ink.right - upper.right);
            if narrower >= width.ratio(MIN_TUCK, 1000) {
                indents.push(LineIndent::left(1, -narrower.min(width.ratio(MAX_TUCK, 1000))));
            }
        }
        let free = style.leading - em.ratio(TALL, 1000);
        let below = units(-free, self.size, self.face);
        if let Some(tail) = self.face.ink(self.glyph, *ALL.start()..=below) {
            let tail = pen + self.at(tail.right) + gap;
            indents.push(LineIndent::left(plan.lines + 1, tail));
            indents.push(LineIndent::left(plan.lines, -tail));
        }
        indents
    }
}

#[cfg(test)]
mod tests;
