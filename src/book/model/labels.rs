//! The labels that references show.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::number::Number;
use super::reference::Reference;
use crate::book::anchor::Anchor;
use crate::book::marks::quoted;
use crate::words::Words;

/// The label of each place in a book that a reference may have as its target.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ReferenceLabels {
    /// The words before numbers; their language has the marks about titles.
    words: Words,
    labels: BTreeMap<Anchor, ReferenceLabel>,
}

/// The label of a place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ReferenceLabel {
    /// Its number.
    Number(Number),
    /// Its title, if it has no number.
    Title(String),
    /// Its name, if it has neither.
    Name(String),
}

impl ReferenceLabels {
    /// Returns labels with these words, none so far.
    pub fn new(words: Words) -> Self {
        Self { words, labels: BTreeMap::new() }
    }

    /// Returns the words before numbers.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Returns the label of a place.
    pub fn get(&self, anchor: &Anchor) -> Option<&ReferenceLabel> {
        self.labels.get(anchor)
    }

    /// Sets the label of a place.
    pub(in crate::book) fn insert(&mut self, anchor: Anchor, label: ReferenceLabel) {
        self.labels.insert(anchor, label);
    }

    /// Returns the text of a reference: `Figure 3`, `“A title”`. That of a page is empty, since only the printed book
    /// has it.
    pub fn text<'a>(&'a self, reference: &'a Reference) -> Cow<'a, str> {
        self.text_in(reference, &self.words)
    }

    /// Returns the text of a reference in a text with these words.
    pub fn text_in<'a>(&'a self, reference: &'a Reference, words: &Words) -> Cow<'a, str> {
        let Some(label) = reference.anchor().and_then(|anchor| self.get(anchor)) else {
            return reference.name();
        };
        match (label, reference) {
            (_, Reference::PageOf(_)) => Cow::Borrowed(""),
            (ReferenceLabel::Number(number), Reference::NumberOf(_)) => {
                Cow::Owned(number.value().unwrap_or_default())
            }
            (ReferenceLabel::Number(number), _) => Cow::Owned(number.named(words)),
            (ReferenceLabel::Title(title), _) => Cow::Owned(quoted(title, words.lang())),
            (ReferenceLabel::Name(name), _) => Cow::Borrowed(name),
        }
    }

    /// Returns whether a reference shows a title.
    pub fn is_title(&self, reference: &Reference) -> bool {
        let label = reference.anchor().and_then(|anchor| self.get(anchor));
        matches!(label, Some(ReferenceLabel::Title(_)))
    }

    /// Returns the text of a link that has none of its own: the number of its target, or the title.
    pub(in crate::book) fn text_of(&self, anchor: &Anchor) -> Option<Cow<'_, str>> {
        Some(match self.get(anchor)? {
            ReferenceLabel::Number(number) => Cow::Owned(number.named(&self.words)),
            ReferenceLabel::Title(title) => Cow::Borrowed(title),
            ReferenceLabel::Name(name) => Cow::Borrowed(name),
        })
    }
}
