//! The lengths that shares are taken of, with which settings become measures.

use crate::project::design::Amount;
use crate::project::design::value::{Distance, TypeSize};
use crate::units::Length;

/// Ten-thousandths in a whole.
const ONE: i64 = 10_000;

/// The lengths that shares are taken of.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    /// The size of the text.
    pub(super) em: Length,
    /// The leading of the text.
    pub(super) line: Length,
    /// The length of a line.
    pub(super) measure: Length,
}

impl Scale {
    /// Returns a length; `em` is the size of the type that it belongs to, and `whole` is 100 %.
    pub(super) fn length(self, amount: impl Into<Amount>, em: Length, whole: Length) -> Length {
        amount.into().resolve(em, self.line, whole)
    }

    /// Returns a horizontal length: a share is one of the measure.
    pub(super) fn across(self, distance: Distance) -> Length {
        self.length(distance, self.em, self.measure)
    }

    /// Returns a vertical length: a share is one of the leading.
    pub(super) fn down(self, distance: Distance) -> Length {
        self.length(distance, self.em, self.line)
    }

    /// Returns a share of a size that only the galley knows, in ten-thousandths; a length is taken as a
    /// share of the text's size.
    pub(super) fn share(self, amount: impl Into<Amount>) -> i64 {
        match amount.into() {
            Amount::Share(share) | Amount::Ems(share) | Amount::Lines(share) => share,
            Amount::Length(length) => length.to_sp() * ONE / self.em.to_sp().max(1),
        }
    }

    /// Returns the size of a style.
    pub(super) fn size(self, size: TypeSize) -> Length {
        self.length(size, self.em, self.em)
    }
}
