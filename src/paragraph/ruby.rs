//! Ruby: a reading in small characters above those that it belongs to, after *Requirements for Japanese Text Layout*
//! (JLReq, W3C, 2020), section 3.3. A pair of both is a box in the line.

use std::sync::Arc;

use super::itemize;
use super::lines::one_line;
use super::request::Resources;
use super::shaped::ShapedText;
use super::text::{CollectedText, InlineBox, InlineContent, OBJECT};
use crate::design::style::{Direction, TextStyle};
use crate::diag::Diagnostic;
use crate::layout::{Line, Placed, PlacedKind};
use crate::units::Length;

/// The size of the reading, in thousandths of that of the characters below it (JLReq 3.3.3).
const SIZE: i64 = 500;
/// How far the square of a character reaches above and below its baseline, likewise.
const ASCENT: i64 = 880;
const DESCENT: i64 = 120;
/// How far a reading may reach over a kana beside it, likewise. JLReq 3.3.8 allows twice as much, but not beyond the ends of a
/// line, which are not known here.
const OVERHANG: i64 = 250;

/// A reading and the characters that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct RubyPair {
    base: Line,
    reading: Line,
    em: Length,
    /// Both in their places, from the left end of the box and its baseline.
    pub(super) items: Vec<Placed>,
}

/// Returns whether the reading of a text is set above it: of one in letters it follows in parentheses, since the lines of such
/// text are too close.
pub(super) fn is_above(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric()).peekable();
    letters.peek().is_some() && letters.all(fills_square)
}

fn fills_square(c: char) -> bool {
    c >= '\u{2E80}'
}

/// Returns the style of the characters in a style, and that of their reading.
pub(super) fn styles(style: &TextStyle) -> [TextStyle; 2] {
    let base = TextStyle { direction: Direction::of_paragraph(false), ..style.clone() };
    let size = style.size.ratio(SIZE, 1000);
    let (underline, strike, dots, rise) = (false, false, None, Length::ZERO);
    let reading = TextStyle { size, underline, strike, dots, rise, hyphenate: false, ..base.clone() };
    [base, reading]
}

/// Sets a pair as a box, whose width is final when its neighbours are known. Adds what no font has to `reported`.
pub(super) fn set(
    [base, reading]: [CollectedText; 2],
    style: &TextStyle,
    resources: Resources<'_>,
    reported: &mut Vec<Diagnostic>,
) -> InlineBox {
    let [base_style, reading_style] = styles(style);
    let mut line = |collected: CollectedText, style: &TextStyle| {
        let found = itemize::itemize(&collected, resources.design, resources.fonts);
        reported.extend(found.diagnostics);
        let shaped = ShapedText::shape(collected, found.value, resources.fonts);
        one_line(&shaped, 0..shaped.collected.text.len(), style, resources.fonts)
    };
    let (base, reading) = (line(base, &base_style), line(reading, &reading_style));
    let em = style.size;
    let part = |thousandths: i64| em.ratio(thousandths, 1000);
    let mut reading = reading;
    let rise = style.rise + part(ASCENT) + part(SIZE).ratio(DESCENT, 1000);
    reading.items.iter_mut().for_each(|item| item.y -= rise);
    let width = base.width.max(reading.width);
    InlineBox {
        content: InlineContent::Ruby(Arc::new(RubyPair { base, reading, em, items: Vec::new() })),
        width,
        height: part(ASCENT + SIZE + DESCENT),
        depth: part(DESCENT) - style.rise,
    }
}

/// Gives the pairs of a text their final widths. A reading may reach over the kana beside it.
pub(super) fn fit(collected: &mut CollectedText) {
    let text = &collected.text;
    for (at, object) in &mut collected.objects {
        let InlineContent::Ruby(pair) = &mut object.content else { continue };
        let pair = Arc::make_mut(pair);
        let before = text[..*at].chars().next_back();
        let after = text[*at + OBJECT.len_utf8()..].chars().next();
        object.width = pair.place([before, after].map(|c| c.is_some_and(is_kana)));
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}')
}

impl RubyPair {
    /// Places both, with the reading over the neighbours that allow it. Returns the width of the box.
    fn place(&mut self, over: [bool; 2]) -> Length {
        let excess = (self.reading.width - self.base.width).max(Length::ZERO);
        let sides = if over == [true; 2] { 2 } else { 1 };
        let most = (excess / sides).min(self.em.ratio(OVERHANG, 1000));
        let [left, right] = over.map(|is_over| if is_over { most } else { Length::ZERO });
        let width = self.base.width + excess - left - right;
        let mut base = self.base.items.clone();
        spread(&mut base, width - self.base.width);
        let mut reading = self.reading.items.clone();
        spread(&mut reading, (width - self.reading.width).max(Length::ZERO));
        reading.iter_mut().for_each(|item| item.x -= left);
        self.items = base;
        self.items.append(&mut reading);
        width
    }
}

/// Spreads characters over a width that is greater than theirs by `room`: between two of them goes twice as much as at each end
/// (JLReq 3.3.5). Letters stay together in the middle.
fn spread(items: &mut [Placed], room: Length) {
    let runs = || {
        items.iter().filter_map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => Some(run),
            _ => None,
        })
    };
    let is_square = runs().all(|run| run.text.chars().all(fills_square));
    let clusters: i64 = runs()
        .map(|run| run.glyphs.iter().filter(|glyph| glyph.text_len > 0).count())
        .map(|count| i64::try_from(count).unwrap_or(0))
        .sum();
    let gaps = if is_square { clusters.max(1) } else { 1 };
    let mut given = 0;
    // Computed from the start, so that what is lost in rounding is never more than one unit.
    let until = |gap: i64| room.to_sp() * (2 * gap + 1) / (2 * gaps);
    for item in items {
        item.x += Length::sp(until(given));
        let PlacedKind::Glyphs(run) = &mut item.kind else { continue };
        if !is_square {
            continue;
        }
        let run = Arc::make_mut(run);
        for at in 0..run.glyphs.len() {
            let ends = run.glyphs.get(at + 1).is_none_or(|next| next.text_len > 0);
            if ends {
                let gap = until(given + 1) - until(given);
                run.glyphs[at].advance += i32::try_from(gap).unwrap_or(0);
                given += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests;
