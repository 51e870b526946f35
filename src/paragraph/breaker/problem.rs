//! The input and the output of line breaking: parameters, measures, breaks.

use std::ops::Range;

use super::item::{BreakItem, INFINITE};
use super::node::SearchRoot;
use super::rivers::LineSpaces;

/// The parameters of line breaking, of which the first three are TeX's (*The TeXbook*, chapter 14). All
/// lengths are in scaled points.
#[derive(Clone, Copy, Debug)]
pub(in crate::paragraph) struct BreakParams {
    /// The maximum badness in the pass without hyphens. A negative value omits the pass.
    pub(in crate::paragraph) pretolerance: i64,
    /// The maximum badness in the pass with hyphens.
    pub(in crate::paragraph) tolerance: i64,
    /// The stretch added to each line in the last pass.
    pub(in crate::paragraph) emergency: i64,
    /// The stretch at the end of each line: 0 in justified text, more in ragged text.
    pub(in crate::paragraph) ragged: i64,
    /// The first item of which a last line would be a runt, or later ones.
    pub(in crate::paragraph) runt: usize,
    /// Whether looser lines are tried where the lines that are good enough end with a runt: text without word spaces has few
    /// other ways to avoid one.
    pub(in crate::paragraph) avoids_runts: bool,
    /// The space at the end of a last line below which it looks full by accident.
    pub(in crate::paragraph) brim: i64,
    /// The maximum distance between the centres of spaces that are above each other. If it is 0, rivers
    /// have no demerits.
    pub(in crate::paragraph) river: i64,
    /// The factor for penalties, in thousandths, and its square that for other demerits, which are all meant for
    /// the spaces of [`USUAL_SPACE`](super::super::measures::USUAL_SPACE).
    pub(in crate::paragraph) weight: i64,
    /// The number of variants that are wanted, from 1 to 3.
    pub(in crate::paragraph) variants: usize,
    /// Whether the author asks for another number of lines, which may then have flaws that the best variant has
    /// not.
    pub(in crate::paragraph) is_asked: bool,
}

/// The end of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) struct Break {
    /// The index of the item at which it ends.
    pub(in crate::paragraph) item: usize,
    /// The ratio of the line, in thousandths of its stretch (above 0) or of its shrink (below 0).
    pub(in crate::paragraph) ratio: i32,
    /// Whether it was chosen in the last pass, in which every line may stretch further.
    pub(in crate::paragraph) emergency: bool,
    /// How much longer than the measure the line is, in scaled points.
    pub(in crate::paragraph) over: i64,
}

/// One way to break a paragraph into lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::paragraph) struct Variant {
    /// The total demerits of its lines.
    pub(in crate::paragraph) demerits: i64,
    /// The ends of its lines.
    pub(in crate::paragraph) breaks: Vec<Break>,
    /// The word spaces of its last line. They are known of the best variant only.
    pub(in crate::paragraph) spaces: LineSpaces,
    /// Whether the glyphs of all its full lines would be scaled as far as the design allows, all wider or all
    /// narrower, so that it would differ visibly from its neighbours.
    pub(in crate::paragraph) strained: bool,
}

impl Variant {
    /// Returns by how much its lines are longer than the measure in total, in scaled points.
    pub(in crate::paragraph) fn over(&self) -> i64 {
        self.breaks.iter().map(|found| found.over).sum()
    }
}

/// The widths to which lines are broken.
pub(in crate::paragraph) trait LineMeasures {
    /// Returns the measure of a line, counted from 0, in scaled points.
    fn measure(&self, line: usize) -> i64;
    /// Returns how far a line from one item to a break may protrude into both margins together, in scaled
    /// points; it is not negative.
    fn hang(&self, from: usize, to: usize) -> i64;
    /// Returns how much shorter than the measure a line from one item to a break may be without being filled, in
    /// scaled points: its stretch, in addition to that of its items.
    fn short(&self, _from: usize, _to: usize) -> i64 {
        0
    }
    /// Returns the maximum of [`Self::short`] for any line.
    fn max_short(&self) -> i64 {
        0
    }
    /// Returns the start of a line whose first item is `from`, in scaled points from the left end of the
    /// measure.
    fn origin(&self, _line: usize, _from: usize) -> i64 {
        0
    }
    /// Returns the word spaces of the line above the first one, with positions from the left end of the measure.
    fn above(&self) -> &LineSpaces {
        LineSpaces::NONE
    }
}

/// The input of a search: a range of the items of a paragraph, after the last break that is final.
pub(super) struct BreakText<'a, M> {
    pub(super) items: &'a [BreakItem],
    pub(super) range: Range<usize>,
    pub(super) root: &'a SearchRoot,
    pub(super) measures: &'a M,
    pub(super) params: &'a BreakParams,
    /// The index of an item at which no line may end.
    pub(super) barred: Option<usize>,
}

/// Returns the index of the first item of the line after a break. Glue and penalties after the break are
/// discarded, up to the next box or forced break.
pub(in crate::paragraph) fn line_start(items: &[BreakItem], after: usize) -> usize {
    let rest = items.get(after + 1..).unwrap_or_default();
    let vanishing = rest.iter().take_while(|item| match item {
        BreakItem::Box { .. } => false,
        BreakItem::Glue { .. } | BreakItem::Gap { .. } => true,
        BreakItem::Penalty { cost, .. } => *cost > -INFINITE,
    });
    after + 1 + vanishing.count()
}
