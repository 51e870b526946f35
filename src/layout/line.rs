//! A line of type, and what is placed on it.

use std::sync::Arc;

use super::glyphs::GlyphRun;
use super::report::BreakReport;
use super::structure::ElementId;
use crate::assets::AssetId;
use crate::book::{Anchor, NoteId, Origin};
use crate::diag::Span;
use crate::units::{Colour, Length};

/// Whether a line begins on a line of the grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GridFit {
    /// If its height is a multiple of the leading, as that of a line of text.
    WholeLines,
    /// Whatever its height is, as the first line of a heading does whose lines have a leading of their own.
    Always,
    /// Below the line above, as a table row.
    Never,
}

/// A line of type, or another unbreakable box. Its origin is the left end of its baseline.
#[derive(Clone, Debug)]
pub struct Line {
    /// From the top of the box to the baseline. `height + depth` is the leading for a line of text.
    pub height: Length,
    /// From the baseline to the bottom of the box.
    pub depth: Length,
    /// How far below a line of the grid it begins, unless it is at the head of a page; less than the
    /// leading.
    pub below_grid: Length,
    /// The width of the content, for checks and dumps.
    pub width: Length,
    /// The items on the line, in the order of the text.
    pub items: Vec<Placed>,
    /// The notes called on it, in order.
    pub notes: Vec<NoteId>,
    /// The anchors whose targets are on the line.
    pub anchors: Vec<Anchor>,
    /// The backgrounds behind it, the outer ones first.
    pub grounds: Vec<Ground>,
    /// The lines repeated above it where it continues what is above: the header rows of its table.
    pub repeat: Option<Repeat>,
    /// The lines of the caption beside it in the outer margin, the first of which begins at its top. Their x counts
    /// from the left end of the column there.
    pub beside: Option<Arc<Vec<Line>>>,
    /// How far its spaces were changed: thousandths of the available stretch (positive) or shrink
    /// (negative).
    pub ratio: i32,
    /// Whether it ends with a hyphen that is not in the text.
    pub hyphenated: bool,
    /// Whether it begins on a line of the grid.
    pub grid: GridFit,
    /// The place of its text in the source.
    pub span: Option<Span>,
    /// The report of how its end was chosen; `None` unless reports are requested.
    pub report: Option<Box<BreakReport>>,
}

impl Line {
    /// Returns an empty box of a height and a depth.
    pub fn empty(height: Length, depth: Length) -> Self {
        Self {
            height,
            depth,
            below_grid: Length::ZERO,
            width: Length::ZERO,
            items: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            grounds: Vec::new(),
            repeat: None,
            beside: None,
            ratio: 0,
            hyphenated: false,
            grid: GridFit::WholeLines,
            span: None,
            report: None,
        }
    }

    /// Returns the height and the depth together.
    pub fn total(&self) -> Length {
        self.height + self.depth
    }

    /// Returns whether anything on the line belongs to the book, which rules and ornaments do not.
    pub fn has_content(&self) -> bool {
        self.items.iter().any(|item| item.owner.is_some())
    }

    /// Returns the line with its words assigned to an element. Rules and frames stay without an owner.
    pub fn owned_by(mut self, owner: ElementId) -> Self {
        for item in &mut self.items {
            if !matches!(item.kind, PlacedKind::Rule { .. } | PlacedKind::Frame { .. }) {
                item.owner = Some(owner);
            }
        }
        self
    }

    /// Returns the first place of the book that is on the line; `None` if the program added all of it.
    /// Decoration, which belongs to no element, is not counted.
    pub fn origin(&self) -> Option<Origin> {
        let own = self.items.iter().filter(|item| item.owner.is_some()).filter_map(Placed::origin);
        own.chain(self.beside.iter().flat_map(|lines| lines.iter()).filter_map(Line::origin)).min()
    }

    /// Puts a caption beside it, and takes over the notes that the caption calls.
    #[must_use]
    pub fn with_beside(mut self, mut caption: Vec<Line>) -> Self {
        self.notes.extend(caption.iter_mut().flat_map(|line| std::mem::take(&mut line.notes)));
        self.beside = Some(Arc::new(caption));
        self
    }

    /// Mirrors the places of everything on the line in a measure: what was at a distance from its left end is at that
    /// distance from its right end. The items themselves, such as glyphs, are as before.
    pub fn mirror(&mut self, measure: Length) {
        self.items.iter_mut().for_each(|item| item.mirror(measure));
        for ground in &mut self.grounds {
            ground.x = measure - ground.x - ground.width;
        }
        if let Some(repeat) = &mut self.repeat {
            Arc::make_mut(&mut repeat.lines).iter_mut().for_each(|line| line.mirror(measure));
        }
    }

    /// Moves everything on the line to the right.
    pub fn shift(&mut self, by: Length) {
        for item in &mut self.items {
            item.x += by;
        }
        self.width += by;
    }
}

/// Lines that are repeated above another one if it is at the head of a page.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// The lines, which are decoration.
    pub lines: Arc<Vec<Line>>,
    /// The places at which they are repeated.
    pub at: RepeatAt,
}

impl Repeat {
    /// Returns the height of the lines.
    pub fn height(&self) -> Length {
        self.lines.iter().map(Line::total).sum()
    }
}

/// The places at which lines are repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RepeatAt {
    /// The head of every page and, in text in columns, of every column.
    EveryColumn,
    /// The head of a page that is seen only after turning: a left-hand page, or any page if pages do not face.
    TurnedPage,
}

/// A background behind lines that follow one another: one area on each page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ground {
    /// The element that it is the background of, which tells it from that of the next block.
    pub of: ElementId,
    /// Its left edge.
    pub x: Length,
    /// Its width.
    pub width: Length,
    /// How far above the baseline of the line it begins if the line is its first on a page.
    pub above: Length,
    /// How far below the baseline of the line it ends if the line is its last on a page.
    pub below: Length,
    /// Its colour.
    pub colour: Colour,
}

impl Ground {
    /// Returns the area of the background behind lines, the first of which has its baseline at 0, and the last at
    /// `last`.
    pub fn area(&self, last: Length) -> PlacedKind {
        PlacedKind::Rule { width: self.width, height: self.above + last + self.below, colour: self.colour }
    }
}

/// An item at a position on a line.
#[derive(Clone, Debug)]
pub struct Placed {
    /// From the line's origin, to the right.
    pub x: Length,
    /// From the line's baseline, downward (a superscript is above: negative).
    pub y: Length,
    /// The item.
    pub kind: PlacedKind,
    /// The element of the book that the item belongs to; `None` for an item that is not text: a rule,
    /// an ornament, leader dots.
    pub owner: Option<ElementId>,
}

impl Placed {
    /// Mirrors its place in a measure, as [`Line::mirror`] does.
    pub fn mirror(&mut self, measure: Length) {
        self.x = measure - self.x - self.kind.width();
    }

    /// Returns the earliest place of the book that the item comes from.
    pub fn origin(&self) -> Option<Origin> {
        match &self.kind {
            PlacedKind::Glyphs(run) => run.origins.first(),
            PlacedKind::Picture { origin, .. } => *origin,
            PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Link { .. } => None,
        }
    }
}

/// What can be placed on a line.
#[derive(Clone, Debug)]
pub enum PlacedKind {
    /// Glyphs of one face and size, from the position of the pen. Lines and pages share them: they are most of
    /// the memory of a book.
    Glyphs(Arc<GlyphRun>),
    /// A filled rectangle whose top left corner is at the position.
    Rule {
        /// Its width.
        width: Length,
        /// Its thickness, downward.
        height: Length,
        /// Its colour.
        colour: Colour,
    },
    /// The outline of a rectangle with round corners, whose top left corner is at the position.
    Frame {
        /// Its width, to the outer edges of the line.
        width: Length,
        /// Its height.
        height: Length,
        /// The radius of its corners.
        radius: Length,
        /// The thickness of the line.
        rule: Length,
        /// The colour of the line.
        colour: Colour,
    },
    /// A straight line from the position to another point.
    Stroke {
        /// How far the other point is to the right.
        across: Length,
        /// How far it is below.
        down: Length,
        /// The thickness of the line.
        thickness: Length,
        /// The colour of the line.
        colour: Colour,
    },
    /// A picture whose top left corner is at the position.
    Picture {
        /// The picture.
        asset: AssetId,
        /// The width it is set to.
        width: Length,
        /// The height it is set to.
        height: Length,
        /// The place of the book that the picture comes from.
        origin: Option<Origin>,
    },
    /// The area of a link, with its top left corner at the position. Its owner is the element of the
    /// link: all areas with the same owner are one link, over however many lines it runs.
    Link {
        /// Where it leads.
        to: LinkTarget,
        /// Its width.
        width: Length,
        /// Its height, downward.
        height: Length,
    },
}

impl PlacedKind {
    /// Returns how far it extends to the right of its position; negative for a stroke to the left.
    pub fn width(&self) -> Length {
        match self {
            Self::Glyphs(run) => run.width(),
            Self::Stroke { across, .. } => *across,
            Self::Rule { width, .. }
            | Self::Frame { width, .. }
            | Self::Picture { width, .. }
            | Self::Link { width, .. } => *width,
        }
    }
}

/// The target of a link.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkTarget {
    /// An address outside the book, which the parts of a link in all of its lines share.
    Uri(Arc<str>),
    /// An anchor of the book.
    Anchor(Anchor),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(x: i64, width: i64) -> Placed {
        let (width, height) = (Length::pt(width), Length::pt(1));
        let kind = PlacedKind::Rule { width, height, colour: Colour::BLACK };
        Placed { x: Length::pt(x), y: Length::ZERO, kind, owner: None }
    }

    #[test]
    fn a_line_is_mirrored_with_its_ground_and_back() {
        let ground = Ground {
            of: ElementId::ROOT,
            x: Length::pt(10),
            width: Length::pt(60),
            above: Length::ZERO,
            below: Length::ZERO,
            colour: Colour::BLACK,
        };
        let across = Length::pt(-4);
        let stroke = PlacedKind::Stroke {
            across,
            down: Length::ZERO,
            thickness: Length::pt(1),
            colour: Colour::BLACK,
        };
        let stroke = Placed { x: Length::pt(40), y: Length::ZERO, kind: stroke, owner: None };
        let mut line = Line::empty(Length::pt(9), Length::pt(3));
        line.items = vec![rule(0, 5), rule(20, 30), stroke];
        line.grounds = vec![ground];
        let places = |line: &Line| {
            let items = line.items.iter().map(|item| item.x);
            items.chain(line.grounds.iter().map(|ground| ground.x)).collect::<Vec<_>>()
        };
        let before = places(&line);
        line.mirror(Length::pt(100));
        assert_eq!(places(&line), [95, 50, 64, 30].map(Length::pt));
        line.mirror(Length::pt(100));
        assert_eq!(places(&line), before);
    }
}
