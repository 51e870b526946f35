//! What stands in what: the elements of the book with the marked content of its pages.

use std::collections::BTreeMap;

use lopdf::Document;

use super::Objects;
use crate::book::tag::Tag;
use crate::makeup::Pages;
use crate::makeup::page::{Element, ElementId};
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
    pub(super) kids: Vec<Vec<Kid>>,
    /// Whether anything leads to the element from the root.
    there: Vec<bool>,
    /// The level of each heading, none skipped.
    pub(super) levels: BTreeMap<ElementId, u8>,
}

impl<'a> Tree<'a> {
    pub(super) fn grow(pages: &'a Pages, marks: &[Vec<ElementId>], links: &[Annotation]) -> Self {
        let elements = pages.structure.elements.as_slice();
        let mut tree = Self {
            elements,
            kids: vec![Vec::new(); elements.len()],
            there: vec![false; elements.len()],
            levels: levels(elements),
        };
        tree.there[0] = true;
        for (page, marks) in marks.iter().enumerate() {
            for (mark, element) in marks.iter().enumerate() {
                tree.attach(*element);
                tree.kids[element.index()].push(Kid::Marked(page, mark));
            }
        }
        for (index, link) in links.iter().enumerate() {
            if let Some(owner) = link.owner {
                tree.attach(owner);
                tree.kids[owner.index()].push(Kid::Link(index));
            }
        }
        tree.keep_the_empty();
        tree.sort();
        tree
    }

    /// Puts an element into its parent, and this into its own, unless they are there.
    fn attach(&mut self, element: ElementId) {
        let mut element = element;
        while !self.there[element.index()] {
            self.there[element.index()] = true;
            let parent = self.elements[element.index()].parent;
            self.kids[parent.index()].push(Kid::Element(element));
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

    /// A number for the object of every element that is there.
    pub(super) fn objects(&self, document: &mut Document) -> Objects {
        let there = (0..self.elements.len()).filter(|index| self.there[*index]);
        there
            .map(|index| (ElementId(u32::try_from(index).unwrap_or(u32::MAX)), document.new_object_id()))
            .collect()
    }

    /// Elements stand in the order of the book. Where words stand between them, the order is that
    /// of the words; notes follow all the words of the block that calls them.
    fn sort(&mut self) {
        for kids in &mut self.kids {
            let has_words = kids.iter().any(|kid| matches!(kid, Kid::Marked(..)));
            kids.sort_by_key(|kid| match kid {
                Kid::Element(id) if !has_words => id.0,
                Kid::Element(id) if self.elements[id.index()].tag == Tag::Note => 1,
                Kid::Element(_) | Kid::Marked(..) => 0,
                Kid::Link(_) => u32::MAX,
            });
        }
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
