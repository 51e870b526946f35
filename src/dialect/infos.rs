//! What other tools write behind a fence: a title without braces (`js title="a.js"`) and marks for the look
//! of lines (`{1,3-5}`, `hl_lines="2"`). Entry point: [`edits`].

use super::lines::{InCode, info, lines};
use super::syntax::{arguments, quoted_in_info};
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::{Code, Diagnostic};

/// Keys of the name of a code block's file.
const TITLES: &[&str] = &["title", "filename", "name", "file"];
/// Words about the look of lines.
const LOOKS: &[&str] =
    &["shownumbers", "showlinenumbers", "linenos", "linenums", "nolinenumbers", "copy", "live"];

/// Whether a text may have such code.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["```", "~~~"]) && marks.has_any(&["=\"", "='", "{", "ineNumbers"])
}

/// Rewrites what is behind the language.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    for line in lines(text, start).filter(|line| line.code == InCode::Opening) {
        let whole = info(line.text(text)).trim_end();
        let words = whole.trim_start();
        let language = &words[..words.find([' ', '{']).unwrap_or(words.len())];
        let Some(found) = read(words[language.len()..].trim()) else { continue };
        let at = line.range.start + line.text(text).trim_end().len();
        let behind = if language.is_empty() { whole.len() } else { words.len() - language.len() };
        let range = at - behind..at;
        if !found.looks.is_empty() {
            let shown = found.looks.join(" ").replace('`', "");
            let message = format!("marks of lines of code, `{shown}`, left out");
            let help = "code is shown without them; take them out, or say in the text which lines are meant";
            let at = mapped.origin(line.range.clone());
            diagnostics.push(Diagnostic::new(Code::ForeignMarkup, at, message).help(help));
        }
        let bare = if language.is_empty() { "text" } else { "" };
        let title = found.title.map(|title| format!("{bare} {{title={}}}", quoted_in_info(&title)));
        edits.push(Edit::new(range, title.unwrap_or_default()));
    }
    edits
}

#[derive(Default)]
struct Found {
    title: Option<String>,
    looks: Vec<String>,
}

/// Reads what follows the language; `None` for what is ours, or for words that are not known.
fn read(rest: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut plain = rest.to_owned();
    while let Some(open) = plain.find('{') {
        let close = open + plain[open..].find('}')?;
        let inner = &plain[open + 1..close];
        let is_lines = inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | ' '));
        if !is_lines || inner.is_empty() {
            return None;
        }
        found.looks.push(plain[open..=close].to_owned());
        plain.replace_range(open..=close, " ");
    }
    let words = arguments(&plain);
    for (key, value) in &words.pairs {
        match key.as_str() {
            key if TITLES.contains(&key) => found.title = Some(value.clone()),
            "hl_lines" | "hl-lines" | "linenums" | "linenos" | "linenostart" | "startline" | "highlight"
            | "start" | "line-numbers" => found.looks.push(format!("{key}=\"{value}\"")),
            _ => return None,
        }
    }
    for word in &words.plain {
        if !LOOKS.contains(&word.to_ascii_lowercase().as_str()) {
            return None;
        }
        found.looks.push(word.clone());
    }
    (found.title.is_some() || !found.looks.is_empty()).then_some(found)
}
