//! Captions of pandoc's filters: `: Caption {#lst:name}` at a code block, and a name that is a span of its
//! own at the end of a caption, `: Caption []{#tbl:name}`. Entry point: [`edits`].

use super::super::lines::{InCode, Line, info, lines};
use super::super::mapped::{Edit, Mapped};
use super::super::syntax::quoted_in_info;
use super::super::{Files, Setting};
use crate::diag::Diagnostic;

/// Whether a text may have such captions.
pub(in crate::dialect) fn concerns(text: &str, _: &Setting<'_>) -> bool {
    text.contains("{#lst:") || text.contains("[]{#")
}

/// Moves them to what they name.
pub(in crate::dialect) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    for (at, line) in all.iter().enumerate().filter(|(_, line)| line.code == InCode::No) {
        let words = line.text(text).trim_end();
        let Some(rest) = [": ", "Table: ", "Listing: "].iter().find_map(|mark| words.strip_prefix(mark))
        else {
            continue;
        };
        if let Some((caption, name)) = listing(rest) {
            if let Some(fence) = fence(text, &all, at) {
                edits.push(with_caption(text, &all[fence], caption.trim(), name));
                edits.push(Edit { range: line.range.clone(), parts: Vec::new() });
            }
        } else if let Some(span) = words.rfind("[]{#").filter(|_| words.ends_with('}')) {
            let span = line.range.start + span;
            edits.push(Edit { range: span..span + 2, parts: Vec::new() });
        }
    }
    edits
}

/// The caption and the name of a listing.
fn listing(rest: &str) -> Option<(&str, &str)> {
    let (caption, name) = rest.strip_suffix('}')?.rsplit_once("{#lst:")?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some((caption, name))
}

/// The opening fence of the code before a caption, else of that behind it.
fn fence(text: &str, all: &[Line], at: usize) -> Option<usize> {
    let is_blank = |line: &Line| line.text(text).trim().is_empty();
    let before = (0..at).rev().find(|before| !is_blank(&all[*before]));
    if let Some(before) = before.filter(|before| all[*before].code == InCode::Closing) {
        return (0..before).rev().find(|before| all[*before].code == InCode::Opening);
    }
    let next = (at + 1..all.len()).find(|next| !is_blank(&all[*next]))?;
    (all[next].code == InCode::Opening).then_some(next)
}

/// A fence with a caption and a name.
fn with_caption(text: &str, line: &Line, caption: &str, name: &str) -> Edit {
    let words = line.text(text).trim_end();
    let at = line.range.start + words.len();
    let added = format!("#lst:{name} caption={}", quoted_in_info(caption));
    let info = info(words).trim();
    if info.ends_with('}') {
        return Edit::new(at - 1..at - 1, format!(" {added}"));
    }
    let bare = if info.is_empty() { "text" } else { "" };
    Edit::new(at..at, format!("{bare} {{{added}}}"))
}
