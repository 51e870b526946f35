//! A book of elements and marks, and the structure tree read back from its file.

use std::collections::BTreeMap;

use super::*;
use crate::book::anchor::NoteAnchor;
use crate::book::{DivisionId, Note, NoteSeries};
use crate::diag::{FileId, Span};
use crate::lang::LangTag;
use crate::layout::AnchorPlace;
use crate::pdf::FormulaFiles;
use crate::pdf::writer::{Contents, write};

/// Pages on which elements have marked content.
pub(super) struct Bench {
    pub(super) pages: Pages,
    pub(super) book: Book,
    standard: Standard,
    marks: Vec<Vec<ElementId>>,
    links: Vec<(usize, ElementId)>,
}

/// The anchor to which all links of a bench lead.
fn place() -> Anchor {
    Anchor::named("place")
}

impl Bench {
    /// Returns three blank pages, in a file of PDF 1.7.
    pub(super) fn new() -> Self {
        Self::of(Standard::Ua1A2a)
    }

    /// Returns the same for a standard.
    pub(super) fn of(standard: Standard) -> Self {
        Self {
            pages: Pages::default(),
            book: Book::untitled(LangTag::english()),
            standard,
            marks: vec![Vec::new(); 3],
            links: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        self.pages.structure.add(parent, tag)
    }

    /// Adds marked content of an element to a page.
    pub(super) fn mark(&mut self, page: usize, element: ElementId) {
        self.marks[page].push(element);
    }

    /// Adds an element with words on a page.
    pub(super) fn words(&mut self, page: usize, parent: ElementId, tag: Tag) -> ElementId {
        let element = self.add(parent, tag);
        self.mark(page, element);
        element
    }

    /// Adds an annotation of a link.
    pub(super) fn link(&mut self, page: usize, owner: ElementId) {
        self.links.push((page, owner));
    }

    /// Makes an element the target of links.
    pub(super) fn anchor(&mut self, element: ElementId) {
        let at = AnchorPlace { page: 0, y: Length::ZERO, element: Some(element) };
        self.pages.anchors.insert(place(), at);
    }

    /// Adds a note to the book.
    pub(super) fn note(&mut self) -> NoteId {
        self.book.notes.push(Note {
            anchor: NoteAnchor { division: DivisionId::new("one"), index: 1 },
            label: "x".to_owned(),
            series: NoteSeries::First,
            number: 1,
            lang: None,
            blocks: Vec::new(),
            span: Span::start_of(FileId(0)),
        });
        NoteId(0)
    }

    /// Writes a file and reads it.
    pub(super) fn written(&self) -> Tagged {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let page = |_| document.add_object(dictionary! {"Type" => "Page", "Parent" => reference(tree)});
        let ids: Vec<ObjectId> = self.marks.iter().map(page).collect();
        let kids: Vec<Object> = ids.iter().copied().map(reference).collect();
        let pages = dictionary! {"Type" => "Pages", "Kids" => kids, "Count" => integer(ids.len())};
        document.objects.insert(tree, Object::Dictionary(pages));
        let root = document.add_object(dictionary! {"Type" => "Catalog", "Pages" => reference(tree)});
        document.trailer.set("Root", reference(root));
        let mut links = Vec::new();
        for (page, owner) in &self.links {
            let id = document.add_object(dictionary! {"Type" => "Annot"});
            dict_mut(&mut document, ids[*page]).set("Annots", vec![reference(id)]);
            links.push(Annotation { page: *page, owner: Some(*owner), id, anchor: Some(place()) });
        }
        let (marks, links) = (&self.marks[..], &links[..]);
        let (pages, book, standard) = (&self.pages, &self.book, self.standard);
        let formulas = &FormulaFiles::new();
        let sources = Sources { pages, book, ids: &ids, marks, links, formulas, standard };
        let structure = settle(&mut document, sources);
        let end = document.max_id + 1;
        let contents = Contents { ids: end..end, streams: Vec::new() };
        let file = write(&document, &contents, &[&structure]);
        Tagged(Document::load_mem(&file).expect("a good file"))
    }
}

/// A file with its structure tree.
pub(super) struct Tagged(pub(super) Document);

impl Tagged {
    pub(super) fn dict(&self, id: ObjectId) -> &Dictionary {
        self.0.get_dictionary(id).expect("a dictionary")
    }

    /// Returns the object that is the value of a key, or that the value refers to.
    pub(super) fn value<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dict.get(key).ok().map(|value| self.0.dereference(value).expect("an object").1)
    }

    pub(super) fn root(&self) -> &Dictionary {
        let catalog = self.0.catalog().expect("a catalogue");
        self.value(catalog, b"StructTreeRoot").and_then(|root| root.as_dict().ok()).expect("a structure tree")
    }

    fn book(&self) -> ObjectId {
        self.root().get(b"K").and_then(Object::as_reference).expect("the book's element")
    }

    /// Returns the pages by their objects, counted from 0.
    pub(super) fn pages(&self) -> BTreeMap<ObjectId, usize> {
        self.0.get_pages().into_iter().map(|(number, id)| (id, number as usize - 1)).collect()
    }

    /// Returns the type of an element.
    pub(super) fn tag(&self, id: ObjectId) -> String {
        let name = self.dict(id).get(b"S").and_then(Object::as_name).expect("a type");
        String::from_utf8_lossy(name).into_owned()
    }

    /// Returns the children of an element.
    fn kids(&self, id: ObjectId) -> Vec<Object> {
        match self.dict(id).get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        }
    }

    /// Returns the marked content that belongs to an element itself: pages and numbers.
    pub(super) fn marks(&self, id: ObjectId) -> Vec<(usize, i64)> {
        let pages = self.pages();
        let page =
            |dict: &Dictionary| pages[&dict.get(b"Pg").and_then(Object::as_reference).expect("a page")];
        let mark = |kid: Object| match kid {
            Object::Integer(mark) => Some((page(self.dict(id)), mark)),
            Object::Dictionary(dict) => {
                let mark = dict.get(b"MCID").and_then(Object::as_i64).ok()?;
                Some((page(&dict), mark))
            }
            _ => None,
        };
        self.kids(id).into_iter().filter_map(mark).collect()
    }

    /// Returns an element with its content as text: `P(0:0 Em(0:1))`.
    fn show(&self, id: ObjectId) -> String {
        let mut marks = self.marks(id).into_iter();
        let kids = self.kids(id).into_iter().map(|kid| match kid {
            Object::Reference(kid) => {
                assert_eq!(self.dict(kid).get(b"P").and_then(Object::as_reference).ok(), Some(id));
                self.show(kid)
            }
            Object::Dictionary(dict) if dict.has(b"Obj") => "link".to_owned(),
            _ => marks.next().map(|(page, mark)| format!("{page}:{mark}")).expect("a mark"),
        });
        let kids: Vec<String> = kids.collect();
        if kids.is_empty() { self.tag(id) } else { format!("{}({})", self.tag(id), kids.join(" ")) }
    }

    /// Returns the whole tree as text.
    pub(super) fn shown(&self) -> String {
        self.show(self.book())
    }

    /// Returns all elements, parents before their children.
    pub(super) fn elements(&self) -> Vec<ObjectId> {
        let (mut found, mut waiting) = (Vec::new(), vec![self.book()]);
        while let Some(id) = waiting.pop() {
            found.push(id);
            let kids = self.kids(id);
            waiting.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok()));
        }
        found
    }

    pub(super) fn tags(&self) -> Vec<String> {
        self.elements().into_iter().map(|id| self.tag(id)).collect()
    }

    /// Returns all elements of a type.
    pub(super) fn all(&self, tag: &str) -> Vec<ObjectId> {
        self.elements().into_iter().filter(|id| self.tag(*id) == tag).collect()
    }

    pub(super) fn string(&self, id: ObjectId, key: &[u8]) -> Option<String> {
        let text = self.dict(id).get(key).and_then(Object::as_str).ok()?;
        Some(String::from_utf8_lossy(text).into_owned())
    }

    pub(super) fn references(&self, id: ObjectId, key: &[u8]) -> Vec<ObjectId> {
        let array = self.dict(id).get(key).and_then(Object::as_array).cloned().unwrap_or_default();
        array.iter().map(|object| object.as_reference().expect("a reference")).collect()
    }

    /// Returns the attributes of an element that have a certain owner.
    pub(super) fn attributes(&self, id: ObjectId, owner: &str) -> Option<Dictionary> {
        let all = self.dict(id).get(b"A").and_then(Object::as_array).ok()?;
        let mut all = all.iter().map(|dict| dict.as_dict().expect("attributes"));
        all.find(|dict| dict.get(b"O").and_then(Object::as_name).ok() == Some(owner.as_bytes())).cloned()
    }

    /// Returns the elements that have names, by name.
    pub(super) fn named(&self) -> Vec<(String, ObjectId)> {
        let Some(tree) = self.value(self.root(), b"IDTree") else { return Vec::new() };
        let names = tree.as_dict().and_then(|tree| tree.get(b"Names")).and_then(Object::as_array);
        let pair = |pair: &[Object]| {
            let name = pair[0].as_str().expect("a name");
            let name = String::from_utf8_lossy(name).into_owned();
            (name, pair[1].as_reference().expect("an element"))
        };
        names.expect("names").chunks(2).map(pair).collect()
    }

    /// Returns the parent tree: the value of each key.
    pub(super) fn parents(&self) -> BTreeMap<i64, Object> {
        let tree = self.value(self.root(), b"ParentTree").and_then(|tree| tree.as_dict().ok());
        let nums = tree.and_then(|tree| tree.get(b"Nums").ok()).and_then(|nums| nums.as_array().ok());
        let pairs = nums.expect("numbers").chunks(2);
        pairs.map(|pair| (pair[0].as_i64().expect("a key"), pair[1].clone())).collect()
    }
}
