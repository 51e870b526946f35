//! The demerits of a line: how bad it is by itself, where it ends, and beside its neighbour (*The
//! TeXbook*, chapter 14; *TeX: The Program*, §859), with the contrast of neighbours and a last line that
//! is a runt or full by accident added to it.

use super::item::INFINITE;
use super::node::{BreakNode, CandidateLine};
use super::problem::BreakParams;
use crate::layout::LineDemerits;

// Demerits (`plain.tex` unless stated otherwise).
const LINE_PENALTY: i64 = 10;
const DOUBLE_HYPHEN: i64 = 20_000;
/// A third hyphen running makes a ladder.
const THIRD_HYPHEN: i64 = 10_000_000;
const FINAL_HYPHEN: i64 = 5_000;
const ADJACENT: i64 = 10_000;
/// Neighbouring lines whose ratios are one apart.
const CONTRAST: i64 = 1_500;
const RUNT: i64 = 40_000;
const BRIM: i64 = 2_000;

/// How a line ends.
pub(super) struct LineEnd {
    /// The penalty there.
    pub(super) cost: i32,
    /// It is a hyphen.
    pub(super) flagged: bool,
    /// It is the end of the paragraph.
    pub(super) last: bool,
}

/// Returns the demerits of a line after those before it. Rivers and overfull lines are left to the caller,
/// which knows of them.
#[inline]
pub(super) fn demerits(
    before: &BreakNode,
    line: &CandidateLine,
    end: &LineEnd,
    params: &BreakParams,
) -> LineDemerits {
    let cost = i64::from(end.cost);
    let mut demerits = LineDemerits { line: (LINE_PENALTY + line.badness).pow(2), ..LineDemerits::default() };
    if cost > -i64::from(INFINITE) {
        demerits.penalty = cost * cost.abs();
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
            (true, _) => DOUBLE_HYPHEN,
            (false, true) => FINAL_HYPHEN,
            (false, false) => 0,
        };
    }
    if end.last && before.line > 0 {
        if line.natural < params.runt {
            demerits.last_line += RUNT;
        }
        if line.change > 0 && line.change < params.brim {
            demerits.last_line += BRIM;
        }
    }
    demerits
}
