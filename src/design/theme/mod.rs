//! The themes. Each sets every key of `design`, in the form in which an author writes it.

use std::sync::LazyLock;

use crate::project::design::{DesignOptions, GroupSettings, read_theme};
use crate::units::Length;

/// A theme.
#[derive(Debug)]
pub struct Theme {
    /// Its name in `book.yaml`.
    pub name: &'static str,
    /// Its own values and those that all themes share.
    pub sheet: DesignOptions,
    /// The groups of the sheet, with a value for each of their keys.
    pub settings: GroupSettings,
    /// The width and height of its page.
    pub trim: (Length, Length),
}

const COMMON: &str = include_str!("common.yaml");
const SHEETS: [(&str, &str); 6] = [
    ("classic", include_str!("classic.yaml")),
    ("essay", include_str!("essay.yaml")),
    ("technical", include_str!("technical.yaml")),
    ("novel", include_str!("novel.yaml")),
    ("poetry", include_str!("poetry.yaml")),
    ("large-print", include_str!("large-print.yaml")),
];

/// Returns the themes. The first is the default.
pub fn themes() -> &'static [Theme] {
    static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
        SHEETS.iter().map(|(name, text)| read(name, text).expect("a test reads every theme")).collect()
    });
    &THEMES
}

/// Reads a theme.
///
/// # Errors
/// Returns a phrase that states a mistake in the sheets, or a key that they leave out.
fn read(name: &'static str, text: &str) -> Result<Theme, String> {
    let sheet = read_theme(text)?.with_fallback(&read_theme(COMMON)?);
    let missing = |group: &str, key: &str| format!("the theme `{name}` has no value for `{group}.{key}`");
    let settings = sheet.groups.complete().map_err(|key| missing(key.group, key.name))?;
    let trim = sheet.trim.as_ref().ok_or_else(|| missing("design", "trim"))?.value;
    Ok(Theme { name, sheet, settings, trim })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::design::keys::THEMES;
    use crate::project::design::{Amount, StyleName};

    /// The scale of each theme: its ratio, and the number of sizes between two of that ratio.
    const SCALES: [(&str, f64, i32); 6] = [
        ("classic", 2.0, 7),
        ("essay", 1.618_034, 4),
        ("technical", 1.2, 2),
        ("novel", 4.0 / 3.0, 2),
        ("poetry", 1.25, 2),
        ("large-print", 1.5, 4),
    ];

    fn power(base: f64, exponent: i32) -> f64 {
        (0..exponent).fold(1.0, |product, _| product * base)
    }

    /// Returns whether two sizes, raised to the power `steps`, differ by less than a thousandth of a size.
    fn near(one: f64, other: f64, steps: i32) -> bool {
        (one / other - 1.0).abs() < 0.001 * f64::from(steps)
    }

    #[test]
    fn themes_have_a_value_for_every_key() {
        for (name, text) in SHEETS {
            let theme = read(name, text).expect("a complete theme");
            let styles: Vec<StyleName> = theme.sheet.styles.into_keys().collect();
            assert_eq!(styles, StyleName::ALL, "{name}");
        }
        assert!(read("empty", "").is_err_and(|reason| reason.contains("`text.size`")));
    }

    #[test]
    fn no_style_of_large_print_is_smaller_than_its_text() {
        let theme = themes().iter().find(|theme| theme.name == "large-print").expect("a theme");
        for (style, options) in &theme.sheet.styles {
            if let Some(Amount::Share(share)) = options.size.as_ref().map(|size| size.value.0) {
                assert!(share >= 10_000, "{}", style.name());
            }
        }
    }

    #[test]
    fn sizes_are_on_a_scale() {
        for (name, ratio, steps) in SCALES {
            let theme = themes().iter().find(|theme| theme.name == name).expect("a theme");
            for (style, options) in &theme.sheet.styles {
                let Some(Amount::Share(share)) = options.size.as_ref().map(|size| size.value.0) else {
                    continue;
                };
                // A size is on the scale if its power to the number of steps is a power of the ratio.
                let size = f64::from(i32::try_from(share).expect("a small share")) / 10_000.0;
                let reached = power(size, steps);
                let on_scale = (0..=5).any(|octave| {
                    (0..steps * 3).any(|step| {
                        let wanted = power(power(ratio, octave), steps) * power(ratio, step);
                        near(reached, wanted, steps) || near(reached * wanted, 1.0, steps)
                    })
                });
                assert!(on_scale, "{name}: {} is off the scale with {share}", style.name());
            }
        }
    }

    #[test]
    fn the_documentation_lists_every_theme() {
        let names: Vec<String> = SHEETS.iter().map(|(name, _)| format!("`{name}`")).collect();
        assert_eq!(names.join(", "), THEMES);
    }

    #[test]
    fn themes_differ_in_their_faces() {
        let faces: std::collections::BTreeSet<&str> =
            themes().iter().map(|theme| theme.settings.text.family.0.as_str()).collect();
        assert_eq!(faces.len(), themes().len());
    }

    #[test]
    fn nothing_in_large_print_is_smaller_than_sixteen_points() {
        let name = Some(crate::diag::Spanned::new("large-print".to_owned(), None));
        let options = DesignOptions { theme: name, ..DesignOptions::default() };
        let fonts = crate::fonts::Library::bundled();
        let design = crate::design::specify(&options, &crate::lang::LangTag::english(), &fonts, 0).value;
        for style in StyleName::ALL {
            let style = design.styles.named(style);
            assert!(style.text.size >= Length::pt(16) && !style.text.hyphenate, "{style:?}");
        }
    }
}
