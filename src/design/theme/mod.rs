//! The themes: each a designer's specification in the keys that an author writes under `design`.

use std::sync::LazyLock;

use crate::project::DesignWishes;

/// A theme by its name, and what it settles: everything.
#[derive(Debug)]
pub struct Theme {
    /// Its name in `book.yaml`.
    pub name: &'static str,
    /// Its decisions, what all themes have in common among them.
    pub sheet: DesignWishes,
}

const COMMON: &str = include_str!("common.yaml");
const SHEETS: [(&str, &str); 3] = [
    ("classic", include_str!("classic.yaml")),
    ("essay", include_str!("essay.yaml")),
    ("technical", include_str!("technical.yaml")),
];

/// The themes; the first is that of a book which names none.
pub fn themes() -> &'static [Theme] {
    static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
        let read = |text| DesignWishes::theme_sheet(text).expect("a test reads every theme");
        let common = read(COMMON);
        SHEETS.iter().map(|(name, text)| Theme { name, sheet: read(text).over(&common) }).collect()
    });
    &THEMES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::design::{Amount, Key, Value, keys};

    /// The scale of each theme: its ratio, and how many sizes it takes to get there.
    const SCALES: [(&str, f64, i32); 3] =
        [("classic", 2.0, 7), ("essay", 1.618_034, 4), ("technical", 1.2, 2)];

    fn power(base: f64, exponent: i32) -> f64 {
        (0..exponent).fold(1.0, |product, _| product * base)
    }

    /// Within a thousandth of the size.
    fn near(one: f64, other: f64, steps: i32) -> bool {
        (one / other - 1.0).abs() < 0.001 * f64::from(steps)
    }

    #[test]
    fn themes_settle_every_key() {
        for theme in themes() {
            assert!(theme.sheet.trim.is_some(), "{}", theme.name);
            for (group, fields) in keys::GROUPS {
                for field in *fields {
                    let key = Key::of(group, field.name);
                    // Headings follow the text unless a theme sets them apart.
                    let follows = key == Key::of("heading", "family");
                    assert!(follows || theme.sheet.value(key).is_some(), "{}: {key:?}", theme.name);
                }
            }
        }
    }

    #[test]
    fn sizes_stand_on_a_scale() {
        for (name, ratio, steps) in SCALES {
            let theme = themes().iter().find(|theme| theme.name == name).expect("a theme");
            for (key, value) in &theme.sheet.values {
                let (true, Value::Amount(Amount::Share(share))) = (key.name == "size", &value.value) else {
                    continue;
                };
                // A size is on the scale if its power by the steps is one of the ratio.
                let size = f64::from(i32::try_from(*share).expect("a small share")) / 10_000.0;
                let reached = power(size, steps);
                let on_scale = (0..=5).any(|octave| {
                    (0..steps * 3).any(|step| {
                        let wanted = power(power(ratio, octave), steps) * power(ratio, step);
                        near(reached, wanted, steps) || near(reached * wanted, 1.0, steps)
                    })
                });
                assert!(on_scale, "{name}: {} is off the scale with {}", key.group, value.value);
            }
        }
    }
}
