//! The version of the format of `book.yaml`, and the keys whose meaning has changed.
//!
//! A key that gets another meaning gets a row in [`CHANGES`] with the next [`VERSION`]. A file of an older version that has the key
//! is read with the new meaning, and a warning says so at the key, until the file states the new version.

use super::fields::Fields;
use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, Span};

/// The newest version of the format that is read; files without a version have the first.
const VERSION: u32 = 1;
/// The key that states the version.
const KEY: &str = "version";

/// A key whose meaning has changed.
struct Change {
    /// The version since which it has the new meaning.
    since: u32,
    /// The keys that lead to it; those of a list's items follow the key of the list.
    path: &'static [&'static str],
    /// The new meaning, as a phrase.
    now: &'static str,
    /// What to write for the old meaning.
    write: &'static str,
}

/// The keys whose meaning has changed, the oldest change first.
const CHANGES: &[Change] = &[];

/// Returns the error that a manifest is of a version that this program does not know, or `None` if it knows it.
pub(super) fn newer(manifest: &ConfigNode) -> Option<Diagnostic> {
    let node = manifest.get(KEY)?;
    let version = number(node)?;
    (version > VERSION).then(|| {
        let program = env!("CARGO_PKG_VERSION");
        let message = format!(
            "this `book.yaml` has version {version}, and Pressmark {program} reads versions up to {VERSION}"
        );
        Diagnostic::new(Code::NewerManifest, node.span, message)
            .help(format!("install a newer Pressmark than {program}"))
    })
}

/// Reads the version of a manifest, and reports one that is none, and keys that had another meaning in it.
pub(super) fn check(manifest: &ConfigNode, fields: &Fields<'_>) {
    let version = match fields.node(KEY) {
        None => Some(1),
        Some(node) => {
            let version = number(node);
            if version.is_none() {
                let diagnostic =
                    Diagnostic::new(Code::InvalidValue, node.span, "`version` must be a whole number");
                fields.report(diagnostic.help(format!(
                    "it is the version of the format of this file, not of the book: write `version: {VERSION}`"
                )));
            }
            version
        }
    };
    for warning in version.into_iter().flat_map(|version| changed(manifest, version, CHANGES)) {
        fields.report(warning);
    }
}

/// Returns the version that is written, or `None` if it is no number from 1 on.
fn number(node: &ConfigNode) -> Option<u32> {
    node.text()?.parse().ok().filter(|version| *version > 0)
}

/// Returns a warning at every key that had another meaning in the version of a manifest.
fn changed(manifest: &ConfigNode, version: u32, changes: &[Change]) -> Vec<Diagnostic> {
    let later = changes.iter().filter(|change| change.since > version);
    let warnings = later.flat_map(|change| {
        let mut places = Vec::new();
        find(manifest, change.path, &mut places);
        places.into_iter().map(|place| {
            let (since, key) = (change.since, change.path.join("."));
            let message = format!("since version {since} `{key}` means {}", change.now);
            Diagnostic::new(Code::ChangedKey, place, message)
                .help(format!("for what it meant before, write `{}`", change.write))
                .help(format!("if it is meant so, write `version: {since}` at the top of the file"))
        })
    });
    warnings.collect()
}

/// Finds the places of a key.
fn find(node: &ConfigNode, path: &[&str], places: &mut Vec<Span>) {
    let Some((key, rest)) = path.split_first() else { return };
    match &node.kind {
        ConfigKind::List(items) => items.iter().for_each(|item| find(item, path, places)),
        ConfigKind::Map(entries) => {
            for (_, place, value) in entries.iter().filter(|(name, ..)| name == key) {
                if rest.is_empty() {
                    places.push(*place);
                }
                find(value, rest, places);
            }
        }
        ConfigKind::Nothing | ConfigKind::Bool(_) | ConfigKind::Text(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::super::{manifest, yaml};
    use super::*;
    use crate::diag::FileId;

    /// Changes of versions that there are not yet.
    const LATER: &[Change] = &[
        Change {
            since: 2,
            path: &["epub", "notes"],
            now: "where notes are shown, not whether",
            write: "epub: { pop-ups: true }",
        },
        Change { since: 3, path: &["editions", "name"], now: "the name in the file", write: "slug: x" },
    ];

    fn node(text: &str) -> ConfigNode {
        yaml::parse(FileId(0), text, 0..text.len(), &mut Vec::new()).expect("YAML")
    }

    fn changes(text: &str, version: u32) -> Vec<(Option<usize>, String)> {
        let warnings = changed(&node(text), version, LATER).into_iter();
        warnings.map(|warning| (warning.span.map(|span| span.range().start), warning.message)).collect()
    }

    #[test]
    fn a_key_that_changed_is_reported_where_it_is_written() {
        let text =
            "title: A\nepub: { notes: chapter }\neditions: [{ name: a }, { format: pdf }, { name: b }]\n";
        let places: Vec<_> = changes(text, 1).into_iter().map(|(place, _)| place).collect();
        let expected = ["notes:", "name: a", "name: b"].map(|key| text.find(key));
        assert_eq!(places, expected);
        assert_eq!(changes(text, 2).len(), 2);
        assert!(changes(text, 3).is_empty() && changes("title: A\nnotes: x\n", 1).is_empty());
        let warning = changed(&node(text), 1, LATER).remove(0);
        assert_eq!(warning.message, "since version 2 `epub.notes` means where notes are shown, not whether");
        assert_eq!(
            warning.help,
            [
                "for what it meant before, write `epub: { pop-ups: true }`",
                "if it is meant so, write `version: 2` at the top of the file"
            ]
        );
        assert!(!warning.is_error());
    }

    #[test]
    fn the_newest_version_is_that_of_the_last_change() {
        assert_eq!(CHANGES.last().map_or(1, |change| change.since), VERSION);
        assert!(CHANGES.is_sorted_by_key(|change| change.since));
    }

    #[test]
    fn a_newer_version_is_an_error_and_no_number_too() {
        assert!(newer(&node("version: 1\n")).is_none() && newer(&node("title: A\n")).is_none());
        let error = newer(&node("version: 2\n")).expect("an error");
        assert!(error.is_error() && error.help[0].starts_with("install a newer Pressmark than"), "{error:?}");
        for text in ["version: \"1.2\"\n", "version: 0\n", "version: -1\n", "version: two\n"] {
            let sink = RefCell::default();
            manifest::read(&node(text), false, &sink);
            let sink = sink.into_inner();
            assert!(newer(&node(text)).is_none());
            assert!(sink[0].message.contains("must be a whole number"), "{text}: {sink:?}");
        }
    }
}
