//! The outline of a glyph, and the bounding box of its ink. Entry points: [`path`], [`ink`].

use std::fmt::Write;
use std::ops::RangeInclusive;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A bounding box of ink, in font units, y upward from the baseline, x from the glyph's origin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ink {
    /// The left edge.
    pub left: i32,
    /// The right edge.
    pub right: i32,
    /// The lower edge.
    pub bottom: i32,
    /// The upper edge.
    pub top: i32,
}

/// The number of straight lines that approximate a curve; in a capital of 40 points each is shorter than 1 pt.
const LINES: u8 = 24;

/// Returns the bounding box of a glyph's ink between two heights, or `None` if there is no ink between them.
pub(super) fn ink(data: &[u8], index: u32, glyph: u16, heights: RangeInclusive<i32>) -> Option<Ink> {
    let font = FontRef::from_index(data, index).ok()?;
    let outline = font.outline_glyphs().get(GlyphId::from(glyph))?;
    let mut pen = InkPen { heights, at: (0.0, 0.0), start: (0.0, 0.0), found: None };
    outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
    pen.found
}

/// Returns the outline of a glyph as a path of SVG in font units, y upward. It is empty if there is no ink.
pub(super) fn path(data: &[u8], index: u32, glyph: u16) -> String {
    let mut pen = PathPen(String::new());
    let font = FontRef::from_index(data, index).ok();
    let outline = font.and_then(|font| font.outline_glyphs().get(GlyphId::from(glyph)));
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let drawn = outline.map(|outline| outline.draw(settings, &mut pen).is_ok());
    if drawn == Some(true) { pen.0 } else { String::new() }
}

/// Writes an outline as a path of SVG.
struct PathPen(String);

impl PathPen {
    #[allow(clippy::cast_possible_truncation, reason = "font units are 16-bit numbers")]
    fn command(&mut self, name: char, points: &[Point]) {
        self.0.push(name);
        for (index, (x, y)) in points.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            let _ = write!(self.0, "{space}{} {}", x.round() as i32, y.round() as i32);
        }
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.command('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        self.command('C', &[(cx, cy), (dx, dy), (x, y)]);
    }

    fn close(&mut self) {
        self.command('Z', &[]);
    }
}

type Point = (f32, f32);

/// Follows an outline and keeps the bounding box of what lies between two heights.
struct InkPen {
    heights: RangeInclusive<i32>,
    at: Point,
    start: Point,
    found: Option<Ink>,
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "font units are 16-bit numbers"
)]
impl InkPen {
    /// Draws a straight line, and adds the part of it that lies between the heights.
    fn line(&mut self, to: Point) {
        let from = std::mem::replace(&mut self.at, to);
        let (low, high) = (*self.heights.start() as f32, *self.heights.end() as f32);
        if from.1.max(to.1) < low || from.1.min(to.1) > high {
            return;
        }
        for (end, other) in [(from, to), (to, from)] {
            let y = end.1.clamp(low, high);
            let rise = other.1 - end.1;
            let part = if rise.abs() < f32::EPSILON { 0.0 } else { (y - end.1) / rise };
            self.take(end.0 + (other.0 - end.0) * part, y);
        }
    }

    /// Returns whether a curve from here with the given control points, which is within their convex hull, cannot
    /// extend the box.
    fn cannot_extend(&self, points: &[Point]) -> bool {
        let (low, high) = (*self.heights.start() as f32, *self.heights.end() as f32);
        let all = |is: &dyn Fn(Point) -> bool| is(self.at) && points.iter().all(|point| is(*point));
        let is_within = |known: Ink| {
            let (left, right) = (known.left as f32, known.right as f32);
            let (bottom, top) = (known.bottom as f32, known.top as f32);
            all(&|(x, y)| left <= x && x <= right && bottom <= y && y <= top)
        };
        all(&|(_, y)| y < low) || all(&|(_, y)| y > high) || self.found.is_some_and(is_within)
    }

    /// Extends the box to a point.
    fn take(&mut self, x: f32, y: f32) {
        let (left, right) = (x.floor() as i32, x.ceil() as i32);
        let (bottom, top) = (y.floor() as i32, y.ceil() as i32);
        self.found = Some(match self.found {
            None => Ink { left, right, bottom, top },
            Some(known) => Ink {
                left: known.left.min(left),
                right: known.right.max(right),
                bottom: known.bottom.min(bottom),
                top: known.top.max(top),
            },
        });
    }

    /// Draws a curve with the given control points, of which the last is its end, as a function from 0 to 1.
    fn curve(&mut self, points: &[Point], point: impl Fn(f32) -> Point) {
        if let Some(end) = points.last().filter(|_| self.cannot_extend(points)) {
            self.at = *end;
            return;
        }
        for piece in 1..=LINES {
            self.line(point(f32::from(piece) / f32::from(LINES)));
        }
    }
}

/// Returns the point between two, at a share from 0 to 1.
fn between(from: Point, to: Point, share: f32) -> Point {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}

impl OutlinePen for InkPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.start = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.line((x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (a, b, c) = (self.at, (cx, cy), (x, y));
        self.curve(&[b, c], |share| between(between(a, b, share), between(b, c, share), share));
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        let (a, b, c, d) = (self.at, (cx, cy), (dx, dy), (x, y));
        self.curve(&[b, c, d], |share| {
            let (ab, bc, cd) = (between(a, b, share), between(b, c, share), between(c, d, share));
            between(between(ab, bc, share), between(bc, cd, share), share)
        });
    }

    fn close(&mut self) {
        self.line(self.start);
    }
}

#[cfg(test)]
mod tests {
    use crate::fonts::Library;

    #[test]
    fn letters_reach_as_far_as_they_are_drawn() {
        let fonts = Library::bundled();
        let face = fonts.face(fonts.find("Libertinus Serif", false, false).expect("a face"));
        let whole = |c| face.ink(face.glyph(c).expect("a letter"), i32::MIN / 2..=i32::MAX / 2);
        let flat = whole('H').expect("ink");
        let cap = flat.top;
        assert_eq!((cap, flat.bottom), (647, -2));
        let round = whole('O').expect("ink");
        assert!(round.top > cap + 8 && round.bottom < -8);
        assert_eq!(whole(' '), None);

        // Near the top an A is its apex, and an L its stem.
        let upper = |c| face.ink(face.glyph(c).expect("a letter"), cap * 8 / 10..=cap).expect("ink");
        for letter in ['A', 'L'] {
            let all = whole(letter).expect("ink");
            assert!(upper(letter).right < all.left + (all.right - all.left) * 7 / 10, "{letter}");
        }
        assert_eq!(upper('H').right, flat.right);
    }
}
