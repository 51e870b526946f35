//! Translates info strings of other tools: a title without braces (`js title="a.js"`) gets braces, and
//! marks that highlight or number lines (`{1,3-5}`, `hl_lines="2"`, `showLineNumbers`) become attributes.
//! Entry point: [`edits`].
//!
//! Sources: the manuals of Docusaurus and MkDocs, "Code blocks".

use super::lines::{LineKind, info_string, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{parse_arguments, quoted_in_info};

/// Keys whose value is the name of a code block's file.
const TITLES: &[&str] = &["title", "filename", "name", "file"];
/// Words that number lines.
const NUMBERED: &[&str] = &["shownumbers", "showlinenumbers", "linenos", "linenums"];
/// Words for a page of the web, which mean nothing in a book.
const OF_WEB: &[&str] = &["nolinenumbers", "copy", "live"];

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
        let bare = if language.is_empty() { "text" } else { "" };
        let attributes = found.attributes();
        let braces = if attributes.is_empty() { String::new() } else { format!("{bare} {{{attributes}}}") };
        edits.push(Edit::replace(range, braces));
    }
    edits
}

/// The part of an info string after the language.
#[derive(Default)]
struct InfoExtras {
    /// The name of the file.
    title: Option<String>,
    /// Whether lines are numbered, and the first number.
    numbered: bool,
    start: Option<String>,
    /// The marked lines.
    marks: Vec<String>,
    /// Whether anything was found.
    any: bool,
}

impl InfoExtras {
    /// Returns it as attributes of our own.
    fn attributes(&self) -> String {
        let mut attributes = Vec::new();
        if let Some(title) = &self.title {
            attributes.push(format!("title={}", quoted_in_info(title)));
        }
        if self.numbered {
            attributes.push(".numberLines".to_owned());
        }
        attributes.extend(self.start.iter().map(|start| format!("startFrom={}", quoted_in_info(start))));
        if !self.marks.is_empty() {
            attributes.push(format!("mark={}", quoted_in_info(&self.marks.join(","))));
        }
        attributes.join(" ")
    }
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
        found.marks.push(inner.trim().to_owned());
        plain.replace_range(open..=close, " ");
    }
    let arguments = parse_arguments(&plain);
    for (key, value) in &arguments.pairs {
        let is_number = value.parse::<u32>().is_ok();
        match key.as_str() {
            key if TITLES.contains(&key) && found.title.is_none() => found.title = Some(value.clone()),
            "hl_lines" | "hl-lines" | "highlight" => found.marks.push(value.clone()),
            "linenums" | "linenos" | "line-numbers" if !is_number => found.numbered |= value != "false",
            "linenums" | "linenos" | "line-numbers" | "linenostart" | "startline" | "start" => {
                found.start = Some(value.clone());
            }
            _ => return None,
        }
        found.any = true;
    }
    for word in &arguments.words {
        let word = word.to_ascii_lowercase();
        found.numbered |= NUMBERED.contains(&word.as_str());
        if !NUMBERED.contains(&word.as_str()) && !OF_WEB.contains(&word.as_str()) {
            return None;
        }
        found.any = true;
    }
    (found.any || !found.marks.is_empty()).then_some(found)
}
