//! The files of a project, read in their order. Entry point: [`load`].
//!
//! 1. [`load`] decides by the path what kind of project it is: a `book.yaml`, one Markdown file, or a folder.
//! 2. `manifest`, `single`, `folder` or `layout` (for a manifest of another tool) reads the metadata.
//! 3. `chapters` reads the chapters in their order, and translates the syntax of other tools.
//! 4. `assemble` puts the [`Project`] together.

mod assemble;
mod chapters;
mod folder;
mod language;
mod layout;
mod manifest;
mod single;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::find::MANIFEST;
use super::foreign;
use super::loader::Loader;
use super::model::Project;
use crate::assets::Vault;
use crate::diag::{Outcome, SourceMap};
use crate::error::Error;

/// Reads a project.
///
/// `manifest` is the path, relative to the vault's root, of the `book.yaml` or of the only Markdown file;
/// `None` means a folder without either. Every mistake is a diagnostic; the value is `None` only if
/// nothing can be read at all.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub fn load(
    vault: &Vault,
    manifest: Option<&Path>,
    sources: &mut SourceMap,
) -> Result<Outcome<Option<Project>>, Error> {
    let mut loader = Loader::new(vault, sources);
    let project = match manifest.map(|path| path.to_string_lossy().replace('\\', "/")) {
        Some(path) if foreign::is_manifest(&path) => folder::read(&mut loader)?,
        Some(path) if is_yaml(&path) => manifest::read(&mut loader, &path)?,
        Some(path) => single::read(&mut loader, &path),
        None if vault.has_file(MANIFEST) => manifest::read(&mut loader, MANIFEST)?,
        None => folder::read(&mut loader)?,
    };
    Ok(Outcome::new(project, loader.sink.into_inner()))
}

fn is_yaml(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|extension| {
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    })
}
