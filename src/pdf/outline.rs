//! The outline that a reader shows beside the pages, and named destinations (ISO 32000-1, 12.3).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::links::{destination, go_to};
use super::object::{dict_mut, reference, text};
use super::structure::{self, Objects};
use crate::book::{Book, Entry};
use crate::layout::ElementId;
use crate::layout::Pages;

/// The number of levels that are expanded when the file is opened.
const OPEN_LEVELS: u8 = 1;

/// Adds the outline in the order of the contents, and a named destination for each of its entries that
/// is the same in every build, so that links from other files stay valid.
///
/// If the objects of elements are passed, entries lead to these too, as PDF 2.0 asks. `files` are embedded, and named
/// too.
pub(super) fn write(
    document: &mut Document,
    pages: &Pages,
    ids: &[ObjectId],
    book: &Book,
    objects: Option<&Objects>,
    files: &[(String, ObjectId)],
) {
    let mut names = BTreeMap::new();
    let root = document.new_object_id();
    let mut outliner = Outliner { document, book, pages, ids, names: &mut names, objects };
    let level = outliner.level(&book.contents, root);
    let root_dict = catalog(document);
    for key in ["PageMode", "Outlines", "PageLayout"] {
        root_dict.remove(key.as_bytes());
    }
    if let Some((first, last, open)) = level {
        root_dict.set("Outlines", reference(root));
        root_dict.set("PageMode", "UseOutlines");
        let outlines = dictionary! {"Type" => "Outlines", "First" => reference(first), "Last" => reference(last), "Count" => open};
        document.objects.insert(root, Object::Dictionary(outlines));
    }
    // The file opens at its first page, with the reader's own zoom. A book without its chapters may
    // have no page at all.
    if let Some(first) = ids.first() {
        let first =
            Object::from(vec![reference(*first), "XYZ".into(), Object::Null, Object::Null, Object::Null]);
        let start = objects.and_then(|objects| objects.get(ElementId::ROOT));
        let open = if start.is_some() { go_to(first, start).into() } else { first };
        catalog(document).set("OpenAction", open);
    }
    let mut trees = Dictionary::new();
    let places = names.into_iter().collect();
    let files = files.iter().map(|(name, file)| (name.clone(), reference(*file))).collect();
    for (key, names) in [("Dests", places), ("EmbeddedFiles", files)] {
        if let Some(tree) = name_tree(document, names) {
            trees.set(key, reference(tree));
        }
    }
    if !trees.is_empty() {
        let trees = document.add_object(trees);
        catalog(document).set("Names", reference(trees));
    }
}

/// Adds a tree of sorted names (ISO 32000-1, section 7.9.6). Returns `None` if there are none.
fn name_tree(document: &mut Document, names: Vec<(String, Object)>) -> Option<ObjectId> {
    let pairs = names
        .into_iter()
        .flat_map(|(name, place)| [Object::String(name.into_bytes(), StringFormat::Literal), place]);
    let pairs: Vec<Object> = pairs.collect();
    (!pairs.is_empty()).then(|| document.add_object(dictionary! {"Names" => pairs}))
}

struct Outliner<'a> {
    document: &'a mut Document,
    book: &'a Book,
    pages: &'a Pages,
    ids: &'a [ObjectId],
    names: &'a mut BTreeMap<String, Object>,
    objects: Option<&'a Objects>,
}

impl Outliner<'_> {
    /// Writes the entries of one level. Returns the first, the last, and the number of visible lines.
    fn level(&mut self, entries: &[Entry], parent: ObjectId) -> Option<(ObjectId, ObjectId, i64)> {
        let placed: Vec<(&Entry, Object)> = entries
            .iter()
            .filter_map(|entry| Some((entry, destination(&entry.anchor, self.pages, self.ids)?)))
            .collect();
        let ids: Vec<ObjectId> = placed.iter().map(|_| self.document.new_object_id()).collect();
        let mut shown = 0;
        for (index, (entry, place)) in placed.into_iter().enumerate() {
            let element =
                self.objects.and_then(|objects| structure::target(self.pages, objects, &entry.anchor));
            self.names.insert(entry.anchor.name().into_owned(), named(&place, element));
            let mut dict: Dictionary =
                dictionary! {"Title" => text(&title(self.book, entry)), "Parent" => reference(parent)};
            match element {
                Some(_) => dict.set("A", go_to(place, element)),
                None => dict.set("Dest", place),
            }
            if index > 0 {
                dict.set("Prev", reference(ids[index - 1]));
            }
            if let Some(next) = ids.get(index + 1) {
                dict.set("Next", reference(*next));
            }
            shown += 1;
            if let Some((first, last, below)) = self.level(&entry.children, ids[index]) {
                let open = entry.level < OPEN_LEVELS;
                dict.set("First", reference(first));
                dict.set("Last", reference(last));
                dict.set("Count", if open { below } else { -below });
                shown += if open { below } else { 0 };
            }
            self.document.objects.insert(ids[index], Object::Dictionary(dict));
        }
        Some((*ids.first()?, *ids.last()?, shown))
    }
}

/// Returns the value of a named destination: a position, in PDF 2.0 with the element there (ISO
/// 32000-2, section 12.3.2.4).
fn named(place: &Object, element: Option<ObjectId>) -> Object {
    let mut named = go_to(place.clone(), element);
    named.remove(b"S");
    if element.is_some() { named.into() } else { place.clone() }
}

/// Returns the number and the title of an entry.
fn title(book: &Book, entry: &Entry) -> String {
    match book.before_title(entry.number.as_ref()) {
        Some(number) => format!("{number} {}", entry.label),
        None => entry.label.clone(),
    }
}

/// Returns the document catalogue, to be changed.
pub(super) fn catalog(document: &mut Document) -> &mut Dictionary {
    let id =
        document.trailer.get(b"Root").and_then(Object::as_reference).expect("printpdf makes a catalogue");
    dict_mut(document, id)
}
