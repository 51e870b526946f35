//! What references show.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::number::Number;
use super::reference::Reference;
use crate::book::anchor::Anchor;
use crate::book::marks::quoted;
use crate::lang::LangTag;

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
    pub(in crate::book) fn insert(&mut self, anchor: Anchor, label: Label) {
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
    pub(in crate::book) fn words(&self, anchor: &Anchor) -> Option<Cow<'_, str>> {
        Some(match self.get(anchor)? {
            Label::Number(number) => Cow::Owned(number.named(&self.lang)),
            Label::Title(title) => Cow::Borrowed(title),
            Label::Name(name) => Cow::Borrowed(name),
        })
    }
}
