//! Translates info strings of other tools: a title without braces (`js title="a.js"`) gets braces, and
//! marks that highlight or number lines (`{1,3-5}`, `hl_lines="2"`) are left out. Entry point:
//! [`edits`].
//!
//! Sources: the manuals of Docusaurus and MkDocs, "Code blocks".

use super::lines::{LineKind, info_string, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{parse_arguments, quoted_in_info};
use crate::diag::{Code, excerpt};

/// Keys whose value is the name of a code block's file.
const TITLES: &[&str] = &["title", "filename", "name", "file"];
/// Words that number or decorate the lines of a code block.
const DECORATIONS: &[&str] =
    &["shownumbers", "showlinenumbers", "linenos", "linenums", "nolinenumbers", "copy", "live"];

/// Returns whether a text may have such code.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["```", "~~~"]) && probe.contains_any(&["=\"", "='", "{", "ineNumbers"])
}

/// Rewrites the info string after the language of a code block.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    for line in lines(text, context.start).filter(|line| line.kind == LineKind::OpeningFence) {
        let whole = info_string(line.text(text)).trim_end();
        let words = whole.trim_start();
        let language = &words[..words.find([' ', '{']).unwrap_or(words.len())];
        let Some(found) = parse_extras(words[language.len()..].trim()) else { continue };
        let at = line.range.start + line.text(text).trim_end().len();
        let behind = if language.is_empty() { whole.len() } else { words.len() - language.len() };
        let range = at - behind..at;
        if !found.decorations.is_empty() {
            let shown = excerpt(&found.decorations.join(" "));
            let message = format!("line decorations of a code block, `{shown}`, left out");
            let help = "remove them, or name the lines in the text";
            context.report(Code::ForeignMarkup, line.range.clone(), message, help);
        }
        let bare = if language.is_empty() { "text" } else { "" };
        let title = found.title.map(|title| format!("{bare} {{title={}}}", quoted_in_info(&title)));
        edits.push(Edit::replace(range, title.unwrap_or_default()));
    }
    edits
}

/// The part of an info string after the language.
#[derive(Default)]
struct InfoExtras {
    /// The name of the file.
    title: Option<String>,
    /// The words that number or decorate lines, as written.
    decorations: Vec<String>,
}

/// Parses the part after the language. Returns `None` for attributes of our own, and for unknown words.
fn parse_extras(rest: &str) -> Option<InfoExtras> {
    let mut found = InfoExtras::default();
    let mut plain = rest.to_owned();
    while let Some(open) = plain.find('{') {
        let close = open + plain[open..].find('}')?;
        let inner = &plain[open + 1..close];
        let is_lines = inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | ' '));
        if !is_lines || inner.is_empty() {
            return None;
        }
        found.decorations.push(plain[open..=close].to_owned());
        plain.replace_range(open..=close, " ");
    }
    let arguments = parse_arguments(&plain);
    for (key, value) in &arguments.pairs {
        match key.as_str() {
            key if TITLES.contains(&key) && found.title.is_none() => found.title = Some(value.clone()),
            "hl_lines" | "hl-lines" | "linenums" | "linenos" | "linenostart" | "startline" | "highlight"
            | "start" | "line-numbers" => found.decorations.push(format!("{key}=\"{value}\"")),
            _ => return None,
        }
    }
    for word in &arguments.words {
        if !DECORATIONS.contains(&word.to_ascii_lowercase().as_str()) {
            return None;
        }
        found.decorations.push(word.clone());
    }
    (found.title.is_some() || !found.decorations.is_empty()).then_some(found)
}
