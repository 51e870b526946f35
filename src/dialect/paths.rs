//! Converts paths that a chapter names to paths from the project's root. Entry point: [`join_path`].

use super::stage::{Files, SyntaxSettings};

/// Returns `path`, as written in a file of `folder`, relative to the root of the project.
///
/// Both kinds of slash separate folders; one at the start means the root. A path that leaves the root
/// keeps its `../`, which the reader of files refuses.
pub(super) fn join_path(folder: &str, path: &str) -> String {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Returns whether a picture that the chapter names is in the project, beside the chapter or below the
/// root. A remote picture counts as present.
pub(super) fn is_in_project(path: &str, settings: &SyntaxSettings<'_>, files: &mut dyn Files) -> bool {
    if path.contains("://") || path.starts_with("data:") {
        return true;
    }
    let beside = join_path(settings.folder(), path);
    let below = join_path("", path);
    files.exists(&beside) || files.exists(&below)
}
