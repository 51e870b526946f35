//! The data that setting passes to make-up, the PDF writer and the index, and no logic.
//!
//! From small to large: [`Glyph`]s of a [`GlyphRun`] are [`Placed`] on a [`Line`]; lines are items of a
//! column ([`Strip`]) or of a [`Stack`]; a column with its notes and heads is a [`Galley`]; make-up
//! turns galleys into [`Pages`]. A [`Structure`] records which element of the book every item belongs
//! to.

mod galley;
mod glyphs;
mod line;
mod page;
mod report;
mod strip;
mod structure;

pub use crate::book::pagination::{Folio, FolioStyle, Folios};
pub use galley::{Furniture, Galley, PageHead, SectionHead};
pub use glyphs::{Glyph, GlyphRun, RunOrigins};
pub use line::{GridFit, Ground, Line, LinkTarget, Placed, PlacedKind, Repeat, RepeatAt};
pub use page::{AnchorPlace, Layer, Page, PageItem, Pages, Side, TextStart};
pub use report::{BreakReport, LineDemerits, RunnerUp};
pub use strip::{
    BuiltParagraph, BuiltVariant, ColumnMark, Columns, FORBID, FORCE, FORCE_RECTO, Float, FloatSpot,
    NoteSpot, ORPHAN, ParagraphId, PendingLine, PendingParagraph, PendingVariant, SHAPE, SetNote, SpaceKind,
    Stack, StackedLine, Strip, VariantId, WIDOW, combined_penalty,
};
pub use structure::{Element, ElementAttributes, ElementId, ListLabels, Structure};
