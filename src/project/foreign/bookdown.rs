//! bookdown: `_bookdown.yml`, or `index.Rmd` and the files beside it.

use super::super::listing::{ListedFile, Listing};
use super::super::load::Loader;
use super::super::yaml::{Kind, Node};
use super::{Facts, Layout, paths};
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// The files that make a book of bookdown.
pub(super) const MANIFESTS: &[&str] = &["_bookdown.yml", "_bookdown.yaml", "index.Rmd"];

/// Reads the list, or else the folder as bookdown does: `index.Rmd` first, then by name.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Layout>, Error> {
    let manifest = MANIFESTS.iter().find(|name| loader.vault.has_file(name)).copied().unwrap_or("index.Rmd");
    let node = if manifest == "index.Rmd" { None } else { loader.yaml_file(manifest) };
    let listed = node.as_ref().and_then(|node| node.get("rmd_files")).map(by_format);
    let is_listed = listed.is_some();
    let files = match listed {
        Some(files) => files,
        None => found(loader, node.as_ref())?,
    };
    let first = files.iter().find(|file| paths::stem(&file.value) == "index").or(files.first());
    let head = first.and_then(|file| loader.head_node(&file.value));
    let facts = head.as_ref().map(Facts::of).unwrap_or_default();
    let facts = node.as_ref().map(Facts::of).unwrap_or_default().or(facts);
    let file = |path| ListedFile { numbered: Some(true), ..ListedFile::new(path) };
    let listing = Listing::of(files.into_iter().map(file).collect());
    let layout = Layout::new(Tool::Bookdown, manifest, facts, listing);
    Ok(Some(if is_listed { layout } else { layout.found() }).filter(|layout| !layout.listing.is_empty()))
}

/// `rmd_files`: a list, or one for each format of output; that for print is taken.
fn by_format(node: &Node) -> Vec<Spanned<String>> {
    let node = match &node.kind {
        Kind::Map(entries) => {
            let format = ["latex", "epub", "html"].iter().find_map(|format| node.get(format));
            format.or(entries.first().map(|(_, _, node)| node)).unwrap_or(node)
        }
        _ => node,
    };
    node.items().iter().filter_map(|item| Some(Spanned::new(item.text()?.to_owned(), item.span))).collect()
}

fn found(loader: &Loader<'_>, node: Option<&Node>) -> Result<Vec<Spanned<String>>, Error> {
    let mut files = loader.vault.markdown_files("")?;
    let subfolders = match node.and_then(|node| node.get("rmd_subdir")) {
        Some(Node { kind: Kind::Bool(true), .. }) => loader.vault.folders("")?,
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
