//! Where the pages of a printed edition begin in the text.

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
    /// It begins within a word that was hyphenated.
    pub within_word: bool,
}
