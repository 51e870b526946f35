//! Text that runs against the column it is in, such as code in a book in Arabic: it is set as in a column of its own
//! direction, and mirrored in the measure.

use super::context::BlockContext;
use super::setter::Setter;
use crate::layout::PendingParagraph;
use crate::paragraph::BrokenText;
use crate::units::Length;

impl Setter<'_> {
    /// Sets content of a direction. Where it changes, the indents are exchanged: they are at the start and at the end.
    pub(super) fn in_direction(
        &mut self,
        rtl: bool,
        context: &BlockContext,
        content: impl FnOnce(&mut Self, &BlockContext),
    ) {
        if rtl == self.rtl {
            return content(self, context);
        }
        let turned = BlockContext { left: context.right, right: context.left, ..context.clone() };
        self.clear();
        self.close_notch();
        self.rtl = rtl;
        content(self, &turned);
        self.clear();
        self.rtl = !rtl;
    }

    /// Returns the measure in which lines that have been set are mirrored; `None` if they are not.
    pub(super) fn mirror(&self) -> Option<Length> {
        (self.rtl != self.column_rtl).then_some(self.mirrored_in)
    }
}

/// Mirrors a paragraph: what is attached to its lines now, and their text when it is set.
pub(super) fn mirror(paragraph: &mut PendingParagraph, text: Option<&mut BrokenText>, measure: Length) {
    let lines = paragraph.variants.iter_mut().flat_map(|variant| &mut variant.lines);
    lines.for_each(|(_, line)| line.0.mirror(measure));
    if let Some(text) = text {
        text.mirror(measure);
    }
}
