//! Decides which files of a folder are chapters, since a repository also has other Markdown files.

use crate::assets::Vault;
use crate::error::Error;

/// The names, in lower case and without the part after a dot, of files that are notes on a repository,
/// not chapters.
const NOTES: &[&str] = &[
    "readme",
    "license",
    "licence",
    "changelog",
    "contributing",
    "code_of_conduct",
    "code-of-conduct",
    "pull_request_template",
    "issue_template",
    "cla",
];

/// Names of notes on a repository only if they are in capitals: a book may have a chapter `notes.md`.
const NOTES_IN_CAPITALS: &[&str] = &[
    "NOTES",
    "TODO",
    "AUTHORS",
    "CONTRIBUTORS",
    "MAINTAINERS",
    "ROADMAP",
    "HISTORY",
    "SECURITY",
    "TRANSLATIONS",
];

/// The maximum depth of folders in which files are counted.
const MAX_DEPTH: usize = 4;

/// Returns whether a file is a note on a repository, by its name.
pub(super) fn is_note(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.split('.').next().unwrap_or(name);
    NOTES.contains(&&*name.to_lowercase()) || NOTES_IN_CAPITALS.contains(&name)
}

/// Returns the chapters of a project without a chapter list: the Markdown files of the root except notes;
/// if there are none, those of its folders, provided that all have a number as name (`01-beginnings/`).
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn chapters_in(vault: &Vault) -> Result<Vec<String>, Error> {
    let mut files = vault.markdown_files("")?;
    files.retain(|path| !is_note(path));
    if !files.is_empty() {
        return Ok(files);
    }
    let mut folders = Vec::new();
    for folder in vault.folders("")? {
        let mut inner = vault.markdown_files(&folder)?;
        inner.retain(|path| !is_note(path));
        if !inner.is_empty() {
            folders.push((folder, inner));
        }
    }
    let all_numbered = folders.iter().all(|(folder, _)| folder.starts_with(|c: char| c.is_ascii_digit()));
    Ok(if all_numbered { folders.into_iter().flat_map(|(_, files)| files).collect() } else { Vec::new() })
}

/// Returns the folders of a project that contain Markdown, with the number of files in and below each.
pub(super) fn below(vault: &Vault) -> Vec<(String, usize)> {
    let folders = vault.folders("").unwrap_or_default();
    let counted = folders.into_iter().map(|folder| {
        let count = count(vault, &folder, 1);
        (folder, count)
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

fn count(vault: &Vault, folder: &str, depth: usize) -> usize {
    let own =
        vault.markdown_files(folder).map_or(0, |files| files.iter().filter(|path| !is_note(path)).count());
    let folders = if depth < MAX_DEPTH { vault.folders(folder).unwrap_or_default() } else { Vec::new() };
    own + folders.iter().map(|inner| count(vault, inner, depth + 1)).sum::<usize>()
}

/// Returns folders with Markdown as a phrase: `` `chapters/` (4 files), `docs/` (1 file) ``.
pub(super) fn phrase(folders: &[(String, usize)]) -> String {
    const SHOWN: usize = 8;
    let show = |(folder, count): &(String, usize)| {
        format!("`{folder}/` ({count} {})", if *count == 1 { "file" } else { "files" })
    };
    let mut shown: Vec<String> = folders.iter().take(SHOWN).map(show).collect();
    if folders.len() > SHOWN {
        shown.push(format!("{} more folders", folders.len() - SHOWN));
    }
    shown.join(", ")
}

/// Returns a note on the Markdown files that a project without a chapter list leaves out, if there are
/// any.
pub(super) fn left_out(vault: &Vault, chapters: &[String]) -> Option<String> {
    let notes = vault.markdown_files("").unwrap_or_default().into_iter().filter(|path| is_note(path));
    let mut out: Vec<String> = notes.map(|path| format!("`{path}`")).collect();
    let is_used = |folder: &str| chapters.iter().any(|path| path.starts_with(&format!("{folder}/")));
    let folders: Vec<_> = below(vault).into_iter().filter(|(folder, _)| !is_used(folder)).collect();
    if !folders.is_empty() {
        out.push(phrase(&folders));
    }
    (!out.is_empty()).then(|| {
        format!("left out: {}; to include them in the book, list them in a book.yaml", out.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_a_repository_are_known_by_name() {
        for path in ["README.md", "a/ReadMe.fa.md", "NOTES.en-fa.md", "TODO.md", "license.md"] {
            assert!(is_note(path), "{path}");
        }
        for path in ["notes.md", "Notes.md", "history.md", "README-first/a.md", "PREFACE.md"] {
            assert!(!is_note(path), "{path}");
        }
    }
}
