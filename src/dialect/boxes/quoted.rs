//! Boxes whose lines begin with a mark: `> [!NOTE] Title` of Obsidian, and the asides of Leanpub, whose
//! lines begin with a letter (`W> text`).

use super::{heading, opening};
use crate::diag::Diagnostic;
use crate::dialect::lines::{InCode, Line, lines};
use crate::dialect::{Edit, Files, Mapped, Marks, Setting, Tool};

/// The kinds that GitHub knows; without a title they are read as they are.
const ALERTS: &[&str] = &["note", "tip", "important", "warning", "caution"];

/// Leanpub's letters and the boxes that they are.
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

/// The letter of a kind of box.
pub(crate) fn letter_of(kind: &str) -> Option<char> {
    let kind = if matches!(kind, "info" | "information") { "note" } else { kind };
    // Of the two letters of a note that for information.
    let (mark, _) = LETTERS.iter().rev().find(|(_, name)| *name == kind)?;
    mark.chars().next()
}

/// Whether a text may have such boxes.
pub(crate) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    marks.has("[!") || setting.tool == Tool::Leanpub && LETTERS.iter().any(|(mark, _)| marks.has(mark))
}

/// Rewrites the boxes, the marks of their lines taken off.
pub(crate) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let before = at.checked_sub(1).map(|before| all[before].text(text).trim_start());
        let found = (line.code == InCode::No).then(|| read(line.text(text), before, setting.tool)).flatten();
        match found {
            Some(found) => at = rewrite(text, &all, at, &found, &mut edits),
            None => at += 1,
        }
    }
    edits
}

/// How a box begins.
struct Found<'a> {
    /// What its lines begin with.
    mark: &'a str,
    /// How many quotations it is in.
    depth: usize,
    name: &'a str,
    title: Option<&'a str>,
    /// Whether the first line says nothing else.
    head: bool,
}

fn read<'a>(line: &'a str, before: Option<&str>, tool: Tool) -> Option<Found<'a>> {
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
        // Metadata of Obsidian is behind a bar.
        let name = name.split('|').next().unwrap_or(name).trim();
        let sound = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_alert =
            title.is_empty() && !folds && ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name));
        let title = Some(title).filter(|title| !title.is_empty());
        return (sound && !is_alert).then_some(Found { mark: ">", depth, name, title, head: true });
    }
    if tool != Tool::Leanpub {
        return None;
    }
    let (mark, name) = LETTERS.iter().find(|(mark, _)| words.starts_with(mark))?;
    let title = heading(words[mark.len()..].trim_start());
    Some(Found { mark, depth: 0, name, title, head: title.is_some() })
}

/// Rewrites the box that begins with a line, and says which line is behind it.
fn rewrite(text: &str, all: &[Line], first: usize, found: &Found<'_>, edits: &mut Vec<Edit>) -> usize {
    let line = &all[first];
    let words_at = |line: &Line| {
        let words = inner(line.text(text), found.depth).unwrap_or_default();
        line.range.end - words.trim_start().len()
    };
    let prefix = &text[line.range.start..words_at(line)];
    let opened = match found.name {
        "centred" => "::: centred".to_owned(),
        name => opening(&name.to_ascii_lowercase(), found.title, None),
    };
    let mut next = first;
    if found.head {
        edits.push(Edit::new(line.range.clone(), format!("{prefix}{opened}")));
        next += 1;
    } else {
        edits.push(Edit::new(line.range.start..line.range.start, format!("{prefix}{opened}\n")));
    }
    let mut last = line.range.end;
    while let Some(line) = all.get(next).filter(|line| inner(line.text(text), found.depth).is_some()) {
        let at = words_at(line);
        let words = &text[at..line.range.end];
        if let Some(rest) = words.strip_prefix(found.mark) {
            let end = at + found.mark.len() + usize::from(rest.starts_with(' '));
            edits.push(Edit { range: at..end, parts: Vec::new() });
        } else if words.is_empty() || line.code != InCode::No || !is_lazy(words) {
            break;
        }
        last = line.range.end;
        next += 1;
    }
    edits.push(Edit::new(last..last, format!("\n{prefix}:::\n")));
    next
}

/// The number of quotations at the head of a line.
fn depth(line: &str) -> usize {
    let mut rest = line;
    let mut depth = 0;
    while let Some(behind) = rest.trim_start_matches(' ').strip_prefix('>') {
        depth += 1;
        rest = behind;
    }
    depth
}

/// What a line has behind the marks of so many quotations. Returns `None` if it has fewer.
fn inner(line: &str, depth: usize) -> Option<&str> {
    (0..depth).try_fold(line, |rest, _| rest.trim_start_matches(' ').strip_prefix('>'))
}

/// Whether a line without the mark goes on with the paragraph before it (CommonMark 0.31, section 5.1).
fn is_lazy(words: &str) -> bool {
    !words.starts_with(['#', '>', '-', '*', '+', '`', '~', '<', ':', '|', '{'])
        && !LETTERS.iter().any(|(mark, _)| words.starts_with(mark))
}
