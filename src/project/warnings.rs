//! Warnings and errors about the files of a project as a whole.

use std::collections::BTreeSet;

use super::loader::Loader;
use super::{keys, repository};
use crate::assets::Unfit;
use crate::diag::{Code, Diagnostic, Span};

/// Files that a software repository has and a folder of chapters does not.
const SIGNS: &[&str] =
    &["LICENSE", "LICENSE.md", "LICENSE.txt", "CONTRIBUTING.md", "Makefile", "package.json", "Cargo.toml"];

/// Reports the Markdown files beside the chapters that cannot be chapters.
pub(super) fn unfit_files(loader: &Loader<'_>, chapters: &[String]) {
    let folder = |path: &String| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let folders: BTreeSet<String> = chapters.iter().map(folder).chain([String::new()]).collect();
    for (path, why) in folders.iter().flat_map(|folder| loader.vault.passed_over(folder)) {
        let (code, reason, help) = match why {
            // This is an error: the file is meant to be a chapter, and no list can name it.
            Unfit::Name => (
                Code::InvalidUtf8,
                "its name is not UTF-8",
                "rename the file, for example with letters from a to z",
            ),
            Unfit::Link => (Code::LeftOut, "it is a symbolic link", "put the file itself into the folder"),
            Unfit::NotAFile => {
                (Code::LeftOut, "it is not a regular file", "put the text into a file in the folder")
            }
        };
        if !repository::is_note(&path) {
            let message = format!("`{path}` left out: {reason}");
            loader.report(Diagnostic::new(code, None, message).help(help));
        }
    }
}

/// Warns of metadata that are written without a value.
pub(super) fn blank_metadata<'a>(loader: &Loader<'_>, blank: impl Iterator<Item = &'a (&'static str, Span)>) {
    for (key, place) in blank {
        let message = format!("`{key}` has no value");
        let help = "write one, or take the key out";
        loader.report(Diagnostic::new(Code::BlankMetadata, *place, message).help(help));
    }
}

/// Warns of missing metadata; `missing` are the keys, and `where_to` says where to write them.
pub(super) fn missing_metadata(loader: &Loader<'_>, missing: &[&str], place: Span, where_to: &str) {
    if let Some(first) = missing.first() {
        let keys = missing.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
        let message = format!("missing metadata that shops ask for: {}", keys.join(", "));
        let help = format!("{where_to}, such as `{first}: {}`", keys::example(first));
        loader.report(Diagnostic::new(Code::MissingMetadata, place, message).help(help));
    }
}

/// Reports that the book has no chapters, at `place` in a chapter list if there is one, and where
/// Markdown was found.
pub(super) fn no_chapters(loader: &Loader<'_>, place: Option<Span>) {
    let vault = loader.vault;
    let notes = vault.markdown_files("").unwrap_or_default();
    let message = match notes.first() {
        _ if place.is_some() => "the book has no chapters".to_owned(),
        Some(note) => format!("no chapter in the folder: `{note}` belongs to the repository"),
        None => "no Markdown file in the folder".to_owned(),
    };
    let diagnostic = Diagnostic::new(Code::NoChapters, place, message);
    let folders = repository::below(vault);
    loader.report(match (folders.first(), notes.first()) {
        (Some((folder, _)), _) => {
            let root = vault.root().to_string_lossy();
            let root = root.trim_end_matches('/');
            let path = if root == "." { folder.clone() } else { format!("{root}/{folder}") };
            let list = format!("list the files in a book.yaml: `chapters: [{folder}/…]`");
            diagnostic
                .help(format!("Markdown is in {}", repository::phrase(&folders)))
                .help(format!("type the folder of the book, `pressmark build {path}`, or {list}"))
        }
        (None, Some(note)) => diagnostic.help(format!("if it is the book, type `pressmark build {note}`")),
        (None, None) => {
            diagnostic.help("write a file such as `chapter-1.md`, or type the folder of the book")
        }
    });
}

/// Warns if the folder looks like that of a repository, whose files may not be chapters.
pub(super) fn repository_files(loader: &Loader<'_>, chapters: &[String]) {
    let vault = loader.vault;
    let has_readme =
        vault.markdown_files("").unwrap_or_default().iter().any(|path| repository::is_note(path));
    let is_repository = vault.has_folder(".git") || SIGNS.iter().any(|name| vault.has_file(name));
    if !has_readme || !is_repository || chapters.is_empty() {
        return;
    }
    let mut shown: Vec<String> = chapters.iter().take(5).map(|path| format!("`{path}`")).collect();
    if chapters.len() > shown.len() {
        shown.push(format!("{} more", chapters.len() - shown.len()));
    }
    let message = format!("files of a repository are taken for chapters: {}", shown.join(", "));
    let folders = repository::below(vault);
    let diagnostic = Diagnostic::new(Code::NotesAsChapters, None, message)
        .help("if the book is in another folder, type that folder; to choose the chapters, list them in a book.yaml");
    loader.report(if folders.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("there is also Markdown in {}", repository::phrase(&folders)))
    });
}
