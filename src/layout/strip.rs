//! The vertical list: lines, and what is between them.
//!
//! There are two kinds of list. A [`Strip`] is an item of the column that make-up cuts into pages. A
//! [`Stack`] is never cut by a page end, or only between its lines: a cell, a float, a note.

use super::line::Line;
use crate::units::Length;

/// An item of a column.
///
/// Between two lines a page may end at the [`Strip::Penalty`] with the highest cost, and at no cost if
/// there is no penalty. Spaces next to a page end are dropped unless they are [`SpaceKind::Kept`].
///
/// `P` is [`PendingParagraph`] until make-up has chosen the variant of every paragraph, and
/// [`BuiltParagraph`] after that.
#[derive(Clone, Debug)]
pub enum Strip<P> {
    /// A line, or anything else that a page end never cuts: a picture, a table row, a rule.
    Line(Line),
    /// A paragraph that can be set in several numbers of lines.
    Paragraph(P),
    /// Space below the item before it.
    Space {
        /// Its height.
        height: Length,
        /// What becomes of it when pages are made up.
        kind: SpaceKind,
    },
    /// The cost of a page end here. [`FORBID`] or more forbids it, [`FORCE`] or less forces it;
    /// with [`FORCE_RECTO`] or less, the next line begins a right-hand page.
    Penalty(i32),
    /// Fills the rest of the page. Several fills of a page share it by their weights.
    Fill(u16),
    /// A figure or table that is called here and may be placed elsewhere on the page or on a later one.
    Float(Box<Float>),
    /// The start of a section, or of a figure or table with a number that does not float: floats that were called
    /// above it are placed above it.
    Barrier,
    /// Where columns side by side begin and end.
    Columns(ColumnMark),
}

/// Columns of equal width, side by side. The lines in them are as wide as a column, and begin at the left end of the
/// measure until they are placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Columns {
    /// The number of columns, from 2 to [`MAX_COLUMNS`](crate::book::MAX_COLUMNS).
    pub count: u8,
    /// The distance from the left edge of a column to that of the next.
    pub pitch: Length,
}

/// A place in the column of a division at which columns side by side begin or end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColumnMark {
    /// The lines that follow are set in columns side by side.
    Begin(Columns),
    /// The line that follows begins the next of them.
    Next,
    /// The lines that follow are set below them on the whole measure.
    End,
}

/// What becomes of a space of the column when pages are made up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpaceKind {
    /// It has its height within a page.
    Fixed,
    /// It may be widened within a page, so that the page ends level: a space between two blocks of the text.
    Elastic,
    /// It is kept at the head of a page, as the sink of a chapter opening is.
    Kept,
}

/// The lowest cost at which a page end is forbidden (TeX's 10000).
pub const FORBID: i32 = 10_000;
/// The highest cost at which a page end is forced.
pub const FORCE: i32 = -10_000;

/// The cost at which a page end is forced, and what follows begins a right-hand page.
pub const FORCE_RECTO: i32 = -20_000;

/// Combines two costs of a page end at the same place. If one of them forces the page end, it is forced;
/// otherwise the higher cost counts.
pub fn combined_penalty(known: Option<i32>, cost: i32) -> i32 {
    match known {
        Some(known) if known <= FORCE || cost <= FORCE => known.min(cost),
        Some(known) => known.max(cost),
        None => cost,
    }
}

/// The cost of a page end within what a reader sees as one shape: a short stanza, the first or the last item of
/// a list apart from the others, an attribution without its quotation.
///
/// Where not all rules can be kept, level facing pages give way first, then shapes, then orphans, then widows.
/// Costs are squared, and a page that is five lines shorter than the one it faces costs 20 million.
pub const SHAPE: i32 = 5_000;
/// The cost of a page that ends with the first line of a paragraph.
pub const ORPHAN: i32 = 5_500;
/// The cost of a page that begins with the last line of a paragraph.
pub const WIDOW: i32 = 6_000;

/// A paragraph of a division, by its index among those that have several variants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ParagraphId(pub u32);

/// A variant of a paragraph, by its number in the paragraph. Variants differ in the number of lines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VariantId(pub u8);

/// A paragraph whose variant is still to be chosen. The text of its lines is not set yet.
#[derive(Clone, Debug)]
pub struct PendingParagraph {
    /// The paragraph.
    pub id: ParagraphId,
    /// Its variants, the best first; at least one.
    pub variants: Vec<PendingVariant>,
}

/// A variant that may be chosen.
#[derive(Clone, Debug)]
pub struct PendingVariant {
    /// The variant.
    pub id: VariantId,
    /// How much worse its lines are than those of the best variant, in demerits.
    pub cost: i64,
    /// Its lines, each with the cost of a page end before it. For the first, the penalties of the
    /// column apply instead.
    pub lines: Vec<(i32, PendingLine)>,
}

/// A line whose text is not set yet: it has its size and its marks, and as items only what is attached
/// to it (a bullet, an initial, a figure beside it).
#[derive(Clone, Debug)]
pub struct PendingLine(pub Line);

/// A paragraph with the lines of those variants that make-up has chosen.
#[derive(Clone, Debug)]
pub struct BuiltParagraph {
    /// The variants: one, or two if the choice depends on the side of the division's first page.
    pub variants: Vec<BuiltVariant>,
}

/// A variant of a paragraph with its lines.
#[derive(Clone, Debug)]
pub struct BuiltVariant {
    /// The variant.
    pub id: VariantId,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl BuiltParagraph {
    /// Returns the lines of a variant; empty if it was not chosen.
    pub fn lines(&self, id: VariantId) -> &[Line] {
        self.variants.iter().find(|variant| variant.id == id).map_or(&[], |variant| &variant.lines)
    }
}

/// Lines stacked from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// The lines.
    pub lines: Vec<StackedLine>,
}

/// A line of a stack.
#[derive(Clone, Debug)]
pub struct StackedLine {
    /// The space above it.
    pub space: Length,
    /// The cost of a page end above it.
    pub penalty: i32,
    /// The line.
    pub line: Line,
}

impl Stack {
    /// Returns the height from the space above the first line to the bottom of the last.
    pub fn height(&self) -> Length {
        self.lines.iter().map(|stacked| stacked.space + stacked.line.total()).sum()
    }
}

/// A note that is not in the column.
#[derive(Clone, Debug)]
pub struct SetNote {
    /// Where on the page it is.
    pub spot: NoteSpot,
    /// Its lines.
    pub stack: Stack,
}

/// Where on the page of its call a note is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NoteSpot {
    /// At the foot.
    Foot,
    /// At the foot, below the other notes.
    SecondFoot,
    /// In the outer margin.
    Margin,
}

/// A figure or table that text may continue around: one box, which no page end cuts.
#[derive(Clone, Debug)]
pub struct Float {
    /// Its lines; there is no space above the first.
    pub stack: Stack,
    /// Where it may be placed.
    pub spot: FloatSpot,
    /// Whether it is turned, with its head at the left edge of the page and its lines running upward.
    pub turned: bool,
}

/// Where a float may be placed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FloatSpot {
    /// Wherever the pages are best: where it is called, at the head or foot of a page, or on a page
    /// without text.
    Any,
    /// At the head of a page.
    Head,
    /// At the foot of a page.
    Foot,
    /// On a page without text.
    Page,
}
