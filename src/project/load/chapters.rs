//! Reads the chapters of a project in reading order, with or without a chapter list.

use std::collections::BTreeMap;

use super::super::listing::{BodyEntry, ChapterList, ListedFile};
use super::super::loader::Loader;
use super::super::metadata::FileMeta;
use super::super::model::{Chapter, ChapterPlace};
use super::super::titles::slug;
use super::super::{manifest, repository, warnings};
use crate::diag::{Code, Diagnostic, FileId, SourcePiece, Span, Spanned};
use crate::dialect::{self, Tool};
use crate::error::Error;
use crate::limits::Limit;

/// The chapters that were read, and the titles of the parts.
pub(super) struct LoadedChapters {
    pub(super) chapters: Vec<Chapter>,
    pub(super) parts: Vec<Spanned<String>>,
}

/// Reads the files of a chapter list. One that cannot be read or is listed twice is reported and left out.
pub(super) fn listed(loader: &mut Loader<'_>, list: &ChapterList) -> LoadedChapters {
    let (entries, parts) = reading_order(list);
    let mut chapters = Vec::new();
    let mut seen: BTreeMap<&str, Option<Span>> = BTreeMap::new();
    for (entry, place, depth) in entries {
        let path = &entry.path;
        if entry.is_heading() {
            let heading = heading(loader, entry, place, depth, &chapters);
            chapters.push(heading);
            continue;
        }
        if let Some(first) = seen.get(path.value.as_str()) {
            loader.report(listed_twice(path, *first));
            continue;
        }
        seen.insert(&path.value, path.span);
        let Some(mut chapter) = chapter(loader, &path.value, place, path.span) else { continue };
        chapter.depth = depth;
        chapter.title.clone_from(&entry.title);
        chapter.numbered = entry.numbered;
        if let (None, Some(role)) = (&chapter.head.role, &entry.role) {
            chapter.head.role = Some((role.value.clone(), role.span));
        }
        chapters.push(chapter);
    }
    LoadedChapters { chapters, parts }
}

/// Reports the Markdown files in the project's folder that a chapter list does not name, since a
/// forgotten file would be a lost chapter.
///
/// # Errors
/// Returns an error if the folder cannot be read.
pub(super) fn report_unlisted(loader: &Loader<'_>, list: &ChapterList) -> Result<(), Error> {
    let used = list.paths();
    for path in loader.vault.markdown_files("")? {
        if !repository::is_note(&path) && !used.iter().any(|known| known.trim_start_matches("./") == path) {
            let message = format!("`{path}` is not in the chapter list");
            let diagnostic = Diagnostic::new(Code::UnlistedChapter, list.span, message);
            loader.report(diagnostic.help("list it, or move it out of the folder"));
        }
    }
    Ok(())
}

/// Reads the chapters of a folder without a chapter list: every Markdown file.
///
/// # Errors
/// Returns an error if a folder cannot be read.
pub(super) fn unlisted(loader: &mut Loader<'_>) -> Result<Vec<Chapter>, Error> {
    let paths = repository::chapters_in(loader.vault)?;
    let mut chapters = Vec::new();
    for path in &paths {
        chapters.extend(chapter(loader, path, ChapterPlace::ByRole, None));
    }
    warnings::unfit_files(loader, &paths);
    if !chapters.is_empty() {
        loader.notes.extend(repository::left_out(loader.vault, &paths));
    }
    Ok(chapters)
}

/// A file of the list, its part of the book, and its depth.
type PlacedFile<'a> = (&'a ListedFile, ChapterPlace, u8);

/// Returns the entries of a list in reading order, each with its place and its depth, and the titles of the
/// parts.
fn reading_order(list: &ChapterList) -> (Vec<PlacedFile<'_>>, Vec<Spanned<String>>) {
    let (mut entries, mut parts) = (Vec::new(), Vec::new());
    flatten(&list.front, ChapterPlace::Front, 0, &mut entries);
    for entry in &list.body {
        match entry {
            BodyEntry::File(file) => {
                flatten(std::slice::from_ref(file), ChapterPlace::Body(None), 0, &mut entries)
            }
            BodyEntry::Part(name, files) => {
                let place = ChapterPlace::Body(Some(parts.len()));
                parts.push(name.clone());
                flatten(files, place, 0, &mut entries);
            }
        }
    }
    flatten(&list.back, ChapterPlace::Back, 0, &mut entries);
    (entries, parts)
}

/// Adds files and their sub-chapters in reading order.
fn flatten<'a>(files: &'a [ListedFile], place: ChapterPlace, depth: u8, out: &mut Vec<PlacedFile<'a>>) {
    for file in files {
        out.push((file, place, depth));
        flatten(&file.sections, place, depth.saturating_add(1), out);
    }
}

fn listed_twice(path: &Spanned<String>, first: Option<Span>) -> Diagnostic {
    let message = format!("`{}` is listed twice", path.value);
    let diagnostic =
        Diagnostic::new(Code::ChapterListedTwice, path.span, message).help("remove one of the two entries");
    match first {
        Some(first) => diagnostic.label(first, "first listed here"),
        None => diagnostic,
    }
}

/// Returns a chapter that is only a title in the list. Its path, by which others refer to it, is the
/// title as a file name, with a number if an earlier chapter has that path.
fn heading(
    loader: &mut Loader<'_>,
    entry: &ListedFile,
    place: ChapterPlace,
    depth: u8,
    before: &[Chapter],
) -> Chapter {
    let title = entry.title.clone().unwrap_or_default();
    let base = slug(&title);
    let taken = |path: &str| before.iter().any(|chapter| chapter.path == path);
    let mut names = std::iter::once(base.clone()).chain((2..).map(|count| format!("{base}-{count}")));
    let path = names.find(|path| !taken(path)).unwrap_or(base);
    let piece = |origin| SourcePiece { start: 0, origin, verbatim: false };
    let pieces = entry.path.span.into_iter().map(piece).collect();
    Chapter {
        file: loader.sources.add_derived(path.as_str(), "", pieces),
        path,
        head: FileMeta::default(),
        body_start: 0,
        place,
        listed: entry.path.span,
        depth,
        title: Some(title),
        numbered: entry.numbered,
        is_heading: true,
    }
}

/// Reads a chapter, or returns `None` if its file cannot be read, which is reported at `listed`.
fn chapter(
    loader: &mut Loader<'_>,
    path: &str,
    place: ChapterPlace,
    listed: Option<Span>,
) -> Option<Chapter> {
    let (file, text) = loader.text(path, "chapter", listed)?;
    let (node, body_start) = loader.head(file, &text, false);
    let mut head = node
        .map(|node| manifest::file_meta(&node, loader.tool == Tool::Pressmark, &loader.sink))
        .unwrap_or_default();
    if !matches!(loader.tool, Tool::Pressmark | Tool::Quarto | Tool::Pandoc) {
        // In the pages of a site these are metadata that its theme shows, if anything does.
        (head.subtitle, head.authors, head.lang) = (None, Vec::new(), None);
    }
    let is_index = path.rsplit('/').next().is_some_and(|name| name.starts_with("index."));
    if loader.tool == Tool::Bookdown && is_index && dialect::has_title(&text, body_start) {
        // The title in the head of bookdown's index is that of the book.
        head.title = None;
    }
    let file = translated(loader, path, file, &text, body_start);
    Some(Chapter {
        path: path.to_owned(),
        file,
        head,
        body_start,
        place,
        listed,
        depth: 0,
        title: None,
        numbered: None,
        is_heading: false,
    })
}

/// Translates the syntax of other tools in a chapter's text from byte `start` on. Returns the file of the
/// derived text, or `file` itself if there is nothing to translate.
pub(super) fn translated(
    loader: &mut Loader<'_>,
    path: &str,
    file: FileId,
    text: &str,
    start: usize,
) -> FileId {
    let (tool, variables) = (loader.tool, std::mem::take(&mut loader.variables));
    let classes = std::mem::take(&mut loader.classes);
    let setting = dialect::SyntaxSettings { tool, path, classes: &classes, variables: &variables };
    let outcome = dialect::translate(file, text, start, &setting, loader);
    (loader.variables, loader.classes) = (variables, classes);
    let mapped = outcome.drain_into(&mut loader.sink.borrow_mut());
    mapped.map_or(file, |mapped| {
        let (text, pieces) = mapped.into_parts();
        // Variables may repeat a long text many times.
        if let Err(over) = loader.vault.limits().check(Limit::Text, text.len() as u64) {
            let message = format!("chapter `{path}` {over}, with what its variables and includes insert");
            let diagnostic = Diagnostic::new(Code::TooLarge, Span::start_of(file), message);
            loader.report(diagnostic.help(over.help()));
            return file;
        }
        loader.sources.add_derived(path, text, pieces)
    })
}
