//! Leaves out YAML blocks within a text, which pandoc reads as metadata (its manual,
//! `yaml_metadata_block`). Entry point: [`edits`].

use super::lines::{LineKind, MarkdownLine, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use crate::diag::Code;

/// The maximum length of such a block, in lines.
const MAX_LINES: usize = 200;

/// Returns whether a text may have such a block.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.has_line("---")
}

/// Leaves the blocks out, with a warning each.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    while let Some(line) = all.get(at) {
        if after_blank && let Some(count) = block_length(text, &all[at..]) {
            let range = line.range.start..all[at + count - 1].range.end;
            let help = "write keys of a file into the YAML block at its head, and a scene break as `***`";
            context.report(
                Code::MetadataInText,
                line.range.clone(),
                "YAML block within the text left out",
                help,
            );
            edits.push(Edit::delete(range));
            at += count;
            after_blank = false;
            continue;
        }
        after_blank = line.text(text).trim().is_empty();
        at += 1;
    }
    edits
}

/// Returns the number of lines of the metadata block that begins these lines: `---`, keys with their
/// values, `---` or `...`. Returns `None` if none begins here.
fn block_length(text: &str, lines: &[MarkdownLine]) -> Option<usize> {
    let is_edge = |line: &MarkdownLine| line.kind == LineKind::Prose && line.text(text).trim_end() == "---";
    let (first, rest) = lines.split_first()?;
    if !is_edge(first) || !is_key(rest.first()?.text(text)) {
        return None;
    }
    let is_end = |line: &MarkdownLine| matches!(line.text(text).trim_end(), "---" | "...");
    let count = rest.iter().take(MAX_LINES).position(is_end)?;
    let inner = &rest[..count];
    let is_yaml = |line: &MarkdownLine| {
        let words = line.text(text);
        words.trim().is_empty() || words.starts_with([' ', '\t', '#', '-', ']', '}']) || is_key(words)
    };
    let ends = rest.get(count + 1).is_none_or(|next| next.text(text).trim().is_empty());
    // In a play, `HAMLET: Words.` between two scene breaks is not metadata.
    let name = inner.first()?.text(text).split(':').next().unwrap_or_default();
    let is_speaker = !name.contains(char::is_lowercase);
    (ends && !is_speaker && inner.iter().all(is_yaml)).then_some(count + 2)
}

/// Returns whether a line begins a key of a YAML mapping: a word, a colon, and whitespace or the end.
fn is_key(line: &str) -> bool {
    let name = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_-.".contains(b)).count();
    let rest = &line[name..];
    line.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}
