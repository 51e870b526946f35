//! Lengths for typesetting: exact, integer, the same on every machine.
//!
//! One [`Length`] is a whole number of scaled points, 1/65536 of a point; the point is that of PDF and
//! PostScript, 1/72 inch. Sums of integers do not depend on their order, so a layout is the same for
//! any number of threads.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Scaled points in one point, as in TeX (The TeXbook, chapter 10), though our point is 1/72 inch.
const SCALE: i64 = 65_536;

/// A length in scaled points (1/65536 pt, 1 pt = 1/72 inch).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

impl Length {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// A length beyond any page; a million of these can be added without overflow.
    pub const MAX: Self = Self(i64::MAX / 1_048_576);

    /// Returns a length in scaled points.
    pub const fn sp(scaled: i64) -> Self {
        Self(scaled)
    }

    /// Returns a length in points.
    pub const fn pt(points: i64) -> Self {
        Self(points * SCALE)
    }

    /// Returns a length in thousandths of a point, rounded towards zero.
    pub const fn milli_pt(thousandths: i64) -> Self {
        Self(thousandths * SCALE / 1000)
    }

    /// Returns a length in micrometres (1000 µm are 1 mm), rounded towards zero.
    pub const fn micrometres(um: i64) -> Self {
        Self(um * 72 * SCALE / 25_400)
    }

    /// Returns a length in points, rounded to the nearest scaled point, clamped to [`Self::MAX`]; zero
    /// for a number that is not finite.
    ///
    /// Only for numbers from input that uses floats: font files, drawings, the author's lengths.
    #[allow(clippy::cast_possible_truncation, reason = "`as` saturates, and MAX bounds the result")]
    pub fn from_pt_f64(points: f64) -> Self {
        let length = Self(if points.is_finite() { (points * 65_536.0).round() as i64 } else { 0 });
        length.clamp(-Self::MAX, Self::MAX)
    }

    /// Returns the length in scaled points.
    pub const fn to_sp(self) -> i64 {
        self.0
    }

    /// Returns the length in points as a float, for output only.
    #[allow(clippy::cast_precision_loss, reason = "lengths stay far below 2^53 scaled points")]
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 65_536.0
    }

    /// Returns the length in thousandths of a point, rounded to the nearest.
    pub const fn to_milli_pt(self) -> i64 {
        let numerator = self.0 * 1000;
        let half = if numerator < 0 { -SCALE / 2 } else { SCALE / 2 };
        (numerator + half) / SCALE
    }

    /// Returns `self * numerator / denominator`, computed in 128 bits and rounded towards zero.
    ///
    /// # Panics
    /// Panics if `denominator` is zero.
    #[allow(clippy::cast_possible_truncation, reason = "a page length times a ratio fits in 64 bits")]
    pub const fn ratio(self, numerator: i64, denominator: i64) -> Self {
        Self((self.0 as i128 * numerator as i128 / denominator as i128) as i64)
    }

    /// Returns the absolute value.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Returns whether the length is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Returns the length rounded up to a multiple of `unit`, such as the leading of the baseline grid.
    ///
    /// With a `unit` of zero or less, returns the length unchanged.
    pub const fn ceil_to(self, unit: Self) -> Self {
        if unit.0 <= 0 {
            return self;
        }
        let rest = self.0.rem_euclid(unit.0);
        if rest == 0 { self } else { Self(self.0 + unit.0 - rest) }
    }

    /// Parses `12pt`, `135mm`, `5.5in`, `1.2cm` or `2pc`; spaces around the number are allowed.
    ///
    /// # Errors
    /// Returns a phrase for a diagnostic that states what is wrong and what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let split = text
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '+'))
            .ok_or_else(|| format!("`{text}` has no unit; write for example `12pt` or `135mm`"))?;
        let (number, unit) = (text[..split].trim(), text[split..].trim());
        let value: f64 = number.parse().map_err(|_| format!("`{text}` is not a length"))?;
        let points = match unit {
            "pt" => value,
            "mm" => value * 72.0 / 25.4,
            "cm" => value * 720.0 / 25.4,
            "in" | "inch" | "\"" => value * 72.0,
            "pc" => value * 12.0,
            _ => return Err(format!("`{unit}` is not a unit of length; use pt, mm, cm, in or pc")),
        };
        if points.abs() > 20_000.0 {
            return Err(format!("`{text}` is longer than any page"));
        }
        Ok(Self::from_pt_f64(points))
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}pt")
    }
}

/// Formats the length in points, with up to three decimals and no unit.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milli = self.to_milli_pt();
        let sign = if milli < 0 { "-" } else { "" };
        let (whole, rest) = (milli.abs() / 1000, milli.abs() % 1000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{rest:03}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// Width and height.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Size {
    /// The extent from left to right.
    pub width: Length,
    /// The extent from top to bottom.
    pub height: Length,
}

impl Size {
    /// Returns a size of a width and a height.
    pub const fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }
}

/// An 8-bit sRGB colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Colour {
    /// Black, the colour of text.
    pub const BLACK: Self = Self { r: 0, g: 0, b: 0 };

    /// Returns a grey, from 0 for black to 255 for white.
    pub const fn grey(level: u8) -> Self {
        Self { r: level, g: level, b: level }
    }

    /// Parses three or six hexadecimal digits, with or without `#` before them: `#22384f`, `fff`.
    ///
    /// Returns `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Vec<u8> =
            digits.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self { r: r * 17, g: g * 17, b: b * 17 }),
            [r, s, g, h, b, c] => Some(Self { r: r * 16 + s, g: g * 16 + h, b: b * 16 + c }),
            _ => None,
        }
    }
}

impl fmt::Display for Colour {
    /// Formats the colour as `#` and six hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { r, g, b } = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree() {
        assert_eq!(Length::parse("1in"), Ok(Length::pt(72)));
        assert_eq!(Length::parse(" 2.5 pt"), Ok(Length::milli_pt(2500)));
        assert_eq!(Length::parse("25.4mm"), Ok(Length::pt(72)));
        assert_eq!(Length::micrometres(25_400), Length::pt(72));
        assert!(Length::parse("12").is_err());
        assert!(Length::parse("3 furlongs").is_err());
        assert!(Length::parse("1e9in").is_err());
        assert_eq!(Length::from_pt_f64(1e300), Length::MAX);
    }

    #[test]
    fn colours_are_hexadecimal() {
        assert_eq!(Colour::parse("#22384f"), Some(Colour { r: 0x22, g: 0x38, b: 0x4f }));
        assert_eq!(Colour::parse("FA0"), Some(Colour { r: 255, g: 170, b: 0 }));
        assert_eq!(Colour { r: 0x22, g: 0x08, b: 0xFF }.to_string(), "#2208ff");
        for text in ["", "#", "red", "#12345", "#1234567", "#22 84f", "#é2384"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn shows_points() {
        assert_eq!(Length::milli_pt(10_500).to_string(), "10.5");
        assert_eq!((-Length::milli_pt(250)).to_string(), "-0.25");
        assert_eq!(Length::pt(7).to_string(), "7");
    }

    #[test]
    fn snaps_to_the_grid() {
        let leading = Length::pt(14);
        assert_eq!(Length::pt(15).ceil_to(leading), Length::pt(28));
        assert_eq!(Length::pt(28).ceil_to(leading), Length::pt(28));
    }
}
