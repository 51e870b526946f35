//! Shared code of the tests: a project in a temporary folder, the command, the books that it makes.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pressmark::internals::book::tag::Tag;
use pressmark::internals::layout::{ElementId, PageItem, Pages};

/// Returns the root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A project in a temporary folder.
pub(crate) struct Press {
    folder: tempfile::TempDir,
}

impl Press {
    /// Returns a project with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let press = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (name, text) in files {
            press.write(name, text.as_bytes());
        }
        press
    }

    /// Returns a book of one chapter without mistakes.
    pub(crate) fn good() -> Self {
        Self::with(&[("book.yaml", YAML), ("one.md", "# One\n\nSome words.\n")])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[track_caller]
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    /// Runs the command in the project's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.folder.path(), arguments, &[])
    }

    /// Returns the books in `output/`, by name.
    pub(crate) fn books(&self) -> BTreeMap<String, Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.path("output")) else { return BTreeMap::new() };
        let read = entries.map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("a file"))
        });
        read.collect()
    }
}

/// A manifest without mistakes and warnings.
pub(crate) const YAML: &str = "\
title: A Small Book
language: en-GB
author: A. N. Author
publisher: A Press
date: 2026
rights: © 2026
description: A small book.
chapters: [one.md]
";

/// The result of a command.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command in a folder, with only these environment variables set.
pub(crate) fn run_in(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
    command.current_dir(folder).args(arguments);
    for name in ["GITHUB_ACTIONS", "CI", "SOURCE_DATE_EPOCH", "NO_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PRESSMARK_") {
            command.env_remove(name);
        }
    }
    command.envs(variables.iter().copied());
    let Output { status, stdout, stderr } = command.output().expect("the command runs");
    let text = |bytes| String::from_utf8(bytes).expect("the command speaks UTF-8");
    Run { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// Returns the entries of an EPUB in order.
pub(crate) fn entries(epub: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("bytes");
            (file.name().to_owned(), bytes)
        })
        .collect()
}

/// Returns whether a missing tool fails the test instead of skipping it.
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// Reports that a test was skipped, bypassing the harness's capture, so that nobody assumes that it
/// passed. In CI, fails.
#[track_caller]
pub(crate) fn skip(what: &str, missing: &str) {
    assert!(!is_ci(), "{what}: {missing} is missing, and CI must have it");
    let _ = writeln!(std::io::stderr(), "SKIPPED {what}: {missing} is missing");
}

/// Returns all items of the pages in the reading order of the book, each with the index of its page.
///
/// On the pages a figure may be above or below the text before it; the elements of a book are in its
/// order. Items without an element stay after the item that they follow.
pub(crate) fn in_reading_order(pages: &Pages) -> Vec<(usize, &PageItem)> {
    in_order_of(pages, cell_of)
}

/// Returns all items of the pages in the order of their blocks, and within each of what `within` returns for an element.
pub(crate) fn in_order_of(
    pages: &Pages,
    within: fn(ElementId, &Pages) -> ElementId,
) -> Vec<(usize, &PageItem)> {
    let mut place = (ElementId::ROOT, ElementId::ROOT);
    let mut items: Vec<((ElementId, ElementId), usize, &PageItem)> = Vec::new();
    for (index, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            place = item.owner.map_or(place, |owner| (block_of(owner, pages), within(owner, pages)));
            items.push((place, index, item));
        }
    }
    items.sort_by_key(|(place, _, _)| *place);
    items.into_iter().map(|(_, index, item)| (index, item)).collect()
}

/// Returns the outermost cell of a table that contains an element, or the root: the lines of a long row are
/// on the pages line by line.
fn cell_of(element: ElementId, pages: &Pages) -> ElementId {
    let (mut id, mut cell) = (element, ElementId::ROOT);
    while id != ElementId::ROOT {
        let element = pages.structure.element(id);
        if matches!(element.tag, Tag::HeaderCell | Tag::Cell) {
            cell = id;
        }
        id = element.parent;
    }
    cell
}

/// Returns whether an element is a note or in one.
pub(crate) fn is_in_note(element: ElementId, pages: &Pages) -> bool {
    let mut id = element;
    while id != ElementId::ROOT {
        let element = pages.structure.element(id);
        if element.tag == Tag::Note {
            return true;
        }
        id = element.parent;
    }
    false
}

/// The namespace of formulas.
pub(crate) const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Returns the text of a formula of an e-book as the printed book has it: with the signs of roots, which MathML does not
/// write, and without what is not shown.
pub(crate) fn formula_text(node: roxmltree::Node<'_, '_>) -> String {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        return text.to_owned();
    }
    match node.tag_name().name() {
        "mphantom" => String::new(),
        name => {
            let sign = if matches!(name, "msqrt" | "mroot") { "√" } else { "" };
            node.children().map(formula_text).fold(sign.to_owned(), |text, part| text + &part)
        }
    }
}

/// Returns whether an element is a formula or a part of one.
pub(crate) fn is_formula(element: ElementId, pages: &Pages) -> bool {
    let found = pages.structure.element(element);
    found.tag == Tag::Formula || (found.parent != element && is_formula(found.parent, pages))
}

/// Returns the element directly below a division that contains an element.
pub(crate) fn block_of(element: ElementId, pages: &Pages) -> ElementId {
    let mut id = element;
    loop {
        let parent = pages.structure.element(id).parent;
        let tag = pages.structure.element(parent).tag;
        if parent == id || matches!(tag, Tag::Document | Tag::Part | Tag::Section | Tag::Index) {
            return id;
        }
        id = parent;
    }
}
