//! Translates boxes and tabs of MkDocs, whose body is indented: `!!! note "Title"`, `??? tip`, `===
//! "Tab"`. Entry point: [`edits`].
//!
//! Sources: the manual of Python-Markdown, "Admonition"; that of PyMdown Extensions, "Details" and
//! "Tabbed".

use super::names::opening_line;
use crate::diag::{Code, excerpt};
use crate::dialect::lines::{LineKind, MarkdownLine, indent, lines, opens_indented_box};
use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// The classes of boxes that are set beside the text.
const PLACES: &[&str] = &["inline", "end", ""];
/// The indent of a body, in columns.
const STEP: usize = 4;

/// Returns whether a text may have such boxes.
pub(crate) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["!!! ", "??? ", "???+ ", "=== \""])
}

/// A box or tab that is open.
struct UnclosedBox {
    /// The column of its first line.
    column: usize,
    /// The line that closes it; empty for a tab.
    end: &'static str,
    /// The end of the last line of its body that is not empty.
    last: usize,
    /// The text before its first line: indent and markers.
    prefix: String,
}

/// Rewrites the boxes, and removes the indent of their bodies.
pub(crate) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let mut stack: Vec<UnclosedBox> = Vec::new();
    for (i, line) in all.iter().enumerate() {
        let words = line.text(text);
        if words.trim().is_empty() {
            continue;
        }
        let column = indent(words);
        let in_code = matches!(line.kind, LineKind::Fenced | LineKind::ClosingFence | LineKind::Raw);
        while let Some(open) = stack.pop_if(|open| !in_code && column < open.column + STEP) {
            close(&open, &mut edits);
        }
        stack.iter_mut().for_each(|open| open.last = line.range.end);
        let dedented = line.range.start + indent_bytes(words, stack.len() * STEP);
        let opening =
            (line.kind == LineKind::Prose).then(|| words.trim()).filter(|words| opens_indented_box(words));
        let found = opening.and_then(parse_opening).filter(|found| {
            let next = all[i + 1..].iter().map(|next| next.text(text)).find(|next| !next.trim().is_empty());
            found.has_title || next.is_some_and(|next| indent(next) >= column + STEP)
        });
        match found {
            Some(found) => {
                if !found.left_out.is_empty() {
                    let message = format!("words `{}` of a box left out", excerpt(&found.left_out));
                    let help = "the first word is the kind of the box; write a title in quotation marks";
                    context.report(Code::ForeignMarkup, line.range.clone(), message, help);
                }
                let words_at = line.range.end - words.trim_start().len();
                let prefix = text[dedented.min(words_at)..words_at].to_owned();
                edits.push(Edit::replace(line.range.clone(), format!("{prefix}{}", found.line)));
                stack.push(UnclosedBox { column, end: found.end, last: line.range.end, prefix });
            }
            None if dedented > line.range.start => {
                edits.push(Edit::delete(line.range.start..dedented));
            }
            None => {}
        }
    }
    while let Some(open) = stack.pop() {
        close(&open, &mut edits);
    }
    edits
}

/// Adds the edit that closes a box.
fn close(open: &UnclosedBox, edits: &mut Vec<Edit>) {
    if !open.end.is_empty() {
        edits.push(Edit::insert(open.last, format!("\n{}{}\n", open.prefix, open.end)));
    }
}

/// Returns the length in bytes of the whitespace at the head of a line, up to a number of columns.
fn indent_bytes(line: &str, max: usize) -> usize {
    let (mut columns, mut bytes) = (0, 0);
    for byte in line.bytes().take_while(|b| matches!(b, b' ' | b'\t')) {
        columns += if byte == b'\t' { 4 - columns % 4 } else { 1 };
        if columns > max {
            break;
        }
        bytes += 1;
    }
    bytes
}

/// The opening line of a box or tab.
struct IndentedBox {
    /// The line in our syntax.
    line: String,
    /// The line that closes it; empty for a tab.
    end: &'static str,
    /// Whether it has a title; without one, it needs a body to be a box.
    has_title: bool,
    /// The words after the kind that no book shows.
    left_out: String,
}

/// Parses the line that opens a box or a tab. Returns `None` if it is prose.
fn parse_opening(line: &str) -> Option<IndentedBox> {
    let (marker, rest) = line.split_once(' ')?;
    let rest = rest.trim();
    let quoted = rest.find('"').filter(|_| rest.len() > 1 && rest.ends_with('"'));
    let title = quoted.and_then(|at| rest.get(at + 1..rest.len() - 1));
    let names = quoted.map_or(rest, |at| rest[..at].trim());
    if marker.starts_with('=') {
        let title = title.filter(|_| names.is_empty())?;
        let line = format!("**{title}**\n");
        return Some(IndentedBox { line, end: "", has_title: true, left_out: String::new() });
    }
    let are_names = names.split(' ').all(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    });
    if !are_names {
        return None;
    }
    let (name, others) = names.split_once(' ').unwrap_or((names, ""));
    // The classes of MkDocs for a box beside the text.
    let left_out: Vec<&str> = others.split(' ').filter(|word| !PLACES.contains(word)).collect();
    let (line, left_out) = (opening_line(name, title, None), left_out.join(" "));
    Some(IndentedBox { line, end: ":::", has_title: title.is_some(), left_out })
}
