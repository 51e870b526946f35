//! The plan of the container: names of documents and pictures, places of identifiers.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::EditionInput;
use super::breaks::PageMarks;
use super::css::Weights;
use crate::assets::reduce::{Reduced, reduce};
use crate::assets::{AssetId, Assets, shown_path};
use crate::book::role::Matter;
use crate::book::visit::{self, Visitor};
use crate::book::{
    Anchor, Block, BlockKind, Book, Cell, Division, DivisionId, Inline, InlineKind, NoteId, NoteSeries, Role,
    TextId,
};
use crate::file_names::unreserved;
use crate::lang::LangTag;
use crate::project::{FontsInside, NotesAt, Writing};

/// The page that shows the cover.
pub(super) const COVER_PAGE: &str = "text/cover.xhtml";
/// The navigation document, for readers and reading systems.
pub(super) const NAV: &str = "nav.xhtml";
/// The contents for reading systems of EPUB 2.
pub(super) const NCX: &str = "toc.ncx";
/// The stylesheet of the faces. It is a separate file, so that nothing else is lost if a reading system
/// drops it.
pub(super) const FONTS_CSS: &str = "fonts.css";
/// The stylesheet.
pub(super) const CSS: &str = "stylesheet.css";
/// The picture of the cover.
pub(super) const COVER: &str = "images/cover.jpg";

/// A document of the container.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) division: &'a Division,
    pub(super) matter: Matter,
    /// The path: `text/preface.xhtml`.
    pub(super) href: String,
    /// The notes called in it, in order.
    pub(super) notes: Vec<NoteId>,
    /// The languages other than the book's, for the package document.
    pub(super) langs: Vec<String>,
    /// Whether parts of it run from right to left.
    has_rtl: bool,
}

/// The plan of the container.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) book: &'a Book,
    pub(super) assets: &'a Assets,
    pub(super) edition: EditionInput<'a>,
    pub(super) notes_at: NotesAt,
    /// Whether there are notes in the margin.
    pub(super) has_margin_notes: bool,
    /// The beginnings of the pages of the printed edition.
    pub(super) marks: PageMarks<'a>,
    pub(super) documents: Vec<Document<'a>>,
    /// The position of the contents page among the documents.
    pub(super) contents_at: usize,
    /// What is bold and italic, if faces are embedded.
    weights: Option<Weights>,
    /// The document of each anchor.
    places: BTreeMap<Anchor, String>,
    /// The file of each picture.
    pub(super) images: BTreeMap<AssetId, PictureFile>,
}

impl<'a> Layout<'a> {
    /// Plans the container of a book.
    pub(super) fn of(book: &'a Book, assets: &'a Assets, edition: EditionInput<'a>) -> Self {
        let mut documents = Vec::new();
        let mut contents_at = None;
        let matters = [(Matter::Front, &book.front), (Matter::Body, &book.body), (Matter::Back, &book.back)];
        for (matter, divisions) in matters {
            for division in divisions.iter().flat_map(Division::with_children) {
                if division.role == Role::Contents {
                    contents_at = Some(documents.len());
                    if is_contents_alone(division) {
                        continue;
                    }
                }
                let href = format!("text/{}.xhtml", division.id.file_stem(documents.len()));
                documents.push(document(division, matter, book, href));
            }
        }
        // The navigation document of a book without a contents page is placed before the text.
        let first_body = documents.iter().position(|document| document.matter != Matter::Front);
        let contents_at = contents_at.unwrap_or(first_body.unwrap_or(documents.len()));
        let mut layout = Self {
            book,
            assets,
            edition,
            notes_at: edition.options.notes.unwrap_or_default(),
            has_margin_notes: book.notes.iter().any(|note| note.series == NoteSeries::Margin),
            marks: PageMarks::of(edition.pagination),
            weights: None,
            documents,
            contents_at,
            places: BTreeMap::new(),
            images: images(book, assets),
        };
        layout.places = layout.find_places();
        layout.weights = layout.has_faces().then(|| Weights::of(edition.design));
        layout
    }

    /// Returns whether lines run downward.
    pub(super) fn is_vertical(&self) -> bool {
        self.edition.options.writing == Some(Writing::Vertical)
    }

    /// Returns whether faces are embedded in the e-book.
    pub(super) fn has_faces(&self) -> bool {
        self.edition.options.fonts.unwrap_or_default() != FontsInside::None
    }

    /// Returns what is bold and italic, if faces are embedded.
    pub(super) fn weights(&self) -> Option<Weights> {
        self.weights.clone()
    }

    /// Returns the address of a place, from within `text/`.
    pub(super) fn href(&self, anchor: &Anchor, from: &str) -> Option<String> {
        let Some(document) = self.places.get(anchor) else {
            // The contents division is the navigation document.
            let contents = self.contents().filter(|contents| contents.anchor() == *anchor);
            return contents.map(|_| format!("../{NAV}"));
        };
        let name = document.rsplit('/').next().unwrap_or(document);
        Some(match (document == from, anchor) {
            (true, _) => format!("#{}", fragment(&anchor.name())),
            (false, Anchor::Division(_)) => name.to_owned(),
            (false, _) => format!("{name}#{}", fragment(&anchor.name())),
        })
    }

    /// Returns the address of an anchor from the container's root.
    pub(super) fn href_from_root(&self, anchor: &Anchor) -> Option<String> {
        let document = self.places.get(anchor)?;
        if document == NAV {
            return Some(format!("{NAV}#{}", fragment(&anchor.name())));
        }
        self.href(anchor, "").map(|href| format!("text/{href}"))
    }

    /// Returns the address of a note, from within `text/`.
    pub(super) fn to_note(&self, note: NoteId, from: &str) -> String {
        self.among_notes(&Anchor::from(&self.book.note(note).anchor), from)
    }

    /// Returns the address of a note's first call, from within `text/`.
    pub(super) fn to_call(&self, note: NoteId, from: &str) -> String {
        self.among_notes(&Anchor::call(&self.book.note(note).anchor), from)
    }

    /// Returns the address of a note or a call. Each document has its own notes unless they are
    /// gathered.
    fn among_notes(&self, anchor: &Anchor, from: &str) -> String {
        let here = || format!("#{}", fragment(&anchor.name()));
        match self.notes_at {
            NotesAt::Popup | NotesAt::Chapter => here(),
            NotesAt::Book => self.href(anchor, from).unwrap_or_else(here),
        }
    }

    /// Returns the name of an anchor that only the e-book has, made different from the author's own
    /// names.
    pub(super) fn own_name(&self, anchor: &Anchor) -> String {
        let mut name = anchor.name().into_owned();
        while self.places.contains_key(&Anchor::named(name.as_str()))
            || self.places.contains_key(&Anchor::from(&DivisionId::new(name.as_str())))
        {
            name.push('-');
        }
        name
    }

    /// Returns the address of a page of the printed edition, from the container's root.
    pub(super) fn to_page(&self, label: &str) -> Option<String> {
        self.href_from_root(&Anchor::page(label))
    }

    /// Returns the picture of a path, and its file as seen from within `text/`.
    pub(super) fn picture(&self, path: &str) -> Option<(&Reduced, String)> {
        let (id, _) = self.assets.find(path)?;
        let file = self.images.get(&id)?;
        Some((&file.picture, format!("../{}", file.href)))
    }

    fn find_places(&self) -> BTreeMap<Anchor, String> {
        let mut places = BTreeMap::new();
        for document in &self.documents {
            let mut ids = Ids { book: self.book, ids: Vec::new() };
            ids.ids.push(document.division.anchor());
            visit::inlines(&document.division.title, &mut ids);
            visit::blocks(&document.division.blocks, &mut ids);
            for id in ids.ids {
                places.entry(id).or_insert_with(|| document.href.clone());
            }
            // Notes are in the document that calls them first, or in a separate document; those in the margin are
            // beside the text.
            let gathered =
                self.documents.iter().find(|document| self.book.has_all_notes(&document.division.id));
            for note in &document.notes {
                let note = self.book.note(*note);
                let is_beside = note.series == NoteSeries::Margin;
                let home = gathered.filter(|_| !is_beside).unwrap_or(document);
                let mut ids = Ids { book: self.book, ids: vec![Anchor::from(&note.anchor)] };
                visit::blocks(&note.blocks, &mut ids);
                for id in ids.ids {
                    places.entry(id).or_insert_with(|| home.href.clone());
                }
            }
        }
        self.find_pages(&mut places);
        places
    }
}

impl Layout<'_> {
    /// Returns whether the book has text that runs from right to left, in which code and addresses have to state that
    /// they do not.
    pub(super) fn has_rtl(&self) -> bool {
        self.book.meta.language.is_rtl() || self.documents.iter().any(|document| document.has_rtl)
    }

    /// Returns the contents division if the navigation document replaces it.
    pub(super) fn contents(&self) -> Option<&Division> {
        self.book.divisions().find(|division| is_contents_alone(division))
    }

    /// Adds the documents in which pages of the printed edition begin.
    fn find_pages(&self, places: &mut BTreeMap<Anchor, String>) {
        let contents = self.contents().map(|division| division.text);
        let divisions: Vec<&Division> = self.book.divisions().collect();
        for page in self.edition.pagination.iter().flat_map(|pagination| &pagination.pages) {
            let home = match page.origin.text {
                TextId::Note(note) => places.get(&Anchor::from(&self.book.note(note).anchor)).cloned(),
                TextId::Division(_) if contents == Some(page.origin.text) => Some(NAV.to_owned()),
                text @ TextId::Division(_) => {
                    let division = divisions.iter().find(|division| division.text == text);
                    division.and_then(|division| places.get(&division.anchor())).cloned()
                }
            };
            if let Some(home) = home {
                places.insert(Anchor::page(&page.label), home);
            }
        }
    }
}

fn document<'a>(division: &'a Division, matter: Matter, book: &'a Book, href: String) -> Document<'a> {
    let mut finder = DocumentScan::default();
    division.lang.iter().for_each(|lang| finder.language(lang));
    visit::inlines(&division.title, &mut finder);
    visit::blocks(&division.blocks, &mut finder);
    let mut read = 0;
    while let Some(note) = finder.notes.get(read).copied() {
        visit::blocks(&book.note(note).blocks, &mut finder);
        read += 1;
    }
    let DocumentScan { notes, langs, has_rtl, .. } = finder;
    Document { division, matter, href, notes, langs, has_rtl }
}

/// The notes called in a document, its languages and directions.
#[derive(Default)]
struct DocumentScan {
    /// The notes in the order of their calls, and the same as a set.
    notes: Vec<NoteId>,
    called: BTreeSet<NoteId>,
    langs: Vec<String>,
    has_rtl: bool,
}

impl DocumentScan {
    fn lang(&mut self, attr: &crate::book::Attr) {
        self.has_rtl |= attr.is_rtl() == Some(true);
        attr.lang().into_iter().for_each(|lang| self.language(lang));
    }

    fn language(&mut self, lang: &LangTag) {
        self.has_rtl |= lang.is_rtl();
        let lang = lang.as_str().to_owned();
        if !self.langs.contains(&lang) {
            self.langs.push(lang);
        }
    }
}

impl<'a> Visitor<'a> for DocumentScan {
    fn block(&mut self, block: &'a Block) {
        self.lang(&block.attr);
    }
    fn inline(&mut self, inline: &'a Inline) {
        self.lang(&inline.attr);
        if let InlineKind::Note(note) = &inline.kind
            && self.called.insert(*note)
        {
            self.notes.push(*note);
        }
    }
    fn cell(&mut self, cell: &'a Cell) {
        self.lang(&cell.attr);
    }
}

/// The anchors of a document in the order of the text.
struct Ids<'b> {
    book: &'b Book,
    ids: Vec<Anchor>,
}

impl<'a> Visitor<'a> for Ids<'_> {
    fn block(&mut self, block: &'a Block) {
        self.ids.extend(block.anchors().cloned());
    }
    fn inline(&mut self, inline: &'a Inline) {
        self.ids.extend(inline.anchors().cloned());
        if let InlineKind::Note(note) = &inline.kind {
            self.ids.push(Anchor::call(&self.book.note(*note).anchor));
        }
    }
    fn cell(&mut self, cell: &'a Cell) {
        self.ids.extend(cell.attr.anchor().cloned());
    }
}

/// Returns whether a division consists of only the table of contents. If the author wrote other text in
/// it, it has a document of its own.
fn is_contents_alone(division: &Division) -> bool {
    let is_contents = |block: &Block| matches!(block.kind, BlockKind::Contents);
    division.role == Role::Contents && division.blocks.iter().all(is_contents)
}

/// A picture in the container.
#[derive(Debug)]
pub(super) struct PictureFile {
    /// The path: `images/map.png`.
    pub(super) href: String,
    /// The picture in the form for the e-book.
    pub(super) picture: Reduced,
}

/// Returns the file of every picture that the book shows, with the picture's own name made portable and
/// unique.
fn images(book: &Book, assets: &Assets) -> BTreeMap<AssetId, PictureFile> {
    let mut wanted: Vec<(AssetId, &str)> = Vec::new();
    for (image, _) in visit::images(book) {
        if let Some((id, _)) = assets.find(&image.path)
            && wanted.iter().all(|(known, _)| *known != id)
        {
            wanted.push((id, &image.path));
        }
    }
    let reduced: Vec<Reduced> = wanted.par_iter().map(|(id, _)| reduce(assets.get(*id))).collect();
    let mut files: BTreeMap<AssetId, PictureFile> = BTreeMap::new();
    for ((id, path), picture) in wanted.into_iter().zip(reduced) {
        let extension = match picture.media_type {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/gif" => "gif",
            "image/webp" => "webp",
            _ => "svg",
        };
        let is_taken = |href: &str| href == COVER || files.values().any(|known| known.href == href);
        let href = free_name("images", &stem(path), extension, is_taken);
        files.insert(id, PictureFile { href, picture });
    }
    files
}

/// Returns the name of a picture's file without its extension.
fn stem(path: &str) -> String {
    if shown_path(path) == path { portable(path) } else { "picture".to_owned() }
}

/// Returns a name that no other file of the folder has: `images/map.png`, `images/map-2.png`.
pub(super) fn free_name(
    folder: &str,
    stem: &str,
    extension: &str,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let mut href = format!("{folder}/{stem}.{extension}");
    let mut count = 1;
    while is_taken(&href) {
        count += 1;
        href = format!("{folder}/{stem}-{count}.{extension}");
    }
    href
}

/// Returns a portable name for a file: the last part of its path without the extension, in characters
/// that every system allows.
pub(super) fn portable(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c.to_ascii_lowercase() } else { '-' }
    };
    let stem: String = stem.chars().map(kept).collect();
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "picture".to_owned() } else { unreserved(stem.to_owned()) }
}

/// Encodes an identifier as the fragment of a link, with letters beyond ASCII percent-encoded (RFC
/// 3986, 2.1).
fn fragment(id: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests;
