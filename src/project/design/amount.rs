//! Lengths as designers write them: in points, or as a share of the type or the page.

use std::fmt;

use crate::units::Length;

/// A length, or a share of one that only the resolved design knows. Shares are in ten-thousandths.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Amount {
    /// A length: `12pt`, `5mm`.
    Length(Length),
    /// A multiple of the size of the type that it belongs to: `1.5em`.
    Ems(i64),
    /// A multiple of the leading of the text: `2 lines`.
    Lines(i64),
    /// A share of the length that the key states: `30%`.
    Share(i64),
}

/// One, in ten-thousandths.
const ONE: i64 = 10_000;

impl Amount {
    /// Reads `12pt`, `1.5em`, `2 lines`, `30%` or `0`.
    ///
    /// # Errors
    /// Returns a phrase that states what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "0" {
            return Ok(Self::Length(Length::ZERO));
        }
        for (unit, share) in UNITS {
            if let Some(number) = text.strip_suffix(unit) {
                return decimal(number.trim_end(), unit_scale(unit))
                    .map(*share)
                    .ok_or_else(|| format!("`{text}` is not a number of `{unit}`"));
            }
        }
        Length::parse(text)
            .map(Self::Length)
            .map_err(|reason| format!("{reason}; `1.5em`, `2 lines` and `30%` are read too"))
    }

    /// Returns a whole number of ems.
    pub const fn ems(number: i64) -> Self {
        Self::Ems(number * ONE)
    }

    /// Returns the length; `whole` is the length that a share refers to.
    pub fn resolve(self, em: Length, line: Length, whole: Length) -> Length {
        match self {
            Self::Length(length) => length,
            Self::Ems(share) => em.ratio(share, ONE),
            Self::Lines(share) => line.ratio(share, ONE),
            Self::Share(share) => whole.ratio(share, ONE),
        }
    }

    /// Returns whether the amount is negative.
    pub fn is_negative(self) -> bool {
        match self {
            Self::Length(length) => length < Length::ZERO,
            Self::Ems(share) | Self::Lines(share) | Self::Share(share) => share < 0,
        }
    }
}

/// The name of a unit, and the amount for a number of it.
type Unit = (&'static str, fn(i64) -> Amount);

const UNITS: &[Unit] =
    &[("em", Amount::Ems), ("lines", Amount::Lines), ("line", Amount::Lines), ("%", Amount::Share)];

/// Returns the number of ten-thousandths in one unit.
fn unit_scale(unit: &str) -> i64 {
    if unit == "%" { ONE / 100 } else { ONE }
}

/// The maximum number before a unit: more than fits any page, and far from overflow.
const MAX: i64 = 1_000;

/// Returns a decimal number times `scale`, a power of ten. Returns `None` if the text is not a number,
/// or has more decimal places than `scale`.
fn decimal(text: &str, scale: i64) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let places = usize::try_from(scale.ilog10()).ok()?;
    if whole.is_empty() || !plain(whole) || !plain(part) || part.len() > places {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|whole| *whole <= MAX)?;
    let part: i64 = if places == 0 { 0 } else { format!("{part:0<places$}").parse().ok()? };
    let value = whole * scale + part;
    Some(if negative { -value } else { value })
}

/// Formats the amount as it is written in `book.yaml`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Length(length) if length.is_zero() => f.write_str("0"),
            Self::Length(length) => write!(f, "{length}pt"),
            Self::Ems(share) => write!(f, "{}em", shown(share, ONE)),
            Self::Lines(share) if share == ONE => f.write_str("1 line"),
            Self::Lines(share) => write!(f, "{} lines", shown(share, ONE)),
            Self::Share(share) => write!(f, "{}%", shown(share, ONE / 100)),
        }
    }
}

/// Returns a share as a decimal number.
fn shown(share: i64, scale: i64) -> String {
    let places = usize::try_from(scale.ilog10()).unwrap_or(0);
    let sign = if share < 0 { "-" } else { "" };
    let (whole, part) = (share.abs() / scale, share.abs() % scale);
    let text = format!("{sign}{whole}.{part:0places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_as_they_are_written() {
        for text in ["0", "12pt", "10.5pt", "1.5em", "-1em", "1 line", "0.86 lines", "110.4%", "-0.5 lines"] {
            assert_eq!(Amount::parse(text).map(|amount| amount.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(Amount::parse("25.4mm"), Ok(Amount::Length(Length::pt(72))));
    }

    #[test]
    fn shares_refer_to_the_right_lengths() {
        let (em, line, whole) = (Length::pt(10), Length::pt(14), Length::pt(300));
        let of = |text: &str| Amount::parse(text).map(|amount| amount.resolve(em, line, whole));
        assert_eq!(of("1.5em"), Ok(Length::pt(15)));
        assert_eq!(of("2 lines"), Ok(Length::pt(28)));
        assert_eq!(of("-30%"), Ok(Length::pt(-90)));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "12", "em", "1e9em", "1.23456%", "5000 lines", "--1em", "2 furlongs", "1..2em"] {
            assert!(Amount::parse(text).is_err(), "{text}");
        }
    }
}
