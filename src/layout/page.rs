//! Finished pages: every item has a fixed position.

use std::collections::BTreeMap;

use super::line::PlacedKind;
use super::structure::{ElementId, Structure};
use crate::book::pagination::Folio;
use crate::book::tag::Tag;
use crate::book::{Anchor, Origin};
use crate::units::{Length, Size};

/// A made-up book.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The pages in order. The first is a recto.
    pub pages: Vec<Page>,
    /// The place of each anchor.
    pub anchors: BTreeMap<Anchor, AnchorPlace>,
    /// The elements that the items of the pages belong to. The root is the book.
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
    /// The distance from the head of the page to the top of the line that carries the anchor.
    pub y: Length,
    /// The first element with text in that line.
    pub element: Option<ElementId>,
}

/// The side of a spread.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// A right-hand page, with odd folios.
    Recto,
    /// A left-hand page.
    Verso,
}

impl Side {
    /// Returns the side of the next page.
    pub fn other(self) -> Self {
        match self {
            Self::Recto => Self::Verso,
            Self::Verso => Self::Recto,
        }
    }
}

/// A page whose every item has a position.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width and height.
    pub size: Size,
    /// Whether it is a recto or a verso.
    pub side: Side,
    /// Its number, whether or not it is shown.
    pub folio: Folio,
    /// The place of the book at which it begins; `None` for a page without text of the book.
    pub start: Option<TextStart>,
    /// The items: the furniture, then the rest in the order of the text.
    pub items: Vec<PageItem>,
}

/// The place of the book at which a page begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextStart {
    /// The first character or picture of the page.
    pub origin: Origin,
    /// Whether the page before ends with a hyphen that is not in the text.
    pub within_word: bool,
}

/// An item at a position on a page.
#[derive(Clone, Debug)]
pub struct PageItem {
    /// The distance from the left edge of the page.
    pub x: Length,
    /// The distance from the head of the page, downward: to the baseline of glyphs, to the top of
    /// everything else.
    pub y: Length,
    /// The item.
    pub kind: PlacedKind,
    /// The part of the page that it belongs to.
    pub layer: Layer,
    /// The element of [`Pages::structure`] that it belongs to; `None` for an item that is not text.
    pub owner: Option<ElementId>,
    /// Whether it is turned by a quarter anticlockwise about its position: glyphs run upward from
    /// there, and the top of a picture is at the left of the area to the right of and below the
    /// position.
    pub turned: bool,
}

impl PageItem {
    /// Mirrors its place in a width, as [`Line::mirror`](super::line::Line::mirror) does for those of a line.
    pub fn mirror(&mut self, width: Length) {
        self.x = width - self.x - self.kind.width();
    }
}

/// The part of a page that an item belongs to.
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
