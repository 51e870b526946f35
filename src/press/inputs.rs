//! What setting reads: of an edition, and of each of its divisions, as a value that can be hashed.
//!
//! A division is set again only if its inputs have changed: within a build, when page numbers that it
//! prints turn out otherwise; in a later build, when anything has.

use std::sync::OnceLock;

use super::fingerprint::Fingerprint;
use crate::assets::{AssetId, Assets};
use crate::book::role::Matter;
use crate::book::visit::{self, Visitor};
use crate::book::{
    Block, BlockKind, Book, Caption, Captioned, Division, Entry, Image, Inline, InlineKind, Labelled, Note,
    NoteId,
};
use crate::design::Design;
use crate::diag::Span;
use crate::fonts::{Data, Library};
use crate::galley::{Folios, Shop};

/// What the setting of every division of an edition reads.
#[derive(Debug)]
pub(super) struct EditionInputs<'a> {
    pub(super) book: &'a Book,
    pub(super) design: &'a Design,
    pub(super) fonts: &'a Library,
    pub(super) assets: &'a Assets,
    /// The fingerprint of metadata, design and faces; computed when it is first asked for.
    shared: OnceLock<Fingerprint>,
}

impl<'a> EditionInputs<'a> {
    pub(super) fn new(book: &'a Book, design: &'a Design, fonts: &'a Library, assets: &'a Assets) -> Self {
        Self { book, design, fonts, assets, shared: OnceLock::new() }
    }

    /// Returns the inputs of every division in reading order.
    pub(super) fn divisions(&self) -> Vec<DivisionInputs<'_>> {
        let Book { front, body, back, .. } = self.book;
        let matters = [(Matter::Front, front), (Matter::Body, body), (Matter::Back, back)];
        let mut divisions = Vec::new();
        for (matter, outer) in
            matters.into_iter().flat_map(|(matter, all)| all.iter().map(move |one| (matter, one)))
        {
            for division in outer.with_children() {
                let depth = u8::from(!std::ptr::eq(outer, division));
                let part = (depth > 0).then_some(outer);
                divisions.push(DivisionInputs::new(self, division, matter, depth, part));
            }
        }
        divisions
    }

    /// Returns the context in which divisions are set, with the page numbers known so far.
    pub(super) fn context<'s>(&'s self, folios: &'s Folios) -> Shop<'s> {
        Shop { book: self.book, design: self.design, fonts: self.fonts, assets: self.assets, folios }
    }

    fn shared(&self) -> Fingerprint {
        *self.shared.get_or_init(|| {
            let faces: Vec<_> = self
                .fonts
                .faces()
                .map(|(id, face)| (id, &face.postscript_name, face.index, bytes(&face.data)))
                .collect();
            Fingerprint::of(&(env!("CARGO_PKG_VERSION"), &self.book.meta, self.design, faces))
        })
    }
}

/// Returns the bytes of an author's font file; bundled files change with the program's version alone.
fn bytes(data: &Data) -> Option<&[u8]> {
    match data {
        Data::Bundled(_) => None,
        Data::Own(bytes) => Some(bytes),
    }
}

/// What the setting of one division reads.
#[derive(Debug)]
pub(super) struct DivisionInputs<'a> {
    pub(super) edition: &'a EditionInputs<'a>,
    pub(super) division: &'a Division,
    pub(super) matter: Matter,
    /// How many divisions it is in.
    pub(super) depth: u8,
    /// The part that it is in, for running heads.
    part: Option<&'a Division>,
    /// The anchors whose page numbers it prints, in their order.
    page_references: Vec<&'a str>,
}

impl<'a> DivisionInputs<'a> {
    fn new(
        edition: &'a EditionInputs<'a>,
        division: &'a Division,
        matter: Matter,
        depth: u8,
        part: Option<&'a Division>,
    ) -> Self {
        let mut inputs = Self { edition, division, matter, depth, part, page_references: Vec::new() };
        let mut lists = Lists::default();
        visit::blocks(&division.blocks, &mut lists);
        if lists.contents {
            entries(&edition.book.contents, &mut |entry| inputs.page_references.push(&entry.id));
        }
        let captions = lists.captions.iter().flat_map(|of| edition.book.captions(*of));
        inputs.page_references.extend(captions.map(|caption| caption.id.as_str()));
        inputs
    }

    /// Whether the division prints page numbers: it is, or has in it, a list of contents, figures or tables.
    pub(super) fn prints_page_numbers(&self) -> bool {
        !self.page_references.is_empty()
    }

    /// Returns the page numbers that the division prints, in their order; `None` for one not yet known.
    pub(super) fn page_numbers<'f>(&self, folios: &'f Folios) -> Vec<Option<&'f str>> {
        self.page_references.iter().map(|id| folios.get(*id).map(String::as_str)).collect()
    }

    /// Returns the fingerprint of everything that setting the division reads, these page numbers included.
    pub(super) fn fingerprint(&self, folios: &Folios) -> Fingerprint {
        let Division {
            id,
            role,
            number,
            title,
            label,
            short_title,
            in_contents,
            class,
            blocks,
            children: _,
            span,
        } = self.division;
        let own = (id, role, number, title, label, short_title, in_contents, class, blocks, span);
        let place = (self.matter, self.depth, self.part.map(Division::running_title));
        Fingerprint::of(&(self.edition.shared(), place, own, Reads::of(self), self.page_numbers(folios)))
    }
}

/// Calls `each` for every entry of the contents, outer ones first.
fn entries<'a>(list: &'a [Entry], each: &mut impl FnMut(&'a Entry)) {
    for entry in list {
        each(entry);
        entries(&entry.children, each);
    }
}

/// The lists with page numbers in a division.
#[derive(Default)]
struct Lists {
    contents: bool,
    captions: Vec<Captioned>,
}

impl<'a> Visitor<'a> for Lists {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Captions(of) = &block.kind {
            self.captions.push(*of);
        }
        self.contents |= matches!(block.kind, BlockKind::Contents);
    }
}

/// What a division takes from elsewhere in the book, in the order in which it names it.
#[derive(Hash)]
struct Reads<'a> {
    contents: Option<&'a [Entry]>,
    captions: Vec<&'a [Caption]>,
    notes: Vec<(NoteId, &'a Note)>,
    labels: Vec<(&'a str, Option<&'a Labelled>)>,
    pictures: Vec<(&'a str, Option<(AssetId, [u8; 32])>)>,
}

impl<'a> Reads<'a> {
    fn of(inputs: &DivisionInputs<'a>) -> Self {
        let (book, division) = (inputs.edition.book, inputs.division);
        let mut lists = Lists::default();
        visit::blocks(&division.blocks, &mut lists);
        let captions: Vec<&[Caption]> = lists.captions.iter().map(|of| book.captions(*of)).collect();
        let mut named = Named::new(book, inputs.edition.assets);
        visit::inlines(&division.title, &mut named);
        visit::blocks(&division.blocks, &mut named);
        if lists.contents {
            entries(&book.contents, &mut |entry| visit::inlines(&entry.title, &mut named));
        }
        captions.iter().copied().flatten().for_each(|caption| visit::inlines(&caption.title, &mut named));
        named.follow_notes();
        Self {
            contents: lists.contents.then_some(&*book.contents),
            captions,
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
    labels: Vec<(&'a str, Option<&'a Labelled>)>,
    pictures: Vec<(&'a str, Option<(AssetId, [u8; 32])>)>,
}

impl<'a> Named<'a> {
    fn new(book: &'a Book, assets: &'a Assets) -> Self {
        Self { book, assets, notes: Vec::new(), labels: Vec::new(), pictures: Vec::new() }
    }

    /// Adds what the notes name, among it other notes.
    fn follow_notes(&mut self) {
        let mut next = 0;
        while let Some(id) = self.notes.get(next).copied() {
            visit::blocks(&self.book.note(id).blocks, self);
            next += 1;
        }
    }

    fn picture(&mut self, image: &'a Image) {
        let found = self.assets.find(&image.path).map(|(id, picture)| (id, picture.hash));
        self.pictures.push((&image.path, found));
    }
}

impl<'a> Visitor<'a> for Named<'a> {
    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Note(id) if !self.notes.contains(id) => self.notes.push(*id),
            InlineKind::Reference(label) => self.labels.push((label, self.book.labels.get(label))),
            InlineKind::Image(image) => self.picture(image),
            InlineKind::Note(_)
            | InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Citation(_)
            | InlineKind::Math { .. }
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
