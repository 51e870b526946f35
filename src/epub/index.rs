//! Indexes of the e-book (EPUB Indexes 1.0): entries with links to the places in the text.
//!
//! A place is shown by its page in the printed edition, if the e-book lists the pages of one; otherwise the places of an
//! entry are numbered.

use super::writer::Writer;
use crate::book::index_locators::{self, ShownLocator};
use crate::book::index_words::{cross_reference, in_note};
use crate::book::{Anchor, CrossReference, Index, IndexEntry, IndexId, Locator, NodeId};

impl Writer<'_> {
    /// Writes an index whose block has this node.
    pub(super) fn index(&mut self, id: IndexId, block: NodeId) {
        let index = self.layout.book.index(id);
        let mut nodes = block.lines();
        for group in &index.groups {
            self.out.open("section").epub_type("index-group").line();
            if !group.label.is_empty() {
                self.out.open("p").class("index-letter");
                self.out.open("b").text(&group.label).close("b");
                self.out.close("p").line();
            }
            self.index_entries(&group.entries, 0, index, &mut nodes);
            self.out.close("section").line();
        }
        self.list_line = None;
    }

    /// Writes entries of one level, each with its sub-entries.
    fn index_entries(
        &mut self,
        entries: &[IndexEntry],
        level: usize,
        index: &Index,
        nodes: &mut impl Iterator<Item = NodeId>,
    ) {
        self.out.open("ul").class("index-entries").epub_type("index-entry-list").line();
        for entry in entries {
            self.out.open("li").epub_type("index-entry");
            self.out.optional("id", entry.anchor.as_ref().map(|anchor| anchor.name()));
            self.list_line = nodes.next();
            if let Some(line) = self.list_line {
                self.enter(line, "");
            }
            self.out.open("span").epub_type("index-term");
            self.inlines(&entry.heading);
            self.out.close("span");
            self.locators(&entry.locators, index);
            self.index_references(false, &entry.see, level);
            self.index_references(true, &entry.see_also, level);
            if !entry.children.is_empty() {
                self.out.line();
                self.index_entries(&entry.children, level + 1, index, nodes);
            }
            self.out.close("li").line();
        }
        self.out.close("ul").line();
    }

    /// Writes the places of an entry.
    fn locators(&mut self, locators: &[Locator], index: &Index) {
        let shown = self.shown_locators(locators, index);
        if shown.is_empty() {
            return;
        }
        self.out.text(", ").open("span").epub_type("index-locator-list");
        for (at, locator) in shown.iter().enumerate() {
            self.out.text(if at == 0 { "" } else { ", " });
            let Some(href) = self.layout.href(&locator.anchor, self.href) else { continue };
            let emphasis = match (locator.is_principal, locator.is_figure) {
                (true, _) => Some("b"),
                (false, true) => Some("i"),
                (false, false) => None,
            };
            if let Some(name) = emphasis {
                self.out.open(name);
            }
            self.out.open("a").epub_type("index-locator").attr("href", href);
            self.out.text(&locator.text);
            self.out.close("a");
            if let Some(name) = emphasis {
                self.out.close(name);
            }
        }
        self.out.close("span");
    }

    /// Returns the places of an entry that are in the e-book, as they are shown.
    fn shown_locators(&self, locators: &[Locator], index: &Index) -> Vec<ShownLocator> {
        let is_here = |anchor: &Anchor| self.layout.href(anchor, self.href).is_some();
        let locators: Vec<Locator> =
            locators.iter().filter(|locator| is_here(&locator.start)).cloned().collect();
        let Some(pagination) = self.layout.edition.pagination else {
            return numbered(&locators, |number| self.words.digits().write(number));
        };
        let words = &self.layout.book.meta.words;
        let mut shown = index_locators::shown(&locators, &pagination.indexed, index.locators);
        for locator in &mut shown {
            if let Some(note) = &locator.note {
                locator.text = in_note(&locator.text, note, words);
            }
        }
        // What the e-book alone has is on no page.
        let is_printed = |locator: &Locator| pagination.indexed.contains_key(&locator.start);
        let others: Vec<Locator> = locators.into_iter().filter(|locator| !is_printed(locator)).collect();
        shown.extend(numbered(&others, |number| format!("[{}]", words.digits().write(number))));
        shown
    }

    /// Writes the cross-references of an entry.
    fn index_references(&mut self, is_see_also: bool, references: &[CrossReference], level: usize) {
        if references.is_empty() {
            return;
        }
        let words = cross_reference(is_see_also, level, &self.layout.book.meta.words);
        self.out.text(words.before).open("span");
        self.out.epub_type(if is_see_also { "index-xref-related" } else { "index-xref-preferred" });
        self.out.open("i").text(&words.words).close("i");
        for (at, reference) in references.iter().enumerate() {
            self.out.text(if at == 0 { " " } else { "; " });
            let href = reference.to.as_ref().and_then(|anchor| self.layout.href(anchor, self.href));
            match href {
                Some(href) => {
                    self.out.open("a").attr("href", href);
                    self.inlines(&reference.text);
                    self.out.close("a");
                }
                None => self.inlines(&reference.text),
            }
        }
        self.out.close("span").text(words.after);
    }
}

/// Returns places with numbers in the order of the text.
fn numbered(locators: &[Locator], shown: impl Fn(usize) -> String) -> Vec<ShownLocator> {
    let number = |(number, locator): (usize, &Locator)| ShownLocator {
        anchor: locator.start.clone(),
        text: shown(number),
        note: None,
        is_principal: locator.is_principal,
        is_figure: locator.is_figure,
        is_bare: false,
    };
    (1..).zip(locators).map(number).collect()
}
