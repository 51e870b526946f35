//! A project as the manifest of another tool describes it.

use super::super::cover::Cover;
use super::super::foreign::{self, ForeignProject};
use super::super::loader::Loader;
use super::super::manifest::{self, Manifest};
use super::super::model::Project;
use super::super::warnings;
use super::super::yaml::ConfigNode;
use super::assemble::{project, title_of_folder};
use super::chapters;
use crate::diag::{Code, Diagnostic, Span};

/// Reads the chapters and the metadata of another tool's book.
///
/// Returns `None` if it has no chapters, which is reported.
pub(super) fn read(loader: &mut Loader<'_>, layout: ForeignProject) -> Option<Project> {
    loader.tool = layout.tool;
    loader.variables.clone_from(&layout.variables);
    let start = loader.known.get(&layout.manifest).map(|file| Span::start_of(*file));
    let contents = chapters::listed(loader, &layout.listing);
    let Some(first) = contents.chapters.first() else {
        if !loader.sink.borrow().iter().any(Diagnostic::is_error) {
            warnings::no_chapters(loader, start);
        }
        return None;
    };

    let place = start.unwrap_or(Span::start_of(first.file));
    let mut manifest = manifest::read(&ConfigNode::nothing(place), false, &loader.sink);
    layout.metadata.clone().fill(&mut manifest, &mut loader.sink.borrow_mut());
    manifest.math.macros.extend(layout.macros.iter().cloned());
    check_cover(loader, &mut manifest);
    let where_to = "create a book.yaml with `pressmark init --from .` and write them there";
    warnings::missing_metadata(loader, &manifest.missing, place, where_to);
    let stated = manifest.title.as_ref().map(|title| title.value.clone());
    let title = stated.unwrap_or_else(|| title_of_folder(loader));

    let found = if layout.lists_chapters { "listed in" } else { "found by" };
    let (count, tool) = (contents.chapters.len(), foreign::name(layout.tool));
    let files = if count == 1 { "file" } else { "files" };
    loader.notes.push(format!("{tool}: {count} {files} {found} `{}`", layout.manifest));
    if !layout.lists_chapters {
        let paths: Vec<String> = contents.chapters.iter().map(|chapter| chapter.path.clone()).collect();
        warnings::unfit_files(loader, &paths);
    }
    let left_out = left_out(loader, &layout);
    loader.notes.extend(layout.notes);
    loader.notes.extend(left_out);
    Some(project(loader, manifest, title, contents))
}

/// Removes a cover that is not in the project, since other tools may generate theirs.
fn check_cover(loader: &Loader<'_>, manifest: &mut Manifest) {
    let Some(cover) = manifest.cover.as_ref().and_then(Cover::file).cloned() else { return };
    if loader.vault.has_file(&cover.value) {
        return;
    }
    manifest.cover = None;
    let message = format!("cover `{}` is not in the project", cover.value);
    let help = "a cover is drawn from the metadata; put the picture there to use it instead";
    loader.report(Diagnostic::new(Code::MetadataNotRead, cover.span, message).help(help));
}

/// Returns a note on the Markdown files that another tool's list leaves out, if there are any.
fn left_out(loader: &Loader<'_>, layout: &ForeignProject) -> Option<String> {
    const SHOWN: usize = 6;
    let used = layout.listing.paths();
    let source = layout.source.as_str();
    let mut files = loader.vault.markdown_files(source).unwrap_or_default();
    if !source.is_empty() {
        files.extend(loader.vault.markdown_files("").unwrap_or_default());
    }
    files.retain(|path| !used.contains(&path.as_str()) && *path != layout.manifest);
    let mut shown: Vec<String> = files.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    if files.len() > SHOWN {
        shown.push(format!("{} more", files.len() - SHOWN));
    }
    let reason = if layout.lists_chapters { ", since the list does not name them" } else { "" };
    (!shown.is_empty()).then(|| format!("left out{reason}: {}", shown.join(", ")))
}
