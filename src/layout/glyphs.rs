//! Positioned glyphs, with the text they stand for.

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
