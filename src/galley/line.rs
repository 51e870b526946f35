//! Set matter: lines of positioned glyphs, and the vertical list they stand in.
//!
//! These are the types that make-up reads; nothing in them knows of pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::held::Unbuilt;
use super::structure::{ElementId, Structure};
use crate::assets::AssetId;
use crate::book::NoteId;
use crate::book::role::{Matter, Opening};
use crate::diag::Span;
use crate::fonts::FaceId;
use crate::lang::LangTag;
use crate::units::{Colour, Length};

/// The copy of one division set to the measure, not yet paged.
#[derive(Clone, Debug)]
pub struct Galley {
    /// The division's identifier; its first line carries it as an anchor.
    pub id: String,
    /// The part of the book it stands in.
    pub matter: Matter,
    /// Where it opens.
    pub opening: Opening,
    /// The vertical list.
    pub strips: Vec<Strip>,
    /// The notes called in it, each a vertical list of its own, set to the measure.
    pub notes: BTreeMap<NoteId, Vec<Strip>>,
    /// What stands at the head and foot of its pages.
    pub furniture: Furniture,
    /// What its items belong to.
    pub structure: Structure,
    /// How many divisions it stands in.
    pub depth: u8,
}

/// What a division wants at the head and foot of its pages.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    /// The running head of left-hand pages.
    pub verso_head: Option<Head>,
    /// The running head of right-hand pages.
    pub recto_head: Option<Head>,
    /// The running head of each section, set to the measure, by the anchor of its heading; empty when no
    /// page shows it.
    pub sections: BTreeMap<String, SectionHead>,
    /// Whether its pages show a folio at all (a title page shows none).
    pub folio: bool,
    /// Whether the folio of its opening page shows too.
    pub folio_on_opening: bool,
}

/// A running head.
#[derive(Clone, Debug)]
pub struct Head {
    /// What it says, set to the measure.
    pub line: Arc<Line>,
    /// Once there are sections it names the one on its page.
    pub by_section: bool,
}

/// A running head that names a section, set for either side of a spread.
#[derive(Clone, Debug)]
pub struct SectionHead {
    /// For left-hand pages.
    pub verso: Arc<Line>,
    /// For right-hand pages.
    pub recto: Arc<Line>,
}

/// A piece of a vertical list.
///
/// Between two lines a page may break at the highest [`Strip::Penalty`] that stands between them,
/// at no cost when none does. Spaces next to a page break vanish, but for those with `keep`.
#[derive(Clone, Debug)]
pub enum Strip {
    /// A line, or anything else that a page break never cuts: a picture, a table row, a rule.
    Line(Line),
    /// Space below what stands before it.
    Space {
        /// The natural height.
        height: Length,
        /// It stays at the top of a page (the sink of a chapter opening).
        keep: bool,
    },
    /// What a page break here costs: [`FORBID`] and more forbids it, [`FORCE`] and less forces it.
    Penalty(i32),
    /// Takes what height is left on the page, shared among all of its kind by their weights.
    Fill(u16),
    /// A paragraph that can be set in several numbers of lines, the best way first.
    Choice(Vec<Choice>),
    /// Matter that is called here and may stand elsewhere on the page, or on a later one.
    Float(Box<Float>),
    /// What was called above this is set above it: a section begins.
    Barrier,
}

/// A figure or table that text may run around: one box, which no page end cuts.
#[derive(Clone, Debug)]
pub struct Float {
    /// Its lines, each with the white above it.
    pub lines: Vec<(Length, Line)>,
    /// Where it may stand.
    pub spot: FloatSpot,
    /// Set with its head at the left edge of the page: its lines run upward, along the text's height.
    pub turned: bool,
}

impl Float {
    /// From the top of its first line to the bottom of its last, as it stands on the page.
    pub fn height(&self) -> Length {
        self.lines.iter().map(|(space, line)| *space + line.total()).sum()
    }
}

/// Where a float may stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FloatSpot {
    /// Where it is called, at the head or the foot of a page, or on a page of its own, as is best.
    Any,
    /// At the head of a page.
    Head,
    /// At the foot of a page.
    Foot,
    /// On a page of its own.
    Page,
}

/// A way to set a paragraph.
#[derive(Clone, Debug)]
pub struct Choice {
    /// How much worse its lines are than those of the best way, in demerits.
    pub cost: i64,
    /// Its lines, and the penalties between them.
    pub strips: Vec<Strip>,
}

impl Strip {
    /// Its first line, in every way that it can be set.
    pub(crate) fn first_lines(&mut self) -> Vec<&mut Line> {
        match self {
            Self::Line(line) => vec![line],
            Self::Choice(ways) => {
                ways.iter_mut().filter_map(|way| way.strips.iter_mut().find_map(Self::line_mut)).collect()
            }
            Self::Space { .. } | Self::Penalty(_) | Self::Fill(_) | Self::Float(_) | Self::Barrier => {
                Vec::new()
            }
        }
    }

    /// Its last line, in every way that it can be set.
    pub(crate) fn last_lines(&mut self) -> Vec<&mut Line> {
        match self {
            Self::Line(line) => vec![line],
            Self::Choice(ways) => ways
                .iter_mut()
                .filter_map(|way| way.strips.iter_mut().rev().find_map(Self::line_mut))
                .collect(),
            Self::Space { .. } | Self::Penalty(_) | Self::Fill(_) | Self::Float(_) | Self::Barrier => {
                Vec::new()
            }
        }
    }

    /// Whether there is a line in it.
    pub(crate) fn has_line(&self) -> bool {
        matches!(self, Self::Line(_) | Self::Choice(_))
    }

    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        if let Self::Line(line) = self { Some(line) } else { None }
    }
}

/// The cost at which a page break is forbidden (TeX's 10000).
pub const FORBID: i32 = 10_000;
/// The cost at which a page break is forced.
pub const FORCE: i32 = -10_000;

/// The cost of a page that begins with the last line of a paragraph.
pub const WIDOW: i32 = 2_200;
/// The cost of a page that ends with the first line of a paragraph.
pub const ORPHAN: i32 = 2_000;

/// A line of type, or another unbreakable box, its origin on the left end of its baseline.
#[derive(Clone, Debug)]
pub struct Line {
    /// From the top of the box to the baseline. `height + depth` is the leading for a line of text.
    pub height: Length,
    /// From the baseline to the bottom of the box.
    pub depth: Length,
    /// How far below a line of the grid it is meant to begin, where it does not begin a page: less
    /// than the leading.
    pub below_grid: Length,
    /// How far the content reaches, for checks and dumps.
    pub width: Length,
    /// What is in it, in the order of the text.
    pub items: Vec<Placed>,
    /// The notes called on it, in order.
    pub notes: Vec<NoteId>,
    /// The identifiers that lead here.
    pub anchors: Vec<String>,
    /// Lines to be repeated above it where it begins a page: the head of its table.
    pub repeat: Option<Arc<Vec<Line>>>,
    /// How far its blanks were changed: thousandths of the stretch (above 0) or shrink (below 0) available.
    pub ratio: i32,
    /// It ends with a hyphen that is not in the text.
    pub hyphenated: bool,
    /// Its baseline stands where it comes to stand: a row of a table.
    pub off_grid: bool,
    /// Where its text was written.
    pub span: Option<Span>,
    /// Its words are still to be put on it, if it is taken ([`Galley::settle`]).
    pub unbuilt: Option<Unbuilt>,
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
            unbuilt: None,
        }
    }

    /// Height and depth together.
    pub fn total(&self) -> Length {
        self.height + self.depth
    }

    /// Whether anything in it belongs to the book: a rule or an ornament does not.
    pub(super) fn says_something(&self) -> bool {
        self.items.iter().any(|item| item.owner.is_some())
    }

    /// Gives its words to an element; rules stay nobody's.
    pub fn owned_by(mut self, owner: ElementId) -> Self {
        for item in &mut self.items {
            if !matches!(item.kind, PlacedKind::Rule { .. }) {
                item.owner = Some(owner);
            }
        }
        self
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

/// What can stand in a line.
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
    Anchor(String),
}

/// Glyphs of one face, size and colour, with the text they stand for.
#[derive(Clone, PartialEq, Debug)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Length,
    /// How much wider than drawn the glyphs are set, in ten-thousandths; narrower below 0.
    pub scale: i16,
    /// What stands between letters besides, in scaled points; it is in their advances already.
    pub spacing: i32,
    /// The colour.
    pub colour: Colour,
    /// Its word goes on with the next run of the line, on another baseline: an initial.
    pub runs_on: bool,
    /// The language of the text.
    pub lang: LangTag,
    /// The text, cluster by cluster in the order of `glyphs`. A hyphen that is not in the book
    /// stands here as U+00AD; matter that is no text (leader dots, a list's bullet) as it looks.
    pub text: Box<str>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph; 16 bytes, as a novel has a million of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// The glyph's number in its face.
    pub id: u16,
    /// How many bytes of the run's text it stands for; 0 for all but the first of a cluster. The
    /// first glyph's text begins at 0, and each further text where the one before ended.
    pub text_len: u16,
    /// How far the pen moves, in scaled points; justification and kerning are in it.
    pub advance: i32,
    /// Where it is drawn from the pen, to the right, in scaled points.
    pub dx: i32,
    /// Where it is drawn from the pen, upward, in scaled points.
    pub dy: i32,
}

impl GlyphRun {
    /// How far the pen moves over the run.
    pub fn width(&self) -> Length {
        Length::sp(self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum())
    }
}

/// The page label of each anchor, from the last make-up: what the contents page prints.
pub type Folios = BTreeMap<String, String>;
