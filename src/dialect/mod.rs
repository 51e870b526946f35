//! Markdown as other tools write it becomes Markdown as this one reads it. Entry point: [`translate`].
//!
//! A chapter passes through stages, each of which reads the text as the one before has left it and
//! answers with [`Edit`]s: files that it includes are put in their place, then what is written line by
//! line in another tool's syntax is rewritten in our own. [`Mapped`] keeps the place in the file where
//! every byte comes from, so that a diagnostic about a rewritten table points at the author's own line.
//! A text without anything to translate is not copied.

mod blocks;
mod boxes;
mod cells;
mod divs;
mod headings;
mod include;
mod infos;
mod inline;
mod leanpub;
mod lines;
mod mapped;
mod marks;
mod mdbook;
mod metadata;
mod mkdocs;
mod pandoc;
mod prose;
mod quarto;
mod references;
mod rmarkdown;
mod syntax;
mod tabs;
mod tags;
#[cfg(test)]
pub(crate) mod tests;
mod theorems;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use headings::has_title;
pub use mapped::{Edit, Mapped, Part};
use marks::{Bytes, Marks};
pub use pandoc::{TitleBlock, title_block};

use crate::diag::{Diagnostic, FileId, Outcome, Span};

/// The tool that a project was written for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Tool {
    /// This one: `book.yaml`, a folder of Markdown or a single file.
    #[default]
    Pressmark,
    /// mdBook: `book.toml` and `src/SUMMARY.md`.
    MdBook,
    /// GitBook and HonKit: `SUMMARY.md`, `book.json`, `.gitbook.yaml`.
    GitBook,
    /// Quarto: `_quarto.yml`.
    Quarto,
    /// bookdown: `_bookdown.yml`.
    Bookdown,
    /// Leanpub and Markua: `Book.txt`.
    Leanpub,
    /// pandoc: a metadata or defaults file.
    Pandoc,
    /// Jekyll: `_config.yml`.
    Jekyll,
    /// Hugo: `hugo.toml`, `config.toml`, `_index.md`.
    Hugo,
    /// MkDocs: `mkdocs.yml`.
    MkDocs,
}

/// What a chapter's text is translated with.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The tool that the project was written for. Syntax that is unmistakable is translated whatever
    /// the tool; syntax that could be prose is translated for its own tool only.
    pub tool: Tool,
    /// The chapter's path, relative to the project's root.
    pub path: &'a str,
    /// Variables that templates name, by their dotted name (`book.console`).
    pub variables: &'a BTreeMap<String, String>,
}

impl Setting<'_> {
    /// Whether the chapter is written for R Markdown or Quarto.
    fn is_r(&self) -> bool {
        let extension = self.path.rsplit('.').next().unwrap_or_default();
        let is_r = ["qmd", "rmd"].iter().any(|known| extension.eq_ignore_ascii_case(known));
        is_r || matches!(self.tool, Tool::Quarto | Tool::Bookdown)
    }
}

/// The reader of included files.
pub trait Files {
    /// The text of a file by its path from the project's root, entered into the source map.
    ///
    /// Returns `None` if it cannot be read; the reason has then been reported at `at`.
    fn read(&mut self, path: &str, at: Span) -> Option<(FileId, Arc<str>)>;

    /// Whether there is a file at a path from the project's root.
    fn exists(&mut self, path: &str) -> bool;

    /// The examples of the files that were translated before.
    fn examples(&mut self) -> &mut Examples;
}

/// The numbered examples (`(@)`, `(@label)`) of a book so far: their numbers run through its files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Examples {
    count: usize,
    labels: BTreeMap<String, usize>,
}

/// Translates `text[start..]`; what is before `start`, the YAML block, is kept.
///
/// Returns `None` if there is nothing to translate.
pub fn translate(
    file: FileId,
    text: &str,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
) -> Outcome<Option<Mapped>> {
    let mut diagnostics = Vec::new();
    let mut mapped: Option<Mapped> = None;
    // One stage after another, each on what the one before has made.
    let mut bytes = Bytes::of(&text[start..]);
    for stage in STAGES {
        let current = mapped.as_ref().map_or(text, Mapped::text);
        if !(stage.concerns)(&Marks::new(&current[start..], &bytes), setting) {
            continue;
        }
        let mapped = mapped.get_or_insert_with(|| Mapped::new(file, text));
        let edits = mapped::in_order((stage.edits)(mapped, start, setting, files, &mut diagnostics));
        if !edits.is_empty() {
            mapped.apply(edits);
            bytes = Bytes::of(&mapped.text()[start..]);
        }
    }
    Outcome::new(mapped.filter(Mapped::is_changed), diagnostics)
}

/// A step of the translation.
struct Stage {
    /// Whether a text may hold something for this stage: one cheap look at its bytes.
    concerns: fn(&Marks<'_>, &Setting<'_>) -> bool,
    /// What it changes.
    edits: Edits,
}

/// Reads a text from a byte on and says what to change, in order.
type Edits = fn(&Mapped, usize, &Setting<'_>, &mut dyn Files, &mut Vec<Diagnostic>) -> Vec<Edit>;

/// The stages, in their order.
const STAGES: &[Stage] = &[
    Stage { concerns: tags::has_variables, edits: tags::variables },
    Stage { concerns: include::concerns, edits: include::edits },
    Stage { concerns: mdbook::has_hidden, edits: mdbook::hidden },
    Stage { concerns: mdbook::has_listings, edits: mdbook::listings },
    Stage { concerns: metadata::concerns, edits: metadata::edits },
    Stage { concerns: headings::concerns, edits: headings::edits },
    Stage { concerns: rmarkdown::has_named, edits: rmarkdown::named },
    Stage { concerns: theorems::concerns, edits: theorems::edits },
    Stage { concerns: cells::concerns, edits: cells::edits },
    Stage { concerns: rmarkdown::has_labels, edits: rmarkdown::labels },
    Stage { concerns: quarto::concerns, edits: quarto::edits },
    Stage { concerns: leanpub::concerns, edits: leanpub::edits },
    Stage { concerns: tags::concerns, edits: tags::edits },
    Stage { concerns: tabs::concerns, edits: tabs::edits },
    Stage { concerns: infos::concerns, edits: infos::edits },
    Stage { concerns: blocks::concerns, edits: blocks::edits },
    Stage { concerns: boxes::has_fenced, edits: boxes::fenced },
    Stage { concerns: boxes::has_indented, edits: boxes::indented },
    Stage { concerns: boxes::has_quoted, edits: boxes::quoted },
    // A box within a box has lost the mark of the outer one.
    Stage { concerns: boxes::has_quoted, edits: boxes::quoted },
    Stage { concerns: mkdocs::concerns, edits: mkdocs::edits },
    Stage { concerns: inline::concerns, edits: inline::edits },
    Stage { concerns: references::concerns, edits: references::edits },
    Stage { concerns: pandoc::title::concerns, edits: pandoc::title::edits },
    Stage { concerns: pandoc::tex::concerns, edits: pandoc::tex::edits },
    Stage { concerns: pandoc::tex_inline::concerns, edits: pandoc::tex_inline::edits },
    Stage { concerns: pandoc::tables::concerns, edits: pandoc::tables::edits },
    Stage { concerns: pandoc::blocks::has_line_blocks, edits: pandoc::blocks::line_blocks },
    Stage { concerns: pandoc::blocks::has_examples, edits: pandoc::blocks::examples },
    Stage { concerns: pandoc::inline::concerns, edits: pandoc::inline::edits },
];
