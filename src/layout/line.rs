//! A line of type, and what is placed on it.

use std::sync::Arc;

use super::glyphs::GlyphRun;
use super::report::BreakReport;
use super::structure::ElementId;
use crate::assets::AssetId;
use crate::book::{Anchor, NoteId, Origin};
use crate::diag::Span;
use crate::units::{Colour, Length};

/// A line of type, or another unbreakable box, its origin on the left end of its baseline.
#[derive(Clone, Debug)]
pub struct Line {
    /// From the top of the box to the baseline. `height + depth` is the leading for a line of text.
    pub height: Length,
    /// From the baseline to the bottom of the box.
    pub depth: Length,
    /// How far below a line of the grid it begins, unless it begins a page: less than the leading.
    pub below_grid: Length,
    /// How far the content reaches, for checks and dumps.
    pub width: Length,
    /// What is in it, in the order of the text.
    pub items: Vec<Placed>,
    /// The notes called on it, in order.
    pub notes: Vec<NoteId>,
    /// What leads here.
    pub anchors: Vec<Anchor>,
    /// Lines to be repeated above it where it begins a page: the head of its table.
    pub repeat: Option<Arc<Vec<Line>>>,
    /// How far its spaces were changed: thousandths of the stretch (above 0) or shrink (below 0) available.
    pub ratio: i32,
    /// It ends with a hyphen that is not in the text.
    pub hyphenated: bool,
    /// Its baseline is wherever it comes to be, off the grid: a row of a table.
    pub off_grid: bool,
    /// Where its text was written.
    pub span: Option<Span>,
    /// How its end was chosen; `None` unless that was asked for.
    pub report: Option<Box<BreakReport>>,
}

impl Line {
    /// An empty box of a height and a depth.
    pub fn empty(height: Length, depth: Length) -> Self {
        Self {
            height,
            depth,
            below_grid: Length::ZERO,
            width: Length::ZERO,
            items: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            repeat: None,
            ratio: 0,
            hyphenated: false,
            off_grid: false,
            span: None,
            report: None,
        }
    }

    /// Height and depth together.
    pub fn total(&self) -> Length {
        self.height + self.depth
    }

    /// Whether anything in it belongs to the book: a rule or an ornament does not.
    pub fn says_something(&self) -> bool {
        self.items.iter().any(|item| item.owner.is_some())
    }

    /// Returns the line with its words belonging to an element; rules belong to none.
    pub fn owned_by(mut self, owner: ElementId) -> Self {
        for item in &mut self.items {
            if !matches!(item.kind, PlacedKind::Rule { .. }) {
                item.owner = Some(owner);
            }
        }
        self
    }

    /// Returns the first place of the book that is on it; `None` for what the program made. What belongs to
    /// no element, as decoration does, is not counted.
    pub fn origin(&self) -> Option<Origin> {
        self.items.iter().filter(|item| item.owner.is_some()).filter_map(Placed::origin).min()
    }

    /// Moves everything in it to the right.
    pub fn shift(&mut self, by: Length) {
        for item in &mut self.items {
            item.x += by;
        }
        self.width += by;
    }
}

/// Something at a place of a line.
#[derive(Clone, Debug)]
pub struct Placed {
    /// From the line's origin, to the right.
    pub x: Length,
    /// From the line's baseline, downward (a superscript is above: negative).
    pub y: Length,
    /// What it is.
    pub kind: PlacedKind,
    /// The element of the book that it belongs to; `None` for what is no part of the text: rules,
    /// ornaments, leader dots.
    pub owner: Option<ElementId>,
}

impl Placed {
    /// Returns the first place of the book that it has.
    pub fn origin(&self) -> Option<Origin> {
        match &self.kind {
            PlacedKind::Glyphs(run) => run.origins.first(),
            PlacedKind::Picture { origin, .. } => *origin,
            PlacedKind::Rule { .. } | PlacedKind::Link { .. } => None,
        }
    }
}

/// What can be placed on a line.
#[derive(Clone, Debug)]
pub enum PlacedKind {
    /// Glyphs of one face and size, from the pen's place.
    Glyphs(GlyphRun),
    /// A filled rectangle whose top left corner is the place.
    Rule {
        /// Its width.
        width: Length,
        /// Its thickness, downward.
        height: Length,
        /// Its colour.
        colour: Colour,
    },
    /// A picture whose top left corner is the place.
    Picture {
        /// Which.
        asset: AssetId,
        /// The width it is set to.
        width: Length,
        /// The height it is set to.
        height: Length,
        /// Where it is called in the book.
        origin: Option<Origin>,
    },
    /// An area that leads elsewhere, its top left corner the place. Its owner is the link: all
    /// areas of one owner are one link, over however many lines it runs.
    Link {
        /// Where it leads.
        to: LinkTarget,
        /// Its width.
        width: Length,
        /// Its height, downward.
        height: Length,
    },
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkTarget {
    /// Out of the book.
    Uri(String),
    /// To an anchor.
    Anchor(Anchor),
}
