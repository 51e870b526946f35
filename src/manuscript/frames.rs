//! The open blocks of a file while it is read: one explicit stack, whatever wrote them.

use std::ops::Range;

use super::atoms::Atom;
use crate::book::{Align, Attr, Block, Cell, Definition, GroupRole, Inline, ListItem, Numbering, Row};

/// A block that is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) origin: Origin,
    pub(super) attr: Attr,
    pub(super) start: usize,
    /// What stands in it so far.
    pub(super) blocks: Vec<Block>,
    /// Paragraphs among them that may be the caption of a table.
    pub(super) captions: Vec<Candidate>,
    /// Its other roles, from the inner to the outer: the one book that it is for, say.
    pub(super) others: Vec<GroupRole>,
    /// Whether its own end has come: a fence or an end tag.
    pub(super) closed: bool,
}

/// Who opened it, and so who may close it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Origin {
    Markdown,
    Fence,
    /// A tag, by name.
    Html(String),
}

/// What it will become.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Quote,
    Group(GroupRole),
    Verse,
    /// `::: figure` or `<figure>`.
    Figure {
        caption: Vec<Inline>,
    },
    PageBreak,
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
    Table(Box<Draft>),
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

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) columns: Vec<Align>,
    pub(super) caption: Option<Vec<Inline>>,
    pub(super) head: Vec<Row>,
    pub(super) body: Vec<Row>,
}

/// A paragraph that begins with `: `, `Table: ` or `Listing: `.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its place among the blocks.
    pub(super) at: usize,
    /// What was taken off its head, and goes back when no table claims it.
    pub(super) prefix: String,
    /// What was taken off its end.
    pub(super) suffix: Option<String>,
    /// The attributes read from there.
    pub(super) attr: Attr,
}

impl Frame {
    pub(super) fn new(kind: Kind, origin: Origin, attr: Attr, start: usize) -> Self {
        let (blocks, captions) = (Vec::new(), Vec::new());
        Self { kind, origin, attr, start, blocks, captions, others: Vec::new(), closed: false }
    }

    /// Whether it counts as a level of nesting; the parts of lists and tables do not.
    pub(super) fn is_level(&self) -> bool {
        !matches!(
            self.kind,
            Kind::Root
                | Kind::Item { .. }
                | Kind::Term
                | Kind::Detail
                | Kind::Section { .. }
                | Kind::Row { .. }
                | Kind::Cell { .. }
                | Kind::Caption
        )
    }

    /// Whether it was opened by this tag.
    pub(super) fn is_html(&self, name: &str) -> bool {
        matches!(&self.origin, Origin::Html(tag) if tag == name)
    }
}

/// The paragraph that is open.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) leaf: Leaf,
    pub(super) attr: Attr,
    pub(super) range: Range<usize>,
    pub(super) atoms: Vec<Atom>,
    pub(super) open: Vec<Opened>,
    /// The height of the wrap whose content is left out, while it is open.
    pub(super) dropped: Option<usize>,
    /// How a tag wants it to stand.
    pub(super) align: Option<Align>,
}

/// What a run will become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Leaf {
    /// A paragraph by Markdown's word.
    Paragraph,
    /// A paragraph because text stands there.
    Implied,
    /// `<p>`.
    HtmlParagraph,
    /// A heading; by a tag (`true`) or by Markdown.
    Heading(u8, bool),
}

/// A wrap that is open in a run.
#[derive(Debug)]
pub(super) struct Opened {
    /// Where its begin stands among the atoms; what cannot be wrapped has none.
    pub(super) at: Option<usize>,
    /// The tag that opened it; `None` for Markdown.
    pub(super) tag: Option<String>,
    /// Whether what it holds is left out.
    pub(super) dropped: bool,
    /// Whether its characters stay as they are: the text of `<https://...>`.
    pub(super) fixed: bool,
    pub(super) start: usize,
}

impl Run {
    pub(super) fn new(leaf: Leaf, attr: Attr, range: Range<usize>) -> Self {
        Self { leaf, attr, range, atoms: Vec::new(), open: Vec::new(), dropped: None, align: None }
    }

    /// Whether a block may end it: nothing of Markdown's is open in it.
    pub(super) fn may_end(&self) -> bool {
        matches!(self.leaf, Leaf::Implied | Leaf::HtmlParagraph | Leaf::Heading(_, true))
            && self.open.iter().all(|opened| opened.tag.is_some())
    }
}
