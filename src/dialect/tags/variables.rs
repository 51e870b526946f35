//! Variables of GitBook and HonKit (`{{ book.title }}`), which are filled in code as well. Entry point:
//! [`edits`].

use super::super::{Edit, Files, Mapped, Marks, Setting, Tool};
use crate::diag::Diagnostic;

/// Whether a text may name variables that are filled everywhere.
pub(crate) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    setting.tool == Tool::GitBook && marks.has("{{")
}

/// Fills the variables whose values are known, but for what is between `{% raw %}` and `{% endraw %}`.
pub(crate) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    let mut at = start;
    let mut raw = text[start..].find("{% raw %}").map(|raw| start + raw);
    while let Some(open) = text[at..].find("{{").map(|open| at + open) {
        if let Some(begin) = raw.filter(|raw| *raw < open) {
            let Some(end) = text[begin..].find("{% endraw %}").map(|end| begin + end) else { break };
            raw = text[end..].find("{% raw %}").map(|raw| end + raw);
            at = end.max(at);
            continue;
        }
        let window = text[open + 2..].find("{{").map_or(text.len(), |next| open + 2 + next);
        let Some(close) = text[open..window].find("}}").map(|close| open + close) else {
            at = window;
            continue;
        };
        let name = text[open + 2..close].trim();
        let name = name.split('|').next().unwrap_or(name).trim();
        at = close + 2;
        if let Some(value) = setting.variables.get(name) {
            edits.push(Edit::new(open..at, shown(value)));
        }
    }
    edits
}

/// A value as it is shown: a button or mark of a web page without words is nothing.
fn shown(value: &str) -> &str {
    let mut in_tag = false;
    let has_words = value.chars().any(|c| {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag && !c.is_whitespace() => return true,
            _ => {}
        }
        false
    });
    if has_words || value.contains("<img") { value } else { "" }
}
