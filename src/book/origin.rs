//! Where in the book a character comes from: which text, which piece of it, which byte.
//!
//! Both writers go through a text in the same order and count its nodes alike, so that an [`Origin`] found
//! on a page is looked up in the e-book, and in the manuscript, without a search.

use super::NoteId;

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
    /// After every node.
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
