//! Attributions: the last line of a quotation or epigraph names its source. Entry points: [`quote`],
//! [`epigraph`].

use super::origins::skip;
use crate::book::{Block, BlockKind, Class, Inline, InlineKind, SpanRole, plain_text};

/// The maximum length, in characters, of an attribution whose dash is not followed by a space. A longer line
/// is dialogue, which French and Spanish begin with a dash.
const MAX_ATTRIBUTION_CHARS: usize = 80;

/// Makes a quotation. Its last paragraph, or the last line of that, may become its attribution.
pub(super) fn quote(mut blocks: Vec<Block>, source: &str) -> BlockKind {
    let attribution = take_attribution(&mut blocks, source);
    BlockKind::Quote { blocks, attribution }
}

/// Returns the blocks of an epigraph. If it has an attribution, both are put into a quotation.
pub(super) fn epigraph(mut blocks: Vec<Block>, source: &str) -> Vec<Block> {
    let Some(attribution) = take_attribution(&mut blocks, source) else { return blocks };
    if let [Block { kind: BlockKind::Quote { attribution: none @ None, .. }, .. }] = &mut blocks[..] {
        *none = Some(attribution);
        return blocks;
    }
    let last = attribution.last().map(|inline| inline.span);
    let span = blocks.first().map_or_else(|| attribution[0].span, |first| first.span);
    let span = last.map_or(span, |last| span.to(last));
    let kind = BlockKind::Quote { blocks, attribution: Some(attribution) };
    vec![Block::new(kind, span)]
}

/// Marks the text of a `<footer>` as an attribution.
pub(super) fn mark_attribution(text: &mut Vec<Inline>) {
    if let Some(first) = text.first().map(|inline| inline.span) {
        let span = text.last().map_or(first, |last| first.to(last.span));
        let inner = std::mem::take(text);
        let mut marked = Inline::new(InlineKind::Span(SpanRole::Plain, inner), span);
        marked.attr.get_mut().classes.push(Class::Attribution.name().to_owned());
        text.push(marked);
    }
}

/// Removes the attribution from the end of a quotation and returns it: text marked as an attribution, a
/// `<cite>` alone, or a paragraph or line that begins with a dash.
fn take_attribution(blocks: &mut Vec<Block>, source: &str) -> Option<Vec<Inline>> {
    let is_alone = blocks.len() < 2;
    let Some(Block { kind: BlockKind::Paragraph(text), .. }) = blocks.last_mut() else { return None };
    if let [Inline { kind: InlineKind::Span(role, inner), attr, .. }] = &mut text[..] {
        let is_marked = *role == SpanRole::Plain && attr.has_class(Class::Attribution);
        if is_marked || (*role == SpanRole::Cite && !is_alone) {
            let mut taken = std::mem::take(inner);
            let _ = strip_dash(&mut taken, source);
            blocks.pop();
            return Some(taken);
        }
    }
    if !is_alone && strip_dash(text, source) {
        let taken = std::mem::take(text);
        blocks.pop();
        return Some(taken);
    }
    let line = text.iter().rposition(|inline| inline.kind == InlineKind::Break)?;
    let mut last = text[line + 1..].to_vec();
    if line > 0 && strip_dash(&mut last, source) {
        text.truncate(line);
        return Some(last);
    }
    None
}

/// Removes the dash at the head of an attribution. Returns whether there was one, with text after it.
fn strip_dash(text: &mut Vec<Inline>, source: &str) -> bool {
    let is_space = |c: char| c.is_whitespace() || c == '\u{2060}';
    let is_long = plain_text(text).chars().count() > MAX_ATTRIBUTION_CHARS;
    let Some(Inline { kind: InlineKind::Text(first), span, .. }) = text.first_mut() else { return false };
    let Some(rest) = first.strip_prefix(['—', '–', '―']) else { return false };
    if !rest.starts_with(is_space) && (is_long || first.starts_with('–')) {
        return false;
    }
    let rest = rest.trim_start_matches(is_space);
    let removed = first.len() - rest.len();
    span.start = skip(source, *span, &first[..removed]);
    first.drain(..removed);
    if first.is_empty() {
        text.remove(0);
    }
    !text.is_empty()
}
