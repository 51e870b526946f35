//! Lines of Leanpub and Markua: attributes before a block, boxes in braces, marks of the book's parts.
//! Entry point: [`edits`].

mod attributes;
mod formulas;

use super::boxes;
use super::lines::{InCode, Line, lines};
use super::{Edit, Files, Mapped, Marks, Setting, Tool, include};
use crate::diag::Diagnostic;

/// Whether a text may have such lines.
pub(super) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    setting.tool == Tool::Leanpub && marks.has_any(&["{", "](", "-# "])
}

/// Rewrites the lines.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
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
                edits.extend(braces(mapped, &all, i, inner, diagnostics));
            }
            (InCode::No, None) if words.starts_with("![") => {
                edits.extend(picture(text, line, setting, files));
            }
            (InCode::No, None) => edits.extend(part(line, words)),
            _ => {}
        }
    }
    formulas::rewritten(text, &all, &mut edits);
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// A line in braces: a box, a page break, or attributes of the block below.
fn braces(
    mapped: &Mapped,
    all: &[Line],
    at: usize,
    inner: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let name = inner.trim_start_matches('/').split([',', ' ', ':']).next().unwrap_or_default();
    let replaced = |words: String| vec![Edit::new(all[at].range.clone(), words)];
    match name {
        "frontmatter" | "mainmatter" | "backmatter" => replaced(String::new()),
        "pagebreak" => replaced("::: pagebreak\n:::".to_owned()),
        "aside" | "blurb" if inner.starts_with('/') => replaced(":::".to_owned()),
        "aside" | "blurb" => {
            let attributes = attributes::read(inner);
            let class =
                attributes.get(&["class", "icon"]).unwrap_or(if name == "aside" { "aside" } else { "note" });
            replaced(boxes::opening(class, attributes.get(&["title"]).or(Some("")), None))
        }
        _ => attributes::moved(mapped, all, at, inner, diagnostics),
    }
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
