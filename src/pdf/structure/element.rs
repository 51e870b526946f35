//! Serialises an element as a dictionary (ISO 32000-1, table 323; ISO 32000-2, table 355).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::tree::{Kid, Tree};
use super::{Objects, Sources, Structure, head_name, names, note_name, note_of, target};
use crate::book::NoteId;
use crate::book::tag::Tag;
use crate::lang::LangTag;
use crate::layout::{Element, ElementAttributes, ElementId};
use crate::pdf::object::{number, reference, text};
use crate::pdf::syntax::{Speller, push_integer, push_name};

impl Structure<'_> {
    /// Serialises an element.
    pub(super) fn element(&self, id: ElementId, speller: Speller<'_>, out: &mut Vec<u8>) {
        let element = &self.tree.elements[id.index()];
        let parent = if id == ElementId::ROOT { self.root } else { self.objects.of(element.parent) };
        let tag = self.tree.levels.get(&id).map_or(element.tag, |level| Tag::Heading(*level));
        out.extend(b"<</S");
        push_name(names::name(tag, self.space.is_some()).as_bytes(), out);
        out.extend(b"/P");
        speller.reference(parent, out);
        if let Some(space) = self.space.filter(|_| names::is_of_pdf2(tag)) {
            out.extend(b"/NS");
            speller.reference(space, out);
        }
        self.kids(id, speller, out);
        for (key, value) in &self.rest(id, element) {
            push_name(key, out);
            speller.object(value, out);
        }
        out.extend(b">>");
    }

    /// Writes the children of an element. Marked content on its first page is written as a number
    /// alone.
    fn kids(&self, id: ElementId, speller: Speller<'_>, out: &mut Vec<u8>) {
        let kids = self.tree.kids(id);
        let home = kids.iter().find_map(|kid| match kid {
            Kid::Marked(page, _) => Some(*page),
            Kid::Link(index) => Some(self.sources.links[*index].page),
            Kid::Element(_) => None,
        });
        if let Some(page) = home {
            out.extend(b"/Pg");
            speller.reference(self.sources.ids[page], out);
        }
        match kids {
            [] => {}
            [only] => {
                out.extend(b"/K");
                self.kid(*only, home, speller, out);
            }
            all => {
                out.extend(b"/K[");
                all.iter().for_each(|kid| self.kid(*kid, home, speller, out));
                out.push(b']');
            }
        }
    }

    fn kid(&self, kid: Kid, home: Option<usize>, speller: Speller<'_>, out: &mut Vec<u8>) {
        let number = |mark: usize| i64::try_from(mark).unwrap_or(i64::MAX);
        match kid {
            Kid::Element(element) => speller.reference(self.objects.of(element), out),
            Kid::Marked(page, mark) if Some(page) == home => push_integer(number(mark), out),
            Kid::Marked(page, mark) => {
                out.extend(b"<</Type/MCR/Pg");
                speller.reference(self.sources.ids[page], out);
                out.extend(b"/MCID");
                push_integer(number(mark), out);
                out.extend(b">>");
            }
            Kid::Link(index) => {
                let link = &self.sources.links[index];
                out.extend(b"<</Type/OBJR/Pg");
                speller.reference(self.sources.ids[link.page], out);
                out.extend(b"/Obj");
                speller.reference(link.id, out);
                out.extend(b">>");
            }
        }
    }

    /// Returns the entries that few elements have.
    fn rest(&self, id: ElementId, element: &Element) -> Dictionary {
        let mut dict = Dictionary::new();
        let nothing = ElementAttributes::default();
        let attributes = element.attributes.as_deref().unwrap_or(&nothing);
        if let Some(lang) = attributes.lang.as_ref().filter(|lang| self.lang_around(element.parent) != *lang)
        {
            dict.set("Lang", text(lang.as_str()));
        }
        if let Some(alt) = &attributes.alt {
            dict.set("Alt", text(alt));
        }
        if let Some(expansion) = &attributes.expansion {
            dict.set("E", text(expansion));
        }
        if let Some(note) = note_of(element, Tag::Note) {
            dict.set("ID", Object::String(note_name(self.sources.book, note), StringFormat::Literal));
        }
        if self.headers.named().contains(&id) {
            dict.set("ID", Object::String(head_name(id), StringFormat::Literal));
        }
        if let Some(file) = self.files.of(id) {
            dict.set("AF", vec![reference(file)]);
        }
        if let Some(points) = self.points.get(&id) {
            dict.set("Ref", points.iter().copied().map(reference).collect::<Vec<_>>());
        }
        let attributes = self.attributes(id, element.tag, attributes);
        if !attributes.is_empty() {
            dict.set("A", attributes);
        }
        dict
    }

    /// Returns the language that an element inherits.
    fn lang_around(&self, id: ElementId) -> &LangTag {
        let mut id = id;
        loop {
            let element = &self.tree.elements[id.index()];
            if let Some(lang) = element.attributes.as_ref().and_then(|attributes| attributes.lang.as_ref()) {
                return lang;
            }
            if id == ElementId::ROOT {
                return &self.sources.book.meta.language;
            }
            id = element.parent;
        }
    }

    /// Returns the attributes by their owners (ISO 32000-1, section 14.8.5).
    fn attributes(&self, id: ElementId, tag: Tag, attributes: &ElementAttributes) -> Vec<Object> {
        let mut dictionaries = Vec::new();
        let mut put = |owner: &str, mut dict: Dictionary| {
            dict.set("O", owner);
            dictionaries.push(Object::Dictionary(dict));
        };
        if let Some(corners) = self.boxes.get(&id).filter(|_| matches!(tag, Tag::Figure | Tag::Formula)) {
            put("Layout", dictionary! {"BBox" => corners.map(number).to_vec()});
        }
        if tag == Tag::Note && self.space.is_some() {
            put("FENote", dictionary! {"NoteType" => "Footnote"});
        }
        if let Some(labels) = attributes.labels {
            put("List", dictionary! {"ListNumbering" => names::numbering(labels, self.space.is_some())});
        }
        let mut table = Dictionary::new();
        if tag == Tag::HeaderCell {
            table.set("Scope", if attributes.is_row_header { "Row" } else { "Column" });
        }
        if let Some((columns, rows)) = attributes.spans {
            for (key, value) in [("ColSpan", columns), ("RowSpan", rows)] {
                if value > 1 {
                    table.set(key, i64::from(value));
                }
            }
        }
        if let Some(headers) = self.headers.of(id) {
            let names = headers.iter().map(|head| Object::String(head_name(*head), StringFormat::Literal));
            table.set("Headers", names.collect::<Vec<_>>());
        }
        if !table.is_empty() {
            put("Table", table);
        }
        dictionaries
    }
}

/// Finds the references between elements: a note and its calls refer to one another, an entry of the
/// contents to its heading (ISO 32000-2, sections 14.8.4.7.3 and 14.8.4.8.6; ISO 14289-2, section
/// 8.2.5).
pub(super) fn points(
    sources: Sources<'_>,
    tree: &Tree<'_>,
    objects: &Objects,
) -> BTreeMap<ElementId, Vec<ObjectId>> {
    let mut points: BTreeMap<ElementId, Vec<ObjectId>> = BTreeMap::new();
    let of = |tag| {
        objects.iter().filter_map(move |(id, object)| {
            let note = note_of(&tree.elements[id.index()], tag)?;
            Some((note, id, object))
        })
    };
    let notes: BTreeMap<NoteId, (ElementId, ObjectId)> =
        of(Tag::Note).map(|(note, id, object)| (note, (id, object))).collect();
    for (note, call, call_object) in of(Tag::Reference) {
        if let Some((id, object)) = notes.get(&note) {
            points.entry(*id).or_default().push(call_object);
            points.entry(call).or_default().push(*object);
        }
    }
    for link in sources.links {
        let parent = |id: ElementId| tree.elements[id.index()].parent;
        let Some(entry) = link.owner.map(|owner| parent(parent(owner))) else { continue };
        if tree.elements[entry.index()].tag == Tag::ContentsItem {
            let place = link.anchor.as_ref().and_then(|anchor| target(sources.pages, objects, anchor));
            let known = points.entry(entry).or_default();
            known.extend(place.filter(|place| !known.contains(place)));
        }
    }
    points
}
