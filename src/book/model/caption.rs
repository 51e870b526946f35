//! The captions of figures and tables as data: what lists of them show.

use super::group::GroupRole;
use super::inline::Inline;
use super::number::Number;
use crate::book::anchor::Anchor;

/// What is listed by its captions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Captioned {
    /// Figures.
    Figures,
    /// Tables.
    Tables,
}

/// A line of the list of figures or of tables.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Caption {
    /// Where it leads.
    pub anchor: Anchor,
    /// Its number.
    pub number: Number,
    /// The words of the caption, or the shorter ones that the author gave (`{short="..."}`); never empty.
    pub title: Vec<Inline>,
    /// The same as plain text.
    pub label: String,
    /// [`GroupRole::OnlyEpub`] or [`GroupRole::OnlyPdf`] if it is in one of the books only.
    pub only: Option<GroupRole>,
}

/// Returns whether an identifier is that of a listing: `lst:x`, or `lst-x` as Quarto has it.
pub fn is_listing_id(id: &str) -> bool {
    id.starts_with("lst:") || id.starts_with("lst-")
}
