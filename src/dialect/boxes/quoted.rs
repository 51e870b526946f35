//! Translates boxes whose lines begin with a marker: `> [!NOTE] Title` of Obsidian, and `W> text` of
//! Leanpub. Entry point: [`edits`].
//!
//! Sources: Obsidian's manual, "Callouts"; the Markua specification, "Asides and Blurbs".

use super::names::opening_line;
use crate::diag::{Code, excerpt};
use crate::dialect::headings::heading_text;
use crate::dialect::lines::{LineKind, MarkdownLine, lines};
use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings, Tool};

/// The alerts of GitHub. Without a title, they are part of our syntax.
const ALERTS: &[&str] = &["note", "tip", "important", "warning", "caution"];

/// The markers of Leanpub, with the box of each.
const LETTERS: &[(&str, &str)] = &[
    ("A>", "aside"),
    ("B>", "note"),
    ("C>", "centred"),
    ("D>", "discussion"),
    ("E>", "error"),
    ("I>", "note"),
    ("Q>", "question"),
    ("T>", "tip"),
    ("W>", "warning"),
    ("X>", "exercise"),
];

/// Returns the letter of Leanpub's marker for a box. Returns `None` if it has none.
pub(crate) fn letter_of(kind: &str) -> Option<char> {
    let kind = if matches!(kind, "info" | "information") { "note" } else { kind };
    // A note has two letters, `B` and `I`; the later one is for information.
    let (marker, _) = LETTERS.iter().rev().find(|(_, name)| *name == kind)?;
    marker.chars().next()
}

/// Returns whether a text may have such boxes.
pub(crate) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    probe.contains("[!")
        || settings.tool == Tool::Leanpub && LETTERS.iter().any(|(marker, _)| probe.contains(marker))
}

/// Rewrites the boxes, and removes the markers of their lines.
pub(crate) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let before = at.checked_sub(1).map(|before| all[before].text(text).trim_start());
        let found = (line.kind == LineKind::Prose)
            .then(|| parse_opening(line.text(text), before, context.settings.tool))
            .flatten();
        match found {
            Some(found) => {
                if !found.metadata.is_empty() {
                    let message = format!("metadata `{}` of a box left out", excerpt(found.metadata));
                    let help = "remove the bar and the words after it; a title is behind the bracket";
                    context.report(Code::ForeignMarkup, line.range.clone(), message, help);
                }
                at = rewrite(text, &all, at, &found, &mut edits);
            }
            None => at += 1,
        }
    }
    edits
}

/// The opening line of a box.
struct MarkedBox<'a> {
    /// The marker of its lines.
    marker: &'a str,
    /// The number of quotations that it is in.
    depth: usize,
    name: &'a str,
    title: Option<&'a str>,
    /// The words after the name and a bar.
    metadata: &'a str,
    /// Whether the first line contains only the name and the title.
    is_head: bool,
}

/// Parses the first line of a box; `before` is the line before it. Returns `None` if no box begins.
fn parse_opening<'a>(line: &'a str, before: Option<&str>, tool: Tool) -> Option<MarkedBox<'a>> {
    let words = line.trim_start();
    if words.starts_with('>') {
        let depth = depth(words) - 1;
        let rest = inner(words, depth + 1)?;
        if before.is_some_and(|before| inner(before, depth + 1).is_some()) {
            return None;
        }
        let (name, behind) = rest.trim_start().strip_prefix("[!")?.split_once(']')?;
        let folds = behind.starts_with(['-', '+']);
        let title = behind.trim_start_matches(['-', '+']).trim();
        // Obsidian allows metadata after a bar.
        let (name, metadata) = name.split_once('|').unwrap_or((name, ""));
        let (name, metadata) = (name.trim(), metadata.trim());
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_alert = title.is_empty()
            && !folds
            && metadata.is_empty()
            && ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name));
        let title = Some(title).filter(|title| !title.is_empty());
        return (is_name && !is_alert).then_some(MarkedBox {
            marker: ">",
            depth,
            name,
            title,
            metadata,
            is_head: true,
        });
    }
    if tool != Tool::Leanpub {
        return None;
    }
    let (marker, name) = LETTERS.iter().find(|(marker, _)| words.starts_with(marker))?;
    let title = heading_text(words[marker.len()..].trim_start());
    Some(MarkedBox { marker, depth: 0, name, title, metadata: "", is_head: title.is_some() })
}

/// Rewrites the box that begins with a line. Returns the index of the line after it.
fn rewrite(
    text: &str,
    all: &[MarkdownLine],
    first: usize,
    found: &MarkedBox<'_>,
    edits: &mut Vec<Edit>,
) -> usize {
    let line = &all[first];
    let words_at = |line: &MarkdownLine| {
        let words = inner(line.text(text), found.depth).unwrap_or_default();
        line.range.end - words.trim_start().len()
    };
    let prefix = &text[line.range.start..words_at(line)];
    let opening = match found.name {
        "centred" => "::: centred".to_owned(),
        name => opening_line(&name.to_ascii_lowercase(), found.title, None),
    };
    let mut next = first;
    if found.is_head {
        edits.push(Edit::replace(line.range.clone(), format!("{prefix}{opening}")));
        next += 1;
    } else {
        edits.push(Edit::insert(line.range.start, format!("{prefix}{opening}\n")));
    }
    let mut last = line.range.end;
    while let Some(line) = all.get(next).filter(|line| inner(line.text(text), found.depth).is_some()) {
        let at = words_at(line);
        let words = &text[at..line.range.end];
        if let Some(rest) = words.strip_prefix(found.marker) {
            let end = at + found.marker.len() + usize::from(rest.starts_with(' '));
            edits.push(Edit::delete(at..end));
        } else if words.is_empty() || line.kind != LineKind::Prose || !is_lazy(words) {
            break;
        }
        last = line.range.end;
        next += 1;
    }
    edits.push(Edit::insert(last, format!("\n{prefix}:::\n")));
    next
}

/// Returns the number of quotation marks at the head of a line.
fn depth(line: &str) -> usize {
    let mut rest = line;
    let mut depth = 0;
    while let Some(behind) = rest.trim_start_matches(' ').strip_prefix('>') {
        depth += 1;
        rest = behind;
    }
    depth
}

/// Returns the text after `depth` quotation marks at the head of a line. Returns `None` if it has
/// fewer.
fn inner(line: &str, depth: usize) -> Option<&str> {
    (0..depth).try_fold(line, |rest, _| rest.trim_start_matches(' ').strip_prefix('>'))
}

/// Returns whether a line without a marker continues the paragraph before it (CommonMark 0.31, section 5.1).
fn is_lazy(words: &str) -> bool {
    !words.starts_with(['#', '>', '-', '*', '+', '`', '~', '<', ':', '|', '{'])
        && !LETTERS.iter().any(|(marker, _)| words.starts_with(marker))
}
