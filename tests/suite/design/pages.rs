//! Tests that every key and every style changes the page.

use std::collections::BTreeMap;

use pressmark::internals::design::theme::themes;
use pressmark::internals::project::design::{StyleName, StyleOptions, ValueKind, keys};

use super::another;
use super::book::{pages, press};

/// Values for keys that need specific ones: the page must stay large enough, and spaces must exceed the
/// rounding to the grid.
const CHOSEN: &[(&str, &str, &str)] = &[
    ("text", "size", "11pt"),
    ("text", "smallest", "12pt"),
    ("text", "largest", "9pt"),
    ("text", "leading", "16pt"),
    ("text", "longest", "24em"),
    ("text", "lines", "30"),
    ("page", "gutter", "1: 110pt"),
    ("margins", "inner", "80pt"),
    ("margins", "outer", "80pt"),
    ("margins", "top", "90pt"),
    ("margins", "bottom", "120pt"),
    ("math", "family", "Pressmark Math Symbols"),
    ("lists", "hang", "30pt"),
    ("tables", "width", "content"),
    ("figures", "white", "31pt"),
    ("tables", "white", "31pt"),
    ("contents", "gap", "31pt"),
    ("notes", "second-place", "chapter"),
];

/// Keys that have no effect while others of their group are as in the theme.
const WITH: &[(&str, &str, &str)] = &[
    ("scene-break", "height", "ornament: square.svg"),
    ("contents", "column", "leaders: true"),
    ("tables", "place", "width: content"),
    ("tables", "gutter", "width: content"),
    ("microtypography", "tracking", "expansion: 0%"),
];

/// Words with the same effect in this book: it is in English, and the outer margin of its theme is too narrow for notes
/// and captions.
const ALIKE: &[&str] = &[
    "text.indent-first: language, none",
    "captions.place: text, margin",
    "notes.place: foot, margin",
    "notes.second-place: same, foot",
    "notes.second-place: foot, margin",
];

#[test]
fn every_word_of_a_key_reaches_the_page_in_its_own_way() {
    let press = press();
    let mut alike = Vec::new();
    for (group, fields) in keys::GROUPS {
        for field in *fields {
            let ValueKind::Words(words) = field.kind else { continue };
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
            let value = chosen.unwrap_or_else(|| another(field, sheet.shown(group, field.name).as_deref()));
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
    // See `margin_notes.rs` for the keys that need a wide margin, and `languages.rs` for that of Arabic letters.
    let expected = ["captions.place: margin", "notes.place: margin", "microtypography.kashida: false"];
    assert_eq!(idle, expected, "these move nothing");
}

/// Spaces that in this book are next to the edge of a page, or to a fill.
const AT_EDGES: &[&str] = &[
    "part-number.above",
    "part-text.below",
    "dedication.above",
    "dedication.below",
    "note.below",
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
    for (role, cannot) in StyleName::ALL.map(|style| (style.name(), style.except())) {
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
    // The lines are narrow, so that there are words to hyphenate.
    let with = |field: &str, value: &str| {
        let narrow = if field == "left" { "right" } else { "left" };
        pages(&press, &format!("  styles: {{ quote: {{ {narrow}: 55%, {field}: \"{value}\" }} }}\n"))
    };
    let mut alike = Vec::new();
    for field in StyleOptions::KEYS {
        let values: &[&str] = match field.kind {
            ValueKind::Words(words) => words,
            ValueKind::Flag => &["true", "false"],
            ValueKind::Family => &["text", "code"],
            ValueKind::Tracking => &["2%", "9%"],
            ValueKind::Colour => &["#a02020", "#2020a0"],
            ValueKind::Size
            | ValueKind::Leading
            | ValueKind::Distance
            | ValueKind::Shift
            | ValueKind::Percent(_)
            | ValueKind::Count(..)
            | ValueKind::Lines(..)
            | ValueKind::PageTable
            | ValueKind::Text
            | ValueKind::Described(_) => &["11pt", "38pt"],
        };
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for value in values {
            if let Some(other) = seen.insert(with(field.name, value), value) {
                alike.push(format!("quote.{}: {other}, {value}", field.name));
            }
        }
    }
    // The old-style figures of the face are as wide as its lining ones.
    assert_eq!(
        alike,
        ["quote.figures: old-style, lining"],
        "these show the same pages, and those of the list"
    );
}

/// The lines of the front matter with their pages, by the style of each.
const TITLE_LINES: &[(StyleName, &[&str])] = &[
    (StyleName::HalfTitle, &["1: A Book of Keys"]),
    (StyleName::Title, &["3: A Book of Keys"]),
    (StyleName::Subtitle, &["3: In every style"]),
    (StyleName::Author, &["3: Ann Author"]),
    (StyleName::Contributor, &["3: Translated by Tess Translator"]),
    (StyleName::Series, &["3: Golden Books, Book\u{A0}1"]),
    (StyleName::Publisher, &["3: Small Press"]),
    (
        StyleName::Imprint,
        &["4: A Book of Keys ", "4: Ann Author", "4: © 2026", "4: Published in 2026 by Small Press"],
    ),
    (StyleName::Dedication, &["5: For a reader."]),
];

#[test]
fn every_line_of_the_title_page_is_in_its_style() {
    let press = press();
    for (style, lines) in TITLE_LINES {
        let pages = pages(&press, &format!("  styles: {{ {}: {{ size: 17pt }} }}\n", style.name()));
        assert_eq!(lines_of_size(&pages, "17"), *lines, "{}", style.name());
    }
}

/// Returns the lines with a size, each after the number of its page.
fn lines_of_size(pages: &str, size: &str) -> Vec<String> {
    let mut page = "";
    let mut found = Vec::new();
    for line in pages.lines() {
        if let Some(rest) = line.strip_prefix("page ") {
            page = rest.split(' ').next().expect("a number");
        } else if let Some((before, words)) = line.split_once(" | ")
            && before.ends_with(&format!(" {size}"))
        {
            found.push(format!("{page}: {words}"));
        }
    }
    found
}
