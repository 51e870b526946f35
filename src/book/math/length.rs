//! Lengths that an author writes in a formula.

/// A length in a formula, in thousandths of its unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MathLength {
    /// The number of thousandths.
    pub thousandths: i32,
    /// The unit.
    pub unit: MathUnit,
}

/// The units of lengths in formulas.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MathUnit {
    /// The size of the type at this place, smaller in scripts.
    Em,
    /// The x-height at this place.
    Ex,
    /// An eighteenth of the size of the type at this place.
    Mu,
    /// A printer's point.
    Pt,
}

impl MathLength {
    /// The length 0.
    pub const ZERO: Self = Self::em(0);

    /// Returns a length in thousandths of an em.
    pub const fn em(thousandths: i32) -> Self {
        Self { thousandths, unit: MathUnit::Em }
    }

    /// Returns whether it has no extent.
    pub fn is_zero(self) -> bool {
        self.thousandths == 0
    }

    /// Returns the length in thousandths of an em, for type of ten points with an x-height of 0.43 em. Only the
    /// e-book needs this, since it does not know the reader's type.
    pub fn in_ems(self) -> i32 {
        match self.unit {
            MathUnit::Em => self.thousandths,
            MathUnit::Ex => scale(self.thousandths, 43, 100),
            MathUnit::Mu => scale(self.thousandths, 1, 18),
            MathUnit::Pt => scale(self.thousandths, 1, 10),
        }
    }
}

/// Returns `value * numerator / denominator`, rounded.
fn scale(value: i32, numerator: i64, denominator: i64) -> i32 {
    let scaled = (i64::from(value) * numerator * 2 + denominator).div_euclid(2 * denominator);
    i32::try_from(scaled).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_length_in_ems() {
        let of = |thousandths, unit| MathLength { thousandths, unit }.in_ems();
        assert_eq!(of(18_000, MathUnit::Mu), 1000);
        assert_eq!(of(-3000, MathUnit::Mu), -167);
        assert_eq!((of(1000, MathUnit::Ex), of(3000, MathUnit::Pt), of(7, MathUnit::Em)), (430, 300, 7));
    }
}
