//! The promise of docs/stability.md: what moves lines or pages is in CHANGELOG.md, and raises the version of the layout.
//!
//! `tests/golden/LAYOUT` has a hash of the pages of each golden book, and one of what the newest section of CHANGELOG.md says under
//! its heading `Layout`. If pages of a known book change and that section does not, no `BLESS=1` helps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::support::root;

const HEAD: &str = "# The pages of the golden books, and what CHANGELOG.md says of their changes, as hashes.\n\
    # BLESS=1 cargo test --test suite stability\n";
/// The name of the hash of the section in CHANGELOG.md.
const CHANGELOG: &str = "CHANGELOG.md";
/// What the heading of the section in CHANGELOG.md begins with.
const HEADING: &str = "### Layout";

type Hashes = BTreeMap<String, String>;

#[test]
fn what_moves_pages_is_in_the_changelog() {
    let path = root().join("tests/golden/LAYOUT");
    let recorded = read(&std::fs::read_to_string(&path).unwrap_or_default());
    let now = hashes();
    if let Some(moved) = untold(&recorded, &now) {
        panic!(
            "the pages of these golden books have changed: {moved}\nsay what moves under `{HEADING} changes` of the first \
             section of CHANGELOG.md, then run: BLESS=1 cargo test --test suite stability"
        );
    }
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        let text = now.iter().fold(HEAD.to_owned(), |text, (name, hash)| text + name + " " + hash + "\n");
        return std::fs::write(path, text).expect("a file");
    }
    assert!(recorded == now, "{} is out of date: BLESS=1 cargo test --test suite stability", path.display());
}

#[test]
fn a_release_that_moves_pages_has_a_layout_of_its_own() {
    let versions = sections(&changelog()).into_iter().filter(|section| layout_of(section).is_some()).count();
    assert_eq!(
        usize::try_from(pressmark::internals::LAYOUT).expect("a small number"),
        versions,
        "`LAYOUT` in src/lock/mod.rs has to be the number of sections of CHANGELOG.md with a heading `{HEADING}`"
    );
}

#[test]
fn a_change_that_is_not_told_is_found() {
    let hashes = |changelog: &str, books: &[(&str, &str)]| -> Hashes {
        let mut hashes = Hashes::from([(CHANGELOG.to_owned(), changelog.to_owned())]);
        hashes.extend(books.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())));
        hashes
    };
    let recorded = hashes("c", &[("one", "1"), ("two", "2")]);
    assert_eq!(untold(&recorded, &recorded), None);
    let moved = |changelog, books: &[(&str, &str)]| untold(&recorded, &hashes(changelog, books));
    assert_eq!(moved("c", &[("one", "1"), ("two", "3")]).as_deref(), Some("two"));
    assert_eq!(moved("d", &[("one", "1"), ("two", "3")]), None);
    // A new book has moved nothing, nor has one that is gone.
    assert_eq!(moved("c", &[("two", "2"), ("three", "3")]), None);
}

#[test]
fn the_layout_of_a_version_is_found() {
    let text = "# Changelog\n\n## Unreleased\n\n### Layout changes\n\n- a\n\n### Fixed\n\n- b\n\n## 0.2.0\n\n- c\n\n## 0.1.0\n\n### Layout\n- d\n";
    let sections = sections(text);
    let layouts: Vec<Option<&str>> = sections.iter().map(|section| layout_of(section)).collect();
    assert_eq!(layouts, [Some(" changes\n\n- a\n\n"), None, Some("\n- d\n")]);
}

/// Returns the known books whose pages have changed, if the changelog does not say so.
fn untold(recorded: &Hashes, now: &Hashes) -> Option<String> {
    let has_changed = |name: &str| now.get(name).is_some_and(|hash| recorded.get(name) != Some(hash));
    let moved: Vec<&str> =
        recorded.keys().map(String::as_str).filter(|name| *name != CHANGELOG && has_changed(name)).collect();
    (!moved.is_empty() && !has_changed(CHANGELOG)).then(|| moved.join(", "))
}

fn read(text: &str) -> Hashes {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(name, hash)| (name.to_owned(), hash.to_owned()))
        .collect()
}

fn hashes() -> Hashes {
    let golden = root().join("tests/golden");
    let mut hashes = Hashes::new();
    for book in listed(&golden).into_iter().filter(|path| path.is_dir()) {
        let layouts =
            listed(&book.join("expected")).into_iter().filter(|path| name(path).starts_with("layout"));
        let mut hasher = Sha256::new();
        layouts.for_each(|path| hasher.update(std::fs::read(path).expect("a layout")));
        hashes.insert(name(&book), hex(&hasher.finalize()));
    }
    assert!(hashes.len() > 50, "the golden books are where they are looked for");
    let changelog = changelog();
    let newest = sections(&changelog).first().and_then(|section| layout_of(section)).unwrap_or_default();
    hashes.insert(CHANGELOG.to_owned(), hex(&Sha256::digest(newest)));
    hashes
}

fn hex(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn changelog() -> String {
    std::fs::read_to_string(root().join("CHANGELOG.md")).expect("a changelog")
}

/// Returns the sections of the versions, the newest first.
fn sections(changelog: &str) -> Vec<&str> {
    changelog.split("\n## ").skip(1).collect()
}

/// Returns what the section of a version says of the layout.
fn layout_of(section: &str) -> Option<&str> {
    let (_, rest) = section.split_once(&format!("\n{HEADING}"))?;
    Some(rest.split_once("\n### ").map_or(rest, |(layout, _)| &rest[..=layout.len()]))
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// Returns what is in a folder, in order.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}
