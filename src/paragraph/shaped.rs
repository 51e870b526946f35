//! The shaped text of a paragraph: its glyphs, and its clusters in the order of the text.

use std::ops::Range;

use super::italics;
use super::keycaps;
use super::segment::{Segment, SegmentKind};
use super::shape::{self, ShapedGlyph};
use super::spacing::{self, ClusterSpace, SpacedCluster};
use super::text::{CollectedText, InlineContent};
use crate::design::style::TextStyle;
use crate::fonts::Library;
use crate::units::Length;

/// A collected text with its glyphs.
pub(super) struct ShapedText {
    pub(super) collected: CollectedText,
    pub(super) segments: Vec<Segment>,
    /// The glyphs of all segments.
    pub(super) glyphs: Vec<ShapedGlyph>,
    /// The glyphs of each segment.
    pub(super) of_segment: Vec<Range<usize>>,
    /// The space added after each segment, which its last glyph has in its advance.
    pub(super) corrections: Vec<i64>,
    /// The space before and after the glyphs of each segment that is at the edge of a framed key; empty if there are
    /// no keys.
    pub(super) pads: Vec<[i64; 2]>,
    /// Clusters in the order of the text.
    pub(super) clusters: Vec<TextCluster>,
    /// The space around each cluster; empty if only word spaces give way.
    pub(super) spaces: Vec<ClusterSpace>,
    /// Whether so few clusters have such space that lines are filled as those of Western text are.
    pub(super) is_western: bool,
}

/// One in so many clusters of Western text may be an ideograph, or have other space of its own.
const SELDOM: usize = 20;

/// The smallest unit of text that a line may be cut at.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextCluster {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) width: i64,
    pub(super) segment: usize,
    pub(super) unsafe_to_break: bool,
}

impl ShapedText {
    pub(super) fn shape(collected: CollectedText, segments: Vec<Segment>, fonts: &Library) -> Self {
        let mut shaped = Self {
            collected,
            segments,
            glyphs: Vec::new(),
            of_segment: Vec::new(),
            corrections: Vec::new(),
            pads: Vec::new(),
            clusters: Vec::new(),
            spaces: Vec::new(),
            is_western: true,
        };
        for segment in &shaped.segments {
            let first = shaped.glyphs.len();
            shape::shape_range(&shaped.collected, segment, segment.range.clone(), fonts, &mut shaped.glyphs);
            shaped.of_segment.push(first..shaped.glyphs.len());
        }
        shaped.corrections = italics::corrections(&shaped, fonts);
        shaped.pads = keycaps::pads(&shaped);
        for index in 0..shaped.segments.len() {
            let range = shaped.of_segment[index].clone();
            shaped.correct(index, range.end);
            if let Some(pads) = shaped.pads.get(index).copied() {
                keycaps::pad(&mut shaped.glyphs[range.clone()], pads);
            }
            shaped.push_clusters(index, range);
        }
        if spacing::may_be_spaced(&shaped.collected.text) {
            let clusters = shaped.clusters.iter().map(|cluster| shaped.spaced(cluster));
            shaped.spaces = spacing::spaces(clusters, fonts);
            let flexible = shaped.spaces.iter().filter(|space| space.is_flexible()).count();
            shaped.is_western = flexible * SELDOM <= shaped.clusters.len();
        }
        shaped
    }

    /// Adds the space after a segment to its last glyph.
    fn correct(&mut self, segment: usize, end: usize) {
        let correction = self.corrections[segment];
        if correction > 0 {
            shape::widen(&mut self.glyphs[end - 1], correction);
        }
    }

    fn push_clusters(&mut self, index: usize, glyphs: Range<usize>) {
        let segment = &self.segments[index];
        let begin = self.clusters.len();
        let mut push =
            |start: usize, width: i64, unsafe_to_break: bool| match self.clusters[begin..].last_mut() {
                Some(last) if last.start == start => {
                    last.width += width;
                    last.unsafe_to_break |= unsafe_to_break;
                }
                _ => {
                    let cluster =
                        TextCluster { start, end: segment.range.end, width, segment: index, unsafe_to_break };
                    self.clusters.push(cluster);
                }
            };
        match segment.kind {
            SegmentKind::InlineBox => {
                push(segment.range.start, self.collected.object_width(segment.range.start), false)
            }
            SegmentKind::Nothing => push(segment.range.start, 0, false),
            SegmentKind::Text | SegmentKind::Blank(_) => {
                let glyphs = &self.glyphs[glyphs];
                let mut put = |glyph: &ShapedGlyph| {
                    push(glyph.cluster as usize, i64::from(glyph.advance), glyph.unsafe_to_break);
                };
                // Glyphs are in visual order, clusters in the order of the text.
                if segment.level.is_multiple_of(2) {
                    glyphs.iter().for_each(&mut put)
                } else {
                    glyphs.iter().rev().for_each(&mut put)
                }
            }
        }
        for at in begin + 1..self.clusters.len() {
            self.clusters[at - 1].end = self.clusters[at].start;
        }
    }

    /// Returns what the space around a cluster depends on.
    fn spaced(&self, cluster: &TextCluster) -> SpacedCluster {
        let segment = &self.segments[cluster.segment];
        let style = self.style(cluster.segment);
        let glyphs = &self.glyphs[self.of_segment[cluster.segment].clone()];
        let is_text = segment.kind == SegmentKind::Text;
        let at = glyphs.partition_point(|glyph| (glyph.cluster as usize) < cluster.start);
        let glyph = glyphs.get(at).filter(|_| is_text && segment.level.is_multiple_of(2));
        // The call of a note is spaced no more than a mark of punctuation.
        let is_spaced = is_text && style.rise == Length::ZERO;
        let content = self.collected.object(cluster.start).map(|object| &object.content);
        let character = match content {
            // Characters with a reading are spaced as an ideograph is.
            Some(InlineContent::Ruby(_)) => Some('一'),
            _ => self.collected.text[cluster.start..].chars().next().filter(|_| is_spaced),
        };
        SpacedCluster {
            character,
            is_formula: matches!(content, Some(InlineContent::Formula(..))),
            width: cluster.width,
            em: style.size.to_sp(),
            glyph: glyph.map(|glyph| (segment.face, glyph.id)),
        }
    }

    pub(super) fn style(&self, segment: usize) -> &TextStyle {
        &self.collected.styles[self.collected.runs[self.segments[segment].run].style]
    }
}
