//! Rivers: word spaces that stand one below the other over several lines and run through the text
//! as white streaks (Bringhurst 2.1.7).

use std::ops::Range;

use super::item::{BreakItem, FILL};

/// What a space costs that carries a streak on: nothing for two lines, something for three, for
/// four the streak can be seen, and every further line makes it longer.
const STREAK: [i64; 5] = [0, 0, 0, 5_000, 30_000];
const LONGER: i64 = 10_000;

/// A word space in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct RiverGap {
    /// Its middle, from the left end of the measure.
    x: i64,
    /// Over how many lines, this one included, spaces stand above one another here.
    lines: u8,
}

/// A space of the paragraph, in the order of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordSpace {
    /// Its middle, from the first item on in one line.
    middle: i64,
}

/// All spaces of items.
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
            BreakItem::Glue { width, .. } => reached += width,
            BreakItem::Penalty { .. } => {}
        }
    }
    spaces
}

/// A line's spaces with what is needed to know where they fall.
pub(super) struct Stretched<'a> {
    pub(super) spaces: &'a [WordSpace],
    /// Where the line begins, from the first item on in one line.
    pub(super) begins: i64,
    /// Where it begins on the page, from the left end of the measure.
    pub(super) from: i64,
    /// Its width before it is stretched.
    pub(super) natural: i64,
    /// How far it is stretched.
    pub(super) change: i64,
}

/// Finds the spaces of a line below those of the line above, which stand in a range of `gaps`, and
/// appends them; gives what their streaks cost.
///
/// Spaces are taken to be in line when their middles are at most `width` apart. White is taken to be
/// shared evenly over the length of the line, which is within a fraction of a space of the truth.
pub(super) fn below(gaps: &mut Vec<RiverGap>, above: Range<usize>, line: &Stretched<'_>, width: i64) -> i64 {
    let Range { start: mut first, end } = above;
    let mut cost = 0;
    gaps.reserve(line.spaces.len());
    // White per unit of length, in 65536ths.
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
