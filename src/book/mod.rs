//! The model: one book, read by both writers.
//!
//! The manuscript is parsed once into blocks; [`assemble()`] makes of them a [`Book`] whose numbers,
//! identifiers, links and contents are settled. Nothing here reads a file, and no type of a library
//! stands in a field.

pub mod addresses;
mod alternatives;
pub mod anchor;
pub mod assemble;
pub mod attr;
pub mod block;
pub mod captions;
pub mod contents;
mod count;
pub mod display;
mod draft;
mod generate;
mod ids;
pub mod inline;
mod labels;
pub mod list;
pub mod marks;
mod names;
mod nodes;
pub mod number;
pub mod numerals;
pub mod origin;
pub mod pagination;
mod paths;
pub mod picture;
pub mod reference;
mod repeated;
mod resolve;
pub mod role;
mod slugs;
mod split;
pub mod stretches;
pub mod tag;
mod title;
mod title_words;
mod unread;
pub mod visit;
pub mod words;

use crate::diag::Span;
use crate::project::metadata::Metadata;

pub use anchor::{Anchor, DivisionId, NoteAnchor};
pub use assemble::assemble;
pub use attr::{Attr, Attributes, Class, Key};
pub use block::{
    Align, Block, BlockKind, Cell, Definition, Figure, FigureImage, GroupRole, Listing, Note, NoteId,
    Placement, Row, Side, Table, TitleRole, VerseLine, WrittenNote, box_title,
};
pub use captions::{Caption, Captioned};
pub use contents::Entry;
pub use inline::{Inline, InlineKind, SpanRole, plain_text};
pub use list::{Delimiter, List, ListItem, Numbering};
pub use number::{Counted, Number};
pub use numerals::Numerals;
pub use origin::{NodeId, Origin, Origins, TextId};
pub use picture::{Image, PictureLength};
pub use reference::{Label, Labels, Reference, Target};
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
    /// What references show.
    pub labels: Labels,
    /// The table of contents as data: nav, NCX, outline and contents page all read this.
    pub contents: Vec<Entry>,
    /// The figures that have a caption, in order.
    pub figures: Vec<Caption>,
    /// The tables that have a caption, in order.
    pub tables: Vec<Caption>,
    /// Where every piece of it was written.
    pub origins: Origins,
}

impl Book {
    /// A book that has metadata and nothing yet to read.
    pub fn empty(meta: Metadata) -> Self {
        let labels = Labels::new(meta.language.clone());
        Self {
            meta,
            cover: None,
            front: Vec::new(),
            body: Vec::new(),
            back: Vec::new(),
            notes: Vec::new(),
            labels,
            contents: Vec::new(),
            figures: Vec::new(),
            tables: Vec::new(),
            origins: Origins::default(),
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

    /// Returns a number as it is shown at what it counts, in the book's language.
    pub fn shown(&self, number: Option<&Number>) -> Option<String> {
        number.map(|number| number.shown(&self.meta.language))
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
#[derive(Clone, PartialEq, Debug)]
pub struct Division {
    /// The identity, unique in the book and stable between builds.
    pub id: DivisionId,
    /// Its text, for origins; its index in the book.
    pub text: TextId,
    /// What it is.
    pub role: Role,
    /// Its number, where it has one.
    pub number: Option<Number>,
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

    /// Returns what leads to its beginning.
    pub fn anchor(&self) -> Anchor {
        Anchor::from(&self.id)
    }

    /// The name for the running head.
    pub fn running_title(&self) -> &str {
        self.short_title.as_deref().unwrap_or(&self.label)
    }
}
