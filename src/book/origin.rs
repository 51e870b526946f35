//! The origin of a character in the book: its text, its node, its byte.
//!
//! Both writers walk a text in the same order and count its nodes in the same way, so that an
//! [`Origin`] found on a page can be looked up in the e-book and in the manuscript without a search.

use super::NoteId;

/// A text: a division, or a note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TextId {
    /// A division, by its index in [`super::Book::divisions`].
    Division(u32),
    /// A note.
    Note(NoteId),
}

impl TextId {
    /// The text of a division that is not, or not yet, in the book.
    pub const NONE: Self = Self::Division(u32::MAX);
}

/// A block or an inline, by its number in the reading order of its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The node of content that the program adds and that has no place in the text.
    pub const NONE: Self = Self(0);
    /// The text itself; for a division, the number before its title.
    pub const TEXT: Self = Self(1);
    /// A number after those of all nodes.
    pub const END: Self = Self(u32::MAX);

    /// Returns the nodes of the lines of the generated list that has this node.
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
    /// The byte in the characters of the node: in its text, in the lines of a block of code, in the
    /// number of a heading.
    pub at: u32,
}
