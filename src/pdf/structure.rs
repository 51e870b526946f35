//! The structure tree: what the marked content of the pages is in the book (ISO 32000-1, sections
//! 14.7 and 14.8; ISO 14289-1, section 7).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::finish::dict_mut;
use super::links::Annotation;
use super::object::{number, reference, text};
use super::outline::catalog;
use crate::book::Book;
use crate::book::tag::Tag;
use crate::lang::LangTag;
use crate::makeup::Pages;
use crate::makeup::page::{Element, ElementId, Facts, PlacedKind};
use crate::units::Length;

/// The tag that marked content of an element bears on the page.
pub(super) fn mark_name(tag: Tag) -> &'static str {
    name(tag)
}

/// The names of structure types (ISO 32000-1, section 14.8.4). Those that it does not know are
/// mapped to types that it does by [`ROLES`].
fn name(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Part => "Part",
        Tag::Section => "Sect",
        Tag::Index => "Index",
        Tag::Division => "Div",
        Tag::Aside => "Aside",
        Tag::Heading(level) => ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1],
        Tag::Title => "Title",
        Tag::Paragraph => "P",
        Tag::BlockQuote => "BlockQuote",
        Tag::List => "L",
        Tag::Item => "LI",
        Tag::Label => "Lbl",
        Tag::Body => "LBody",
        Tag::Table => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::Row => "TR",
        Tag::HeaderCell => "TH",
        Tag::Cell => "TD",
        Tag::Figure => "Figure",
        Tag::Caption => "Caption",
        Tag::Code => "Code",
        Tag::Formula => "Formula",
        Tag::Note => "Note",
        Tag::Contents => "TOC",
        Tag::ContentsItem => "TOCI",
        Tag::Reference => "Reference",
        Tag::Link => "Link",
        Tag::Quote => "Quote",
        Tag::Emphasis => "Em",
        Tag::Strong => "Strong",
        Tag::Span => "Span",
    }
}

/// Types of PDF 2.0 by what PDF 1.7 has for them.
const ROLES: [(&str, &str); 4] = [("Aside", "Div"), ("Em", "Span"), ("Strong", "Span"), ("Title", "P")];

/// What stands in an element.
#[derive(Clone, Copy)]
enum Kid {
    Element(ElementId),
    /// Marked content: page and number.
    Marked(usize, usize),
    /// An annotation, by its place among all.
    Link(usize),
}

/// Writes the tree, and all that leads into it from pages and annotations.
pub(super) fn write(
    document: &mut Document,
    pages: &Pages,
    book: &Book,
    ids: &[ObjectId],
    marks: &[Vec<ElementId>],
    links: &[Annotation],
) {
    // What stands in what, in the order of the book.
    let tree = Tree::grow(pages, marks, links);

    // Every element that has something in it becomes an object.
    let root = document.new_object_id();
    let objects = tree.objects(document);
    let boxes = boxes(pages);
    let lang = &book.meta.language;
    let writer = Writer { tree: &tree, ids, links, objects: &objects, root, boxes: &boxes, lang };
    writer.elements(document);

    // From pages and annotations back to their elements.
    let parents = parent_tree(document, ids, marks, links, &objects);
    let mut dict = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => reference(objects[&ElementId::ROOT]),
        "ParentTree" => reference(parents),
        "ParentTreeNextKey" => integer(ids.len() + links.len()),
        "RoleMap" => ROLES.iter().map(|(from, to)| ((*from).to_owned(), Object::from(*to))).collect::<Dictionary>(),
    };
    if let Some(names) = name_tree(&tree, &objects) {
        dict.set("IDTree", reference(document.add_object(names)));
    }
    document.objects.insert(root, Object::Dictionary(dict));
    let catalog = catalog(document);
    catalog.set("StructTreeRoot", reference(root));
    catalog.set("MarkInfo", dictionary! {"Marked" => true});
}

/// The elements with what stands in them.
struct Tree<'a> {
    elements: &'a [Element],
    kids: Vec<Vec<Kid>>,
    /// Whether anything leads to the element from the root.
    there: Vec<bool>,
    /// The level of each heading, none skipped.
    levels: BTreeMap<ElementId, u8>,
}

impl<'a> Tree<'a> {
    fn grow(pages: &'a Pages, marks: &[Vec<ElementId>], links: &[Annotation]) -> Self {
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
    fn objects(&self, document: &mut Document) -> BTreeMap<ElementId, ObjectId> {
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

/// Makes objects of elements.
struct Writer<'a> {
    tree: &'a Tree<'a>,
    ids: &'a [ObjectId],
    links: &'a [Annotation],
    objects: &'a BTreeMap<ElementId, ObjectId>,
    root: ObjectId,
    /// Where pictures stand on their pages, by element.
    boxes: &'a BTreeMap<ElementId, [Length; 4]>,
    /// The language of the book.
    lang: &'a LangTag,
}

impl Writer<'_> {
    fn elements(&self, document: &mut Document) {
        for (element, object) in self.objects {
            document.objects.insert(*object, Object::Dictionary(self.element(*element)));
        }
    }

    fn element(&self, id: ElementId) -> Dictionary {
        let element = &self.tree.elements[id.index()];
        let parent = if id == ElementId::ROOT { self.root } else { self.objects[&element.parent] };
        let tag = self.tree.levels.get(&id).map_or(element.tag, |level| Tag::Heading(*level));
        let mut dict = dictionary! {"S" => name(tag), "P" => reference(parent)};
        self.kids(id, &mut dict);
        let nothing = Facts::default();
        let facts = element.facts.as_deref().unwrap_or(&nothing);
        if let Some(lang) = facts.lang.as_ref().filter(|lang| self.lang_around(element.parent) != *lang) {
            dict.set("Lang", text(lang.as_str()));
        }
        if let Some(alt) = &facts.alt {
            dict.set("Alt", text(alt));
        }
        if let Some(expansion) = &facts.expansion {
            dict.set("E", text(expansion));
        }
        if let (Tag::Note, Some(note)) = (element.tag, facts.note) {
            dict.set("ID", Object::String(note_name(note.0), StringFormat::Literal));
        }
        let attributes = self.attributes(id, element.tag, facts);
        if !attributes.is_empty() {
            dict.set("A", attributes);
        }
        dict
    }

    /// What stands in an element: marked content of its first page by number alone.
    fn kids(&self, id: ElementId, dict: &mut Dictionary) {
        let kids = &self.tree.kids[id.index()];
        let home = kids.iter().find_map(|kid| match kid {
            Kid::Marked(page, _) => Some(*page),
            Kid::Link(index) => Some(self.links[*index].page),
            Kid::Element(_) => None,
        });
        if let Some(page) = home {
            dict.set("Pg", reference(self.ids[page]));
        }
        let kid = |kid: &Kid| match kid {
            Kid::Element(element) => reference(self.objects[element]),
            Kid::Marked(page, mark) if Some(*page) == home => integer(*mark),
            Kid::Marked(page, mark) => {
                dictionary! {"Type" => "MCR", "Pg" => reference(self.ids[*page]), "MCID" => integer(*mark)}
                    .into()
            }
            Kid::Link(index) => {
                let link = &self.links[*index];
                dictionary! {"Type" => "OBJR", "Pg" => reference(self.ids[link.page]), "Obj" => reference(link.id)}
                    .into()
            }
        };
        match kids.as_slice() {
            [] => {}
            [only] => dict.set("K", kid(only)),
            all => dict.set("K", all.iter().map(kid).collect::<Vec<_>>()),
        }
    }

    /// The language that an element has from those around it.
    fn lang_around(&self, id: ElementId) -> &LangTag {
        let mut id = id;
        loop {
            let element = &self.tree.elements[id.index()];
            if let Some(lang) = element.facts.as_ref().and_then(|facts| facts.lang.as_ref()) {
                return lang;
            }
            if id == ElementId::ROOT {
                return self.lang;
            }
            id = element.parent;
        }
    }

    /// Attributes by their owners (ISO 32000-1, section 14.8.5).
    fn attributes(&self, id: ElementId, tag: Tag, facts: &Facts) -> Vec<Object> {
        let mut attributes = Vec::new();
        let mut put = |owner: &str, mut dict: Dictionary| {
            dict.set("O", owner);
            attributes.push(Object::Dictionary(dict));
        };
        if let Some(corners) = self.boxes.get(&id).filter(|_| tag == Tag::Figure) {
            put("Layout", dictionary! {"BBox" => corners.map(number).to_vec()});
        }
        if facts.numbered {
            put("List", dictionary! {"ListNumbering" => "Decimal"});
        }
        let mut table = Dictionary::new();
        if tag == Tag::HeaderCell {
            table.set("Scope", if facts.heads_row { "Row" } else { "Column" });
        }
        if let Some((columns, rows)) = facts.spans {
            for (key, value) in [("ColSpan", columns), ("RowSpan", rows)] {
                if value > 1 {
                    table.set(key, i64::from(value));
                }
            }
        }
        if !table.is_empty() {
            put("Table", table);
        }
        attributes
    }
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
fn parent_tree(
    document: &mut Document,
    ids: &[ObjectId],
    marks: &[Vec<ElementId>],
    links: &[Annotation],
    objects: &BTreeMap<ElementId, ObjectId>,
) -> ObjectId {
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
fn name_tree(tree: &Tree<'_>, objects: &BTreeMap<ElementId, ObjectId>) -> Option<Dictionary> {
    let mut named: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for (element, object) in objects {
        let element = &tree.elements[element.index()];
        if let (Tag::Note, Some(note)) = (element.tag, element.facts.as_ref().and_then(|facts| facts.note)) {
            named.insert(note_name(note.0), *object);
        }
    }
    let pairs = named
        .into_iter()
        .flat_map(|(name, object)| [Object::String(name, StringFormat::Literal), reference(object)]);
    let pairs: Vec<Object> = pairs.collect();
    (!pairs.is_empty()).then(|| dictionary! {"Names" => pairs})
}

fn note_name(note: u32) -> Vec<u8> {
    format!("note-{}", note + 1).into_bytes()
}

fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
