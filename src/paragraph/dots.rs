//! The dots of emphasis at characters. They are not text.

use super::pieces::LinePiece;
use super::shaped::ShapedText;
use crate::design::style::{DotPlace, TextStyle};
use crate::layout::{Placed, PlacedKind};
use crate::units::Length;

/// In thousandths of the size of the text: the diameter of a dot, its top above the baseline where it is over the
/// characters, and below it where it is under them. Ideographs are from 880 above to 120 below.
const DIAMETER: i64 = 160;
const OVER: i64 = 1070;
const UNDER: i64 = 170;

/// Returns a dot for each letter or figure of a piece that begins at `x`; none if its style has no dots.
pub(super) fn dots(shaped: &ShapedText, piece: &LinePiece, style: &TextStyle, mut x: Length) -> Vec<Placed> {
    let Some(place) = style.dots else { return Vec::new() };
    let part = |thousandths| style.size.ratio(thousandths, 1000);
    let diameter = part(DIAMETER);
    let y = match place {
        DotPlace::Over => -part(OVER),
        DotPlace::Under => part(UNDER),
    };
    let mut dots = Vec::new();
    for glyphs in piece.glyphs.chunk_by(|glyph, next| glyph.cluster == next.cluster) {
        let width = Length::sp(glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum());
        let letter = shaped.collected.text[glyphs[0].cluster as usize..].chars().next();
        if letter.is_some_and(char::is_alphanumeric) {
            // A ring whose line is as thick as its radius is a disc.
            let kind = PlacedKind::Frame {
                width: diameter,
                height: diameter,
                radius: diameter / 2,
                rule: diameter / 2,
                colour: style.colour,
            };
            dots.push(Placed { x: x + (width - diameter) / 2, y: y - style.rise, kind, owner: None });
        }
        x += width;
    }
    dots
}
