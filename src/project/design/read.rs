//! Reads the `design` key, group by group, by the tables of [`keys`](super::keys).

use std::collections::BTreeMap;

use super::keys::{self, Field, Kind};
use super::opening::opening;
use super::{Amount, DesignWishes, Key, MicroWishes, Value};
use crate::Standard;
use crate::diag::{Spanned, did_you_mean};
use crate::project::choice::{named, one_of};
use crate::project::fields::Fields;
use crate::project::heads;
use crate::project::yaml::ConfigKind as NodeKind;
use crate::units::Length;

/// The values gathered so far.
type Values = BTreeMap<Key, Spanned<Value>>;

/// Everything under `design`.
pub(in crate::project) fn design(fields: Fields<'_>) -> DesignWishes {
    let mut wishes = DesignWishes {
        theme: fields.text("theme"),
        trim: fields.text("trim").and_then(|text| {
            let size = fields.parsed(&text, trim(&text.value))?;
            Some(Spanned::new(size, text.span))
        }),
        fonts: fields.texts("fonts"),
        pdf_standard: fields
            .text("pdf-standard")
            .and_then(|text| fields.parsed(&text, named(&text.value, &Standard::NAMES, "PDF standard"))),
        microtypography: microtypography(&fields),
        running_heads: heads::read(&fields),
        opening: fields.map("opening").map(opening).unwrap_or_default(),
        values: Values::new(),
    };
    for (name, known) in keys::GROUPS {
        let Some(node) = fields.node(name) else { continue };
        // Margins of their own accord are those of the theme.
        if *name == "margins" && node.kind == NodeKind::Text("auto".to_owned()) {
            continue;
        }
        group(Fields::of(node, name, fields.sink()), name, known, &mut wishes.values);
    }
    if let Some(styles) = fields.map("styles") {
        for (name, cannot) in keys::STYLES {
            let role = name.strip_prefix("styles.").unwrap_or(name);
            if let Some(style) = styles.map(role) {
                group(style, name, &keys::style_fields(cannot), &mut wishes.values);
            }
        }
        styles.finish();
    }
    fields.finish();
    wishes
}

fn group(fields: Fields<'_>, name: &'static str, known: &[Field], values: &mut Values) {
    for field in known {
        let Some(text) = fields.text(field.name) else { continue };
        if let Some(value) = fields.parsed(&text, value(field, &text.value)) {
            values.insert(Key::of(name, field.name), Spanned::new(value, text.span));
        }
    }
    fields.finish();
}

/// What a text says under a key; or a phrase that says why it says nothing there.
fn value(field: &Field, text: &str) -> Result<Value, String> {
    let name = field.name;
    match field.kind {
        Kind::Size => bounded(name, text, (Length::pt(4), Length::pt(288))).map(Value::Amount),
        Kind::Leading => bounded(name, text, (Length::pt(4), Length::pt(360))).map(Value::Amount),
        Kind::Distance => match Amount::parse(text)? {
            amount if amount.is_negative() => Err(format!("`{name}` is `{text}`; it must not be negative")),
            amount => Ok(Value::Amount(amount)),
        },
        Kind::Shift => Amount::parse(text).map(Value::Amount),
        Kind::Tracking => match Amount::parse(text)? {
            Amount::Share(share) if share.abs() <= MOST_SPACING => Ok(Value::Amount(Amount::Share(share))),
            _ => Err(format!("`{name}` is `{text}`; it must be a percentage from -10% to 50%")),
        },
        Kind::Percent => match Amount::parse(text)? {
            amount @ Amount::Share(0..=10_000) => Ok(Value::Amount(amount)),
            _ => Err(format!("`{name}` is `{text}`; it must be a percentage from 0% to 100%")),
        },
        Kind::Words(words) => one_of(text, words, name).map(Value::Word),
        Kind::Flag => match text {
            "true" => Ok(Value::Flag(true)),
            "false" => Ok(Value::Flag(false)),
            _ => Err(format!("`{name}` is `{text}`; it must be `true` or `false`")),
        },
        Kind::Count(least, most) => match text.parse() {
            Ok(count) if (least..=most).contains(&count) => Ok(Value::Count(count)),
            _ => Err(format!("`{name}` is `{text}`; it must be a whole number from {least} to {most}")),
        },
        Kind::Text | Kind::Family => Ok(Value::Text(text.to_owned())),
    }
}

/// Beyond this a word falls apart: letter spacing in ten-thousandths of the size.
const MOST_SPACING: i64 = 5_000;
/// A size or leading as a share: from a quarter to forty times, in ten-thousandths.
const SHARES: std::ops::RangeInclusive<i64> = 2_500..=400_000;

/// A size or leading within what a page can hold.
fn bounded(name: &str, text: &str, (least, most): (Length, Length)) -> Result<Amount, String> {
    match Amount::parse(text)? {
        Amount::Length(length) if length < least || length > most => {
            Err(format!("`{name}` is {length} pt; it must be between {least} and {most} pt"))
        }
        Amount::Ems(share) | Amount::Lines(share) | Amount::Share(share) if !SHARES.contains(&share) => {
            Err(format!("`{name}` is `{text}`; it must be between a quarter and forty times"))
        }
        amount => Ok(amount),
    }
}

/// `true`, `false`, or each of its means apart.
fn microtypography(fields: &Fields<'_>) -> Option<MicroWishes> {
    let node = fields.node("microtypography")?;
    if let NodeKind::Bool(wanted) = node.kind {
        return (!wanted).then_some(MicroWishes::NONE);
    }
    let inner = Fields::of(node, "microtypography", fields.sink());
    let share = |key, most| {
        let text = inner.text(key)?;
        inner.parsed(&text, ten_thousandths(key, &text.value, most))
    };
    let wishes = MicroWishes {
        protrusion: inner.flag("protrusion"),
        expansion: share("expansion", MOST_EXPANSION),
        tracking: share("tracking", MOST_TRACKING),
    };
    inner.finish();
    Some(wishes)
}

/// Beyond this glyphs look scaled, and letters spaced: in ten-thousandths, twice what is usual and
/// Bringhurst's 3 % (2.1.9).
const MOST_EXPANSION: i64 = 400;
const MOST_TRACKING: i64 = 300;

/// `2%` or `1.5%` as ten-thousandths.
fn ten_thousandths(key: &str, text: &str, most: i64) -> Result<i64, String> {
    match Amount::parse(text) {
        Ok(Amount::Share(share)) if (0..=most).contains(&share) => Ok(share),
        _ => Err(format!("`{key}` is `{text}`; it must be a percentage from 0% to {}%", most / 100)),
    }
}

/// Pages by name.
const TRIMS: &[(&str, &str)] = &[
    ("a4", "210x297mm"),
    ("a5", "148x210mm"),
    ("a6", "105x148mm"),
    ("b5", "176x250mm"),
    ("b6", "125x176mm"),
    ("letter", "8.5x11in"),
    ("us-letter", "8.5x11in"),
    ("digest", "5.5x8.5in"),
    ("pocket", "4.25x6.87in"),
    ("trade", "6x9in"),
    ("us-trade", "6x9in"),
    ("royal", "156x234mm"),
    ("demy", "138x216mm"),
    ("b-format", "129x198mm"),
    ("a-format", "111x178mm"),
    ("pinched-crown-quarto", "170x244mm"),
    ("crown-quarto", "189x246mm"),
    ("square", "8.5x8.5in"),
];

fn trim(text: &str) -> Result<(Length, Length), String> {
    let wanted = text.to_lowercase();
    let size = TRIMS.iter().find(|(name, _)| *name == wanted).map_or(wanted.as_str(), |(_, size)| *size);
    let Some((width, height)) = size.split_once(['x', '×']) else {
        let near = did_you_mean(&wanted, TRIMS.iter().map(|(name, _)| *name));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!(
            "unknown page `{text}`; write a name (a5, digest, trade) or width x height (5.5x8.5in){near}"
        ));
    };
    if let (Ok(_), Ok(number)) = (width.trim().parse::<f64>(), height.trim().parse::<f64>()) {
        // Pages are some inches wide and high, or a hundred millimetres and more.
        let unit = if number < 30.0 { "in" } else { "mm" };
        return Err(format!("`{text}` has no unit; write `{}{unit}`", size.trim()));
    }
    let height = Length::parse(height)?;
    // One unit may stand for both.
    let unit: String = size
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let width = width.trim();
    let width = if width.ends_with(|c: char| c.is_ascii_digit()) {
        Length::parse(&format!("{width}{unit}"))?
    } else {
        Length::parse(width)?
    };
    if width < Length::pt(72)
        || height < Length::pt(72)
        || width > Length::pt(2000)
        || height > Length::pt(2000)
    {
        return Err(format!("a page of {text} cannot be printed; it must be between 1 and 27 inches"));
    }
    Ok((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_names_and_sizes() {
        assert_eq!(trim("digest"), Ok((Length::pt(396), Length::pt(612))));
        assert_eq!(trim("5.5x8.5in"), trim("digest"));
        assert_eq!(trim("5.5in × 8.5in"), trim("digest"));
        assert!(trim("digst").is_err_and(|reason| reason.contains("did you mean `digest`")));
        assert!(trim("1x1mm").is_err());
        assert_eq!(trim("5x8"), Err("`5x8` has no unit; write `5x8in`".to_owned()));
        assert!(trim("148 x 210").is_err_and(|reason| reason.contains("`148 x 210mm`")));
    }

    #[test]
    fn every_kind_of_value_is_checked() {
        let wrong = [
            (Kind::Size, "-9pt"),
            (Kind::Size, "1pt"),
            (Kind::Size, "5%"),
            (Kind::Leading, "900pt"),
            (Kind::Distance, "-1em"),
            (Kind::Shift, "one em"),
            (Kind::Tracking, "90%"),
            (Kind::Tracking, "1pt"),
            (Kind::Percent, "101%"),
            (Kind::Words(&["left", "centre"]), "center"),
            (Kind::Flag, "maybe"),
            (Kind::Count(1, 4), "9"),
        ];
        for (kind, text) in wrong {
            let field = Field { name: "key", kind, what: "" };
            assert!(value(&field, text).is_err(), "{kind:?} {text}");
        }
    }

    #[test]
    fn groups_and_keys_have_one_name_each() {
        let mut names: Vec<_> = keys::GROUPS
            .iter()
            .map(|(name, _)| *name)
            .chain(keys::STYLES.iter().map(|(name, _)| *name))
            .collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        for (group, fields) in keys::GROUPS {
            let mut names: Vec<_> = fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), fields.len(), "{group}");
        }
    }
}
