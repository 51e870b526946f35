//! The kinds of value that a key of `design` takes: each is read from a text and shown as it is written.

use std::fmt;

use super::Amount;
use crate::diag::did_you_mean;
use crate::units::{Colour, Length};

/// The kind of value of a key, for documentation and for tests that try another value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ValueKind {
    /// The size of type, see [`TypeSize`].
    Size,
    /// A distance of baselines, see [`Leading`].
    Leading,
    /// A length or share that is not negative.
    Distance,
    /// A length or share, positive or negative.
    Shift,
    /// Space between letters, see [`Tracking`].
    Tracking,
    /// A percentage from 0 to this number.
    Percent(i64),
    /// One of these words.
    Words(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number from the first value to the second.
    Count(u16, u16),
    /// A number of lines from the first value to the second, or `none`.
    Lines(u8, u8),
    /// Lengths by numbers of pages, see [`GutterTable`](super::gutter::GutterTable).
    PageTable,
    /// A text, which may be empty.
    Text,
    /// A family of fonts.
    Family,
    /// A colour.
    Colour,
    /// A value that this phrase describes.
    Described(&'static str),
}

/// The value of a key of `design`.
pub trait KeyValue: Sized + fmt::Display {
    /// The kind of value of a key of this type.
    const KIND: ValueKind;

    /// Reads the text of a key.
    ///
    /// # Errors
    /// Returns a phrase that states what is wrong with the text.
    fn parse(key: &str, text: &str) -> Result<Self, String>;
}

/// Defines types that wrap an amount.
macro_rules! amounts {
    ($($(#[$doc:meta])* $name:ident = $kind:ident, $parse:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name(pub Amount);

        impl KeyValue for $name {
            const KIND: ValueKind = ValueKind::$kind;

            fn parse(key: &str, text: &str) -> Result<Self, String> {
                $parse(key, text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for Amount {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    )* };
}

amounts! {
    /// The size of type: 4 pt to 288 pt, or a share of the text's size from a quarter to forty times.
    TypeSize = Size, |key, text| bounded(key, text, (Length::pt(4), Length::pt(288)));
    /// The distance from baseline to baseline: 4 pt to 360 pt, or a share from a quarter to forty times.
    Leading = Leading, |key, text| bounded(key, text, (Length::pt(4), Length::pt(360)));
    /// A length or share that is not negative.
    Distance = Distance, not_negative;
    /// A length or share, positive or negative.
    Shift = Shift, |_, text| Amount::parse(text);
    /// Space added between letters: a percentage of the size from -10 % to 50 %.
    Tracking = Tracking, tracking;
}

/// A size or leading as a share: from a quarter to forty times, in ten-thousandths.
const SHARES: std::ops::RangeInclusive<i64> = 2_500..=400_000;
/// The maximum of letterspacing, in ten-thousandths of the size; with more, words fall apart.
const MAX_TRACKING: i64 = 5_000;

/// Parses a size or leading within the limits of a page.
fn bounded(key: &str, text: &str, (min, max): (Length, Length)) -> Result<Amount, String> {
    match Amount::parse(text)? {
        Amount::Length(length) if length < min || length > max => {
            Err(format!("`{key}` is {length} pt; it must be between {min} and {max} pt"))
        }
        Amount::Ems(share) | Amount::Lines(share) | Amount::Share(share) if !SHARES.contains(&share) => {
            Err(format!("`{key}` is `{text}`; it must be between a quarter and forty times"))
        }
        amount => Ok(amount),
    }
}

fn not_negative(key: &str, text: &str) -> Result<Amount, String> {
    match Amount::parse(text)? {
        amount if amount.is_negative() => Err(format!("`{key}` is `{text}`; it must not be negative")),
        amount => Ok(amount),
    }
}

fn tracking(key: &str, text: &str) -> Result<Amount, String> {
    match Amount::parse(text)? {
        Amount::Share(share) if share.abs() <= MAX_TRACKING => Ok(Amount::Share(share)),
        _ => Err(format!("`{key}` is `{text}`; it must be a percentage from -10% to 50%")),
    }
}

/// A percentage from 0 to `MAX`, in ten-thousandths.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Percent<const MAX: i64>(pub i64);

impl<const MAX: i64> KeyValue for Percent<MAX> {
    const KIND: ValueKind = ValueKind::Percent(MAX);

    fn parse(key: &str, text: &str) -> Result<Self, String> {
        match Amount::parse(text) {
            Ok(Amount::Share(share)) if (0..=MAX * 100).contains(&share) => Ok(Self(share)),
            _ => Err(format!("`{key}` is `{text}`; it must be a percentage from 0% to {MAX}%")),
        }
    }
}

impl<const MAX: i64> fmt::Display for Percent<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Amount::Share(self.0).fmt(f)
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Count<const MIN: u16, const MAX: u16>(pub u16);

impl<const MIN: u16, const MAX: u16> KeyValue for Count<MIN, MAX> {
    const KIND: ValueKind = ValueKind::Count(MIN, MAX);

    fn parse(key: &str, text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(count) if (MIN..=MAX).contains(&count) => Ok(Self(count)),
            _ => Err(format!("`{key}` is `{text}`; it must be a whole number from {MIN} to {MAX}")),
        }
    }
}

impl<const MIN: u16, const MAX: u16> fmt::Display for Count<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of lines beside an initial; 0 for no initial.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InitialLines(pub u8);

impl InitialLines {
    /// The allowed heights, in lines; a higher initial would be a picture rather than a letter.
    const RANGE: std::ops::RangeInclusive<u8> = 2..=5;
}

impl KeyValue for InitialLines {
    const KIND: ValueKind = ValueKind::Lines(*Self::RANGE.start(), *Self::RANGE.end());

    fn parse(key: &str, text: &str) -> Result<Self, String> {
        if matches!(text, "none" | "false") {
            return Ok(Self(0));
        }
        let lines = text.parse().ok().filter(|lines| Self::RANGE.contains(lines));
        lines.map(Self).ok_or_else(|| {
            let (min, max) = (Self::RANGE.start(), Self::RANGE.end());
            format!("`{key}` is `{text}`; it must be a number of lines from {min} to {max}, or `none`")
        })
    }
}

impl fmt::Display for InitialLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 { f.write_str("none") } else { self.0.fmt(f) }
    }
}

impl KeyValue for bool {
    const KIND: ValueKind = ValueKind::Flag;

    fn parse(key: &str, text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{key}` is `{text}`; it must be `true` or `false`"))
    }
}

impl KeyValue for String {
    const KIND: ValueKind = ValueKind::Text;

    fn parse(_: &str, text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

/// The ornament of a scene break: characters, or the path of an SVG file. Empty for space alone.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OrnamentText(String);

impl OrnamentText {
    /// Returns the characters; empty for space alone or for a file.
    pub fn characters(&self) -> &str {
        if self.file().is_some() { "" } else { &self.0 }
    }

    /// Returns the path of the file.
    pub fn file(&self) -> Option<&str> {
        has_extension(&self.0, &["svg"]).then_some(&*self.0)
    }
}

impl KeyValue for OrnamentText {
    const KIND: ValueKind = ValueKind::Text;

    fn parse(key: &str, text: &str) -> Result<Self, String> {
        if has_extension(text, &["png", "jpg", "jpeg", "gif", "webp", "pdf", "eps"]) {
            return Err(format!(
                "`{key}` is `{text}`; it must be characters, or a drawing such as `{key}.svg`"
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for OrnamentText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn has_extension(text: &str, extensions: &[&str]) -> bool {
    let extension =
        text.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension);
    extension.is_some_and(|found| extensions.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// A family of fonts: `text`, `heading` or `code` for one that the design names, or the name of a
/// family.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FamilyName(pub String);

impl KeyValue for FamilyName {
    const KIND: ValueKind = ValueKind::Family;

    fn parse(_: &str, text: &str) -> Result<Self, String> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for FamilyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl KeyValue for Colour {
    const KIND: ValueKind = ValueKind::Colour;

    fn parse(key: &str, text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| {
            format!("`{key}` is `{text}`; it must be six hexadecimal digits in quotes, as in `\"#22384f\"`")
        })
    }
}

/// Returns the message for an unknown word; `noun` says what kind of value it should be.
pub(super) fn unknown(noun: &str, text: &str, known: &[&str]) -> String {
    match did_you_mean(text, known.iter().copied()) {
        Some(near) => format!("unknown {noun} `{text}`; did you mean `{near}`?"),
        None => format!("unknown {noun} `{text}`; there are: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::choices::TextAlign;
    use super::*;

    fn refuses<T: KeyValue>(text: &str) -> bool {
        T::parse("key", text).is_err()
    }

    #[test]
    fn every_kind_of_value_is_checked() {
        assert!(refuses::<TypeSize>("-9pt") && refuses::<TypeSize>("1pt") && refuses::<TypeSize>("5%"));
        assert!(refuses::<Leading>("900pt") && refuses::<Distance>("-1em") && refuses::<Shift>("one em"));
        assert!(refuses::<Tracking>("90%") && refuses::<Tracking>("1pt"));
        assert!(refuses::<Percent<100>>("101%") && refuses::<Percent<4>>("5%"));
        assert!(refuses::<Colour>("red") && !refuses::<Colour>("#22384f"));
        assert!(refuses::<TextAlign>("center") && refuses::<bool>("maybe"));
        assert!(
            refuses::<Count<1, 4>>("9") && refuses::<InitialLines>("1") && !refuses::<InitialLines>("none")
        );
    }
}
