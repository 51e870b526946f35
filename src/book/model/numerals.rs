//! Numerals: decimal digits, letters and Roman numerals.

use crate::words::Digits;

/// The numerals of a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Numerals {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c; after z comes aa.
    LowerAlpha,
    /// A, B, C; after Z comes AA.
    UpperAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

/// The greatest number that Roman numerals can write without overlines.
const MAX_ROMAN: usize = 3999;

impl Numerals {
    /// Returns the value of `type=` in HTML, which EPUB shares; `None` for decimal digits.
    pub fn html(self) -> Option<&'static str> {
        match self {
            Self::Decimal => None,
            Self::LowerAlpha => Some("a"),
            Self::UpperAlpha => Some("A"),
            Self::LowerRoman => Some("i"),
            Self::UpperRoman => Some("I"),
        }
    }

    /// Returns the numerals for a value of `type=`.
    pub fn named(html: &str) -> Option<Self> {
        let all = [Self::LowerAlpha, Self::UpperAlpha, Self::LowerRoman, Self::UpperRoman];
        if html == "1" {
            return Some(Self::Decimal);
        }
        all.into_iter().find(|numerals| numerals.html() == Some(html))
    }

    /// Returns the value of capital Roman numerals in their usual form: `IV`, not `IIII`; `None` for
    /// other text.
    pub fn read_roman(text: &str) -> Option<u32> {
        let mut rest = text;
        let mut number = 0;
        for (value, numeral) in ROMAN {
            while let Some(behind) = rest.strip_prefix(numeral) {
                (rest, number) = (behind, number + value);
            }
        }
        let is_usual = !text.is_empty() && rest.is_empty() && number <= MAX_ROMAN && roman(number) == text;
        is_usual.then(|| u32::try_from(number).ok()).flatten()
    }

    /// Returns a number in these numerals, with other digits if they are decimal.
    pub fn write_in(self, digits: Digits, number: i64) -> String {
        let written = self.write(number);
        if self == Self::Decimal { digits.write(written) } else { written }
    }

    /// Returns a number in these numerals, or in decimal digits if they cannot write it, as browsers
    /// do.
    pub fn write(self, number: i64) -> String {
        let Some(count) = usize::try_from(number).ok().filter(|count| *count > 0) else {
            return number.to_string();
        };
        let letters = match self {
            Self::LowerAlpha | Self::UpperAlpha => alphabetic(count),
            Self::LowerRoman | Self::UpperRoman if count <= MAX_ROMAN => roman(count),
            Self::Decimal | Self::LowerRoman | Self::UpperRoman => return number.to_string(),
        };
        if matches!(self, Self::LowerAlpha | Self::LowerRoman) { letters.to_lowercase() } else { letters }
    }
}

/// Returns a positive number in capital letters: 26 is `Z`, 27 `AA`.
fn alphabetic(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// The steps of Roman numerals, the greatest first.
const ROMAN: [(usize, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Returns a number in capital Roman numerals, up to [`MAX_ROMAN`].
fn roman(mut number: usize) -> String {
    let mut text = String::new();
    for (value, numeral) in ROMAN {
        text.push_str(&numeral.repeat(number / value));
        number %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_every_kind_of_numeral() {
        let written = |numerals: Numerals, numbers: &[i64]| {
            numbers.iter().map(|number| numerals.write(*number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(written(Numerals::LowerAlpha, &[1, 26, 27, 52, 53, 702, 703, 0]), "a z aa az ba zz aaa 0");
        assert_eq!(
            written(Numerals::UpperRoman, &[4, 9, 1994, 3999, 4000, -1]),
            "IV IX MCMXCIV MMMCMXCIX 4000 -1"
        );
        assert_eq!(written(Numerals::Decimal, &[0, 7]), "0 7");
    }

    #[test]
    fn roman_numerals_are_read_in_their_usual_form_only() {
        for number in 1..=3999 {
            assert_eq!(Numerals::read_roman(&roman(number)), u32::try_from(number).ok());
        }
        for text in ["", "IIII", "IC", "VX", "MMMM", "XIx", "ix", "A"] {
            assert_eq!(Numerals::read_roman(text), None, "{text}");
        }
    }
}
