//! References of Quarto and bookdown become links without words, which show the number or title of what
//! they lead to; where nothing has the label, the link is reported as any other. Entry point: [`edits`].

use super::prose::{Kind, tokens};
use super::{Edit, Files, Mapped, Setting, Tool};
use crate::diag::{Code, Diagnostic};

/// What a label of Quarto begins with.
const PREFIXES: &[&str] =
    &["fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "exr-", "exm-", "def-", "nte-", "tip-"];

/// Whether a text may have such references.
pub(super) fn concerns(text: &str, setting: &Setting<'_>) -> bool {
    text.contains("\\@ref(")
        || text.contains("`r ") && is_r(setting)
        || text.contains('-') && text.contains('@') && has_label(text)
}

fn has_label(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| label(&text[at + 1..]).is_some())
}

fn is_r(setting: &Setting<'_>) -> bool {
    let extension = setting.path.rsplit('.').next().unwrap_or_default();
    let is_r = ["qmd", "rmd"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    is_r || matches!(setting.tool, Tool::Quarto | Tool::Bookdown)
}

/// The label of Quarto at the head of a text.
fn label(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    let label = text[..end].trim_end_matches(['-', '_']);
    PREFIXES.iter().any(|prefix| label.len() > prefix.len() && label.starts_with(prefix)).then_some(label)
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
        if token.kind == Kind::Code && is_r(setting) && text[range.clone()].starts_with("`r ") {
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
                let label = inner[..end].replace("tab:", "tbl:");
                at += 4 + end + 1;
                edits.push(Edit::new(sign - 1..at, format!("[](#{label})")));
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
