//! bookdown: `_bookdown.yml`, or `index.Rmd` and the files beside it.

use super::super::listing::{ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::tools;
use super::super::yaml::{ConfigKind, ConfigNode};
use super::metadata::ForeignMetadata;
use super::paths;
use super::project::ForeignProject;
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// Reads the list of files, or else the folder as bookdown does: `index.Rmd` first, then by name.
///
/// # Errors
/// Returns an error if the folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let manifest =
        tools::BOOKDOWN.iter().find(|name| loader.vault.has_file(name)).copied().unwrap_or("index.Rmd");
    let node = if manifest == "index.Rmd" { None } else { loader.yaml_file(manifest) };
    let listed = node.as_ref().and_then(|node| node.get("rmd_files")).map(by_format);
    let is_listed = listed.is_some();
    let files = match listed {
        Some(files) => files,
        None => found(loader, node.as_ref())?,
    };
    let first = files.iter().find(|file| paths::stem(&file.value) == "index").or(files.first());
    let head = first.and_then(|file| loader.head_node(&file.value));
    let metadata = head.as_ref().map(ForeignMetadata::of).unwrap_or_default();
    let metadata = node.as_ref().map(ForeignMetadata::of).unwrap_or_default().or(metadata);
    let file = |path| ListedFile { numbered: Some(true), ..ListedFile::new(path) };
    let listing = ChapterList::of(files.into_iter().map(file).collect());
    let layout = ForeignProject::new(Tool::Bookdown, manifest, metadata, listing);
    Ok(Some(if is_listed { layout } else { layout.found_in_folders() })
        .filter(|layout| !layout.listing.is_empty()))
}

/// Returns the files of `rmd_files`: a list, or that for print if there is one for each output format.
fn by_format(node: &ConfigNode) -> Vec<Spanned<String>> {
    let node = match &node.kind {
        ConfigKind::Map(entries) => {
            let format = ["latex", "epub", "html"].iter().find_map(|format| node.get(format));
            format.or(entries.first().map(|(_, _, node)| node)).unwrap_or(node)
        }
        ConfigKind::List(_) | ConfigKind::Text(_) | ConfigKind::Bool(_) | ConfigKind::Nothing => node,
    };
    node.items().iter().filter_map(|item| Some(Spanned::new(item.text()?.to_owned(), item.span))).collect()
}

/// Returns the files of the folder, and of folders that `rmd_subdir` names.
fn found(loader: &Loader<'_>, node: Option<&ConfigNode>) -> Result<Vec<Spanned<String>>, Error> {
    let mut files = loader.vault.markdown_files("")?;
    let subfolders = match node.and_then(|node| node.get("rmd_subdir")) {
        Some(ConfigNode { kind: ConfigKind::Bool(true), .. }) => loader.vault.folders("")?,
        Some(node) => node.texts().into_iter().map(str::to_owned).collect(),
        None => Vec::new(),
    };
    for folder in subfolders {
        files.extend(loader.vault.markdown_files(&folder).unwrap_or_default());
    }
    files.retain(|path| paths::has_extension(path, "rmd") && !paths::name(path).starts_with('_'));
    files.sort_by_key(|path| path != "index.Rmd");
    Ok(files.into_iter().map(|path| Spanned::new(path, None)).collect())
}
