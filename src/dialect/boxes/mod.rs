//! Boxes as other tools write them (notes, tips, warnings) become `::: note` and its kin.

mod fenced;
mod indented;
mod quoted;

pub(super) use fenced::{concerns as has_fenced, edits as fenced};
pub(super) use indented::{concerns as has_indented, edits as indented};
pub(super) use quoted::{concerns as has_quoted, edits as quoted, letter_of};

use super::syntax;

/// Our boxes.
const OWN: &[&str] = &["note", "tip", "important", "warning", "caution", "aside"];

/// The box that other tools' names of boxes become.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "note",
        &[
            "info",
            "information",
            "todo",
            "seealso",
            "abstract",
            "summary",
            "tldr",
            "question",
            "help",
            "faq",
            "example",
            "details",
            "default",
            "secondary",
            "primary",
            "block",
            "blurb",
            "discussion",
            "exercise",
        ],
    ),
    ("tip", &["hint", "success", "check", "done"]),
    ("warning", &["warn", "attention"]),
    ("caution", &["danger", "error", "failure", "fail", "missing", "bug"]),
    ("aside", &["quote", "cite", "sidebar"]),
];

/// A box of ours by the name that another tool has for it.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    if let Some(own) = OWN.iter().find(|own| **own == name) {
        return Some(own);
    }
    OTHERS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(own, _)| *own)
}

/// The line that opens a box. A box that is called otherwise here has its name as title, as its own
/// tool shows it; an unknown one is a note.
pub(super) fn opening(name: &str, title: Option<&str>, id: Option<&str>) -> String {
    let own = kind(name).unwrap_or("note");
    let is_own = own.eq_ignore_ascii_case(name);
    let named = || {
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let title = match title.map(str::trim) {
        Some("") => None,
        Some(title) => Some(title.to_owned()),
        None if is_own => None,
        None => named(),
    };
    let id = id.map(|id| format!(" #{id}")).unwrap_or_default();
    match title {
        None if id.is_empty() => format!("::: {own}"),
        None => format!("::: {{.{own}{id}}}"),
        Some(title) => format!("::: {{.{own}{id} title={}}}", syntax::quoted(&title)),
    }
}

/// The words of a heading line, without its attributes.
pub(super) fn heading(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    let rest = line.get(marks..).filter(|rest| (1..=6).contains(&marks) && rest.starts_with([' ', '\t']))?;
    let words = rest.trim().trim_end_matches('#').trim_end();
    match words.rfind('{').filter(|_| words.ends_with('}')) {
        Some(at) => Some(words[..at].trim_end()),
        None => Some(words),
    }
}
