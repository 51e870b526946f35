//! Tests of the translation: the syntax of other tools, and the result.

mod cells;
mod formulas;
mod includes;
mod properties;
mod tags;
mod tex;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Examples, Files, SyntaxSettings, Tool, translate};
use crate::diag::{Code, Diagnostic, FileId, SourceMap, Span};

/// A project whose files are in memory.
struct MemoryFiles<'a> {
    files: &'a [(&'a str, &'a str)],
    sources: SourceMap,
    missing: Vec<Diagnostic>,
    examples: Examples,
}

impl Files for MemoryFiles<'_> {
    fn read(&mut self, path: &str, at: Span) -> Option<(FileId, Arc<str>)> {
        let Some((_, text)) = self.files.iter().find(|(name, _)| *name == path) else {
            self.missing.push(Diagnostic::new(Code::FileNotFound, at, format!("`{path}` not found")));
            return None;
        };
        Some((self.sources.add(path, *text), Arc::from(*text)))
    }

    fn exists(&mut self, path: &str) -> bool {
        self.files.iter().any(|(name, _)| *name == path)
    }

    fn examples(&mut self) -> &mut Examples {
        &mut self.examples
    }
}

/// Returns the translation of a text, and the diagnostics, each with its place, code and message.
pub(crate) fn with(
    tool: Tool,
    text: &str,
    files: &[(&str, &str)],
    variables: &[(&str, &str)],
) -> (String, Vec<String>) {
    let mut sources = SourceMap::new();
    let file = sources.add("src/a.md", text);
    let mut folder = MemoryFiles { files, sources, missing: Vec::new(), examples: Examples::default() };
    let variables: BTreeMap<String, String> =
        variables.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let settings = SyntaxSettings { tool, path: "src/a.md", classes: &[], variables: &variables };
    let outcome = translate(file, text, 0, &settings, &mut folder);
    let reported = outcome.diagnostics.iter().chain(&folder.missing).map(|diagnostic| {
        let at = folder.sources.locate(diagnostic.span.expect("a place"));
        format!("{}:{}:{} {} {}", at.file, at.line, at.column, diagnostic.code.id(), diagnostic.message)
    });
    let reported = reported.collect();
    let text = outcome.value.map_or_else(|| text.to_owned(), |mapped| mapped.text().to_owned());
    (text, reported)
}

/// Returns the translation of a text in the syntax of a tool.
fn shown(tool: Tool, text: &str) -> String {
    with(tool, text, &[], &[]).0
}
