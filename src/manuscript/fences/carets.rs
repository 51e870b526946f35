//! Hides the carets of notes that the parser does not know.

use std::collections::BTreeSet;

use super::INERT;

/// The maximum length of a footnote's label in bytes (Markdown's limit for link labels, in characters).
const MAX_LABEL_BYTES: usize = 999;

/// Hides the `^` of inline notes and of calls whose note is defined nowhere. Returns where they are.
pub(super) fn hide(source: &str, start: usize, spared: &BTreeSet<usize>, bytes: &mut [u8]) -> Vec<usize> {
    let defined = definitions(&source[start..]);
    let mut hidden = Vec::new();
    for (i, _) in source[start..].match_indices('^') {
        let at = start + i;
        let before = &source.as_bytes()[start..at];
        let inline_note = source[at + 1..].starts_with('[');
        let undefined_call = before.last() == Some(&b'[')
            && label(&source[at + 1..]).is_some_and(|label| !defined.contains(&label.to_lowercase()));
        let escaped = before.iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1;
        if (inline_note || undefined_call) && !escaped && !spared.contains(&at) {
            bytes[at] = INERT;
            hidden.push(at);
        }
    }
    hidden
}

/// Returns the labels that the lines of a text seem to define.
fn definitions(text: &str) -> BTreeSet<String> {
    let line_start = |line: &str| line.trim_start_matches([' ', '\t', '>', '-', '+', '*']).to_owned();
    text.lines()
        .filter(|line| line.contains("[^"))
        .filter_map(|line| {
            let line = line_start(line);
            let rest = line.strip_prefix("[^")?;
            let label = label(rest)?;
            rest[label.len()..].starts_with("]:").then(|| label.to_lowercase())
        })
        .collect()
}

/// Returns the label at the head of `text`, up to its `]`.
fn label(text: &str) -> Option<&str> {
    let end =
        text.bytes().take(MAX_LABEL_BYTES).position(|b| b == b']' || b == b'[' || b.is_ascii_whitespace())?;
    (end > 0 && text.as_bytes()[end] == b']').then(|| &text[..end])
}
