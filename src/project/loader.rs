//! Reads each file of a project once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::file_head::{self, HeadFormat};
use super::titles::first_heading;
use super::toml_tree;
use super::yaml::{self, ConfigNode};
use crate::assets::{Refusal, Vault};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use crate::dialect::{self, Tool};
use crate::limits::Limit;

/// Reads each file of a project once, and collects diagnostics.
pub(super) struct Loader<'a> {
    pub(super) vault: &'a Vault,
    pub(super) sources: &'a mut SourceMap,
    /// The diagnostics; shared, since they are only borrowed briefly.
    pub(super) sink: RefCell<Vec<Diagnostic>>,
    /// The tool for which the text was written.
    pub(super) tool: Tool,
    /// The author's own classes.
    pub(super) classes: Vec<String>,
    /// The variables of its templates, by name.
    pub(super) variables: BTreeMap<String, String>,
    /// The numbered examples of the chapters so far; they are numbered over the whole book.
    pub(super) examples: dialect::Examples,
    /// The files that were read, by path.
    pub(super) known: BTreeMap<String, FileId>,
    /// Notes on which files were read and what was left out.
    pub(super) notes: Vec<String>,
}

impl<'a> Loader<'a> {
    /// Returns a loader that has read nothing.
    pub(super) fn new(vault: &'a Vault, sources: &'a mut SourceMap) -> Self {
        Self {
            vault,
            sources,
            sink: RefCell::default(),
            tool: Tool::Pressmark,
            classes: Vec::new(),
            variables: BTreeMap::new(),
            examples: dialect::Examples::default(),
            known: BTreeMap::new(),
            notes: Vec::new(),
        }
    }
}

impl Loader<'_> {
    /// Parses the YAML in a part of a file, or returns `None` if it is malformed.
    pub(super) fn yaml(&self, file: FileId, text: &str, range: Range<usize>) -> Option<ConfigNode> {
        yaml::parse(file, text, range, &mut self.sink.borrow_mut())
    }

    /// Parses the head of a text, and returns it with the byte at which the Markdown begins. With
    /// `is_quiet`, diagnostics are dropped.
    pub(super) fn head(&self, file: FileId, text: &str, is_quiet: bool) -> (Option<ConfigNode>, usize) {
        let mut reported = Vec::new();
        let (node, start) = match file_head::head(text) {
            Some((HeadFormat::Yaml, range, start)) => {
                (yaml::parse_head(file, text, range, &mut reported), start)
            }
            Some((HeadFormat::Toml, range, start)) => {
                (toml_tree::parse(file, text, range, &mut reported), start)
            }
            None => (None, 0),
        };
        if !is_quiet {
            self.sink.borrow_mut().extend(reported);
        }
        (node, start)
    }

    /// Returns the head of a file, or `None` if it has none. Its mistakes are not reported here, but
    /// when the file is read as a chapter.
    pub(super) fn head_node(&mut self, path: &str) -> Option<ConfigNode> {
        let (file, text) = self.quiet_text(path)?;
        self.head(file, &text, true).0
    }

    /// Returns the byte at which the Markdown of a file begins, 0 if there is no such file.
    pub(super) fn body_start(&mut self, path: &str) -> usize {
        let text = self.quiet_text(path);
        text.and_then(|(_, text)| file_head::head(&text)).map_or(0, |(_, _, start)| start)
    }

    /// Returns the title of a file: that in its head, or else its first heading; `None` if it has
    /// neither.
    pub(super) fn title_of_file(&mut self, path: &str) -> Option<Spanned<String>> {
        let title = self.head_node(path).and_then(|node| node.text_of("title"));
        title.or_else(|| self.first_heading_of(path))
    }

    /// Returns the first heading of level 1 of a file, or `None` if it has none.
    pub(super) fn first_heading_of(&mut self, path: &str) -> Option<Spanned<String>> {
        let (file, text) = self.quiet_text(path)?;
        let start = file_head::head(&text).map_or(0, |(_, _, start)| start);
        first_heading(&text[start..]).map(|title| Spanned::new(title, Span::start_of(file)))
    }

    /// Returns the text of a file, or `None` if there is no such file, which is not reported.
    pub(super) fn quiet_text(&mut self, path: &str) -> Option<(FileId, Arc<str>)> {
        if self.vault.has_file(path) { self.text(path, "file", None) } else { None }
    }

    /// Parses a YAML or JSON file of another tool, or returns `None` if it is missing or malformed.
    pub(super) fn yaml_file(&mut self, path: &str) -> Option<ConfigNode> {
        let (file, text) = self.quiet_text(path)?;
        let range = file_head::head(&text).map_or(0..text.len(), |(_, range, _)| range);
        self.yaml(file, &text, range)
    }

    /// Parses a TOML file of another tool, or returns `None` if it is missing or malformed.
    pub(super) fn toml_file(&mut self, path: &str) -> Option<ConfigNode> {
        let (file, text) = self.quiet_text(path)?;
        toml_tree::parse(file, &text, 0..text.len(), &mut self.sink.borrow_mut())
    }

    /// Returns the text of a file, and adds it to the sources.
    ///
    /// Returns `None` if it is refused, which is reported at `named`, the place that names it; `what` is
    /// the kind of file: `chapter`.
    pub(super) fn text(&mut self, path: &str, what: &str, named: Option<Span>) -> Option<(FileId, Arc<str>)> {
        if let Some(file) = self.known.get(path) {
            return Some((*file, self.sources.file(*file).text.clone()));
        }
        match self.vault.read_text(path) {
            Ok(text) => {
                let file = self.sources.add(path, text);
                self.known.insert(path.to_owned(), file);
                Some((file, self.sources.file(file).text.clone()))
            }
            Err(Refusal::NotUtf8(offset)) => {
                // The text is added nevertheless, so that the message can show the line of the bad
                // byte.
                let bytes = self.vault.read(path, Limit::Text).ok()?;
                let shown = String::from_utf8_lossy(&bytes).into_owned();
                let file = self.sources.add(path, shown);
                self.report(Refusal::NotUtf8(offset).diagnostic(
                    what,
                    path,
                    Span::new(file, offset..offset + 1),
                ));
                None
            }
            Err(refusal) => {
                self.report(refusal.diagnostic(what, path, named));
                None
            }
        }
    }

    /// Reports a diagnostic.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }
}

impl dialect::Files for Loader<'_> {
    fn read(&mut self, path: &str, at: Span) -> Option<(FileId, Arc<str>)> {
        self.text(path, "included file", Some(at))
    }

    fn exists(&mut self, path: &str) -> bool {
        self.vault.has_file(path)
    }

    fn examples(&mut self) -> &mut dialect::Examples {
        &mut self.examples
    }
}
