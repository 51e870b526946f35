//! Blocks where the model has room for inlines only, and attributes where it has none.

use crate::book::{Attr, Block, BlockKind, GroupRole, Inline, InlineKind, SpanRole};
use crate::diag::Span;

/// Returns the text of the leading paragraphs, a line for each, and the remaining blocks from the first
/// that is not a paragraph.
pub(super) fn into_inlines(blocks: Vec<Block>) -> (Vec<Inline>, Vec<Block>) {
    let mut text: Vec<Inline> = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Paragraph(more) if rest.is_empty() => {
                if !text.is_empty() {
                    let start = Span { end: block.span.start, ..block.span };
                    text.push(Inline::new(InlineKind::Break, start));
                }
                text.extend(more);
            }
            kind => rest.push(Block { kind, ..block }),
        }
    }
    (text, rest)
}

/// Puts blocks with attributes into a group, since the model has no other room for the attributes.
pub(super) fn grouped(blocks: Vec<Block>, attr: Attr, span: Span) -> Vec<Block> {
    if attr == Attr::NONE {
        return blocks;
    }
    vec![Block::with(BlockKind::Group(GroupRole::Plain, blocks), attr, span)]
}

/// Puts text with attributes into a span, since the model has no other room for the attributes.
pub(super) fn spanned(text: Vec<Inline>, attr: Attr, span: Span) -> Vec<Inline> {
    if attr == Attr::NONE {
        return text;
    }
    vec![Inline::with(InlineKind::Span(SpanRole::Plain, text), attr, span)]
}
