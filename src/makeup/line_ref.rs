//! The position of a line in the column of its galley.

use crate::layout::{BuiltParagraph, Galley, Line, Strip, VariantId};

/// The position of a line in the column of its galley.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LineRef {
    /// An item of the column.
    Single {
        /// The index of the item in [`Galley::strips`].
        strip: usize,
    },
    /// A line of a variant of a paragraph.
    Of {
        /// The index of the paragraph in [`Galley::strips`].
        strip: usize,
        /// The variant.
        variant: VariantId,
        /// The index of the line in the variant.
        line: usize,
    },
}

impl LineRef {
    /// Returns the line in the galley, whose paragraphs have been built.
    ///
    /// # Panics
    /// Panics if it is not the galley that was gathered, or if the variant was not chosen.
    pub(super) fn of(self, galley: &Galley<BuiltParagraph>) -> &Line {
        match self {
            Self::Single { strip } => match &galley.strips[strip] {
                Strip::Line(line) => line,
                Strip::Paragraph(_)
                | Strip::Space { .. }
                | Strip::Penalty(_)
                | Strip::Fill(_)
                | Strip::Float(_)
                | Strip::Barrier
                | Strip::Columns(_) => unreachable!("the step was made of a line"),
            },
            Self::Of { strip, variant, line } => match &galley.strips[strip] {
                Strip::Paragraph(paragraph) => &paragraph.lines(variant)[line],
                Strip::Line(_)
                | Strip::Space { .. }
                | Strip::Penalty(_)
                | Strip::Fill(_)
                | Strip::Float(_)
                | Strip::Barrier
                | Strip::Columns(_) => unreachable!("the step was made of a paragraph"),
            },
        }
    }
}
