//! Tabs that are written as HTML tags, as Docusaurus and its kin have them: `<Tabs>`, `<TabItem label="…">`.
//! What a tab holds follows its name. Entry point: [`edits`].

use super::lines::{InCode, Line, indent, inside, lines};
use super::syntax::{arguments, escaped, unescaped};
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::Diagnostic;

/// Tags that only hold tabs.
const HOLDERS: &[&str] = &["Tabs", "TabPanes", "CodeGroup", "TabbedContent"];
/// Tags that are a tab.
const TABS: &[&str] = &["TabItem", "Tab", "CodeGroupItem"];
/// Lines that an opening tag may take.
const LINES: usize = 40;

/// Whether a text may have tabs.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["<Tab", "<CodeGroup"])
}

/// Rewrites the tags; the text of a tab is not indented for being in it.
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
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let words = inside(line.text(text));
        let from = line.range.end - words.len();
        // Behind an indent, the tag of a tab in a tab looks like code.
        let Some(tag) = read(words).filter(|_| matches!(line.code, InCode::No | InCode::Indented)) else {
            at += 1;
            continue;
        };
        let limit = all[all.len().min(at + LINES) - 1].range.end;
        let Some(end) = tag_length(&text[from..limit]).map(|length| from + length) else {
            at += 1;
            continue;
        };
        let last = at + all[at..].partition_point(|line| line.range.end < end);
        let rest = end..all[last].range.end;
        let gap = if text[rest.clone()].trim().is_empty() { "" } else { "\n" };
        let name = (tag.is_tab && !tag.closes).then(|| label(&text[from..end])).flatten();
        edits.push(Edit::new(from..end, name.map(|name| format!("**{name}**\n{gap}")).unwrap_or_default()));
        let closed = closing(text, rest, &mut edits);
        if let Some(first) = open.take() {
            dedent(text, &all[first..at], &mut edits);
        }
        if tag.is_tab && !tag.closes && !closed {
            open = Some(last + 1);
        }
        at = last + 1;
    }
    edits
}

/// Returns the length of the tag at the head of a text: to a `>` that is not in a value.
fn tag_length(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    let end = text.bytes().position(|byte| {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') => return depth == 0,
            _ => {}
        }
        false
    });
    end.map(|end| end + 1)
}

/// Removes the closing tags in the rest of a line; returns whether there is one of a tab.
fn closing(text: &str, rest: std::ops::Range<usize>, edits: &mut Vec<Edit>) -> bool {
    let mut closes_tab = false;
    for (at, _) in text[rest.clone()].match_indices("</") {
        let at = rest.start + at;
        let Some(tag) = read(&text[at..rest.end]) else { continue };
        let Some(length) = tag_length(&text[at..rest.end]) else { continue };
        closes_tab |= tag.is_tab;
        edits.push(Edit { range: at..at + length, parts: Vec::new() });
    }
    closes_tab
}

struct Tag {
    is_tab: bool,
    closes: bool,
}

/// The tag that a line begins with, if it is one of tabs.
fn read(words: &str) -> Option<Tag> {
    let rest = words.strip_prefix('<')?;
    let closes = rest.starts_with('/');
    let rest = rest.trim_start_matches('/');
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    let is_tab = TABS.contains(&name);
    (is_tab || HOLDERS.contains(&name)).then_some(Tag { is_tab, closes })
}

/// The name of a tab.
fn label(tag: &str) -> Option<String> {
    let inner = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    let words = arguments(inner);
    let label = words.get(&["label", "title", "name", "value"])?;
    Some(escaped(&unescaped(label.trim_matches(['{', '}', '"', '\'']))))
}

/// Takes the indent off that all lines have.
fn dedent(text: &str, lines: &[Line], edits: &mut Vec<Edit>) {
    let filled = || lines.iter().filter(|line| !line.text(text).trim().is_empty());
    let common = filled().map(|line| indent(line.text(text))).min().unwrap_or(0);
    for line in filled().filter(|_| common > 0) {
        let words = line.text(text);
        // A tab counts for more than one column and goes whole.
        let (mut columns, mut bytes) = (0, 0);
        for byte in words.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')) {
            if columns >= common {
                break;
            }
            columns += if byte == b'\t' { 4 - columns % 4 } else { 1 };
            bytes += 1;
        }
        edits.push(Edit { range: line.range.start..line.range.start + bytes, parts: Vec::new() });
    }
}
