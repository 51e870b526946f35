//! The chapter list: files in order, with parts, sub-chapters and what the list states about each.

use std::cell::RefCell;

use super::fields::{Fields, text, wrong};
use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, Span, Spanned};

/// A chapter list.
#[derive(Debug, Default)]
pub(super) struct ChapterList {
    pub(super) front: Vec<ListedFile>,
    pub(super) body: Vec<BodyEntry>,
    pub(super) back: Vec<ListedFile>,
    /// Its place in `book.yaml`.
    pub(super) span: Option<Span>,
}

/// An entry of the body.
#[derive(Debug)]
pub(super) enum BodyEntry {
    /// A chapter outside of parts.
    File(ListedFile),
    /// The title of a part, and its chapters.
    Part(Spanned<String>, Vec<ListedFile>),
}

/// A chapter of the list, with its sub-chapters.
#[derive(Debug)]
pub(super) struct ListedFile {
    /// The path relative to the root; empty for a chapter without a file.
    pub(super) path: Spanned<String>,
    /// Its title in the list, for a file without a heading.
    pub(super) title: Option<String>,
    /// Whether it is numbered, if the list states that.
    pub(super) numbered: Option<bool>,
    /// Its role, if the list states one.
    pub(super) role: Option<Spanned<String>>,
    /// Its sub-chapters.
    pub(super) sections: Vec<ListedFile>,
}

impl ListedFile {
    /// Returns a file of which the list states only the path.
    pub(super) fn new(path: Spanned<String>) -> Self {
        Self { path, title: None, numbered: None, role: None, sections: Vec::new() }
    }

    /// Returns a chapter without a file: a title and its sub-chapters.
    pub(super) fn heading(title: Spanned<String>, sections: Vec<ListedFile>) -> Self {
        let path = Spanned::new(String::new(), title.span);
        Self { title: Some(title.value), sections, ..Self::new(path) }
    }

    /// Returns the file as the page of the part whose first file it is, which is stated at `place`.
    pub(super) fn into_part_page(self, place: Option<Span>) -> Self {
        Self { role: Some(Spanned::new("part".to_owned(), place)), ..self }
    }

    /// Returns whether it is a title without a file.
    pub(super) fn is_heading(&self) -> bool {
        self.path.value.is_empty()
    }
}

impl ChapterList {
    /// Returns a list of files in the body, without parts.
    pub(super) fn of(files: Vec<ListedFile>) -> Self {
        Self { body: files.into_iter().map(BodyEntry::File).collect(), ..Self::default() }
    }

    /// Returns whether it has no chapters.
    pub(super) fn is_empty(&self) -> bool {
        let no_body = self.body.iter().all(|entry| match entry {
            BodyEntry::File(_) => false,
            BodyEntry::Part(_, files) => files.is_empty(),
        });
        no_body && self.front.is_empty() && self.back.is_empty()
    }

    /// Returns the paths of all files in reading order.
    pub(super) fn paths(&self) -> Vec<&str> {
        fn walk<'a>(files: &'a [ListedFile], out: &mut Vec<&'a str>) {
            for file in files {
                out.extend((!file.is_heading()).then_some(file.path.value.as_str()));
                walk(&file.sections, out);
            }
        }
        let mut out = Vec::new();
        walk(&self.front, &mut out);
        for entry in &self.body {
            match entry {
                BodyEntry::File(file) => walk(std::slice::from_ref(file), &mut out),
                BodyEntry::Part(_, files) => walk(files, &mut out),
            }
        }
        walk(&self.back, &mut out);
        out
    }
}

/// Reads the value of `chapters`: a list, which is the body, or a mapping of `front`, `body` and `back`.
pub(super) fn read(node: &ConfigNode, sink: &RefCell<Vec<Diagnostic>>) -> ChapterList {
    let span = Some(node.span);
    match &node.kind {
        ConfigKind::List(items) => ChapterList {
            body: items.iter().filter_map(|item| entry(item, sink)).collect(),
            span,
            ..ChapterList::default()
        },
        ConfigKind::Nothing | ConfigKind::Bool(_) | ConfigKind::Text(_) | ConfigKind::Map(_) => {
            let fields = Fields::of(node, "chapters", sink);
            let listing = ChapterList {
                front: files(&fields, "front"),
                body: fields.list("body").iter().filter_map(|item| entry(item, sink)).collect(),
                back: files(&fields, "back"),
                span,
            };
            fields.finish();
            listing
        }
    }
}

fn files(fields: &Fields<'_>, key: &'static str) -> Vec<ListedFile> {
    fields.list(key).iter().filter_map(|node| file(node, fields.sink())).collect()
}

/// Reads an entry of the body: a chapter, or a part with its files.
fn entry(node: &ConfigNode, sink: &RefCell<Vec<Diagnostic>>) -> Option<BodyEntry> {
    let is_file = ["file", "sections"].iter().any(|key| node.get(key).is_some());
    if !matches!(node.kind, ConfigKind::Map(_)) || is_file {
        return file(node, sink).map(BodyEntry::File);
    }
    let fields = Fields::of(node, "chapters", sink);
    let part = fields.text("part");
    let page = fields.node("page").and_then(|node| Some(file(node, sink)?.into_part_page(Some(node.span))));
    let files = page.into_iter().chain(files(&fields, "files")).collect();
    if part.is_none() {
        let message = "an entry has neither `part` nor `file`";
        fields.report(
            Diagnostic::new(Code::MissingKey, node.span, message)
                .help("write `part: Part One` with `files:`, or `file: chapter.md` with `sections:`"),
        );
    }
    fields.finish();
    part.map(|part| BodyEntry::Part(part, files))
}

/// Reads a chapter: a path, or a mapping with `file` or with `title` and `sections`.
fn file(node: &ConfigNode, sink: &RefCell<Vec<Diagnostic>>) -> Option<ListedFile> {
    match &node.kind {
        ConfigKind::Text(_) => text(node, "chapters", sink).map(ListedFile::new),
        ConfigKind::Map(_) => {
            let fields = Fields::of(node, "chapters", sink);
            let sections = files(&fields, "sections");
            let title = fields.text("title");
            let path = fields.text("file");
            // A title with `sections`, even an empty list of them, is a chapter without a file.
            let heading = title.clone().filter(|_| node.get("sections").is_some());
            let path = path.or_else(|| heading.map(|title| Spanned::new(String::new(), title.span)));
            let file = path.map(|path| ListedFile {
                path,
                title: title.map(|title| title.value),
                numbered: fields.flag("numbered"),
                role: fields.text("role"),
                sections,
            });
            if file.is_none() {
                let missing = Diagnostic::new(Code::MissingKey, node.span, "an entry has no `file`");
                fields.report(missing.help("write `file: chapter.md`, or `part: Name` with its `files`"));
            }
            fields.finish();
            file
        }
        other => {
            sink.borrow_mut().push(wrong(node.span, "chapters", "a file or a part", other));
            None
        }
    }
}
