//! Boxes and tabs of MkDocs, whose body is indented: `!!! note "Title"`, `??? tip`, `=== "Tab"`.

use super::opening;
use crate::diag::Diagnostic;
use crate::dialect::lines::{InCode, Line, indent, is_box, lines};
use crate::dialect::{Edit, Files, Mapped, Marks, Setting};

/// Columns by which a body is indented.
const STEP: usize = 4;

/// Whether a text may have such boxes.
pub(crate) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["!!! ", "??? ", "???+ ", "=== \""])
}

/// A box that is open.
struct Open {
    column: usize,
    /// What ends it.
    end: &'static str,
    /// The end of the last line of its body that is not empty.
    last: usize,
    prefix: String,
}

/// Rewrites the boxes, their bodies moved to the left.
pub(crate) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (i, line) in all.iter().enumerate() {
        let words = line.text(text);
        if words.trim().is_empty() {
            continue;
        }
        let column = indent(words);
        let in_code = matches!(line.code, InCode::Inside | InCode::Closing | InCode::Raw);
        while let Some(open) = stack.pop_if(|open| !in_code && column < open.column + STEP) {
            close(&open, &mut edits);
        }
        stack.iter_mut().for_each(|open| open.last = line.range.end);
        let dedented = line.range.start + blanks(words, stack.len() * STEP);
        let mark = (line.code == InCode::No).then(|| words.trim()).filter(|mark| is_box(mark));
        let found = mark.and_then(read).filter(|found| {
            let next = all[i + 1..].iter().map(|next| next.text(text)).find(|next| !next.trim().is_empty());
            found.titled || next.is_some_and(|next| indent(next) >= column + STEP)
        });
        match found {
            Some(found) => {
                let words_at = line.range.end - words.trim_start().len();
                let prefix = text[dedented.min(words_at)..words_at].to_owned();
                edits.push(Edit::new(line.range.clone(), format!("{prefix}{}", found.line)));
                stack.push(Open { column, end: found.end, last: line.range.end, prefix });
            }
            None if dedented > line.range.start => {
                edits.push(Edit { range: line.range.start..dedented, parts: Vec::new() });
            }
            None => {}
        }
    }
    while let Some(open) = stack.pop() {
        close(&open, &mut edits);
    }
    edits
}

fn close(open: &Open, edits: &mut Vec<Edit>) {
    if !open.end.is_empty() {
        edits.push(Edit::new(open.last..open.last, format!("\n{}{}\n", open.prefix, open.end)));
    }
}

/// The bytes of white space that make at most so many columns.
fn blanks(line: &str, most: usize) -> usize {
    let (mut columns, mut bytes) = (0, 0);
    for byte in line.bytes().take_while(|b| matches!(b, b' ' | b'\t')) {
        columns += if byte == b'\t' { 4 - columns % 4 } else { 1 };
        if columns > most {
            break;
        }
        bytes += 1;
    }
    bytes
}

struct Found {
    line: String,
    end: &'static str,
    titled: bool,
}

/// Reads the line that opens a box or a tab.
fn read(line: &str) -> Option<Found> {
    let (mark, rest) = line.split_once(' ')?;
    let rest = rest.trim();
    let quoted = rest.find('"').filter(|_| rest.len() > 1 && rest.ends_with('"'));
    let title = quoted.and_then(|at| rest.get(at + 1..rest.len() - 1));
    let names = quoted.map_or(rest, |at| rest[..at].trim());
    if mark.starts_with('=') {
        let title = title.filter(|_| names.is_empty())?;
        return Some(Found { line: format!("**{title}**\n"), end: "", titled: true });
    }
    let sound = names.split(' ').all(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    });
    let name = names.split(' ').next().filter(|_| sound)?;
    Some(Found { line: opening(name, title, None), end: ":::", titled: title.is_some() })
}
