//! A project of a folder without `book.yaml`.

use super::super::loader::Loader;
use super::super::model::Project;
use super::super::yaml::ConfigNode;
use super::super::{foreign, manifest, warnings};
use super::assemble::{project, title_of_folder};
use super::chapters::{self, LoadedChapters};
use super::layout;
use crate::diag::{Diagnostic, Span};
use crate::error::Error;

/// Reads the project of a folder: as the manifest of another tool describes it, else all its Markdown
/// files.
///
/// Returns `None` if it has no chapters, which is reported.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Project>, Error> {
    if let Some(layout) = foreign::read(loader)? {
        return Ok(layout::read(loader, layout));
    }
    let chapters = chapters::unlisted(loader)?;
    let Some(first) = chapters.first() else {
        if !loader.sink.borrow().iter().any(Diagnostic::is_error) {
            warnings::no_chapters(loader, None);
        }
        return Ok(None);
    };
    let manifest = manifest::read(&ConfigNode::nothing(Span::start_of(first.file)), false, &loader.sink);
    let paths: Vec<String> = chapters.iter().map(|chapter| chapter.path.clone()).collect();
    warnings::repository_files(loader, &paths);
    let title = title_of_folder(loader);
    Ok(Some(project(loader, manifest, title, LoadedChapters { chapters, parts: Vec::new() })))
}
