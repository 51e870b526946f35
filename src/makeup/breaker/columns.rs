//! Balances the lines of a page that are set in columns side by side.
//!
//! On a page, the lines of a region of columns are one block, as high as its tallest column. The breaker extends it line
//! by line as it does a page of plain text, and balances it anew with each line, so that a page that is full has full
//! columns, and the last one, or a region that ends within a page, ends level. A column may end where a page may end,
//! and its end costs as much.

mod balance;

use std::collections::BTreeMap;

use super::super::gather::LineStep;
use super::{Charge, Decision, OpenPage, PageBreaker};
use crate::layout::{SHAPE, Side};
use crate::units::Length;
pub(super) use balance::{Balance, ColumnHeights};
use balance::{Balancer, ColumnLines};
pub(in crate::makeup) use balance::{ColumnFill, repeated};

/// The columns on a page that is being filled. Every open page has them, so they are small: what they are is in tables
/// of the [`PageBreaker`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct OpenColumns {
    /// The index in [`PageBreaker::column_regions`] of what they have in common on all pages that are alike.
    region: u32,
    /// The index in [`PageBreaker::balances`] of their lines and ends.
    balance: u32,
}

impl OpenColumns {
    /// No columns.
    pub(super) const NONE: Self = Self { region: u32::MAX, balance: u32::MAX };

    /// Returns whether there are columns.
    pub(super) fn are_open(self) -> bool {
        self != Self::NONE
    }

    /// Returns the property in which columns must agree for the pages to be alike.
    pub(super) fn key(self) -> u32 {
        self.region
    }
}

/// Where columns on a page begin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ColumnRegion {
    /// The first step in them on this page.
    from: usize,
    /// Their top.
    top: Length,
    /// The height of the lines repeated above the first step.
    repeated: Length,
}

/// Where the columns of all open pages begin, each place once.
#[derive(Default)]
pub(super) struct ColumnRegions {
    regions: Vec<ColumnRegion>,
    indices: BTreeMap<ColumnRegion, u32>,
}

impl ColumnRegions {
    /// Returns the index of a region. Returns `None` if there are too many.
    fn index(&mut self, region: ColumnRegion) -> Option<u32> {
        if let Some(known) = self.indices.get(&region) {
            return Some(*known);
        }
        let index = u32::try_from(self.regions.len()).ok()?;
        self.regions.push(region);
        self.indices.insert(region, index);
        Some(index)
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
        let (open, mut lines) = if page.columns.are_open() {
            (self.region(page.columns), self.balances[page.columns.balance as usize].lines)
        } else {
            let open = self.open_columns(page, index);
            (open, ColumnLines::new(index, open.repeated))
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
    fn open_columns(&self, page: &OpenPage, index: usize) -> ColumnRegion {
        let step = &self.gathered.steps[index];
        let least = if page.below_float { self.heights.leading } else { Length::ZERO };
        let space = if page.lines == 0 { Length::ZERO } else { step.space.max(least) };
        let turned = !self.heights.facing || page.side == Side::Verso;
        ColumnRegion {
            from: index,
            top: (page.text + step.sink + space).ceil_to(self.heights.leading),
            repeated: if page.lines == 0 { repeated(step, true, turned) } else { Length::ZERO },
        }
    }

    fn region(&self, open: OpenColumns) -> ColumnRegion {
        self.column_regions.regions[open.region as usize]
    }

    /// Returns whether a step is set in the columns of a page.
    pub(super) fn take_columns(&self, open: OpenColumns, step: &LineStep) -> bool {
        self.gathered.steps[self.region(open).from].column_set() == step.column_set()
    }

    fn keep_columns(
        &mut self,
        page: &mut OpenPage,
        open: ColumnRegion,
        lines: ColumnLines,
        balance: Balance,
    ) -> Option<()> {
        let at = u32::try_from(self.balances.len()).ok()?;
        self.balances.push(BalancedLines { lines, balance });
        page.text = open.top + balance.height;
        page.columns = OpenColumns { region: self.column_regions.index(open)?, balance: at };
        Some(())
    }

    /// Balances the columns of a page within the room that its notes leave. Returns `None` if they do not fit.
    pub(super) fn narrow_columns(&mut self, page: &mut OpenPage) -> Option<()> {
        if !page.columns.are_open() {
            return None;
        }
        let open = self.region(page.columns);
        let lines = self.balances[page.columns.balance as usize].lines;
        let count = self.columns_of(&self.gathered.steps[open.from]);
        let limit = self.room(&OpenPage { text: open.top, ..*page });
        let found = self.balancer(false).balance(&lines, count, limit)?;
        self.keep_columns(page, open, lines, found)
    }

    /// Returns whether the columns of a page have no room for a step and what should not be separated from it.
    pub(super) fn are_columns_full(&mut self, page: &OpenPage, index: usize) -> bool {
        if !page.columns.are_open() {
            return false;
        }
        let open = self.region(page.columns);
        let steps = &self.gathered.steps;
        let mut lines = self.balances[page.columns.balance as usize].lines;
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
        let open = std::mem::replace(&mut page.columns, OpenColumns::NONE);
        if !open.are_open() {
            return;
        }
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
