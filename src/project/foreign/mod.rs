//! Books of other tools. Entry point: [`read`].
//!
//! 1. [`read`] tries the tools in the order of [`TOOLS`], each by a small reader of its own. The first
//!    whose manifest lists chapters is taken; if none does, the first that has chapters.
//! 2. The reader turns the manifest into a [`ForeignProject`]: metadata, and a chapter list like that of
//!    `book.yaml`. Lists of links go through `summary` and `tree`, pages of sites through `page`; `lists`
//!    and `paths` are shared.

mod bookdown;
mod gitbook;
mod hugo;
mod jekyll;
mod leanpub;
mod lists;
mod mathjax;
mod mdbook;
mod metadata;
mod mkdocs;
mod page;
mod pandoc;
mod paths;
mod project;
mod quarto;
mod summary;
#[cfg(test)]
mod tests;
mod tree;

use std::path::Path;

pub(super) use super::tools::name;
pub(super) use metadata::ForeignMetadata;
pub(super) use project::ForeignProject;

use super::loader::Loader;
use super::tools::TOOLS;
use crate::assets::Vault;
use crate::diag::{Diagnostic, SourceMap};
use crate::dialect::Tool;
use crate::error::Error;

/// Reads the book of a tool; `None` if its manifest describes no book.
type ManifestReader = fn(&mut Loader<'_>) -> Result<Option<ForeignProject>, Error>;

/// Returns the reader of a tool's manifests.
fn reader(tool: Tool) -> Option<ManifestReader> {
    Some(match tool {
        Tool::MdBook => mdbook::read,
        Tool::GitBook => gitbook::read,
        Tool::Quarto => quarto::read,
        Tool::Bookdown => bookdown::read,
        Tool::Leanpub => leanpub::read,
        Tool::Pandoc => pandoc::read,
        Tool::Jekyll => jekyll::read,
        Tool::Hugo => hugo::read,
        Tool::MkDocs => mkdocs::read,
        Tool::Pressmark => return None,
    })
}

/// Reads the book that another tool's manifest in the root describes.
///
/// Returns `None` if there is no such manifest, or none that has chapters. If one is malformed then, that is reported: the
/// files that it lists, and their order, are not known.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let (mut first, mut malformed) = (None, Vec::new());
    for known in TOOLS {
        let Some(reader) = reader(known.tool) else { continue };
        if !known.manifests.iter().any(|name| loader.vault.has_file(name)) {
            continue;
        }
        // Mistakes in a manifest that is not used do not concern the book.
        let others = loader.sink.take();
        let layout = reader(loader)?;
        let reported = loader.sink.replace(others);
        let Some(layout) = layout else {
            malformed.extend(reported.into_iter().filter(Diagnostic::is_error));
            continue;
        };
        if layout.lists_chapters || first.is_none() {
            let lists_chapters = layout.lists_chapters;
            first = Some((layout, reported));
            if lists_chapters {
                break;
            }
        }
    }
    if first.is_none() {
        loader.sink.borrow_mut().extend(malformed);
    }
    Ok(first.map(|(mut layout, reported)| {
        loader.sink.borrow_mut().extend(reported);
        layout.notes.extend(ignored(loader.vault, layout.tool));
        layout.macros = mathjax::macros(loader, layout.tool);
        layout
    }))
}

/// Returns a note on the manifests of tools other than the one that is used, if there are any.
fn ignored(vault: &Vault, used: Tool) -> Option<String> {
    let others: Vec<String> = TOOLS
        .iter()
        .filter(|known| known.tool != used)
        .filter_map(|known| {
            let found = known.manifests.iter().find(|name| vault.has_file(name))?;
            Some(format!("{found} ({})", known.name))
        })
        .collect();
    (!others.is_empty()).then(|| format!("not used: {}", others.join(", ")))
}

/// Returns whether a file is the manifest of another tool, by its name.
pub(super) fn is_manifest(name: &str) -> bool {
    // A Markdown file that is passed by its path is a manuscript.
    let name = paths::name(name);
    !paths::has_extension(name, "md") && TOOLS.iter().any(|known| known.manifests.contains(&name))
}

/// Returns the book in a folder without reporting anything, to find the root of a project; `None` if there is
/// no book of another tool.
pub(super) fn probe(folder: &Path) -> Option<ForeignProject> {
    let vault = Vault::open(folder).ok()?;
    let mut sources = SourceMap::new();
    read(&mut Loader::new(&vault, &mut sources)).ok().flatten()
}

/// Returns whether a folder has a manifest of another tool that is malformed, and no other that describes a book.
pub(super) fn is_malformed(folder: &Path) -> bool {
    let Ok(vault) = Vault::open(folder) else { return false };
    let mut sources = SourceMap::new();
    let mut loader = Loader::new(&vault, &mut sources);
    matches!(read(&mut loader), Ok(None)) && loader.sink.borrow().iter().any(Diagnostic::is_error)
}
