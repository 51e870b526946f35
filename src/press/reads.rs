//! The parts of the book outside a division that setting it reads: contents, captions, notes, labels,
//! pictures.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::assets::{AssetId, Assets};
use crate::book::visit::{self, Visitor};
use crate::book::{
    Anchor, Block, Book, Caption, Captioned, Division, Entry, GeneratedList, Image, Index, IndexId, Inline,
    InlineKind, Note, NoteId, NoteList,
};
use crate::diag::Span;

/// Returns the anchors whose page numbers a division prints, in their order: those of its lists of
/// contents, figures and tables, of its indexes, and of references that show pages.
pub(super) fn page_references<'a>(division: &'a Division, book: &'a Book) -> Vec<&'a Anchor> {
    let lists = Lists::of(division);
    let mut anchors = Vec::new();
    if lists.contents {
        entries(&book.contents, &mut |entry| anchors.push(&entry.anchor));
    }
    let captions = lists.captions.iter().flat_map(|of| book.captions(*of));
    anchors.extend(captions.map(|caption| &caption.anchor));
    for id in lists.indexes {
        let locators = book.index(id).entries().into_iter().flat_map(|(_, entry)| &entry.locators);
        anchors.extend(locators.flat_map(|locator| std::iter::once(&locator.start).chain(&locator.end)));
    }
    let mut pages = PageReferences { anchors, notes: Vec::new(), called: BTreeSet::new() };
    visit::blocks(&division.blocks, &mut pages);
    let listed = book.note_lists(&division.id).flat_map(|list| &list.notes).map(|listed| listed.note);
    pages.notes.extend(listed.filter(|note| pages.called.insert(*note)));
    let mut next = 0;
    while let Some(id) = pages.notes.get(next).copied() {
        visit::blocks(&book.note(id).blocks, &mut pages);
        next += 1;
    }
    pages.anchors
}

/// The anchors whose pages references show, and the notes that are called.
struct PageReferences<'a> {
    anchors: Vec<&'a Anchor>,
    /// The notes in the order of their calls, and the same as a set.
    notes: Vec<NoteId>,
    called: BTreeSet<NoteId>,
}

impl<'a> Visitor<'a> for PageReferences<'a> {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Reference(reference) = &inline.kind {
            self.anchors.extend(reference.page());
        } else if let InlineKind::Note(id) = &inline.kind
            && self.called.insert(*id)
        {
            self.notes.push(*id);
        }
    }
}

/// A picture by its path, with its identity: its index among the assets and the digest of its file;
/// `None` if it is missing.
type ReadPicture<'a> = (&'a str, Option<(AssetId, [u8; 32])>);

/// The content from elsewhere in the book that a division names, in the order in which it is named.
#[derive(Hash)]
pub(super) struct Reads<'a> {
    contents: Option<&'a [Entry]>,
    captions: Vec<&'a [Caption]>,
    indexes: Vec<&'a Index>,
    note_lists: Vec<&'a NoteList>,
    notes: Vec<(NoteId, &'a Note)>,
    labels: Vec<Cow<'a, str>>,
    pictures: Vec<ReadPicture<'a>>,
}

impl<'a> Reads<'a> {
    /// `ornament` is the path of the drawing that marks scene breaks.
    pub(super) fn of(
        division: &'a Division,
        book: &'a Book,
        assets: &'a Assets,
        ornament: Option<&'a str>,
    ) -> Self {
        let lists = Lists::of(division);
        let captions: Vec<&[Caption]> = lists.captions.iter().map(|of| book.captions(*of)).collect();
        let mut named = Named::new(book, assets);
        visit::inlines(&division.title, &mut named);
        visit::blocks(&division.blocks, &mut named);
        if lists.contents {
            entries(&book.contents, &mut |entry| visit::inlines(&entry.title, &mut named));
        }
        captions.iter().copied().flatten().for_each(|caption| visit::inlines(&caption.title, &mut named));
        let indexes: Vec<&Index> = lists.indexes.iter().map(|id| book.index(*id)).collect();
        for (_, entry) in indexes.iter().flat_map(|index| index.entries()) {
            visit::inlines(&entry.heading, &mut named);
        }
        let note_lists: Vec<&NoteList> = book.note_lists(&division.id).collect();
        for list in &note_lists {
            visit::inlines(&list.title, &mut named);
            named.list(list);
        }
        named.follow_notes();
        ornament.into_iter().for_each(|path| named.path(path));
        Self {
            contents: lists.contents.then_some(&*book.contents),
            captions,
            indexes,
            note_lists,
            notes: named.notes.into_iter().map(|id| (id, book.note(id))).collect(),
            labels: named.labels,
            pictures: named.pictures,
        }
    }
}

/// The notes, references and pictures that a text names.
struct Named<'a> {
    book: &'a Book,
    assets: &'a Assets,
    notes: Vec<NoteId>,
    labels: Vec<Cow<'a, str>>,
    pictures: Vec<ReadPicture<'a>>,
}

impl<'a> Named<'a> {
    fn new(book: &'a Book, assets: &'a Assets) -> Self {
        Self { book, assets, notes: Vec::new(), labels: Vec::new(), pictures: Vec::new() }
    }

    /// Adds the notes of a list.
    fn list(&mut self, list: &NoteList) {
        for listed in &list.notes {
            if !self.notes.contains(&listed.note) {
                self.notes.push(listed.note);
            }
        }
    }

    /// Adds the content that the notes name, including other notes.
    fn follow_notes(&mut self) {
        let mut next = 0;
        while let Some(id) = self.notes.get(next).copied() {
            visit::blocks(&self.book.note(id).blocks, self);
            next += 1;
        }
    }

    fn picture(&mut self, image: &'a Image) {
        self.path(&image.path);
    }

    fn path(&mut self, path: &'a str) {
        let found = self.assets.find(path).map(|(id, picture)| (id, picture.hash));
        self.pictures.push((path, found));
    }
}

impl<'a> Visitor<'a> for Named<'a> {
    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Note(id) if !self.notes.contains(id) => self.notes.push(*id),
            InlineKind::Reference(reference) => self.labels.push(self.book.labels.text(reference)),
            InlineKind::Image(image) => self.picture(image),
            InlineKind::Note(_)
            | InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Citation(_)
            | InlineKind::Math(_)
            | InlineKind::Break
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Link { .. }
            | InlineKind::Ruby(_) => {}
        }
    }

    fn figure_image(&mut self, image: &'a Image, _span: Span) {
        self.picture(image);
    }
}

/// The lists with page numbers in a division.
#[derive(Default)]
struct Lists {
    contents: bool,
    captions: Vec<Captioned>,
    indexes: Vec<IndexId>,
}

impl Lists {
    fn of(division: &Division) -> Self {
        let mut lists = Self::default();
        visit::blocks(&division.blocks, &mut lists);
        lists
    }
}

impl<'a> Visitor<'a> for Lists {
    fn block(&mut self, block: &'a Block) {
        match block.kind.properties().list {
            Some(GeneratedList::Contents) => self.contents = true,
            Some(GeneratedList::Captions(of)) => self.captions.push(of),
            Some(GeneratedList::Index(id)) => self.indexes.push(id),
            None => {}
        }
    }
}

/// Calls `each` for every entry of the contents, outer ones first.
fn entries<'a>(list: &'a [Entry], each: &mut impl FnMut(&'a Entry)) {
    for entry in list {
        each(entry);
        entries(&entry.children, each);
    }
}
