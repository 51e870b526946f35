//! The places in the text at which the pages of a printed edition begin.

use std::collections::BTreeMap;

use super::{Anchor, Numerals, Origin};
use crate::words::Digits;

/// The numerals in which a page number is printed, in the order of the book: the front matter has roman numerals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FolioStyle {
    /// i, ii, iii.
    Roman,
    /// 1, 2, 3, in the digits of the book.
    Decimal(Digits),
}

/// The number of a page. Numbers are ordered as the pages of the book are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Folio {
    /// The style.
    pub style: FolioStyle,
    /// The number, from 1.
    pub number: u32,
}

impl Folio {
    /// Returns the number as it is printed: `iv`, `12`.
    pub fn label(self) -> String {
        match self.style {
            FolioStyle::Decimal(digits) => digits.write(self.number),
            FolioStyle::Roman => Numerals::LowerRoman.write(i64::from(self.number)),
        }
    }
}

/// The page of each anchor after the last make-up, which the contents page and the index print.
pub type Folios = BTreeMap<Anchor, Folio>;

/// The pages of a printed edition.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pagination {
    /// The identifier of the edition, as a URN or URI.
    pub source: String,
    /// Its pages, in order.
    pub pages: Vec<PageStart>,
    /// The pages of the places to which indexes lead.
    pub indexed: Folios,
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
