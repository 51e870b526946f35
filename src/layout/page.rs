//! Finished pages: everything at a fixed place.

use std::collections::BTreeMap;

use super::line::PlacedKind;
use super::structure::{ElementId, Structure};
use crate::book::tag::Tag;
use crate::book::{Anchor, Numerals, Origin};
use crate::units::{Length, Size};

/// A made-up book.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The pages in order; the first is a recto.
    pub pages: Vec<Page>,
    /// Where each anchor is: the page's index, and the height from its head.
    pub anchors: BTreeMap<Anchor, AnchorPlace>,
    /// What the items of the pages belong to; the root is the book.
    pub structure: Structure,
}

impl Default for Pages {
    fn default() -> Self {
        Self { pages: Vec::new(), anchors: BTreeMap::new(), structure: Structure::new(Tag::Document) }
    }
}

/// The place of an anchor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnchorPlace {
    /// Index in [`Pages::pages`].
    pub page: usize,
    /// From the head of the page to the top of the line that carries it.
    pub y: Length,
    /// The first element with words in that line.
    pub element: Option<ElementId>,
}

/// Left or right.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// A right-hand page, with odd folios.
    Recto,
    /// A left-hand page.
    Verso,
}

/// How a page is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FolioStyle {
    /// i, ii, iii.
    Roman,
    /// 1, 2, 3.
    Arabic,
}

/// A page's number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Folio {
    /// The style.
    pub style: FolioStyle,
    /// The number, from 1.
    pub number: u32,
}

/// A page whose every item has its place.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width and height.
    pub size: Size,
    /// Left or right.
    pub side: Side,
    /// Its number, whether it shows or not.
    pub folio: Folio,
    /// Where in the book it begins; `None` for a page without anything of the text.
    pub start: Option<TextStart>,
    /// What is on it, in the order of the text; furniture first.
    pub items: Vec<PageItem>,
}

/// Where in the book a page begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextStart {
    /// Its first character, or picture.
    pub origin: Origin,
    /// The page before ends with a hyphen that is not in the text.
    pub within_word: bool,
}

/// Something at a place of the page.
#[derive(Clone, Debug)]
pub struct PageItem {
    /// From the left edge of the page.
    pub x: Length,
    /// From the head of the page, downward: the baseline of glyphs, the top of everything else.
    pub y: Length,
    /// What it is.
    pub kind: PlacedKind,
    /// The layer it lies in.
    pub layer: Layer,
    /// The element of [`Pages::structure`] that it is a part of; `None` for what is no text.
    pub owner: Option<ElementId>,
    /// Turned a quarter against the clock, about its place: glyphs run upward from it, a picture's top
    /// is at the left of the area from it to the right and down.
    pub turned: bool,
}

/// What an item of a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Layer {
    /// The running head.
    Head,
    /// The text.
    Text,
    /// The notes at the foot.
    Note,
    /// The folio.
    Folio,
}

impl Folio {
    /// The number as printed: `iv`, `12`.
    pub fn label(self) -> String {
        match self.style {
            FolioStyle::Arabic => self.number.to_string(),
            FolioStyle::Roman => Numerals::LowerRoman.write(i64::from(self.number)),
        }
    }
}
