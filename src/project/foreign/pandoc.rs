//! pandoc: a defaults file with `input-files`, or a metadata file beside the chapters.

use super::super::listing::{ListedFile, Listing};
use super::super::load::Loader;
use super::super::notes;
use super::super::yaml::Node;
use super::{Facts, Layout, paths};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

const DEFAULTS: &[&str] = &["defaults.yaml", "defaults.yml", "pandoc.yaml", "pandoc.yml"];
const METADATA: &[&str] = &["metadata.yaml", "metadata.yml"];

/// The files that make a book of pandoc.
pub(super) const MANIFESTS: &[&str] =
    &["defaults.yaml", "defaults.yml", "pandoc.yaml", "pandoc.yml", "metadata.yaml", "metadata.yml"];

/// Reads the defaults file, or the metadata and the folder.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Layout>, Error> {
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
    let facts = loader.yaml_file(name).as_ref().map(Facts::of).unwrap_or_default();
    let listing = beside(loader, "")?;
    if !listing.is_empty() {
        return Ok(Some(Layout::new(Tool::Pandoc, name, facts, listing).found()));
    }
    // The chapters are in a folder below; in which, must not be guessed.
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
        let message = format!("Markdown in {}: which of them is the book is not said", names.join(" and "));
        let help = format!(
            "list the files in a `book.yaml` beside `{name}`: `chapters: [{}/…]`, or build one folder",
            folders[0].0
        );
        loader.tell(Diagnostic::new(Code::AmbiguousPlace, place, message).help(help));
        return Ok(Some(Layout::new(Tool::Pandoc, name, facts, Listing::default()).found()));
    }
    Ok(folders
        .pop()
        .map(|(folder, listing)| Layout::new(Tool::Pandoc, name, facts, listing).from(folder).found()))
}

/// The layout of a defaults file that names its input.
fn defaults(loader: &mut Loader<'_>, name: &str, node: &Node) -> Option<Layout> {
    let input = node.get("input-files").or_else(|| node.get("input-file"))?;
    let mut facts = node.get("metadata").map(Facts::of).unwrap_or_default();
    let mut metadata: Vec<String> = Vec::new();
    for key in ["metadata-files", "metadata-file"] {
        metadata.extend(
            node.get(key).map(|node| node.texts()).unwrap_or_default().into_iter().map(str::to_owned),
        );
    }
    let mut files = Vec::new();
    for item in input.items() {
        let Some(path) = item.text() else { continue };
        // Variables of pandoc that mean the folder itself.
        let path = path.replace("${.}/", "").replace("${USERDATA}/", "");
        let path = paths::join("", &path).unwrap_or(path);
        if ["yaml", "yml"].iter().any(|end| paths::has_extension(&path, end)) {
            metadata.push(path);
        } else {
            files.push(ListedFile::new(Spanned::new(path, item.span)));
        }
    }
    for path in metadata {
        if let Some(node) = loader.yaml_file(&path) {
            facts = facts.or(Facts::of(&node));
        }
    }
    Some(Layout::new(Tool::Pandoc, name, facts, Listing::of(files)))
}

/// The Markdown files of a folder that are no notes on the repository.
pub(super) fn beside(loader: &Loader<'_>, folder: &str) -> Result<Listing, Error> {
    let files = loader.vault.markdown_files(folder)?;
    let files = files.into_iter().filter(|path| !notes::is_note(path));
    Ok(Listing::of(files.map(|path| ListedFile::new(Spanned::new(path, None))).collect()))
}
