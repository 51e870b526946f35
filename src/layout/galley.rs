//! The text of a division set to the measure, not yet paged.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::line::Line;
use super::strip::{Stack, Strip};
use super::structure::Structure;
use crate::book::role::{Matter, Opening, Role};
use crate::book::{Anchor, DivisionId, NoteId, TextId};

/// A division set to the measure. `P` is what [`Strip`] has for paragraphs.
#[derive(Clone, Debug)]
pub struct Galley<P> {
    /// The division; its first line carries its anchor.
    pub id: DivisionId,
    /// Its text.
    pub text: TextId,
    /// What the division is.
    pub role: Role,
    /// The part of the book that it belongs to.
    pub matter: Matter,
    /// Where it opens.
    pub opening: Opening,
    /// The column.
    pub strips: Vec<Strip<P>>,
    /// The notes called in it, set to the measure.
    pub notes: BTreeMap<NoteId, Stack>,
    /// What is at the head and foot of its pages.
    pub furniture: Furniture,
    /// What its items belong to.
    pub structure: Structure,
    /// How many divisions it is nested in.
    pub depth: u8,
}

/// What a division has at the head and foot of its pages.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    /// The running head of left-hand pages.
    pub verso_head: Option<PageHead>,
    /// The running head of right-hand pages.
    pub recto_head: Option<PageHead>,
    /// The running head of each section, set to the measure, by the anchor of its heading; empty when no
    /// page shows it.
    pub sections: BTreeMap<Anchor, SectionHead>,
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
    /// Once there are sections it names the one on its page.
    pub by_section: bool,
}

/// A running head that names a section, set for either side of a spread.
#[derive(Clone, Debug)]
pub struct SectionHead {
    /// For left-hand pages.
    pub verso: Arc<Line>,
    /// For right-hand pages.
    pub recto: Arc<Line>,
}

/// The page label of each anchor, from the last make-up: what the contents page prints.
pub type Folios = BTreeMap<Anchor, String>;
