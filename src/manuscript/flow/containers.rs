//! Start tags of elements that contain blocks.

use std::ops::Range;

use crate::book::{Align, Attr, GroupRole, Key};
use crate::limits::{CELL_COLUMNS, CELL_ROWS};
use crate::manuscript::elements::BlockElement;
use crate::manuscript::frames::{Frame, FrameKind, OpenedBy};
use crate::manuscript::reader::BlockReader;
use crate::manuscript::tags::HtmlTag;

impl BlockReader<'_> {
    pub(super) fn start_block(&mut self, name: &str, block: BlockElement, tag: HtmlTag, range: Range<usize>) {
        self.end_paragraph();
        self.end_implied(block, range.start);
        if !self.fits(block, range.start) {
            let message = format!("`<{name}>` left out: it is not allowed here; its content is kept");
            self.report.html(range, message);
            return self.ignore(name);
        }
        let kind = frame_kind(block, &tag);
        let frame = Frame::new(kind, OpenedBy::Html(name.to_owned()), tag.attr, range.start);
        if !frame.is_level() || self.has_room(range) {
            self.frames.push(frame);
        } else {
            self.ignore(name);
        }
    }

    /// Records a tag that opened nothing, so that its end tag closes nothing.
    fn ignore(&mut self, name: &str) {
        *self.ignored_tags.entry(name.to_owned()).or_default() += 1;
    }

    /// Ends the blocks that the start of `block` ends: an item ends the item before it, a row ends the cells
    /// of the row before it.
    fn end_implied(&mut self, block: BlockElement, at: usize) {
        let ends: fn(&FrameKind) -> bool = match block {
            BlockElement::Item => |kind| matches!(kind, FrameKind::Item { .. }),
            BlockElement::Term | BlockElement::Detail => {
                |kind| matches!(kind, FrameKind::Term | FrameKind::Detail)
            }
            BlockElement::Cell(_) => |kind| matches!(kind, FrameKind::Cell { .. } | FrameKind::Caption),
            BlockElement::Row => {
                |kind| matches!(kind, FrameKind::Cell { .. } | FrameKind::Row { .. } | FrameKind::Caption)
            }
            BlockElement::Section(_) => |kind| {
                matches!(
                    kind,
                    FrameKind::Cell { .. }
                        | FrameKind::Row { .. }
                        | FrameKind::Section { .. }
                        | FrameKind::Caption
                )
            },
            _ => return,
        };
        let open = |frame: &Frame| matches!(frame.opened_by, OpenedBy::Html(_)) && ends(&frame.kind);
        while self.frames.last().is_some_and(open) {
            self.close_frame(at);
        }
    }

    /// Returns whether the block may be in the innermost frame. For a cell outside of a row, opens a row.
    fn fits(&mut self, block: BlockElement, at: usize) -> bool {
        let parent = &self.innermost().kind;
        match block {
            BlockElement::Item => matches!(parent, FrameKind::List { .. }),
            BlockElement::Term | BlockElement::Detail => matches!(parent, FrameKind::Definitions(_)),
            BlockElement::Section(_) => matches!(parent, FrameKind::Table(_)),
            BlockElement::Row => matches!(parent, FrameKind::Table(_) | FrameKind::Section { .. }),
            BlockElement::Caption => matches!(parent, FrameKind::Table(_) | FrameKind::Figure { .. }),
            BlockElement::Cell(_) if matches!(parent, FrameKind::Table(_) | FrameKind::Section { .. }) => {
                let row = FrameKind::Row { head: false, cells: Vec::new() };
                self.frames.push(Frame::new(row, OpenedBy::Html("tr".to_owned()), Attr::NONE, at));
                true
            }
            BlockElement::Cell(_) => matches!(parent, FrameKind::Row { .. }),
            _ => true,
        }
    }
}

/// Returns the frame of an element.
fn frame_kind(block: BlockElement, tag: &HtmlTag) -> FrameKind {
    match block {
        BlockElement::Group(GroupRole::Plain) if tag.align == Some(Align::Centre) => {
            FrameKind::Group(GroupRole::Centred)
        }
        BlockElement::Group(GroupRole::Plain) if tag.align == Some(Align::End) => {
            FrameKind::Group(GroupRole::Right)
        }
        BlockElement::Group(role) => FrameKind::Group(role),
        BlockElement::Quote => FrameKind::Quote,
        BlockElement::List(numbered) => {
            let numbering = numbered.then(|| tag.numbering());
            FrameKind::List { numbering, tight: true, items: Vec::new() }
        }
        BlockElement::Item => FrameKind::Item { task: None, value: tag.number(Key::Value) },
        BlockElement::Definitions => FrameKind::Definitions(Vec::new()),
        BlockElement::Term => FrameKind::Term,
        BlockElement::Detail => FrameKind::Detail,
        BlockElement::Table => FrameKind::Table(Box::default()),
        BlockElement::Section(head) => FrameKind::Section { head },
        BlockElement::Row => FrameKind::Row { head: false, cells: Vec::new() },
        BlockElement::Cell(header) => FrameKind::Cell {
            header,
            columns: tag.span(Key::Colspan, CELL_COLUMNS),
            rows: tag.span(Key::Rowspan, CELL_ROWS),
            align: tag.align,
        },
        BlockElement::Caption => FrameKind::Caption,
        BlockElement::Figure => FrameKind::Figure { caption: Vec::new() },
        BlockElement::Footer => FrameKind::Footer,
    }
}
