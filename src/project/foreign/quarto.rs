//! Quarto: `_quarto.yml` with a book's chapters, parts and appendices, or a website's sidebar.

use super::super::listing::{BodyEntry, ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::yaml::{ConfigKind, ConfigNode};
use super::lists::{has_pages, no_pages, remote, resolved, variables};
use super::metadata::ForeignMetadata;
use super::project::ForeignProject;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

/// Reads the project's file, and the folder if that lists no chapters.
///
/// # Errors
/// Returns an error if the folder cannot be read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let manifest = if loader.vault.has_file("_quarto.yml") { "_quarto.yml" } else { "_quarto.yaml" };
    let Some(node) = loader.yaml_file(manifest) else { return Ok(None) };
    let kind = node.get("project").and_then(|project| project.text_of("type"));
    let kind = kind.map_or_else(|| "default".to_owned(), |kind| kind.value);
    let of_kind = node.get(&kind);
    let metadata = of_kind.map(ForeignMetadata::of).unwrap_or_default().or(ForeignMetadata::of(&node));
    let mut listing = ChapterList::default();
    if let Some(chapters) = of_kind.and_then(|book| book.get("chapters")) {
        listing.body = chapters.items().iter().filter_map(|item| entry(loader, item)).collect();
    } else if let Some(contents) = sidebar(of_kind) {
        listing.body = contents.items().iter().filter_map(|item| entry(loader, item)).collect();
    }
    if let Some(appendices) = of_kind.and_then(|book| book.get("appendices")) {
        for item in appendices.items() {
            let files = match entry(loader, item) {
                Some(BodyEntry::File(file)) => vec![file],
                Some(BodyEntry::Part(_, files)) => files,
                None => Vec::new(),
            };
            let role = || Some(Spanned::new("appendix".to_owned(), None));
            listing.back.extend(files.into_iter().map(|file| ListedFile {
                role: role(),
                numbered: None,
                ..file
            }));
        }
    }
    let is_listed = !listing.is_empty();
    if !is_listed {
        listing = super::pandoc::beside(loader, "")?;
    }
    let mut layout = ForeignProject::new(Tool::Quarto, manifest, metadata, listing);
    if let Some(node) = loader.yaml_file("_variables.yml") {
        variables(&node, "", &mut layout.variables);
    }
    Ok(Some(if is_listed { layout } else { layout.found_in_folders() })
        .filter(|layout| !layout.listing.is_empty()))
}

/// Returns the contents of a website's sidebar.
fn sidebar(website: Option<&ConfigNode>) -> Option<&ConfigNode> {
    let sidebar = website?.get("sidebar")?;
    sidebar.items().iter().find_map(|sidebar| sidebar.get("contents"))
}

/// Reads an entry of `chapters` or of a sidebar; what is left out is reported.
fn entry(loader: &mut Loader<'_>, node: &ConfigNode) -> Option<BodyEntry> {
    let inner = node.get("chapters").or_else(|| node.get("contents"));
    let Some(name) = node.text_of("part").or_else(|| node.text_of("section")) else {
        return file(loader, node).map(BodyEntry::File);
    };
    let mut files = Vec::new();
    for item in inner.map(ConfigNode::items).unwrap_or_default() {
        match entry(loader, item) {
            Some(BodyEntry::File(file)) => files.push(file),
            // A section within a section is a chapter: its page, or its name alone.
            Some(BodyEntry::Part(name, mut inner)) => match inner.first_mut() {
                Some(first) if first.role.is_some() => {
                    first.role = None;
                    let mut first = inner.remove(0);
                    first.sections = inner;
                    files.push(first);
                }
                _ => files.push(ListedFile::heading(name, inner)),
            },
            None => {}
        }
    }
    let own = node.get("href").and_then(ConfigNode::text).map(str::to_owned);
    let own = own.or_else(|| is_page(&name.value).then(|| name.value.clone()));
    let Some(path) = own else {
        if !has_pages(&files) {
            loader.report(no_pages(&name));
            return None;
        }
        return Some(BodyEntry::Part(name, files));
    };
    let path = resolved(loader.vault, &path);
    let words = loader.title_of_file(&path).map_or_else(|| name.value.clone(), |title| title.value);
    files.insert(0, ListedFile::new(Spanned::new(path, name.span)).into_part_page(None));
    Some(BodyEntry::Part(Spanned::new(words, name.span), files))
}

/// Returns the file of an entry; an address or a notebook is reported.
fn file(loader: &Loader<'_>, node: &ConfigNode) -> Option<ListedFile> {
    let path = match &node.kind {
        ConfigKind::Text(_) => Spanned::new(node.text()?.to_owned(), node.span),
        ConfigKind::Map(_) => node.text_of("file").or_else(|| node.text_of("href"))?,
        ConfigKind::Nothing | ConfigKind::Bool(_) | ConfigKind::List(_) => return None,
    };
    if super::paths::is_remote(&path.value) {
        let name = node.text_of("text").map_or_else(|| path.value.clone(), |text| text.value);
        loader.report(remote(&name, &path.value, path.span));
        return None;
    }
    // `auto` and rules (`---`) of a sidebar name no file.
    if !is_page(&path.value) {
        if super::paths::has_extension(&path.value, "ipynb") {
            let message = format!("notebook `{}` is left out", path.value);
            let help = "save it as Markdown and list that file";
            loader.report(Diagnostic::new(Code::LeftOut, path.span, message).help(help));
        }
        return None;
    }
    Some(ListedFile {
        title: node.text_of("text").map(|text| text.value),
        numbered: Some(true),
        ..ListedFile::new(path)
    })
}

/// Returns whether a path has an extension of Markdown.
fn is_page(path: &str) -> bool {
    ["qmd", "md", "rmd", "markdown"].iter().any(|end| super::paths::has_extension(path, end))
}
