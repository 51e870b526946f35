//! Line blocks and the numbers of examples. Entry points: [`line_blocks`], [`examples`].

use super::super::lines::{InCode, Line, lines};
use super::super::mapped::{Edit, Mapped, Part};
use super::super::{Files, Marks, Setting};
use super::tables::prefix;
use crate::diag::Diagnostic;

/// Whether a text may hold a line block.
pub(in crate::dialect) fn has_line_blocks(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has("| ")
}

/// Makes verse of line blocks: lines behind `| ` keep their ends and indents.
pub(in crate::dialect) fn line_blocks(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let lines: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let mut begins = true;
    let mut verse: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].text(text);
        let words = line[prefix(line)..].trim_end();
        if let Some(name) = words.strip_prefix(":::") {
            let name = name.trim_matches([':', ' ', '{', '.']);
            if name.is_empty() {
                verse.truncate(verse.len().saturating_sub(1))
            } else {
                verse.push(name.starts_with("verse"))
            }
        }
        let is_block = begins && lines[at].code == InCode::No && !verse.contains(&true);
        let count = if is_block { block_length(text, &lines[at..]) } else { 0 };
        begins = words.is_empty() || words.starts_with(":::") || words.starts_with('#');
        if count > 0 {
            edits.extend(verse_of(text, &lines[at..at + count]));
        }
        at += count.max(1);
    }
    edits
}

/// The lines of the line block that begins here.
fn block_length(text: &str, lines: &[Line]) -> usize {
    let words = |line: &Line| {
        let whole = line.text(text);
        &text[line.range.start + prefix(whole)..line.range.end]
    };
    let is_line = |line: &Line| words(line) == "|" || words(line).starts_with("| ");
    if !lines.first().is_some_and(is_line) {
        return 0;
    }
    // Rows of a table are not lines of verse, nor is what only lacks the row of dashes.
    let is_row = |line: &Line| {
        let words = words(line).trim_end();
        words.len() > 1 && words.ends_with('|')
    };
    if is_row(&lines[0])
        || lines.get(1).is_some_and(|line| {
            words(line).starts_with(['-', ':'])
                || words(line).starts_with("|-")
                || words(line).starts_with("|:-")
        })
    {
        return 0;
    }
    let first = lines[0].text(text);
    let indent = prefix(first);
    let goes_on = |line: &Line| {
        let whole = line.text(text);
        is_line(line) || (prefix(whole) > indent && !words(line).trim().is_empty())
    };
    lines.iter().take_while(|line| line.code == InCode::No && goes_on(line)).count()
}

fn verse_of(text: &str, lines: &[Line]) -> Vec<Edit> {
    let first = &lines[0];
    let before = &first.text(text)[..prefix(first.text(text))];
    let last = lines[lines.len() - 1].range.end;
    let mut edits = vec![Edit::new(first.range.start..first.range.start, format!("{before}::: verse\n"))];
    for pair in lines.windows(2) {
        let whole = pair[1].text(text);
        let words = prefix(whole);
        if !whole[words..].starts_with('|') {
            edits.push(Edit::new(pair[0].range.end..pair[1].range.start + words, " "));
        }
    }
    edits.push(Edit::new(last..last, format!("\n{before}:::")));
    edits
}

/// Whether a text may hold examples.
pub(in crate::dialect) fn has_examples(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has("(@")
}

/// Numbers examples `(@)` and `(@label)` on from those of the files before, and the references to them.
pub(in crate::dialect) fn examples(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    files: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let before = files.examples();
    let lines: Vec<Line> = lines(text, start).filter(|line| line.code == InCode::No).collect();
    let marker = |line: &Line| {
        let words = prefix(line.text(text));
        let label = example(&line.text(text)[words..])?;
        let whole = line.range.start + words..line.range.start + words + label.len() + 3;
        text[whole.end..].starts_with([' ', '\t']).then_some((label, whole))
    };
    let mut next = before.count;
    for (label, _) in lines.iter().filter_map(marker) {
        if label.is_empty() || !before.labels.contains_key(label) {
            before.count += 1;
            if !label.is_empty() {
                before.labels.insert(label.to_owned(), before.count);
            }
        }
    }
    let numbers = &before.labels;
    let mut edits = Vec::new();
    for line in &lines {
        let own = marker(line);
        if let Some((label, whole)) = &own {
            // A label that was given already keeps its number (pandoc's manual, `example_lists`).
            let number = numbers.get(*label).copied().unwrap_or(next + 1);
            next = next.max(number);
            edits.push(Edit::new(whole.clone(), format!("({number})")));
        }
        let from = own.map_or(line.range.start, |(_, whole)| whole.end);
        for (at, _) in text[from..line.range.end].match_indices("(@") {
            let at = from + at;
            let Some(label) = example(&text[at..line.range.end]).filter(|label| !label.is_empty()) else {
                continue;
            };
            if let Some(number) = numbers.get(label)
                && text[line.range.start..at].matches('`').count().is_multiple_of(2)
            {
                edits.push(Edit {
                    range: at..at + label.len() + 3,
                    parts: vec![Part::New(format!("({number})"))],
                });
            }
        }
    }
    edits
}

/// The label of `(@label)` at the head of a text; empty for `(@)`.
fn example(text: &str) -> Option<&str> {
    let label = text.strip_prefix("(@")?;
    let length = label.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    label[length..].starts_with(')').then(|| &label[..length])
}
