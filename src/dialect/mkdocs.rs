//! Translates inline syntax of Material for MkDocs: keys (`++ctrl+c++`) are rewritten, icons
//! (`:material-check:`) are left out, and the paths of pictures in raw HTML are corrected. Entry point:
//! [`edits`].
//!
//! Sources: the manual of PyMdown Extensions, "Keys"; that of Material for MkDocs, "Icons, Emojis".

use std::ops::Range;

use super::mapped::Edit;
use super::paths::join_path;
use super::probe::TextProbe;
use super::prose::{ProseKind, tokens};
use super::stage::{StageContext, SyntaxSettings, Tool};
use super::syntax::escape_markdown;
use crate::diag::Code;

/// The prefixes of the names of the icons in Material for MkDocs.
const ICONS: &[&str] = &["material-", "fontawesome-", "octicons-", "simple-"];

/// The maximum length of a group of keys, an icon or attributes, in bytes.
const MAX_LENGTH: usize = 200;

/// Returns whether a text may have keys, icons or such paths.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    let is_any =
        probe.contains("++") || probe.contains("\"../") || ICONS.iter().any(|set| probe.contains(set));
    settings.tool == Tool::MkDocs && is_any
}

/// Rewrites keys and paths, and removes icons, which are reported.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    for token in tokens(text, context.start) {
        match token.kind {
            ProseKind::Tag => edits.extend(picture(context, token.range)),
            ProseKind::Words => keys_and_icons(context, token.range, &mut edits),
            _ => {}
        }
    }
    edits
}

/// Returns the edit that corrects the path of a picture in raw HTML. MkDocs serves `page.md` as `page/`, so
/// that such a path has one `../` more than the path from the file.
fn picture(context: &mut StageContext<'_>, tag: Range<usize>) -> Option<Edit> {
    let words = &context.text()[tag.clone()];
    let from = words.find(" src=\"../").filter(|_| words.starts_with("<img"))? + " src=\"".len();
    let path = &words[from..from + words[from..].find('"')?];
    let folder = context.settings.folder();
    let shorter = path.strip_prefix("../")?;
    let is_meant =
        !context.files.exists(&join_path(folder, path)) && context.files.exists(&join_path(folder, shorter));
    let start = tag.start + from;
    is_meant.then(|| Edit::delete(start..start + "../".len()))
}

/// Adds the edits for the keys and icons in a range of words.
fn keys_and_icons(context: &mut StageContext<'_>, words: Range<usize>, edits: &mut Vec<Edit>) {
    let text = context.text();
    let mut at = words.start;
    while let Some(found) = text[at..words.end].find(['+', ':']) {
        let place = at + found;
        at = place + 1;
        if is_escaped(text, place) {
            continue;
        }
        if let Some((range, keys)) = keys(text, place..words.end) {
            at = range.end;
            edits.push(Edit::replace(range, keys));
        } else if let Some(range) = icon(text, place..words.end) {
            at = range.end;
            let message = format!("icon `{}` left out", &text[range.clone()]);
            let help = "icons are part of a site's theme; write a word, or add a picture to the project";
            context.report(Code::ForeignMarkup, range.clone(), message, help);
            edits.push(Edit::delete(range.start..attributes_end(text, range.end)));
        }
    }
}

/// Returns whether a plus or colon is escaped, or continues a run of pluses or a word.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
        || text[..at].chars().next_back().is_some_and(|c| c == '+' || c.is_alphanumeric())
}

/// Parses keys between `++`. Returns their range, and the Markdown for them.
fn keys(text: &str, within: Range<usize>) -> Option<(Range<usize>, String)> {
    let rest = text[within.clone()].strip_prefix("++")?;
    let close =
        rest.bytes().take(MAX_LENGTH).enumerate().position(|(at, byte)| {
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
    let shown: Vec<String> = names.split('+').map(|name| format!("[{}]{{.kbd}}", key_label(name))).collect();
    Some((within.start..within.start + 2 + close + 2, shown.join("+")))
}

/// Returns the name of a key as it is on keyboards.
fn key_label(name: &str) -> String {
    if let Some(quoted) = name.strip_prefix('"') {
        return escape_markdown(quoted.trim_end_matches('"'));
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    let name = name.strip_prefix("arrow-").unwrap_or(name);
    name.split(['-', '_']).map(capital).collect::<Vec<_>>().join(" ")
}

/// Returns the range of an icon, a name between colons.
fn icon(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let rest = text[within.clone()].strip_prefix(':')?;
    if !ICONS.iter().any(|set| rest.starts_with(set)) {
        return None;
    }
    let length =
        rest.bytes().take(MAX_LENGTH).position(|b| !(b.is_ascii_alphanumeric() || b"-_".contains(&b)))?;
    rest[length..].starts_with(':').then_some(within.start..within.start + length + 2)
}

/// Returns the end of the attributes in braces that begin at `at`, or `at` if there are none.
fn attributes_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let close = rest.iter().take(MAX_LENGTH).position(|b| matches!(b, b'}' | b'\n'));
    match close {
        Some(close) if rest[0] == b'{' && rest[close] == b'}' => at + close + 1,
        _ => at,
    }
}
