//! Lines of Leanpub and Markua: attributes before a block, boxes in braces, marks of the book's parts.
//! Entry point: [`edits`].

use std::ops::Range;

use super::boxes;
use super::lines::{InCode, Line, info, lines};
use super::syntax::{Arguments, arguments, quoted, quoted_in_info};
use super::{Edit, Files, Mapped, Marks, Setting, Tool, include};
use crate::diag::{Code, Diagnostic};

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
                edits.extend(braces(mapped, line, inner, all.get(i + 1), diagnostics));
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
fn braces(
    mapped: &Mapped,
    line: &Line,
    inner: &str,
    next: Option<&Line>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
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
    let Some(next) = next.filter(|_| are_attributes(&attributes)) else { return Vec::new() };
    let mut left_out = |kept: &[&str]| {
        let is_lost = |key: &str| !kept.contains(&key);
        if attributes.pairs.iter().any(|(key, _)| is_lost(key)) || kept.is_empty() {
            let message = format!("attributes `{{{inner}}}` of the block below left out");
            let help = "headings, pictures and code take attributes, and a table its caption; \
                        write `::: {.class}` around any other block";
            let at = mapped.origin(line.range.clone());
            diagnostics.push(Diagnostic::new(Code::ForeignMarkup, at, message).help(help));
        }
    };
    let below = next.text(mapped.text());
    let start = next.range.start;
    let end = start + below.trim_end().len();
    let mut edits = vec![Edit { range: line.whole(mapped.text()), parts: Vec::new() }];
    match block(next, below) {
        Block::Table => {
            left_out(&["caption", "title", "id"]);
            let id = id(&attributes).map(|id| format!(" {{{id}}}")).unwrap_or_default();
            // A table takes its caption behind it, or before it on a line of its own.
            return match attributes.get(&["caption", "title"]) {
                Some(caption) => replaced(format!(": {caption}{id}\n")),
                None => edits,
            };
        }
        Block::Code => edits.push(code(&attributes, info(below), end)),
        Block::Heading => {
            let kept = attributes.written(&[]);
            edits.extend((!kept.is_empty()).then(|| Edit::new(end..end, format!(" {{{kept}}}"))));
        }
        Block::Picture(text) => {
            let caption = attributes.get(&["caption", "title"]);
            let mut kept = attributes.written(if caption.is_some() { &["caption", "title"] } else { &[] });
            if let Some(caption) = caption {
                let text = start + text.start..start + text.end;
                let words = &mapped.text()[text.clone()];
                if attributes.get(&["alt"]).is_none() && !words.is_empty() {
                    kept = format!("{kept} alt={}", quoted(words));
                }
                edits.push(Edit::new(text, caption));
            }
            let kept = kept.trim();
            edits.extend((!kept.is_empty()).then(|| Edit::new(end..end, format!("{{{kept}}}"))));
        }
        Block::Words => {
            left_out(&["id"]);
            edits.extend(id(&attributes).map(|id| Edit::new(start..start, format!("[]{{{id}}}"))));
        }
        Block::Other => left_out(&[]),
    }
    edits
}

/// Whether words in braces are attributes, and not what somebody says.
fn are_attributes(attributes: &Arguments) -> bool {
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let is_name = |word: &str| word.len() > 1 && word.starts_with(['#', '.']);
    attributes.plain.iter().all(|word| is_name(word))
        && attributes.pairs.iter().all(|(key, _)| is_key(key))
        && !(attributes.plain.is_empty() && attributes.pairs.is_empty())
}

/// What attributes stand before.
enum Block {
    Table,
    Code,
    Heading,
    /// A picture by itself, with the range of the text in its brackets.
    Picture(Range<usize>),
    /// A paragraph.
    Words,
    Other,
}

fn block(line: &Line, words: &str) -> Block {
    let trimmed = words.trim();
    let picture =
        trimmed.strip_prefix("![").filter(|rest| rest.ends_with(')')).and_then(|rest| rest.find("]("));
    match (line.code, picture) {
        (InCode::Opening, _) => Block::Code,
        _ if trimmed.starts_with('|') => Block::Table,
        _ if words.starts_with('#') => Block::Heading,
        (_, Some(length)) => {
            let start = words.len() - words.trim_start().len() + 2;
            Block::Picture(start..start + length)
        }
        _ if trimmed.starts_with(|c: char| c.is_alphabetic() || "\"'*_“‘".contains(c))
            && !["* ", "*\t", "***", "___"].iter().any(|mark| trimmed.starts_with(mark)) =>
        {
            Block::Words
        }
        _ => Block::Other,
    }
}

/// The identifier among attributes, with its `#`.
fn id(attributes: &Arguments) -> Option<String> {
    let own = attributes.plain.iter().find(|word| word.starts_with('#')).cloned();
    own.or_else(|| attributes.get(&["id"]).map(|id| format!("#{id}")))
}

/// The attributes of code, behind its fence.
fn code(attributes: &Arguments, info: &str, end: usize) -> Edit {
    let info = info.trim();
    let language = attributes.get(&["lang", "format"]).filter(|_| info.is_empty()).unwrap_or_default();
    let caption =
        attributes.get(&["title", "caption"]).map(|title| format!("caption={}", quoted_in_info(title)));
    let mut words: Vec<String> = caption.into_iter().collect();
    let others = attributes.written(&["lang", "format", "title", "caption"]);
    words.extend((!others.is_empty()).then_some(others));
    let words = words.join(" ");
    match (info.ends_with('}'), words.is_empty()) {
        (_, true) => Edit::new(end..end, language),
        (true, false) => Edit::new(end - 1..end - 1, format!(" {words}")),
        (false, false) if info.is_empty() && language.is_empty() => {
            Edit::new(end..end, format!("text {{{words}}}"))
        }
        (false, false) => Edit::new(end..end, format!("{language} {{{words}}}")),
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
