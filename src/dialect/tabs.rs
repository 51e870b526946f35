//! Tabs that are written as HTML tags, as Docusaurus and its kin have them: `<Tabs>`, `<TabItem label="…">`.
//! What a tab holds follows its name. Entry point: [`edits`].

use super::lines::{InCode, Line, indent, inside, lines};
use super::syntax::{arguments, escaped, unescaped};
use super::{Edit, Files, Mapped, Setting};
use crate::diag::Diagnostic;

/// Tags that only hold tabs.
const HOLDERS: &[&str] = &["Tabs", "TabPanes", "CodeGroup", "TabbedContent"];
/// Tags that are a tab.
const TABS: &[&str] = &["TabItem", "Tab", "CodeGroupItem"];
/// Lines that an opening tag may take.
const LINES: usize = 40;

/// Whether a text may have tabs.
pub(super) fn concerns(text: &str, _: &Setting<'_>) -> bool {
    text.contains("<Tab") || text.contains("<CodeGroup")
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
        let ends = |line: &Line| line.text(text).trim_end().ends_with('>');
        let Some(count) = all[at..].iter().take(LINES).position(ends) else {
            at += 1;
            continue;
        };
        let last = at + count;
        let range = from..all[last].range.end;
        let name = (tag.is_tab && !tag.closes).then(|| label(&text[range.clone()])).flatten();
        edits.push(Edit::new(range, name.map(|name| format!("**{name}**\n")).unwrap_or_default()));
        if let Some(first) = open.take() {
            dedent(text, &all[first..at], &mut edits);
        }
        if tag.is_tab && !tag.closes {
            open = Some(last + 1);
        }
        at = last + 1;
    }
    edits
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
