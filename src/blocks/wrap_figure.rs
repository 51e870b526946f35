//! A figure that paragraphs run beside, while they are set.

use crate::book::{Anchor, FigureSide, NoteId};
use crate::layout::{Line, Placed};
use crate::paragraph::LineIndent;
use crate::units::Length;

/// A figure that the text runs beside.
pub(super) struct WrapFigure {
    pub(super) side: FigureSide,
    /// What it takes of the measure, space included.
    pub(super) room: Length,
    /// Lines that are still to be set in.
    pub(super) lines: usize,
    /// Until the first of them is set: what hangs from it.
    pub(super) hung: Option<FigureItems>,
}

/// What hangs from a line, y from its baseline.
pub(super) struct FigureItems {
    pub(super) items: Vec<Placed>,
    pub(super) notes: Vec<NoteId>,
    pub(super) anchors: Vec<Anchor>,
}

impl WrapFigure {
    /// How lines are set in beside it.
    pub(super) fn indent(&self) -> LineIndent {
        let (left, right) = match self.side {
            FigureSide::Left => (self.room, Length::ZERO),
            FigureSide::Right => (Length::ZERO, self.room),
        };
        LineIndent { lines: self.lines, left, right }
    }

    /// The lines still beside it.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// Whether it hangs from a line already.
    pub(super) fn has_begun(&self) -> bool {
        self.hung.is_none()
    }

    /// Goes down by lines that are set; whether there are more.
    pub(super) fn go_down(&mut self, lines: usize) -> bool {
        self.lines = self.lines.saturating_sub(lines);
        self.lines > 0
    }

    /// Hangs it from first lines, those of all variants of one paragraph; once.
    pub(super) fn hang<'a>(&mut self, firsts: impl Iterator<Item = &'a mut Line>) {
        let Some(hung) = self.hung.take() else { return };
        for line in firsts {
            line.items.splice(0..0, hung.items.iter().cloned());
            line.notes.splice(0..0, hung.notes.iter().copied());
            line.anchors.splice(0..0, hung.anchors.iter().cloned());
        }
    }
}
