//! Replaces variables of GitBook and HonKit (`{{ book.title }}`) with their values, in code as well.
//! Entry point: [`edits`].
//!
//! Source: HonKit's manual, "Templating".

use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings, Tool};

/// Returns whether a text may contain such variables.
pub(crate) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.tool == Tool::GitBook && probe.contains("{{")
}

/// Replaces the variables with a known value, but not those between `{% raw %}` and `{% endraw %}`.
pub(crate) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    let mut at = context.start;
    let mut raw = text[context.start..].find("{% raw %}").map(|raw| context.start + raw);
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
        if let Some(value) = context.settings.variables.get(name) {
            edits.push(Edit::replace(open..at, visible(value)));
        }
    }
    edits
}

/// Returns a value, or an empty string for HTML without words and pictures, such as an icon of a web page.
fn visible(value: &str) -> &str {
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
