//! Divides lines between columns side by side so that these are level.

use super::super::super::gather::LineStep;
use super::super::FORBIDDEN;
use super::super::page::break_cost;
use crate::book::MAX_COLUMNS;
use crate::layout::RepeatAt;
use crate::units::Length;

/// The costs of a column that is a line shorter than the tallest beside it: the last column, and any other.
const LAST_SHORT_BY_ONE: i64 = 10_000;
const SHORT_BY_ONE: i64 = 30_000;
/// The cost of a column that is two lines shorter, and that of each further line. They are those of pages that are not
/// level, so that they give way to widows.
const NOT_LEVEL: i64 = 8_000_000;
const LESS_LEVEL: i64 = 1_000_000;

/// The height of a column that is being filled.
#[derive(Clone, Copy, Debug)]
pub(in crate::makeup) struct ColumnFill {
    height: Length,
    is_empty: bool,
}

impl ColumnFill {
    /// Returns a column with lines of that height repeated at its head.
    pub(in crate::makeup) fn new(repeated: Length) -> Self {
        Self { height: repeated, is_empty: true }
    }

    /// Adds a line. Returns its top.
    pub(in crate::makeup) fn add(&mut self, step: &LineStep, leading: Length) -> Length {
        let space = if self.is_empty { Length::ZERO } else { step.space };
        let top = step.snapped(self.height + space, leading);
        (self.height, self.is_empty) = (top + step.total, false);
        top
    }

    /// Returns the height so far.
    pub(in crate::makeup) fn height(self) -> Length {
        self.height
    }
}

/// Returns the height of the lines repeated above a step at the head of a column: of the first column of a page, or of
/// another one.
pub(in crate::makeup) fn repeated(step: &LineStep, begins_page: bool, turned: bool) -> Length {
    match step.repeat_at {
        RepeatAt::EveryColumn => step.repeat,
        RepeatAt::TurnedPage if begins_page && turned => step.repeat,
        RepeatAt::TurnedPage => Length::ZERO,
    }
}

/// Lines of one page that are set in columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnLines {
    /// The first step.
    pub(super) from: usize,
    /// The step after the last one.
    pub(super) to: usize,
    /// The height of the lines repeated above the first.
    pub(super) repeated: Length,
    /// All of them in one column.
    fill: ColumnFill,
    /// The largest space between two of them.
    gap: Length,
}

impl ColumnLines {
    /// Returns no lines before a step, above which lines of that height are repeated.
    pub(super) fn new(from: usize, repeated: Length) -> Self {
        Self { from, to: from, repeated, fill: ColumnFill::new(repeated), gap: Length::ZERO }
    }

    /// Adds the next step.
    pub(super) fn add(&mut self, steps: &[LineStep], leading: Length) {
        let step = &steps[self.to];
        self.fill.add(step, leading);
        self.gap = self.gap.max(step.space);
        self.to += 1;
    }
}

/// The ends of columns side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) struct Balance {
    /// The first step, and the step after the last one.
    pub(in super::super) lines: (usize, usize),
    /// The step after the last one of each column but the last.
    ends: [usize; MAX_COLUMNS as usize],
    /// The number of columns.
    count: u8,
    /// The height of the tallest column.
    pub(super) height: Length,
    /// The cost of the ends of its columns, and of columns that are not level.
    pub(super) cost: i64,
}

impl Balance {
    /// Returns the step after the last one of each column but the last.
    pub(in super::super) fn ends(&self) -> &[usize] {
        &self.ends[..usize::from(self.count) - 1]
    }
}

/// The heights of columns, which are the same for all pages that have a column with the same first line.
#[derive(Default)]
pub(in super::super) struct ColumnHeights {
    /// For each first step, the height of what is repeated above it, whether the column may go on where another has to
    /// begin, and the index in `all`.
    known: Vec<Vec<(Length, bool, usize)>>,
    /// The heights down to each line.
    all: Vec<Vec<Length>>,
}

/// Divides lines between columns.
pub(super) struct Balancer<'a> {
    pub(super) steps: &'a [LineStep],
    pub(super) leading: Length,
    /// The maximum height of a column of more than a line.
    pub(super) max: Length,
    /// Whether columns may end where page ends are forbidden, at the highest cost, and whatever column a line should
    /// begin.
    pub(super) desperate: bool,
    pub(super) heights: &'a mut ColumnHeights,
}

/// The search for the best columns up to a height.
struct Search {
    lines: ColumnLines,
    height: Length,
    /// The index of the last column.
    last: usize,
    /// What columns must cost less than.
    bound: i64,
    best: Option<Balance>,
}

impl Search {
    /// Keeps columns if they are the cheapest so far, given the height of the last one and the cost of its end.
    fn keep(&mut self, before: &Balance, own: Length, cost: i64) {
        let cost = before.cost + cost;
        if cost < self.bound {
            self.bound = cost;
            self.best = Some(Balance { cost, height: before.height.max(own), ..*before });
        }
    }
}

impl Balancer<'_> {
    /// Returns the cheapest division of lines between `count` columns up to a height, and of equally cheap ones the
    /// lowest. Returns `None` if the columns do not hold them.
    ///
    /// It tries heights from the lowest up, in half lines, and for each searches the ends of the columns with a bound.
    /// It stops where the columns could only be less level than those that are found.
    pub(super) fn balance(&mut self, lines: &ColumnLines, count: u8, limit: Length) -> Option<Balance> {
        let columns = i64::from(count);
        let natural = lines.fill.height();
        let lowest = (natural - (lines.gap + self.leading) * (columns - 1)) / columns;
        let start = Balance {
            lines: (lines.from, lines.to),
            ends: [lines.to; MAX_COLUMNS as usize],
            count,
            height: Length::ZERO,
            cost: 0,
        };
        let mut search = Search {
            lines: *lines,
            height: lowest.max(self.leading).ceil_to(self.leading / 2),
            last: usize::from(count) - 1,
            bound: i64::MAX,
            best: None,
        };
        loop {
            let is_highest = search.height >= limit;
            search.height = search.height.min(limit);
            let short = (search.height * columns - natural) / columns;
            if search.best.is_some() && self.level(short, LAST_SHORT_BY_ONE) >= search.bound {
                break;
            }
            self.column(&mut search, 0, &start);
            if is_highest {
                break;
            }
            search.height += self.leading / 2;
        }
        search.best
    }

    /// Tries the ends of a column from the last possible up, and for each those of the columns after it. Returns
    /// whether they may hold all lines. If they do not, they do not either if the columns before end earlier.
    fn column(&mut self, search: &mut Search, column: usize, before: &Balance) -> bool {
        let to = search.lines.to;
        let start = column.checked_sub(1).map_or(search.lines.from, |above| before.ends[above]);
        if start == to {
            return self.empty(search, column, before);
        }
        let known = self.heights_from(start, if column == 0 { Some(search.lines.repeated) } else { None });
        let heights = &self.heights.all[known];
        let count =
            heights[..heights.len().min(to - start)].partition_point(|height| *height <= search.height);
        if column == search.last {
            let holds = count == to - start;
            if holds {
                let own = heights[count - 1];
                let short = if self.begins_column(start) { Length::ZERO } else { search.height - own };
                search.keep(before, own, self.level(short, LAST_SHORT_BY_ONE));
            }
            return holds;
        }
        let mut holds = false;
        for lines in (1..=count).rev() {
            let own = self.heights.all[known][lines - 1];
            let end = start + lines;
            let is_given = end < to && self.begins_column(end);
            let short = if is_given { Length::ZERO } else { search.height - own };
            let level = before.cost + self.level(short, SHORT_BY_ONE);
            if level >= search.bound {
                return true;
            }
            let Some(cost) = self.end_cost(end, to).filter(|cost| level + cost < search.bound) else {
                continue;
            };
            let mut after = Balance { cost: level + cost, height: before.height.max(own), ..*before };
            after.ends[column] = end;
            if !self.column(search, column + 1, &after) {
                return holds;
            }
            holds = true;
        }
        // If each end is forbidden or too expensive, it is unknown.
        count > 0
    }

    /// Leaves a column and those after it empty.
    fn empty(&mut self, search: &mut Search, column: usize, before: &Balance) -> bool {
        if column == search.last {
            search.keep(before, Length::ZERO, self.level(search.height, LAST_SHORT_BY_ONE));
            return true;
        }
        let cost = before.cost + self.level(search.height, SHORT_BY_ONE);
        self.column(search, column + 1, &Balance { cost, ..*before })
    }

    /// Returns the index of the heights of a column that begins with a step. What is repeated above it is known for the
    /// first column of a page.
    fn heights_from(&mut self, start: usize, above: Option<Length>) -> usize {
        let first = &self.steps[start];
        let above = above.unwrap_or_else(|| repeated(first, false, false));
        if self.heights.known.len() <= start {
            self.heights.known.resize_with(start + 1, Vec::new);
        }
        let is_this = |known: &&(Length, bool, usize)| (known.0, known.1) == (above, self.desperate);
        if let Some((_, _, at)) = self.heights.known[start].iter().find(is_this) {
            return *at;
        }
        let mut fill = ColumnFill::new(above);
        let mut heights = Vec::new();
        for (index, step) in self.steps.iter().enumerate().skip(start) {
            let goes_on = step.column_set() == first.column_set() && !self.begins_column(index);
            if index > start && !goes_on {
                break;
            }
            fill.add(step, self.leading);
            if index > start && fill.height() > self.max {
                break;
            }
            heights.push(fill.height());
        }
        let at = self.heights.all.len();
        self.heights.all.push(heights);
        self.heights.known[start].push((above, self.desperate, at));
        at
    }

    /// Returns whether a step has to begin a column.
    fn begins_column(&self, step: usize) -> bool {
        let begins = |step: &LineStep| step.columns.is_some_and(|columns| columns.begins);
        !self.desperate && self.steps.get(step).is_some_and(begins)
    }

    /// Returns the cost of a column end before a step of the lines before `to`; `None` if it is forbidden.
    fn end_cost(&self, end: usize, to: usize) -> Option<i64> {
        if end == to {
            return Some(0);
        }
        let cost = break_cost(self.steps[end].penalty);
        (cost < FORBIDDEN || self.desperate).then_some(cost)
    }

    /// Returns the cost of a column that is shorter than the tallest by a length.
    fn level(&self, short: Length, by_one: i64) -> i64 {
        let leading = self.leading.to_sp().max(1);
        match (short.to_sp() + leading / 2) / leading {
            ..=0 => 0,
            1 => by_one,
            lines => NOT_LEVEL + LESS_LEVEL * (lines - 2),
        }
    }
}
