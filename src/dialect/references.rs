//! References of Quarto and bookdown become ours: `\@ref(fig:x)` is `@fig:x`, and `@thm-x` a link without
//! words, which shows what its target is called. Entry point: [`edits`].

use super::prose::{Kind, tokens};
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::{Code, Diagnostic};

/// What a label of Quarto begins with that counts something which this book does not count; the others
/// (`@fig-x`) are read as they are.
const PREFIXES: &[&str] = &[
    "thm-", "lem-", "cor-", "prp-", "cnj-", "exr-", "exm-", "def-", "sol-", "rem-", "nte-", "tip-", "wrn-",
    "imp-", "cau-",
];

/// Whether a text may have such references.
pub(super) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    marks.has("\\@ref(")
        || marks.has("`r ") && setting.is_r()
        || marks.has("-") && marks.has("@") && has_label(marks.text())
}

fn has_label(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| label(&text[at + 1..]).is_some())
}

/// The label of Quarto at the head of a text.
fn label(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    let label = text[..end].trim_end_matches(['-', '_']);
    PREFIXES.iter().any(|prefix| label.len() > prefix.len() && label.starts_with(prefix)).then_some(label)
}

/// Whether a label may have a character.
fn is_label(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')
}

/// What `\@ref(label)` refers to: a figure, a table or an equation by its kind, else a section.
fn reference(label: &str) -> String {
    let sound = |name: &str| name.ends_with(char::is_alphanumeric) && name.chars().all(is_label);
    match label.split_once(':') {
        Some(("fig", name)) if sound(name) => format!("@fig:{name}"),
        Some(("tab" | "tbl", name)) if sound(name) => format!("@tbl:{name}"),
        Some(("eq", name)) if sound(name) => format!("@eq:{name}"),
        Some(("sec", name)) if sound(name) => format!("@sec:{name}"),
        None if sound(label) => format!("@sec:{label}"),
        _ => format!("[](#{label})"),
    }
}

/// Rewrites the references.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    for token in tokens(text, start) {
        let range = token.range;
        if token.kind == Kind::Code && setting.is_r() && text[range.clone()].starts_with("`r ") {
            let message = format!("code in the text, {}, is shown and not run", &text[range.clone()]);
            let diagnostic = Diagnostic::new(Code::NotRun, mapped.origin(range.clone()), message);
            diagnostics.push(diagnostic.help("write the value that it has"));
        }
        if token.kind != Kind::Words {
            continue;
        }
        let mut at = range.start;
        while let Some(found) = text[at..range.end].find('@') {
            let sign = at + found;
            at = sign + 1;
            let rest = &text[at..range.end];
            if let Some(inner) = rest.strip_prefix("ref(").filter(|_| text[..sign].ends_with('\\')) {
                let Some(end) = inner.find(')').filter(|end| !inner[..*end].contains(char::is_whitespace))
                else {
                    continue;
                };
                at += 4 + end + 1;
                let words = reference(&inner[..end]);
                // The label ends where the parenthesis did.
                let next = text[at..].trim_start_matches(['-', '_', ':', '.']);
                let gap = if next.starts_with(char::is_alphanumeric) { "<!-- -->" } else { "" };
                edits.push(Edit::new(sign - 1..at, format!("{words}{gap}")));
                continue;
            }
            let before = text[range.start..sign].chars().next_back();
            let Some(label) =
                label(rest).filter(|_| !before.is_some_and(|c| c.is_alphanumeric() || c == '\\'))
            else {
                continue;
            };
            at += label.len();
            let bracketed = matches!(before, Some('[')) && text[at..].starts_with(']');
            let outer = usize::from(bracketed);
            edits.push(Edit::new(sign - outer..at + outer, format!("[](#{label})")));
            at += outer;
        }
    }
    edits
}
