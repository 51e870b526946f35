//! Adds the parts of lists and tables, captions and footers to their block when they end.

use std::ops::Range;

use super::frames::FrameKind;
use super::inlines::{into_inlines, spanned};
use super::quotes;
use super::reader::BlockReader;
use crate::book::{Attr, Block, BlockKind, Cell, Definition, GroupRole, Inline, InlineKind, ListItem, Row};
use crate::diag::Span;

impl BlockReader<'_> {
    /// Adds an item to the list around it.
    pub(super) fn item(&mut self, item: ListItem) {
        if let FrameKind::List { items, .. } = &mut self.innermost_mut().kind {
            items.push(item);
        }
    }

    /// Adds a definition list, unless it is empty.
    pub(super) fn definitions(&mut self, definitions: Vec<Definition>, attr: Attr, range: Range<usize>) {
        if definitions.iter().any(|d| d.terms.is_empty() || d.details.is_empty()) {
            let start = range.start..range.start;
            self.report.html(start, "definition list with a missing term or a missing definition");
        }
        if !definitions.is_empty() {
            self.put(BlockKind::Definitions(definitions), attr, range);
        }
    }

    fn open_definitions(&mut self) -> Option<&mut Vec<Definition>> {
        match &mut self.innermost_mut().kind {
            FrameKind::Definitions(definitions) => Some(definitions),
            _ => None,
        }
    }

    /// Adds a term to the definition list around it. Blocks that are not text become its definition.
    pub(super) fn term(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) {
        let (term, rest) = into_inlines(blocks);
        let term = spanned(term, attr, span);
        if let Some(definitions) = self.open_definitions() {
            match definitions.last_mut().filter(|last| last.details.is_empty()) {
                Some(last) => last.terms.push(term),
                None => definitions.push(Definition { terms: vec![term], details: Vec::new() }),
            }
            if let Some(last) = definitions.last_mut().filter(|_| !rest.is_empty()) {
                last.details.push(rest);
            }
        }
    }

    /// Adds a definition to the definition list around it.
    pub(super) fn detail(&mut self, blocks: Vec<Block>) {
        if let Some(definitions) = self.open_definitions() {
            if definitions.is_empty() {
                definitions.push(Definition { terms: Vec::new(), details: Vec::new() });
            }
            definitions.last_mut().expect("there is one now").details.push(blocks);
        }
    }

    /// Returns the attributes of a cell. The language of its row or section becomes its own, since the
    /// model has no attributes for those.
    pub(super) fn cell_attr(&self, mut attr: Attr) -> Attr {
        let mut parts = self
            .frames
            .iter()
            .rev()
            .take_while(|frame| matches!(frame.kind, FrameKind::Row { .. } | FrameKind::Section { .. }));
        if attr.lang().is_none()
            && let Some(lang) = parts.find_map(|frame| frame.attr.lang())
        {
            attr.get_mut().lang = Some(lang.clone());
        }
        attr
    }

    /// Adds a row to the table around it.
    pub(super) fn row(&mut self, head: bool, cells: Vec<Cell>) {
        let in_head =
            self.frames.last().is_some_and(|frame| matches!(frame.kind, FrameKind::Section { head: true }));
        let table = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Table(draft) => Some(draft),
            _ => None,
        });
        if let Some(draft) = table.filter(|_| !cells.is_empty()) {
            // A header row after rows of the body keeps its position.
            let rows =
                if (head || in_head) && draft.body.is_empty() { &mut draft.head } else { &mut draft.body };
            rows.push(Row { cells });
        }
    }

    /// Adds a caption to the table or figure around it. Blocks that are not text are added after it.
    pub(super) fn caption(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) {
        let (text, rest) = into_inlines(blocks);
        let text = spanned(text, attr, span);
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Table(draft)) => draft.caption = Some(text).filter(|text| !text.is_empty()),
            Some(FrameKind::Figure { caption }) => {
                if !caption.is_empty() && !text.is_empty() {
                    caption.push(Inline::new(InlineKind::Break, text[0].span));
                }
                caption.extend(text);
            }
            _ => {}
        }
        self.put_all(rest);
    }

    /// Adds a `<footer>`: in a quotation as its attribution, elsewhere as a group.
    pub(super) fn footer(&mut self, attr: Attr, mut blocks: Vec<Block>, range: Range<usize>) {
        let in_quote = matches!(self.innermost().kind, FrameKind::Quote);
        if in_quote && let [Block { kind: BlockKind::Paragraph(text), .. }] = &mut blocks[..] {
            quotes::mark_attribution(text);
            return self.put_all(blocks);
        }
        self.put(BlockKind::Group(GroupRole::Plain, blocks), attr, range);
    }
}
