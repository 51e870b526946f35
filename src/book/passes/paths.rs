//! Finds the files of a manuscript by the paths that links use for them: `foo.md`, `foo.html`,
//! `../foo/`, `/docs/foo`, `foo/README.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::anchor::Anchor;

/// Extensions of text files, in the manuscript or on the web site that a tool makes of it.
const TEXT: &[&str] = &["md", "markdown", "mdown", "mdx", "qmd", "rmd", "txt", "html", "htm", "xhtml"];
/// Names of files that are the page of their folder.
const INDEX: &[&str] = &["readme", "index", "_index"];

/// The beginnings of the files.
#[derive(Debug, Default)]
pub(super) struct FileIndex {
    /// The first division of each file, by path.
    files: BTreeMap<String, Anchor>,
    /// The first title of a file that begins without one, by the file's beginning.
    titled: BTreeMap<Anchor, Anchor>,
    /// The beginnings of files in which no title has been found yet.
    untitled: BTreeSet<Anchor>,
    /// Paths by their key.
    keys: BTreeMap<String, String>,
    /// Keys by their last part.
    names: BTreeMap<String, Vec<String>>,
}

impl FileIndex {
    /// Records a division of a file. The divisions of a file have to be added in order.
    pub(super) fn add(&mut self, path: &str, anchor: &Anchor, titled: bool) {
        if let Some(first) = self.files.get(path) {
            if titled && self.untitled.remove(first) {
                self.titled.insert(first.clone(), anchor.clone());
            }
            return;
        }
        if !titled {
            self.untitled.insert(anchor.clone());
        }
        self.files.insert(path.to_owned(), anchor.clone());
        let key = key(path);
        if !self.keys.contains_key(&key) {
            self.names.entry(last(&key).to_owned()).or_default().push(key.clone());
            self.keys.insert(key, path.to_owned());
        }
    }

    /// Returns the beginning of a file.
    pub(super) fn beginning(&self, path: &str) -> Option<&Anchor> {
        self.files.get(path)
    }

    /// Returns the first title in the file that begins at an anchor.
    pub(super) fn titled<'a>(&'a self, beginning: &'a Anchor) -> &'a Anchor {
        self.titled.get(beginning).unwrap_or(beginning)
    }

    /// Returns the path of the file that a link means. An exact path takes precedence, then the file
    /// that becomes the page of that address, then, for addresses of pages, the only file whose path
    /// ends in it.
    pub(super) fn find(&self, written: &str) -> Option<&str> {
        if let Some((path, _)) = self.files.get_key_value(written) {
            return Some(path);
        }
        let written = written.split('?').next().unwrap_or(written);
        let wanted = key(written);
        if let Some(path) = self.keys.get(&wanted) {
            return Some(path);
        }
        // A page of a site is in a folder of its own, one level deeper than its file, and the root of a
        // site may be above or below that of the manuscript.
        let is_page = !has_source_extension(written);
        if !is_page && !written.starts_with('/') {
            return None;
        }
        let mut rest = wanted.as_str();
        while let Some(inner) = rest.strip_prefix("../") {
            rest = inner;
        }
        let mut shorter = rest;
        loop {
            if let Some(path) = self.keys.get(shorter).filter(|_| !shorter.is_empty()) {
                return Some(path);
            }
            match shorter.split_once('/') {
                Some((_, inner)) if written.starts_with('/') => shorter = inner,
                _ => break,
            }
        }
        let ending = format!("/{rest}");
        let mut longer = self.names.get(last(rest))?.iter().filter(|key| key.ends_with(&ending));
        let only = longer.next().filter(|_| longer.next().is_none())?;
        self.keys.get(only).map(String::as_str)
    }

    /// Returns every path, for a "did you mean".
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// Returns whether a link leads to a file that is not text: a program, an archive.
pub(super) fn is_other_file(path: &str) -> bool {
    let name = last(path);
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        let extension = extension.to_ascii_lowercase();
        !stem.is_empty() && !extension.is_empty() && !TEXT.contains(&extension.as_str())
    })
}

/// Returns the name of a page's address without folder and extension: `intro` of `site/intro.html`.
pub(super) fn page_name(path: &str) -> Option<&str> {
    let (name, extension) = last(path).rsplit_once('.')?;
    extension.to_ascii_lowercase().contains("htm").then_some(name)
}

fn has_source_extension(path: &str) -> bool {
    let extension = last(path).rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| TEXT.contains(&extension.as_str()) && !extension.contains("htm"))
}

/// Returns the part that the source of a page and all its addresses have in common.
fn key(path: &str) -> String {
    let path = path.trim_start_matches('/').trim_end_matches('/').to_lowercase();
    let name = last(&path);
    let stem = match name.rsplit_once('.') {
        Some((stem, extension)) if TEXT.contains(&extension) && !stem.is_empty() => stem,
        _ => name,
    };
    let folder = path[..path.len() - name.len()].trim_end_matches('/');
    match (folder, stem) {
        (folder, stem) if INDEX.contains(&stem) => folder.to_owned(),
        ("", stem) => stem.to_owned(),
        (folder, stem) => format!("{folder}/{stem}"),
    }
}

/// Returns whether two paths are those of files in one folder.
pub(super) fn in_same_folder(one: &str, other: &str) -> bool {
    one[..one.len() - last(one).len()] == other[..other.len() - last(other).len()]
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages_lead_to_their_files() {
        let mut paths = FileIndex::default();
        for path in ["README.md", "docs/ch01.md", "docs/Foo/index.md", "docs/bar.qmd", "a/x.md", "b/x.md"] {
            paths.add(path, &Anchor::named("id"), true);
        }
        let found = |written: &str| paths.find(written).unwrap_or("none").to_owned();
        assert_eq!(found("docs/ch01.html"), "docs/ch01.md");
        assert_eq!(found("docs/ch01"), "docs/ch01.md");
        assert_eq!(
            ["docs/foo", "docs/Foo/README.md", "docs/foo/index.html"].map(found),
            ["docs/Foo/index.md", "docs/Foo/index.md", "docs/Foo/index.md"]
        );
        assert_eq!(
            ["/docs/bar", "/site/docs/bar/", "../bar", "bar.html?x=1"].map(found),
            ["docs/bar.qmd"; 4]
        );
        assert_eq!(["", "index.html", "/"].map(found), ["README.md"; 3]);
        // A file with an extension of sources has to exist, and an ambiguous address is not guessed.
        assert_eq!(["ch01.md", "../none.md", "../x", "none.html"].map(found), ["none"; 4]);
        assert_eq!(found("/ch01.md"), "docs/ch01.md");
    }

    #[test]
    fn other_files_are_distinguished_from_pages() {
        assert_eq!(
            ["a/main.rs", "x.tar.gz", "a.md", "LICENSE", ".gitignore"].map(is_other_file),
            [true, true, false, false, false]
        );
        assert_eq!([page_name("a/intro.html"), page_name("intro.md")], [Some("intro"), None]);
    }
}
