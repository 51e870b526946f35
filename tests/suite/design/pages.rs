//! Every key and every style reaches the page.

use std::collections::BTreeMap;

use pressmark::design::theme::themes;
use pressmark::project::design::{Field, Key, Kind, Value, keys};

use super::book::{pages, press};

/// Values where any other would not do: a page wants to stay a page, and white has to be more than
/// the grid makes of it by itself.
const CHOSEN: &[(&str, &str, &str)] = &[
    ("text", "size", "11pt"),
    ("text", "leading", "16pt"),
    ("text", "longest", "24em"),
    ("text", "lines", "30"),
    ("margins", "inner", "80pt"),
    ("margins", "outer", "80pt"),
    ("margins", "top", "90pt"),
    ("margins", "bottom", "120pt"),
    ("lists", "hang", "30pt"),
    ("tables", "width", "content"),
    ("figures", "white", "31pt"),
    ("tables", "white", "31pt"),
];

/// Keys that have nothing to move while others of their group are as in the theme.
const WITH: &[(&str, &str, &str)] = &[
    ("contents", "column", "leaders: true"),
    ("tables", "place", "width: content"),
    ("tables", "gutter", "width: content"),
];

/// Words that this book shows alike: the lining figures of its face are of one width.
const ALIKE: &[&str] = &["text.figures: lining, tabular"];

#[test]
fn every_word_of_a_key_reaches_the_page_in_its_own_way() {
    let press = press();
    let mut alike = Vec::new();
    for (group, fields) in keys::GROUPS {
        for field in *fields {
            let Kind::Words(words) = field.kind else { continue };
            let is = |(of, name, _): &&(&str, &str, &str)| *of == *group && *name == field.name;
            let with = WITH.iter().find(is).map(|(_, _, with)| format!("{with}, ")).unwrap_or_default();
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for word in words {
                let pages = pages(&press, &format!("  {group}: {{ {with}{}: {word} }}\n", field.name));
                if let Some(other) = seen.insert(pages, word) {
                    alike.push(format!("{group}.{}: {other}, {word}", field.name));
                }
            }
        }
    }
    assert_eq!(alike, ALIKE, "these show the same pages, and those of the list");
}

#[test]
fn every_key_reaches_the_page() {
    let press = press();
    let sheet = &themes()[2].sheet;
    let plain = pages(&press, "");
    let mut idle = Vec::new();
    for (group, fields) in keys::GROUPS {
        for field in *fields {
            let is = |(of, name, _): &&(&str, &str, &str)| *of == *group && *name == field.name;
            let chosen = CHOSEN.iter().find(is).map(|(_, _, value)| (*value).to_owned());
            let value = chosen.unwrap_or_else(|| another(field, sheet.value(Key::of(group, field.name))));
            let with = WITH.iter().find(is).map(|(_, _, with)| *with);
            let before = with
                .map_or_else(|| plain.clone(), |with| pages(&press, &format!("  {group}: {{ {with} }}\n")));
            let with = with.map(|with| format!("{with}, ")).unwrap_or_default();
            let after = pages(&press, &format!("  {group}: {{ {with}{}: \"{value}\" }}\n", field.name));
            if after == before {
                idle.push(format!("{group}.{}: {value}", field.name));
            }
        }
    }
    assert_eq!(idle, Vec::<String>::new(), "these move nothing");
}

/// Another value than a theme has, of the kind that a key takes.
fn another(field: &Field, now: Option<&Value>) -> String {
    let other = |options: &[&str]| {
        let now = now.map(ToString::to_string).unwrap_or_default();
        options.iter().find(|option| **option != now).expect("two options").to_string()
    };
    match field.kind {
        Kind::Size => other(&["95%", "90%"]),
        Kind::Leading => other(&["1.25 lines", "17pt"]),
        Kind::Distance | Kind::Shift => other(&["13pt", "17pt"]),
        Kind::Tracking => other(&["12%", "11%"]),
        Kind::Percent => other(&["0%", "9%"]),
        Kind::Words(words) => other(words),
        Kind::Flag => other(&["true", "false"]),
        Kind::Count(least, most) => other(&[&(least + 1).to_string(), &most.to_string()]),
        Kind::Text => other(&["§", "¶"]),
        Kind::Family => other(&["Source Code Pro", "Source Sans 3"]),
    }
}

/// White that is next to the edge of a page in this book, or to white that takes what is left; and a
/// level of the contents that a book with parts has only its parts on.
const AT_EDGES: &[&str] = &[
    "part-number.above",
    "part-title.below",
    "dedication.above",
    "dedication.below",
    "note.below",
    "contents-1.size",
    "contents-1.above",
    "contents-1.below",
    "half-title.above",
    "half-title.below",
    "title.above",
    "publisher.below",
];

#[test]
fn every_style_reaches_the_page() {
    let press = press();
    let deep = "  contents: { depth: 4 }\n";
    let plain = pages(&press, deep);
    let mut idle = Vec::new();
    for (group, cannot) in keys::STYLES {
        let role = group.strip_prefix("styles.").expect("a style");
        let tried = [("size", "73%"), ("above", "50pt"), ("below", "50pt")];
        for (name, value) in tried.into_iter().filter(|(name, _)| !cannot.contains(name)) {
            let after = pages(&press, &format!("{deep}  styles: {{ {role}: {{ {name}: {value} }} }}\n"));
            if after == plain {
                idle.push(format!("{role}.{name}"));
            }
        }
    }
    assert_eq!(idle, AT_EDGES, "these move nothing, and those of the list");
}

#[test]
fn every_field_of_a_style_reaches_the_page() {
    let press = press();
    // In narrow lines, so that there are words to divide.
    let with = |field: &str, value: &str| {
        let narrow = if field == "left" { "right" } else { "left" };
        pages(&press, &format!("  styles: {{ quote: {{ {narrow}: 55%, {field}: \"{value}\" }} }}\n"))
    };
    let mut alike = Vec::new();
    for field in keys::STYLE {
        let values: &[&str] = match field.kind {
            Kind::Words(words) => words,
            Kind::Flag => &["true", "false"],
            Kind::Family => &["text", "code"],
            Kind::Tracking => &["2%", "9%"],
            Kind::Size
            | Kind::Leading
            | Kind::Distance
            | Kind::Shift
            | Kind::Percent
            | Kind::Count(..)
            | Kind::Text => &["11pt", "38pt"],
        };
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for value in values {
            if let Some(other) = seen.insert(with(field.name, value), value) {
                alike.push(format!("text.{}: {other}, {value}", field.name));
            }
        }
    }
    assert_eq!(alike, ALIKE, "these show the same pages, and those of the list");
}
