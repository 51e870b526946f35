//! GitBook and HonKit: `SUMMARY.md`, with `book.json` or `.gitbook.yaml`.

use super::super::listing::{BodyEntry, ChapterList, ListedFile};
use super::super::loader::Loader;
use super::lists::variables;
use super::metadata::ForeignMetadata;
use super::project::ForeignProject;
use super::summary::SummaryItem;
use super::{paths, summary, tree};
use crate::diag::{Code, Diagnostic, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

/// Reads the list and the settings beside it.
///
/// # Errors
/// Never.
#[expect(clippy::unnecessary_wraps, reason = "readers of other tools list folders")]
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<ForeignProject>, Error> {
    let json = loader.yaml_file("book.json");
    let yaml = loader.yaml_file(".gitbook.yaml");
    let setting = |key: &str| [&yaml, &json].into_iter().flatten().find_map(|node| node.text_of(key));
    let structure = |key: &str, otherwise: &str| {
        let nodes = [&yaml, &json].into_iter().flatten();
        let given = nodes.filter_map(|node| node.get("structure")).find_map(|node| node.text_of(key));
        given.map_or_else(|| otherwise.to_owned(), |path| path.value)
    };
    let root = setting("root").and_then(|root| paths::join("", &root.value)).unwrap_or_default();
    let inside = |name: &str| paths::join(&root, name).unwrap_or_else(|| name.to_owned());
    let (list, readme) =
        (inside(&structure("summary", "SUMMARY.md")), inside(&structure("readme", "README.md")));
    if !loader.vault.has_file(&list) {
        return Ok(languages(loader));
    }
    let Some((file, text)) = loader.text(&list, "chapter list", None) else { return Ok(None) };
    let mut listing = tree::listing(loader, summary::items(file, &text), paths::folder(&list), None);

    // The introduction is the first chapter, and the glossary the last, whether listed or not.
    let listed = |listing: &ChapterList, path: &str| listing.paths().contains(&path);
    if loader.vault.has_file(&readme) && !listed(&listing, &readme) && readme != list {
        let title = Some("Introduction".to_owned());
        let path = Spanned::new(readme.clone(), None);
        let first = ListedFile { title, numbered: Some(false), ..ListedFile::new(path) };
        listing.body.insert(0, BodyEntry::File(first));
    }
    let glossary = inside(&structure("glossary", "GLOSSARY.md"));
    if loader.vault.has_file(&glossary) && !listed(&listing, &glossary) {
        let role = Some(Spanned::new("glossary".to_owned(), None));
        listing.back.push(ListedFile { role, ..ListedFile::new(Spanned::new(glossary, None)) });
    }

    let metadata = json.as_ref().map(ForeignMetadata::of).unwrap_or_default();
    let metadata = metadata.or(yaml.as_ref().map(ForeignMetadata::of).unwrap_or_default());
    let title = metadata.title.is_none().then(|| loader.first_heading_of(&readme)).flatten();
    let mut layout =
        ForeignProject::new(Tool::GitBook, &list, metadata.or(ForeignMetadata::titled(title)), listing)
            .with_source(root);
    if let Some(node) = json.as_ref().and_then(|node| node.get("variables")) {
        variables(node, "book", &mut layout.variables);
    }
    Ok(Some(layout))
}

/// Reports that a repository has a book in each of several folders, and that the author has to name one.
/// Returns a book without chapters, so that the Markdown files of all folders are not read as one book.
/// Returns `None` if there is no `LANGS.md`, or if it lists no folder.
fn languages(loader: &mut Loader<'_>) -> Option<ForeignProject> {
    let (file, text) =
        loader.text("LANGS.md", "list of languages", None).filter(|_| loader.vault.has_file("LANGS.md"))?;
    let folders: Vec<Spanned<String>> = summary::items(file, &text)
        .into_iter()
        .filter_map(|item| match item {
            SummaryItem::Entry(entry) if !entry.target.value.is_empty() => Some(entry.target),
            SummaryItem::Entry(_) | SummaryItem::Part(_) => None,
        })
        .collect();
    let names: Vec<String> =
        folders.iter().map(|folder| format!("`{}`", folder.value.trim_end_matches('/'))).collect();
    let message = format!("there is a book in each of {}", names.join(", "));
    let help = format!("type the folder to build: `pressmark build {}`", folders.first()?.value);
    loader.report(Diagnostic::new(Code::AmbiguousPlace, folders[0].span, message).help(help));
    Some(ForeignProject::new(Tool::GitBook, "LANGS.md", ForeignMetadata::default(), ChapterList::default()))
}
