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
    /// An entry of the glossary.
    Entry(Anchor),
}

/// A reference: `@fig:map`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reference {
    /// The label as written, and what is shown of its target. In an assembled book, it has no target.
    Written(String, ReferenceForm),
    /// A reference to a place with a label: `Figure 3`.
    To(Anchor),
    /// A reference of which only the number is shown: `Figures 3 and 4`, `-@fig:map`.
    NumberOf(Anchor),
    /// The page of a place, in print: ` on p. 12`.
    PageOf(Anchor),
}

/// What the author wants to see of the target of a reference.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReferenceForm {
    /// Its label: `@fig:map`.
    Label,
    /// Only its number: `-@fig:map`.
    Number,
    /// The page that it is on, in print: `[p]` behind a reference.
    Page,
}

impl Reference {
    /// Returns the anchor of its target.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Written(..) => None,
            Self::To(anchor) | Self::NumberOf(anchor) | Self::PageOf(anchor) => Some(anchor),
        }
    }

    /// Returns the anchor whose page it shows in print.
    pub fn page(&self) -> Option<&Anchor> {
        match self {
            Self::PageOf(anchor) => Some(anchor),
            Self::Written(..) | Self::To(_) | Self::NumberOf(_) => None,
        }
    }

    /// Returns the text for a reference whose target has no `ReferenceLabel`: the label as the author wrote
    /// it, or the name of the anchor. A page has none.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Written(_, ReferenceForm::Page) | Self::PageOf(_) => Cow::Borrowed(""),
            Self::Written(label, ReferenceForm::Label | ReferenceForm::Number) => Cow::Borrowed(label),
            Self::To(anchor) | Self::NumberOf(anchor) => anchor.name(),
        }
    }
}
