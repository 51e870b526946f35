//! The blocks that are open while a file is read, on one explicit stack, and the paragraph that is open
//! in the innermost one.

use std::ops::Range;

use super::atoms::Atom;
use crate::book::{Align, Attr, Block, Cell, Definition, GroupRole, Inline, ListItem, Numbering, Row};

/// An open block.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    pub(super) opened_by: OpenedBy,
    pub(super) attr: Attr,
    /// Where it begins in the source.
    pub(super) start: usize,
    /// The blocks in it so far.
    pub(super) blocks: Vec<Block>,
    /// The paragraphs among them that may be the caption of a table or of code.
    pub(super) captions: Vec<CaptionCandidate>,
    /// Further roles, the innermost first: for example, that the block is meant for one book only.
    pub(super) outer_roles: Vec<GroupRole>,
    /// Whether its end was found: a fence or an end tag.
    pub(super) closed: bool,
}

/// The syntax that opened a block, which alone may close it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum OpenedBy {
    Markdown,
    Fence,
    /// A tag, by name.
    Html(String),
}

/// The block that a frame becomes when it is closed.
#[derive(Debug)]
pub(super) enum FrameKind {
    Root,
    Quote,
    Group(GroupRole),
    Verse,
    /// `::: figure` or `<figure>`.
    Figure {
        caption: Vec<Inline>,
    },
    PageBreak,
    /// A note, with its label.
    Note(String),
    List {
        numbering: Option<Numbering>,
        tight: bool,
        items: Vec<ListItem>,
    },
    Item {
        task: Option<bool>,
        value: Option<i64>,
    },
    Definitions(Vec<Definition>),
    Term,
    Detail,
    Table(Box<TableDraft>),
    /// A section of a table's rows.
    Section {
        head: bool,
    },
    Row {
        head: bool,
        cells: Vec<Cell>,
    },
    Cell {
        header: bool,
        columns: u16,
        rows: u16,
        align: Option<Align>,
    },
    Caption,
    Footer,
}

/// The parts of a table that have been read.
#[derive(Debug, Default)]
pub(super) struct TableDraft {
    pub(super) columns: Vec<Align>,
    pub(super) caption: Option<Vec<Inline>>,
    pub(super) head: Vec<Row>,
    pub(super) body: Vec<Row>,
}

/// A paragraph that begins with `: `, `Table: ` or `Listing: `.
#[derive(Debug)]
pub(super) struct CaptionCandidate {
    /// Its index among the blocks.
    pub(super) at: usize,
    /// The text removed from its start, which is put back if no table claims the caption.
    pub(super) prefix: String,
    /// The place in the source at which that text begins.
    pub(super) prefix_start: u32,
    /// The attributes removed from its end as they are in the source, after a space, with their range.
    pub(super) suffix: Option<(String, Range<usize>)>,
    /// The same attributes, parsed.
    pub(super) attr: Attr,
}

impl Frame {
    /// Opens a block.
    pub(super) fn new(kind: FrameKind, opened_by: OpenedBy, attr: Attr, start: usize) -> Self {
        let (blocks, captions) = (Vec::new(), Vec::new());
        Self { kind, opened_by, attr, start, blocks, captions, outer_roles: Vec::new(), closed: false }
    }

    /// Returns whether the frame counts as a level of nesting; the parts of lists and tables do not.
    pub(super) fn is_level(&self) -> bool {
        !matches!(
            self.kind,
            FrameKind::Root
                | FrameKind::Item { .. }
                | FrameKind::Term
                | FrameKind::Detail
                | FrameKind::Section { .. }
                | FrameKind::Row { .. }
                | FrameKind::Cell { .. }
                | FrameKind::Caption
        )
    }

    /// Returns whether the frame was opened by a tag of this name.
    pub(super) fn is_html(&self, name: &str) -> bool {
        matches!(&self.opened_by, OpenedBy::Html(tag) if tag == name)
    }
}

/// The open paragraph, or the open heading.
#[derive(Debug)]
pub(super) struct OpenParagraph {
    pub(super) kind: ParagraphKind,
    pub(super) attr: Attr,
    pub(super) range: Range<usize>,
    pub(super) atoms: Vec<Atom>,
    /// The wraps that are open in it.
    pub(super) wraps: Vec<OpenWrap>,
    /// The index in `wraps` of the one whose content is left out.
    pub(super) dropped: Option<usize>,
    /// The alignment that a tag asks for.
    pub(super) align: Option<Align>,
}

/// The block that an open paragraph becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum ParagraphKind {
    /// A paragraph of Markdown.
    Markdown,
    /// A paragraph that begins with text, without a mark or a tag.
    Implied,
    /// `<p>`.
    Html,
    /// A heading: its level, and whether it is an HTML element.
    Heading(u8, bool),
}

/// A wrap that is open in a paragraph.
#[derive(Debug)]
pub(super) struct OpenWrap {
    /// The index of its start among the atoms.
    pub(super) begin: usize,
    /// The tag that opened it, or `None` for Markdown.
    pub(super) tag: Option<String>,
    /// Whether its content is left out.
    pub(super) is_dropped: bool,
    /// Whether its characters are taken literally, as the text of `<https://...>`.
    pub(super) is_literal: bool,
    /// Where it begins in the source.
    pub(super) start: usize,
}

impl OpenParagraph {
    pub(super) fn new(kind: ParagraphKind, attr: Attr, range: Range<usize>) -> Self {
        Self { kind, attr, range, atoms: Vec::new(), wraps: Vec::new(), dropped: None, align: None }
    }

    /// Returns whether a block may end the paragraph. No block may while a wrap of Markdown is open in it.
    pub(super) fn may_end(&self) -> bool {
        matches!(self.kind, ParagraphKind::Implied | ParagraphKind::Html | ParagraphKind::Heading(_, true))
            && self.wraps.iter().all(|wrap| wrap.tag.is_some())
    }
}
