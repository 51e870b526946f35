//! What is broken and what comes of it: parameters, measures, line ends.

use std::ops::Range;

use super::item::{BreakItem, INFINITE};
use super::node::SearchRoot;

/// Demerits and limits (`plain.tex` unless stated otherwise).
#[derive(Clone, Copy, Debug)]
pub(in crate::paragraph) struct BreakParams {
    /// Badness allowed without hyphens; negative leaves the pass out.
    pub(in crate::paragraph) pretolerance: i64,
    /// Badness allowed with hyphens.
    pub(in crate::paragraph) tolerance: i64,
    /// Stretch added to each line in the last pass, in scaled points.
    pub(in crate::paragraph) emergency: i64,
    /// Stretch at the end of each line: none when justified, some when ragged.
    pub(in crate::paragraph) ragged: i64,
    /// A last line shorter than this is a runt.
    pub(in crate::paragraph) runt: i64,
    /// A last line that leaves less than this looks full by accident.
    pub(in crate::paragraph) brim: i64,
    /// Spaces whose middles are nearer stand in line; 0 looks for no rivers.
    pub(in crate::paragraph) river: i64,
    /// Variants to break that are asked for: 1 to 3.
    pub(in crate::paragraph) variants: usize,
}

/// Where a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) struct Break {
    /// The item it ends at.
    pub(in crate::paragraph) item: usize,
    /// Thousandths of the stretch (above 0) or shrink (below 0) that it takes.
    pub(in crate::paragraph) ratio: i32,
    /// It was chosen in the last pass, in which every line may stretch further.
    pub(in crate::paragraph) emergency: bool,
    /// How far it runs over the measure, in scaled points.
    pub(in crate::paragraph) over: i64,
}

/// A variant of a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::paragraph) struct Variant {
    /// What is wrong with it.
    pub(in crate::paragraph) demerits: i64,
    /// Where its lines end.
    pub(in crate::paragraph) breaks: Vec<Break>,
}

impl Variant {
    /// How far its lines run over the measure, together.
    pub(in crate::paragraph) fn over(&self) -> i64 {
        self.breaks.iter().map(|found| found.over).sum()
    }
}

/// The widths that lines are broken to.
pub(in crate::paragraph) trait LineMeasures {
    /// The measure of a line, counted from 0, in scaled points.
    fn measure(&self, line: usize) -> i64;
    /// How far the text from one item up to a break may hang into the margins, both sides together.
    fn hang(&self, from: usize, to: usize) -> i64;
    /// Where a line begins whose first item is `from`, from the left end of the measure.
    fn origin(&self, _line: usize, _from: usize) -> i64 {
        0
    }
}

/// What is broken: items of a paragraph from where it is settled.
pub(super) struct BreakText<'a, M> {
    pub(super) items: &'a [BreakItem],
    pub(super) range: Range<usize>,
    pub(super) root: &'a SearchRoot,
    pub(super) measures: &'a M,
    pub(super) params: &'a BreakParams,
    /// An item at which no line may end, as if it had no break.
    pub(super) barred: Option<usize>,
}

/// The first item of the line after a break: glue and penalties vanish after it, up to the next box
/// or forced break.
pub(in crate::paragraph) fn line_start(items: &[BreakItem], after: usize) -> usize {
    let rest = items.get(after + 1..).unwrap_or_default();
    let vanishing = rest.iter().take_while(|item| match item {
        BreakItem::Box { .. } => false,
        BreakItem::Glue { .. } => true,
        BreakItem::Penalty { cost, .. } => *cost > -INFINITE,
    });
    after + 1 + vanishing.count()
}
