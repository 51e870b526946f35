//! Where everything stands in the container: names of documents and pictures, places of identifiers.

use std::collections::BTreeMap;

use super::xml::fragment;
use crate::assets::{AssetId, Assets, Picture, PictureKind};
use crate::book::role::Matter;
use crate::book::visit::{self, Visitor};
use crate::book::{Block, Book, Cell, Division, Inline, InlineKind, NoteId, Role};

/// The page that shows the cover.
pub(super) const COVER_PAGE: &str = "text/cover.xhtml";
/// The contents for readers and reading systems alike.
pub(super) const NAV: &str = "nav.xhtml";
/// The contents for old reading systems.
pub(super) const NCX: &str = "toc.ncx";
/// The stylesheet.
pub(super) const CSS: &str = "stylesheet.css";
/// The cover drawn from the metadata.
pub(super) const DRAWN_COVER: &str = "images/cover.svg";

/// A document of the container.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) division: &'a Division,
    pub(super) matter: Matter,
    /// `text/preface.xhtml`.
    pub(super) href: String,
    /// The notes called in it, in order.
    pub(super) notes: Vec<NoteId>,
    /// Further languages, for the package document.
    pub(super) langs: Vec<String>,
    /// It shows an SVG picture by reference only; nothing inline, so no manifest property.
    pub(super) in_spine: bool,
}

/// The plan of the container.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) book: &'a Book,
    pub(super) assets: &'a Assets,
    pub(super) documents: Vec<Document<'a>>,
    /// Where the contents page stands among the documents.
    pub(super) contents_at: usize,
    /// The document of each identifier.
    places: BTreeMap<String, String>,
    /// The file of each picture.
    pub(super) images: BTreeMap<AssetId, String>,
    /// The cover's file.
    pub(super) cover: String,
}

impl<'a> Layout<'a> {
    /// Plans the container of a book.
    pub(super) fn of(book: &'a Book, assets: &'a Assets) -> Self {
        let mut documents = Vec::new();
        let mut contents_at = None;
        let matters = [(Matter::Front, &book.front), (Matter::Body, &book.body), (Matter::Back, &book.back)];
        for (matter, divisions) in matters {
            for division in divisions.iter().flat_map(Division::with_children) {
                if division.role == Role::Contents {
                    contents_at = Some(documents.len());
                    continue;
                }
                let href = file_name(division, documents.len());
                documents.push(document(division, matter, book, href));
            }
        }
        // Without a contents page of its own the navigation document stands before the text.
        let first_body = documents.iter().position(|document| document.matter != Matter::Front);
        let contents_at = contents_at.unwrap_or(first_body.unwrap_or(documents.len()));
        let (cover, images) = images(book, assets);
        let mut layout =
            Self { book, assets, documents, contents_at, places: BTreeMap::new(), images, cover };
        layout.places = layout.find_places();
        layout
    }

    /// A link to an identifier, from within `text/`.
    pub(super) fn href(&self, id: &str, from: &str) -> Option<String> {
        let document = self.places.get(id)?;
        let is_division =
            self.documents.iter().any(|other| other.href == *document && other.division.id == id);
        let name = document.rsplit('/').next().unwrap_or(document);
        Some(match (document == from, is_division) {
            (true, _) => format!("#{}", fragment(id)),
            (false, true) => name.to_owned(),
            (false, false) => format!("{name}#{}", fragment(id)),
        })
    }

    /// A link to an identifier from the container's root.
    pub(super) fn href_from_root(&self, id: &str) -> Option<String> {
        self.href(id, "").map(|href| format!("text/{href}"))
    }

    /// The picture of a path, and its file as seen from within `text/`.
    pub(super) fn picture(&self, path: &str) -> Option<(&'a Picture, String)> {
        let (id, picture) = self.assets.find(path)?;
        Some((picture, format!("../{}", self.images.get(&id)?)))
    }

    fn find_places(&self) -> BTreeMap<String, String> {
        let mut places = BTreeMap::new();
        for document in &self.documents {
            let mut ids = Ids { ids: Vec::new() };
            ids.ids.push(document.division.id.clone());
            visit::inlines(&document.division.title, &mut ids);
            visit::blocks(&document.division.blocks, &mut ids);
            for note in &document.notes {
                ids.ids.push(format!("note-{}", note.0 + 1));
                visit::blocks(&self.book.note(*note).blocks, &mut ids);
            }
            for id in ids.ids {
                places.entry(id).or_insert_with(|| document.href.clone());
            }
        }
        places
    }
}

/// The media type of a picture's file.
pub(super) fn media_type(picture: &Picture) -> &'static str {
    match &picture.kind {
        PictureKind::Jpeg { .. } => "image/jpeg",
        PictureKind::Raster { media_type, .. } => media_type,
        PictureKind::Drawing(_) => "image/svg+xml",
    }
}

/// The division's identifier, which the author may have written in any script; a file's name is ASCII.
fn file_name(division: &Division, index: usize) -> String {
    let portable = division.id.is_ascii() && !division.id.starts_with("document-");
    if portable {
        format!("text/{}.xhtml", division.id)
    } else {
        format!("text/document-{}.xhtml", index + 1)
    }
}

fn document<'a>(division: &'a Division, matter: Matter, book: &'a Book, href: String) -> Document<'a> {
    let mut finder = Finder { notes: Vec::new(), langs: Vec::new() };
    visit::inlines(&division.title, &mut finder);
    visit::blocks(&division.blocks, &mut finder);
    let mut read = 0;
    while let Some(note) = finder.notes.get(read).copied() {
        visit::blocks(&book.note(note).blocks, &mut finder);
        read += 1;
    }
    Document { division, matter, href, notes: finder.notes, langs: finder.langs, in_spine: true }
}

/// Notes called, and languages used.
struct Finder {
    notes: Vec<NoteId>,
    langs: Vec<String>,
}

impl Finder {
    fn lang(&mut self, attr: &crate::book::Attr) {
        if let Some(lang) = attr.lang() {
            let lang = lang.as_str().to_owned();
            if !self.langs.contains(&lang) {
                self.langs.push(lang);
            }
        }
    }
}

impl<'a> Visitor<'a> for Finder {
    fn block(&mut self, block: &'a Block) {
        self.lang(&block.attr);
    }
    fn inline(&mut self, inline: &'a Inline) {
        self.lang(&inline.attr);
        if let InlineKind::Note(note) = &inline.kind
            && !self.notes.contains(note)
        {
            self.notes.push(*note);
        }
    }
    fn cell(&mut self, cell: &'a Cell) {
        self.lang(&cell.attr);
    }
}

/// Identifiers in the order of the text.
struct Ids {
    ids: Vec<String>,
}

impl<'a> Visitor<'a> for Ids {
    fn block(&mut self, block: &'a Block) {
        self.ids.extend(block.attr.id().map(str::to_owned));
    }
    fn inline(&mut self, inline: &'a Inline) {
        self.ids.extend(inline.attr.id().map(str::to_owned));
    }
    fn cell(&mut self, cell: &'a Cell) {
        self.ids.extend(cell.attr.id().map(str::to_owned));
    }
}

/// The file of every picture that the book shows: its own name, made portable and unique.
fn images(book: &Book, assets: &Assets) -> (String, BTreeMap<AssetId, String>) {
    let mut files: BTreeMap<AssetId, String> = BTreeMap::new();
    let shown = visit::images(book).into_iter().map(|(image, _)| image.path.as_str());
    for path in book.cover.as_deref().into_iter().chain(shown) {
        let Some((id, picture)) = assets.find(path) else { continue };
        if files.contains_key(&id) {
            continue;
        }
        let extension = match media_type(picture) {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/gif" => "gif",
            "image/webp" => "webp",
            _ => "svg",
        };
        let stem = portable(path);
        let mut name = format!("images/{stem}.{extension}");
        let mut count = 1;
        while files.values().any(|known| *known == name) || name == DRAWN_COVER {
            count += 1;
            name = format!("images/{stem}-{count}.{extension}");
        }
        files.insert(id, name);
    }
    let own =
        book.cover.as_deref().and_then(|path| assets.find(path)).and_then(|(id, _)| files.get(&id).cloned());
    (own.unwrap_or_else(|| DRAWN_COVER.to_owned()), files)
}

fn portable(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c.to_ascii_lowercase() } else { '-' }
    };
    let stem: String = stem.chars().map(kept).collect();
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "picture".to_owned() } else { stem.to_owned() }
}
