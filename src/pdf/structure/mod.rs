//! The structure tree: what the marked content of the pages is in the book (ISO 32000-1, sections
//! 14.7 and 14.8; ISO 14289-1 and 14289-2).

mod element;
mod names;
mod tree;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::finish::dict_mut;
use super::links::Annotation;
use super::object::reference;
use super::outline::catalog;
use crate::Standard;
use crate::book::Book;
use crate::book::tag::Tag;
use crate::makeup::Pages;
use crate::makeup::page::{Element, ElementId, PlacedKind};
use crate::units::Length;
use element::Writer;
pub(super) use names::mark_name;
use tree::Tree;

/// What the tree is made from.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) pages: &'a Pages,
    pub(super) book: &'a Book,
    /// The pages' objects.
    pub(super) ids: &'a [ObjectId],
    /// The elements of the marked content of each page.
    pub(super) marks: &'a [Vec<ElementId>],
    pub(super) links: &'a [Annotation],
    pub(super) standard: Standard,
}

/// The objects of the elements.
pub(super) type Objects = BTreeMap<ElementId, ObjectId>;

/// Writes the tree, and all that leads into it from pages and annotations; gives the objects of
/// its elements.
pub(super) fn write(document: &mut Document, sources: Sources<'_>) -> Objects {
    // What stands in what, in the order of the book.
    let tree = Tree::grow(sources.pages, sources.marks, sources.links);

    // Every element that has something in it becomes an object.
    let root = document.new_object_id();
    let objects = tree.objects(document);
    let space = sources.standard.is_pdf2().then(|| {
        document.add_object(dictionary! {"Type" => "Namespace", "NS" => Object::string_literal(names::PDF2)})
    });
    let boxes = boxes(sources.pages);
    Writer::new(sources, &tree, &objects, root, space, &boxes).elements(document);

    // From pages and annotations back to their elements.
    let parents = parent_tree(document, sources, &objects);
    let next = sources.ids.len() + sources.links.len();
    let mut dict = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => reference(objects[&ElementId::ROOT]),
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
    if let Some(names) = name_tree(&tree, &objects) {
        dict.set("IDTree", reference(document.add_object(names)));
    }
    document.objects.insert(root, Object::Dictionary(dict));
    let catalog = catalog(document);
    catalog.set("StructTreeRoot", reference(root));
    catalog.set("MarkInfo", dictionary! {"Marked" => true});
    objects
}

/// The element that a place leads to: the block about the words that stand there.
pub(super) fn target(pages: &Pages, objects: &Objects, anchor: &str) -> Option<ObjectId> {
    let mut id = pages.anchors.get(anchor)?.element?;
    let elements = &pages.structure.elements;
    let within_a_line = |tag| {
        matches!(tag, Tag::Label | Tag::Span | Tag::Emphasis | Tag::Strong | Tag::Link | Tag::Reference)
    };
    while within_a_line(elements[id.index()].tag) {
        id = elements[id.index()].parent;
    }
    objects.get(&id).copied()
}

/// Where the pictures of each element stand: the smallest box about those of one page.
fn boxes(pages: &Pages) -> BTreeMap<ElementId, [Length; 4]> {
    let mut boxes: BTreeMap<ElementId, [Length; 4]> = BTreeMap::new();
    for page in &pages.pages {
        for item in &page.items {
            if let (PlacedKind::Picture { width, height, .. }, Some(owner)) = (&item.kind, item.owner) {
                let top = page.size.height - item.y;
                let here = [item.x, top - *height, item.x + *width, top];
                let known = boxes.entry(owner).or_insert(here);
                *known = [
                    known[0].min(here[0]),
                    known[1].min(here[1]),
                    known[2].max(here[2]),
                    known[3].max(here[3]),
                ];
            }
        }
    }
    boxes
}

/// For each page the elements of its marks, for each annotation its element (section 14.7.4.4).
fn parent_tree(document: &mut Document, sources: Sources<'_>, objects: &Objects) -> ObjectId {
    let Sources { ids, marks, links, .. } = sources;
    let mut nums = Vec::new();
    for (page, marks) in marks.iter().enumerate() {
        dict_mut(document, ids[page]).set("Tabs", "S");
        if marks.is_empty() {
            continue;
        }
        let parents: Vec<Object> = marks.iter().map(|element| reference(objects[element])).collect();
        nums.extend([integer(page), reference(document.add_object(parents))]);
        dict_mut(document, ids[page]).set("StructParents", integer(page));
    }
    for (index, link) in links.iter().enumerate() {
        if let Some(owner) = link.owner {
            let key = ids.len() + index;
            nums.extend([integer(key), reference(objects[&owner])]);
            dict_mut(document, link.id).set("StructParent", integer(key));
        }
    }
    document.add_object(dictionary! {"Nums" => nums})
}

/// Elements by their names (ISO 32000-1, table 322).
fn name_tree(tree: &Tree<'_>, objects: &Objects) -> Option<Dictionary> {
    let mut named: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for (element, object) in objects {
        let element = &tree.elements[element.index()];
        if let Some(note) = note_of(element, Tag::Note) {
            named.insert(note_name(note), *object);
        }
    }
    let pairs = named
        .into_iter()
        .flat_map(|(name, object)| [Object::String(name, StringFormat::Literal), reference(object)]);
    let pairs: Vec<Object> = pairs.collect();
    (!pairs.is_empty()).then(|| dictionary! {"Names" => pairs})
}

/// The note that an element of a tag has to do with: is, or calls.
fn note_of(element: &Element, tag: Tag) -> Option<u32> {
    let note = element.facts.as_ref().and_then(|facts| facts.note);
    note.filter(|_| element.tag == tag).map(|note| note.0)
}

fn note_name(note: u32) -> Vec<u8> {
    format!("note-{}", note + 1).into_bytes()
}

fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
