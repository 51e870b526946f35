//! Lines of Leanpub and Markua: attributes before a block, boxes in braces, marks of the book's parts.
//! Entry point: [`edits`].

use super::boxes;
use super::lines::{InCode, Line, info, lines};
use super::syntax::{Arguments, arguments, quoted, quoted_in_info};
use super::{Edit, Files, Mapped, Setting, Tool, include};
use crate::diag::Diagnostic;

/// Whether a text may have such lines.
pub(super) fn concerns(text: &str, setting: &Setting<'_>) -> bool {
    setting.tool == Tool::Leanpub && (text.contains('{') || text.contains("](") || text.contains("-# "))
}

/// Rewrites the lines.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    for (i, line) in all.iter().enumerate() {
        let words = line.text(text).trim();
        let inner = words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match (line.code, inner) {
            (InCode::Inside, Some(inner)) if inner.starts_with("leanpub-") => {
                edits.push(Edit { range: line.whole(text), parts: Vec::new() });
            }
            (InCode::No, Some(inner)) if !inner.contains('{') => {
                edits.extend(braces(text, line, inner, all.get(i + 1)));
            }
            (InCode::No, None) if words.starts_with("![") => {
                edits.extend(picture(text, line, setting, files));
            }
            (InCode::No, None) => edits.extend(part(line, words)),
            _ => {}
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// A line in braces: a box, a page break, or attributes of the block below.
fn braces(text: &str, line: &Line, inner: &str, next: Option<&Line>) -> Vec<Edit> {
    let name = inner.trim_start_matches('/').split([',', ' ', ':']).next().unwrap_or_default();
    let replaced = |words: String| vec![Edit::new(line.range.clone(), words)];
    let attributes = arguments(&inner.replace(": ", "="));
    match name {
        "frontmatter" | "mainmatter" | "backmatter" => return replaced(String::new()),
        "pagebreak" => return replaced("::: pagebreak\n:::".to_owned()),
        "aside" | "blurb" if inner.starts_with('/') => return replaced(":::".to_owned()),
        "aside" | "blurb" => {
            let class =
                attributes.get(&["class", "icon"]).unwrap_or(if name == "aside" { "aside" } else { "note" });
            return replaced(boxes::opening(class, attributes.get(&["title"]).or(Some("")), None));
        }
        _ => {}
    }
    let is_attributes = inner.starts_with('#') || !attributes.pairs.is_empty();
    // A table takes its caption behind it.
    let caption = attributes.get(&["caption", "title"]);
    if let Some(caption) =
        caption.filter(|_| next.is_some_and(|next| next.text(text).trim_start().starts_with('|')))
    {
        let id = attributes.get(&["id"]).map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        return replaced(format!(": {caption}{id}\n"));
    }
    let Some(next) = next.filter(|_| is_attributes) else { return Vec::new() };
    let mut edits = vec![Edit { range: line.whole(text), parts: Vec::new() }];
    let below = next.text(text);
    let end = next.range.start + below.trim_end().len();
    let added = if next.code == InCode::Opening && below.trim_end().ends_with('}') {
        String::new()
    } else if next.code == InCode::Opening {
        code(&attributes, info(below).trim().is_empty())
    } else if below.starts_with('#')
        || (below.trim_start().starts_with("![") && below.trim_end().ends_with(')'))
    {
        let gap = if below.starts_with('#') { " " } else { "" };
        let kept = kept(&attributes);
        if kept.is_empty() { String::new() } else { format!("{gap}{{{kept}}}") }
    } else {
        String::new()
    };
    edits.push(Edit::new(end..end, added));
    edits
}

fn code(attributes: &Arguments, bare: bool) -> String {
    let language = attributes.get(&["lang", "format"]).filter(|_| bare).unwrap_or_default();
    let title =
        attributes.get(&["title", "caption"]).map(|title| format!("caption={}", quoted_in_info(title)));
    match title {
        Some(title) if bare && language.is_empty() => format!("text {{{title}}}"),
        Some(title) => format!("{language} {{{title}}}"),
        None => language.to_owned(),
    }
}

/// What a heading or a picture keeps of attributes.
fn kept(attributes: &Arguments) -> String {
    let mut words: Vec<String> =
        attributes.plain.iter().filter(|word| word.starts_with('#') && word.len() > 1).cloned().collect();
    for (key, value) in &attributes.pairs {
        match key.as_str() {
            "id" => words.push(format!("#{value}")),
            "class" if value == "unnumbered" => words.push(".unnumbered".to_owned()),
            "width" | "height" | "alt" => words.push(format!("{key}={}", quoted(value))),
            _ => {}
        }
    }
    words.join(" ")
}

/// A picture that is named without the folder in which Leanpub keeps it.
fn picture(text: &str, line: &Line, setting: &Setting<'_>, files: &mut dyn Files) -> Option<Edit> {
    let words = line.text(text);
    let open = line.range.start + words.find("](")? + 2;
    let length = text[open..line.range.end].find([')', ' '])?;
    let path = &text[open..open + length];
    if path.contains("://") {
        return None;
    }
    let folder = setting.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if files.exists(&include::joined(folder, path)) {
        return None;
    }
    let moved = ["resources", "images"].iter().map(|sub| format!("{sub}/{path}"));
    let found = moved.into_iter().find(|moved| files.exists(&include::joined(folder, moved)))?;
    Some(Edit::new(open..open + length, found))
}

/// `-# Part` and `# Part #` name a part.
fn part(line: &Line, words: &str) -> Option<Edit> {
    let name = match words.strip_prefix("-# ") {
        Some(name) => name,
        None => words.strip_prefix("# ")?.strip_suffix(" #")?,
    };
    Some(Edit::new(line.range.clone(), format!("# {} {{.part .unnumbered}}", name.trim())))
}
