//! The structure tree: the elements of the book that the marked content of the pages belongs to (ISO
//! 32000-1, sections 14.7 and 14.8; ISO 14289-1 and 14289-2).
//!
//! A novel has some ten thousand elements. They are numbered as a batch and serialised when the file is
//! written; as objects of lopdf they would take longer than all pages.

mod element;
mod formulas;
mod names;
mod table_headers;
mod tree;

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::FormulaFiles;
use super::links::Annotation;
use super::object::dict_mut;
use super::object::reference;
use super::outline::catalog;
use super::syntax::Speller;
use super::writer::ObjectBatch;
use crate::Standard;
use crate::book::anchor::counted;
use crate::book::tag::Tag;
use crate::book::{Anchor, Book, NoteId};
use crate::layout::Pages;
use crate::layout::{Element, ElementId, PageItem, PlacedKind};
use crate::units::Length;
use formulas::FormulaObjects;
pub(super) use names::mark_name;
use table_headers::{TableHeaders, table_headers};
use tree::Tree;

/// The input of the tree.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) pages: &'a Pages,
    pub(super) book: &'a Book,
    /// The objects of the pages.
    pub(super) ids: &'a [ObjectId],
    /// The elements of the marked content of each page.
    pub(super) marks: &'a [Vec<ElementId>],
    pub(super) links: &'a [Annotation],
    /// The MathML of formulas.
    pub(super) formulas: &'a FormulaFiles,
    pub(super) standard: Standard,
}

/// The objects of the elements, in the order of the elements.
pub(super) struct Objects {
    /// The id of the first object.
    first: u32,
    /// The elements with content.
    there: Vec<ElementId>,
    /// The index in `there` of each element.
    places: Vec<Option<u32>>,
}

impl Objects {
    /// Assigns ids to elements, after all ids of the document.
    fn new(elements: usize, there: Vec<ElementId>, document: &mut Document) -> Self {
        let first = document.max_id + 1;
        let mut places = vec![None; elements];
        for (place, element) in (0..).zip(&there) {
            places[element.index()] = Some(place);
        }
        document.max_id += u32::try_from(there.len()).unwrap_or(u32::MAX);
        Self { first, there, places }
    }

    /// Returns the object of an element, if the element has content.
    pub(super) fn get(&self, element: ElementId) -> Option<ObjectId> {
        let place = self.places.get(element.index()).copied().flatten()?;
        Some((self.first + place, 0))
    }

    /// Returns the object of an element that is known to have content.
    fn of(&self, element: ElementId) -> ObjectId {
        self.get(element).expect("what has something in it was given an id")
    }

    fn iter(&self) -> impl Iterator<Item = (ElementId, ObjectId)> {
        self.there.iter().map(|element| (*element, self.of(*element)))
    }
}

/// The tree before its elements are serialised.
pub(super) struct Structure<'a> {
    sources: Sources<'a>,
    tree: Tree<'a>,
    /// The objects of the elements.
    pub(super) objects: Objects,
    root: ObjectId,
    /// The namespace of PDF 2.0, if the file is in that version.
    space: Option<ObjectId>,
    /// The boxes of pictures on their pages, by element.
    boxes: BTreeMap<ElementId, [Length; 4]>,
    /// The references between elements: calls and notes, entries of the contents and headings.
    points: BTreeMap<ElementId, Vec<ObjectId>>,
    /// The header cells that cells refer to.
    headers: TableHeaders,
    /// The files of formulas.
    files: FormulaObjects,
    /// The pages with marks. The lists of their elements are objects of the batch too, after the
    /// elements.
    marked: Vec<usize>,
}

/// Builds the tree, and writes the references to it from pages and annotations.
pub(super) fn settle<'a>(document: &mut Document, sources: Sources<'a>) -> Structure<'a> {
    // Find the children of each element, in the order of the book.
    let tree = Tree::grow(sources.pages, sources.marks, sources.links);

    // Assign an object to every element with content, and to the marks of every page.
    let root = document.new_object_id();
    let space = sources.standard.is_pdf2().then(|| {
        document.add_object(dictionary! {"Type" => "Namespace", "NS" => Object::string_literal(names::PDF2)})
    });
    let objects = Objects::new(tree.elements.len(), tree.there(), document);
    let marked: Vec<usize> =
        (0..sources.marks.len()).filter(|page| !sources.marks[*page].is_empty()).collect();
    let lists = document.max_id + 1;
    document.max_id += u32::try_from(marked.len()).unwrap_or(u32::MAX);

    // Write the references from pages and annotations back to their elements.
    let parents = parent_tree(document, sources, &objects, &marked, lists);
    let next = sources.ids.len() + sources.links.len();
    let mut dict = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => reference(objects.of(ElementId::ROOT)),
        "ParentTree" => reference(parents),
        "ParentTreeNextKey" => integer(next),
    };
    match space {
        Some(space) => dict.set("Namespaces", vec![reference(space)]),
        None => {
            let roles = names::ROLES.iter().map(|(from, to)| ((*from).to_owned(), Object::from(*to)));
            dict.set("RoleMap", roles.collect::<Dictionary>());
        }
    }
    let headers = table_headers(tree.elements);
    if let Some(names) = name_tree(sources.book, &tree, &objects, &headers) {
        dict.set("IDTree", reference(document.add_object(names)));
    }
    document.objects.insert(root, Object::Dictionary(dict));
    let catalog = catalog(document);
    catalog.set("StructTreeRoot", reference(root));
    catalog.set("MarkInfo", dictionary! {"Marked" => true});
    let boxes = boxes(sources.pages);
    let points = if space.is_some() { element::points(sources, &tree, &objects) } else { BTreeMap::new() };
    let files = FormulaObjects::embed(document, sources, &tree);
    Structure { sources, tree, objects, root, space, boxes, points, headers, files, marked }
}

impl Structure<'_> {
    /// Returns the names and the objects of the files that are embedded.
    pub(super) fn files(&self) -> &[(String, ObjectId)] {
        &self.files.named
    }
}

impl ObjectBatch for Structure<'_> {
    fn ids(&self) -> Range<u32> {
        let count = u32::try_from(self.objects.there.len() + self.marked.len()).unwrap_or(u32::MAX);
        self.objects.first..self.objects.first + count
    }

    fn leads_to(&self) -> Vec<ObjectId> {
        Vec::new()
    }

    fn spell(&self, index: usize, speller: Speller<'_>, out: &mut Vec<u8>) {
        match self.objects.there.get(index) {
            Some(element) => self.element(*element, speller, out),
            None => {
                out.push(b'[');
                for element in &self.sources.marks[self.marked[index - self.objects.there.len()]] {
                    speller.reference(self.objects.of(*element), out);
                }
                out.push(b']');
            }
        }
    }
}

/// Returns the element of an anchor: the block around the text there.
pub(super) fn target(pages: &Pages, objects: &Objects, anchor: &Anchor) -> Option<ObjectId> {
    let mut id = pages.anchors.get(anchor)?.element?;
    let elements = &pages.structure.elements;
    let within_a_line = |tag| {
        matches!(tag, Tag::Label | Tag::Span | Tag::Emphasis | Tag::Strong | Tag::Link | Tag::Reference)
    };
    while within_a_line(elements[id.index()].tag) {
        id = elements[id.index()].parent;
    }
    objects.get(id)
}

/// Returns the smallest box around the pictures of each element, and around each formula that is not in a line of text.
/// A figure is on one page; a formula that is on several has the box on its first page.
fn boxes(pages: &Pages) -> BTreeMap<ElementId, [Length; 4]> {
    let mut boxes: BTreeMap<ElementId, (usize, [Length; 4])> = BTreeMap::new();
    for (index, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let owner = item.owner.filter(|owner| is_picture(item) || is_display(pages, *owner));
            let Some((owner, (width, height, rise))) = owner.zip(extent(item)) else { continue };
            let top = page.size.height - item.y + rise;
            let here = [item.x, top - height, item.x + width, top];
            let (page, known) = boxes.entry(owner).or_insert((index, here));
            if *page == index {
                *known = [
                    known[0].min(here[0]),
                    known[1].min(here[1]),
                    known[2].max(here[2]),
                    known[3].max(here[3]),
                ];
            }
        }
    }
    boxes.into_iter().map(|(id, (_, corners))| (id, corners)).collect()
}

fn is_picture(item: &PageItem) -> bool {
    matches!(item.kind, PlacedKind::Picture { .. })
}

/// Returns whether an element is a formula that is not in a paragraph.
fn is_display(pages: &Pages, id: ElementId) -> bool {
    let element = pages.structure.element(id);
    let around = pages.structure.element(element.parent).tag;
    element.tag == Tag::Formula
        && matches!(
            around,
            Tag::Section | Tag::Division | Tag::BlockQuote | Tag::Body | Tag::Aside | Tag::Note | Tag::Cell
        )
}

/// Returns the width and the height of an item, and how far its top is above its position.
fn extent(item: &PageItem) -> Option<(Length, Length, Length)> {
    match &item.kind {
        PlacedKind::Picture { width, height, .. } if item.turned => Some((*height, *width, Length::ZERO)),
        PlacedKind::Picture { width, height, .. } | PlacedKind::Rule { width, height, .. } => {
            Some((*width, *height, Length::ZERO))
        }
        PlacedKind::Glyphs(run) if !item.turned => Some((run.width(), run.size, run.size.ratio(3, 4))),
        PlacedKind::Glyphs(_)
        | PlacedKind::Frame { .. }
        | PlacedKind::Stroke { .. }
        | PlacedKind::Link { .. } => None,
    }
}

/// Returns the elements of the marks of each page, and the element of each annotation (section
/// 14.7.4.4).
fn parent_tree(
    document: &mut Document,
    sources: Sources<'_>,
    objects: &Objects,
    marked: &[usize],
    lists: u32,
) -> ObjectId {
    let Sources { ids, links, .. } = sources;
    let mut nums = Vec::new();
    for (list, page) in (lists..).zip(marked) {
        nums.extend([integer(*page), reference((list, 0))]);
    }
    for (index, link) in links.iter().enumerate() {
        if let Some(owner) = link.owner {
            let key = ids.len() + index;
            nums.extend([integer(key), reference(objects.of(owner))]);
            dict_mut(document, link.id).set("StructParent", integer(key));
        }
    }
    document.add_object(dictionary! {"Nums" => nums})
}

/// Returns the elements by name (ISO 32000-1, table 322).
fn name_tree(book: &Book, tree: &Tree<'_>, objects: &Objects, headers: &TableHeaders) -> Option<Dictionary> {
    let mut named: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for (element, object) in objects.iter() {
        let element = &tree.elements[element.index()];
        if let Some(note) = note_of(element, Tag::Note) {
            named.insert(note_name(book, note), object);
        }
    }
    for head in headers.named() {
        named.insert(head_name(*head), objects.of(*head));
    }
    let pairs = named
        .into_iter()
        .flat_map(|(name, object)| [Object::String(name, StringFormat::Literal), reference(object)]);
    let pairs: Vec<Object> = pairs.collect();
    (!pairs.is_empty()).then(|| dictionary! {"Names" => pairs})
}

/// Returns the note of an element with a certain tag: the note that it is or calls.
fn note_of(element: &Element, tag: Tag) -> Option<NoteId> {
    let note = element.attributes.as_ref().and_then(|attributes| attributes.note);
    note.filter(|_| element.tag == tag)
}

fn note_name(book: &Book, note: NoteId) -> Vec<u8> {
    Anchor::from(&book.note(note).anchor).name().into_owned().into_bytes()
}

/// Returns the name of a header cell, by which other cells refer to it.
fn head_name(cell: ElementId) -> Vec<u8> {
    counted("head", cell.0).into_bytes()
}

fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
