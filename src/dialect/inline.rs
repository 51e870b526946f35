//! Inline syntax of Obsidian and kramdown: links and pictures in double brackets, comments, highlights,
//! attributes. Entry point: [`edits`].
//!
//! Sources: Obsidian's manual, "Obsidian Flavored Markdown"; kramdown's, "Span Inline Attribute Lists".

use std::ops::Range;

use super::mapped::Edit;
use super::paths::{is_in_project, join_path};
use super::probe::TextProbe;
use super::prose::{ProseKind, ProseToken, tokens};
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::link_destination;
use crate::diag::{Code, excerpt};

/// The maximum length of a link, highlight, comment or attribute list, in bytes.
const MAX_LENGTH: usize = 1000;

/// The folders that are searched for a picture that is named without a folder.
const PICTURE_FOLDERS: &[&str] = &["", "attachments", "assets", "images", "media"];

/// Returns whether a text may have such syntax.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["[[", "==", "%%", "{:"])
}

/// Rewrites the syntax; comments, and attributes without an element, are left out with a warning.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let start = context.start;
    let mut rewriter = InlineRewriter { context, text, edits: Vec::new() };
    let mut before = ProseKind::Words;
    for ProseToken { kind, range } in tokens(text, start) {
        if kind == ProseKind::Words {
            rewriter.words(range, before);
        }
        before = kind;
    }
    rewriter.edits
}

struct InlineRewriter<'a, 'c> {
    context: &'a mut StageContext<'c>,
    text: &'a str,
    edits: Vec<Edit>,
}

impl InlineRewriter<'_, '_> {
    /// Rewrites a range of words; `before` is the kind of the token before it.
    fn words(&mut self, range: Range<usize>, before: ProseKind) {
        let bytes = self.text.as_bytes();
        let mut at = range.start;
        while at + 1 < range.end {
            let pair = [bytes[at], bytes[at + 1]];
            let end = match &pair {
                [b'\\', _] => Some(at + 2),
                b"[[" => self.wiki_link(at, range.end, at > range.start && bytes[at - 1] == b'!'),
                b"==" => self.highlight(at, range.start, range.end),
                b"%%" => self.comment(at, range.clone()),
                b"{:" => self.attributes(at, range.clone(), before),
                _ => None,
            };
            at = end.unwrap_or(at + 1);
        }
    }

    /// Rewrites `[[file#heading|text]]`, or `![[picture|width]]` if an exclamation mark is before it. Returns
    /// the end of the link, or `None` if there is none at `at`.
    fn wiki_link(&mut self, at: usize, end: usize, embed: bool) -> Option<usize> {
        let before = self.text[..at].chars().next_back();
        if !embed && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | '[')) {
            return None;
        }
        let rest = &self.text[at + 2..end.min(floor_boundary(self.text, at + MAX_LENGTH))];
        let close = rest.find(['[', ']', '\n'])?;
        let inner = rest[..close].trim();
        let after = &rest[close..];
        let number = inner.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'"' | b'\''));
        let behind = self.text[at + 2 + close..].get(2..).unwrap_or_default();
        if !after.starts_with("]]") || number || behind.starts_with(['(', '[', ':']) {
            return None;
        }
        let (target, text) = inner.split_once('|').unwrap_or((inner, ""));
        let (target, text) = (target.trim_end_matches('\\').trim(), text.trim());
        let start = if embed { at - 1 } else { at };
        let range = start..at + 2 + close + 2;
        let words = if embed { self.embed(target, text, &range) } else { link(target, text) };
        self.edits.push(Edit::replace(range.clone(), words));
        Some(range.end)
    }

    /// Returns the Markdown for an embedded picture, or a link for an embedded note.
    fn embed(&mut self, target: &str, text: &str, range: &Range<usize>) -> String {
        let extension = target.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_picture = matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp");
        if !is_picture {
            self.report(range, "embedded note", "shown as a link", "write the text of the note in its place");
            return link(target, text);
        }
        let Some(path) = self.find_picture(target) else {
            let help = "write `![caption](file)` with a picture of the project";
            self.report(range, "embedded picture", "left out", help);
            return String::new();
        };
        let (width, height) = text.split_once('x').unwrap_or((text, ""));
        let is_size = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match (is_size(width), is_size(height)) {
            (true, true) => format!("![]({}){{width={width}px height={height}px}}", link_destination(&path)),
            (true, false) if height.is_empty() => {
                format!("![]({}){{width={width}px}}", link_destination(&path))
            }
            _ => format!("![{text}]({})", link_destination(&path)),
        }
    }

    /// Returns the path, relative to the chapter, of a picture that is named with or without its folder.
    fn find_picture(&mut self, target: &str) -> Option<String> {
        let StageContext { settings, files, .. } = &mut *self.context;
        if is_in_project(target, settings, *files) {
            return Some(target.to_owned());
        }
        let folder = settings.folder();
        let candidates = PICTURE_FOLDERS.iter().map(|sub| join_path(sub, target));
        if let Some(path) = candidates.clone().find(|path| files.exists(&join_path(folder, path))) {
            return Some(path);
        }
        let root = if folder.is_empty() { String::new() } else { "../".repeat(folder.split('/').count()) };
        let found = candidates.clone().find(|path| files.exists(path));
        found.map(|path| format!("{root}{path}"))
    }

    /// Rewrites the highlight `==words==`. Returns where to continue; `None` means after the first character.
    fn highlight(&mut self, at: usize, start: usize, end: usize) -> Option<usize> {
        let skip = at + 2;
        let before = self.text[start..at].chars().next_back();
        let rest = &self.text[skip..end.min(floor_boundary(self.text, at + MAX_LENGTH))];
        let is_edge = |c: char| !c.is_whitespace() && c != '=';
        if before.is_some_and(|c| c.is_alphanumeric() || c == '=') || !rest.starts_with(is_edge) {
            return Some(skip);
        }
        let line = rest.split('\n').next().unwrap_or_default();
        let close = line.find("==")?;
        let inner = &line[..close];
        let after = self.text[skip + close + 2..].chars().next();
        if !inner.ends_with(is_edge) || after.is_some_and(|c| c.is_alphanumeric() || c == '=') {
            return None;
        }
        let balanced = inner.matches('[').count() == inner.matches(']').count();
        let (open, shut) = if balanced { ("[", "]{.mark}") } else { ("<mark>", "</mark>") };
        self.edits.push(Edit::replace(at..skip, open));
        self.edits.push(Edit::replace(skip + close..skip + close + 2, shut));
        Some(skip + close + 2)
    }

    /// Leaves out `%% comment %%`. Returns where to continue; `None` means after the first character.
    fn comment(&mut self, at: usize, range: Range<usize>) -> Option<usize> {
        let before = self.text[range.start..at].chars().next_back();
        let rest = &self.text[at + 2..range.end.min(floor_boundary(self.text, at + MAX_LENGTH))];
        if before.is_some_and(|c| !c.is_whitespace()) || rest.starts_with('%') {
            return Some(at + 2);
        }
        let end = at + 2 + rest.find("%%")? + 2;
        self.report(&(at..end), "comment", "left out", "write a comment as `<!-- … -->`");
        self.edits.push(Edit::delete(at..end));
        Some(end)
    }

    /// Rewrites `{: .class}` after an inline element. Returns where to continue; `None` means after the first
    /// character.
    fn attributes(&mut self, at: usize, range: Range<usize>, before: ProseKind) -> Option<usize> {
        let rest = &self.text[at..range.end.min(floor_boundary(self.text, at + MAX_LENGTH))];
        let end = at + 2 + rest[2..].find(['}', '\n', '{'])?;
        let is_list = rest[2..].starts_with(|c: char| matches!(c, ' ' | '.' | '#') || c.is_alphabetic());
        if !is_list || self.text.as_bytes()[end] != b'}' {
            return None;
        }
        let line = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let in_heading = self.text[line..].starts_with('#') && self.text[..at].ends_with(' ');
        let held = at == range.start && matches!(before, ProseKind::Address | ProseKind::Code)
            || self.text[..at].ends_with(']');
        if held || in_heading {
            self.edits.push(Edit::delete(at + 1..at + 2));
        } else {
            self.report(
                &(at..end + 1),
                "attributes",
                "left out",
                "write attributes of words as `[words]{.class}`",
            );
            self.edits.push(Edit::delete(at..end + 1));
        }
        Some(end + 1)
    }

    fn report(&mut self, range: &Range<usize>, what: &str, became: &str, help: &str) {
        let message = format!("{what}, `{}`, {became}", excerpt(&self.text[range.clone()]));
        self.context.report(Code::ForeignMarkup, range.clone(), message, help);
    }
}

/// Returns the last character boundary at or before an offset.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns our link to a note, or to a heading in one.
fn link(target: &str, text: &str) -> String {
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let heading = heading.rsplit('#').next().unwrap_or_default();
    let words = match (text, file, heading) {
        ("", file, "") => file.to_owned(),
        ("", "", heading) => heading.to_owned(),
        ("", file, heading) => format!("{file} > {heading}"),
        (text, ..) => text.to_owned(),
    };
    let has_extension = file.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let path = if file.is_empty() || has_extension { file.to_owned() } else { format!("{file}.md") };
    let slug: String = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect();
    // The identifier of a block (`^name`) has no counterpart in a book.
    let fragment =
        if slug.is_empty() || heading.starts_with('^') { String::new() } else { format!("#{slug}") };
    format!("[{words}]({})", link_destination(&format!("{path}{fragment}")))
}
