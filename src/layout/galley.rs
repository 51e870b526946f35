//! The text of a division set to the measure, not yet paged.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::line::Line;
use super::strip::{SetNote, Strip};
use super::structure::Structure;
use crate::book::role::{Matter, Opening, Role};
use crate::book::{Anchor, DivisionId, NoteId, TextId};

/// A division set to the measure, and those that run on below it. `P` is the type of the paragraphs in its [`Strip`]s.
#[derive(Clone, Debug)]
pub struct Galley<P> {
    /// The division, or the first of those in the column; the first line of each carries its anchor.
    pub id: DivisionId,
    /// The text of this division.
    pub text: TextId,
    /// The role of this division.
    pub role: Role,
    /// The part of the book that it belongs to.
    pub matter: Matter,
    /// The page on which it opens.
    pub opening: Opening,
    /// The column, from top to bottom.
    pub strips: Vec<Strip<P>>,
    /// The notes called in the column, set to the measure.
    pub notes: BTreeMap<NoteId, SetNote>,
    /// The heads and feet of its pages.
    pub furniture: Furniture,
    /// The heads and feet from the start of each division that runs on, by its anchor, in their order.
    pub run_on: Vec<(Anchor, Furniture)>,
    /// The elements of the book that its items belong to.
    pub structure: Structure,
    /// How many divisions it is nested in.
    pub depth: u8,
}

/// The running heads of a division, and whether its pages show folios.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    /// The running head of left-hand pages.
    pub verso_head: Option<PageHead>,
    /// The running head of right-hand pages.
    pub recto_head: Option<PageHead>,
    /// The running head of each section, set to the measure, by the anchor of the section's heading.
    /// Empty if no page shows it.
    pub sections: BTreeMap<Anchor, SectionHead>,
    /// The call in the text that each note of its pages belongs to, by the note's anchor. The heads of the pages then
    /// state the pages of these calls. Empty unless it has the notes of the whole book.
    pub note_calls: BTreeMap<Anchor, Anchor>,
    /// Whether its pages show a folio at all (a title page shows none).
    pub folio: bool,
    /// Whether the folio of its opening page shows too.
    pub folio_on_opening: bool,
}

/// A running head.
#[derive(Clone, Debug)]
pub struct PageHead {
    /// Its words, set to the measure.
    pub line: Arc<Line>,
    /// Whether it is replaced by the head of the page's section once the division has reached a
    /// section.
    pub by_section: bool,
}

/// A running head that names a section, set for both sides of a spread.
#[derive(Clone, Debug)]
pub struct SectionHead {
    /// For left-hand pages.
    pub verso: Arc<Line>,
    /// For right-hand pages.
    pub recto: Arc<Line>,
}
