//! Boxes between `:::` whose names are another tool's: Quarto's callouts, Docusaurus, VitePress,
//! bookdown.

use super::{heading, kind, opening};
use crate::diag::Diagnostic;
use crate::dialect::lines::{InCode, Line, lines};
use crate::dialect::syntax::{Arguments, arguments};
use crate::dialect::{Edit, Files, Mapped, Marks, Setting};

/// Whether a text may have such boxes.
pub(crate) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has(":::")
}

/// Rewrites the lines that open boxes.
pub(crate) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits: Vec<Edit> = Vec::new();
    for (i, line) in all.iter().enumerate() {
        if line.code != InCode::No || !line.text(text).trim_start().starts_with(":::") {
            continue;
        }
        let words = line.text(text);
        let Some(found) = read(words.trim_start().trim_start_matches(':').trim()) else { continue };
        let at = line.range.end - words.trim_start().len();
        let mut title = found.title;
        let mut headed = None;
        if title.is_none() && found.takes_heading {
            let next = all[i + 1..].iter().find(|next| !next.text(text).trim().is_empty());
            headed = next.filter(|next| next.code == InCode::No && heading(next.text(text).trim()).is_some());
            title = headed.and_then(|next| heading(next.text(text).trim())).map(str::to_owned);
        }
        let opened = match found.only {
            Some(only) => format!("::: {only}"),
            None => opening(&found.name, title.as_deref(), found.id.as_deref()),
        };
        edits.push(Edit::new(at..line.range.end, opened));
        edits.extend(headed.map(|next| Edit { range: next.whole(text), parts: Vec::new() }));
    }
    edits
}

#[derive(Default)]
struct Found {
    name: String,
    title: Option<String>,
    id: Option<String>,
    /// Whether a heading at its begin is its title.
    takes_heading: bool,
    /// It is for one format only.
    only: Option<&'static str>,
}

/// Reads what stands behind the colons; `None` for what is ours or nobody's.
fn read(rest: &str) -> Option<Found> {
    if let Some(inner) = rest.strip_prefix('{') {
        return classes(&arguments(inner.split_once('}')?.0));
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    if let Some(found) = callout(name) {
        return Some(Found { takes_heading: true, ..found });
    }
    kind(name)?;
    let own = kind(name) == Some(name);
    let rest = rest.trim();
    let (title, rest) = match rest.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
        Some((title, rest)) => (Some(title), rest.trim()),
        None => (None, rest),
    };
    let (words, braces) = rest.split_once('{').unwrap_or((rest, ""));
    let title = title.or(Some(words.trim()).filter(|words| !words.is_empty()));
    if own && title.is_none() {
        return None;
    }
    let attributes = arguments(braces.trim_end_matches('}'));
    let id = attributes.plain.iter().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    let title = title.map(|title| title.trim_end_matches(':').trim().to_owned());
    Some(Found { name: name.to_owned(), title, id, ..Found::default() })
}

fn callout(class: &str) -> Option<Found> {
    let name = class
        .strip_prefix("callout-")
        .or_else(|| class.strip_prefix("rmd"))
        .filter(|name| kind(name).is_some());
    name.map(|name| Found { name: name.to_owned(), ..Found::default() })
}

fn classes(attributes: &Arguments) -> Option<Found> {
    let classes = || attributes.plain.iter().filter_map(|word| word.strip_prefix('.'));
    let id = attributes.plain.iter().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    if let Some(found) = classes().find_map(callout) {
        let title = attributes.get(&["title"]).map(str::to_owned);
        return Some(Found { title, id, takes_heading: true, ..found });
    }
    let visible = classes().find_map(|class| match class {
        "content-visible" => Some(true),
        "content-hidden" => Some(false),
        _ => None,
    })?;
    let printed = |format: &str| matches!(format, "pdf" | "latex" | "typst" | "docx");
    let (format, when) = match attributes.get(&["when-format"]) {
        Some(format) => (format, true),
        None => (attributes.get(&["unless-format"])?, false),
    };
    let only = if printed(format) == (visible == when) { "only=pdf" } else { "only=epub" };
    Some(Found { only: Some(only), ..Found::default() })
}
