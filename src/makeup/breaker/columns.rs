//! Balances the lines of a page that are set in columns side by side.
//!
//! On a page, the lines of a region of columns are one block, as high as its tallest column. The breaker extends it line
//! by line as it does a page of plain text, and balances it anew with each line, so that a page that is full has full
//! columns, and the last one, or a region that ends within a page, ends level. A column may end where a page may end,
//! and its end costs as much.

use std::cmp::Ordering;

use super::super::gather::{Gathered, LineStep};
use super::page::break_cost;
use super::{Charge, Decision, FORBIDDEN, OpenPage, PageBreaker};
use crate::book::MAX_COLUMNS;
use crate::layout::{RepeatAt, SHAPE, Side};
use crate::units::Length;

/// The costs of a column that is a line shorter than the tallest beside it: the last column, and any other.
const LAST_SHORT_BY_ONE: i64 = 10_000;
const SHORT_BY_ONE: i64 = 30_000;
/// The cost of a column that is two lines shorter, and that of each further line. They are those of pages that are not
/// level, so that they give way to widows.
const NOT_LEVEL: i64 = 8_000_000;
const LESS_LEVEL: i64 = 1_000_000;

/// The height of a column that is being filled.
#[derive(Clone, Copy)]
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct ColumnLines {
    /// The first step.
    pub(super) from: usize,
    /// The step after the last one.
    pub(super) to: usize,
    /// The height of the lines repeated above the first.
    pub(super) repeated: Length,
    /// The maximum height of the columns.
    pub(super) limit: Length,
    /// The number of columns.
    pub(super) count: u8,
}

/// The ends of columns side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Balance {
    /// The first step, and the step after the last one.
    pub(super) lines: (usize, usize),
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
    /// Orders balances of the same lines by their cost, and of equally cheap ones puts those with the tallest columns first.
    fn order(&self, other: &Self) -> Ordering {
        self.cost.cmp(&other.cost).then(other.ends.cmp(&self.ends))
    }

    /// Returns the step after the last one of each column but the last.
    pub(super) fn ends(&self) -> &[usize] {
        &self.ends[..usize::from(self.count) - 1]
    }
}

/// Divides lines between columns.
pub(super) struct Balancer<'a> {
    pub(super) steps: &'a [LineStep],
    pub(super) leading: Length,
    /// Whether columns may end where page ends are forbidden, at the highest cost, and whatever column a line should
    /// begin.
    pub(super) desperate: bool,
}

impl Balancer<'_> {
    /// Returns the cheapest division of lines between columns, and of equally cheap ones the lowest. Returns `None` if
    /// no columns within the limit hold them.
    ///
    /// It tries heights from the lowest up, in half lines, and for each finds the best ends as a shortest path from
    /// column to column. It stops where the columns could only be less level than those that are found.
    pub(super) fn balance(&self, lines: &ColumnLines) -> Option<Balance> {
        let count = i64::from(lines.count);
        let (natural, gap) = self.natural(lines);
        let lowest = (natural - (gap + self.leading) * (count - 1)) / count;
        let mut height = lowest.max(self.leading).ceil_to(self.leading / 2);
        let mut best: Option<Balance> = None;
        loop {
            let allowed = height.min(lines.limit);
            if let Some(found) = &best
                && self.level((allowed * count - natural) / count, LAST_SHORT_BY_ONE) >= found.cost
            {
                break;
            }
            let bound = best.map_or(i64::MAX, |found| found.cost);
            best = self.within(lines, allowed, bound).or(best);
            if height >= lines.limit {
                break;
            }
            height += self.leading / 2;
        }
        best
    }

    /// Returns the height of the lines in one column, and the largest space between two of them.
    fn natural(&self, lines: &ColumnLines) -> (Length, Length) {
        let mut fill = ColumnFill::new(lines.repeated);
        let mut gap = Length::ZERO;
        for step in &self.steps[lines.from..lines.to] {
            fill.add(step, self.leading);
            gap = gap.max(step.space);
        }
        (fill.height(), gap)
    }

    /// Returns the cheapest columns up to a height that cost less than `bound`.
    fn within(&self, lines: &ColumnLines, height: Length, mut bound: i64) -> Option<Balance> {
        let start = Balance {
            lines: (lines.from, lines.to),
            ends: [lines.to; MAX_COLUMNS as usize],
            count: lines.count,
            height: Length::ZERO,
            cost: 0,
        };
        let mut open = vec![start];
        for column in 0..usize::from(lines.count) - 1 {
            let mut next: Vec<Balance> = Vec::new();
            for balance in &open {
                self.fill(lines, height, balance, column, &mut next);
            }
            next.retain(|balance| balance.cost < bound);
            next.sort_by(|a, b| a.ends[column].cmp(&b.ends[column]).then(a.order(b)));
            next.dedup_by_key(|balance| balance.ends[column]);
            open = next;
        }
        open.sort_by(Balance::order);
        let last = usize::from(lines.count) - 1;
        let mut best = None;
        for balance in open {
            if balance.cost >= bound {
                break;
            }
            let Some(own) = self.last(lines, height, &balance, last) else { continue };
            let is_given = self.begins_column(balance.ends[last - 1]);
            let short = if is_given { Length::ZERO } else { height - own };
            let cost = balance.cost + self.level(short, LAST_SHORT_BY_ONE);
            if cost < bound {
                bound = cost;
                best = Some(Balance { cost, height: balance.height.max(own), ..balance });
            }
        }
        best
    }

    /// Adds to `out` every way to end the next column.
    fn fill(
        &self,
        lines: &ColumnLines,
        height: Length,
        before: &Balance,
        column: usize,
        out: &mut Vec<Balance>,
    ) {
        let (start, mut fill) = self.begin(lines, before, column);
        if start == lines.to {
            out.push(Balance { cost: before.cost + self.level(height, SHORT_BY_ONE), ..*before });
        }
        for (index, step) in self.steps[start..lines.to].iter().enumerate() {
            if index > 0 && self.begins_column(start + index) {
                break;
            }
            fill.add(step, self.leading);
            if fill.height() > height {
                break;
            }
            let end = start + index + 1;
            let Some(cost) = self.end_cost(lines, end) else { continue };
            let mut balance = *before;
            balance.ends[column] = end;
            balance.height = before.height.max(fill.height());
            balance.cost += cost;
            if end == lines.to || !self.begins_column(end) {
                balance.cost += self.level(height - fill.height(), SHORT_BY_ONE);
            }
            out.push(balance);
        }
    }

    /// Returns the height of the last column; `None` if it is taller than `height`.
    fn last(&self, lines: &ColumnLines, height: Length, before: &Balance, column: usize) -> Option<Length> {
        let (start, mut fill) = self.begin(lines, before, column);
        if start == lines.to {
            return Some(Length::ZERO);
        }
        for (index, step) in self.steps[start..lines.to].iter().enumerate() {
            fill.add(step, self.leading);
            if fill.height() > height || (index > 0 && self.begins_column(start + index)) {
                return None;
            }
        }
        Some(fill.height())
    }

    /// Returns the first step of a column, and the column with what is repeated at its head.
    fn begin(&self, lines: &ColumnLines, before: &Balance, column: usize) -> (usize, ColumnFill) {
        let start = column.checked_sub(1).map_or(lines.from, |above| before.ends[above]);
        let repeated = match (column, self.steps[..lines.to].get(start)) {
            (0, _) => lines.repeated,
            (_, Some(step)) => repeated(step, false, false),
            (_, None) => Length::ZERO,
        };
        (start, ColumnFill::new(repeated))
    }

    /// Returns whether a step has to begin a column.
    fn begins_column(&self, step: usize) -> bool {
        !self.desperate
            && self.steps.get(step).is_some_and(|step| step.columns.is_some_and(|columns| columns.begins))
    }

    /// Returns the cost of a column end before a step; `None` if it is forbidden.
    fn end_cost(&self, lines: &ColumnLines, end: usize) -> Option<i64> {
        if end == lines.to {
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

/// The columns on a page that is being filled.
#[derive(Clone, Copy)]
pub(super) struct OpenColumns {
    /// The first step in them on this page.
    from: usize,
    /// Their top.
    top: Length,
    /// The height of the lines repeated above the first step.
    repeated: Length,
    /// The index of their balance in [`PageBreaker::balances`].
    balance: u32,
}

impl OpenColumns {
    /// Returns whether a step is set in them.
    pub(super) fn take(&self, gathered: &Gathered, step: &LineStep) -> bool {
        gathered.steps[self.from].column_set() == step.column_set()
    }

    /// Returns the properties in which columns must agree for the pages to be alike.
    pub(super) fn key(&self) -> (usize, Length, Length) {
        (self.from, self.top, self.repeated)
    }
}

impl PageBreaker<'_> {
    /// Adds a step to the columns of a page, which begin with it if there are none yet. Returns `None` if it does not
    /// fit.
    pub(super) fn add_to_columns(
        &mut self,
        page: &mut OpenPage,
        index: usize,
        desperate: bool,
    ) -> Option<()> {
        let step = &self.gathered.steps[index];
        let open = page.columns.unwrap_or_else(|| {
            let least = if page.below_float { self.heights.leading } else { Length::ZERO };
            let space = if page.lines == 0 { Length::ZERO } else { step.space.max(least) };
            let turned = !self.heights.facing || page.side == Side::Verso;
            OpenColumns {
                from: index,
                top: (page.text + step.sink + space).ceil_to(self.heights.leading),
                repeated: if page.lines == 0 { repeated(step, true, turned) } else { Length::ZERO },
                balance: 0,
            }
        });
        page.below_float = false;
        page.text = open.top;
        let lines = self.column_lines(page, &open, index + 1);
        let found = self.balancer(false).balance(&lines);
        let found = match found {
            Some(found) => found,
            None if !desperate => return None,
            // A line that is taller than the page is alone on it.
            None if page.lines == 0 => {
                self.balancer(true).balance(&ColumnLines { limit: step.total + open.repeated, ..lines })?
            }
            None => self.balancer(true).balance(&lines)?,
        };
        page.text = open.top + found.height;
        page.columns = Some(OpenColumns { balance: u32::try_from(self.balances.len()).ok()?, ..open });
        self.balances.push(found);
        Some(())
    }

    /// Balances the columns of a page within the room that its notes leave. Returns `None` if they do not fit.
    pub(super) fn narrow_columns(&mut self, page: &mut OpenPage, index: usize) -> Option<()> {
        let open = page.columns?;
        let text = std::mem::replace(&mut page.text, open.top);
        let lines = self.column_lines(page, &open, index + 1);
        page.text = text;
        let found = self.balancer(false).balance(&lines)?;
        page.text = open.top + found.height;
        page.columns = Some(OpenColumns { balance: u32::try_from(self.balances.len()).ok()?, ..open });
        self.balances.push(found);
        Some(())
    }

    /// Returns whether the columns of a page have no room for a step and what should not be separated from it.
    pub(super) fn are_columns_full(&self, page: &OpenPage, index: usize) -> bool {
        let Some(open) = page.columns else { return false };
        let steps = &self.gathered.steps;
        let goes_on =
            |step: &LineStep| step.column_set() == steps[index].column_set() && step.penalty >= SHAPE;
        let end = index + 1 + steps[index + 1..].iter().take_while(|step| goes_on(step)).count();
        let page = OpenPage { text: open.top, ..*page };
        self.balancer(false).balance(&self.column_lines(&page, &open, end)).is_none()
    }

    /// Ends the columns of a page, if it has any. Adds their cost.
    pub(super) fn end_columns(&mut self, page: &mut OpenPage) {
        let Some(open) = page.columns.take() else { return };
        let cost = self.balances[open.balance as usize].cost;
        self.charge(page, Charge::ColumnEnds, cost);
        page.log = self.decide(page.log, Decision::Columns { balance: open.balance });
    }

    /// Returns the lines of the columns of a page up to a step. The text of the page ends where the columns begin.
    fn column_lines(&self, page: &OpenPage, open: &OpenColumns, to: usize) -> ColumnLines {
        let gathered = self.gathered;
        let columns = gathered.steps[open.from].column_set().map(|columns| gathered.columns[columns]);
        ColumnLines {
            from: open.from,
            to,
            repeated: open.repeated,
            limit: self.room(page),
            count: columns.map_or(1, |columns| columns.count),
        }
    }

    fn balancer(&self, desperate: bool) -> Balancer<'_> {
        Balancer { steps: &self.gathered.steps, leading: self.heights.leading, desperate }
    }
}

#[cfg(test)]
mod tests;
