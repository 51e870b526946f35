//! Where links and references lead.

use std::borrow::Cow;

use crate::book::anchor::Anchor;

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// Out of the book: http, https, mailto, tel.
    External(String),
    /// As written, to another file of the manuscript (`summits.md#hanoi`) or to a name (`#hanoi`), with
    /// the path already relative to the project's root; no book holds one once it is assembled.
    Unresolved(String),
    /// To a place of the book.
    Internal(Anchor),
}

/// A reference: `@fig:map`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reference {
    /// The label as written; in an assembled book one that refers to nothing.
    Written(String),
    /// To a place that has a label: `Figure 3`.
    To(Anchor),
    /// To a place whose number alone is shown, the words before it being in the text: `Figures 3 and 4`.
    NumberOf(Anchor),
}

impl Reference {
    /// Returns the place that it refers to.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Written(_) => None,
            Self::To(anchor) | Self::NumberOf(anchor) => Some(anchor),
        }
    }

    /// Returns what identifies it where no label is at hand: the label as written or the name of the place.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Written(label) => Cow::Borrowed(label),
            Self::To(anchor) | Self::NumberOf(anchor) => anchor.name(),
        }
    }
}
