//! Rivers: word spaces above each other in several lines, which form white streaks in the text (Bringhurst
//! 2.1.7). They go on from one paragraph to the next.

use std::ops::Range;

use super::item::{BreakItem, FILL};
use crate::units::Length;

/// The demerits of a space that continues a streak, by the number of lines in the streak: none up to two,
/// few at three, more at four, when the streak becomes visible. At each further line they are [`LONGER`].
const STREAK: [i64; 5] = [0, 0, 0, 2_000, 60_000];
const LONGER: i64 = 30_000;

/// The word spaces of a line that is set, from left to right.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct LineSpaces(pub(super) Vec<RiverGap>);

impl LineSpaces {
    /// No word spaces.
    pub(crate) const NONE: &'static Self = &Self(Vec::new());

    /// Returns them with positions that are counted from a point further left by `by`.
    pub(in crate::paragraph) fn shifted(&self, by: Length) -> Self {
        Self(self.0.iter().map(|gap| RiverGap { x: gap.x + by.to_sp(), ..*gap }).collect())
    }
}

/// A word space in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct RiverGap {
    /// The position of its centre, from the left end of the measure.
    x: i64,
    /// The number of consecutive lines, up to this one, with spaces above each other here.
    lines: u8,
}

/// A word space of the paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordSpace {
    /// The position of its centre if all items were set in one line, from the start of the first item.
    middle: i64,
}

/// Returns all word spaces of items, in the order of the text.
pub(super) fn spaces(items: &[BreakItem]) -> Vec<WordSpace> {
    let mut reached = 0;
    let mut spaces = Vec::new();
    for item in items {
        match *item {
            BreakItem::Box { width, .. } => reached += width,
            BreakItem::Glue { width, stretch, .. } if stretch < FILL => {
                spaces.push(WordSpace { middle: reached + width / 2 });
                reached += width;
            }
            BreakItem::Glue { width, .. } | BreakItem::Gap { width, .. } => reached += width,
            BreakItem::Penalty { .. } => {}
        }
    }
    spaces
}

/// The spaces of a line, with the values that determine their positions.
pub(super) struct Stretched<'a> {
    pub(super) spaces: &'a [WordSpace],
    /// The start of the line if all items were set in one line, from the start of the first item.
    pub(super) begins: i64,
    /// The start of the line as set, from the left end of the measure.
    pub(super) from: i64,
    /// Its natural width.
    pub(super) natural: i64,
    /// How much it is stretched; negative if it is shrunk.
    pub(super) change: i64,
}

/// Appends the spaces of a line to `gaps`, in which those of the line above are at `above`. Returns the
/// demerits of the streaks that they continue.
///
/// Two spaces are above each other if their centres are at most `width` apart. The positions are computed
/// as if the stretch were spread evenly over the length of the line; the error is a fraction of a space.
pub(super) fn below(gaps: &mut Vec<RiverGap>, above: Range<usize>, line: &Stretched<'_>, width: i64) -> i64 {
    let Range { start: mut first, end } = above;
    let mut cost = 0;
    gaps.reserve(line.spaces.len());
    // The stretch per unit of length, in 65536ths.
    let share = (line.change << 16) / line.natural.max(1);
    for space in line.spaces {
        let middle = space.middle - line.begins;
        let x = line.from + middle + ((middle * share) >> 16);
        while first < end && gaps[first].x < x - width {
            first += 1;
        }
        let near = gaps[first..end].iter().take_while(|gap| gap.x <= x + width);
        let lines = near.map(|gap| gap.lines).max().unwrap_or(0).saturating_add(1);
        cost += STREAK.get(usize::from(lines)).copied().unwrap_or(LONGER);
        gaps.push(RiverGap { x, lines });
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[i64]) -> Vec<BreakItem> {
        let glue = BreakItem::Glue { width: 10, stretch: 5, shrink: 3 };
        words.iter().flat_map(|word| [BreakItem::block(*word), glue]).collect()
    }

    fn costs(lines: &[&[i64]]) -> Vec<i64> {
        let (mut gaps, mut above) = (Vec::new(), 0..0);
        let mut costs = Vec::new();
        for words in lines {
            let items = line(words);
            let spaces = spaces(&items);
            let stretched = Stretched { spaces: &spaces, begins: 0, from: 0, natural: 100, change: 0 };
            let begins = gaps.len();
            costs.push(below(&mut gaps, above, &stretched, 5));
            above = begins..gaps.len();
        }
        costs
    }

    #[test]
    fn spaces_in_line_cost_from_the_third_line_on() {
        assert_eq!(costs(&[&[40], &[42], &[38], &[40], &[44]]), [0, 0, STREAK[3], STREAK[4], LONGER]);
    }

    #[test]
    fn spaces_apart_cost_nothing() {
        assert_eq!(costs(&[&[40], &[20], &[40], &[20]]), [0; 4]);
    }
}
