//! Stretches of a text that are shaped at once.

use std::ops::Range;

use unicode_script::Script;

use crate::fonts::FaceId;

/// A stretch that is shaped at once.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Bytes of the collected text.
    pub(super) range: Range<usize>,
    /// Index of its run.
    pub(super) run: usize,
    /// Its face.
    pub(super) face: FaceId,
    /// Its script, for the shaper.
    pub(super) script: Script,
    /// Its bidi level: odd runs from right to left.
    pub(super) level: u8,
    /// What is in it.
    pub(super) kind: SegmentKind,
}

/// What a segment holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SegmentKind {
    /// Characters that the face has.
    Text,
    /// A space of a width that the face lacks, in thousandths of the size.
    Blank(i64),
    /// A picture.
    InlineBox,
    /// Nothing to see: a line end, a character that no face has.
    Nothing,
}

impl Segment {
    /// Whether a character goes on in this segment.
    pub(super) fn joins(&self, face: FaceId, script: Script, level: u8, kind: SegmentKind) -> bool {
        let fits = self.script == script || is_general(self.script) || is_general(script);
        kind == SegmentKind::Text
            && self.kind == SegmentKind::Text
            && self.face == face
            && self.level == level
            && fits
    }
}

pub(super) fn is_general(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}
