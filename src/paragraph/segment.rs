//! Parts of a text that are shaped in one call.

use std::ops::Range;

use unicode_script::Script;

use crate::fonts::FaceId;
use crate::units::Length;

/// A part of a text that is shaped in one call.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// The range in the collected text.
    pub(super) range: Range<usize>,
    /// The index of its run.
    pub(super) run: usize,
    /// Its face.
    pub(super) face: FaceId,
    /// The size of its glyphs: that of its style, or another one at which the face is as high as that of the style.
    pub(super) size: Length,
    /// Its script, for the shaper.
    pub(super) script: Script,
    /// Its bidi level; odd levels run from right to left.
    pub(super) level: u8,
    /// The kind of content.
    pub(super) kind: SegmentKind,
}

/// The kind of a segment's content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SegmentKind {
    /// Characters that the face has.
    Text,
    /// A space whose width the face lacks, in thousandths of the size.
    Blank(i64),
    /// A picture.
    InlineBox,
    /// Nothing visible: a line end, a character that no face has.
    Nothing,
}

impl Segment {
    /// Returns whether a character with these properties continues the segment.
    pub(super) fn joins(&self, face: FaceId, script: Script, level: u8, kind: SegmentKind) -> bool {
        let fits = self.script == script || is_general(self.script) || is_general(script);
        let fits = fits || (is_of_japanese(self.script) && is_of_japanese(script));
        kind == SegmentKind::Text
            && self.kind == SegmentKind::Text
            && self.face == face
            && self.level == level
            && fits
    }
}

/// Returns whether a script is one of those that Japanese mixes within words. Faces have the same features for them.
pub(super) fn is_of_japanese(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana)
}

pub(super) fn is_general(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}
