//! Hugo: the pages of a site's `content/`, in the order of weight, date and title.

use std::cmp::Ordering;

use super::super::listing::{ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::tools;
use super::metadata::ForeignMetadata;
use super::page::{SitePage, by_weight};
use super::paths;
use super::project::ForeignProject;
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// The maximum depth of folders in a site.
const MAX_DEPTH: usize = 8;

/// Reads the settings and the folder of the content.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let Some(manifest) = tools::HUGO.iter().find(|name| loader.vault.has_file(name)) else { return Ok(None) };
    // `config.toml` is a common name: without a folder of content this is not a site of Hugo.
    let is_toml = paths::has_extension(manifest, "toml");
    let node = if is_toml { loader.toml_file(manifest) } else { loader.yaml_file(manifest) };
    let folder = node.as_ref().and_then(|node| node.text_of("contentDir"));
    let folder = folder.map_or_else(|| "content".to_owned(), |folder| folder.value);
    let folder = paths::join("", &folder).unwrap_or_default();
    if !loader.vault.has_folder(&folder) {
        return Ok(None);
    }
    let params =
        node.as_ref().and_then(|node| node.get("params")).map(ForeignMetadata::of).unwrap_or_default();
    let metadata = node.as_ref().map(ForeignMetadata::of).unwrap_or_default().or(params);
    let files = section(loader, &folder, 0)?;
    let files = unwrapped(loader, files);
    let layout = ForeignProject::new(Tool::Hugo, manifest, metadata, ChapterList::of(files))
        .with_source(folder)
        .found_in_folders();
    Ok(Some(layout).filter(|layout| !layout.listing.is_empty()))
}

/// Returns the chapters of a book whose pages are all in one section (`content/docs/_index.md`): that
/// section is the book, not its only chapter. Its own page comes first if it has text.
fn unwrapped(loader: &mut Loader<'_>, mut files: Vec<ListedFile>) -> Vec<ListedFile> {
    let mut holders = files.iter().enumerate().filter(|(_, file)| paths::stem(&file.path.value) == "_index");
    let (Some((at, _)), None) = (holders.find(|(_, file)| !file.sections.is_empty()), holders.next()) else {
        return files;
    };
    if files.len() > 1 + at {
        return files;
    }
    let mut docs = files.remove(at);
    let sections = std::mem::take(&mut docs.sections);
    let has_text = SitePage::read(loader, &docs.path.value).is_some_and(|page| page.has_text);
    files.extend(has_text.then_some(ListedFile { numbered: Some(false), ..docs }));
    files.extend(sections);
    files
}

/// An entry of a section, with the page by which it is ordered.
struct SectionEntry {
    page: SitePage,
    files: Vec<ListedFile>,
}

/// Returns the pages of a folder; those of a folder with `_index.md` are below that page.
fn section(loader: &mut Loader<'_>, folder: &str, depth: usize) -> Result<Vec<ListedFile>, Error> {
    let mut entries = Vec::new();
    let mut own = None;
    for path in loader.vault.markdown_files(folder)? {
        let Some(page) = SitePage::read(loader, &path) else { continue };
        if matches!(paths::stem(&path), "_index") {
            own = Some(page);
        } else {
            let files = vec![listed(&page)];
            entries.push(SectionEntry { page, files });
        }
    }
    for inner in loader.vault.folders(folder)? {
        if depth < MAX_DEPTH {
            entries.extend(folder_entry(loader, &inner, depth)?);
        }
    }
    entries.sort_by(|a, b| in_order(&a.page, &b.page));
    let files: Vec<ListedFile> = entries.into_iter().flat_map(|entry| entry.files).collect();
    Ok(match own {
        // The home page comes first if it has text.
        Some(page) if depth == 0 && page.has_text => {
            let home = ListedFile { numbered: Some(false), ..listed(&page) };
            std::iter::once(home).chain(files).collect()
        }
        Some(page) if depth > 0 => vec![ListedFile { sections: files, ..listed(&page) }],
        Some(_) | None => files,
    })
}

/// Returns the entry of a folder: a page with its pictures (`index.md`), or a section.
fn folder_entry(loader: &mut Loader<'_>, folder: &str, depth: usize) -> Result<Option<SectionEntry>, Error> {
    let bundle = format!("{folder}/index.md");
    if loader.vault.has_file(&bundle) {
        let page = SitePage::read(loader, &bundle);
        return Ok(page.map(|page| SectionEntry { files: vec![listed(&page)], page }));
    }
    let files = section(loader, folder, depth + 1)?;
    if files.is_empty() {
        return Ok(None);
    }
    let index = format!("{folder}/_index.md");
    let page = if loader.vault.has_file(&index) { SitePage::read(loader, &index) } else { None };
    let page = page.unwrap_or_else(|| SitePage { path: folder.to_owned(), ..SitePage::default() });
    Ok(Some(SectionEntry { page, files }))
}

/// Returns a page as an entry of the chapter list.
fn listed(page: &SitePage) -> ListedFile {
    let title = Some(page.title.clone()).filter(|title| !title.is_empty());
    ListedFile { title, ..ListedFile::new(Spanned::new(page.path.clone(), None)) }
}

/// Compares pages in Hugo's default order: by weight (0 means none), then the newest first, then by title,
/// then by path.
fn in_order(a: &SitePage, b: &SitePage) -> Ordering {
    let weight = |page: &SitePage| page.weight.filter(|weight| *weight != 0.0);
    by_weight(weight(a), weight(b))
        .then_with(|| b.date.cmp(&a.date))
        .then_with(|| a.title.to_lowercase().cmp(&b.title.to_lowercase()))
        .then_with(|| a.path.cmp(&b.path))
}
