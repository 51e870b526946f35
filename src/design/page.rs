//! The page: trim, text area, running head, folio.

use crate::units::{Length, Size};

/// The page of the whole book; left-hand pages mirror right-hand ones.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PageDesign {
    /// Width and height after trimming.
    pub trim: Size,
    /// Whether the book is read from right to left and bound on the right: until pages are finished, x counts from the
    /// right, and a right-hand page is one that the reader has on the left.
    pub is_mirrored: bool,
    /// The distance from the spine to the text.
    pub inner: Length,
    /// The distance from the text to the fore edge.
    pub outer: Length,
    /// The distance from the top of the page to the text area.
    pub top: Length,
    /// The distance from the text area to the bottom of the page.
    pub bottom: Length,
    /// The width of a line: `trim.width - inner - outer`.
    pub measure: Length,
    /// The number of lines in the text area, whose height is `lines * leading`.
    pub lines: u16,
    /// Whether make-up may adjust the spaces between blocks.
    pub elastic: bool,
    /// The distance from the top of the page to the baseline of the running head.
    pub head_baseline: Length,
    /// The distance from the top of the page to the baseline of the folio.
    pub folio_baseline: Length,
    /// The minimum distance between the text and the notes below it.
    pub note_gap: Length,
    /// The thickness of the rule above the notes; zero for none.
    pub note_rule: Length,
    /// Its length.
    pub note_rule_width: Length,
    /// The column of notes in the outer margin; `None` if that is too narrow.
    pub note_column: Option<MarginColumn>,
    /// The column of captions in the outer margin; `None` for captions above and below.
    pub caption_column: Option<MarginColumn>,
}

/// The column in the outer margin that notes and captions are set in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MarginColumn {
    /// Its width.
    pub width: Length,
    /// The space between it and the text.
    pub gap: Length,
}

impl PageDesign {
    /// Returns the distance between the notes of two series at the foot of a page.
    pub fn series_gap(&self) -> Length {
        self.note_gap / 2
    }
}

impl MarginColumn {
    /// Returns the distance of the column from the left end of a measure, on a right-hand page or on a left-hand page.
    pub fn offset(self, measure: Length, is_recto: bool) -> Length {
        if is_recto { measure + self.gap } else { -self.gap - self.width }
    }
}
