//! The page: trim, text area, running head, folio.

use crate::units::{Length, Size};

/// One page shape for the whole book; verso and recto are mirrored.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PageDesign {
    /// Width and height after trimming.
    pub trim: Size,
    /// From the spine to the text.
    pub inner: Length,
    /// From the text to the fore edge.
    pub outer: Length,
    /// From the head of the page to the top of the text area.
    pub top: Length,
    /// From the bottom of the text area to the foot of the page.
    pub bottom: Length,
    /// The width of a line: `trim.width - inner - outer`.
    pub measure: Length,
    /// Lines in the text area; its height is `lines * leading`.
    pub lines: u16,
    /// From the head of the page to the baseline of the running head.
    pub head_baseline: Length,
    /// From the head of the page to the baseline of the folio.
    pub folio_baseline: Length,
    /// Least distance between the text and the notes at its foot.
    pub note_gap: Length,
    /// Thickness of the rule above the notes; zero for none.
    pub note_rule: Length,
    /// Its length.
    pub note_rule_width: Length,
}
