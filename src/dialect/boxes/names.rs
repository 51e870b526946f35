//! The names of boxes in other tools, and our names for them. Entry point: [`opening_line`].

use crate::dialect::syntax::quoted;

/// Our boxes.
const NATIVE: &[&str] = &["note", "tip", "important", "warning", "caution", "aside"];

/// Each of our boxes, with the names that it has in other tools.
const FOREIGN: &[(&str, &[&str])] = &[
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

/// Returns our name for a box's name in another tool, in any case. Returns `None` for an unknown name.
pub(in crate::dialect) fn native_box(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    if let Some(own) = NATIVE.iter().find(|own| **own == name) {
        return Some(own);
    }
    FOREIGN.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(own, _)| *own)
}

/// Returns the line in our syntax that opens a box of another tool. An unknown box becomes a note.
///
/// If no title is passed and our box has another name, the box gets its name in the other tool as
/// title, as that tool shows it. An empty title means none.
pub(in crate::dialect) fn opening_line(name: &str, title: Option<&str>, id: Option<&str>) -> String {
    let own = native_box(name).unwrap_or("note");
    let is_native = own.eq_ignore_ascii_case(name);
    let named = || {
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let title = match title.map(str::trim) {
        Some("") => None,
        Some(title) => Some(title.to_owned()),
        None if is_native => None,
        None => named(),
    };
    let id = id.map(|id| format!(" #{id}")).unwrap_or_default();
    match title {
        None if id.is_empty() => format!("::: {own}"),
        None => format!("::: {{.{own}{id}}}"),
        Some(title) => format!("::: {{.{own}{id} title={}}}", quoted(&title)),
    }
}
