//! Balances the lines of a page that are set in columns side by side.
//!
//! On a page, the lines of a region of columns are one block, as high as its tallest column. The breaker extends it line
//! by line as it does a page of plain text, and balances it anew with each line, so that a page that is full has full
//! columns, and the last one, or a region that ends within a page, ends level. A column may end where a page may end,
//! and its end costs as much.

mod balance;

use super::super::gather::{Gathered, LineStep};
use super::{Charge, Decision, OpenPage, PageBreaker};
use crate::layout::{SHAPE, Side};
use crate::units::Length;
pub(super) use balance::{Balance, ColumnHeights};
use balance::{Balancer, ColumnLines};
pub(in crate::makeup) use balance::{ColumnFill, repeated};

/// The columns on a page that is being filled.
#[derive(Clone, Copy)]
pub(super) struct OpenColumns {
    /// The first step in them on this page.
    from: usize,
    /// Their top.
    top: Length,
    /// The height of the lines repeated above the first step.
    repeated: Length,
    /// The index in [`PageBreaker::balances`] of their lines and ends.
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

/// The lines in the columns of a page that is being filled, and the ends of the columns.
#[derive(Clone, Copy)]
pub(super) struct BalancedLines {
    lines: ColumnLines,
    pub(super) balance: Balance,
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
        let (open, mut lines) = match page.columns {
            Some(open) => (open, self.balances[open.balance as usize].lines),
            None => {
                let open = self.open_columns(page, index);
                (open, ColumnLines::new(index, open.repeated))
            }
        };
        lines.add(&self.gathered.steps, self.heights.leading);
        page.below_float = false;
        page.text = open.top;
        let (count, limit) = (self.columns_of(step), self.room(page));
        let found = match self.balancer(false).balance(&lines, count, limit) {
            Some(found) => found,
            None if !desperate => return None,
            // A line that is taller than the page is alone on it.
            None if page.lines == 0 => {
                self.balancer(true).balance(&lines, count, step.total + open.repeated)?
            }
            None => self.balancer(true).balance(&lines, count, limit)?,
        };
        self.keep_columns(page, open, lines, found)
    }

    /// Returns the columns of a page that begin with a step.
    fn open_columns(&self, page: &OpenPage, index: usize) -> OpenColumns {
        let step = &self.gathered.steps[index];
        let least = if page.below_float { self.heights.leading } else { Length::ZERO };
        let space = if page.lines == 0 { Length::ZERO } else { step.space.max(least) };
        let turned = !self.heights.facing || page.side == Side::Verso;
        OpenColumns {
            from: index,
            top: (page.text + step.sink + space).ceil_to(self.heights.leading),
            repeated: if page.lines == 0 { repeated(step, true, turned) } else { Length::ZERO },
            balance: 0,
        }
    }

    fn keep_columns(
        &mut self,
        page: &mut OpenPage,
        open: OpenColumns,
        lines: ColumnLines,
        balance: Balance,
    ) -> Option<()> {
        let at = u32::try_from(self.balances.len()).ok()?;
        self.balances.push(BalancedLines { lines, balance });
        page.text = open.top + balance.height;
        page.columns = Some(OpenColumns { balance: at, ..open });
        Some(())
    }

    /// Balances the columns of a page within the room that its notes leave. Returns `None` if they do not fit.
    pub(super) fn narrow_columns(&mut self, page: &mut OpenPage) -> Option<()> {
        let open = page.columns?;
        let lines = self.balances[open.balance as usize].lines;
        let count = self.columns_of(&self.gathered.steps[open.from]);
        let limit = self.room(&OpenPage { text: open.top, ..*page });
        let found = self.balancer(false).balance(&lines, count, limit)?;
        self.keep_columns(page, open, lines, found)
    }

    /// Returns whether the columns of a page have no room for a step and what should not be separated from it.
    pub(super) fn are_columns_full(&mut self, page: &OpenPage, index: usize) -> bool {
        let Some(open) = page.columns else { return false };
        let steps = &self.gathered.steps;
        let mut lines = self.balances[open.balance as usize].lines;
        let goes_on =
            |step: &LineStep| step.column_set() == steps[index].column_set() && step.penalty >= SHAPE;
        for at in index..steps.len() {
            if at > index && !goes_on(&steps[at]) {
                break;
            }
            lines.add(steps, self.heights.leading);
        }
        let (count, limit) =
            (self.columns_of(&steps[index]), self.room(&OpenPage { text: open.top, ..*page }));
        self.balancer(false).balance(&lines, count, limit).is_none()
    }

    /// Ends the columns of a page, if it has any. Adds their cost.
    pub(super) fn end_columns(&mut self, page: &mut OpenPage) {
        let Some(open) = page.columns.take() else { return };
        let cost = self.balances[open.balance as usize].balance.cost;
        self.charge(page, Charge::ColumnEnds, cost);
        page.log = self.decide(page.log, Decision::Columns { balance: open.balance });
    }

    fn balancer(&mut self, desperate: bool) -> Balancer<'_> {
        Balancer {
            steps: &self.gathered.steps,
            leading: self.heights.leading,
            max: self.heights.text,
            desperate,
            heights: &mut self.column_heights,
        }
    }
}

#[cfg(test)]
mod tests;
