//! MkDocs: `mkdocs.yml` with `nav`, or the folder of documents.

use super::super::listing::{Listed, ListedFile, Listing};
use super::super::load::Loader;
use super::super::titles::title_of;
use super::super::yaml::{Kind, Node};
use super::{Facts, Layout, has_pages, no_pages, paths, remote, resolved};
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// Reads `mkdocs.yml`.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Layout>, Error> {
    let manifest = if loader.vault.has_file("mkdocs.yml") { "mkdocs.yml" } else { "mkdocs.yaml" };
    let Some(node) = loader.yaml_file(manifest) else { return Ok(None) };
    let folder = node.text_of("docs_dir").map_or_else(|| "docs".to_owned(), |folder| folder.value);
    let folder = paths::join("", &folder).unwrap_or_default();
    let facts = Facts::of(&node);
    // `pages` is what `nav` was called before MkDocs 1.0.
    if let Some(nav) = node.get("nav").or_else(|| node.get("pages")) {
        let mut body = Vec::new();
        for item in nav.items() {
            match entry(loader, item, &folder) {
                Some(Entry::File(file)) => body.push(Listed::File(file)),
                Some(Entry::Section(name, files)) => body.push(Listed::Part(name, files)),
                None => {}
            }
        }
        let listing = Listing { body, ..Listing::default() };
        return Ok(Some(Layout::new(Tool::MkDocs, manifest, facts, listing).from(folder)));
    }
    let mut body: Vec<Listed> = pages(loader, &folder)?.into_iter().map(Listed::File).collect();
    for inner in loader.vault.folders(&folder).unwrap_or_default() {
        let mut files = pages(loader, &inner)?;
        for deeper in loader.vault.folders(&inner)? {
            files.extend(pages(loader, &deeper)?);
        }
        if !files.is_empty() {
            body.push(Listed::Part(Spanned::new(title_of(&inner), None), files));
        }
    }
    let listing = Listing { body, ..Listing::default() };
    let layout = Layout::new(Tool::MkDocs, manifest, facts, listing).from(folder).found();
    Ok(Some(layout).filter(|layout| !layout.listing.is_empty()))
}

/// The pages of a folder, the index first.
fn pages(loader: &Loader<'_>, folder: &str) -> Result<Vec<ListedFile>, Error> {
    // A folder that is not there has no pages.
    let mut files =
        if loader.vault.has_folder(folder) { loader.vault.markdown_files(folder)? } else { Vec::new() };
    files.sort_by_key(|path| !matches!(paths::name(path), "index.md" | "README.md"));
    Ok(files.into_iter().map(|path| ListedFile::new(Spanned::new(path, None))).collect())
}

enum Entry {
    File(ListedFile),
    Section(Spanned<String>, Vec<ListedFile>),
}

fn entry(loader: &Loader<'_>, node: &Node, folder: &str) -> Option<Entry> {
    match &node.kind {
        Kind::Text(_) => file(loader, node, None, folder).map(Entry::File),
        Kind::Map(entries) => {
            let (name, span, value) = entries.first()?;
            if matches!(value.kind, Kind::Text(_)) {
                return file(loader, value, Some(name), folder).map(Entry::File);
            }
            let mut inner = Vec::new();
            for item in value.items() {
                match entry(loader, item, folder) {
                    Some(Entry::File(file)) => inner.push(file),
                    // A section within a section is a chapter: its index, or its name alone.
                    Some(Entry::Section(name, files)) => inner.push(section(name, files)),
                    None => {}
                }
            }
            let name = Spanned::new(name.clone(), *span);
            if !has_pages(&inner) {
                loader.tell(no_pages(&name));
                return None;
            }
            Some(Entry::Section(name, inner))
        }
        Kind::Nothing | Kind::Bool(_) | Kind::List(_) => None,
    }
}

/// A section within a section. As with the plug-in `section-index`, a first page called `index.md` is the
/// section's own.
fn section(name: Spanned<String>, mut files: Vec<ListedFile>) -> ListedFile {
    let has_index = files.first().is_some_and(|file| {
        let is_index = matches!(paths::name(&file.path.value), "index.md" | "README.md");
        is_index && file.sections.is_empty()
    });
    if !has_index {
        return ListedFile::heading(name, files);
    }
    let first = files.remove(0);
    ListedFile { title: Some(name.value), sections: files, ..first }
}

fn file(loader: &Loader<'_>, node: &Node, name: Option<&String>, folder: &str) -> Option<ListedFile> {
    let path = node.text()?;
    if paths::is_remote(path) {
        loader.tell(remote(name.map_or(path, |name| name), path, Some(node.span)));
        return None;
    }
    let path = path.split('#').next().unwrap_or(path);
    let path = resolved(loader.vault, &paths::join(folder, path).unwrap_or_else(|| path.to_owned()));
    Some(ListedFile { title: name.cloned(), ..ListedFile::new(Spanned::new(path, node.span)) })
}
