//! Finds a project on disk. Entry points: [`named`] for a path, [`discover`] for the working directory.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{foreign, repository};
use crate::assets::Vault;
use crate::error::Error;

/// The name of the manifest.
pub(super) const MANIFEST: &str = "book.yaml";
/// The name of the lock file.
const LOCK: &str = "pressmark.lock";
/// The folder that is tried if there is no project in the one that was named.
const DEFAULT: &str = "manuscript";

/// The location of a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProjectLocation {
    /// The folder of the project; no file outside of it is read.
    pub root: PathBuf,
    /// The `book.yaml` or the only Markdown file, relative to the root; `None` for a folder of Markdown
    /// or for a book of another tool.
    pub manifest: Option<PathBuf>,
}

impl ProjectLocation {
    /// Returns a project of a folder without `book.yaml`.
    fn folder(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), manifest: None }
    }

    /// Returns the name of the project's lock file, in its root: `pressmark.lock`, or `notes.pressmark.lock` for the
    /// book of `notes.md`, which may not be the only one there.
    pub fn lock_name(&self) -> String {
        let manifest = self.manifest.as_deref().and_then(Path::to_str);
        let own = manifest.filter(|name| *name != MANIFEST && !foreign::is_manifest(name));
        let stem = own.and_then(|name| Path::new(name).file_stem()?.to_str());
        stem.map_or_else(|| LOCK.to_owned(), |stem| format!("{stem}.{LOCK}"))
    }

    /// Returns whether a file would be read as Markdown of the project, or be reported as Markdown that is not, if there were
    /// one at the path.
    pub fn has_markdown_at(&self, path: &Path) -> bool {
        let full = |folder: &Path| {
            fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()
        };
        let name = path.file_name().and_then(|name| name.to_str());
        let folder = path.parent().and_then(full);
        let is_within = folder.zip(full(&self.root)).is_some_and(|(folder, root)| folder.starts_with(root));
        is_within && name.is_some_and(Vault::is_markdown)
    }
}

/// Returns the project of a path: a folder, a `book.yaml`, the manifest of another tool, or a Markdown file.
///
/// Returns `None` if there is nothing at the path, or no project in the folder.
pub fn named(path: &Path) -> Option<ProjectLocation> {
    if path.is_dir() {
        return in_folder(path);
    }
    if !exists(path) {
        return None;
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let root = parent.map_or_else(|| PathBuf::from("."), Path::to_owned);
    Some(ProjectLocation { root, manifest: path.file_name().map(PathBuf::from) })
}

/// Returns the project of a command that runs in the folder `start`: the one of a manifest there, else of the
/// nearest `book.yaml` in a folder above, else of a folder `manuscript/` in it.
///
/// Returns `None` if there is none of these.
pub fn discover(start: &Path) -> Option<ProjectLocation> {
    if let Some(found) = with_manifest(start) {
        return Some(found);
    }
    let mut folder = start.to_owned();
    // Upward by `..`, so that paths in messages are as short as the user would type them.
    for _ in 0..64 {
        if folder.join(MANIFEST).is_file() {
            return Some(ProjectLocation { root: folder, manifest: Some(MANIFEST.into()) });
        }
        if folder.canonicalize().is_ok_and(|full| full.parent().is_none()) {
            break;
        }
        folder = if folder == Path::new(".") { PathBuf::from("..") } else { folder.join("..") };
    }
    let below = start.join(DEFAULT);
    if below.is_dir() { in_folder(&below) } else { None }
}

/// Returns the failure that keeps a path from being read, if there is one: a permission, a disk. A path that does not exist
/// is no failure.
pub fn unreadable(path: &Path) -> Option<Error> {
    let is_absent = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
        )
    };
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Vault::open(path).and_then(|vault| vault.markdown_files("")).err(),
        Ok(_) => None,
        Err(error) if is_absent(&error) => None,
        Err(error) => Some(Error::io("read", path, error)),
    }
}

/// Returns a phrase that states where there is Markdown in and below a folder that is not a project,
/// and what to type.
///
/// Returns `None` if there is no Markdown.
pub fn markdown_below(folder: &Path) -> Option<String> {
    let vault = Vault::open(folder).ok()?;
    let folders = repository::below(&vault);
    let own =
        vault.markdown_files("").unwrap_or_default().into_iter().filter(|path| !repository::is_note(path));
    let own = own.count();
    let below = (!folders.is_empty()).then(|| repository::phrase(&folders));
    if own == 0 {
        return below.map(|below| format!("Markdown is in {below}: type the folder of the book"));
    }
    let files = if own == 1 { "1 Markdown file".to_owned() } else { format!("{own} Markdown files") };
    let below = below.map_or(String::new(), |below| format!("; there are more in {below}"));
    Some(format!("`pressmark build .` makes a book of the {files} of this folder{below}"))
}

/// Returns the project in a folder: of a manifest, of a folder below that is the only book, or of its
/// Markdown.
fn in_folder(folder: &Path) -> Option<ProjectLocation> {
    if let Some(found) = with_manifest(folder) {
        return Some(found);
    }
    let vault = Vault::open(folder).ok()?;
    let files = vault.markdown_files("").unwrap_or_default();
    let has_chapters = repository::chapters_in(&vault).is_ok_and(|chapters| !chapters.is_empty());
    if !has_chapters {
        // If the folder has no chapters of its own, the only folder in it that has a manifest is the book.
        let below = vault.folders("").unwrap_or_default();
        let mut below = below.iter().map(|name| folder.join(name)).filter(|inner| is_book(inner));
        if let (Some(only), None) = (below.next(), below.next()) {
            return with_manifest(&only);
        }
    }
    // A folder whose files cannot be chapters is a project too: loading it reports why they cannot.
    let has_files = has_chapters || !files.is_empty() || !vault.passed_over("").is_empty();
    has_files.then(|| ProjectLocation::folder(folder))
}

/// Returns whether there is anything at a path. What is not a file, such as a pipe, is refused with its name when it is
/// read; a book made without it would lack what its author wrote there.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns whether a folder has a manifest, its own or that of another tool.
fn is_book(folder: &Path) -> bool {
    exists(&folder.join(MANIFEST)) || foreign::probe(folder).is_some()
}

/// Returns the project of a folder by a manifest: its `book.yaml`, else another tool's in the folder
/// above that has this folder as its source, else another tool's in the folder itself, or in
/// `manuscript/` as in Leanpub.
fn with_manifest(folder: &Path) -> Option<ProjectLocation> {
    if exists(&folder.join(MANIFEST)) {
        return Some(ProjectLocation { root: folder.to_owned(), manifest: Some(MANIFEST.into()) });
    }
    if let Some(parent) = above(folder).filter(|(parent, name)| is_source(parent, name)) {
        return Some(ProjectLocation::folder(parent.0));
    }
    // Loading reports a manifest that is malformed.
    if foreign::probe(folder).is_some() || foreign::is_malformed(folder) {
        return Some(ProjectLocation::folder(folder));
    }
    let below = folder.join(DEFAULT);
    let is_leanpub = below.join("Book.txt").is_file() && !exists(&below.join(MANIFEST));
    is_leanpub.then(|| ProjectLocation::folder(below))
}

/// Returns the folder above a folder, and the name of the inner one; `None` for the root of the file system.
fn above(folder: &Path) -> Option<(PathBuf, String)> {
    let full = folder.canonicalize().ok()?;
    let name = full.file_name()?.to_str()?.to_owned();
    full.parent()?;
    // Keep the path as short as it could be typed.
    let parent = match folder.parent() {
        Some(parent) if folder.file_name().is_some_and(|last| last.to_str() == Some(&name)) => {
            if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
        }
        _ => folder.join(".."),
    };
    Some((parent, name))
}

/// Returns whether the manifest in `parent` states that its subfolder `name` is the source of the book.
fn is_source(parent: &Path, name: &str) -> bool {
    foreign::probe(parent).is_some_and(|project| project.source == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            let text = if name.ends_with("SUMMARY.md") { "- [A](a.md)\n" } else { "" };
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn root(top: &tempfile::TempDir, path: &str) -> Option<String> {
        let found = named(&top.path().join(path))?;
        let full = found.root.canonicalize().expect("a folder");
        let top = top.path().canonicalize().expect("a folder");
        Some(full.strip_prefix(top).expect("below").to_string_lossy().into_owned())
    }

    #[test]
    fn books_in_one_folder_have_locks_of_their_own() {
        let lock = |manifest: Option<&str>| {
            ProjectLocation { root: PathBuf::new(), manifest: manifest.map(PathBuf::from) }.lock_name()
        };
        assert_eq!([lock(None), lock(Some("book.yaml"))], ["pressmark.lock"; 2]);
        assert_eq!(lock(Some("_quarto.yml")), "pressmark.lock");
        assert_eq!(lock(Some("notes.md")), "notes.pressmark.lock");
        assert_eq!(lock(Some("novel.yaml")), "novel.pressmark.lock");
    }

    #[test]
    fn a_source_folder_leads_to_its_manifest() {
        let book = folder(&["book.toml", "src/SUMMARY.md", "src/a.md", "other/b.md", "x/y/c.md"]);
        assert_eq!(root(&book, "").as_deref(), Some(""));
        assert_eq!(root(&book, "src").as_deref(), Some(""));
        assert_eq!(root(&book, "src/..").as_deref(), Some(""));
        assert_eq!(root(&book, "other").as_deref(), Some("other"));
        assert_eq!(root(&book, "x/y").as_deref(), Some("x/y"));
        let own = folder(&["book.toml", "src/SUMMARY.md", "src/a.md", "src/book.yaml", "book.yaml"]);
        assert_eq!(root(&own, "src").as_deref(), Some("src"));
    }

    #[test]
    fn the_only_book_below_is_found_and_none_of_several() {
        let one = folder(&["README.md", "docs/book.toml", "docs/src/SUMMARY.md", "docs/src/a.md"]);
        assert_eq!(root(&one, "").as_deref(), Some("docs"));
        let two = folder(&["a/SUMMARY.md", "a/a.md", "b/SUMMARY.md", "b/a.md"]);
        assert_eq!(root(&two, ""), None);
        let below = markdown_below(two.path()).expect("Markdown");
        assert_eq!(below, "Markdown is in `a/` (2 files), `b/` (2 files): type the folder of the book");
        let own = folder(&["README.md", "one.md", "two.md", "more/three.md"]);
        let below = markdown_below(own.path()).expect("Markdown");
        assert_eq!(
            below,
            "`pressmark build .` makes a book of the 2 Markdown files of this folder; there are more in `more/` (1 file)"
        );
        let leanpub = folder(&["README.md", "manuscript/Book.txt", "manuscript/a.md"]);
        assert_eq!(root(&leanpub, "").as_deref(), Some("manuscript"));
    }
}
