//! The vertical list: lines, and what is between them.
//!
//! There are two kinds of list. A [`Strip`] is an item of the column that make-up cuts into pages; a
//! [`Stack`] is what no page end cuts, or cuts at its lines alone: a cell, a float, a note.

use super::line::Line;
use crate::diag::Span;
use crate::units::Length;

/// An item of a column.
///
/// Between two lines a page may end at the highest [`Strip::Penalty`] between them, at no cost when
/// there is none. Spaces next to a page end vanish, but for those with `keep`.
///
/// `P` is [`PendingParagraph`] until make-up has chosen the variant of every paragraph, and
/// [`BuiltParagraph`] after that.
#[derive(Clone, Debug)]
pub enum Strip<P> {
    /// A line, or anything else that a page end never cuts: a picture, a table row, a rule.
    Line(Line),
    /// A paragraph that can be set in several numbers of lines.
    Paragraph(P),
    /// Space below what is before it.
    Space {
        /// Its height.
        height: Length,
        /// It stays at the top of a page (the sink of a chapter opening).
        keep: bool,
    },
    /// What a page end here costs: [`FORBID`] and more forbids it, [`FORCE`] and less forces it.
    Penalty(i32),
    /// Takes what height is left on the page, shared among all of its kind by their weights.
    Fill(u16),
    /// Matter that is called here and may be placed elsewhere on the page, or on a later one.
    Float(Box<Float>),
    /// What was called above this is set above it: a section begins.
    Barrier,
}

/// The cost at which a page end is forbidden (TeX's 10000).
pub const FORBID: i32 = 10_000;
/// The cost at which a page end is forced.
pub const FORCE: i32 = -10_000;

/// The cost of a page that begins with the last line of a paragraph.
pub const WIDOW: i32 = 2_200;
/// The cost of a page that ends with the first line of a paragraph.
pub const ORPHAN: i32 = 2_000;

/// A paragraph of a division, by its place among those that have several variants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ParagraphId(pub u32);

/// A variant of a paragraph: one of the numbers of lines that it can be set in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VariantId(pub u8);

/// A paragraph whose variant is still to be chosen, its lines without their words.
#[derive(Clone, Debug)]
pub struct PendingParagraph {
    /// Which paragraph.
    pub id: ParagraphId,
    /// Its variants, the best first; never none.
    pub variants: Vec<PendingVariant>,
}

/// A variant of a paragraph that may be chosen.
#[derive(Clone, Debug)]
pub struct PendingVariant {
    /// Which variant.
    pub id: VariantId,
    /// How much worse its lines are than those of the best variant, in demerits.
    pub cost: i64,
    /// Its lines, each with the cost of a page end before it; that of the first is the column's.
    pub lines: Vec<(i32, PendingLine)>,
}

/// A line whose words are not set yet: its size and marks, and in its items what hangs from it (a
/// bullet, an initial, a figure beside it).
#[derive(Clone, Debug)]
pub struct PendingLine(pub Line);

/// A paragraph whose lines are set, in those of its variants that make-up has chosen.
#[derive(Clone, Debug)]
pub struct BuiltParagraph {
    /// The variants: one, or two where it depends on the side of the first page.
    pub variants: Vec<BuiltVariant>,
}

/// A variant of a paragraph with its lines.
#[derive(Clone, Debug)]
pub struct BuiltVariant {
    /// Which variant.
    pub id: VariantId,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl BuiltParagraph {
    /// Returns the lines of a variant; none if it was not chosen.
    pub fn lines(&self, id: VariantId) -> &[Line] {
        self.variants.iter().find(|variant| variant.id == id).map_or(&[], |variant| &variant.lines)
    }
}

/// Lines one below the other.
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
    /// What it costs to part the stack above it.
    pub penalty: i32,
    /// The line.
    pub line: Line,
}

impl Stack {
    /// Returns the height from the space above its first line to the bottom of its last.
    pub fn height(&self) -> Length {
        self.lines.iter().map(|stacked| stacked.space + stacked.line.total()).sum()
    }
}

/// A figure or table that text may run around: one box, which no page end cuts.
#[derive(Clone, Debug)]
pub struct Float {
    /// Its lines; there is no space above the first.
    pub stack: Stack,
    /// Where it may be placed.
    pub spot: FloatSpot,
    /// Set with its head at the left edge of the page: its lines run upward, along the text's height.
    pub turned: bool,
    /// Where it was written.
    pub span: Span,
}

/// Where a float may be placed.
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
