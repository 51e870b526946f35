//! `pressmark init --ci`: the file by which GitHub or GitLab builds the book on every change.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::super::args::CiSystem;

/// The folders above a book that are searched for its repository.
const MAX_DEPTH: usize = 64;

/// The file of a CI system for a book.
pub(super) struct CiFile {
    /// Where it belongs.
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl CiFile {
    /// Returns the file for the book in a folder. It belongs at the root of the repository, which may be above the book.
    ///
    /// # Errors
    /// Returns an error if the folder does not exist or cannot be read.
    pub(super) fn of(system: CiSystem, book: &Path) -> io::Result<Self> {
        let mut root = repository_of(book);
        let full = book.canonicalize()?;
        // Behind a symbolic link, the book may be in no folder of the repository.
        let below = full.strip_prefix(root.canonicalize()?).unwrap_or_else(|_| {
            book.clone_into(&mut root);
            Path::new("")
        });
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let place = if parts.is_empty() { ".".to_owned() } else { parts.join("/") };
        let (name, template, place) = match system {
            // In YAML, both systems replace what follows a dollar sign.
            CiSystem::Github => (
                ".github/workflows/book.yml",
                include_str!("ci/github.yml"),
                place.replace("${{", "${{ '${{' }}"),
            ),
            CiSystem::Gitlab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml"), place.replace('$', "$$")),
        };
        // A string of JSON is one of YAML.
        let place = serde_json::Value::String(place).to_string();
        let text = template.replace("@version@", env!("CARGO_PKG_VERSION")).replace("@book@", &place);
        let path = if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) };
        Ok(Self { path, text })
    }
}

/// Returns the root of the repository of a folder, or the folder itself if it is in none.
fn repository_of(folder: &Path) -> PathBuf {
    let mut above = folder.to_owned();
    for _ in 0..MAX_DEPTH {
        if above.join(".git").exists() {
            return above;
        }
        above = above_of(&above);
    }
    folder.to_owned()
}

/// Returns the folder above, as short as the user would type it.
fn above_of(folder: &Path) -> PathBuf {
    match (folder.components().next_back(), folder.parent()) {
        (Some(Component::Normal(_)), Some(parent)) if parent.as_os_str().is_empty() => PathBuf::from("."),
        (Some(Component::Normal(_)), Some(parent)) => parent.to_owned(),
        (Some(Component::CurDir), _) => PathBuf::from(".."),
        _ => folder.join(".."),
    }
}
