//! MkDocs: `mkdocs.yml` with `nav`, or the folder of documents.

use super::super::listing::{BodyEntry, ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::titles::title_of;
use super::super::yaml::{ConfigKind, ConfigNode};
use super::lists::{has_pages, no_pages, remote, resolved};
use super::metadata::ForeignMetadata;
use super::paths;
use super::project::ForeignProject;
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// Reads `mkdocs.yml`, and the folder of documents if that lists no pages.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let manifest = if loader.vault.has_file("mkdocs.yml") { "mkdocs.yml" } else { "mkdocs.yaml" };
    let Some(node) = loader.yaml_file(manifest) else { return Ok(None) };
    let folder = node.text_of("docs_dir").map_or_else(|| "docs".to_owned(), |folder| folder.value);
    let folder = paths::join("", &folder).unwrap_or_default();
    let metadata = ForeignMetadata::of(&node);
    // Before MkDocs 1.0 the name of `nav` was `pages`.
    if let Some(nav) = node.get("nav").or_else(|| node.get("pages")) {
        let mut body = Vec::new();
        for item in nav.items() {
            match entry(loader, item, &folder) {
                Some(NavEntry::File(file)) => body.push(BodyEntry::File(file)),
                Some(NavEntry::Section(name, files)) => body.push(BodyEntry::Part(name, files)),
                None => {}
            }
        }
        let listing = ChapterList { body, ..ChapterList::default() };
        return Ok(Some(ForeignProject::new(Tool::MkDocs, manifest, metadata, listing).with_source(folder)));
    }
    let mut body: Vec<BodyEntry> = pages(loader, &folder)?.into_iter().map(BodyEntry::File).collect();
    for inner in loader.vault.folders(&folder).unwrap_or_default() {
        let mut files = pages(loader, &inner)?;
        for deeper in loader.vault.folders(&inner)? {
            files.extend(pages(loader, &deeper)?);
        }
        if !files.is_empty() {
            body.push(BodyEntry::Part(Spanned::new(title_of(&inner), None), files));
        }
    }
    let listing = ChapterList { body, ..ChapterList::default() };
    let layout =
        ForeignProject::new(Tool::MkDocs, manifest, metadata, listing).with_source(folder).found_in_folders();
    Ok(Some(layout).filter(|layout| !layout.listing.is_empty()))
}

/// Returns the pages of a folder, the index first.
fn pages(loader: &Loader<'_>, folder: &str) -> Result<Vec<ListedFile>, Error> {
    let mut files =
        if loader.vault.has_folder(folder) { loader.vault.markdown_files(folder)? } else { Vec::new() };
    files.sort_by_key(|path| !matches!(paths::name(path), "index.md" | "README.md"));
    Ok(files.into_iter().map(|path| ListedFile::new(Spanned::new(path, None))).collect())
}

/// An entry of `nav`.
enum NavEntry {
    File(ListedFile),
    Section(Spanned<String>, Vec<ListedFile>),
}

/// Reads an entry of `nav`; what is left out is reported.
fn entry(loader: &Loader<'_>, node: &ConfigNode, folder: &str) -> Option<NavEntry> {
    match &node.kind {
        ConfigKind::Text(_) => file(loader, node, None, folder).map(NavEntry::File),
        ConfigKind::Map(entries) => {
            let (name, span, value) = entries.first()?;
            if matches!(value.kind, ConfigKind::Text(_)) {
                return file(loader, value, Some(name), folder).map(NavEntry::File);
            }
            let mut inner = Vec::new();
            for item in value.items() {
                match entry(loader, item, folder) {
                    Some(NavEntry::File(file)) => inner.push(file),
                    // A section within a section is a chapter: its index, or its name alone.
                    Some(NavEntry::Section(name, files)) => inner.push(section(name, files)),
                    None => {}
                }
            }
            let name = Spanned::new(name.clone(), *span);
            if !has_pages(&inner) {
                loader.report(no_pages(&name));
                return None;
            }
            Some(NavEntry::Section(name, inner))
        }
        ConfigKind::Nothing | ConfigKind::Bool(_) | ConfigKind::List(_) => None,
    }
}

/// Returns a section within a section as a chapter. As with the plug-in `section-index`, a first page called
/// `index.md` is the page of the section.
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

/// Returns the file of an entry; an address is reported.
fn file(loader: &Loader<'_>, node: &ConfigNode, name: Option<&String>, folder: &str) -> Option<ListedFile> {
    let path = node.text()?;
    if paths::is_remote(path) {
        loader.report(remote(name.map_or(path, |name| name), path, Some(node.span)));
        return None;
    }
    let path = path.split('#').next().unwrap_or(path);
    let path = resolved(loader.vault, &paths::join(folder, path).unwrap_or_else(|| path.to_owned()));
    Some(ListedFile { title: name.cloned(), ..ListedFile::new(Spanned::new(path, node.span)) })
}
