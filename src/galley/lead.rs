//! How a chapter's first paragraph opens: an initial over several lines, the first words in small
//! capitals.
//!
//! The initial stands on the baseline of its last line and reaches as high as the letters that follow
//! it on the first. A mark of quotation before it hangs in the margin in the size of the text. What
//! room it takes is measured from its outline, so that the first line moves up to the stem of an L or
//! the apex of an A.

use std::ops::{Range, RangeInclusive};

use super::collect::{self, Collected, Run};
use super::itemize::{self, Kind};
use super::line::{Placed, PlacedKind};
use super::notch::Notch;
use super::paragraph::{Copy, Order};
use super::protrude;
use super::shape;
use super::{Shop, justify};
use crate::design::lead::{self, OpeningText};
use crate::design::style::{ParStyle, TextStyle};
use crate::design::{LeadIn, cascade};
use crate::fonts::{Face, FaceId, Ink};
use crate::units::Length;

/// White between the initial and the lines beside it, in thousandths of an em of the text.
const GAP: i64 = 190;
/// White between a mark of quotation and the initial.
const QUOTE_GAP: i64 = 60;
/// The first line moves up to a letter that is narrower there by at least this, in thousandths of its
/// width: an A or an L, not an O.
const TUCK_LEAST: i64 = 250;
/// It moves by no more than this, or the line below would seem to stand out.
const TUCK_MOST: i64 = 420;
/// How far a round letter hangs out, in thousandths of its width.
const ROUND: i64 = 20;
/// A letter that reaches above flat ones by more than this part of an em is round.
const OVERSHOOT: i32 = 160;
/// How high small letters stand above the baseline, the tallest, in thousandths of an em.
const TALL: i64 = 720;

/// The opening of a collected text, when one is wished for and the text has one.
pub(super) fn find(collected: &Collected, lead: LeadIn) -> Option<OpeningText> {
    OpeningText::find(&collected.text, lead, |range| {
        let runs = || {
            let apart = |run: &&Run| run.range.end <= range.start || range.end <= run.range.start;
            collected.runs.iter().filter(move |run| !apart(run))
        };
        runs().all(|run| lead::is_text(&collected.styles[run.style]))
    })
}

/// Sets the first words in small capitals, where the face has such.
pub(super) fn set_small_caps(collected: &mut Collected, opening: &OpeningText, shop: Shop<'_>) {
    let style = &collected.styles[collected.runs[0].style];
    if small_cap(style, shop).is_some() {
        collected.restyle(&opening.phrase(), |style| {
            if lead::is_text(style) {
                cascade::small_caps(style, &shop.design.spec.inline);
            }
        });
    }
}

/// The height of a face's small capitals at a size, when it has any.
fn small_cap(style: &TextStyle, shop: Shop<'_>) -> Option<Length> {
    let mut caps = style.clone();
    caps.small_caps = true;
    let (face, glyph) = glyph("x", &caps, shop)?;
    let (_, plain) = self::glyph("x", &TextStyle { small_caps: false, ..caps }, shop)?;
    let ink = shop.fonts.face(face).ink(glyph, ALL).filter(|_| glyph != plain)?;
    Some(scaled(ink.top, style.size, shop.fonts.face(face)))
}

const ALL: RangeInclusive<i32> = -0x7FFF..=0x7FFF;

/// The first glyph of a text in a style, and its face.
fn glyph(text: &str, style: &TextStyle, shop: Shop<'_>) -> Option<(FaceId, u16)> {
    let collected = collect::plain(text, style, None);
    // Only measured here; the paragraph that it is of reports what no font has.
    let segments = itemize::itemize(&collected, shop.design, shop.fonts).value;
    let segment = segments.first().filter(|segment| segment.kind == Kind::Text)?;
    let mut glyphs = Vec::new();
    shape::shape_range(&collected, segment, segment.range.clone(), shop.fonts, &mut glyphs);
    glyphs.first().map(|glyph| (segment.face, glyph.id))
}

/// The height of a face's flat capitals: as drawn, for some faces give that of round ones.
fn capitals(face: &Face) -> i32 {
    let drawn = face.glyph('H').and_then(|glyph| face.ink(glyph, ALL));
    drawn.map_or(face.metrics.cap_height.into(), |ink| ink.top)
}

/// Font units at a size.
fn scaled(units: i32, size: Length, face: &Face) -> Length {
    size.ratio(i64::from(units), i64::from(face.metrics.units_per_em))
}

/// A length at a size, in font units.
fn units(length: Length, size: Length, face: &Face) -> i32 {
    let units = length.to_sp() * i64::from(face.metrics.units_per_em) / size.to_sp().max(1);
    i32::try_from(units).unwrap_or(i32::MAX)
}

/// How large an initial is.
pub(super) struct Plan {
    /// The lines beside it.
    pub(super) lines: usize,
    /// How far it reaches above the baseline of the first of them.
    top: Length,
    size: Length,
}

/// Settles the size of the initial and gives it to the text; nothing when none is wished for.
pub(super) fn plan(
    collected: &mut Collected,
    opening: &OpeningText,
    order: &Order<'_>,
    shop: Shop<'_>,
) -> Option<Plan> {
    let lines = usize::from(order.lead.initial);
    // Where lines begin at the right, an initial would have to stand there.
    if lines < 2 || order.style.text.lang.is_rtl() {
        return None;
    }
    let style = &order.style.text;
    let letter = &collected.text[opening.letter.clone()];
    let (id, _) = glyph(letter, style, shop)?;
    let face = shop.fonts.face(id);
    let capitals = scaled(capitals(face), style.size, face);
    let small = if opening.words.is_empty() { None } else { small_cap(style, shop) };
    let top = small.unwrap_or(capitals);
    let height = order.style.leading * i64::from(order.lead.initial - 1) + top;
    let size = style.size.ratio(height.to_sp(), capitals.to_sp().max(1));
    collected.restyle(&opening.letter, |style| {
        style.size = size;
        style.small_caps = false;
        style.tracking = 0;
    });
    Some(Plan { lines, top, size })
}

/// An initial, its place counted from the left end of the measure.
pub(super) struct Initial {
    pub(super) items: Vec<Placed>,
    /// What it takes of the lines beside it.
    pub(super) notches: Vec<Notch>,
}

/// Sets the initial of a shaped text, and the marks before it; nothing when it has no outline.
pub(super) fn set(
    copy: &Copy,
    opening: &OpeningText,
    plan: &Plan,
    style: &ParStyle,
    shop: Shop<'_>,
) -> Option<Initial> {
    let at = copy.segments.iter().position(|segment| segment.range == opening.letter)?;
    let face = shop.fonts.face(copy.segments[at].face);
    let glyph = copy.glyphs[copy.of_segment[at].clone()].first()?;
    let letter = Letter { face, glyph: glyph.id, size: plan.size, ink: face.ink(glyph.id, 0..=*ALL.end())? };
    let drop = style.leading * (i64::try_from(plan.lines).ok()? - 1);

    // The letter, its stem in line with the edge of the text.
    let pen = style.left - letter.at(letter.ink.left) - letter.hang(copy, opening, shop);
    let mut items = Vec::new();
    let mut put = |range: &Range<usize>, x: Length, y: Length| {
        let line = justify::one_line(copy, range.clone(), &style.text, shop.fonts);
        items.extend(
            line.items.into_iter().map(|item| run_on(Placed { x: item.x + x, y: item.y + y, ..item })),
        );
    };
    if !opening.quote.is_empty() {
        let width = justify::one_line(copy, opening.quote.clone(), &style.text, shop.fonts).width;
        let gap = style.text.size.ratio(QUOTE_GAP, 1000);
        let lowered = quote_top(copy, style, shop).map_or(Length::ZERO, |top| top - plan.top);
        put(&opening.quote, pen + letter.at(letter.ink.left) - gap - width, lowered);
    }
    put(&opening.letter, pen, drop);
    Some(Initial { items, notches: letter.notches(pen - style.left, drop, plan, style) })
}

/// Glyphs whose word goes on elsewhere.
fn run_on(mut item: Placed) -> Placed {
    if let PlacedKind::Glyphs(run) = &mut item.kind {
        run.runs_on = true;
    }
    item
}

/// How high the marks before an initial reach.
fn quote_top(copy: &Copy, style: &ParStyle, shop: Shop<'_>) -> Option<Length> {
    let face = shop.fonts.face(copy.segments.first()?.face);
    let glyph = copy.glyphs.first()?;
    face.ink(glyph.id, ALL).map(|ink| scaled(ink.top, style.text.size, face))
}

/// The letter as it is drawn.
struct Letter<'a> {
    face: &'a Face,
    glyph: u16,
    size: Length,
    /// Above its baseline.
    ink: Ink,
}

impl Letter<'_> {
    /// Font units at its size.
    fn at(&self, units: i32) -> Length {
        scaled(units, self.size, self.face)
    }

    /// How far it hangs out, so that the edge looks straight.
    fn hang(&self, copy: &Copy, opening: &OpeningText, shop: Shop<'_>) -> Length {
        let width = self.at(self.ink.right - self.ink.left);
        let first = copy.collected.text[opening.letter.clone()].chars().next().unwrap_or_default();
        let slanted = protrude::share(first, false).0;
        let overshoot = self.ink.top - capitals(self.face);
        let round = overshoot * OVERSHOOT > i32::from(self.face.metrics.units_per_em);
        let share = if round { slanted.max(ROUND) } else { slanted };
        if shop.design.micro.protrusion { width.ratio(share, 1000) } else { Length::ZERO }
    }

    /// The room it takes: all of it beside its lines, less in the first where its upper part is narrow,
    /// and some in the next line where a tail hangs into it.
    fn notches(&self, pen: Length, drop: Length, plan: &Plan, style: &ParStyle) -> Vec<Notch> {
        let em = style.text.size;
        let gap = em.ratio(GAP, 1000);
        let width = self.at(self.ink.right - self.ink.left);
        let full = pen + self.at(self.ink.right) + gap;
        let mut notches = vec![Notch::left(plan.lines, full)];

        let low = units(drop - gap, self.size, self.face);
        if let Some(upper) = self.face.ink(self.glyph, low..=*ALL.end()) {
            let narrower = self.at(self.ink.right - upper.right);
            if narrower >= width.ratio(TUCK_LEAST, 1000) {
                notches.push(Notch::left(1, -narrower.min(width.ratio(TUCK_MOST, 1000))));
            }
        }
        let free = style.leading - em.ratio(TALL, 1000);
        let below = units(-free, self.size, self.face);
        if let Some(tail) = self.face.ink(self.glyph, *ALL.start()..=below) {
            let tail = pen + self.at(tail.right) + gap;
            notches.push(Notch::left(plan.lines + 1, tail));
            notches.push(Notch::left(plan.lines, -tail));
        }
        notches
    }
}
