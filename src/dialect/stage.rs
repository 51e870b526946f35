//! The stages of the translation and their context. Entry point: [`Stage`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::mapped::{Edit, MappedText};
use super::probe::TextProbe;
use crate::diag::{Code, Diagnostic, FileId, Span};

/// The tool that a project was written for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Tool {
    /// Pressmark itself: `book.yaml`, a folder of Markdown or a single file.
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

/// The settings for reading the text of a chapter.
#[derive(Clone, Debug)]
pub struct SyntaxSettings<'a> {
    /// The tool that the project was written for. Unambiguous syntax is translated for every tool;
    /// syntax that could be prose is translated for its own tool only.
    pub tool: Tool,
    /// The path of the chapter, relative to the project's root.
    pub path: &'a str,
    /// The author's own classes: divs with these names are not boxes of another tool.
    pub classes: &'a [String],
    /// The values of template variables, by their dotted name (`book.console`).
    pub variables: &'a BTreeMap<String, String>,
}

impl SyntaxSettings<'_> {
    /// Returns whether the chapter is written for R Markdown or Quarto.
    pub(super) fn is_r(&self) -> bool {
        let extension = self.path.rsplit('.').next().unwrap_or_default();
        let is_r = ["qmd", "rmd"].iter().any(|known| extension.eq_ignore_ascii_case(known));
        is_r || matches!(self.tool, Tool::Quarto | Tool::Bookdown)
    }

    /// Returns the folder of the chapter, relative to the project's root; empty for the root.
    pub(super) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Access to the files of a project.
pub trait Files {
    /// Returns the text of a file by its path from the project's root, and enters it into the source map.
    ///
    /// Returns `None` if the file cannot be read; the reason has then been reported at `at`.
    fn read(&mut self, path: &str, at: Span) -> Option<(FileId, Arc<str>)>;

    /// Returns whether there is a file at a path from the project's root.
    fn exists(&mut self, path: &str) -> bool;

    /// Returns the numbered examples of the files translated so far, to which those of this file are
    /// added.
    fn examples(&mut self) -> &mut Examples;
}

/// The numbered examples (`(@)`, `(@label)`) of a book so far. Their numbers continue from file to file
/// (pandoc's manual, `example_lists`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Examples {
    /// The number of the last example.
    pub(super) count: usize,
    /// The numbers of the examples with a label.
    pub(super) labels: BTreeMap<String, usize>,
}

/// A step of the translation, for one kind of syntax.
pub(super) struct Stage {
    /// Returns whether a text may contain this syntax. It is called for every text and must be cheap.
    pub(super) applies: fn(&TextProbe<'_>, &SyntaxSettings<'_>) -> bool,
    /// Returns the edits that rewrite this syntax, in any order. If edits overlap, the first is
    /// applied.
    pub(super) edits: fn(&mut StageContext<'_>) -> Vec<Edit>,
}

/// The input of a stage, and its diagnostics.
pub(super) struct StageContext<'a> {
    /// The text that results from the stages before.
    pub(super) mapped: &'a MappedText,
    /// The first byte of the text that may be edited. The YAML block is before it.
    pub(super) start: usize,
    /// The settings for reading the text.
    pub(super) settings: &'a SyntaxSettings<'a>,
    /// The files of the project.
    pub(super) files: &'a mut dyn Files,
    /// The diagnostics so far.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> StageContext<'a> {
    /// Returns the whole text; [`StageContext::start`] is an offset into it.
    pub(super) fn text(&self) -> &'a str {
        self.mapped.text()
    }

    /// Reports a mistake at the place in a file that a range of the text comes from.
    pub(super) fn report(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let origin = self.mapped.origin(range);
        self.diagnostics.push(Diagnostic::new(code, origin, message).help(help));
    }
}
