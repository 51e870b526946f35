//! The italic correction: space between slanted and upright glyphs that would touch, as in *f*).
//!
//! TeX adds the correction that a font states for each slanted character, whatever follows it (*The TeXbook*,
//! chapter 4). OpenType fonts state none, so the ink of both glyphs is measured where they face each other.

use std::ops::RangeInclusive;

use super::segment::SegmentKind;
use super::shaped::ShapedText;
use crate::fonts::{Ink, Library};
use crate::units::Length;

/// The minimum distance between the ink of both glyphs, in thousandths of the size: about that between two
/// upright stems, less the serifs.
const DISTANCE: i64 = 60;

/// Returns the space to add after each segment, in scaled points.
pub(super) fn corrections(shaped: &ShapedText, fonts: &Library) -> Vec<i64> {
    let count = shaped.segments.len();
    (0..count)
        .map(|left| if left + 1 < count { between(shaped, left, fonts).unwrap_or(0) } else { 0 })
        .collect()
}

/// Returns the space to add between a segment and the next. `None` if they are alike, or if one of them has no
/// ink at the seam.
fn between(shaped: &ShapedText, left: usize, fonts: &Library) -> Option<i64> {
    let sides = [left, left + 1];
    let segments = sides.map(|side| &shaped.segments[side]);
    let faces = segments.map(|segment| fonts.face(segment.face));
    let fits = segments.iter().all(|segment| segment.kind == SegmentKind::Text && segment.level == 0);
    if faces[0].italic == faces[1].italic || !fits {
        return None;
    }
    let text = &shaped.collected.text[..segments[1].range.start];
    if text.ends_with(char::is_whitespace) {
        return None;
    }
    let glyphs = sides.map(|side| &shaped.glyphs[shaped.of_segment[side].clone()]);
    let glyphs = [glyphs[0].last()?, glyphs[1].first()?];
    let seam = [0, 1].map(|side| Seam {
        size: segments[side].size,
        rise: shaped.style(sides[side]).rise,
        units: i64::from(faces[side].metrics.units_per_em),
    });
    let ink = |side: usize, heights: RangeInclusive<i32>| faces[side].ink(glyphs[side].id, heights);

    // The heights at which both have ink, above the baseline of the line.
    let full = [ink(0, ALL)?, ink(1, ALL)?];
    let low = seam[0].height(full[0].bottom).max(seam[1].height(full[1].bottom));
    let high = seam[0].height(full[0].top).min(seam[1].height(full[1].top));
    if low >= high {
        return None;
    }
    let facing: [Ink; 2] = [
        ink(0, seam[0].units(low)..=seam[0].units(high))?,
        ink(1, seam[1].units(low)..=seam[1].units(high))?,
    ];
    let after = i64::from(glyphs[0].advance - glyphs[0].dx) - seam[0].length(facing[0].right).to_sp();
    let before = i64::from(glyphs[1].dx) + seam[1].length(facing[1].left).to_sp();
    let size = seam[0].size.max(seam[1].size).to_sp();
    Some((size * DISTANCE / 1000 - after - before).max(0))
}

/// All heights of ink, in font units.
const ALL: RangeInclusive<i32> = -0x7FFF..=0x7FFF;

/// One side of a seam.
struct Seam {
    size: Length,
    /// How far its baseline is above that of the line.
    rise: Length,
    units: i64,
}

impl Seam {
    fn length(&self, units: i32) -> Length {
        self.size.ratio(i64::from(units), self.units.max(1))
    }

    /// Returns a height above the baseline of the line.
    fn height(&self, units: i32) -> Length {
        self.length(units) + self.rise
    }

    /// Returns a height above the baseline of the line in font units above its own.
    fn units(&self, height: Length) -> i32 {
        let units = (height - self.rise).to_sp() * self.units / self.size.to_sp().max(1);
        i32::try_from(units).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
