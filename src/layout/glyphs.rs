//! Positioned glyphs, with the text they stand for.

use crate::book::Origin;
use crate::fonts::FaceId;
use crate::lang::LangTag;
use crate::units::{Colour, Length};

/// Glyphs of one face, size and colour, with the text they stand for.
#[derive(Clone, PartialEq, Debug)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Length,
    /// How much wider than drawn the glyphs are set, in ten-thousandths; narrower below 0.
    pub scale: i16,
    /// What stands between letters besides, in scaled points; it is in their advances already.
    pub spacing: i32,
    /// The colour.
    pub colour: Colour,
    /// Its word goes on with the next run of the line, on another baseline: an initial.
    pub runs_on: bool,
    /// The language of the text.
    pub lang: LangTag,
    /// The text, cluster by cluster in the order of `glyphs`. A hyphen that is not in the book
    /// stands here as U+00AD; matter that is no text (leader dots, a list's bullet) as it looks.
    pub text: Box<str>,
    /// Where its text comes from.
    pub origins: RunOrigins,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph; 16 bytes, as a novel has a million of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// The glyph's number in its face.
    pub id: u16,
    /// How many bytes of the run's text it stands for; 0 for all but the first of a cluster. The
    /// first glyph's text begins at 0, and each further text where the one before ended.
    pub text_len: u16,
    /// How far the pen moves, in scaled points; justification and kerning are in it.
    pub advance: i32,
    /// Where it is drawn from the pen, to the right, in scaled points.
    pub dx: i32,
    /// Where it is drawn from the pen, upward, in scaled points.
    pub dy: i32,
}

impl GlyphRun {
    /// How far the pen moves over the run.
    pub fn width(&self) -> Length {
        Length::sp(self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum())
    }
}

/// Where the text of a run comes from, by ranges of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RunOrigins(Vec<(u32, Option<Origin>)>);

impl RunOrigins {
    /// States where the text from a byte of the run on comes from; `None` for what the program made.
    /// Each byte is behind the one before.
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

    /// Takes over what is known of a text that was appended at a byte of the run.
    pub fn append(&mut self, at: usize, other: &Self) {
        for (from, origin) in &other.0 {
            self.push(at + *from as usize, *origin);
        }
    }

    /// Returns where a byte of the run's text comes from; `None` for what the program made.
    pub fn at(&self, byte: usize) -> Option<Origin> {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        let behind = self.0.partition_point(|(from, _)| *from <= byte);
        let (from, origin) = self.0.get(behind.checked_sub(1)?)?;
        origin.map(|origin| Origin { at: origin.at + (byte - from), ..origin })
    }

    /// Returns the first place of the book that the run has; of words that run from right to left it is
    /// not the first of the run.
    pub fn first(&self) -> Option<Origin> {
        self.0.iter().filter_map(|(_, origin)| *origin).min()
    }
}
