//! The logical structure of set text: which element of the book each item of a line belongs to (ISO
//! 32000-1, section 14.7).
//!
//! Elements are numbered in the order in which setting makes them, parents before children and siblings
//! in the order of the book. Items carry the number of their element through make-up to the marked
//! content of the page.

use std::collections::BTreeMap;

use crate::book::tag::Tag;
use crate::book::{NodeId, NoteId, Numerals, TextId};
use crate::lang::LangTag;

/// An element, by its index in its `Structure`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ElementId(pub u32);

impl ElementId {
    /// The root: the division, or the book once it is made up.
    pub const ROOT: Self = Self(0);

    /// Returns the index in [`Structure::elements`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An element of the logical structure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// The kind of element.
    pub tag: Tag,
    /// The element that contains it. A root is its own parent.
    pub parent: ElementId,
    /// Attributes, which few elements have.
    pub attributes: Option<Box<ElementAttributes>>,
}

/// The attributes of an element.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ElementAttributes {
    /// The language, if the manuscript marks it.
    pub lang: Option<LangTag>,
    /// The alternative text of a picture or a formula.
    pub alt: Option<String>,
    /// The expansion of an abbreviation.
    pub expansion: Option<String>,
    /// The description of a link's target.
    pub leads_to: Option<String>,
    /// The columns and rows that a cell spans; `None` if it spans one of each.
    pub spans: Option<(u16, u16)>,
    /// Whether a header cell heads its row, not its column.
    pub is_row_header: bool,
    /// The kind of labels of a list.
    pub labels: Option<ListLabels>,
    /// The note that the element is or refers to.
    pub note: Option<NoteId>,
    /// The place of a formula in the book.
    pub formula: Option<(TextId, NodeId)>,
}

/// The kind of labels that the items of a list have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListLabels {
    /// Numbers, in figures or letters.
    Numbers(Numerals),
    /// Bullets or boxes to tick.
    Bullets,
    /// Terms, each defined by its item.
    Terms,
}

/// The elements of a division, or of a book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Structure {
    /// The elements, parents before children; the first is a root. There are others only before the division
    /// is appended to the book, if several divisions are set as one column.
    pub elements: Vec<Element>,
    /// The block in which a note is first called.
    callers: BTreeMap<NoteId, ElementId>,
}

impl Structure {
    /// Returns a structure whose root is empty.
    pub fn new(root: Tag) -> Self {
        let root = Element { tag: root, parent: ElementId::ROOT, attributes: None };
        Self { elements: vec![root], callers: BTreeMap::new() }
    }

    /// Adds another root, for a division that is set in the same column.
    ///
    /// # Panics
    /// Panics after 2³² elements.
    pub fn add_root(&mut self, tag: Tag) -> ElementId {
        let id = self.add(ElementId::ROOT, tag);
        self.elements[id.index()].parent = id;
        id
    }

    /// Appends an element to the children of another.
    ///
    /// # Panics
    /// Panics after 2³² elements.
    pub fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        let id = u32::try_from(self.elements.len()).expect("a book has fewer than 2^32 elements");
        self.elements.push(Element { tag, parent, attributes: None });
        ElementId(id)
    }

    /// Returns the element of an id.
    ///
    /// # Panics
    /// Panics if the id is of another structure and out of range.
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.index()]
    }

    /// Returns the attributes of an element, to be changed.
    ///
    /// # Panics
    /// Panics if the id is of another structure and out of range.
    pub fn attributes_mut(&mut self, id: ElementId) -> &mut ElementAttributes {
        self.elements[id.index()].attributes.get_or_insert_default()
    }

    /// Records that a note is called in a block. Only the first call counts.
    pub fn record_call(&mut self, note: NoteId, block: ElementId) {
        self.callers.entry(note).or_insert(block);
    }

    /// Returns the block in which a note is first called, or the root.
    pub fn caller(&self, note: NoteId) -> ElementId {
        self.callers.get(&note).copied().unwrap_or(ElementId::ROOT)
    }

    /// Appends the structure of a division, with its roots as children of `parent`. Returns the new number of
    /// its first root, which is the offset to add to every number in it.
    ///
    /// # Panics
    /// Panics after 2³² elements.
    pub fn append(&mut self, division: &Self, parent: ElementId) -> ElementId {
        let base = u32::try_from(self.elements.len()).expect("a book has fewer than 2^32 elements");
        self.elements.extend(division.elements.iter().enumerate().map(|(index, element)| {
            let is_root = element.parent.index() == index;
            let parent = if is_root { parent } else { ElementId(base + element.parent.0) };
            Element { parent, ..element.clone() }
        }));
        ElementId(base)
    }
}
