//! The demerits of a line: those of its badness, of the penalty at its end, and of its relation to the line
//! above (*The TeXbook*, chapter 14; *TeX: The Program*, §859). Contrast of neighbouring lines, and last
//! lines that are runts or almost full, are additions to TeX.

use super::item::INFINITE;
use super::node::{BreakNode, CandidateLine};
use super::problem::BreakParams;
use crate::layout::LineDemerits;

// Demerits (`plain.tex` unless stated otherwise).
const LINE_PENALTY: i64 = 10;
/// A second consecutive hyphen; 10000 in `plain.tex`.
const DOUBLE_HYPHEN: i64 = 20_000;
/// A third consecutive hyphen, which makes a ladder.
const THIRD_HYPHEN: i64 = 10_000_000;
const FINAL_HYPHEN: i64 = 5_000;
const ADJACENT: i64 = 10_000;
/// Neighbouring lines whose ratios differ by 1. The demerits grow with the square of the difference.
const CONTRAST: i64 = 1_500;
/// A last line that is a runt, and one that looks full by accident.
const RUNT: i64 = 100_000;
const BRIM: i64 = 2_000;

/// The end of a line.
pub(super) struct LineEnd {
    /// The penalty of the break.
    pub(super) cost: i32,
    /// Whether the line ends with a hyphen.
    pub(super) flagged: bool,
    /// Whether it is the end of the paragraph.
    pub(super) last: bool,
}

/// Returns the demerits of a line, given the solution for the lines before it. The caller adds those of
/// rivers and of overfull lines.
#[inline]
pub(super) fn demerits(
    before: &BreakNode,
    line: &CandidateLine,
    end: &LineEnd,
    params: &BreakParams,
) -> LineDemerits {
    let cost = i64::from(end.cost);
    let weight = params.weight;
    let weighted = |demerits: i64| demerits * weight / 1000 * weight / 1000;
    let mut demerits = LineDemerits { line: (LINE_PENALTY + line.badness).pow(2), ..LineDemerits::default() };
    if cost > -i64::from(INFINITE) {
        demerits.penalty = weighted(cost * cost.abs());
    }
    if before.fitness.abs_diff(line.fitness) > 1 {
        demerits.contrast += ADJACENT;
    }
    if before.line > 0 {
        let contrast = i64::from(before.found.ratio.abs_diff(line.ratio)).min(3_000);
        demerits.contrast += CONTRAST * contrast * contrast / 1_000_000;
    }
    if before.hyphens > 0 {
        demerits.hyphens = match (end.flagged, end.last) {
            (true, _) if before.hyphens > 1 => THIRD_HYPHEN,
            (true, _) => weighted(DOUBLE_HYPHEN),
            (false, true) => weighted(FINAL_HYPHEN),
            (false, false) => 0,
        };
    }
    if end.last && before.line > 0 {
        if before.start >= params.runt {
            demerits.last_line += weighted(RUNT);
        }
        if line.change > 0 && line.change < params.brim {
            demerits.last_line += weighted(BRIM);
        }
    }
    demerits
}
