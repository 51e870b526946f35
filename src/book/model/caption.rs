//! The captions of figures, tables and code, and the names of theorems and equations, as data for lists of them.

use super::group::GroupRole;
use super::inline::Inline;
use super::number::{Number, NumberKind};
use crate::book::anchor::Anchor;

/// The kind of captions that a list has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Captioned {
    /// Figures.
    Figures,
    /// Tables.
    Tables,
    /// Code.
    Listings,
    /// Theorems and definitions.
    Theorems,
    /// Equations.
    Equations,
}

/// A line of the list of figures, of tables, of listings, of theorems or of equations.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Caption {
    /// The anchor of what it is the caption of.
    pub anchor: Anchor,
    /// Its number.
    pub number: Number,
    /// The text of the caption, or its shorter form (`{short="..."}`); never empty. That of a theorem begins with its
    /// kind and number.
    pub title: Vec<Inline>,
    /// The same text without marks.
    pub label: String,
    /// [`GroupRole::OnlyEpub`] or [`GroupRole::OnlyPdf`] if it is in one of the books only.
    pub only: Option<GroupRole>,
}

impl Caption {
    /// Returns the number that is shown before the title, without a word. Returns `None` if the title has the number.
    pub fn number_before(&self) -> Option<String> {
        match self.number.kind() {
            NumberKind::Statement(_) => None,
            NumberKind::Part
            | NumberKind::Chapter
            | NumberKind::Appendix
            | NumberKind::Section
            | NumberKind::Figure
            | NumberKind::Table
            | NumberKind::Listing
            | NumberKind::Equation => self.number.value(),
        }
    }
}

/// Returns whether an identifier is that of a listing: `lst:x`, or `lst-x` as in Quarto.
pub fn is_listing_id(id: &str) -> bool {
    id.starts_with("lst:") || id.starts_with("lst-")
}
