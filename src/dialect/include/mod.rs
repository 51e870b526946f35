//! Replaces the includes of a chapter with the files that they name. Entry point: [`edits`].
//!
//! Includes in an included file are replaced too. The origin of inserted text is the included file, so that a
//! diagnostic about the text points there.

mod dedent;
mod select;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use self::dedent::indent;
use self::written::{Include, IncludeForm, includes};
use super::mapped::{Edit, MappedPart};
use super::paths::join_path;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings, Tool};
use super::syntax::quoted_in_info;
use crate::diag::{Code, Diagnostic, FileId, Span};
use crate::limits::{INCLUDE_DEPTH, INCLUDED_BYTES, SEARCHED_BYTES};

/// Returns whether a text may include files.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    written::applies(probe, settings.tool)
}

/// Replaces the includes.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let (text, start) = (context.text(), context.start);
    let mapped = context.mapped;
    let mut stack = vec![context.settings.path.to_owned()];
    let mut expander = IncludeExpander { context, read: BTreeMap::new(), bytes: 0, searched: 0 };
    includes(text, start, expander.context.settings.tool)
        .into_iter()
        .map(|include| {
            let at = mapped.origin(include.range.clone());
            let prefix = prefix(text, &include.range);
            let kept = MappedPart::Generated(text[include.range.clone()].to_owned());
            let mut parts = expander.expand(&include, &prefix, at, &mut stack, &kept);
            let rest = text[include.range.end..].lines().next().unwrap_or_default();
            if !rest.trim().is_empty() && ends_in_fence(&parts) {
                parts.push(MappedPart::Generated(format!("\n{prefix}")));
            }
            Edit { range: include.range, parts }
        })
        .collect()
}

/// Returns whether the last line of the inserted text is a fence. Words after it would become its info
/// string and be lost.
fn ends_in_fence(parts: &[MappedPart]) -> bool {
    let texts = parts.iter().rev().map(|part| match part {
        MappedPart::Generated(text) => text.as_str(),
        MappedPart::Included(_, text, range) => &text[range.clone()],
        MappedPart::Kept(_) => "",
    });
    let last = texts.filter(|text| !text.is_empty()).find_map(|text| text.lines().next_back());
    last.is_some_and(|line| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"))
}

/// Returns the text before an include on its line if it is the indent or the quotation marks of a container:
/// every line of the inserted text must begin with it.
fn prefix(text: &str, range: &Range<usize>) -> String {
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..range.start];
    let is_prefix = before.bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'));
    if is_prefix { before.to_owned() } else { String::new() }
}

/// Replaces the includes of one chapter.
struct IncludeExpander<'a, 'c> {
    context: &'a mut StageContext<'c>,
    /// The files that were read, so that each is read once for a chapter; `None` if it cannot be read.
    read: BTreeMap<String, Option<(FileId, Arc<str>)>>,
    /// The size of all text that was inserted.
    bytes: usize,
    /// The size of all text in which a part was searched for, each time that it was.
    searched: usize,
}

impl IncludeExpander<'_, '_> {
    /// Returns the text of an include, or `kept` if its file cannot be read. `stack` contains the paths
    /// of the files that the include is nested in.
    fn expand(
        &mut self,
        include: &Include,
        prefix: &str,
        at: Span,
        stack: &mut Vec<String>,
        kept: &MappedPart,
    ) -> Vec<MappedPart> {
        match &include.form {
            IncludeForm::Empty => return Vec::new(),
            IncludeForm::Escaped(text) => return vec![MappedPart::Generated(text.clone())],
            IncludeForm::Text | IncludeForm::Code { .. } | IncludeForm::Fenced { .. } => {}
        }
        let path = self.find(&include.path, stack.last().map_or("", String::as_str));
        if let Some(refused) = self.refusal(&path, stack) {
            self.report(
                Code::IncludeRefused,
                at,
                refused,
                "write the text itself here, or include a smaller part",
            );
            return Vec::new();
        }
        let Some((file, text)) = self.read(&path, include, at) else { return vec![kept.clone()] };
        self.searched += text.len();
        let Some(ranges) = include.selection.ranges(&text) else {
            let part = include.selection.name();
            let message = format!("no part `{part}` in the included file `{path}`");
            let help = "name lines of the file, or a part that is marked in it";
            self.report(Code::IncludeMissing, at, message, help);
            let is_block = matches!(include.form, IncludeForm::Fenced { .. });
            return if is_block { vec![kept.clone()] } else { Vec::new() };
        };
        stack.push(path.clone());
        let mut parts = Vec::new();
        match &include.form {
            IncludeForm::Code { language, title } => {
                parts.push(MappedPart::Generated(opening_fence(language, title.as_deref(), prefix, &text)));
            }
            IncludeForm::Fenced { info, .. } => {
                parts.push(MappedPart::Generated(format!("{}{info}\n{prefix}", fence(&text))));
            }
            IncludeForm::Text | IncludeForm::Escaped(_) | IncludeForm::Empty => {}
        }
        let dedent = match &include.form {
            IncludeForm::Fenced { dedent, .. } => dedent.columns(&text, &ranges),
            _ => 0,
        };
        let last = ranges.len().saturating_sub(1);
        for (i, range) in ranges.into_iter().enumerate() {
            let mut range = without_yaml(&path, &text, range);
            if i == last {
                range.end = range.start + text[range.clone()].trim_end_matches('\n').len();
            }
            if matches!(include.form, IncludeForm::Fenced { .. }) {
                self.lines(&mut parts, file, &text, range, (prefix, dedent));
            } else {
                self.insert(&mut parts, file, &text, range, prefix, stack);
            }
        }
        if let IncludeForm::Fenced { own, .. } = &include.form
            && !own.trim().is_empty()
        {
            parts.push(MappedPart::Generated(format!("\n{}", own.trim_end_matches(['\n', ' ', '>']))));
        }
        if matches!(include.form, IncludeForm::Code { .. } | IncludeForm::Fenced { .. }) {
            parts.push(MappedPart::Generated(format!("\n{prefix}{}", fence(&text))));
        }
        stack.pop();
        parts
    }

    /// Adds a range of a file, with its own includes replaced.
    fn insert(
        &mut self,
        parts: &mut Vec<MappedPart>,
        file: FileId,
        text: &Arc<str>,
        range: Range<usize>,
        prefix: &str,
        stack: &mut Vec<String>,
    ) {
        let mut done = range.start;
        for include in includes(&text[..range.end], range.start, self.context.settings.tool) {
            self.lines(parts, file, text, done..include.range.start, (prefix, 0));
            done = include.range.end;
            let inner = format!("{prefix}{}", self::prefix(text, &include.range));
            let at = Span::new(file, include.range.clone());
            let kept = MappedPart::Included(file, text.clone(), include.range.clone());
            parts.extend(self.expand(&include, &inner, at, stack, &kept));
        }
        self.lines(parts, file, text, done..range.end, (prefix, 0));
    }

    /// Adds lines of a file, each without some spaces at its head. Each is put after the prefix; the first line has its
    /// prefix already.
    fn lines(
        &mut self,
        parts: &mut Vec<MappedPart>,
        file: FileId,
        text: &Arc<str>,
        range: Range<usize>,
        (prefix, dedent): (&str, usize),
    ) {
        self.bytes += range.len();
        if prefix.is_empty() && dedent == 0 {
            parts.push(MappedPart::Included(file, text.clone(), range));
            return;
        }
        let mut at = range.start;
        for line in text[range].split_inclusive('\n') {
            let start = at + indent(line).min(dedent);
            parts.push(MappedPart::Included(file, text.clone(), start..at + line.len()));
            at += line.len();
            if line.ends_with('\n') {
                self.bytes += prefix.len();
                parts.push(MappedPart::Generated(prefix.to_owned()));
            }
        }
    }

    /// Returns the reason why a file is not included, or `None` if it is.
    fn refusal(&self, path: &str, stack: &[String]) -> Option<String> {
        if stack.iter().any(|open| open == path) {
            return Some(format!("`{path}` includes itself"));
        }
        if stack.len() > INCLUDE_DEPTH {
            return Some(format!("`{path}` is included through more than {INCLUDE_DEPTH} files"));
        }
        if self.searched > SEARCHED_BYTES {
            return Some(format!("`{path}` is one of too many parts of large files"));
        }
        (self.bytes > INCLUDED_BYTES)
            .then(|| format!("`{path}` is more than the 16 MiB that a chapter may include"))
    }

    /// Returns the path from the root of a file that is named in the file `from`.
    fn find(&mut self, path: &str, from: &str) -> String {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let direct = join_path(folder, path);
        if self.context.files.exists(&direct) {
            return direct;
        }
        let tool = self.context.settings.tool;
        let folders: &[&str] = match tool {
            Tool::Leanpub => &["code", "resources", "resources/code"],
            Tool::MkDocs | Tool::Quarto => &[""],
            _ => &[],
        };
        let base = if tool == Tool::Leanpub { folder } else { "" };
        let mut candidates = folders.iter().map(|sub| join_path(&join_path(base, sub), path));
        candidates.find(|candidate| self.context.files.exists(candidate)).unwrap_or(direct)
    }

    /// Returns the text of a file, or `None` after reporting why it cannot be read.
    fn read(&mut self, path: &str, include: &Include, at: Span) -> Option<(FileId, Arc<str>)> {
        if let Some(known) = self.read.get(path) {
            return known.clone();
        }
        // In a project of our own format the line may be prose, so that a missing file is not an error.
        let is_ours = matches!(include.form, IncludeForm::Fenced { .. });
        let is_native = self.context.settings.tool == Tool::Pressmark && !is_ours;
        let read = if is_native && !self.context.files.exists(path) {
            let message =
                format!("include of another tool, whose file `{}` is not in the project", include.path);
            self.report(Code::IncludeMissing, at, message, "write the text of the file in its place");
            None
        } else {
            self.context.files.read(path, at)
        };
        self.read.insert(path.to_owned(), read.clone());
        read
    }

    fn report(&mut self, code: Code, at: Span, message: String, help: &str) {
        self.context.diagnostics.push(Diagnostic::new(code, at, message).help(help));
    }
}

/// Returns a fence that is longer than any run of backticks at the head of a line.
fn fence(text: &str) -> String {
    let longest = text.lines().map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count());
    "`".repeat(longest.max().unwrap_or(0).max(2) + 1)
}

/// Returns the opening fence for the code in a file.
fn opening_fence(language: &str, title: Option<&str>, prefix: &str, text: &str) -> String {
    let title = title.map(|title| format!(" {{title={}}}", quoted_in_info(title))).unwrap_or_default();
    format!("{}{language}{title}\n{prefix}", fence(text))
}

/// Returns a range of a file without the YAML block at the head of a Markdown file.
fn without_yaml(path: &str, text: &str, range: Range<usize>) -> Range<usize> {
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
