//! Abbreviations and their expansions.

use super::inline::Inline;
use crate::diag::Span;

/// An abbreviation that the author has defined.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Abbreviation {
    /// The abbreviation as it occurs in the text.
    pub key: String,
    /// What it stands for, as it is shown.
    pub expansion: Vec<Inline>,
    /// The place of the definition in the source.
    pub span: Span,
}
