//! The includes of a text, in the syntax of each tool. Entry point: [`includes`].
//!
//! Sources: the manuals of mdBook ("mdBook-specific features"), Quarto ("Includes"), Jekyll ("Includes"),
//! PyMdown Extensions ("Snippets") and of HonKit's plug-in include-codeblock; the Markua specification.

use std::ops::Range;

use super::dedent::Dedent;
use super::select::Selection;
use crate::dialect::lines::{LineKind, MarkdownLine, info_string, lines};
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::Tool;
use crate::dialect::syntax::parse_arguments;

/// An include in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Include {
    /// The bytes of the include.
    pub(super) range: Range<usize>,
    /// The path of the file, as written.
    pub(super) path: String,
    /// The part of the file to include.
    pub(super) selection: Selection,
    /// The replacement of the include.
    pub(super) form: IncludeForm,
}

/// The replacement of an include.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum IncludeForm {
    /// The text of the file.
    Text,
    /// A code block with the text of the file.
    Code { language: String, title: Option<String> },
    /// The code block in whose attributes it is, with the text of the file above its own.
    Fenced { info: String, own: String, dedent: Dedent },
    /// This text, because the include was escaped.
    Escaped(String),
    /// Nothing, because the include is about a page of a web site.
    Empty,
}

/// Returns whether a text may contain an include.
pub(super) fn applies(probe: &TextProbe<'_>, tool: Tool) -> bool {
    probe.contains_any(&["include=", "{{#", "{{< include", "{{<include", "{% include", "8<--"])
        || tool == Tool::Leanpub && probe.contains_any(&["{{", "<<", "!["])
        || tool == Tool::GitBook && probe.contains_any(&["[import", "[include"])
}

/// Returns the includes of `text[start..]`, in order.
pub(super) fn includes(text: &str, start: usize, tool: Tool) -> Vec<Include> {
    let mut found = Vec::new();
    // In MkDocs, each line between two marker lines names a file.
    let mut in_list = false;
    let mut lines = lines(text, start);
    while let Some(line) = lines.next() {
        if let Some(attributes) = fenced(text, &line) {
            let own = line.range_with_end(text).end;
            let Some(end) = lines.find(|line| line.kind == LineKind::ClosingFence) else { return found };
            found.push(attributes.include(text, &line, own..end.range.start, end.range.end));
            continue;
        }
        let words = line.text(text).trim();
        let is_marker = matches!(words, "--8<--" | "-8<-") && (in_list || tool == Tool::MkDocs);
        if is_marker || in_list {
            in_list ^= is_marker;
            found.extend((!words.is_empty()).then(|| snippet(text, &line, is_marker)));
            continue;
        }
        mdbook(text, &line, &mut found);
        if found.last().is_none_or(|last| last.range.end <= line.range.start) {
            found.extend(alone(text, &line, tool));
        }
    }
    found
}

/// Classes of code that are not its language.
const OTHER_CLASSES: &[&str] =
    &[".numberLines", ".number-lines", ".lineNumbers", ".line-numbers", ".unnumbered"];

/// The attributes of a code block that includes a file.
struct FenceAttributes {
    info: String,
    path: String,
    selection: Selection,
    dedent: Dedent,
}

/// Returns the attributes of a code block that includes a file: `{.rust include="src/main.rs" lines="2-5"}`.
fn fenced(text: &str, line: &MarkdownLine) -> Option<FenceAttributes> {
    if line.kind != LineKind::OpeningFence {
        return None;
    }
    let info = info_string(line.text(text)).trim();
    let (language, rest) = info.split_once('{')?;
    let arguments = parse_arguments(rest.rsplit_once('}')?.0);
    // In R, a chunk of code has an option of this name, which is true or false.
    let is_switch = |path: &str| matches!(path.to_ascii_lowercase().as_str(), "true" | "false" | "t" | "f");
    let path = arguments.get(&["include"]).filter(|path| !path.is_empty() && !is_switch(path))?.to_owned();
    let selection = match (arguments.get(&["lines"]), arguments.get(&["region", "snippet"])) {
        (_, Some(name)) => Selection::Region(name.to_owned()),
        (Some(lines), None) => Selection::of_lines(lines),
        (None, None) => Selection::Whole,
    };
    let is_language = |word: &String| word.starts_with('.') && !OTHER_CLASSES.contains(&word.as_str());
    let is_named = !language.trim().is_empty() || arguments.words.iter().any(is_language);
    let info = if is_named { info.to_owned() } else { format!("{} {info}", self::language(&path)) };
    let dedent = Dedent::parse(arguments.get(&["dedent"]));
    Some(FenceAttributes { info, path, selection, dedent })
}

impl FenceAttributes {
    /// Returns the include of the block that `opening` opens. Its own lines are at `own`.
    fn include(self, text: &str, opening: &MarkdownLine, own: Range<usize>, end: usize) -> Include {
        let fence = opening.text(text).find(['`', '~']).unwrap_or(0);
        let start = opening.range.end - opening.text(text).len() + fence;
        let form = IncludeForm::Fenced { info: self.info, own: text[own].to_owned(), dedent: self.dedent };
        Include { range: start..end, path: self.path, selection: self.selection, form }
    }
}

/// Returns the include of a marker, or of a line between two of them; a semicolon makes the line a comment.
fn snippet(text: &str, line: &MarkdownLine, is_marker: bool) -> Include {
    let whole = line.text(text);
    let start = line.range.end - whole.trim_start().len();
    let words = whole.trim();
    let name = words.trim_matches(['"', '\'']);
    let (path, selection) = name.split_once(':').unwrap_or((name, ""));
    let form = if is_marker || words.starts_with(';') { IncludeForm::Empty } else { IncludeForm::Text };
    let range = start..start + words.len();
    Include { range, path: path.to_owned(), selection: Selection::parse(selection), form }
}

/// Adds the includes of mdBook in a line: `{{#include …}}` and similar, anywhere in it and in code as well.
fn mdbook(text: &str, line: &MarkdownLine, found: &mut Vec<Include>) {
    let mut at = line.range.start;
    while let Some(next) = text[at..line.range.end].find("{{#") {
        let open = at + next;
        let Some(length) = text[open..line.range.end].find("}}") else { return };
        let end = open + length + 2;
        at = end;
        let inner = text[open + 3..end - 2].trim();
        let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let is_known =
            matches!(word, "include" | "rustdoc_include" | "playground" | "playpen" | "title" | "template");
        if !is_known {
            continue;
        }
        if open > line.range.start && text.as_bytes()[open - 1] == b'\\' {
            let shown = if line.kind == LineKind::Prose && !in_code_span(text, line, open) {
                format!("&#123;{}", &text[open + 1..end])
            } else {
                text[open..end].to_owned()
            };
            found.push(Include {
                range: open - 1..end,
                path: String::new(),
                selection: Selection::Whole,
                form: IncludeForm::Escaped(shown),
            });
            continue;
        }
        let (name, _) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let (path, selection) = name.split_once(':').unwrap_or((name, ""));
        let form = match word {
            "title" => IncludeForm::Empty,
            "playground" | "playpen" => IncludeForm::Code { language: "rust".to_owned(), title: None },
            _ => IncludeForm::Text,
        };
        let selection = Selection::parse(selection);
        found.push(Include { range: open..end, path: path.to_owned(), selection, form });
    }
}

/// Returns whether there is an odd number of backticks before a position on its line. If so, the
/// position is in a code span, unless the span began on an earlier line.
fn in_code_span(text: &str, line: &MarkdownLine, at: usize) -> bool {
    text[line.range.start..at].bytes().filter(|b| *b == b'`').count() % 2 == 1
}

/// Returns the include that is alone on a line.
fn alone(text: &str, line: &MarkdownLine, tool: Tool) -> Option<Include> {
    let whole = line.text(text);
    let inner = whole.trim();
    let start = line.range.start + (whole.len() - whole.trim_start().len());
    let range = start..start + inner.len();
    let include = |path: &str, selection, form| {
        Some(Include { range: range.clone(), path: path.to_owned(), selection, form })
    };
    if let Some(rest) = between(inner, "{{<", ">}}").and_then(|inner| inner.strip_prefix("include")) {
        let path = rest.trim().trim_matches(['"', '\'']);
        return rest.starts_with(' ').then(|| include(path, Selection::Whole, IncludeForm::Text))?;
    }
    let escaped = inner.strip_prefix(';').filter(|rest| rest.starts_with("--8<-- \""));
    if let Some(shown) = escaped {
        let shown = if line.kind == LineKind::Prose { shown.replace('<', "\\<") } else { shown.to_owned() };
        return include("", Selection::Whole, IncludeForm::Escaped(shown));
    }
    if let Some(rest) = inner.strip_prefix("--8<--").or_else(|| inner.strip_prefix("-8<-")) {
        let name = between(rest.trim(), "\"", "\"").or_else(|| between(rest.trim(), "'", "'"))?;
        let (path, selection) = name.split_once(':').unwrap_or((name, ""));
        return include(path, Selection::parse(selection), IncludeForm::Text);
    }
    if line.kind != LineKind::Prose {
        return None;
    }
    match tool {
        Tool::GitBook | Tool::Jekyll => {
            if let Some(tag) = between(inner, "{%", "%}") {
                let arguments = parse_arguments(tag);
                let is_include = matches!(arguments.word(0), Some("include" | "include_relative"));
                let path = arguments.word(1).filter(|path| is_include && is_markdown(path))?;
                let beside = tool == Tool::GitBook || arguments.word(0) == Some("include_relative");
                return beside.then(|| include(path, Selection::Whole, IncludeForm::Text))?;
            }
            let (label, path) = link(inner, "[")?;
            honkit_code(label, path).filter(|_| tool == Tool::GitBook).map(|made| Include { range, ..made })
        }
        Tool::Leanpub => {
            if let Some(path) = between(inner, "{{", "}}").filter(|path| path.contains('.')) {
                return include(path, Selection::Whole, IncludeForm::Text);
            }
            // In Markua, the syntax of pictures is used for code too.
            if let Some((title, path)) = link(inner, "![").filter(|(_, path)| is_code(path)) {
                let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
                return include(
                    path,
                    Selection::Whole,
                    IncludeForm::Code { language: language(path), title },
                );
            }
            let (title, path) = match between(inner, "<<(", ")") {
                Some(path) => (None, path),
                None => link(inner, "<<[").map(|(title, path)| (Some(title), path))?,
            };
            let title = title.filter(|title| !title.is_empty()).map(str::to_owned);
            include(path, Selection::Whole, IncludeForm::Code { language: language(path), title })
        }
        _ => None,
    }
}

/// Parses `[import:2-5, title:"x"](file)`. The range of the include is not set.
fn honkit_code(label: &str, path: &str) -> Option<Include> {
    let rest = label.strip_prefix("import").or_else(|| label.strip_prefix("include"))?;
    if !rest.is_empty() && !rest.starts_with([':', ',', ' ']) {
        return None;
    }
    let arguments = parse_arguments(rest.trim_start_matches([':', ',', ' ']));
    let mut selection = Selection::Whole;
    let mut language = language(path);
    let quoted = rest.starts_with(":\"");
    for (i, word) in arguments.words.iter().enumerate() {
        if let Some(named) = word.strip_prefix("lang-") {
            named.trim_matches('"').clone_into(&mut language);
        } else if let Some((from, to)) =
            word.split_once('-').filter(|_| word.starts_with(|c: char| c.is_ascii_digit()))
        {
            selection = Selection::Lines(vec![(from.parse().ok()?, to.parse().ok())]);
        } else if i == 0 && quoted {
            selection = Selection::Marker(word.clone());
        }
    }
    if let Some(marker) = arguments.get(&["marker"]) {
        selection = Selection::Marker(marker.to_owned());
    }
    let title = arguments.get(&["title"]).map(str::to_owned);
    Some(Include {
        range: 0..0,
        path: path.to_owned(),
        selection,
        form: IncludeForm::Code { language, title },
    })
}

/// Returns the language of code, by the extension of its file.
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

/// Returns whether a path is that of a code file: it is not a URL, and its extension is not that of a
/// picture, sound or video.
fn is_code(path: &str) -> bool {
    const MEDIA: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff", "avif", "pdf", "eps", "mp3", "m4a",
        "ogg", "wav", "mp4", "m4v", "webm", "mov",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    !path.contains(':') && extension.is_some_and(|extension| !MEDIA.contains(&extension.as_str()))
}

/// Returns whether a path is that of a file with Markdown.
fn is_markdown(path: &str) -> bool {
    [".md", ".markdown", ".txt"].iter().any(|end| path.to_ascii_lowercase().ends_with(end))
}

/// Returns the trimmed text between `open` and `close`, which must be at its two ends.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.strip_prefix(open)?.strip_suffix(close).map(str::trim)
}

/// Returns the label and the address of a link that is the whole text; `open` is its opening delimiter.
fn link<'a>(text: &'a str, open: &str) -> Option<(&'a str, &'a str)> {
    let (label, path) = text.strip_prefix(open)?.strip_suffix(')')?.split_once("](")?;
    (!label.contains(']') && !path.contains(')')).then_some((label, path.trim()))
}
