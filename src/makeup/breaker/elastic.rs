//! The elastic spaces of a page, which are adjusted so that it is exactly full (vertical justification).
//!
//! All spaces of a page are adjusted by the same length, so that they stay alike. Text between them leaves the grid
//! for that, which shows far less than a page that ends higher or lower than the one it faces.

use super::{Charge, OpenPage, PageBreaker};
use crate::units::Length;

/// The cost of each line that is shared among the spaces of a page. It is higher than that of most variants of
/// paragraphs, which keep the text on the grid.
const ADJUSTED_BY_ONE: i64 = 50_000;
/// The most by which a space is widened, as a divisor of the leading. Two spaces widened by half a line, as above and below a quotation,
/// bring the text below them back to the grid.
const WIDER: i64 = 2;
/// The most by which a space is narrowed, likewise.
const NARROWER: i64 = 4;

/// How the elastic spaces of a page are adjusted, all by the same length.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(in crate::makeup) struct Adjustment {
    /// The number of these spaces.
    pub(in crate::makeup) spaces: u8,
    /// The sum of the lengths by which they are wider; negative if they are narrower.
    pub(in crate::makeup) total: Length,
}

impl Adjustment {
    /// Returns how much lower the text below the first `spaces` of them is.
    pub(in crate::makeup) fn above(self, spaces: u8) -> Length {
        if self.spaces == 0 {
            return Length::ZERO;
        }
        self.total.ratio(i64::from(spaces.min(self.spaces)), i64::from(self.spaces))
    }
}

impl PageBreaker<'_> {
    /// Returns the adjustment with which a page is full; none if it is full, or if there are too few spaces.
    pub(super) fn adjustment(&self, page: &OpenPage) -> Adjustment {
        let room = self.room(page);
        let most = |divisor: i64| self.heights.leading / divisor * i64::from(page.elastic);
        if !self.heights.elastic
            || page.filled
            || room.is_zero()
            || room > most(WIDER)
            || -room > most(NARROWER)
        {
            return Adjustment::default();
        }
        Adjustment { spaces: page.elastic, total: room }
    }

    /// Adds the cost of an adjustment to a page.
    pub(super) fn charge_adjustment(&mut self, page: &mut OpenPage, adjusted: Adjustment) {
        let shared = adjusted.total.abs().to_sp() * ADJUSTED_BY_ONE / self.heights.leading.to_sp().max(1);
        self.charge(page, Charge::AdjustedSpaces, shared);
    }

    /// Returns whether a page is full only with narrower spaces.
    pub(super) fn is_narrowed(&self, page: &OpenPage) -> bool {
        self.adjustment(page).total < Length::ZERO
    }
}
