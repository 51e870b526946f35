//! Rewrites theorems, proofs and custom blocks of bookdown and Quarto as divs: chunks such as
//! `{theorem, label}`, and divs such as `::: {.theorem #label}` and `::: {#thm-label}`. Entry point:
//! [`edits`].
//!
//! Sources: the bookdown book, sections 2.2.2 and 2.7; Quarto's guide, "Cross References".

use super::boxes;
use super::divs::{Div, divs};
use super::headings::heading_text;
use super::lines::{LineKind, MarkdownLine, info_string, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{TagArguments, parse_arguments};

/// The kinds of theorem, with the prefix of their labels in both tools; a proof has no label.
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

/// Returns whether a text may have theorems or blocks.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.is_r()
        && (probe.contains("{block")
            || probe.contains(":::")
            || KINDS.iter().any(|(kind, _)| probe.contains(&format!("{{{kind}"))))
}

/// Rewrites theorems and blocks.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    for (at, line) in all.iter().enumerate().filter(|(_, line)| line.kind == LineKind::OpeningFence) {
        edits.extend(chunk(text, &all, at, line));
    }
    for div in divs(text, &all) {
        edits.extend(of_div(text, &all, &div));
    }
    edits
}

/// Returns the edits for a chunk `{theorem, label, name="…"}` or `{block, type="…"}`; none for other chunks.
fn chunk(text: &str, all: &[MarkdownLine], at: usize, line: &MarkdownLine) -> Vec<Edit> {
    let inner = info_string(line.text(text)).trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let Some(inner) = inner else { return Vec::new() };
    let arguments = parse_arguments(inner);
    let Some(engine) = arguments.word(0) else { return Vec::new() };
    let kind = KINDS.iter().find(|(kind, _)| *kind == engine);
    let Some(opening) = (match kind {
        Some((kind, prefix)) => {
            let label = arguments.word(1).or(arguments.get(&["label"]));
            let id = label.filter(|_| !prefix.is_empty()).map(|label| format!("{prefix}:{label}"));
            Some(head(kind, id.as_deref(), arguments.get(&["name"])))
        }
        None if matches!(engine, "block" | "block2") => Some(block(&arguments)),
        None => None,
    }) else {
        return Vec::new();
    };
    let body = all[at + 1..].iter().take_while(|line| line.kind == LineKind::Fenced).count();
    let mut edits = vec![Edit::replace(line.range.clone(), opening)];
    match all.get(at + 1 + body) {
        Some(close) => edits.push(Edit::replace(close.range.clone(), ":::")),
        None => edits.push(Edit::replace(text.len()..text.len(), "\n:::\n")),
    }
    edits
}

/// Returns the line that opens a custom block: one of our boxes, or a div of its type.
fn block(arguments: &TagArguments) -> String {
    let kind = arguments.get(&["type"]).unwrap_or("note");
    let name = kind.strip_prefix("rmd").unwrap_or(kind);
    if boxes::native_box(name).is_some() {
        return boxes::opening_line(name, Some(""), None);
    }
    format!("::: {{.{}}}", name.replace(char::is_whitespace, "-"))
}

/// Returns the line that opens a theorem.
fn head(kind: &str, id: Option<&str>, name: Option<&str>) -> String {
    let id = id.map(|id| format!("#{id} ")).unwrap_or_default();
    let name = name.map(|name| format!(" title=\"{}\"", name.replace('"', "\\\""))).unwrap_or_default();
    format!("::: {{{id}.{kind}{name}}}")
}

/// Returns whether a prefix is that of labels of theorems.
pub(super) fn is_theorem(prefix: &str) -> bool {
    !prefix.is_empty() && KINDS.iter().any(|(_, known)| *known == prefix)
}

/// Returns the edits for a div `::: {.theorem #label name="…"}` of bookdown, or `::: {#thm-label}` of Quarto,
/// whose first heading is its name; none for other divs.
fn of_div(text: &str, all: &[MarkdownLine], div: &Div) -> Vec<Edit> {
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
    let heading = first.filter(|at| all[*at].kind == LineKind::Prose).and_then(|at| {
        let words = heading_text(all[at].text(text))?;
        Some((at, words))
    });
    let name = div.attributes.get(&["name"]).or(heading.map(|(_, words)| words));
    let mut edits = vec![Edit::replace(all[div.open].range.clone(), head(kind, id.as_deref(), name))];
    if let Some((at, words)) = heading
        && name == Some(words)
    {
        edits.push(Edit::delete(all[at].range.clone()));
    }
    edits
}
