//! The walls of the house: who imports whom, which crate is known where, how long files are.

use std::path::{Path, PathBuf};

use crate::support::root;

/// Who may use whom; everyone may use the ground floor. `ARCHITECTURE.md` gives the reasons.
const ARROWS: &[(&str, &[&str])] = &[
    ("assets", &["fonts"]),
    ("dialect", &[]),
    ("project", &["assets", "dialect", "Standard"]),
    ("manuscript", &["book", "project"]),
    ("book", &["project"]),
    ("fonts", &[]),
    ("design", &["book", "fonts", "project"]),
    ("galley", &["assets", "book", "design", "fonts"]),
    ("makeup", &["book", "design", "fonts", "galley"]),
    ("epub", &["assets", "book", "design", "fonts", "project", "Stamp"]),
    ("pdf", &["assets", "book", "fonts", "makeup", "Stamp", "Standard", "Conformance"]),
];

/// Words used everywhere.
const GROUND: &[&str] = &["units", "lang", "diag", "error", "calendar"];

/// Crates that are known in one place only.
const BORDERS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["manuscript/events.rs"]),
    ("html5ever", &["manuscript/html.rs"]),
    ("serde_yaml", &["project/yaml.rs"]),
    ("toml", &["project/toml_tree.rs"]),
    ("chrono", &["calendar.rs"]),
    ("clap", &["cli/"]),
    ("epub_builder", &["epub/package.rs"]),
    ("printpdf", &["pdf/skeleton.rs"]),
    ("lopdf", &["pdf/"]),
    ("subsetter", &["pdf/font.rs"]),
    ("harfrust", &["fonts/face.rs", "galley/shape.rs"]),
    ("skera", &["fonts/excerpt.rs"]),
    ("skrifa", &["fonts/excerpt.rs", "fonts/outline.rs"]),
    ("hypher", &["galley/hyphen.rs"]),
    ("icu_segmenter", &["galley/chances.rs"]),
    ("resvg", &["assets/svg/"]),
    ("jpeg_encoder", &["assets/jpeg_codec.rs"]),
    ("zune_jpeg", &["assets/jpeg_codec.rs"]),
    ("indicatif", &["cli/terminal.rs"]),
    ("annotate_snippets", &["diag/render/human.rs"]),
];

/// Lines of a file at most, its tests left out.
const LONGEST: usize = 600;

#[test]
fn nobody_imports_against_the_arrows() {
    for (path, text) in sources() {
        let module = module(&path);
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == module) else { continue };
        for line in text.lines().map(str::trim) {
            for (at, _) in line.match_indices("crate::") {
                let target: String =
                    line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = target.is_empty() || target == module || GROUND.contains(&target.as_str());
                assert!(
                    known || allowed.contains(&target.as_str()),
                    "{path}: `{module}` uses `{target}`: {line}"
                );
            }
        }
    }
}

#[test]
fn dependencies_stay_at_their_border() {
    for (path, text) in sources() {
        for (name, places) in BORDERS {
            let used = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or_default();
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name}"))
            });
            assert!(!used || places.iter().any(|place| path.starts_with(place)), "{path} knows {name}");
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for (path, text) in sources() {
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
        assert!(lines <= LONGEST, "{path} has {lines} lines");
        assert!(text.starts_with("//!"), "{path} does not say what it is");
    }
}

fn module(path: &str) -> String {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs").to_owned()
}

/// Every source file by its path below `src/`.
fn sources() -> Vec<(String, String)> {
    let top = root().join("src");
    let mut found = Vec::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((name(&path, &top), std::fs::read_to_string(&path).expect("a file")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the sources are where they are looked for");
    found
}

fn name(path: &Path, top: &PathBuf) -> String {
    path.strip_prefix(top).expect("below the top").to_string_lossy().replace('\\', "/")
}
