//! Where links and references lead, and what a reference shows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::anchor::Anchor;
use super::marks::quoted;
use super::number::Number;
use crate::lang::LangTag;

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
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
#[derive(Clone, PartialEq, Eq, Debug)]
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

/// What each place of a book is called where something refers to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Labels {
    /// The language of the words before numbers and of the marks about titles.
    lang: LangTag,
    labels: BTreeMap<Anchor, Label>,
}

/// What a place is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Label {
    /// By its number.
    Number(Number),
    /// By its title, for want of a number.
    Title(String),
    /// By its name, for want of both.
    Name(String),
}

impl Labels {
    /// Returns labels in a language, none so far.
    pub fn new(lang: LangTag) -> Self {
        Self { lang, labels: BTreeMap::new() }
    }

    /// Returns the label of a place.
    pub fn get(&self, anchor: &Anchor) -> Option<&Label> {
        self.labels.get(anchor)
    }

    /// Gives a place its label.
    pub(super) fn insert(&mut self, anchor: Anchor, label: Label) {
        self.labels.insert(anchor, label);
    }

    /// Returns what a reference shows: `Figure 3`, `“A title”`.
    pub fn text<'a>(&'a self, reference: &'a Reference) -> Cow<'a, str> {
        let Some(label) = reference.anchor().and_then(|anchor| self.get(anchor)) else {
            return reference.name();
        };
        match (label, reference) {
            (Label::Number(number), Reference::NumberOf(_)) => Cow::Owned(number.value().unwrap_or_default()),
            (Label::Number(number), _) => Cow::Owned(number.named(&self.lang)),
            (Label::Title(title), _) => Cow::Owned(quoted(title, &self.lang)),
            (Label::Name(name), _) => Cow::Borrowed(name),
        }
    }

    /// Returns what a link without words shows: the number of its target, or the title.
    pub(super) fn words(&self, anchor: &Anchor) -> Option<Cow<'_, str>> {
        Some(match self.get(anchor)? {
            Label::Number(number) => Cow::Owned(number.named(&self.lang)),
            Label::Title(title) => Cow::Borrowed(title),
            Label::Name(name) => Cow::Borrowed(name),
        })
    }
}
