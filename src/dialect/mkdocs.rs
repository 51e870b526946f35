//! Marks in the line of Material for MkDocs: keys (`++ctrl+c++`) and icons (`:material-check:`); and the
//! paths of pictures in raw HTML. Entry point: [`edits`].

use std::ops::Range;

use super::prose::{Kind, tokens};
use super::syntax::escaped;
use super::{Edit, Files, Mapped, Marks, Setting, Tool, include};
use crate::diag::{Code, Diagnostic};

/// The sets of icons that Material for MkDocs brings, by what their names begin with.
const ICONS: &[&str] = &["material-", "fontawesome-", "octicons-", "simple-"];

/// The longest mark that is looked for, in bytes.
const LONGEST: usize = 200;

/// Whether a text may have such marks.
pub(super) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    let is_any = marks.has("++") || marks.has("\"../") || ICONS.iter().any(|set| marks.has(set));
    setting.tool == Tool::MkDocs && is_any
}

/// Rewrites keys and paths, and takes out icons, which are reported.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    for token in tokens(text, start) {
        match token.kind {
            Kind::Tag => edits.extend(picture(text, token.range, setting, files)),
            Kind::Words => words(mapped, token.range, diagnostics, &mut edits),
            _ => {}
        }
    }
    edits
}

/// A picture in raw HTML, whose path is that from the page as a folder of the site: one step too far up
/// for a file.
fn picture(text: &str, tag: Range<usize>, setting: &Setting<'_>, files: &mut dyn Files) -> Option<Edit> {
    let words = &text[tag.clone()];
    let from = words.find(" src=\"../").filter(|_| words.starts_with("<img"))? + " src=\"".len();
    let path = &words[from..from + words[from..].find('"')?];
    let folder = setting.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let shorter = path.strip_prefix("../")?;
    let is_meant =
        !files.exists(&include::joined(folder, path)) && files.exists(&include::joined(folder, shorter));
    let start = tag.start + from;
    is_meant.then(|| Edit { range: start..start + "../".len(), parts: Vec::new() })
}

/// Keys and icons in running words.
fn words(mapped: &Mapped, words: Range<usize>, diagnostics: &mut Vec<Diagnostic>, edits: &mut Vec<Edit>) {
    let text = mapped.text();
    let mut at = words.start;
    while let Some(found) = text[at..words.end].find(['+', ':']) {
        let place = at + found;
        at = place + 1;
        if is_escaped(text, place) {
            continue;
        }
        if let Some((range, keys)) = keys(text, place..words.end) {
            at = range.end;
            edits.push(Edit::new(range, keys));
        } else if let Some(range) = icon(text, place..words.end) {
            at = range.end;
            let message = format!("icon `{}` left out", &text[range.clone()]);
            let help = "icons come with the theme of a site; write a word, or a picture of the project";
            let origin = mapped.origin(range.clone());
            diagnostics.push(Diagnostic::new(Code::ForeignMarkup, origin, message).help(help));
            edits.push(Edit { range: range.start..attributes_end(text, range.end), parts: Vec::new() });
        }
    }
}

/// Whether a mark is escaped, or continues a run of pluses or a word.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
        || text[..at].chars().next_back().is_some_and(|c| c == '+' || c.is_alphanumeric())
}

/// Keys between `++`, in the Markdown that shows them.
fn keys(text: &str, within: Range<usize>) -> Option<(Range<usize>, String)> {
    let rest = text[within.clone()].strip_prefix("++")?;
    let close =
        rest.bytes().take(LONGEST).enumerate().position(|(at, byte)| {
            byte == b'\n' || byte == b'+' && rest.as_bytes().get(at + 1) == Some(&b'+')
        })?;
    let names = &rest[..close];
    let is_key = |name: &str| {
        let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
        let is_word = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        !name.is_empty() && quoted.map_or_else(|| is_word(name), |quoted| !quoted.is_empty())
    };
    if !rest[close..].starts_with("++") || rest[close + 2..].starts_with('+') || !names.split('+').all(is_key)
    {
        return None;
    }
    let shown: Vec<String> = names.split('+').map(|name| format!("[{}]{{.kbd}}", shown(name))).collect();
    Some((within.start..within.start + 2 + close + 2, shown.join("+")))
}

/// A key as keyboards name it.
fn shown(name: &str) -> String {
    if let Some(quoted) = name.strip_prefix('"') {
        return escaped(quoted.trim_end_matches('"'));
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    let name = name.strip_prefix("arrow-").unwrap_or(name);
    name.split(['-', '_']).map(capital).collect::<Vec<_>>().join(" ")
}

/// The name of an icon between colons.
fn icon(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let rest = text[within.clone()].strip_prefix(':')?;
    if !ICONS.iter().any(|set| rest.starts_with(set)) {
        return None;
    }
    let length =
        rest.bytes().take(LONGEST).position(|b| !(b.is_ascii_alphanumeric() || b"-_".contains(&b)))?;
    rest[length..].starts_with(':').then_some(within.start..within.start + length + 2)
}

/// The end of the attributes in braces that begin at a byte; that byte if there are none.
fn attributes_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let close = rest.iter().take(LONGEST).position(|b| matches!(b, b'}' | b'\n'));
    match close {
        Some(close) if rest[0] == b'{' && rest[close] == b'}' => at + close + 1,
        _ => at,
    }
}
