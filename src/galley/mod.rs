//! Copy set to the measure, not yet paged: blocks and inlines become a vertical list of lines.

mod addresses;
mod apart;
mod beside;
mod blocks;
mod breaker;
mod chances;
mod code;
mod collect;
mod contents;
mod drama;
mod emoji;
mod figure;
mod float;
mod furniture;
mod group;
mod held;
mod hyphen;
mod item;
mod itemize;
mod justify;
mod lead;
pub mod line;
mod list;
mod notch;
mod note;
mod opening;
mod paragraph;
mod protrude;
mod rivers;
mod shape;
mod stock;
pub mod structure;
mod table;
mod ties;
mod verse;

use crate::assets::Assets;
use crate::book::role::Matter;
use crate::book::{Book, Division};
use crate::design::Design;
use crate::diag::Outcome;
use crate::fonts::Library;
use blocks::Setter;
pub use line::{
    Choice, FORBID, FORCE, Float, FloatSpot, Folios, Furniture, Galley, Glyph, GlyphRun, Head, Line,
    LinkTarget, ORPHAN, Placed, PlacedKind, SectionHead, Strip, WIDOW,
};
use paragraph::width_of_text;
pub(crate) use paragraph::{set_paragraph, set_text, width_of};
pub use structure::{Element, ElementId, Facts, Labels, Structure};

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

/// Sets one division, which stands in a part of the book and within `depth` other divisions.
///
/// Every mistake that shows only in type (a character without a glyph, a line that does not fit) is
/// in the outcome; nothing of the copy is left out for it.
pub fn set(division: &Division, matter: Matter, depth: u8, shop: Shop<'_>) -> Outcome<Galley> {
    let mut setter = Setter::new(shop, Structure::new(division.role.tag()), depth);

    // The opening: number and title, below their sink.
    opening::set(&mut setter, division);

    // The copy, block by block, and where it goes to the foot of the opening page.
    setter.division(division, matter);
    opening::close(&mut setter, division);

    // The notes called in it.
    let (strips, mut structure, mut diagnostics) = setter.finish(&division.id);
    let notes = note::set_all(&strips, shop, &mut structure, &mut diagnostics);

    // What stands at the head and foot of its pages.
    let furniture = furniture::of(division, shop).into(&mut diagnostics);
    let opening = division.role.opening();
    let id = division.id.clone();
    let galley = Galley { id, matter, opening, strips, notes, furniture, structure, depth };
    Outcome::new(galley, diagnostics)
}
