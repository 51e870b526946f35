//! Blocks that raw HTML has between the items of a list or the rows of a table become items or rows.

use super::frames::FrameKind;
use super::reader::BlockReader;
use super::{callouts, captions};
use crate::book::{Attr, Block, Cell, ListItem};

impl BlockReader<'_> {
    /// Wraps the blocks since the last part of a list or table in a part of their own. Called before `part`
    /// is added.
    pub(super) fn place_strays(&mut self, part: &FrameKind) {
        let Some(parent) = self.frames.len().checked_sub(1) else { return };
        // The blocks before a section of a table precede its first row.
        if let (FrameKind::Row { .. }, FrameKind::Section { .. }) = (part, &self.frames[parent].kind) {
            self.place_strays_of(parent - 1, part);
        }
        self.place_strays_of(parent, part);
    }

    fn place_strays_of(&mut self, parent: usize, part: &FrameKind) {
        let is_part = matches!(
            (part, &self.frames[parent].kind),
            (FrameKind::Item { .. }, FrameKind::List { .. })
                | (FrameKind::Term | FrameKind::Detail, FrameKind::Definitions(_))
                | (FrameKind::Cell { .. }, FrameKind::Row { .. })
                | (FrameKind::Row { .. }, FrameKind::Table(_) | FrameKind::Section { .. })
        );
        if !is_part || self.frames[parent].blocks.is_empty() {
            return;
        }
        let blocks = std::mem::take(&mut self.frames[parent].blocks);
        let blocks = captions::claim(blocks, std::mem::take(&mut self.frames[parent].captions));
        let blocks = callouts::connect(blocks, self.source);
        match &mut self.frames[parent].kind {
            FrameKind::List { items, .. } => items.push(stray_item(blocks)),
            FrameKind::Row { cells, .. } => cells.push(stray_cell(blocks)),
            FrameKind::Definitions(definitions) => match definitions.last_mut() {
                Some(last) => last.details.push(blocks),
                None => self.frames[parent - 1].blocks.extend(blocks),
            },
            _ => self.stray_row(blocks),
        }
    }

    /// Adds a row that contains the blocks between two rows. Blocks before the first row are moved before the
    /// table.
    fn stray_row(&mut self, blocks: Vec<Block>) {
        let table = self.frames.iter_mut().enumerate().rev().find_map(|(at, frame)| match &mut frame.kind {
            FrameKind::Table(draft) => Some((at, draft)),
            _ => None,
        });
        match table {
            Some((at, draft)) if at > 0 && draft.head.is_empty() && draft.body.is_empty() => {
                self.frames[at - 1].blocks.extend(blocks);
            }
            _ => self.row(false, vec![stray_cell(blocks)]),
        }
    }
}

/// Returns an item that contains the blocks between two items.
pub(super) fn stray_item(blocks: Vec<Block>) -> ListItem {
    ListItem { task: None, value: None, span: blocks[0].span, blocks }
}

/// Returns a cell that contains the blocks between two cells.
pub(super) fn stray_cell(blocks: Vec<Block>) -> Cell {
    Cell { header: false, columns: 1, rows: 1, align: None, blocks, attr: Attr::NONE }
}
