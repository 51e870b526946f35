//! Moves captions that are written as paragraphs to their table or code block. Entry point: [`claim`].

use super::frames::CaptionCandidate;
use super::origins::skip;
use crate::book::is_listing_id;
use crate::book::{Attr, Block, BlockKind, Inline, InlineKind, Row};
use crate::diag::Span;

/// Moves captions to their blocks. As in pandoc, a table takes the caption before it, or else the one after
/// it. Code takes the caption beside it that names a listing (`: Caption {#lst:x}`). A candidate that no
/// block takes becomes a paragraph again.
pub(super) fn claim(blocks: Vec<Block>, candidates: Vec<CaptionCandidate>) -> Vec<Block> {
    let takes_captions = |block: &Block| block.kind.properties().takes_captions;
    if candidates.is_empty() && !blocks.iter().any(takes_captions) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut candidates = candidates.into_iter().peekable();
    // The candidate whose paragraph is the last in `out`, until it is claimed.
    let mut waiting: Option<CaptionCandidate> = None;
    for (i, mut block) in blocks.into_iter().enumerate() {
        let candidate = candidates.next_if(|candidate| candidate.at == i);
        if candidate.is_none()
            && accepts(&block, waiting.as_ref())
            && let Some((caption, attr)) = take_before(&mut out, waiting.take())
        {
            set_caption(&mut block, caption, attr);
        }
        restore_marks(&mut out, waiting.take());
        if let Some(candidate) = candidate {
            match (out.last_mut(), block.kind) {
                (Some(before), BlockKind::Paragraph(text)) if accepts(before, Some(&candidate)) => {
                    set_caption(before, text, candidate.attr);
                    continue;
                }
                (_, kind) => block.kind = kind,
            }
            waiting = Some(candidate);
        }
        out.push(block);
    }
    restore_marks(&mut out, waiting);
    out
}

/// Returns whether a block accepts a caption: a table that has none accepts any except `Listing: …`, and
/// a code block accepts only one that names a listing.
fn accepts(block: &Block, candidate: Option<&CaptionCandidate>) -> bool {
    if !block.kind.properties().takes_captions {
        return false;
    }
    if let BlockKind::Table(table) = &block.kind {
        let is_listing = candidate.is_some_and(|candidate| candidate.prefix.starts_with("Listing"));
        return table.caption.is_none() && !is_listing;
    }
    let BlockKind::Code { listing, .. } = &block.kind else { return false };
    let is_listing = |candidate: &CaptionCandidate| candidate.attr.id().is_some_and(is_listing_id);
    listing.caption.is_empty() && candidate.is_some_and(is_listing)
}

fn set_caption(block: &mut Block, caption: Vec<Inline>, attr: Attr) {
    if let BlockKind::Table(table) = &mut block.kind {
        table.caption = Some(caption);
    } else if let BlockKind::Code { listing, .. } = &mut block.kind {
        listing.caption = caption;
    } else {
        return;
    }
    adopt(&mut block.attr, attr);
}

/// Takes the caption before a table: a paragraph, or the last definition of what looked like a definition
/// list.
fn take_before(out: &mut Vec<Block>, waiting: Option<CaptionCandidate>) -> Option<(Vec<Inline>, Attr)> {
    if let Some(candidate) = waiting {
        let BlockKind::Paragraph(text) = out.pop()?.kind else { return None };
        return Some((text, candidate.attr));
    }
    let Some(Block { kind: BlockKind::Definitions(definitions), .. }) = out.last_mut() else { return None };
    let last = definitions.last_mut()?;
    let [Block { kind: BlockKind::Paragraph(_), attr, .. }] = &last.details.last()?[..] else { return None };
    if !attr.id().is_some_and(is_table_id) {
        return None;
    }
    let caption = last.details.pop()?.pop()?;
    if last.details.is_empty() {
        let terms = definitions.pop()?.terms;
        if definitions.is_empty() {
            out.pop();
        }
        out.extend(terms.into_iter().filter_map(paragraph));
    }
    let BlockKind::Paragraph(text) = caption.kind else { return None };
    Some((text, caption.attr))
}

fn paragraph(words: Vec<Inline>) -> Option<Block> {
    let span = words.first()?.span.to(words.last()?.span);
    Some(Block::new(BlockKind::Paragraph(words), span))
}

/// Copies attributes that `attr` does not have yet.
pub(super) fn adopt(attr: &mut Attr, from: Attr) {
    if *attr == Attr::NONE {
        *attr = from;
    }
}

/// Puts the marks back on the paragraph that is the last in `out`.
fn restore_marks(out: &mut [Block], candidate: Option<CaptionCandidate>) {
    let Some(candidate) = candidate else { return };
    let Some(Block { kind: BlockKind::Paragraph(text), span, .. }) = out.last_mut() else { return };
    match text.first_mut() {
        Some(Inline { kind: InlineKind::Text(first), span: own, .. }) => {
            first.insert_str(0, &candidate.prefix);
            own.start = candidate.prefix_start;
        }
        _ => {
            let start = candidate.prefix_start;
            let end = start.saturating_add(u32::try_from(candidate.prefix.len()).unwrap_or(0));
            text.insert(0, Inline::text(candidate.prefix, Span { start, end: end.min(span.end), ..*span }));
        }
    }
    if let Some((suffix, range)) = candidate.suffix {
        text.push(Inline::text(suffix, Span::new(span.file, range)));
    }
}

/// Takes the caption directly under the rows of a table, which Markdown reads as another row.
pub(super) fn take_last_row(body: &mut Vec<Row>, source: &str) -> Option<(Vec<Inline>, Attr)> {
    const MARK: &str = ": ";
    let (first, rest) = body.last_mut()?.cells.split_first_mut()?;
    let [Block { kind: BlockKind::Paragraph(text), attr, .. }] = &mut first.blocks[..] else { return None };
    let Some(Inline { kind: InlineKind::Text(words), span, .. }) = text.first_mut() else { return None };
    let caption = words.strip_prefix(MARK)?.to_owned();
    if !rest.iter().all(|cell| cell.blocks.is_empty()) {
        return None;
    }
    if caption.is_empty() {
        text.remove(0);
    } else {
        span.start = skip(source, *span, MARK);
        *words = caption;
    }
    let taken = (std::mem::take(text), std::mem::take(attr));
    body.pop();
    Some(taken)
}

/// Returns whether an identifier names a table.
pub(super) fn is_table_id(id: &str) -> bool {
    id.starts_with("tbl:")
}
