//! The chapter list: files in their order, with parts, sub-chapters and what the list says of each.

use std::cell::RefCell;

use super::fields::{Fields, text, wrong};
use super::yaml::{Kind, Node};
use crate::diag::{Code, Diagnostic, Span, Spanned};

/// A chapter list.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) front: Vec<ListedFile>,
    pub(super) body: Vec<Listed>,
    pub(super) back: Vec<ListedFile>,
    pub(super) span: Option<Span>,
}

/// An entry of the body.
#[derive(Debug)]
pub(super) enum Listed {
    File(ListedFile),
    Part(Spanned<String>, Vec<ListedFile>),
}

/// A file of the list, with its sub-chapters.
#[derive(Debug)]
pub(super) struct ListedFile {
    pub(super) path: Spanned<String>,
    /// Its name in the list, for a file without a heading.
    pub(super) title: Option<String>,
    /// Whether it is numbered, if the list says so.
    pub(super) numbered: Option<bool>,
    /// Its role, if the list gives one.
    pub(super) role: Option<Spanned<String>>,
    pub(super) sections: Vec<ListedFile>,
}

impl ListedFile {
    /// A file of which nothing but its path is known.
    pub(super) fn new(path: Spanned<String>) -> Self {
        Self { path, title: None, numbered: None, role: None, sections: Vec::new() }
    }

    /// A chapter without a file: a title and its sub-chapters.
    pub(super) fn heading(title: Spanned<String>, sections: Vec<ListedFile>) -> Self {
        let path = Spanned::new(String::new(), title.span);
        Self { title: Some(title.value), sections, ..Self::new(path) }
    }

    /// Whether it is a title without a file.
    pub(super) fn is_heading(&self) -> bool {
        self.path.value.is_empty()
    }
}

impl Listing {
    /// A body of files without parts.
    pub(super) fn of(files: Vec<ListedFile>) -> Self {
        Self { body: files.into_iter().map(Listed::File).collect(), ..Self::default() }
    }

    /// Whether it names no file.
    pub(super) fn is_empty(&self) -> bool {
        let no_body = self.body.iter().all(|entry| match entry {
            Listed::File(_) => false,
            Listed::Part(_, files) => files.is_empty(),
        });
        no_body && self.front.is_empty() && self.back.is_empty()
    }
}

/// Reads the value of `chapters`.
pub(super) fn read(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Listing {
    let span = Some(node.span);
    match &node.kind {
        // A plain list is the body.
        Kind::List(items) => Listing {
            body: items.iter().filter_map(|item| entry(item, sink)).collect(),
            span,
            ..Listing::default()
        },
        _ => {
            let fields = Fields::of(node, "chapters", sink);
            let listing = Listing {
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

fn entry(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<Listed> {
    let is_file = ["file", "sections"].iter().any(|key| node.get(key).is_some());
    if !matches!(node.kind, Kind::Map(_)) || is_file {
        return file(node, sink).map(Listed::File);
    }
    let fields = Fields::of(node, "chapters", sink);
    let part = fields.text("part");
    let files = files(&fields, "files");
    if part.is_none() {
        let message = "an entry without `part` or `file`";
        fields.tell(
            Diagnostic::new(Code::MissingKey, node.span, message)
                .help("write `part: Part One` with `files:`, or `file: chapter.md` with `sections:`"),
        );
    }
    fields.finish();
    part.map(|part| Listed::Part(part, files))
}

/// A path, or a mapping with `file`.
fn file(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<ListedFile> {
    match &node.kind {
        Kind::Text(_) => text(node, "chapters", sink).map(ListedFile::new),
        Kind::Map(_) => {
            let fields = Fields::of(node, "chapters", sink);
            let sections = files(&fields, "sections");
            let title = fields.text("title");
            let path = fields.text("file");
            // A title with `sections`, which may be empty, is a chapter without a file of its own.
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
                let missing = Diagnostic::new(Code::MissingKey, node.span, "an entry without its `file`");
                fields.tell(missing.help("write `file: chapter.md`, or `part: Name` with its `chapters`"));
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
