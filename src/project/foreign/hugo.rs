//! Hugo: a site's `content/` in the order of its pages: weight, date, title.

use std::cmp::Ordering;

use super::super::listing::{ListedFile, Listing};
use super::super::load::Loader;
use super::page::{Page, by_weight};
use super::{Facts, Layout, paths};
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// The files that make a site of Hugo.
pub(super) const MANIFESTS: &[&str] = &[
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
];

/// Folders of a site are nested no deeper than this.
const MAX_DEPTH: usize = 8;

/// Reads the settings and the folder of the content.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Layout>, Error> {
    let Some(manifest) = MANIFESTS.iter().find(|name| loader.vault.has_file(name)) else { return Ok(None) };
    // `config.toml` is the name of many things: without content it is no site.
    let is_toml = paths::has_extension(manifest, "toml");
    let node = if is_toml { loader.toml_file(manifest) } else { loader.yaml_file(manifest) };
    let folder = node.as_ref().and_then(|node| node.text_of("contentDir"));
    let folder = folder.map_or_else(|| "content".to_owned(), |folder| folder.value);
    let folder = paths::join("", &folder).unwrap_or_default();
    if !loader.vault.has_folder(&folder) {
        return Ok(None);
    }
    let params = node.as_ref().and_then(|node| node.get("params")).map(Facts::of).unwrap_or_default();
    let facts = node.as_ref().map(Facts::of).unwrap_or_default().or(params);
    let files = section(loader, &folder, 0)?;
    let files = unwrapped(loader, files);
    let layout = Layout::new(Tool::Hugo, manifest, facts, Listing::of(files)).from(folder).found();
    Ok(Some(layout).filter(|layout| !layout.listing.is_empty()))
}

/// Where all pages are in one section (`content/docs/_index.md`), that section is the book and not its only
/// chapter; its own page comes first if it says anything.
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
    let has_text = Page::read(loader, &docs.path.value).is_some_and(|page| page.has_text);
    files.extend(has_text.then_some(ListedFile { numbered: Some(false), ..docs }));
    files.extend(sections);
    files
}

/// An entry of a section, with what it is ordered by.
struct Entry {
    page: Page,
    files: Vec<ListedFile>,
}

/// The pages of a folder; its `_index.md` holds those below it.
fn section(loader: &mut Loader<'_>, folder: &str, depth: usize) -> Result<Vec<ListedFile>, Error> {
    let mut entries = Vec::new();
    let mut own = None;
    for path in loader.vault.markdown_files(folder)? {
        let Some(page) = Page::read(loader, &path) else { continue };
        if matches!(paths::stem(&path), "_index") {
            own = Some(page);
        } else {
            let files = vec![listed(&page)];
            entries.push(Entry { page, files });
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
        // The home page stands before the others, if it says anything.
        Some(page) if depth == 0 && page.has_text => {
            let home = ListedFile { numbered: Some(false), ..listed(&page) };
            std::iter::once(home).chain(files).collect()
        }
        Some(page) if depth > 0 => vec![ListedFile { sections: files, ..listed(&page) }],
        Some(_) | None => files,
    })
}

/// A folder: a page with its pictures (`index.md`), or a section.
fn folder_entry(loader: &mut Loader<'_>, folder: &str, depth: usize) -> Result<Option<Entry>, Error> {
    let bundle = format!("{folder}/index.md");
    if loader.vault.has_file(&bundle) {
        let page = Page::read(loader, &bundle);
        return Ok(page.map(|page| Entry { files: vec![listed(&page)], page }));
    }
    let files = section(loader, folder, depth + 1)?;
    if files.is_empty() {
        return Ok(None);
    }
    let index = format!("{folder}/_index.md");
    let page = if loader.vault.has_file(&index) { Page::read(loader, &index) } else { None };
    let page = page.unwrap_or_else(|| Page { path: folder.to_owned(), ..Page::default() });
    Ok(Some(Entry { page, files }))
}

fn listed(page: &Page) -> ListedFile {
    let title = Some(page.title.clone()).filter(|title| !title.is_empty());
    ListedFile { title, ..ListedFile::new(Spanned::new(page.path.clone(), None)) }
}

/// Hugo's own order: weight (0 is none), then the newest first, then by title and path.
fn in_order(a: &Page, b: &Page) -> Ordering {
    let weight = |page: &Page| page.weight.filter(|weight| *weight != 0.0);
    by_weight(weight(a), weight(b))
        .then_with(|| b.date.cmp(&a.date))
        .then_with(|| a.title.to_lowercase().cmp(&b.title.to_lowercase()))
        .then_with(|| a.path.cmp(&b.path))
}
