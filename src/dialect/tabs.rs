//! Rewrites tabs that are HTML tags (`<Tabs>`, `<TabItem label="…">` of Docusaurus and others) as
//! paragraphs: the name of a tab in bold, and its content below it. Entry point: [`edits`].

use std::ops::Range;

use super::lines::{LineKind, MarkdownLine, indent, lines, without_markers};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{decode_entities, escape_markdown, parse_arguments};

/// Tags that contain only tabs.
const GROUPS: &[&str] = &["Tabs", "TabPanes", "CodeGroup", "TabbedContent"];
/// Tags that are a tab of a group.
const TABS: &[&str] = &["TabItem", "Tab", "CodeGroupItem"];
/// The maximum length of an opening tag, in lines.
const MAX_LINES: usize = 40;

/// Returns whether a text may have tabs.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["<Tab", "<CodeGroup"])
}

/// Rewrites the tags, and removes the indent of their content.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let words = without_markers(line.text(text));
        let from = line.range.end - words.len();
        // The tag of a tab in a tab may be indented so deeply that it looks like code.
        let Some(tag) =
            parse_tag(words).filter(|_| matches!(line.kind, LineKind::Prose | LineKind::Indented))
        else {
            at += 1;
            continue;
        };
        let limit = all[all.len().min(at + MAX_LINES) - 1].range.end;
        let Some(end) = tag_length(&text[from..limit]).map(|length| from + length) else {
            at += 1;
            continue;
        };
        let last = at + all[at..].partition_point(|line| line.range.end < end);
        let rest = end..all[last].range.end;
        let gap = if text[rest.clone()].trim().is_empty() { "" } else { "\n" };
        let name = (tag.is_tab && !tag.closes).then(|| label(&text[from..end])).flatten();
        edits.push(Edit::replace(
            from..end,
            name.map(|name| format!("**{name}**\n{gap}")).unwrap_or_default(),
        ));
        let closed = remove_closing(text, rest, &mut edits);
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

/// Returns the length of the tag at the head of a text, which ends at a `>` that is not in a value.
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

/// Removes the closing tags in the rest of a line. Returns whether one of them closes a tab.
fn remove_closing(text: &str, rest: Range<usize>, edits: &mut Vec<Edit>) -> bool {
    let mut closes_tab = false;
    for (at, _) in text[rest.clone()].match_indices("</") {
        let at = rest.start + at;
        let Some(tag) = parse_tag(&text[at..rest.end]) else { continue };
        let Some(length) = tag_length(&text[at..rest.end]) else { continue };
        closes_tab |= tag.is_tab;
        edits.push(Edit::delete(at..at + length));
    }
    closes_tab
}

/// A tag of a tab or of a group of tabs.
struct TabTag {
    is_tab: bool,
    closes: bool,
}

/// Parses the tag that a line begins with. Returns `None` if it is not a tag of tabs.
fn parse_tag(words: &str) -> Option<TabTag> {
    let rest = words.strip_prefix('<')?;
    let closes = rest.starts_with('/');
    let rest = rest.trim_start_matches('/');
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    let is_tab = TABS.contains(&name);
    (is_tab || GROUPS.contains(&name)).then_some(TabTag { is_tab, closes })
}

/// Returns the name of the tab that a tag opens.
fn label(tag: &str) -> Option<String> {
    let inner = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    let arguments = parse_arguments(inner);
    let label = arguments.get(&["label", "title", "name", "value"])?;
    Some(escape_markdown(&decode_entities(label.trim_matches(['{', '}', '"', '\'']))))
}

/// Removes the indent that all lines have in common.
fn dedent(text: &str, lines: &[MarkdownLine], edits: &mut Vec<Edit>) {
    let filled = || lines.iter().filter(|line| !line.text(text).trim().is_empty());
    let common = filled().map(|line| indent(line.text(text))).min().unwrap_or(0);
    for line in filled().filter(|_| common > 0) {
        let words = line.text(text);
        // A tab character is wider than one column and is removed whole.
        let (mut columns, mut bytes) = (0, 0);
        for byte in words.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')) {
            if columns >= common {
                break;
            }
            columns += if byte == b'\t' { 4 - columns % 4 } else { 1 };
            bytes += 1;
        }
        edits.push(Edit::delete(line.range.start..line.range.start + bytes));
    }
}
