//! Blocks of YAML in the middle of a text, which pandoc reads as metadata. Entry point: [`edits`].

use super::lines::{InCode, Line, lines};
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::{Code, Diagnostic};

/// Lines that such a block may have.
const MAX_LINES: usize = 200;

/// Whether a text may have such a block.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_line("---")
}

/// Leaves the blocks out, with a warning each.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    while let Some(line) = all.get(at) {
        if after_blank && let Some(count) = block(text, &all[at..]) {
            let range = line.range.start..all[at + count - 1].range.end;
            let place = mapped.origin(line.range.clone());
            let help = "keys of a file go into the block at its head; write a scene break as `***`";
            diagnostics.push(
                Diagnostic::new(Code::MetadataInText, place, "block of YAML within the text left out")
                    .help(help),
            );
            edits.push(Edit { range, parts: Vec::new() });
            at += count;
            after_blank = false;
            continue;
        }
        after_blank = line.text(text).trim().is_empty();
        at += 1;
    }
    edits
}

/// The number of lines of the block of metadata that begins these lines: `---`, keys with their
/// values, `---` or `...`, as pandoc defines it (its manual, `yaml_metadata_block`).
fn block(text: &str, lines: &[Line]) -> Option<usize> {
    let is_bar = |line: &Line| line.code == InCode::No && line.text(text).trim_end() == "---";
    let (first, rest) = lines.split_first()?;
    if !is_bar(first) || !is_key(rest.first()?.text(text)) {
        return None;
    }
    let is_end = |line: &Line| matches!(line.text(text).trim_end(), "---" | "...");
    let count = rest.iter().take(MAX_LINES).position(is_end)?;
    let inner = &rest[..count];
    let is_yaml = |line: &Line| {
        let words = line.text(text);
        words.trim().is_empty() || words.starts_with([' ', '\t', '#', '-', ']', '}']) || is_key(words)
    };
    let ends = rest.get(count + 1).is_none_or(|next| next.text(text).trim().is_empty());
    // The speakers of a play are in capitals.
    let name = inner.first()?.text(text).split(':').next().unwrap_or_default();
    let is_speaker = !name.contains(char::is_lowercase);
    (ends && !is_speaker && inner.iter().all(is_yaml)).then_some(count + 2)
}

/// Whether a line is a key of a mapping: a word, a colon, and white space or the end.
fn is_key(line: &str) -> bool {
    let name = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_-.".contains(b)).count();
    let rest = &line[name..];
    line.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}
