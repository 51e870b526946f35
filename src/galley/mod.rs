//! Copy set to the measure, not yet paged: blocks and inlines become a vertical list of lines.

pub mod line;

use crate::assets::Assets;
use crate::book::{Book, Division};
use crate::design::Design;
use crate::diag::Outcome;
use crate::fonts::Library;
pub use line::{
    FORBID, FORCE, Folios, Furniture, Galley, Glyph, GlyphRun, Line, LinkTarget, Placed, PlacedKind, Strip,
};

/// All that setting reads besides the division itself.
#[derive(Clone, Copy, Debug)]
pub struct Shop<'a> {
    /// The book, for its labels, notes and contents.
    pub book: &'a Book,
    /// The designer's specification.
    pub design: &'a Design,
    /// The faces.
    pub fonts: &'a Library,
    /// The pictures.
    pub assets: &'a Assets,
    /// Page labels from the last make-up, for the contents page; empty the first time.
    pub folios: &'a Folios,
}

/// Sets one division.
pub fn set(division: &Division, matter: crate::book::role::Matter, shop: Shop<'_>) -> Outcome<Galley> {
    let _ = (division, matter, shop);
    todo!()
}
