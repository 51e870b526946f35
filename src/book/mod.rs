//! The model: one book, read by both writers.
//!
//! The manuscript is parsed once into blocks; [`assemble()`] makes of them a [`Book`] whose numbers,
//! identifiers, links and contents are settled. Nothing here reads a file, and no type of a library
//! stands in a field.

pub mod addresses;
mod alternatives;
pub mod assemble;
pub mod attr;
pub mod block;
pub mod captions;
pub mod contents;
pub mod display;
mod draft;
mod generate;
mod ids;
pub mod inline;
mod labels;
pub mod list;
pub mod marks;
mod names;
mod number;
pub mod pagination;
mod paths;
pub mod picture;
mod repeated;
mod resolve;
pub mod role;
mod slugs;
mod split;
pub mod stretches;
pub mod tag;
mod title;
mod unread;
pub mod visit;
pub mod words;

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::project::metadata::Metadata;

pub use assemble::assemble;
pub use attr::{Attr, Attributes, Class, Key};
pub use block::{
    Align, Block, BlockKind, Cell, Definition, Figure, FigureImage, GroupRole, Listing, Note, NoteId,
    Placement, Row, Side, Table, TitleRole, VerseLine, box_title,
};
pub use captions::{Caption, Captioned};
pub use contents::Entry;
pub use inline::{Inline, InlineKind, SpanRole, Target, plain_text};
pub use list::{Delimiter, List, ListItem, Numbering, Numerals};
pub use picture::{Image, PictureLength};
pub use role::Role;
pub use unread::without_pictures;

/// A whole book, ready to be written in any format.
#[derive(Clone, Debug)]
pub struct Book {
    /// What the book is.
    pub meta: Metadata,
    /// The picture on the cover, as a path relative to the project's root.
    pub cover: Option<String>,
    /// Half-title to introduction.
    pub front: Vec<Division>,
    /// Parts and chapters.
    pub body: Vec<Division>,
    /// Appendix to index.
    pub back: Vec<Division>,
    /// Every note of the book, in the order of their first calls; a [`NoteId`] is an index here.
    pub notes: Vec<Note>,
    /// What references show, by what stands in [`InlineKind::Reference`].
    pub labels: Labels,
    /// The table of contents as data: nav, NCX, outline and contents page all read this.
    pub contents: Vec<Entry>,
    /// The figures that have a caption, in order.
    pub figures: Vec<Caption>,
    /// The tables that have a caption, in order.
    pub tables: Vec<Caption>,
}

impl Book {
    /// A book that has metadata and nothing yet to read.
    pub fn empty(meta: Metadata) -> Self {
        Self {
            meta,
            cover: None,
            front: Vec::new(),
            body: Vec::new(),
            back: Vec::new(),
            notes: Vec::new(),
            labels: Labels::new(),
            contents: Vec::new(),
            figures: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// A book for trying out what reads one.
    #[cfg(test)]
    pub fn untitled(language: crate::lang::LangTag) -> Self {
        Self::empty(Metadata::titled("Untitled", language))
    }

    /// Every division in reading order, parts before their chapters.
    pub fn divisions(&self) -> impl Iterator<Item = &Division> {
        self.front.iter().chain(&self.body).chain(&self.back).flat_map(|division| division.with_children())
    }

    /// The captions that a list of them shows.
    pub fn captions(&self, of: Captioned) -> &[Caption] {
        match of {
            Captioned::Figures => &self.figures,
            Captioned::Tables => &self.tables,
        }
    }

    /// The note of an id that this book gave out.
    ///
    /// # Panics
    /// When the id comes from another book.
    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0 as usize]
    }
}

/// A part, a chapter, a title page, an index: anything with a role that opens on a page or in a
/// file of its own.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Division {
    /// The identifier, unique in the book and stable between builds: a portable ASCII name, also
    /// the stem of its file in the EPUB.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Its number as set (`1`, `II`, `A`), where it has one.
    pub number: Option<String>,
    /// The heading. Empty for a division that shows none (a dedication); then [`Self::label`] names it.
    pub title: Vec<Inline>,
    /// Its name as plain text, for running heads, contents and outline; never empty.
    pub label: String,
    /// A shorter name for the running head.
    pub short_title: Option<String>,
    /// Whether it shows in the contents.
    pub in_contents: bool,
    /// A class by the author's word.
    pub class: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// The chapters of a part.
    pub children: Vec<Division>,
    /// Where its title was written; the start of its file when it has none.
    pub span: Span,
}

impl Division {
    /// This division and then its children.
    pub fn with_children(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.children)
    }

    /// The name for the running head.
    pub fn running_title(&self) -> &str {
        self.short_title.as_deref().unwrap_or(&self.label)
    }
}

/// What each label is called where it is referred to.
pub type Labels = BTreeMap<String, Labelled>;

/// Something that can be referred to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Labelled {
    /// What a reference shows: `Figure 1`, `Chapter 3`, `section 2.1`, in the book's language.
    pub text: String,
    /// The identifier that the reference leads to.
    pub id: String,
}
