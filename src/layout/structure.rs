//! The logical structure of set copy: which piece of the book each item of a line belongs to
//! (ISO 32000-1, section 14.7).
//!
//! Elements are numbered as they are made while the copy is set, parents before children and
//! siblings in the order of the book; items carry the number of their element through make-up to
//! the marked content of the page.

use std::collections::BTreeMap;

use crate::book::tag::Tag;
use crate::book::{NoteId, Numerals};
use crate::lang::LangTag;

/// An element, by its place in its `Structure`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ElementId(pub u32);

impl ElementId {
    /// The root: the division itself, or the book once it is made up.
    pub const ROOT: Self = Self(0);

    /// Its place in [`Structure::elements`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A piece of the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// What it stands in; the root stands in itself.
    pub parent: ElementId,
    /// What few elements have.
    pub attributes: Option<Box<ElementAttributes>>,
}

/// What few elements have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ElementAttributes {
    /// The language, where it was asked for.
    pub lang: Option<LangTag>,
    /// The text for those who do not see a picture or a formula.
    pub alt: Option<String>,
    /// The whole words of an abbreviation.
    pub expansion: Option<String>,
    /// The description of a link.
    pub leads_to: Option<String>,
    /// Columns and rows that a cell covers, where more than one.
    pub spans: Option<(u16, u16)>,
    /// A header cell stands at the head of its row, not of its column.
    pub heads_row: bool,
    /// What stands before the items of a list.
    pub labels: Option<ListLabels>,
    /// The note that this is, or that this calls.
    pub note: Option<NoteId>,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListLabels {
    /// Numbers, in figures or letters.
    Numbers(Numerals),
    /// Bullets or boxes to tick.
    Bullets,
    /// Terms, whose meanings the items are.
    Terms,
}

/// The elements of a division, or of a book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Structure {
    /// The elements, parents before children; the first is the root.
    pub elements: Vec<Element>,
    /// The block in which a note is first called.
    callers: BTreeMap<NoteId, ElementId>,
}

impl Structure {
    /// With nothing in its root yet.
    pub fn new(root: Tag) -> Self {
        let root = Element { tag: root, parent: ElementId::ROOT, attributes: None };
        Self { elements: vec![root], callers: BTreeMap::new() }
    }

    /// Puts an element into another, after all that is there.
    ///
    /// # Panics
    /// After four thousand million elements.
    pub fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        let id = u32::try_from(self.elements.len()).expect("a book has fewer than 2^32 elements");
        self.elements.push(Element { tag, parent, attributes: None });
        ElementId(id)
    }

    /// The element of an id that this structure gave out.
    ///
    /// # Panics
    /// When the id comes from another structure.
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.index()]
    }

    /// What an element has besides, to be filled in.
    ///
    /// # Panics
    /// When the id comes from another structure.
    pub fn attributes_mut(&mut self, id: ElementId) -> &mut ElementAttributes {
        self.elements[id.index()].attributes.get_or_insert_default()
    }

    /// Takes down that a note is called in a block; its first call counts.
    pub fn call(&mut self, note: NoteId, block: ElementId) {
        self.callers.entry(note).or_insert(block);
    }

    /// The block in which a note is called.
    pub fn caller(&self, note: NoteId) -> ElementId {
        self.callers.get(&note).copied().unwrap_or(ElementId::ROOT)
    }

    /// Takes in the structure of a division, its root within `parent`; gives the root's new number,
    /// which is what every number in it grows by.
    ///
    /// # Panics
    /// After four thousand million elements.
    pub fn take_in(&mut self, division: &Self, parent: ElementId) -> ElementId {
        let base = u32::try_from(self.elements.len()).expect("a book has fewer than 2^32 elements");
        self.elements.extend(division.elements.iter().enumerate().map(|(index, element)| {
            let parent = if index == 0 { parent } else { ElementId(base + element.parent.0) };
            Element { parent, ..element.clone() }
        }));
        ElementId(base)
    }
}
