//! The tables of docs/book-yaml.md for the keys of `book.yaml`, and a book for each of their examples.

use super::{BOOK, DESIGN, Entry, HEAD, MAPPINGS, Mapping, NONE, REQUIRED, Takes, key};
use crate::project::blank;
use crate::project::design::keys;

/// The metadata of a book without warnings, except for the keys that an example replaces.
const METADATA: [(&str, &[&str]); 7] = [
    ("title: A Small Book", &["title"]),
    ("language: en-GB", &["language", "lang"]),
    ("author: A. N. Author", &["author", "authors", "contributors"]),
    ("publisher: A Press", &["publisher"]),
    ("date: 2026", &["date"]),
    ("rights: © 2026", &["rights"]),
    ("description: A small book.", &["description"]),
];

/// Returns the tables by their names.
pub(crate) fn tables() -> Vec<(&'static str, String)> {
    let heading = "| key | value | default | meaning | example |\n|:--|:--|:--|:--|:--|\n";
    let table = |(name, mapping): &(&'static str, &Mapping)| {
        let known = |entry: &&Entry| *name != "single file" || !BOOK.has(entry.name) && !HEAD.has(entry.name);
        let rows: String = mapping.entries().filter(known).map(row).collect();
        (*name, format!("{heading}{rows}"))
    };
    MAPPINGS.iter().map(table).collect()
}

fn row(entry: &Entry) -> String {
    let takes = match entry.takes {
        Takes::Text => "text".to_owned(),
        Takes::Flag => "`true`, `false`".to_owned(),
        Takes::Words(words) => listed(&words()),
        Takes::List(words) => format!("a list of {}", listed(&words())),
        Takes::Described(words) => words.to_owned(),
    };
    format!("| `{}` | {takes} | {} | {} | `{}` |\n", entry.name, entry.default, entry.what, entry.example)
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Returns a book for the example of each key, with its name for messages.
pub(crate) fn examples() -> Vec<(String, Written)> {
    let all = MAPPINGS.iter().flat_map(|(name, mapping)| {
        let example = move |entry: &Entry| (format!("{name}: {}", entry.name), written(name, mapping, entry));
        mapping.entries().map(example)
    });
    all.collect()
}

/// Returns a book for each mapping with a key that is unknown there, and the names of the known keys.
pub(crate) fn unknown_keys() -> Vec<(&'static str, Written, Vec<&'static str>)> {
    const UNKNOWN: Entry = key("xqzwk", Takes::Text, NONE, "", "xqzwk: 1");
    let book = |(name, mapping): &(&'static str, &Mapping)| {
        (*name, written(name, mapping, &UNKNOWN), mapping.entries().map(|entry| entry.name).collect())
    };
    MAPPINGS.iter().map(book).collect()
}

/// The place in which an example is written.
pub(crate) enum Written {
    /// The text of a `book.yaml`.
    Manifest(String),
    /// The head of a chapter.
    Head(String),
    /// The head of a single file.
    SingleFile(String),
}

fn written(name: &str, mapping: &Mapping, entry: &Entry) -> Written {
    match name {
        "head" => Written::Head(entry.example.to_owned()),
        "single file" => Written::SingleFile(manifest(entry, mapping, false)),
        _ => Written::Manifest(manifest(entry, mapping, true)),
    }
}

/// Returns a manifest with the example of a key, and the other keys that it needs.
fn manifest(entry: &Entry, mapping: &Mapping, has_chapters: bool) -> String {
    let mut keys: Vec<&str> = mapping
        .entries()
        .filter(|other| mapping.around != "$" && other.default == REQUIRED && other.name != entry.name)
        .map(|other| other.example)
        .collect();
    keys.push(entry.example);
    if mapping.has("sections") && entry.name != "file" {
        keys.push("file: one.md");
    }
    if mapping.has("part") && entry.name != "files" {
        keys.push("files: [one.md]");
    }
    if mapping.has("body") && entry.name != "body" {
        keys.push("body: [one.md]");
    }
    let written = mapping.around.replace('$', &keys.join(", "));
    let mut lines: Vec<&str> = METADATA
        .iter()
        .filter(|(_, names)| !names.iter().any(|name| written.starts_with(&format!("{name}:"))))
        .map(|(line, _)| *line)
        .collect();
    if mapping.around.starts_with("index:") {
        lines.push("chapters: [one.md, marks.md]");
    } else if has_chapters && !written.starts_with("chapters:") {
        lines.push("chapters: [one.md]");
    }
    if entry.name == "pages" {
        lines.push("editions: [{ name: paperback, format: pdf }, { format: epub }]");
    }
    lines.push(&written);
    lines.join("\n") + "\n"
}

#[test]
fn every_group_of_the_design_has_its_row() {
    for (group, _) in keys::GROUPS {
        assert!(DESIGN.has(group), "`{group}` is not in `schema::DESIGN`");
    }
}

#[test]
fn the_metadata_that_may_be_blank_are_those_of_the_table() {
    let names: Vec<_> = BOOK.keys[0].iter().map(|entry| entry.name).collect();
    assert_eq!(names, blank::METADATA);
}

#[test]
fn no_mapping_has_a_key_twice() {
    for (name, mapping) in MAPPINGS {
        let mut names: Vec<_> = mapping.names().collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{name}");
        assert!(mapping.entries().all(|entry| entry.example.starts_with(entry.name)), "{name}");
    }
}
