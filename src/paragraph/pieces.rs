//! The glyphs of a line: pieces of segments, in visual order.

use std::ops::Range;

use super::bidi;
use super::keycaps;
use super::segment::SegmentKind;
use super::shape::{self, ShapedGlyph};
use super::shaped::ShapedText;
use crate::fonts::Library;

/// Glyphs of one segment within one line, from left to right.
pub(super) struct LinePiece {
    pub(super) segment: usize,
    pub(super) glyphs: Vec<ShapedGlyph>,
    /// The range of the text that the glyphs show.
    pub(super) text: Range<usize>,
    /// Whether it is a hyphen that is not in the text.
    pub(super) hyphen: bool,
    /// How much wider a space within a formula is than its natural width.
    pub(super) widened: i64,
}

/// Returns the glyphs of a range of text, in visual order.
pub(super) fn pieces(shaped: &ShapedText, range: Range<usize>, fonts: &Library) -> Vec<LinePiece> {
    let mut pieces = Vec::new();
    let first = shaped.segments.partition_point(|segment| segment.range.end <= range.start);
    for (index, segment) in shaped.segments.iter().enumerate().skip(first) {
        if segment.range.start >= range.end {
            break;
        }
        let text = segment.range.start.max(range.start)..segment.range.end.min(range.end);
        if text.is_empty() {
            continue;
        }
        let glyphs = if is_whole(shaped, index, &text) {
            shaped.glyphs[shaped.of_segment[index].clone()].to_vec()
        } else if cuts_safely(shaped, index, &text) {
            glyphs_within(&shaped.glyphs[shaped.of_segment[index].clone()], &text, segment.level).to_vec()
        } else {
            let mut glyphs = Vec::new();
            shape::shape_range(&shaped.collected, segment, text.clone(), fonts, &mut glyphs);
            if let Some(last) = glyphs.last_mut().filter(|_| text.end == segment.range.end) {
                shape::widen(last, shaped.corrections[index]);
            }
            if let Some(pads) = shaped.pads.get(index) {
                let is_at = [text.start == segment.range.start, text.end == segment.range.end];
                let [before, after] = if segment.level.is_multiple_of(2) { [0, 1] } else { [1, 0] };
                let pad = |side: usize, at: usize| if is_at[at] { pads[side] } else { 0 };
                keycaps::pad(&mut glyphs, [pad(0, before), pad(1, after)]);
            }
            glyphs
        };
        pieces.push(LinePiece { segment: index, glyphs, text, hyphen: false, widened: 0 });
    }
    bidi::reorder(&mut pieces, |piece| shaped.segments[piece.segment].level);
    pieces
}

/// Returns the glyphs of a part of a segment, whose clusters ascend or descend.
fn glyphs_within<'a>(glyphs: &'a [ShapedGlyph], text: &Range<usize>, level: u8) -> &'a [ShapedGlyph] {
    let cluster = |glyph: &ShapedGlyph| glyph.cluster as usize;
    if level.is_multiple_of(2) {
        let from = glyphs.partition_point(|glyph| cluster(glyph) < text.start);
        let to = glyphs.partition_point(|glyph| cluster(glyph) < text.end);
        return &glyphs[from..to];
    }
    let from = glyphs.partition_point(|glyph| cluster(glyph) >= text.end);
    let to = glyphs.partition_point(|glyph| cluster(glyph) >= text.start);
    &glyphs[from..to]
}

fn is_whole(shaped: &ShapedText, segment: usize, text: &Range<usize>) -> bool {
    shaped.segments[segment].range == *text
}

/// Returns whether both ends of a range are at clusters whose glyphs do not depend on text outside it.
fn cuts_safely(shaped: &ShapedText, segment: usize, text: &Range<usize>) -> bool {
    let whole = &shaped.segments[segment].range;
    let safe = |at: usize| {
        let found = shaped.clusters.binary_search_by_key(&at, |cluster| cluster.start);
        found.is_ok_and(|index| !shaped.clusters[index].unsafe_to_break)
    };
    (text.start == whole.start || safe(text.start)) && (text.end == whole.end || safe(text.end))
}

pub(super) fn push_hyphen(shaped: &ShapedText, pieces: &mut Vec<LinePiece>, at: usize, fonts: &Library) {
    let Some(last) = pieces.last() else { return };
    let segment = last.segment;
    let face = fonts.face(shaped.segments[segment].face);
    if let Some((id, advance)) = shape::hyphen(face, shaped.segments[segment].size) {
        let cluster = u32::try_from(at).unwrap_or(u32::MAX);
        let glyph = ShapedGlyph { id, cluster, advance, dx: 0, dy: 0, unsafe_to_break: false, joins: false };
        pieces.push(LinePiece { segment, glyphs: vec![glyph], text: at..at, hyphen: true, widened: 0 });
    }
}

impl LinePiece {
    /// Returns whether it is a space within a formula.
    pub(super) fn is_formula_space(&self, shaped: &ShapedText) -> bool {
        !self.hyphen
            && shaped.segments[self.segment].kind == SegmentKind::InlineBox
            && shaped.collected.is_formula_space(self.text.start)
    }

    pub(super) fn width(&self, shaped: &ShapedText) -> i64 {
        let object = match shaped.segments[self.segment].kind {
            SegmentKind::InlineBox => {
                shaped.collected.object(self.text.start).map_or(0, |object| object.width.to_sp())
            }
            SegmentKind::Text | SegmentKind::Blank(_) | SegmentKind::Nothing => 0,
        };
        object + self.widened + self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum::<i64>()
    }
}
