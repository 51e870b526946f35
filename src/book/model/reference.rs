//! The targets of links and references.

use std::borrow::Cow;

use crate::book::anchor::Anchor;

/// The target of a link.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// An address outside the book: http, https, mailto, tel.
    External(String),
    /// Another file of the manuscript (`summits.md#hanoi`) or a name (`#hanoi`), as written, with the
    /// path relative to the project's root. An assembled book has none.
    Unresolved(String),
    /// A place in the book.
    Internal(Anchor),
}

/// A reference: `@fig:map`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reference {
    /// The label as written. In an assembled book, it has no target.
    Written(String),
    /// A reference to a place with a label: `Figure 3`.
    To(Anchor),
    /// A reference of which only the number is shown, since the text has the word before it: `Figures 3
    /// and 4`.
    NumberOf(Anchor),
}

impl Reference {
    /// Returns the anchor of its target.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Written(_) => None,
            Self::To(anchor) | Self::NumberOf(anchor) => Some(anchor),
        }
    }

    /// Returns the text for a reference whose target has no `ReferenceLabel`: the label as the author wrote
    /// it, or the name of the anchor.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Written(label) => Cow::Borrowed(label),
            Self::To(anchor) | Self::NumberOf(anchor) => anchor.name(),
        }
    }
}
