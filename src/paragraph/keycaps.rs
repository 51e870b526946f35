//! Keys to press, which are framed as the caps of a keyboard: the space between the frame and the letters, which
//! is part of the width of the text, and the frame. A frame is not text, and its keys are extracted like other words.

use std::ops::Range;

use super::shape::{self, ShapedGlyph};
use super::shaped::ShapedText;
use crate::design::style::TextStyle;
use crate::layout::{Placed, PlacedKind};
use crate::units::Length;

/// In thousandths of the size of a key: the space between letters and the outside of the frame, the space outside of
/// it, the height above the baseline and the depth below it, the radius of the corners, the thickness of the line.
const PAD: i64 = 300;
const OUTSIDE: i64 = 80;
const HEIGHT: i64 = 930;
const DEPTH: i64 = 290;
const RADIUS: i64 = 200;
const RULE: i64 = 45;

/// Returns the space before and after each segment in visual order; empty if the text has no keys.
pub(super) fn pads(shaped: &ShapedText) -> Vec<[i64; 2]> {
    let keys = &shaped.collected.keycaps;
    if keys.is_empty() {
        return Vec::new();
    }
    let pad = |index: usize| {
        let segment = &shaped.segments[index];
        let space = part(shaped.style(index).size, PAD + OUTSIDE).to_sp();
        let Range { start, end } = segment.range;
        let starts = key_at(keys, start).is_some_and(|key| keys[key].start == start);
        let ends = end > start && key_at(keys, end - 1).is_some_and(|key| keys[key].end == end);
        let sides = if segment.level.is_multiple_of(2) { [starts, ends] } else { [ends, starts] };
        sides.map(|is_edge| if is_edge { space } else { 0 })
    };
    (0..shaped.segments.len()).map(pad).collect()
}

/// Adds space before and after glyphs.
pub(super) fn pad(glyphs: &mut [ShapedGlyph], [before, after]: [i64; 2]) {
    if let Some(first) = glyphs.first_mut() {
        first.dx = first.dx.saturating_add(i32::try_from(before).unwrap_or(0));
        shape::widen(first, before);
    }
    if let Some(last) = glyphs.last_mut() {
        shape::widen(last, after);
    }
}

/// Returns the framed key that a character belongs to, by its index.
pub(super) fn key_at(keys: &[Range<usize>], at: usize) -> Option<usize> {
    let first = keys.partition_point(|key| key.end <= at);
    keys.get(first).filter(|key| key.contains(&at)).map(|_| first)
}

/// Returns the frame of a key from one position to another.
pub(super) fn frame(style: &TextStyle, from: Length, to: Length) -> Placed {
    let part = |thousandths| part(style.size, thousandths);
    let kind = PlacedKind::Frame {
        width: to - from - part(OUTSIDE) * 2,
        height: part(HEIGHT + DEPTH),
        radius: part(RADIUS),
        rule: part(RULE),
        colour: style.colour,
    };
    Placed { x: from + part(OUTSIDE), y: -style.rise - part(HEIGHT), kind, owner: None }
}

fn part(size: Length, thousandths: i64) -> Length {
    size.ratio(thousandths, 1000)
}

#[cfg(test)]
mod tests;
