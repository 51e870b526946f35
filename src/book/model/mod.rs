//! The model: types without logic, made by `manuscript`, completed by the passes, and read by both
//! writers.

mod abbreviation;
pub mod attr;
pub mod block;
mod caption;
pub mod display;
mod division;
mod entry;
mod figure;
mod group;
mod index;
pub mod inline;
mod labels;
mod list;
mod listing;
mod manuscript;
mod note;
mod number;
mod numerals;
pub mod picture;
mod properties;
mod reference;
mod shown;
mod statement;
mod table;
pub mod tag;
pub mod visit;

pub use abbreviation::Abbreviation;
pub use attr::{Attr, Attributes, Class, Key};
pub use block::{Block, BlockKind, Definition, VerseLine, box_title, title_lines};
pub use caption::{Caption, Captioned, is_listing_id};
pub use division::{Book, Division};
pub use entry::{Entry, EntryKind};
pub use figure::{Figure, FigureImage, FigureSide, Placement};
pub use group::{GroupRole, MAX_COLUMNS, TitleRole};
pub use index::{
    CrossReference, Index, IndexEntry, IndexGroup, IndexHeading, IndexId, IndexMark, Locator,
    MAX_INDEX_LEVELS, MarkRange, MarkedPlace,
};
pub use inline::{Inline, InlineKind, SpanRole, holds_keys, plain_text};
pub use labels::{ReferenceLabel, ReferenceLabels};
pub use list::{Delimiter, List, ListItem, MAX_CIRCLED, Numbering, circled};
pub use listing::{Listing, Token, TokenClass};
pub use manuscript::Manuscript;
pub use note::{Endnotes, ListedNote, Note, NoteList, NoteSeries, NotesHome, WrittenNote};
pub use number::{Number, NumberKind, NumberStyles};
pub use numerals::Numerals;
pub use picture::{Image, PictureLength};
pub use properties::GeneratedList;
pub use reference::{Reference, ReferenceForm, Target};
pub use statement::{StatementKind, StatementStyle};
pub use table::{Align, Cell, ColumnGrid, Row, Table};
