//! Theorems and their like, and blocks, of bookdown and Quarto: chunks such as `{theorem, label}`, and divs
//! such as `::: {.theorem #label}` and `::: {#thm-label}`. Entry point: [`edits`].

use super::divs::{Div, divs};
use super::lines::{InCode, Line, info, lines};
use super::mapped::in_order;
use super::syntax::{Arguments, arguments, escaped};
use super::{Edit, Files, Mapped, Marks, Setting, boxes};
use crate::diag::Diagnostic;

/// What is counted or set off, with what its labels begin with in both tools.
const KINDS: &[(&str, &str)] = &[
    ("theorem", "thm"),
    ("lemma", "lem"),
    ("corollary", "cor"),
    ("proposition", "prp"),
    ("conjecture", "cnj"),
    ("definition", "def"),
    ("example", "exm"),
    ("exercise", "exr"),
    ("hypothesis", "hyp"),
    ("solution", "sol"),
    ("remark", "rem"),
    ("proof", ""),
];

/// Whether a text may have theorems or blocks.
pub(super) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    setting.is_r()
        && (marks.has("{block")
            || marks.has(":::")
            || KINDS.iter().any(|(kind, _)| marks.has(&format!("{{{kind}"))))
}

/// Rewrites theorems and blocks. Theorems have no numbers: they are called by their names.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    for (at, line) in all.iter().enumerate().filter(|(_, line)| line.code == InCode::Opening) {
        edits.extend(chunk(text, &all, at, line));
    }
    for div in divs(text, &all) {
        edits.extend(of_div(text, &all, &div));
    }
    in_order(edits)
}

/// A chunk `{theorem, label, name="…"}` or `{block, type="…"}`.
fn chunk(text: &str, all: &[Line], at: usize, line: &Line) -> Vec<Edit> {
    let inner = info(line.text(text)).trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let Some(inner) = inner else { return Vec::new() };
    let words = arguments(inner);
    let Some(engine) = words.plain(0) else { return Vec::new() };
    let kind = KINDS.iter().find(|(kind, _)| *kind == engine);
    let Some(opening) = (match kind {
        Some((kind, prefix)) => {
            let label = words.plain(1).or(words.get(&["label"]));
            let id = label.filter(|_| !prefix.is_empty()).map(|label| format!("{prefix}:{label}"));
            Some(head(kind, id.as_deref(), words.get(&["name"])))
        }
        None if matches!(engine, "block" | "block2") => Some(block(&words)),
        None => None,
    }) else {
        return Vec::new();
    };
    let body = all[at + 1..].iter().take_while(|line| line.code == InCode::Inside).count();
    let mut edits = vec![Edit::new(line.range.clone(), opening)];
    match all.get(at + 1 + body) {
        Some(close) => edits.push(Edit::new(close.range.clone(), ":::")),
        None => edits.push(Edit::new(text.len()..text.len(), "\n:::\n")),
    }
    edits
}

fn block(words: &Arguments) -> String {
    let kind = words.get(&["type"]).unwrap_or("note");
    let name = kind.strip_prefix("rmd").unwrap_or(kind);
    if boxes::kind(name).is_some() {
        return boxes::opening(name, Some(""), None);
    }
    format!("::: {{.{}}}", name.replace(char::is_whitespace, "-"))
}

/// The line that opens a theorem, with the words that it begins with.
fn head(kind: &str, id: Option<&str>, name: Option<&str>) -> String {
    let opening = match id {
        Some(id) => format!("::: {{#{id}}}"),
        None => "::: {.plain}".to_owned(),
    };
    let mut letters = kind.chars();
    let kind: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let name = name.map(|name| format!(" ({})", escaped(name))).unwrap_or_default();
    format!("{opening}\n**{kind}{name}.**\n")
}

/// A div `::: {.theorem #label name="…"}` of bookdown, or `::: {#thm-label}` of Quarto, whose name is the
/// heading at its begin.
fn of_div(text: &str, all: &[Line], div: &Div) -> Vec<Edit> {
    let id = div.id();
    let by_class = KINDS.iter().find(|(kind, _)| div.has_class(kind));
    let by_id = || {
        let (prefix, _) = id?.split_once('-')?;
        KINDS.iter().find(|(_, known)| *known == prefix)
    };
    let Some((kind, prefix)) = by_class.or_else(by_id) else { return Vec::new() };
    let id = match id {
        Some(id) if id.contains(['-', ':']) || prefix.is_empty() => Some(id.to_owned()),
        Some(id) => Some(format!("{prefix}:{id}")),
        None => None,
    };
    let first = (div.open + 1..div.close).find(|at| !all[*at].text(text).trim().is_empty());
    let heading = first.filter(|at| all[*at].code == InCode::No).and_then(|at| {
        let words = boxes::heading(all[at].text(text))?;
        Some((at, words))
    });
    let name = div.attributes.get(&["name"]).or(heading.map(|(_, words)| words));
    let mut edits = vec![Edit::new(all[div.open].range.clone(), head(kind, id.as_deref(), name))];
    if let Some((at, _)) = heading {
        edits.push(Edit { range: all[at].range.clone(), parts: Vec::new() });
    }
    edits
}
