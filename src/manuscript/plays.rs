//! The names of speakers in plays. Entry point: [`mark_speakers`].
//!
//! A speech begins with the name of its speaker in bold or small capitals: `**Ada.** Yes.`, or the
//! name is a paragraph of its own, possibly with a stage direction: `**Ada** *(aside)*`. The markup
//! of the names becomes [`SpanRole::Speaker`], so that every name has the look that the design has
//! for it.

use crate::book::drama::{PlayLine, play_line};
use crate::book::{Block, BlockKind, Inline, InlineKind, SpanRole, plain_text};

/// Marks the names of speakers in the blocks of a play.
pub(super) fn mark_speakers(blocks: &mut [Block]) {
    let mut are_above = false;
    for_each_paragraph(blocks, &mut |inlines| are_above |= mark_line(inlines));
    for_each_paragraph(blocks, &mut |inlines| mark_name(inlines, are_above));
}

/// Calls a function with each paragraph of a play. Those in quotations, lists and verse are text that a
/// speaker says.
fn for_each_paragraph(blocks: &mut [Block], act: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        if let BlockKind::Paragraph(inlines) = &mut block.kind {
            act(inlines);
        } else if let BlockKind::Group(_, inner) = &mut block.kind {
            for_each_paragraph(inner, act);
        }
    }
}

/// Marks the names of a paragraph that consists of them and of directions. Directions in brackets
/// without emphasis are emphasised. Returns whether it is such a paragraph.
fn mark_line(inlines: &mut Vec<Inline>) -> bool {
    let mut line: Vec<Inline> = inlines.iter().cloned().map(as_speaker).collect();
    if let [_, text] = &line[..]
        && let Some(direction) = direction(text)
    {
        line.truncate(1);
        line.extend(direction);
    }
    let is_name = play_line(&line) == PlayLine::Name;
    if is_name {
        *inlines = line;
    }
    is_name
}

/// Returns plain text that is a direction in brackets with emphasis, after the space before it.
fn direction(inline: &Inline) -> Option<Vec<Inline>> {
    let InlineKind::Text(text) = &inline.kind else { return None };
    let words = text.trim_start();
    let is_direction = words.starts_with('(') && words.trim_end_matches(['.', ':', ' ']).ends_with(')');
    if !is_direction {
        return None;
    }
    let (space, mut after) = (&text[..text.len() - words.len()], inline.span);
    // A space is as long in the source, where it may be the end of a line.
    after.start = after.end.min(after.start + u32::try_from(space.len()).unwrap_or(0));
    let emphasis = Inline::new(InlineKind::Emphasis(vec![Inline::text(words, after)]), after);
    let before = (!space.is_empty()).then(|| Inline::text(space, inline.span));
    Some(before.into_iter().chain([emphasis]).collect())
}

/// Marks the name at the start of a speech. If names are above the speeches of a play, bold words at
/// the start of a speech are a name only with punctuation or a direction behind them.
fn mark_name(inlines: &mut [Inline], are_above: bool) {
    let Some((first, rest)) = inlines.split_first_mut() else { return };
    if !matches!(first.kind, InlineKind::Strong(_) | InlineKind::SmallCaps(_)) || rest.is_empty() {
        return;
    }
    let is_mark = |c: char| matches!(c, '.' | ':' | '—' | '–');
    let name = plain_text(std::slice::from_ref(first));
    let after = plain_text(rest);
    let is_ended = name.ends_with(is_mark) || after.trim_start().starts_with(|c| is_mark(c) || c == '(');
    if is_ended || !are_above || matches!(first.kind, InlineKind::SmallCaps(_)) {
        let name = std::mem::replace(first, Inline::text("", first.span));
        *first = as_speaker(name);
    }
}

/// Returns bold text or small capitals as the name of a speaker, and any other inline unchanged.
fn as_speaker(mut inline: Inline) -> Inline {
    if let InlineKind::Strong(inner) | InlineKind::SmallCaps(inner) = &mut inline.kind {
        let mut name = std::mem::take(inner);
        if let [only] = &mut name[..]
            && only.attr.get().is_none()
            && let InlineKind::Strong(nested) | InlineKind::SmallCaps(nested) = &mut only.kind
        {
            name = std::mem::take(nested);
        }
        inline.kind = InlineKind::Span(SpanRole::Speaker, name);
    }
    inline
}
