//! Marks in the line: links and pictures in double brackets, comments and highlights of Obsidian,
//! attributes of kramdown. Entry point: [`edits`].

use std::ops::Range;

use super::prose::{Kind, Token, tokens};
use super::syntax::destination;
use super::tags::is_there;
use super::{Edit, Files, Mapped, Marks, Setting, include};
use crate::diag::{Code, Diagnostic};

/// The longest mark that is looked for, in bytes.
const LONGEST: usize = 1000;

/// Folders in which pictures are looked for that are named without one.
const FOLDERS: &[&str] = &["", "attachments", "assets", "images", "media"];

/// Whether a text may have such marks.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["[[", "==", "%%", "{:"])
}

/// Rewrites the marks.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut walk = Walk { mapped, text, setting, files, diagnostics, edits: Vec::new() };
    let mut before = Kind::Words;
    for Token { kind, range } in tokens(text, start) {
        if kind == Kind::Words {
            walk.words(range, before);
        }
        before = kind;
    }
    walk.edits
}

struct Walk<'a> {
    mapped: &'a Mapped,
    text: &'a str,
    setting: &'a Setting<'a>,
    files: &'a mut dyn Files,
    diagnostics: &'a mut Vec<Diagnostic>,
    edits: Vec<Edit>,
}

impl Walk<'_> {
    fn words(&mut self, range: Range<usize>, before: Kind) {
        let bytes = self.text.as_bytes();
        let mut at = range.start;
        while at + 1 < range.end {
            let pair = [bytes[at], bytes[at + 1]];
            let end = match &pair {
                [b'\\', _] => Some(at + 2),
                b"[[" => self.wiki(at, range.end, at > range.start && bytes[at - 1] == b'!'),
                b"==" => self.mark(at, range.start, range.end),
                b"%%" => self.comment(at, range.clone()),
                b"{:" => self.attributes(at, range.clone(), before),
                _ => None,
            };
            at = end.unwrap_or(at + 1);
        }
    }

    /// `[[file#heading|text]]`, or `![[picture|width]]` when an exclamation mark stands before it.
    fn wiki(&mut self, at: usize, end: usize, embed: bool) -> Option<usize> {
        let before = self.text[..at].chars().next_back();
        if !embed && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | '[')) {
            return None;
        }
        let rest = &self.text[at + 2..end.min(floor(self.text, at + LONGEST))];
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
        self.edits.push(Edit::new(range.clone(), words));
        Some(range.end)
    }

    fn embed(&mut self, target: &str, text: &str, range: &Range<usize>) -> String {
        let extension = target.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_picture = matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp");
        if !is_picture {
            self.tell(range, "an embedded note", "shown as a link", "put the text of the note in its place");
            return link(target, text);
        }
        let folder = self.setting.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let base = if folder.is_empty() { String::new() } else { "../".repeat(folder.split('/').count()) };
        let direct = is_there(target, self.setting.path, self.files).then(|| target.to_owned());
        let found = direct.or_else(|| {
            let sub = FOLDERS.iter().map(|sub| include::joined(sub, target));
            let mut beside = sub.clone().map(|path| (path.clone(), include::joined(folder, &path)));
            if let Some((path, _)) = beside.find(|(_, full)| self.files.exists(full)) {
                return Some(path);
            }
            let mut below = sub;
            below.find(|path| self.files.exists(path)).map(|path| format!("{base}{path}"))
        });
        let Some(path) = found else {
            self.tell(
                range,
                "an embedded picture",
                "left out",
                "write `![caption](file)` with a picture of the project",
            );
            return String::new();
        };
        let (width, height) = text.split_once('x').unwrap_or((text, ""));
        let is_size = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match (is_size(width), is_size(height)) {
            (true, true) => format!("![]({}){{width={width}px height={height}px}}", destination(&path)),
            (true, false) if height.is_empty() => format!("![]({}){{width={width}px}}", destination(&path)),
            _ => format!("![{text}]({})", destination(&path)),
        }
    }

    /// `==marked==`.
    fn mark(&mut self, at: usize, start: usize, end: usize) -> Option<usize> {
        let skip = at + 2;
        let before = self.text[start..at].chars().next_back();
        let rest = &self.text[skip..end.min(floor(self.text, at + LONGEST))];
        let sound = |c: char| !c.is_whitespace() && c != '=';
        if before.is_some_and(|c| c.is_alphanumeric() || c == '=') || !rest.starts_with(sound) {
            return Some(skip);
        }
        let line = rest.split('\n').next().unwrap_or_default();
        let close = line.find("==")?;
        let inner = &line[..close];
        let after = self.text[skip + close + 2..].chars().next();
        if !inner.ends_with(sound) || after.is_some_and(|c| c.is_alphanumeric() || c == '=') {
            return None;
        }
        let balanced = inner.matches('[').count() == inner.matches(']').count();
        let (open, shut) = if balanced { ("[", "]{.mark}") } else { ("<mark>", "</mark>") };
        self.edits.push(Edit::new(at..skip, open));
        self.edits.push(Edit::new(skip + close..skip + close + 2, shut));
        Some(skip + close + 2)
    }

    /// `%% comment %%`.
    fn comment(&mut self, at: usize, range: Range<usize>) -> Option<usize> {
        let before = self.text[range.start..at].chars().next_back();
        let rest = &self.text[at + 2..range.end.min(floor(self.text, at + LONGEST))];
        if before.is_some_and(|c| !c.is_whitespace()) || rest.starts_with('%') {
            return Some(at + 2);
        }
        let end = at + 2 + rest.find("%%")? + 2;
        self.tell(&(at..end), "a comment", "left out", "for a comment write `<!-- … -->`");
        self.edits.push(Edit { range: at..end, parts: Vec::new() });
        Some(end)
    }

    /// `{: .class}` behind something in the line.
    fn attributes(&mut self, at: usize, range: Range<usize>, before: Kind) -> Option<usize> {
        let rest = &self.text[at..range.end.min(floor(self.text, at + LONGEST))];
        let end = at + 2 + rest[2..].find(['}', '\n', '{'])?;
        let sound = rest[2..].starts_with(|c: char| matches!(c, ' ' | '.' | '#') || c.is_alphabetic());
        if !sound || self.text.as_bytes()[end] != b'}' {
            return None;
        }
        let line = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let in_heading = self.text[line..].starts_with('#') && self.text[..at].ends_with(' ');
        let held = at == range.start && matches!(before, Kind::Address | Kind::Code)
            || self.text[..at].ends_with(']');
        if held || in_heading {
            self.edits.push(Edit { range: at + 1..at + 2, parts: Vec::new() });
        } else {
            self.tell(
                &(at..end + 1),
                "attributes",
                "left out",
                "for attributes of words write `[words]{.class}`",
            );
            self.edits.push(Edit { range: at..end + 1, parts: Vec::new() });
        }
        Some(end + 1)
    }

    fn tell(&mut self, range: &Range<usize>, what: &str, became: &str, help: &str) {
        let shown = self.text[range.clone()].chars().take(60).collect::<String>().replace(['\n', '`'], " ");
        let message = format!("{what}, `{shown}`, {became}");
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignMarkup, self.mapped.origin(range.clone()), message).help(help),
        );
    }
}

/// The nearest place at or before an offset at which no character is cut.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

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
    // A block's own mark names nothing in a book.
    let fragment =
        if slug.is_empty() || heading.starts_with('^') { String::new() } else { format!("#{slug}") };
    format!("[{words}]({})", destination(&format!("{path}{fragment}")))
}
