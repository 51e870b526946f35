//! The places in the text at which the pages of a printed edition begin.

use super::Origin;

/// The pages of a printed edition.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pagination {
    /// The identifier of the edition, as a URN or URI.
    pub source: String,
    /// Its pages, in order.
    pub pages: Vec<PageStart>,
}

/// A page of a printed edition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageStart {
    /// Its number as printed: `iv`, `12`.
    pub label: String,
    /// The first character on it. The pages of one text are in its order.
    pub origin: Origin,
    /// Whether it begins within a hyphenated word.
    pub within_word: bool,
}
