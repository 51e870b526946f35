//! Translates lines of Leanpub and Markua: attributes before a block, boxes in braces, headings of
//! parts, pictures without their folder, formulas. Entry point: [`edits`].
//!
//! Sources: the Markua specification; Leanpub's manual.

mod attributes;
mod formulas;

use super::boxes;
use super::lines::{LineKind, MarkdownLine, lines};
use super::mapped::Edit;
use super::paths::join_path;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings, Tool};
use super::syntax::TagArguments;
use crate::diag::{Code, excerpt};

/// Returns whether a text may have such lines.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.tool == Tool::Leanpub && probe.contains_any(&["{", "](", "-# "])
}

/// Rewrites the lines.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    for (i, line) in all.iter().enumerate() {
        let words = line.text(text).trim();
        let inner = words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match (line.kind, inner) {
            (LineKind::Fenced, Some(inner)) if inner.starts_with("leanpub-") => {
                edits.push(Edit::delete(line.range_with_end(text)));
            }
            (LineKind::Prose, Some(inner)) if !inner.contains('{') => {
                edits.extend(braces(context, &all, i, inner));
            }
            (LineKind::Prose, None) if words.starts_with("![") => {
                edits.extend(picture(context, line));
            }
            (LineKind::Prose, None) => edits.extend(part(line, words)),
            _ => {}
        }
    }
    formulas::rewrite(text, &all, &mut edits);
    edits
}

/// Returns the edits for a line in braces: a box, a page break, or attributes of the block below.
fn braces(context: &mut StageContext<'_>, all: &[MarkdownLine], at: usize, inner: &str) -> Vec<Edit> {
    let name = inner.trim_start_matches('/').split([',', ' ', ':']).next().unwrap_or_default();
    let replaced = |words: String| vec![Edit::replace(all[at].range.clone(), words)];
    match name {
        "frontmatter" | "mainmatter" | "backmatter" => replaced(String::new()),
        "pagebreak" => replaced("::: pagebreak\n:::".to_owned()),
        "aside" | "blurb" if inner.starts_with('/') => replaced(":::".to_owned()),
        "aside" | "blurb" => {
            let attributes = attributes::parse(inner);
            report_unused(context, &all[at], &attributes, name);
            let class =
                attributes.get(&["class", "icon"]).unwrap_or(if name == "aside" { "aside" } else { "note" });
            replaced(boxes::opening_line(class, attributes.get(&["title"]).or(Some("")), None))
        }
        _ => attributes::move_to_block(context, all, at, inner),
    }
}

/// Reports the attributes of a box, `{aside, …}`, that it does not take.
fn report_unused(context: &mut StageContext<'_>, line: &MarkdownLine, attributes: &TagArguments, name: &str) {
    let pairs =
        attributes.pairs.iter().filter(|(key, _)| !["class", "icon", "title"].contains(&key.as_str()));
    let pairs = pairs.map(|(key, value)| format!("{key}: {value}"));
    let words = attributes.words.iter().filter(|word| *word != name).cloned();
    let unused: Vec<String> = words.chain(pairs).collect();
    if !unused.is_empty() {
        let message = format!("attributes `{}` of a box left out", excerpt(&unused.join(", ")));
        let help = "a box takes `class` and `title`";
        context.report(Code::ForeignMarkup, line.range.clone(), message, help);
    }
}

/// Returns the edit that adds the folder in which Leanpub keeps a picture. Returns `None` if it needs none.
fn picture(context: &mut StageContext<'_>, line: &MarkdownLine) -> Option<Edit> {
    let text = context.text();
    let words = line.text(text);
    let open = line.range.start + words.find("](")? + 2;
    let length = text[open..line.range.end].find([')', ' '])?;
    let path = &text[open..open + length];
    if path.contains("://") {
        return None;
    }
    let folder = context.settings.folder();
    if context.files.exists(&join_path(folder, path)) {
        return None;
    }
    let candidates = ["resources", "images"].iter().map(|sub| format!("{sub}/{path}"));
    let found = candidates.into_iter().find(|path| context.files.exists(&join_path(folder, path)))?;
    Some(Edit::replace(open..open + length, found))
}

/// Returns the edit for the heading of a part, `-# Part` or `# Part #`.
fn part(line: &MarkdownLine, words: &str) -> Option<Edit> {
    let name = match words.strip_prefix("-# ") {
        Some(name) => name,
        None => words.strip_prefix("# ")?.strip_suffix(" #")?,
    };
    Some(Edit::replace(line.range.clone(), format!("# {} {{.part .unnumbered}}", name.trim())))
}
