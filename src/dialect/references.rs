//! Translates references of Quarto and bookdown: `\@ref(fig:x)` becomes `@fig:x`, and `@nte-x` a link
//! without text, which shows the name of its target. Entry point: [`edits`].
//!
//! Sources: Quarto's guide, "Cross References"; the bookdown book, section 2.6.

use super::mapped::Edit;
use super::probe::TextProbe;
use super::prose::{ProseKind, tokens};
use super::stage::{StageContext, SyntaxSettings};
use super::theorems::is_theorem;
use crate::diag::Code;

/// The prefixes of Quarto's labels for objects that have no number in our books. Labels with other
/// prefixes (`@fig-x`) are references in our syntax too.
const PREFIXES: &[&str] = &["nte-", "tip-", "wrn-", "imp-", "cau-"];

/// Returns whether a text may have such references.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    probe.contains("\\@ref(")
        || probe.contains("`r ") && settings.is_r()
        || probe.contains("-") && probe.contains("@") && has_label(probe.text())
}

fn has_label(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| label(&text[at + 1..]).is_some())
}

/// Returns the label of Quarto at the head of a text.
fn label(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    let label = text[..end].trim_end_matches(['-', '_']);
    PREFIXES.iter().any(|prefix| label.len() > prefix.len() && label.starts_with(prefix)).then_some(label)
}

/// Returns whether a character is allowed in a label.
fn is_label(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')
}

/// Returns our reference for `\@ref(label)`: to a figure, a table or an equation by the label's prefix, to a
/// section without one.
fn reference(label: &str) -> String {
    let is_sound = |name: &str| name.ends_with(char::is_alphanumeric) && name.chars().all(is_label);
    match label.split_once(':') {
        Some(("fig", name)) if is_sound(name) => format!("@fig:{name}"),
        Some(("tab" | "tbl", name)) if is_sound(name) => format!("@tbl:{name}"),
        Some(("eq", name)) if is_sound(name) => format!("@eq:{name}"),
        Some(("sec", name)) if is_sound(name) => format!("@sec:{name}"),
        Some((prefix, name)) if is_theorem(prefix) && is_sound(name) => format!("@{prefix}:{name}"),
        None if is_sound(label) => format!("@sec:{label}"),
        _ => format!("[](#{label})"),
    }
}

/// Rewrites the references, and reports inline R code, which is shown and not run.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    for token in tokens(text, context.start) {
        let range = token.range;
        if token.kind == ProseKind::Code && context.settings.is_r() && text[range.clone()].starts_with("`r ")
        {
            let message = format!("code in the text, {}, is shown and not run", &text[range.clone()]);
            context.report(Code::NotRun, range.clone(), message, "write the value that it has");
        }
        if token.kind != ProseKind::Words {
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
                // Without the parenthesis, letters after it would join the label.
                let next = text[at..].trim_start_matches(['-', '_', ':', '.']);
                let gap = if next.starts_with(char::is_alphanumeric) { "<!-- -->" } else { "" };
                edits.push(Edit::replace(sign - 1..at, format!("{words}{gap}")));
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
            edits.push(Edit::replace(sign - outer..at + outer, format!("[](#{label})")));
            at += outer;
        }
    }
    edits
}
