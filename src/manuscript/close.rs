//! Converts an open block to a block of the model at its end. Entry point:
//! [`BlockReader::close_frame`].

use std::ops::Range;

use super::frames::{Frame, FrameKind, OpenedBy};
use super::inlines::grouped;
use super::reader::BlockReader;
use super::strays::{stray_cell, stray_item};
use super::{callouts, captions, elements, figures, letters, plays, quotes, tables, verse};
use crate::book::{Attr, Block, BlockKind, Cell, GroupRole, List, ListItem, MAX_COLUMNS, TitleRole};
use crate::diag::{Code, Diagnostic};

impl BlockReader<'_> {
    /// Closes all frames from this height up, except the root.
    pub(super) fn close_frames(&mut self, height: usize, end: usize) {
        self.end_paragraph();
        while self.frames.len() > height.max(1) {
            self.close_frame(end);
        }
    }

    /// Closes the innermost frame and adds the block that it becomes to the frame around it.
    pub(super) fn close_frame(&mut self, end: usize) {
        self.end_paragraph();
        let Some(frame) = self.frames.pop() else { return };
        self.report_unclosed(&frame);
        let Frame { kind, attr, start, blocks, captions, outer_roles, .. } = frame;
        let range = start..end.max(start);
        let blocks = callouts::connect(captions::claim(blocks, captions), self.source);
        self.place_strays(&kind);
        let before = self.frames.last().map_or(0, |frame| frame.blocks.len());
        self.become_block(kind, attr, blocks, range.clone());
        for role in outer_roles {
            let frame = self.innermost_mut();
            let inner = frame.blocks.split_off(before.min(frame.blocks.len()));
            self.put(BlockKind::Group(role, inner), Attr::NONE, range.clone());
        }
    }

    fn become_block(&mut self, kind: FrameKind, attr: Attr, blocks: Vec<Block>, range: Range<usize>) {
        let span = self.report.span(range.clone());
        match kind {
            FrameKind::Root | FrameKind::Section { .. } => self.put_all(blocks),
            FrameKind::Quote => self.put(quotes::quote(blocks, self.source), attr, range),
            FrameKind::Group(GroupRole::Epigraph) => {
                self.put(
                    BlockKind::Group(GroupRole::Epigraph, quotes::epigraph(blocks, self.source)),
                    attr,
                    range,
                );
            }
            FrameKind::Group(GroupRole::Drama) => {
                let mut blocks = blocks;
                plays::mark_speakers(&mut blocks);
                self.put(BlockKind::Group(GroupRole::Drama, blocks), attr, range);
            }
            FrameKind::Group(GroupRole::Letter) => {
                self.put(BlockKind::Group(GroupRole::Letter, letters::letter(blocks)), attr, range);
            }
            FrameKind::Group(role @ GroupRole::Statement(_)) => {
                self.put(BlockKind::Group(role, titled(blocks)), attr, range);
            }
            FrameKind::Group(GroupRole::Columns(count)) => {
                let is_column = |block: &&Block| matches!(block.kind, BlockKind::Group(GroupRole::Column, _));
                let written = u8::try_from(blocks.iter().filter(is_column).count()).unwrap_or(u8::MAX);
                let count = if written > 1 { written.min(MAX_COLUMNS) } else { count };
                self.put(BlockKind::Group(GroupRole::Columns(count), blocks), attr, range);
            }
            FrameKind::Group(role) => self.put(BlockKind::Group(role, blocks), attr, range),
            FrameKind::Verse => self.verse(attr, blocks, range),
            FrameKind::Figure { caption } => {
                let made = figures::group(blocks, caption, attr, span, &mut self.report);
                self.put_all(vec![made]);
            }
            FrameKind::PageBreak => {
                self.put(BlockKind::PageBreak, attr, range);
                self.put_all(blocks);
            }
            FrameKind::Note(label) => self.notes.define(&label, span, blocks, &mut self.report),
            FrameKind::List { numbering, tight, items } => {
                self.list(List { numbering, tight, items }, blocks, attr, range);
            }
            FrameKind::Item { task, value } => {
                self.item(ListItem { task, value, blocks: grouped(blocks, attr, span), span });
            }
            FrameKind::Definitions(definitions) => {
                self.definitions(definitions, attr, range);
                self.put_all(blocks);
            }
            FrameKind::Term => self.term(blocks, attr, span),
            FrameKind::Detail => self.detail(grouped(blocks, attr, span)),
            FrameKind::Table(draft) => {
                // The blocks before the first row have been moved before the table.
                let (kind, attr) = tables::table(*draft, attr, self.source);
                self.put(kind, attr, range);
                self.put_all(blocks);
            }
            FrameKind::Row { head, mut cells } => {
                cells.extend((!blocks.is_empty()).then(|| stray_cell(blocks)));
                self.row(head, cells);
            }
            FrameKind::Cell { header, columns, rows, align } => {
                let attr = self.cell_attr(attr);
                let cell = Cell { header, columns, rows, align, blocks, attr };
                if let Some(FrameKind::Row { cells, .. }) =
                    self.frames.last_mut().map(|frame| &mut frame.kind)
                {
                    cells.push(cell);
                }
            }
            FrameKind::Caption => self.caption(blocks, attr, span),
            FrameKind::Footer => self.footer(attr, blocks, range),
        }
    }

    /// Adds a list to the innermost block, unless it has no items.
    fn list(&mut self, mut list: List, blocks: Vec<Block>, attr: Attr, range: Range<usize>) {
        if !blocks.is_empty() {
            list.items.push(stray_item(blocks));
        }
        if !list.items.is_empty() {
            self.put(BlockKind::List(list), attr, range);
        }
    }

    /// Adds a poem: its stanzas in one block, or a group if there are other blocks between them.
    fn verse(&mut self, attr: Attr, blocks: Vec<Block>, range: Range<usize>) {
        let span = self.report.span(range.clone());
        let mut merged: Vec<Block> = Vec::new();
        for block in blocks {
            match (block.kind, merged.last_mut()) {
                (BlockKind::Verse(more), Some(Block { kind: BlockKind::Verse(stanzas), span, .. })) => {
                    stanzas.extend(more);
                    *span = span.to(block.span);
                }
                (kind, _) => merged.push(Block { kind, ..block }),
            }
        }
        for block in &mut merged {
            if let BlockKind::Verse(stanzas) = &mut block.kind {
                verse::columns_to_steps(stanzas);
            }
        }
        match <[Block; 1]>::try_from(merged) {
            Ok([Block { kind: kind @ BlockKind::Verse(_), .. }]) => {
                self.put_all(vec![Block::with(kind, attr, span)]);
            }
            Ok([other]) => self.put(BlockKind::Group(GroupRole::Plain, vec![other]), attr, range),
            Err(several) => self.put(BlockKind::Group(GroupRole::Plain, several), attr, range),
        }
    }

    fn report_unclosed(&mut self, frame: &Frame) {
        if frame.closed {
            return;
        }
        let line = self.source[frame.start..].lines().next().unwrap_or_default();
        match &frame.opened_by {
            OpenedBy::Fence => {
                let span = self.report.span(frame.start..frame.start + line.trim_end().len());
                self.report.add(
                    Diagnostic::new(Code::UnclosedDiv, span, "div is never closed")
                        .help("end it with `:::` on a line of its own, in the same quote or list"),
                );
            }
            OpenedBy::Html(tag) if !elements::has_optional_end(tag) => {
                let end = frame.start + line.find('>').map_or(line.len(), |i| i + 1);
                self.report.html(frame.start..end, format!("`<{tag}>` is never closed"));
            }
            OpenedBy::Html(_) | OpenedBy::Markdown => {}
        }
    }
}

/// Makes a heading at the head of a theorem its name, as in Quarto.
fn titled(mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(first) = blocks.first_mut()
        && let BlockKind::Heading { text, .. } = &mut first.kind
    {
        first.kind = BlockKind::TitleLine(TitleRole::Box, std::mem::take(text));
    }
    blocks
}
