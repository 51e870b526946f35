//! Finding a project on disk.

use std::path::{Path, PathBuf};

use crate::assets::Vault;

/// The name of a manifest.
pub(super) const MANIFEST: &str = "book.yaml";
/// The folder that is tried when nothing else is found.
const DEFAULT: &str = "manuscript";

/// A project's place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The folder that everything is read from.
    pub root: PathBuf,
    /// The `book.yaml` or the one Markdown file, relative to the root; `None` for a folder of Markdown.
    pub manifest: Option<PathBuf>,
}

/// The project that a path names: a folder, a `book.yaml`, a Markdown file.
pub fn named(path: &Path) -> Option<Found> {
    if path.is_dir() {
        return in_folder(path);
    }
    if !path.is_file() {
        return None;
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let root = parent.map_or_else(|| PathBuf::from("."), Path::to_owned);
    Some(Found { root, manifest: path.file_name().map(PathBuf::from) })
}

/// The project that a command run in `start` means: the nearest `book.yaml` upward, else a
/// `manuscript/` below.
pub fn discover(start: &Path) -> Option<Found> {
    let mut folder = start.to_owned();
    // Upward by `..`, so that names in messages stay as short as the user would type them.
    for _ in 0..64 {
        if folder.join(MANIFEST).is_file() {
            return Some(Found { root: folder, manifest: Some(MANIFEST.into()) });
        }
        if folder.canonicalize().is_ok_and(|full| full.parent().is_none()) {
            break;
        }
        folder = if folder == Path::new(".") { PathBuf::from("..") } else { folder.join("..") };
    }
    let below = start.join(DEFAULT);
    if below.is_dir() { in_folder(&below) } else { None }
}

fn in_folder(folder: &Path) -> Option<Found> {
    if folder.join(MANIFEST).is_file() {
        return Some(Found { root: folder.to_owned(), manifest: Some(MANIFEST.into()) });
    }
    let has_chapters = Vault::open(folder).ok()?.markdown_files("").is_ok_and(|files| !files.is_empty());
    has_chapters.then(|| Found { root: folder.to_owned(), manifest: None })
}
