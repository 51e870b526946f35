//! The children of each element of the book: elements, and the marked content of its pages.

use std::collections::BTreeMap;

use crate::book::tag::Tag;
use crate::layout::Pages;
use crate::layout::{Element, ElementId};
use crate::pdf::links::Annotation;

/// A child of an element.
#[derive(Clone, Copy)]
pub(super) enum Kid {
    Element(ElementId),
    /// Marked content, by page and number.
    Marked(usize, usize),
    /// An annotation, by its index among all.
    Link(usize),
}

/// The elements with their children.
pub(super) struct Tree<'a> {
    pub(super) elements: &'a [Element],
    /// The children of all elements, one element after the other.
    kids: Vec<Kid>,
    /// The start of each element's children in `kids`.
    begins: Vec<usize>,
    /// Whether the element can be reached from the root.
    there: Vec<bool>,
    /// The level of each heading; none is skipped.
    pub(super) levels: BTreeMap<ElementId, u8>,
}

impl<'a> Tree<'a> {
    pub(super) fn grow(pages: &'a Pages, marks: &[Vec<ElementId>], links: &[Annotation]) -> Self {
        let elements = pages.structure.elements.as_slice();
        let mut growth = TreeBuilder { elements, pairs: Vec::new(), there: vec![false; elements.len()] };
        growth.there[0] = true;
        for (page, marks) in marks.iter().enumerate() {
            for (mark, element) in marks.iter().enumerate() {
                growth.attach(*element);
                growth.pairs.push((*element, Kid::Marked(page, mark)));
            }
        }
        for (index, link) in links.iter().enumerate() {
            if let Some(owner) = link.owner {
                growth.attach(owner);
                growth.pairs.push((owner, Kid::Link(index)));
            }
        }
        growth.keep_the_empty();
        growth.tree()
    }

    /// Returns the children of an element, in the order of the book.
    pub(super) fn kids(&self, id: ElementId) -> &[Kid] {
        &self.kids[self.begins[id.index()]..self.begins[id.index() + 1]]
    }

    /// Returns the elements that can be reached.
    pub(super) fn there(&self) -> Vec<ElementId> {
        let there = (0..self.elements.len()).filter(|index| self.there[*index]);
        there.map(|index| ElementId(u32::try_from(index).unwrap_or(u32::MAX))).collect()
    }
}

/// Collects the children of elements.
struct TreeBuilder<'a> {
    elements: &'a [Element],
    /// Pairs of an element and a child, in the order of discovery.
    pairs: Vec<(ElementId, Kid)>,
    there: Vec<bool>,
}

impl<'a> TreeBuilder<'a> {
    /// Adds an element to its parent, the parent to its own, and so on, unless they have been added.
    fn attach(&mut self, element: ElementId) {
        let mut element = element;
        while !self.there[element.index()] {
            self.there[element.index()] = true;
            let parent = self.elements[element.index()].parent;
            self.pairs.push((parent, Kid::Element(element)));
            element = parent;
        }
    }

    /// Keeps empty cells and rows.
    fn keep_the_empty(&mut self) {
        for index in 1..self.elements.len() {
            let element = &self.elements[index];
            if element.tag.stays_empty() && self.there[element.parent.index()] {
                self.attach(ElementId(u32::try_from(index).unwrap_or(u32::MAX)));
            }
        }
    }

    /// Sorts the children. Elements are in the order of the book. If there is text between them, they
    /// are in the order of the text; notes follow all the text of the block that calls them.
    fn tree(mut self) -> Tree<'a> {
        self.pairs.sort_by_key(|(parent, _)| *parent);
        let mut begins = vec![0; self.elements.len() + 1];
        self.pairs.iter().for_each(|(parent, _)| begins[parent.index() + 1] += 1);
        for index in 1..begins.len() {
            begins[index] += begins[index - 1];
        }
        let mut kids: Vec<Kid> = self.pairs.into_iter().map(|(_, kid)| kid).collect();
        for bounds in begins.windows(2) {
            let kids = &mut kids[bounds[0]..bounds[1]];
            let has_words = kids.iter().any(|kid| matches!(kid, Kid::Marked(..)));
            kids.sort_by_key(|kid| match kid {
                Kid::Element(id) if !has_words => id.0,
                Kid::Element(id) if self.elements[id.index()].tag == Tag::Note => 1,
                Kid::Element(_) | Kid::Marked(..) => 0,
                Kid::Link(_) => u32::MAX,
            });
        }
        Tree { elements: self.elements, kids, begins, there: self.there, levels: levels(self.elements) }
    }
}

/// Returns the level of each heading: at most one below the heading before it (ISO 14289-1, section
/// 7.4.2).
fn levels(elements: &[Element]) -> BTreeMap<ElementId, u8> {
    let mut last = 0;
    let mut levels = BTreeMap::new();
    for (index, element) in elements.iter().enumerate() {
        if let Tag::Heading(level) = element.tag {
            last = level.min(last + 1);
            levels.insert(ElementId(u32::try_from(index).unwrap_or(u32::MAX)), last);
        }
    }
    levels
}
