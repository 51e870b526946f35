//! Files that a repository holds beside a manuscript, and what is said of them.

use std::collections::BTreeSet;

use super::keys;
use super::load::Loader;
use crate::assets::{Unfit, Vault};
use crate::diag::{Code, Diagnostic, Span};
use crate::error::Error;

/// Names, without what follows a dot, of files that are notes on a repository and no chapters.
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

/// Names that are those of notes on a repository in capitals only: a book may have a chapter `notes.md`.
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

/// Files and folders that a repository has and a folder of chapters has not.
const SIGNS: &[&str] =
    &["LICENSE", "LICENSE.md", "LICENSE.txt", "CONTRIBUTING.md", "Makefile", "package.json", "Cargo.toml"];

/// Folders below one another are looked through to this depth.
const MAX_DEPTH: usize = 4;

/// Whether a file is a note on a repository, by its name.
pub(super) fn is_note(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.split('.').next().unwrap_or(name);
    NOTES.contains(&&*name.to_lowercase()) || NOTES_IN_CAPITALS.contains(&name)
}

/// The chapters of a folder without a chapter list: its Markdown files but for notes; if there are none,
/// those of folders that are all called by number (`01-beginnings/`).
///
/// # Errors
/// When the machine fails to read.
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

/// The folders of a project that hold Markdown, with the number of files in and below each.
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

/// The folders with Markdown as a phrase: `chapters/` (4 files), `docs/` (1 file).
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

/// What a folder without a chapter list leaves out.
pub(super) fn left_out(vault: &Vault, chapters: &[String]) -> Option<String> {
    let notes = vault.markdown_files("").unwrap_or_default().into_iter().filter(|path| is_note(path));
    let mut out: Vec<String> = notes.map(|path| format!("`{path}`")).collect();
    let is_used = |folder: &str| chapters.iter().any(|path| path.starts_with(&format!("{folder}/")));
    let folders: Vec<_> = below(vault).into_iter().filter(|(folder, _)| !is_used(folder)).collect();
    if !folders.is_empty() {
        out.push(phrase(&folders));
    }
    (!out.is_empty())
        .then(|| format!("left out: {}; to have them in the book, list them in a book.yaml", out.join(", ")))
}

/// Reports the Markdown files beside chapters that cannot be read as such.
pub(super) fn warn_of_passed_over(loader: &Loader<'_>, chapters: &[String]) {
    let folder = |path: &String| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let folders: BTreeSet<String> = chapters.iter().map(folder).chain([String::new()]).collect();
    for (path, why) in folders.iter().flat_map(|folder| loader.vault.passed_over(folder)) {
        let (code, reason, help) = match why {
            // It is a chapter and nothing else, and no list can name it.
            Unfit::Name => (
                Code::InvalidUtf8,
                "its name is not UTF-8",
                "rename the file, if need be in letters from a to z",
            ),
            Unfit::Link => (Code::LeftOut, "it is a symbolic link", "put the file itself into the folder"),
            Unfit::NotAFile => {
                (Code::LeftOut, "it is no regular file", "put the text into a file of the folder")
            }
        };
        if !is_note(&path) {
            let message = format!("`{path}` left out: {reason}");
            loader.tell(Diagnostic::new(code, None, message).help(help));
        }
    }
}

/// Warns of the keys of metadata that are missing: where to write them, and how one looks.
pub(super) fn warn_of_missing(loader: &Loader<'_>, missing: &[&str], place: Span, where_to: &str) {
    if let Some(first) = missing.first() {
        let keys = missing.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
        let message = format!("shops will miss {}", keys.join(", "));
        let help = format!("{where_to}, such as `{first}: {}`", keys::example(first));
        loader.tell(Diagnostic::new(Code::MissingMetadata, place, message).help(help));
    }
}

/// Reports that there is no chapter, with where Markdown was found.
pub(super) fn no_chapters(loader: &Loader<'_>, place: Option<Span>) {
    let vault = loader.vault;
    let notes = vault.markdown_files("").unwrap_or_default();
    let message = match notes.first() {
        _ if place.is_some() => "the book has no chapters".to_owned(),
        Some(note) => format!("no chapter in the folder: `{note}` is a note on the repository"),
        None => "no Markdown file in the folder".to_owned(),
    };
    let diagnostic = Diagnostic::new(Code::NoChapters, place, message);
    let folders = below(vault);
    loader.tell(match (folders.first(), notes.first()) {
        (Some((folder, _)), _) => {
            let root = vault.root().to_string_lossy();
            let root = root.trim_end_matches('/');
            let path = if root == "." { folder.clone() } else { format!("{root}/{folder}") };
            let list = format!("list the files in a book.yaml: `chapters: [{folder}/…]`");
            diagnostic
                .help(format!("Markdown is in {}", phrase(&folders)))
                .help(format!("name the folder of the book, `pressmark build {path}`, or {list}"))
        }
        (None, Some(note)) => {
            diagnostic.help(format!("if it is the book, name it: `pressmark build {note}`"))
        }
        (None, None) => {
            diagnostic.help("write a file such as `chapter-1.md`, or name the folder that has the book")
        }
    });
}

/// Warns if chapters were found in what looks like a repository.
pub(super) fn warn_of_repository(loader: &Loader<'_>, chapters: &[String]) {
    let vault = loader.vault;
    let has_readme = vault.markdown_files("").unwrap_or_default().iter().any(|path| is_note(path));
    let is_repository = vault.has_folder(".git") || SIGNS.iter().any(|name| vault.has_file(name));
    if !has_readme || !is_repository || chapters.is_empty() {
        return;
    }
    let mut shown: Vec<String> = chapters.iter().take(5).map(|path| format!("`{path}`")).collect();
    if chapters.len() > shown.len() {
        shown.push(format!("{} more", chapters.len() - shown.len()));
    }
    let message = format!("files of a repository are taken for chapters: {}", shown.join(", "));
    let folders = below(vault);
    let diagnostic = Diagnostic::new(Code::NotesAsChapters, None, message)
        .help("if the book is elsewhere, name its folder; to choose the chapters, list them in a book.yaml");
    loader.tell(if folders.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("there is also Markdown in {}", phrase(&folders)))
    });
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
