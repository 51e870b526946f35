//! Fills a line to the measure by scaling glyphs, changing spaces and spacing letters.

use super::pieces::LinePiece;
use super::segment::SegmentKind;
use super::shape::{self, ShapedGlyph};
use super::shaped::ShapedText;
use crate::design::Microtype;

/// How far spaces are changed before letters are spaced, in thousandths of their natural width.
const COMFORT: i64 = 50;
/// How far spaces are changed while glyphs are scaled as far as the design allows, where both change together, in
/// thousandths of their natural width.
const TOGETHER: i64 = 250;

/// What is changed first to fill a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FillOrder {
    /// Glyphs are scaled as far as the design allows before spaces are changed, so that spaces are even.
    GlyphsFirst,
    /// Glyphs and spaces change together, in paragraphs whose glyphs would all be at the limit.
    Together,
}

/// Fills a line: scales glyphs as far as the design and the order allow, then changes spaces, then spaces letters of
/// scripts that allow it, and distributes the rest over the spaces, to the last scaled point. Returns the scale of the glyphs
/// in ten-thousandths and the letterspacing in scaled points. Returns `None` if the line has no spaces,
/// and leaves it as it is.
pub(super) fn fill(
    shaped: &ShapedText,
    pieces: &mut [LinePiece],
    slack: i64,
    order: FillOrder,
    micro: Microtype,
) -> Option<(i16, i32)> {
    let text = &shaped.collected.text;
    let is_space = |glyph: &ShapedGlyph| text[glyph.cluster as usize..].starts_with([' ', '\u{A0}']);
    let flexes = |piece: &LinePiece| shaped.segments[piece.segment].kind == SegmentKind::Text;
    let is_spaced = |piece: &LinePiece| shape::is_letterspaced(shaped.segments[piece.segment].script);
    let (mut spaces, mut space_width, mut letters, mut letter_width, mut em) = (0, 0, 0, 0, 0);
    for piece in pieces.iter() {
        if piece.is_formula_space(shaped) {
            spaces += 1;
            space_width += piece.width(shaped);
        }
        for (at, glyph) in piece.glyphs.iter().enumerate() {
            if is_space(glyph) && !piece.hyphen {
                spaces += 1;
                space_width += i64::from(glyph.advance);
            } else if flexes(piece) {
                letters += i64::from(is_spaced(piece) && ends_cluster(&piece.glyphs, at));
                letter_width += i64::from(glyph.advance);
                em = em.max(shaped.style(piece.segment).size.to_sp());
            }
        }
    }
    if spaces == 0 {
        return None;
    }
    let to_scale = match order {
        FillOrder::GlyphsFirst => slack,
        FillOrder::Together => {
            let flex = letter_width * micro.expansion / 10_000;
            slack * flex / (flex + space_width * TOGETHER / 1000).max(1)
        }
    };
    let scale = if letter_width == 0 { 0 } else { to_scale * 10_000 / letter_width };
    let scale = scale.clamp(-micro.expansion, micro.expansion);
    let left = slack - letter_width * scale / 10_000;
    let comfort = space_width * COMFORT / 1000;
    let spaced = left - left.clamp(-comfort, comfort);
    let most = em * micro.tracking / 10_000;
    let spacing = if letters == 0 { 0 } else { (spaced / letters).clamp(-most, most) };

    let mut given = 0;
    for piece in pieces.iter_mut() {
        if !flexes(piece) {
            continue;
        }
        let (is_spaced, hyphen) = (is_spaced(piece), piece.hyphen);
        for at in 0..piece.glyphs.len() {
            if !hyphen && is_space(&piece.glyphs[at]) {
                continue;
            }
            let spacing = if is_spaced && ends_cluster(&piece.glyphs, at) { spacing } else { 0 };
            let glyph = &mut piece.glyphs[at];
            let more = i64::from(glyph.advance) * scale / 10_000 + spacing;
            glyph.advance += i32::try_from(more).unwrap_or(0);
            glyph.dx += i32::try_from(i64::from(glyph.dx) * scale / 10_000).unwrap_or(0);
            given += more;
        }
    }
    widen_spaces(shaped, pieces, spaces, slack - given, is_space);
    Some((i16::try_from(scale).ok()?, i32::try_from(spacing).ok()?))
}

/// Returns whether a glyph is the last one of its cluster: space within a cluster would tear apart a letter and its marks.
fn ends_cluster(glyphs: &[ShapedGlyph], at: usize) -> bool {
    glyphs.get(at + 1).is_none_or(|next| next.cluster != glyphs[at].cluster)
}

fn widen_spaces(
    shaped: &ShapedText,
    pieces: &mut [LinePiece],
    spaces: i64,
    slack: i64,
    is_space: impl Fn(&ShapedGlyph) -> bool,
) {
    let (mut left, mut slack) = (spaces, slack);
    for piece in pieces.iter_mut().filter(|piece| !piece.hyphen) {
        if piece.is_formula_space(shaped) {
            piece.widened = (slack / left).max(-piece.width(shaped));
            slack -= piece.widened;
            left -= 1;
        }
        for glyph in piece.glyphs.iter_mut().filter(|glyph| is_space(glyph)) {
            // However little room there is, a space never gets a negative width.
            let share = (slack / left).max(-i64::from(glyph.advance));
            glyph.advance += i32::try_from(share).unwrap_or(0);
            slack -= share;
            left -= 1;
        }
    }
}

#[cfg(test)]
mod tests;
