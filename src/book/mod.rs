//! The model of a book, which both writers read.
//!
//! The manuscript is parsed once into blocks; [`assemble()`] makes of them a [`Book`] whose numbers,
//! identifiers, links and contents are settled. Nothing here reads a file, and no field has a type of
//! an external crate.
//!
//! 1. `model` has the types, [`anchor`] the identities in them, [`role`] the roles of divisions.
//! 2. `passes` turn parsed files into a book, one pass after another; its `mod.rs` has their order.
//! 3. [`math`] has the model of formulas.
//! 4. [`marks`], [`addresses`], [`stretches`], [`collate`], [`column_widths`], [`drama`], [`index_locators`], [`index_path`], [`index_words`], [`key_trie`], [`name_words`] and [`verse`] answer
//!    questions about text for both writers; [`word_count`] counts the words of a book.

pub mod addresses;
pub mod anchor;
pub mod collate;
pub mod column_widths;
pub mod drama;
pub mod index_locators;
pub mod index_path;
pub mod index_words;
pub mod key_trie;
mod licences;
pub mod marks;
pub mod math;
mod model;
pub mod name_words;
pub mod number_words;
pub mod origin;
pub mod pagination;
mod passes;
mod reading;
pub mod role;
pub mod stretches;
mod title_words;
pub mod verse;
pub mod word_count;

pub use anchor::{Anchor, DivisionId, NoteId};
pub use model::{
    Abbreviation, Align, Attr, Attributes, Block, BlockKind, Book, Caption, Captioned, Cell, Class,
    ColumnGrid, CrossReference, Definition, Delimiter, Division, Entry, EntryKind, Figure, FigureImage,
    FigureSide, GeneratedList, GroupRole, Image, Index, IndexEntry, IndexHeading, IndexId, IndexMark, Inline,
    InlineKind, Key, List, ListItem, ListedNote, Listing, Locator, MAX_CIRCLED, MAX_COLUMNS,
    MAX_INDEX_LEVELS, Manuscript, MarkRange, MarkedPlace, Note, NoteList, NoteSeries, Number, NumberKind,
    NumberStyles, Numbering, Numerals, PictureLength, Placement, Reference, ReferenceForm, Row, SpanRole,
    StatementKind, StatementStyle, Table, Target, TitleRole, Token, TokenClass, VerseLine, WrittenNote,
    box_title, circled, display, holds_keys, inline, is_listing_id, picture, plain_text, tag, title_lines,
    visit,
};
pub use origin::{NodeId, Origin, TextId};
pub use passes::{EndnotePlace, assemble, with_endnotes, without_pictures};
pub use role::Role;
