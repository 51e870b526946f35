//! The state of a figure beside the text while paragraphs are set.

use crate::book::{Anchor, FigureSide, NoteId};
use crate::layout::{Line, Placed};
use crate::paragraph::LineIndent;
use crate::units::Length;

/// A figure beside the text.
pub(super) struct WrapFigure {
    pub(super) side: FigureSide,
    /// Its share of the measure, including space.
    pub(super) room: Length,
    /// The number of lines that are still to be indented.
    pub(super) lines: usize,
    /// Its items, until they are attached to the first of these lines.
    pub(super) hung: Option<FigureItems>,
}

/// The items attached to a line; y is counted from its baseline.
pub(super) struct FigureItems {
    pub(super) items: Vec<Placed>,
    pub(super) notes: Vec<NoteId>,
    pub(super) anchors: Vec<Anchor>,
}

impl WrapFigure {
    /// Returns the indent of the lines beside it.
    pub(super) fn indent(&self) -> LineIndent {
        let (left, right) = match self.side {
            FigureSide::Left => (self.room, Length::ZERO),
            FigureSide::Right => (Length::ZERO, self.room),
        };
        LineIndent { lines: self.lines, left, right }
    }

    /// Returns the number of lines still beside it.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// Returns whether it is attached to a line already.
    pub(super) fn has_begun(&self) -> bool {
        self.hung.is_none()
    }

    /// Counts off lines that are set. Returns whether there are more beside it.
    pub(super) fn go_down(&mut self, lines: usize) -> bool {
        self.lines = self.lines.saturating_sub(lines);
        self.lines > 0
    }

    /// Attaches it to the first lines of all variants of one paragraph, unless it is attached already.
    pub(super) fn hang<'a>(&mut self, firsts: impl Iterator<Item = &'a mut Line>) {
        let Some(hung) = self.hung.take() else { return };
        for line in firsts {
            line.items.splice(0..0, hung.items.iter().cloned());
            line.notes.splice(0..0, hung.notes.iter().copied());
            line.anchors.splice(0..0, hung.anchors.iter().cloned());
        }
    }
}
