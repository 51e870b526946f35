//! Who said it: the last line of a quotation or epigraph. Entry points: [`quote`], [`epigraph`].

use crate::book::{Block, BlockKind, Class, Inline, InlineKind, SpanRole, plain_text};

/// Characters that an attribution without a blank behind its dash may have; more is dialogue as
/// French and Spanish write it.
const LONGEST: usize = 80;

/// A quotation, its attribution taken from the last paragraph or from its last line.
pub(super) fn quote(mut blocks: Vec<Block>) -> BlockKind {
    let attribution = take_attribution(&mut blocks);
    BlockKind::Quote { blocks, attribution }
}

/// The blocks of an epigraph: what is quoted stands in a quotation with its attribution.
pub(super) fn epigraph(mut blocks: Vec<Block>) -> Vec<Block> {
    let Some(words) = take_attribution(&mut blocks) else { return blocks };
    if let [Block { kind: BlockKind::Quote { attribution: attribution @ None, .. }, .. }] = &mut blocks[..] {
        *attribution = Some(words);
        return blocks;
    }
    let last = words.last().map(|word| word.span);
    let span = blocks.first().map_or_else(|| words[0].span, |first| first.span);
    let span = last.map_or(span, |last| span.to(last));
    vec![Block::new(BlockKind::Quote { blocks, attribution: Some(words) }, span)]
}

/// Marks the words of a `<footer>` as an attribution.
pub(super) fn mark_attribution(words: &mut Vec<Inline>) {
    if let Some(first) = words.first().map(|word| word.span) {
        let span = words.last().map_or(first, |last| first.to(last.span));
        let inner = std::mem::take(words);
        let mut marked = Inline::new(InlineKind::Span(SpanRole::Plain, inner), span);
        marked.attr.get_mut().classes.push(Class::Attribution.name().to_owned());
        words.push(marked);
    }
}

fn take_attribution(blocks: &mut Vec<Block>) -> Option<Vec<Inline>> {
    let alone = blocks.len() < 2;
    let Some(Block { kind: BlockKind::Paragraph(words), .. }) = blocks.last_mut() else { return None };
    if let [Inline { kind: InlineKind::Span(role, inner), attr, .. }] = &mut words[..] {
        let marked = *role == SpanRole::Plain && attr.has_class(Class::Attribution);
        if marked || (*role == SpanRole::Cite && !alone) {
            let mut taken = std::mem::take(inner);
            let _ = strip_dash(&mut taken);
            blocks.pop();
            return Some(taken);
        }
    }
    if !alone && strip_dash(words) {
        let taken = std::mem::take(words);
        blocks.pop();
        return Some(taken);
    }
    let line = words.iter().rposition(|word| word.kind == InlineKind::Break)?;
    let mut last = words[line + 1..].to_vec();
    if line > 0 && strip_dash(&mut last) {
        words.truncate(line);
        return Some(last);
    }
    None
}

/// Takes the dash off the head of an attribution; whether there was one.
fn strip_dash(words: &mut Vec<Inline>) -> bool {
    let long = plain_text(words).chars().count() > LONGEST;
    let Some(Inline { kind: InlineKind::Text(text), .. }) = words.first_mut() else { return false };
    let Some(rest) = text.strip_prefix(['—', '–', '―']) else { return false };
    let blank = rest.starts_with(|c: char| c.is_whitespace() || c == '\u{2060}');
    if !blank && (long || text.starts_with('–')) {
        return false;
    }
    *text = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{2060}').to_owned();
    if text.is_empty() {
        words.remove(0);
    }
    !words.is_empty()
}
