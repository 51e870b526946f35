//! Files that a chapter includes are put in their place. Entry point: [`edits`].
//!
//! An include within an included file is followed too. What is put in keeps the file that it comes
//! from, so that a diagnostic about it points there.

mod select;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use self::select::Selection;
use self::written::{Include, Shape, includes};
use super::syntax::quoted_in_info;
use super::{Edit, Files, Mapped, Marks, Part, Setting, Tool};
use crate::diag::{Code, Diagnostic, FileId, Span};

/// Files that may include one another in a row; as deep as mdBook goes.
const DEPTH: usize = 10;
/// Bytes that the includes of one chapter may bring: the limit of a text file.
const BYTES: usize = 16 * 1024 * 1024;

/// Whether a text may include files.
pub(super) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    written::concerns(marks, setting.tool)
}

/// Puts included files in.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let mut expander = Expander { setting, files, diagnostics, read: BTreeMap::new(), bytes: 0 };
    let mut stack = vec![setting.path.to_owned()];
    let text = mapped.text();
    includes(text, start, setting.tool)
        .into_iter()
        .map(|include| {
            let at = mapped.origin(include.range.clone());
            let prefix = prefix(text, &include.range);
            let kept = Part::New(text[include.range.clone()].to_owned());
            let mut parts = expander.parts(&include, &prefix, at, &mut stack, &kept);
            let rest = text[include.range.end..].lines().next().unwrap_or_default();
            if !rest.trim().is_empty() && ends_in_fence(&parts) {
                parts.push(Part::New(format!("\n{prefix}")));
            }
            Edit { range: include.range, parts }
        })
        .collect()
}

/// Whether the last line of what is put in is a fence: words behind it would be its info string, which
/// is not shown.
fn ends_in_fence(parts: &[Part]) -> bool {
    let texts = parts.iter().rev().map(|part| match part {
        Part::New(text) => text.as_str(),
        Part::Other(_, text, range) => &text[range.clone()],
        Part::Keep(_) => "",
    });
    let last = texts.filter(|text| !text.is_empty()).find_map(|text| text.lines().next_back());
    last.is_some_and(|line| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"))
}

/// Returns the text before an include on its line, where that is what lines of a quotation or list begin
/// with: every line that is put in begins with it too.
fn prefix(text: &str, range: &Range<usize>) -> String {
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..range.start];
    let is_prefix = before.bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'));
    if is_prefix { before.to_owned() } else { String::new() }
}

struct Expander<'a> {
    setting: &'a Setting<'a>,
    files: &'a mut dyn Files,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Every file is read once for a chapter.
    read: BTreeMap<String, Option<(FileId, Arc<str>)>>,
    bytes: usize,
}

impl Expander<'_> {
    /// What is put in the place of an include; `kept` where its file cannot be had.
    fn parts(
        &mut self,
        include: &Include,
        prefix: &str,
        at: Span,
        stack: &mut Vec<String>,
        kept: &Part,
    ) -> Vec<Part> {
        match &include.shape {
            Shape::Nothing => return Vec::new(),
            Shape::Escaped(text) => return vec![Part::New(text.clone())],
            Shape::Text | Shape::Code { .. } => {}
        }
        let path = self.find(&include.path, stack.last().map_or("", String::as_str));
        if let Some(refused) = self.refusal(&path, stack) {
            self.diagnostics.push(
                Diagnostic::new(Code::IncludeRefused, at, refused)
                    .help("put the text itself here, or include a smaller part"),
            );
            return Vec::new();
        }
        let Some((file, text)) = self.read(&path, include, at) else { return vec![kept.clone()] };
        let Some(ranges) = include.selection.pick(&text) else {
            let part = match &include.selection {
                Selection::Anchor(name) | Selection::Marker(name) => name.clone(),
                Selection::Lines(from, _) => from.to_string(),
                Selection::Whole => String::new(),
            };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::IncludeMissing,
                    at,
                    format!("no part `{part}` in the included file `{path}`"),
                )
                .help("name lines of the file, or a part that is marked in it"),
            );
            return Vec::new();
        };
        stack.push(path.clone());
        let mut parts = Vec::new();
        if let Shape::Code { language, title } = &include.shape {
            parts.push(Part::New(opening(language, title.as_deref(), prefix, &text)));
        }
        let last = ranges.len().saturating_sub(1);
        for (i, range) in ranges.into_iter().enumerate() {
            let mut range = without_head(&path, &text, range);
            if i == last {
                range.end = range.start + text[range.clone()].trim_end_matches('\n').len();
            }
            self.put(&mut parts, file, &text, range, prefix, stack);
        }
        if matches!(include.shape, Shape::Code { .. }) {
            parts.push(Part::New(format!("\n{prefix}{}", fence(&text))));
        }
        stack.pop();
        parts
    }

    /// Puts a range of a file in, its own includes followed.
    fn put(
        &mut self,
        parts: &mut Vec<Part>,
        file: FileId,
        text: &Arc<str>,
        range: Range<usize>,
        prefix: &str,
        stack: &mut Vec<String>,
    ) {
        let mut done = range.start;
        for include in includes(&text[..range.end], range.start, self.setting.tool) {
            self.lines(parts, file, text, done..include.range.start, prefix);
            done = include.range.end;
            let inner = format!("{prefix}{}", self::prefix(text, &include.range));
            let at = Span::new(file, include.range.clone());
            let kept = Part::Other(file, text.clone(), include.range.clone());
            parts.extend(self.parts(&include, &inner, at, stack, &kept));
        }
        self.lines(parts, file, text, done..range.end, prefix);
    }

    /// Puts lines in, each behind the prefix but for the first, which stands behind it already.
    fn lines(
        &mut self,
        parts: &mut Vec<Part>,
        file: FileId,
        text: &Arc<str>,
        range: Range<usize>,
        prefix: &str,
    ) {
        self.bytes += range.len();
        if prefix.is_empty() {
            parts.push(Part::Other(file, text.clone(), range));
            return;
        }
        let mut at = range.start;
        for line in text[range].split_inclusive('\n') {
            parts.push(Part::Other(file, text.clone(), at..at + line.len()));
            at += line.len();
            if line.ends_with('\n') {
                self.bytes += prefix.len();
                parts.push(Part::New(prefix.to_owned()));
            }
        }
    }

    fn refusal(&self, path: &str, stack: &[String]) -> Option<String> {
        if stack.iter().any(|open| open == path) {
            return Some(format!("`{path}` includes itself"));
        }
        if stack.len() > DEPTH {
            return Some(format!("`{path}` is included through more than {DEPTH} files"));
        }
        (self.bytes > BYTES).then(|| format!("`{path}` is more than the 16 MiB that a chapter may include"))
    }

    /// The path from the root of a file that is named in another.
    fn find(&mut self, path: &str, from: &str) -> String {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let direct = joined(folder, path);
        if self.files.exists(&direct) {
            return direct;
        }
        let folders: &[&str] = match self.setting.tool {
            Tool::Leanpub => &["code", "resources", "resources/code"],
            Tool::MkDocs | Tool::Quarto => &[""],
            _ => &[],
        };
        let base = if self.setting.tool == Tool::Leanpub { folder } else { "" };
        let mut candidates = folders.iter().map(|sub| joined(&joined(base, sub), path));
        candidates.find(|candidate| self.files.exists(candidate)).unwrap_or(direct)
    }

    fn read(&mut self, path: &str, include: &Include, at: Span) -> Option<(FileId, Arc<str>)> {
        if let Some(known) = self.read.get(path) {
            return known.clone();
        }
        // In a book of this tool, the line is a mistake about the tool rather than about the file.
        let read = if self.setting.tool == Tool::Pressmark && !self.files.exists(path) {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::IncludeMissing,
                    at,
                    format!(
                        "an include of another tool, whose file `{}` is not in the project",
                        include.path
                    ),
                )
                .help("put the text of the file in its place"),
            );
            None
        } else {
            self.files.read(path, at)
        };
        self.read.insert(path.to_owned(), read.clone());
        read
    }
}

/// A fence that is longer than any in the text.
fn fence(text: &str) -> String {
    let longest = text.lines().map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count());
    "`".repeat(longest.max().unwrap_or(0).max(2) + 1)
}

fn opening(language: &str, title: Option<&str>, prefix: &str, text: &str) -> String {
    let title = title.map(|title| format!(" {{title={}}}", quoted_in_info(title))).unwrap_or_default();
    format!("{}{language}{title}\n{prefix}", fence(text))
}

/// A range without the YAML block of a Markdown file.
fn without_head(path: &str, text: &str, range: Range<usize>) -> Range<usize> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let is_markdown =
        ["md", "markdown", "qmd", "rmd"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    if range.start > 0 || !is_markdown || !text.starts_with("---\n") {
        return range;
    }
    match text[4..].find("\n---\n").filter(|end| !text[4..4 + end].trim().is_empty()) {
        Some(end) if 4 + end + 5 <= range.end => 4 + end + 5..range.end,
        _ => range,
    }
}

/// A path relative to the root; one that leaves it keeps its `../`, which the vault refuses.
pub(super) fn joined(folder: &str, path: &str) -> String {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
