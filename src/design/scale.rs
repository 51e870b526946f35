//! The reference lengths with which settings are converted to measures.

use crate::project::design::Amount;
use crate::project::design::value::{Distance, TypeSize};
use crate::units::Length;

/// One, in ten-thousandths.
const ONE: i64 = 10_000;

/// The lengths that relative settings refer to.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    /// The size of the text.
    pub(super) em: Length,
    /// The leading of the text.
    pub(super) line: Length,
    /// The leading of code, in which a line is that of text in Latin letters whatever the language needs.
    pub(super) code_line: Length,
    /// The length of a line.
    pub(super) measure: Length,
}

impl Scale {
    /// Converts an amount to a length; `em` is the size of its type, and `whole` is 100 %.
    pub(super) fn length(self, amount: impl Into<Amount>, em: Length, whole: Length) -> Length {
        amount.into().resolve(em, self.line, whole)
    }

    /// Converts a horizontal distance to a length. A percentage is that of the measure.
    pub(super) fn across(self, distance: Distance) -> Length {
        self.length(distance, self.em, self.measure)
    }

    /// Converts a vertical distance to a length. A percentage is that of the leading.
    pub(super) fn down(self, distance: Distance) -> Length {
        self.length(distance, self.em, self.line)
    }

    /// Converts an amount to a share of a size that is known only during setting, in ten-thousandths. A
    /// length becomes a share of the text's size.
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
