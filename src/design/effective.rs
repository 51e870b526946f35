//! The values of a design key by key, as they are written in `book.yaml`. Entry point: [`values`].

use super::sheet::theme;
use crate::project::design::keys::GROUPS;
use crate::project::design::{DesignOptions, StyleName, StyleOptions};

/// A value: the name of its group, empty if it is in none, the name of its key, and its text.
pub type DesignValue = (String, &'static str, String);

/// Returns the value of every key of a design that has one: the author's, or else the theme's. A script that does without
/// something, such as italics, may change it further.
pub fn values(options: &DesignOptions) -> Vec<DesignValue> {
    let theme = theme(options.theme.as_ref(), &mut Vec::new());
    let all = options.clone().with_fallback(&theme.sheet);
    let mut values = of_the_whole(&all, theme.name);
    for (group, keys) in GROUPS {
        let value = |key: &'static str| Some(((*group).to_owned(), key, all.shown(group, key)?));
        values.extend(keys.iter().filter_map(|key| value(key.name)));
    }
    for style in StyleName::ALL {
        let group = format!("styles.{}", style.name());
        values.extend(
            style.keys().filter_map(|key| Some((group.clone(), key.name, all.shown(&group, key.name)?))),
        );
    }
    for class in &all.classes {
        let group = format!("classes.{}", class.name);
        let value = |key: &'static str| Some((group.clone(), key, class.style.shown(key)?));
        values.extend(StyleOptions::KEYS.iter().filter_map(|key| value(key.name)));
    }
    values
}

/// Returns the values of the keys that are in no group. Font files are not among them: they have their contents.
fn of_the_whole(all: &DesignOptions, theme: &str) -> Vec<DesignValue> {
    let trim = all.trim.as_ref().map(|trim| format!("{}x{}pt", trim.value.0, trim.value.1));
    let values = [
        ("theme", Some(theme.to_owned())),
        ("accent", all.accent.as_ref().map(|accent| accent.value.to_string())),
        ("trim", trim),
        ("system-fonts", all.system_fonts.as_ref().map(|flag| flag.value.to_string())),
        ("pdf-standard", Some(all.pdf_standard.unwrap_or_default().name().to_owned())),
    ];
    values.into_iter().filter_map(|(key, value)| Some((String::new(), key, value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::design::{keys, read_theme};

    fn value(options: &str, group: &str, key: &str) -> Option<String> {
        let values = values(&read_theme(options).expect("a design"));
        let found = values.into_iter().find(|(of, name, _)| of == group && *name == key);
        found.map(|(_, _, value)| value)
    }

    #[test]
    fn every_key_of_the_design_has_its_value() {
        let of_classic = values(&DesignOptions::default());
        let of_groups: usize = GROUPS.iter().map(|(_, keys)| keys.len()).sum();
        assert!(of_classic.len() > of_groups, "{}", of_classic.len());
        let whole: Vec<&str> =
            of_classic.iter().filter(|(group, ..)| group.is_empty()).map(|value| value.1).collect();
        let known: Vec<&str> = keys::TOP.iter().map(|key| key.name).collect();
        assert!(whole.iter().all(|name| known.contains(name)));
        assert_eq!((value("{}", "", "theme"), value("{}", "", "accent")), (Some("classic".to_owned()), None));
        assert_eq!(value("theme: novel", "", "theme").as_deref(), Some("novel"));
    }

    #[test]
    fn the_author_s_values_replace_those_of_the_theme() {
        assert_eq!(value("text: { size: 13pt }", "text", "size").as_deref(), Some("13pt"));
        assert_eq!(value("styles: { quote: { size: 70% } }", "styles.quote", "size").as_deref(), Some("70%"));
        assert_eq!(
            value("classes: { side: { bold: true } }", "classes.side", "bold").as_deref(),
            Some("true")
        );
        assert_eq!(value("trim: 5.5x8.5in", "", "trim").as_deref(), Some("396x612pt"));
    }
}
