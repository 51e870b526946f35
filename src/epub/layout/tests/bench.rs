//! Small books, and the input of their editions.

use super::*;
use crate::book::anchor::NoteAnchor;
use crate::book::pagination::Pagination;
use crate::book::{Attr, Attributes, Entry, EntryKind, Note, NoteSeries};
use crate::design::Design;
use crate::diag::{FileId, Span};
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::project::EbookOptions;

/// A book and its edition.
pub(super) struct Bench {
    pub(super) book: Book,
    pub(super) assets: Assets,
    pub(super) options: EbookOptions,
    pub(super) pagination: Option<Pagination>,
    design: Design,
    fonts: Library,
    cover: Reduced,
}

impl Bench {
    /// Returns a book without divisions.
    pub(super) fn new() -> Self {
        let fonts = Library::bundled();
        let lang = LangTag::english();
        Self {
            book: Book::untitled(lang.clone()),
            assets: Assets::default(),
            options: EbookOptions::default(),
            pagination: None,
            design: Design::classic(&lang, &fonts),
            fonts,
            cover: Reduced { media_type: "image/jpeg", bytes: std::sync::Arc::default(), size: None },
        }
    }

    pub(super) fn layout(&self) -> Layout<'_> {
        self.layout_of(&self.book)
    }

    /// Returns the layout of a book that was made from this one.
    pub(super) fn layout_of<'a>(&'a self, book: &'a Book) -> Layout<'a> {
        let edition = EditionInput {
            isbn: None,
            options: &self.options,
            design: &self.design,
            fonts: &self.fonts,
            pagination: self.pagination.as_ref(),
            cover: &self.cover,
            cover_alt: None,
            artist: None,
        };
        Layout::of(book, &self.assets, edition)
    }

    /// Adds notes of a division, each of which calls others.
    pub(super) fn notes(&mut self, division: &str, calls: &[&[u32]]) {
        let notes = (1..).zip(calls).map(|(index, calls)| Note {
            anchor: NoteAnchor { division: DivisionId::new(division), index },
            label: index.to_string(),
            series: NoteSeries::First,
            number: index,
            lang: None,
            blocks: vec![paragraph(calls.iter().map(|note| call(*note)).collect())],
            span: span(),
        });
        self.book.notes.extend(notes);
    }
}

fn span() -> Span {
    Span::start_of(FileId(0))
}

pub(super) fn text(text: &str) -> Inline {
    Inline::text(text, span())
}

pub(super) fn call(note: u32) -> Inline {
    Inline::new(InlineKind::Note(NoteId(note)), span())
}

pub(super) fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::new(BlockKind::Paragraph(inlines), span())
}

/// Returns the place of the contents.
pub(super) fn contents() -> Block {
    Block::new(BlockKind::Contents, span())
}

/// Returns a paragraph with a name and inlines.
pub(super) fn anchored(name: &str, inlines: Vec<Inline>) -> Block {
    let attributes = Attributes { anchor: Some(Anchor::named(name)), ..Attributes::default() };
    Block { attr: Attr::new(attributes), ..paragraph(inlines) }
}

/// Returns a block in a language.
pub(super) fn in_language(lang: &str, block: Block) -> Block {
    let lang = Some(LangTag::parse(lang).expect("a tag"));
    Block { attr: Attr::new(Attributes { lang, ..Attributes::default() }), ..block }
}

/// Returns a division whose title is its name.
pub(super) fn division(name: &str, role: Role, blocks: Vec<Block>) -> Division {
    Division {
        id: DivisionId::new(name),
        text: TextId::NONE,
        role,
        number: None,
        title: vec![text(name)],
        label: name.to_owned(),
        short_title: None,
        in_contents: true,
        lang: None,
        class: None,
        blocks,
        children: Vec::new(),
        span: span(),
    }
}

/// Returns a line of the contents.
pub(super) fn entry(anchor: Anchor, label: &str, children: Vec<Entry>) -> Entry {
    Entry {
        anchor,
        role: Role::Chapter,
        kind: EntryKind::Chapter,
        matter: Matter::Body,
        level: 0,
        number: None,
        title: vec![text(label)],
        label: label.to_owned(),
        lang: None,
        lines: Vec::new(),
        children,
    }
}
