//! What everything that has an identifier is called where something refers to it.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::marks;
use super::names::Names;
use super::words::{self, Word};
use super::{Block, BlockKind, Division, Labelled, Labels, Role, plain_text, visit};
use crate::lang::LangTag;

/// Marks the key of a number without its word.
const BARE: char = '\u{0}';

/// The labels of a book, by identifier.
pub(super) struct Shown {
    labels: Labels,
    /// What a label counts, for those that have a number.
    counted: BTreeMap<String, Word>,
    /// Titles of what has no number.
    titles: BTreeMap<String, String>,
}

impl Shown {
    /// What everything that has an identifier is called where something refers to it.
    pub(super) fn of(drafts: &[Draft], names: &Names, lang: &LangTag) -> Self {
        let mut shown = Self { labels: Labels::new(), counted: BTreeMap::new(), titles: BTreeMap::new() };
        for draft in drafts {
            if draft.depth == 0 {
                shown.add_division(&draft.division, lang);
            }
            let mut finder = Finder { shown: &mut shown, names, lang };
            visit::blocks(&draft.division.blocks, &mut finder);
        }
        shown
    }

    /// The labels as the book keeps them.
    pub(super) fn into_labels(self) -> Labels {
        self.labels
    }

    /// Whether an identifier has a label.
    pub(super) fn has(&self, id: &str) -> bool {
        self.labels.contains_key(id)
    }

    /// What the label of an identifier counts: a figure, a section.
    pub(super) fn counted(&self, id: &str) -> Option<Word> {
        self.counted.get(id).copied()
    }

    /// Returns the key of the number of an identifier without its word.
    pub(super) fn bare(&mut self, id: &str) -> String {
        let key = format!("{id}{BARE}");
        if let Some(known) = self.labels.get(id) {
            let text = words::bare(&known.text).to_owned();
            self.labels.insert(key.clone(), Labelled { text, id: id.to_owned() });
        }
        key
    }

    /// What a link without words shows: the number of its target, or the title.
    pub(super) fn words(&self, id: &str) -> Option<&str> {
        let title = self.titles.get(id).map(String::as_str);
        title.or_else(|| self.labels.get(id).map(|labelled| labelled.text.as_str()))
    }

    fn add(&mut self, id: &str, text: String) {
        self.labels.insert(id.to_owned(), Labelled { text, id: id.to_owned() });
    }

    fn add_counted(&mut self, id: &str, name: Word, text: String) {
        self.counted.insert(id.to_owned(), name);
        self.add(id, text);
    }

    fn add_title(&mut self, id: &str, title: String, lang: &LangTag) {
        self.add(id, marks::quoted(&title, lang));
        self.titles.insert(id.to_owned(), title);
    }

    fn add_division(&mut self, division: &Division, lang: &LangTag) {
        let id = &division.id;
        match (&division.number, division.role) {
            (Some(number), Role::Chapter) => {
                self.add_counted(id, Word::Chapter, words::numbered(Word::Chapter, number, lang));
            }
            (Some(number), Role::Part) => {
                self.add_counted(id, Word::Part, words::numbered(Word::Part, number, lang));
            }
            (Some(number), Role::Appendix) => self.add_counted(id, Word::Appendix, number.clone()),
            (Some(number), _) => self.add(id, number.clone()),
            (None, _) => self.add_title(id, division.label.clone(), lang),
        }
    }
}

struct Finder<'a> {
    shown: &'a mut Shown,
    names: &'a Names,
    lang: &'a LangTag,
}

impl<'a> visit::Visitor<'a> for Finder<'_> {
    fn block(&mut self, block: &'a Block) {
        let Some(id) = block.attr.id() else { return };
        let counted = match &block.kind {
            BlockKind::Figure(figure) => figure.number.clone().map(|number| (Word::Figure, number)),
            BlockKind::Table(table) => table.number.clone().map(|number| (Word::Table, number)),
            BlockKind::Code { listing, .. } => listing.number.clone().map(|number| (Word::Listing, number)),
            BlockKind::Heading { number: Some(number), .. } => {
                Some((Word::Section, words::numbered(Word::Section, number, self.lang)))
            }
            BlockKind::Heading { text, .. } => {
                return self.shown.add_title(id, plain_text(text), self.lang);
            }
            _ => None,
        };
        match counted {
            Some((name, text)) => self.shown.add_counted(id, name, text),
            None => {
                let name = self.names.written(id).unwrap_or(id);
                self.shown.add(id, name.rsplit(':').next().unwrap_or(name).to_owned());
            }
        }
    }
}
