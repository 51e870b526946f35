//! What stands in what: the elements of the book with the marked content of its pages.

use std::collections::BTreeMap;

use crate::book::tag::Tag;
use crate::layout::Pages;
use crate::layout::{Element, ElementId};
use crate::pdf::links::Annotation;

/// What stands in an element.
#[derive(Clone, Copy)]
pub(super) enum Kid {
    Element(ElementId),
    /// Marked content: page and number.
    Marked(usize, usize),
    /// An annotation, by its place among all.
    Link(usize),
}

/// The elements with what stands in them.
pub(super) struct Tree<'a> {
    pub(super) elements: &'a [Element],
    /// What stands in all elements, one after the other.
    kids: Vec<Kid>,
    /// Where in `kids` those of each element begin.
    begins: Vec<usize>,
    /// Whether anything leads to the element from the root.
    there: Vec<bool>,
    /// The level of each heading, none skipped.
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

    /// What stands in an element, in the order of the book.
    pub(super) fn kids(&self, id: ElementId) -> &[Kid] {
        &self.kids[self.begins[id.index()]..self.begins[id.index() + 1]]
    }

    /// The elements that anything leads to.
    pub(super) fn there(&self) -> Vec<ElementId> {
        let there = (0..self.elements.len()).filter(|index| self.there[*index]);
        there.map(|index| ElementId(u32::try_from(index).unwrap_or(u32::MAX))).collect()
    }
}

/// A tree while it is found out what stands in what.
struct TreeBuilder<'a> {
    elements: &'a [Element],
    /// An element, and something that stands in it, in the order in which it was met.
    pairs: Vec<(ElementId, Kid)>,
    there: Vec<bool>,
}

impl<'a> TreeBuilder<'a> {
    /// Puts an element into its parent, and this into its own, unless they are there.
    fn attach(&mut self, element: ElementId) {
        let mut element = element;
        while !self.there[element.index()] {
            self.there[element.index()] = true;
            let parent = self.elements[element.index()].parent;
            self.pairs.push((parent, Kid::Element(element)));
            element = parent;
        }
    }

    /// Empty cells and rows keep their places.
    fn keep_the_empty(&mut self) {
        for index in 1..self.elements.len() {
            let element = &self.elements[index];
            if element.tag.stays_empty() && self.there[element.parent.index()] {
                self.attach(ElementId(u32::try_from(index).unwrap_or(u32::MAX)));
            }
        }
    }

    /// Elements stand in the order of the book. Where words stand between them, the order is that
    /// of the words; notes follow all the words of the block that calls them.
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

/// The level of each heading: at most one below the heading before it (ISO 14289-1, section 7.4.2).
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
