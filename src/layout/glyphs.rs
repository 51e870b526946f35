//! Positioned glyphs, with the text that they show.

use std::ops::Range;

use crate::book::Origin;
use crate::fonts::FaceId;
use crate::lang::LangTag;
use crate::units::{Colour, Length};

/// Glyphs of one face, size and colour, with the text that they show.
#[derive(Clone, PartialEq, Debug)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Length,
    /// How much wider than drawn the glyphs are set, in ten-thousandths; negative if narrower.
    pub scale: i16,
    /// Letterspacing in scaled points, which is included in the advances.
    pub spacing: i32,
    /// The colour.
    pub colour: Colour,
    /// Whether its word continues in the next run of the line on another baseline, as after an initial.
    pub runs_on: bool,
    /// The language of the text.
    pub lang: LangTag,
    /// Whether it runs from right to left, so that the first glyph, at the left, shows the end of the text.
    pub rtl: bool,
    /// The text, cluster by cluster in the order of `glyphs`. A hyphen that is not in the book is
    /// U+00AD; content that is not text (leader dots, the bullet of a list) is recorded as it looks.
    pub text: Box<str>,
    /// The places of the book that the text comes from.
    pub origins: RunOrigins,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph. It is kept to 16 bytes, since a novel has a million of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// The glyph's number in its face.
    pub id: u16,
    /// How many bytes of the run's text the glyph shows; 0 for all but the first glyph of a cluster.
    /// The text of the first glyph begins at byte 0, and that of each further glyph where the one
    /// before ends.
    pub text_len: u16,
    /// How far the pen moves, in scaled points, kerning and justification included.
    pub advance: i32,
    /// The offset of the drawing from the pen, to the right, in scaled points.
    pub dx: i32,
    /// The offset of the drawing from the pen, upward, in scaled points.
    pub dy: i32,
}

impl GlyphRun {
    /// Returns how far the pen moves over the run.
    pub fn width(&self) -> Length {
        Length::sp(self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum())
    }
}

/// The places of the book that the text of a run comes from, by ranges of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RunOrigins(Vec<(u32, Option<Origin>)>);

impl RunOrigins {
    /// Records the origin of the text from a byte of the run on; `None` for text that the program
    /// added. The bytes have to be pushed in ascending order.
    pub fn push(&mut self, at: usize, origin: Option<Origin>) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let goes_on = self.0.last().is_some_and(|(from, known)| match (known, origin) {
            (Some(known), Some(origin)) => Origin { at: known.at + (at - from), ..*known } == origin,
            (known, None) => known.is_none(),
            (None, Some(_)) => false,
        });
        if !goes_on {
            self.0.push((at, origin));
        }
    }

    /// Adds the origins of a text that was appended to the run at a byte.
    pub fn append(&mut self, at: usize, other: &Self) {
        for (from, origin) in &other.0 {
            self.push(at + *from as usize, *origin);
        }
    }

    /// Returns the origin of a byte of the run's text; `None` for text that the program added.
    pub fn at(&self, byte: usize) -> Option<Origin> {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        let behind = self.0.partition_point(|(from, _)| *from <= byte);
        let (from, origin) = self.0.get(behind.checked_sub(1)?)?;
        origin.map(|origin| Origin { at: origin.at + (byte - from), ..origin })
    }

    /// Returns the ranges of a text of `bytes` bytes that come from the book, each with the origin of
    /// its first byte.
    pub fn ranges(&self, bytes: usize) -> impl Iterator<Item = (Range<usize>, Origin)> {
        self.0.iter().enumerate().filter_map(move |(index, (from, origin))| {
            let end = self.0.get(index + 1).map_or(bytes, |(next, _)| *next as usize);
            Some((*from as usize..end, (*origin)?))
        })
    }

    /// Returns the earliest origin in the run. In words that run from right to left it is not at the
    /// start of the run.
    pub fn first(&self) -> Option<Origin> {
        self.0.iter().filter_map(|(_, origin)| *origin).min()
    }
}
