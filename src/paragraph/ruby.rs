//! Ruby: a reading in small characters above those that it belongs to, after *Requirements for Japanese Text Layout*
//! (JLReq, W3C, 2020), section 3.3. A pair of both is a box in the line.

use std::sync::Arc;

use super::itemize;
use super::lines::one_line;
use super::request::Resources;
use super::ruby_pair::{RubyPair, fills_square};
use super::shaped::ShapedText;
use super::text::{CollectedText, InlineBox, InlineContent, OBJECT};
use crate::design::style::{Direction, TextStyle};
use crate::diag::Diagnostic;
use crate::units::Length;

/// The size of the reading, in thousandths of that of the characters below it (JLReq 3.3.3).
const SIZE: i64 = 500;
/// How far the square of a character reaches above and below its baseline, likewise.
const ASCENT: i64 = 880;
const DESCENT: i64 = 120;

/// Returns whether the reading of a text is set above it: of one in letters it follows in parentheses, since the lines of such
/// text are too close.
pub(super) fn is_above(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric()).peekable();
    letters.peek().is_some() && letters.all(fills_square)
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
        content: InlineContent::Ruby(Arc::new(RubyPair::new(base, reading, em))),
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

#[cfg(test)]
mod tests;
