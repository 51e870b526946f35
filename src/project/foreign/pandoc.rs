//! pandoc: a defaults file with `input-files`, or a metadata file beside the chapters.

use super::super::listing::{ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::repository;
use super::super::yaml::ConfigNode;
use super::metadata::ForeignMetadata;
use super::paths;
use super::project::ForeignProject;
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

/// The names of defaults files.
const DEFAULTS: &[&str] = &["defaults.yaml", "defaults.yml", "pandoc.yaml", "pandoc.yml"];
/// The names of metadata files.
const METADATA: &[&str] = &["metadata.yaml", "metadata.yml"];

/// Reads the defaults file, or the metadata and the folder.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    for name in DEFAULTS {
        if !loader.vault.has_file(name) {
            continue;
        }
        let Some(node) = loader.yaml_file(name) else { return Ok(None) };
        if let Some(layout) = defaults(loader, name, &node) {
            return Ok(Some(layout));
        }
    }
    let Some(name) = METADATA.iter().find(|name| loader.vault.has_file(name)) else { return Ok(None) };
    let metadata = loader.yaml_file(name).as_ref().map(ForeignMetadata::of).unwrap_or_default();
    let listing = beside(loader, "")?;
    if !listing.is_empty() {
        return Ok(Some(ForeignProject::new(Tool::Pandoc, name, metadata, listing).found_in_folders()));
    }
    // The chapters are in a folder below. If several have some, the author has to decide.
    let mut folders = Vec::new();
    for folder in loader.vault.folders("")? {
        let listing = beside(loader, &folder)?;
        if !listing.is_empty() {
            folders.push((folder, listing));
        }
    }
    let names: Vec<String> = folders.iter().map(|(name, _)| format!("`{name}/`")).collect();
    if folders.len() > 1 {
        let place = loader.text(name, "manifest", None).map(|(file, _)| Span::start_of(file));
        let message =
            format!("there is Markdown in {}, and nothing states which is the book", names.join(" and "));
        let help = format!(
            "list the files in a `book.yaml` beside `{name}`: `chapters: [{}/…]`, or build one folder",
            folders[0].0
        );
        loader.report(Diagnostic::new(Code::AmbiguousPlace, place, message).help(help));
        return Ok(Some(
            ForeignProject::new(Tool::Pandoc, name, metadata, ChapterList::default()).found_in_folders(),
        ));
    }
    Ok(folders.pop().map(|(folder, listing)| {
        ForeignProject::new(Tool::Pandoc, name, metadata, listing).with_source(folder).found_in_folders()
    }))
}

/// Reads a defaults file that lists its input, or returns `None` if it does not.
fn defaults(loader: &mut Loader<'_>, name: &str, node: &ConfigNode) -> Option<ForeignProject> {
    let input = node.get("input-files").or_else(|| node.get("input-file"))?;
    let mut metadata = node.get("metadata").map(ForeignMetadata::of).unwrap_or_default();
    let mut metadata_files: Vec<String> = Vec::new();
    for key in ["metadata-files", "metadata-file"] {
        metadata_files.extend(
            node.get(key).map(|node| node.texts()).unwrap_or_default().into_iter().map(str::to_owned),
        );
    }
    let mut files = Vec::new();
    for item in input.items() {
        let Some(path) = item.text() else { continue };
        // Variables of pandoc that mean the folder of the file.
        let path = path.replace("${.}/", "").replace("${USERDATA}/", "");
        let path = paths::join("", &path).unwrap_or(path);
        if ["yaml", "yml"].iter().any(|end| paths::has_extension(&path, end)) {
            metadata_files.push(path);
        } else {
            files.push(ListedFile::new(Spanned::new(path, item.span)));
        }
    }
    for path in metadata_files {
        if let Some(node) = loader.yaml_file(&path) {
            metadata = metadata.or(ForeignMetadata::of(&node));
        }
    }
    Some(ForeignProject::new(Tool::Pandoc, name, metadata, ChapterList::of(files)))
}

/// Returns the Markdown files of a folder, without those that belong to a repository.
///
/// # Errors
/// Returns an error if the folder cannot be read.
pub(super) fn beside(loader: &Loader<'_>, folder: &str) -> Result<ChapterList, Error> {
    let files = loader.vault.markdown_files(folder)?;
    let files = files.into_iter().filter(|path| !repository::is_note(path));
    Ok(ChapterList::of(files.map(|path| ListedFile::new(Spanned::new(path, None))).collect()))
}
