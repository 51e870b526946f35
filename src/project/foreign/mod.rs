//! Books as other tools lay them out, one small reader for each. Entry point: [`read`].
//!
//! A reader turns the tool's manifest into a [`Layout`]: metadata and a chapter list of our own kind.
//! The first tool of [`READERS`] whose manifest lists chapters wins; if none does, the first one found.

mod bookdown;
mod facts;
mod gitbook;
mod hugo;
mod jekyll;
mod leanpub;
mod mdbook;
mod mkdocs;
mod page;
mod pandoc;
mod paths;
mod quarto;
mod summary;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

pub(super) use facts::{Facts, person};

use super::listing::{Listed, ListedFile, Listing};
use super::load::Loader;
use super::titles::bare;
use super::yaml::{Kind, Node};
use crate::assets::Vault;
use crate::diag::{Code, Diagnostic, SourceMap, Span, Spanned};
use crate::dialect::Tool;
use crate::error::Error;

/// A book as the manifest of another tool has it.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) tool: Tool,
    /// The file that the chapters come from, relative to the root.
    pub(super) manifest: String,
    pub(super) facts: Facts,
    pub(super) listing: Listing,
    /// The variables that templates name.
    pub(super) variables: BTreeMap<String, String>,
    /// The folder that the manifest names for the manuscript; empty for its own.
    pub(super) source: String,
    /// Whether the manifest names the chapters, or they were found in folders.
    pub(super) lists: bool,
    /// What else was taken from where.
    pub(super) notes: Vec<String>,
}

impl Layout {
    fn new(tool: Tool, manifest: &str, facts: Facts, listing: Listing) -> Self {
        Self {
            tool,
            manifest: manifest.to_owned(),
            facts,
            listing,
            variables: BTreeMap::new(),
            source: String::new(),
            lists: true,
            notes: Vec::new(),
        }
    }

    /// With the folder of the manuscript.
    fn from(self, source: impl Into<String>) -> Self {
        Self { source: source.into(), ..self }
    }

    /// With chapters that were found in folders, because the manifest does not name them.
    fn found(self) -> Self {
        Self { lists: false, ..self }
    }

    fn noting(mut self, note: Option<String>) -> Self {
        self.notes.extend(note);
        self
    }
}

type Reader = fn(&mut Loader<'_>) -> Result<Option<Layout>, Error>;

/// The tools in their order of precedence, with their names and manifests.
const READERS: &[(Tool, &str, &[&str], Reader)] = &[
    (Tool::MdBook, "mdBook", &["book.toml", "src/SUMMARY.md"], mdbook::read),
    (Tool::GitBook, "GitBook", &["SUMMARY.md", "book.json", ".gitbook.yaml", "LANGS.md"], gitbook::read),
    (Tool::Quarto, "Quarto", &["_quarto.yml", "_quarto.yaml"], quarto::read),
    (Tool::Bookdown, "bookdown", bookdown::MANIFESTS, bookdown::read),
    (Tool::Leanpub, "Leanpub", &["Book.txt"], leanpub::read),
    (Tool::Pandoc, "pandoc", pandoc::MANIFESTS, pandoc::read),
    (Tool::Jekyll, "Jekyll", &["_config.yml"], jekyll::read),
    (Tool::Hugo, "Hugo", hugo::MANIFESTS, hugo::read),
    (Tool::MkDocs, "MkDocs", &["mkdocs.yml", "mkdocs.yaml"], mkdocs::read),
];

/// Reads the book that another tool's manifest in the root describes.
///
/// Returns `None` if there is no such manifest, or none with chapters.
///
/// # Errors
/// When the machine fails to read.
pub(super) fn read(loader: &mut Loader<'_>) -> Result<Option<Layout>, Error> {
    let mut first = None;
    for (_, _, manifests, reader) in READERS {
        if !manifests.iter().any(|name| loader.vault.has_file(name)) {
            continue;
        }
        // What is reported of a manifest that is not used does not concern the book.
        let others = loader.sink.take();
        let layout = reader(loader)?;
        let reported = loader.sink.replace(others);
        let Some(layout) = layout else { continue };
        if layout.lists || first.is_none() {
            let lists = layout.lists;
            first = Some((layout, reported));
            if lists {
                break;
            }
        }
    }
    Ok(first.map(|(mut layout, reported)| {
        loader.sink.borrow_mut().extend(reported);
        layout.notes.extend(ignored(loader.vault, layout.tool));
        layout
    }))
}

/// A note on the manifests of other tools beside that of the winner.
fn ignored(vault: &Vault, winner: Tool) -> Option<String> {
    let others: Vec<String> = READERS
        .iter()
        .filter(|(tool, ..)| *tool != winner)
        .filter_map(|(_, tool, manifests, _)| {
            let found = manifests.iter().find(|name| vault.has_file(name))?;
            Some(format!("{found} ({tool})"))
        })
        .collect();
    (!others.is_empty()).then(|| format!("not used: {}", others.join(", ")))
}

/// The name of a tool as people know it.
pub(super) fn name(tool: Tool) -> &'static str {
    READERS.iter().find(|(known, ..)| *known == tool).map_or("Pressmark", |(_, name, ..)| name)
}

/// The tool of a name, in any case.
pub(super) fn named(name: &str) -> Option<Tool> {
    let found = READERS.iter().find(|(_, known, ..)| known.eq_ignore_ascii_case(name));
    found.map(|(tool, ..)| *tool).or_else(|| match name.to_lowercase().as_str() {
        "honkit" => Some(Tool::GitBook),
        "markua" => Some(Tool::Leanpub),
        "pressmark" => Some(Tool::Pressmark),
        _ => None,
    })
}

/// The names that `dialect` in `book.yaml` knows.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    READERS.iter().map(|(_, name, ..)| *name)
}

/// Whether a file is the manifest of another tool, by its name.
pub(super) fn is_manifest(name: &str) -> bool {
    // A Markdown file given by its path is a manuscript.
    let name = paths::name(name);
    !paths::has_extension(name, "md") && READERS.iter().any(|(_, _, manifests, _)| manifests.contains(&name))
}

/// The book in a folder, for those who look for the root of a project.
pub(super) fn probe(folder: &Path) -> Option<Layout> {
    let vault = Vault::open(folder).ok()?;
    let mut sources = SourceMap::new();
    read(&mut Loader::new(&vault, &mut sources)).ok().flatten()
}

/// Nested entries from a list with depths.
fn nested(entries: Vec<(usize, ListedFile)>) -> Vec<ListedFile> {
    let mut entries = entries.into_iter().peekable();
    let mut out: Vec<ListedFile> = Vec::new();
    while let Some((depth, mut file)) = entries.next() {
        let mut inner = Vec::new();
        while let Some(entry) = entries.next_if(|(below, _)| *below > depth) {
            inner.push(entry);
        }
        file.sections = nested(inner);
        out.push(file);
    }
    out
}

/// The file that an entry means: itself, the `README.md` or `index.md` of a folder, or with `.md` added.
fn resolved(vault: &Vault, path: &str) -> String {
    let base = path.trim_end_matches('/');
    let with = |end: &str| format!("{base}{end}");
    let html = base.strip_suffix(".html").map(|base| format!("{base}.md"));
    let candidates =
        [Some(path.to_owned()), html, Some(with(".md")), Some(with("/README.md")), Some(with("/index.md"))];
    candidates.into_iter().flatten().find(|path| vault.has_file(path)).unwrap_or_else(|| path.to_owned())
}

/// Every file of a list, for those who ask what is left out.
pub(super) fn files(listing: &Listing) -> Vec<&str> {
    fn walk<'a>(files: &'a [ListedFile], out: &mut Vec<&'a str>) {
        for file in files {
            out.extend((!file.is_heading()).then_some(file.path.value.as_str()));
            walk(&file.sections, out);
        }
    }
    let mut out = Vec::new();
    walk(&listing.front, &mut out);
    for entry in &listing.body {
        match entry {
            Listed::File(file) => walk(std::slice::from_ref(file), &mut out),
            Listed::Part(_, files) => walk(files, &mut out),
        }
    }
    walk(&listing.back, &mut out);
    out
}

/// A warning of an entry that leads out of the book.
fn remote(name: &str, address: &str, span: Option<Span>) -> Diagnostic {
    let message = format!("entry `{name}` leads to `{address}` and is left out");
    let help = "a book has no chapters elsewhere; link to the address in the text to keep it";
    Diagnostic::new(Code::LeftOut, span, message).help(help)
}

/// A warning of a section that has nothing in it.
fn no_pages(name: &Spanned<String>) -> Diagnostic {
    let message = format!("section `{}` has no pages and is left out", name.value);
    let help = "name its pages in the list, or take the section out";
    Diagnostic::new(Code::LeftOut, name.span, message).help(help)
}

/// Whether a list names any page, and not only titles.
fn has_pages(files: &[ListedFile]) -> bool {
    files.iter().any(|file| !file.is_heading() || has_pages(&file.sections))
}

/// The variables of a mapping by their dotted names.
fn variables(node: &Node, name: &str, out: &mut BTreeMap<String, String>) {
    match &node.kind {
        Kind::Text(text) => {
            out.insert(name.to_owned(), text.clone());
        }
        Kind::Bool(value) => {
            out.insert(name.to_owned(), value.to_string());
        }
        Kind::Map(entries) => {
            entries.iter().for_each(|(key, _, node)| {
                variables(node, &(if name.is_empty() { key.clone() } else { format!("{name}.{key}") }), out)
            });
        }
        Kind::List(_) | Kind::Nothing => {}
    }
}
