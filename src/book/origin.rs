//! Where in the book a character comes from: which text, which piece of it, which byte.
//!
//! Both writers go through a text in the same order and count its nodes alike, so that an [`Origin`] found
//! on a page is looked up in the e-book, and in the manuscript, without a search.

use super::NoteId;
use crate::diag::Span;

/// A text of its own: a division, or a note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TextId {
    /// A division, by its index in [`super::Book::divisions`].
    Division(u32),
    /// A note.
    Note(NoteId),
}

impl TextId {
    /// Of a division that is not, or not yet, in the book.
    pub const NONE: Self = Self::Division(u32::MAX);
}

/// A block or an inline of a text, counted in the order in which the text is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct NodeId(pub u32);

impl NodeId {
    /// Of what the program made: it has no place in the text.
    pub const NONE: Self = Self(0);
    /// The text itself: of a division the number before its title.
    pub const TEXT: Self = Self(1);
    /// Behind every node.
    pub const END: Self = Self(u32::MAX);

    /// Returns the nodes of the lines of a generated list, whose own node this is.
    pub fn lines(self) -> impl Iterator<Item = Self> {
        (self.0.saturating_add(1)..).map(Self)
    }
}

/// The place of a character in the book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Origin {
    /// The text.
    pub text: TextId,
    /// The block or inline.
    pub node: NodeId,
    /// The byte in the characters that the node shows: the text of a piece, the lines of a block of code,
    /// the number of a heading.
    pub at: u32,
}

/// Where every node of a book was written.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// By the index of the division, then by node.
    divisions: Vec<Vec<NodeSource>>,
    /// By the index of the note, then by node.
    notes: Vec<Vec<NodeSource>>,
}

/// Where a node was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeSource {
    /// The place.
    pub(super) span: Span,
    /// How many bytes of characters it shows, of those whose characters are copied from the source;
    /// 0 for others.
    pub(super) shown: u32,
}

impl Origins {
    pub(super) fn new(divisions: Vec<Vec<NodeSource>>, notes: Vec<Vec<NodeSource>>) -> Self {
        Self { divisions, notes }
    }

    /// Returns where a character was written: its first byte where the text is as in the source, else
    /// the whole piece. `None` for an origin of another book.
    pub fn span(&self, origin: Origin) -> Option<Span> {
        let nodes = match origin.text {
            TextId::Division(index) => self.divisions.get(index as usize)?,
            TextId::Note(id) => self.notes.get(id.0 as usize)?,
        };
        let NodeSource { span, shown } = *nodes.get(origin.node.0.checked_sub(1)? as usize)?;
        let is_exact = shown > 0 && shown == span.end - span.start;
        Some(if is_exact && origin.at < shown { within(span, origin.at) } else { span })
    }
}

/// The byte of a span.
fn within(span: Span, at: u32) -> Span {
    Span { start: span.start + at, end: span.start + at + 1, ..span }
}
