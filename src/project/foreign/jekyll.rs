//! Jekyll: `_config.yml`, and every page that has a head: pages, then posts, then collections.

use std::collections::BTreeSet;

use super::super::listing::{ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::repository;
use super::super::yaml::{ConfigKind, ConfigNode};
use super::lists::resolved;
use super::metadata::ForeignMetadata;
use super::page::{SitePage, by_weight};
use super::paths;
use super::project::ForeignProject;
use crate::diag::Spanned;
use crate::dialect::Tool;
use crate::error::Error;

/// The maximum depth of folders in a site.
const MAX_DEPTH: usize = 8;

/// Reads the settings and the folders.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let Some(node) = loader.yaml_file("_config.yml") else { return Ok(None) };
    let source = node.text_of("source").and_then(|source| paths::join("", &source.value)).unwrap_or_default();
    let mut site = Site {
        excluded: node.get("exclude").map(|node| node.texts()).unwrap_or_default(),
        ..Site::default()
    };
    if source.is_empty() || loader.vault.has_folder(&source) {
        site.walk(loader, &source, 0)?;
    }
    let (mut files, left_out) = navigation(loader, &source, site.pages);

    let inside = |name: &str| paths::join(&source, name).unwrap_or_else(|| name.to_owned());
    let mut posts = pages_below(loader, &inside("_posts"))?;
    let collections =
        node.text_of("collections_dir").map_or_else(|| source.clone(), |folder| inside(&folder.value));
    if collections != source {
        posts.extend(pages_below(loader, &format!("{collections}/_posts"))?);
    }
    posts.sort_by(|a, b| b.day().cmp(a.day()));
    files.extend(posts.iter().map(listed));
    for (name, settings) in named_collections(&node) {
        let folder = paths::join(&collections, &format!("_{name}")).unwrap_or_default();
        let mut pages = pages_below(loader, &folder)?;
        match settings.and_then(|node| node.text_of("sort_by")).map(|key| key.value).as_deref() {
            Some("title") => pages.sort_by_key(|page| page.title.to_lowercase()),
            Some("date") => pages.sort_by(|a, b| a.day().cmp(b.day())),
            _ => pages.sort_by(|a, b| by_weight(a.weight, b.weight)),
        }
        files.extend(pages.iter().map(listed));
    }
    if files.is_empty() {
        return Ok(None);
    }
    let layout =
        ForeignProject::new(Tool::Jekyll, "_config.yml", ForeignMetadata::of(&node), ChapterList::of(files));
    Ok(Some(layout.with_source(source).found_in_folders().with_note(left_out)))
}

/// The pages of a site while its folders are read.
#[derive(Default)]
struct Site<'a> {
    /// The paths that the settings exclude.
    excluded: Vec<&'a str>,
    pages: Vec<SitePage>,
}

impl Site<'_> {
    /// Adds the pages of a folder and of those in it. As in Jekyll, a file without a head is not a page.
    fn walk(&mut self, loader: &mut Loader<'_>, folder: &str, depth: usize) -> Result<(), Error> {
        let is_out = |path: &str| {
            let name = paths::name(path);
            name.starts_with(['_', '.', '#']) || self.excluded.iter().any(|out| out.trim_matches('/') == path)
        };
        let files: Vec<String> =
            loader.vault.markdown_files(folder)?.into_iter().filter(|path| !is_out(path)).collect();
        let folders: Vec<String> =
            loader.vault.folders(folder)?.into_iter().filter(|path| !is_out(path)).collect();
        for path in files {
            let page =
                SitePage::read(loader, &path).filter(|page| page.has_head && !repository::is_note(&path));
            self.pages.extend(page);
        }
        for inner in folders {
            if depth < MAX_DEPTH && !matches!(paths::name(&inner), "node_modules" | "vendor") {
                self.walk(loader, &inner, depth + 1)?;
            }
        }
        Ok(())
    }
}

/// Returns the pages in the order of `nav_order` and `parent`, or else of the links in the index, with a note
/// on the pages to which the index does not link.
fn navigation(
    loader: &mut Loader<'_>,
    source: &str,
    mut pages: Vec<SitePage>,
) -> (Vec<ListedFile>, Option<String>) {
    pages.sort_by_key(|page| (paths::folder(&page.path) != source, paths::stem(&page.path) != "index"));
    if pages.iter().any(|page| page.weight.is_some()) {
        pages.retain(|page| !page.is_hidden);
        pages.sort_by(|a, b| by_weight(a.weight, b.weight));
        return (tree(&pages), None);
    }
    let Some(index) = pages.first().filter(|page| paths::stem(&page.path) == "index") else {
        return (pages.iter().map(listed).collect(), None);
    };
    let linked = links_of(loader, &index.path);
    let named: Vec<&SitePage> =
        linked.iter().filter_map(|path| pages.iter().find(|page| page.path == *path)).collect();
    // An index that links to at least half of the pages is a table of contents.
    if named.len() < 3 || named.len() * 2 < pages.len() {
        return (pages.iter().map(listed).collect(), None);
    }
    let is_left_out =
        |page: &&SitePage| page.path != index.path && !named.iter().any(|known| known.path == page.path);
    let left_out: Vec<&str> = pages.iter().filter(is_left_out).map(|page| page.path.as_str()).collect();
    let note = (!left_out.is_empty())
        .then(|| format!("left out, since `{}` does not link to it: {}", index.path, left_out.join(", ")));
    let first = ListedFile { numbered: Some(false), ..listed(index) };
    (std::iter::once(first).chain(named.into_iter().map(listed)).collect(), note)
}

/// Returns the pages below their parents, each once; pages whose parents form a cycle are at the top.
fn tree(pages: &[SitePage]) -> Vec<ListedFile> {
    let has_parent = |page: &SitePage| pages.iter().any(|other| page.is_below(other));
    let (top, below): (Vec<&SitePage>, Vec<&SitePage>) = pages.iter().partition(|page| !has_parent(page));
    let mut placed = BTreeSet::new();
    let mut files: Vec<ListedFile> = Vec::new();
    for page in top.into_iter().chain(below) {
        files.extend(with_children(page, pages, 0, &mut placed));
    }
    files
}

/// Returns a page with those below it that are not placed yet, or `None` if it is placed itself.
fn with_children<'a>(
    page: &'a SitePage,
    pages: &'a [SitePage],
    depth: usize,
    placed: &mut BTreeSet<&'a str>,
) -> Option<ListedFile> {
    if depth > MAX_DEPTH || !placed.insert(&page.path) {
        return None;
    }
    let below = pages.iter().filter(|other| other.is_below(page));
    let sections = below.filter_map(|child| with_children(child, pages, depth + 1, placed)).collect();
    Some(ListedFile { sections, ..listed(page) })
}

/// Returns the files to which a page links, each once and in order.
fn links_of(loader: &mut Loader<'_>, path: &str) -> Vec<String> {
    let Some((_, text)) = loader.text(path, "chapter", None) else { return Vec::new() };
    // If the page has a list of links, that is the table of contents, and links in its prose are not.
    let is_entry = |line: &&str| {
        let rest = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        rest.starts_with(['-', '*', '+', '.', ')']) && rest[1..].trim_start().starts_with('[')
    };
    let entries: Vec<&str> = text.lines().filter(is_entry).collect();
    let text = if entries.len() < 3 { text.to_string() } else { entries.join("\n") };
    let mut found: Vec<String> = Vec::new();
    for (at, _) in text.match_indices("](") {
        let rest = &text[at + 2..];
        let address = rest.split([')', '#', '?', ' ', '\n']).next().unwrap_or_default();
        if address.is_empty() || paths::is_remote(address) {
            continue;
        }
        let Some(target) = paths::join(paths::folder(path), &paths::decoded(address)) else { continue };
        let target = resolved(loader.vault, &target);
        if target != path && !found.contains(&target) {
            found.push(target);
        }
    }
    found
}

/// Returns the pages of a folder, none if there is no such folder.
fn pages_below(loader: &mut Loader<'_>, folder: &str) -> Result<Vec<SitePage>, Error> {
    if !loader.vault.has_folder(folder) {
        return Ok(Vec::new());
    }
    let files = loader.vault.markdown_files(folder)?;
    Ok(files.iter().filter_map(|path| SitePage::read(loader, path)).collect())
}

/// Returns the collections of the settings, a list of names or a mapping, with the settings of each.
fn named_collections(node: &ConfigNode) -> Vec<(String, Option<&ConfigNode>)> {
    match node.get("collections") {
        Some(ConfigNode { kind: ConfigKind::Map(entries), .. }) => {
            entries.iter().map(|(name, _, node)| (name.clone(), Some(node))).collect()
        }
        Some(node) => node.texts().into_iter().map(|name| (name.to_owned(), None)).collect(),
        None => Vec::new(),
    }
    .into_iter()
    .filter(|(name, _)| name != "posts")
    .collect()
}

/// Returns a page as an entry of the chapter list.
fn listed(page: &SitePage) -> ListedFile {
    let title = Some(page.title.clone()).filter(|title| !title.is_empty());
    ListedFile { title, ..ListedFile::new(Spanned::new(page.path.clone(), None)) }
}
