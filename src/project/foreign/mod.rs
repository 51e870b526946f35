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
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

pub(super) use facts::{Facts, person};

use super::listing::{Listed, ListedFile, Listing};
use super::load::Loader;
use super::titles::bare;
use super::yaml::{Kind, Node};
use crate::assets::Vault;
use crate::diag::SourceMap;
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
            out.push(&file.path.value);
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

#[cfg(test)]
mod tests {
    use super::super::{Place, load, manifest_text};
    use super::*;

    /// The chapters of a folder, one a line, and the `book.yaml` for it.
    fn read(files: &[(&str, &str)]) -> (Vec<String>, String, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let (chapters, yaml) = shown(folder.path());
        (chapters, yaml, folder)
    }

    fn shown(folder: &Path) -> (Vec<String>, String) {
        let vault = Vault::open(folder).expect("a vault");
        let outcome = load(&vault, None, &mut SourceMap::new()).expect("a machine that reads");
        let project = outcome.value.expect("a project");
        let show = |chapter: &super::super::Chapter| {
            let place = match chapter.place {
                Place::Front => "front".to_owned(),
                Place::Back => "back".to_owned(),
                Place::ByRole => "role".to_owned(),
                Place::Body(part) => part.map_or("body".to_owned(), |part| project.parts[part].value.clone()),
            };
            format!("{place} {} {} {:?}", chapter.depth, chapter.path, chapter.numbered)
        };
        let title = format!("{} {:?}", project.meta.title, project.tool);
        let chapters = std::iter::once(title).chain(project.chapters.iter().map(show)).collect();
        (chapters, manifest_text(&project))
    }

    /// The written `book.yaml` gives the same book as the manifest of the other tool.
    fn assert_book(files: &[(&str, &str)], wanted: &[&str]) {
        let (chapters, yaml, folder) = read(files);
        assert_eq!(chapters, wanted);
        std::fs::write(folder.path().join("book.yaml"), &yaml).expect("a file");
        assert_eq!(shown(folder.path()).0, wanted, "{yaml}");
    }

    #[test]
    fn a_book_of_mdbook() {
        let summary = "# Summary\n[Hi](hi.md)\n# One\n- [A](a.md)\n  - [B](b.md)\n    - [C](c.md)\n- [Draft]()\n\n[End](end.md)\n";
        let files = [
            ("book.toml", "[book]\ntitle = \"T: t\"\nauthors = [\"X\"]\n"),
            ("src/SUMMARY.md", summary),
            ("src/hi.md", "# Hi"),
            ("src/a.md", "# A"),
            ("src/b.md", "# B"),
            ("src/c.md", "# C"),
            ("src/end.md", "# End"),
            ("README.md", "x"),
        ];
        assert_book(
            &files,
            &[
                "T: t MdBook",
                "front 0 src/hi.md Some(false)",
                "One 0 src/a.md Some(true)",
                "One 1 src/b.md Some(true)",
                "One 2 src/c.md Some(true)",
                "back 0 src/end.md Some(false)",
            ],
        );
    }

    #[test]
    fn books_of_other_tools() {
        let quarto = "project: { type: book }\nbook:\n  title: Q\n  chapters:\n    - index.qmd\n    - part: p.qmd\n      chapters: [a.qmd]\n  appendices: [z.qmd]\n";
        let files = [
            ("_quarto.yml", quarto),
            ("index.qmd", "# I"),
            ("p.qmd", "# P"),
            ("a.qmd", "# A"),
            ("z.qmd", "# Z"),
        ];
        let wanted = [
            "Q Quarto",
            "body 0 index.qmd Some(true)",
            "P 0 p.qmd None",
            "P 0 a.qmd Some(true)",
            "back 0 z.qmd None",
        ];
        assert_book(&files, &wanted);

        let files = [("SUMMARY.md", "* [A](a.md)\n  * [S](a.md#s)\n"), ("README.md", "# G"), ("a.md", "# A")];
        assert_book(&files, &["G GitBook", "body 0 README.md Some(false)", "body 0 a.md None"]);

        let nav = "site_name: M\nnav:\n  - Home: index.md\n  - Part: [b.md, { Deep: [c.md, d.md] }]\n";
        let files = [
            ("mkdocs.yml", nav),
            ("docs/index.md", "x"),
            ("docs/b.md", "x"),
            ("docs/c.md", "x"),
            ("docs/d.md", "x"),
        ];
        let wanted = [
            "M MkDocs",
            "body 0 docs/index.md None",
            "Part 0 docs/b.md None",
            "Part 0 docs/c.md None",
            "Part 1 docs/d.md None",
        ];
        assert_book(&files, &wanted);

        let files = [
            ("hugo.toml", "title = 'H'\n"),
            ("content/b.md", "+++\nweight = 1\n+++\nx"),
            ("content/a.md", "+++\nweight = 2\n+++\nx"),
            ("content/c.md", "---\ndraft: true\n---\nx"),
        ];
        assert_book(&files, &["H Hugo", "body 0 content/b.md None", "body 0 content/a.md None"]);
    }
}
