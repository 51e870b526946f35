//! Lists in an index that the author wrote, set as the entries of a generated one.

use std::sync::Arc;

use super::context::BlockContext;
use super::index::{hang, put, repeated};
use super::setter::Setter;
use super::stack;
use crate::book::tag::Tag;
use crate::book::{Block, BlockKind, Inline, List, ListItem, plain_text};
use crate::design::ParRole;
use crate::layout::{FORBID, Repeat, RepeatAt};
use crate::units::Length;

/// Returns whether the items of a list are entries: they have no numbers, and no boxes of tasks.
pub(super) fn has_entries(list: &List) -> bool {
    list.numbering.is_none() && list.items.iter().all(|item| item.task.is_none())
}

/// Sets a list of entries.
pub(super) fn set(setter: &mut Setter<'_>, list: &List, context: &BlockContext) {
    let space = setter.style(ParRole::IndexLetter, context).above;
    setter.space(if setter.is_below_title() { Length::ZERO } else { space });
    entries(setter, list, (0, deepest(list)), context);
    setter.space(space);
    setter.first = true;
}

/// Returns the deepest level of the entries of a list.
fn deepest(list: &List) -> usize {
    let within = |block: &Block| {
        let BlockKind::List(list) = &block.kind else { return None };
        has_entries(list).then(|| deepest(list) + 1)
    };
    list.items.iter().flat_map(|item| &item.blocks).filter_map(within).max().unwrap_or(0)
}

/// Sets entries of one level, each with its sub-entries.
fn entries(setter: &mut Setter<'_>, list: &List, levels: (usize, usize), context: &BlockContext) {
    let context = context.within(setter.element(context, Tag::List));
    for item in &list.items {
        let whole = context.within(setter.element(&context, Tag::Item));
        let body = whole.within(setter.element(&whole, Tag::Body));
        let mut below_head = setter.strips.len();
        for (index, block) in item.blocks.iter().enumerate() {
            self::block(setter, block, levels, &body);
            if index == 0 {
                below_head = setter.strips.len();
            }
        }
        let repeat = if levels.0 == 0 { continued(setter, item, &body) } else { None };
        for strip in &mut setter.strips[below_head..] {
            for line in stack::lines(strip) {
                line.repeat = line.repeat.take().or_else(|| repeat.clone());
            }
        }
    }
}

/// Sets a block of an entry: its words, its sub-entries, or anything else.
fn block(setter: &mut Setter<'_>, block: &Block, (level, deepest): (usize, usize), context: &BlockContext) {
    let mut style = setter.style(ParRole::IndexEntry, context);
    let left = style.left;
    hang(&mut style, level, deepest);
    if let BlockKind::Paragraph(text) = &block.kind
        && is_plain(setter, block, text)
    {
        setter.node = block.node;
        setter.anchors.extend(block.attr.anchor().cloned());
        let element = setter.element(context, Tag::Paragraph);
        let lines = setter.lines(text, &style, element);
        return put(setter, lines, None, None);
    }
    if let BlockKind::List(list) = &block.kind
        && has_entries(list)
    {
        // A sub-entry is never parted from its entry.
        setter.penalise(FORBID);
        return entries(setter, list, (level + 1, deepest), context);
    }
    let inner = context.with_role(ParRole::ListItem).indented(style.left - left);
    setter.blocks(std::slice::from_ref(block), &inner);
}

/// Returns whether a paragraph has no pictures, and no language or look of its own.
fn is_plain(setter: &Setter<'_>, block: &Block, text: &[Inline]) -> bool {
    let has_own =
        block.attr.lang().is_some() || !setter.resources.design.styles.classes_of(&block.attr).is_empty();
    !has_own && setter.stretches(text).is_none()
}

/// Returns the head of an entry without its page numbers, which is repeated over the leaf. Returns `None` if it has no
/// sub-entries, or if its head is longer than a line.
fn continued(setter: &mut Setter<'_>, item: &ListItem, context: &BlockContext) -> Option<Repeat> {
    let [Block { kind: BlockKind::Paragraph(head), .. }, Block { kind: BlockKind::List(_), .. }, ..] =
        &item.blocks[..]
    else {
        return None;
    };
    let text = plain_text(head);
    let locators = text.match_indices(", ").find(|(at, _)| text[at + 2..].starts_with(char::is_numeric));
    let term = locators.map_or(&*text, |(at, _)| &text[..at]);
    let style = setter.style(ParRole::IndexEntry, context);
    let line = repeated(setter, term.trim_end(), style.left + style.indent, context)?;
    Some(Repeat { lines: Arc::new(vec![line]), at: RepeatAt::TurnedPage })
}
