//! How the tools write that a file is included. Entry point: [`includes`].

use std::ops::Range;

use super::select::Selection;
use crate::dialect::lines::{InCode, Line, lines};
use crate::dialect::syntax::arguments;
use crate::dialect::{Marks, Tool};

/// An include as found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Include {
    /// What it replaces.
    pub(super) range: Range<usize>,
    /// The file, as written.
    pub(super) path: String,
    /// The part of it.
    pub(super) selection: Selection,
    /// What becomes of it.
    pub(super) shape: Shape,
}

/// What becomes of an include.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// The text of the file.
    Text,
    /// A code block with the text of the file.
    Code { language: String, title: Option<String> },
    /// This text: the include was escaped.
    Escaped(String),
    /// It says something about the page only.
    Nothing,
}

/// Whether a text may hold an include.
pub(super) fn concerns(marks: &Marks<'_>, tool: Tool) -> bool {
    marks.has_any(&["{{#", "{{< include", "{{<include", "{% include", "8<--"])
        || tool == Tool::Leanpub && marks.has_any(&["{{", "<<", "!["])
        || tool == Tool::GitBook && marks.has_any(&["[import", "[include"])
}

/// The includes of `text[start..]`, in order.
pub(super) fn includes(text: &str, start: usize, tool: Tool) -> Vec<Include> {
    let mut found = Vec::new();
    // Between two marks of MkDocs alone on their lines, each line names a file.
    let mut listed = false;
    for line in lines(text, start) {
        let words = line.text(text).trim();
        let is_mark = matches!(words, "--8<--" | "-8<-") && (listed || tool == Tool::MkDocs);
        if is_mark || listed {
            listed ^= is_mark;
            found.extend((!words.is_empty()).then(|| snippet(text, &line, is_mark)));
            continue;
        }
        mdbook(text, &line, &mut found);
        if found.last().is_none_or(|last| last.range.end <= line.range.start) {
            found.extend(alone(text, &line, tool));
        }
    }
    found
}

/// A line between two marks: a file; a semicolon takes it out.
fn snippet(text: &str, line: &Line, is_mark: bool) -> Include {
    let whole = line.text(text);
    let start = line.range.end - whole.trim_start().len();
    let words = whole.trim();
    let name = words.trim_matches(['"', '\'']);
    let (path, selection) = name.split_once(':').unwrap_or((name, ""));
    let shape = if is_mark || words.starts_with(';') { Shape::Nothing } else { Shape::Text };
    let range = start..start + words.len();
    Include { range, path: path.to_owned(), selection: Selection::read(selection), shape }
}

/// mdBook's `{{#include …}}` and its kin, which it follows wherever they stand.
fn mdbook(text: &str, line: &Line, found: &mut Vec<Include>) {
    let mut at = line.range.start;
    while let Some(next) = text[at..line.range.end].find("{{#") {
        let open = at + next;
        let Some(length) = text[open..line.range.end].find("}}") else { return };
        let end = open + length + 2;
        at = end;
        let inner = text[open + 3..end - 2].trim();
        let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let known =
            matches!(word, "include" | "rustdoc_include" | "playground" | "playpen" | "title" | "template");
        if !known {
            continue;
        }
        if open > line.range.start && text.as_bytes()[open - 1] == b'\\' {
            let shown = if line.code == InCode::No && !in_code_span(text, line, open) {
                format!("&#123;{}", &text[open + 1..end])
            } else {
                text[open..end].to_owned()
            };
            found.push(Include {
                range: open - 1..end,
                path: String::new(),
                selection: Selection::Whole,
                shape: Shape::Escaped(shown),
            });
            continue;
        }
        let (name, _) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        // A drive letter is not a file that has a part.
        let (path, selection) = name.split_once(':').unwrap_or((name, ""));
        let shape = match word {
            "title" => Shape::Nothing,
            "playground" | "playpen" => Shape::Code { language: "rust".to_owned(), title: None },
            _ => Shape::Text,
        };
        let selection = Selection::read(selection);
        found.push(Include { range: open..end, path: path.to_owned(), selection, shape });
    }
}

/// Whether an odd number of backticks stands before a place on its line.
fn in_code_span(text: &str, line: &Line, at: usize) -> bool {
    text[line.range.start..at].bytes().filter(|b| *b == b'`').count() % 2 == 1
}

/// Includes that have a line for themselves.
fn alone(text: &str, line: &Line, tool: Tool) -> Option<Include> {
    let whole = line.text(text);
    let inner = whole.trim();
    let start = line.range.start + (whole.len() - whole.trim_start().len());
    let range = start..start + inner.len();
    let include = |path: &str, selection, shape| {
        Some(Include { range: range.clone(), path: path.to_owned(), selection, shape })
    };
    if let Some(rest) = between(inner, "{{<", ">}}").and_then(|inner| inner.strip_prefix("include")) {
        let path = rest.trim().trim_matches(['"', '\'']);
        return rest.starts_with(' ').then(|| include(path, Selection::Whole, Shape::Text))?;
    }
    let escaped = inner.strip_prefix(';').filter(|rest| rest.starts_with("--8<-- \""));
    if let Some(shown) = escaped {
        let shown = if line.code == InCode::No { shown.replace('<', "\\<") } else { shown.to_owned() };
        return include("", Selection::Whole, Shape::Escaped(shown));
    }
    if let Some(rest) = inner.strip_prefix("--8<--").or_else(|| inner.strip_prefix("-8<-")) {
        let name = between(rest.trim(), "\"", "\"").or_else(|| between(rest.trim(), "'", "'"))?;
        let (path, selection) = name.split_once(':').unwrap_or((name, ""));
        return include(path, Selection::read(selection), Shape::Text);
    }
    if line.code != InCode::No {
        return None;
    }
    match tool {
        Tool::GitBook | Tool::Jekyll => {
            if let Some(tag) = between(inner, "{%", "%}") {
                let words = arguments(tag);
                let is_include = matches!(words.plain(0), Some("include" | "include_relative"));
                let path = words.plain(1).filter(|path| is_include && is_markdown(path))?;
                let beside = tool == Tool::GitBook || words.plain(0) == Some("include_relative");
                return beside.then(|| include(path, Selection::Whole, Shape::Text))?;
            }
            let (label, path) = link(inner, "[")?;
            code_of_honkit(label, path)
                .filter(|_| tool == Tool::GitBook)
                .map(|made| Include { range, ..made })
        }
        Tool::Leanpub => {
            if let Some(path) = between(inner, "{{", "}}").filter(|path| path.contains('.')) {
                return include(path, Selection::Whole, Shape::Text);
            }
            // Markua has code as it has pictures.
            if let Some((title, path)) = link(inner, "![").filter(|(_, path)| is_code(path)) {
                let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
                return include(path, Selection::Whole, Shape::Code { language: language(path), title });
            }
            let (title, path) = match between(inner, "<<(", ")") {
                Some(path) => (None, path),
                None => link(inner, "<<[").map(|(title, path)| (Some(title), path))?,
            };
            let title = title.filter(|title| !title.is_empty()).map(str::to_owned);
            include(path, Selection::Whole, Shape::Code { language: language(path), title })
        }
        _ => None,
    }
}

/// `[import:2-5, title:"x"](file)` of HonKit's plug-in for code in files.
fn code_of_honkit(label: &str, path: &str) -> Option<Include> {
    let rest = label.strip_prefix("import").or_else(|| label.strip_prefix("include"))?;
    if !rest.is_empty() && !rest.starts_with([':', ',', ' ']) {
        return None;
    }
    let words = arguments(rest.trim_start_matches([':', ',', ' ']));
    let mut selection = Selection::Whole;
    let mut language = language(path);
    let quoted = rest.starts_with(":\"");
    for (i, word) in words.plain.iter().enumerate() {
        if let Some(named) = word.strip_prefix("lang-") {
            named.trim_matches('"').clone_into(&mut language);
        } else if let Some((from, to)) =
            word.split_once('-').filter(|_| word.starts_with(|c: char| c.is_ascii_digit()))
        {
            selection = Selection::Lines(from.parse().ok()?, to.parse().ok());
        } else if i == 0 && quoted {
            selection = Selection::Marker(word.clone());
        }
    }
    if let Some(marker) = words.get(&["marker"]) {
        selection = Selection::Marker(marker.to_owned());
    }
    let title = words.get(&["title"]).map(str::to_owned);
    Some(Include { range: 0..0, path: path.to_owned(), selection, shape: Shape::Code { language, title } })
}

/// The language of code by its file's name.
fn language(path: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let known = match extension {
        "rs" => "rust",
        "py" => "python",
        "rb" => "ruby",
        "txt" => "text",
        "mjs" | "cjs" => "js",
        "yml" => "yaml",
        other => other,
    };
    known.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Whether a path is that of a file of code: it is on no network and its extension is not that of a medium.
fn is_code(path: &str) -> bool {
    const MEDIA: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff", "avif", "pdf", "eps", "mp3", "m4a",
        "ogg", "wav", "mp4", "m4v", "webm", "mov",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    !path.contains(':') && extension.is_some_and(|extension| !MEDIA.contains(&extension.as_str()))
}

fn is_markdown(path: &str) -> bool {
    [".md", ".markdown", ".txt"].iter().any(|end| path.to_ascii_lowercase().ends_with(end))
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.strip_prefix(open)?.strip_suffix(close).map(str::trim)
}

/// The label and the address of a link that is all of a text.
fn link<'a>(text: &'a str, open: &str) -> Option<(&'a str, &'a str)> {
    let (label, path) = text.strip_prefix(open)?.strip_suffix(')')?.split_once("](")?;
    (!label.contains(']') && !path.contains(')')).then_some((label, path.trim()))
}
