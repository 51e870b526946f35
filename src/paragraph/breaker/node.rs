//! The nodes of the search: partial solutions, each of which breaks all items up to a certain one.

use super::badness::{RATIO_SCALE, TOO_BAD, badness};
use super::problem::Break;
use super::rivers::{LineSpaces, RiverGap};

/// The predecessor of the first node.
pub(super) const NO_NODE: usize = usize::MAX;

/// The limits of one pass.
#[derive(Clone, Copy)]
pub(super) struct Pass {
    pub(super) tolerance: i64,
    /// The maximum ratio whose badness is within the tolerance, in units of 1/[`RATIO_SCALE`].
    pub(super) most: i64,
    pub(super) hyphens: bool,
    pub(super) emergency: i64,
    pub(super) last: bool,
    /// Whether the last line must not be the rest of a divided word.
    pub(super) refuses_stubs: bool,
}

impl Pass {
    pub(super) fn new(tolerance: i64, hyphens: bool, emergency: i64, last: bool) -> Self {
        // The greatest whole number whose badness is at most the tolerance, found by bisection.
        let (mut most, mut beyond) = (0, 1291);
        while beyond - most > 1 {
            let ratio = i64::midpoint(most, beyond);
            let within = badness(ratio, RATIO_SCALE) <= tolerance;
            *(if within { &mut most } else { &mut beyond }) = ratio;
        }
        Self { tolerance, most, hyphens, emergency, last, refuses_stubs: tolerance < TOO_BAD - 1 }
    }
}

/// A partial solution: the breaks of all items up to a certain one.
#[derive(Clone, Copy)]
pub(super) struct BreakNode {
    /// The break at which it ends.
    pub(super) found: Break,
    /// The first item of the next line.
    pub(super) start: usize,
    /// The number of lines so far.
    pub(super) line: usize,
    /// The fitness class of its last line: 0 tight, 1 decent, 2 loose, 3 very loose.
    pub(super) fitness: u8,
    /// The number of consecutive lines at its end that end with hyphens.
    pub(super) hyphens: u8,
    pub(super) demerits: i64,
    pub(super) from: usize,
    /// The spaces of its last line: the index of the first in the gaps of the search, and their number.
    pub(super) gaps: (usize, usize),
}

/// The sums over all items before a certain one.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) width: i64,
    pub(super) stretch: i64,
    pub(super) shrink: i64,
    pub(super) flex: i64,
    pub(super) spacing: i64,
    /// The natural widths of word spaces with four times the stretch of other gaps, and the number of word spaces.
    pub(super) space: i64,
    pub(super) spaces: u32,
}

/// The state in which a search begins.
pub(super) struct SearchRoot {
    pub(super) node: BreakNode,
    pub(super) gaps: Vec<RiverGap>,
}

impl SearchRoot {
    /// Returns the state at the start of a paragraph, below a line with the given spaces.
    pub(super) fn below(above: &LineSpaces) -> Self {
        let node = BreakNode {
            found: Break { item: 0, ratio: 0, emergency: false, over: 0 },
            start: 0,
            line: 0,
            fitness: 1,
            hyphens: 0,
            demerits: 0,
            from: NO_NODE,
            gaps: (0, above.0.len()),
        };
        Self { node, gaps: above.0.clone() }
    }
}

/// A possible line from an active node to an item.
#[derive(Clone, Copy)]
pub(super) struct CandidateLine {
    pub(super) ratio: i32,
    pub(super) badness: i64,
    pub(super) fitness: u8,
    pub(super) over: i64,
    pub(super) natural: i64,
    pub(super) change: i64,
}
