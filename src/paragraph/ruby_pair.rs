//! A pair of ruby as it is set: a reading above the characters that it belongs to, after *Requirements for Japanese Text
//! Layout* (JLReq, W3C, 2020), section 3.3.

use std::sync::Arc;

use crate::layout::{Line, Placed, PlacedKind};
use crate::units::Length;

/// How far a reading may reach over a kana beside it, in thousandths of the size of the text. JLReq 3.3.8 allows twice as much, but not beyond the ends of a
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

/// Returns whether a character fills a square, as ideographs and kana do.
pub(super) fn fills_square(c: char) -> bool {
    c >= '\u{2E80}'
}

impl RubyPair {
    /// Returns a pair that has not been placed.
    pub(super) fn new(base: Line, reading: Line, em: Length) -> Self {
        Self { base, reading, em, items: Vec::new() }
    }

    /// Places both, with the reading over the neighbours that allow it. Returns the width of the box.
    pub(super) fn place(&mut self, over: [bool; 2]) -> Length {
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
    let (mut is_square, mut clusters) = (true, 0_i64);
    for item in items.iter() {
        if let PlacedKind::Glyphs(run) = &item.kind {
            is_square &= run.text.chars().all(fills_square);
            let count = run.glyphs.iter().filter(|glyph| glyph.text_len > 0).count();
            clusters += i64::try_from(count).unwrap_or(0);
        }
    }
    let gaps = if is_square { clusters.max(1) } else { 1 };
    let mut given = 0;
    // Computed from the start, so that what is lost in rounding is never more than one unit.
    let until = |gap: i64| {
        if gap == gaps { room.to_sp() } else { room.to_sp() * (2 * gap + 1) / (2 * gaps) }
    };
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
