//! Letters: place and date, salutation, text, closing and name.

use super::context::BlockContext;
use super::setter::Setter;
use super::stack;
use crate::book::{Block, BlockKind, GroupRole};
use crate::design::ParRole;
use crate::layout::FORBID;

/// Sets a letter. No page ends between its date, its salutation and its text, nor between its text and
/// the closing.
pub(super) fn set(setter: &mut Setter<'_>, blocks: &[Block], context: &BlockContext) {
    let (context, style) = (setter.placed(ParRole::Inset, context), setter.style(ParRole::Inset, context));
    setter.space(style.above);
    setter.first = true;
    let mut is_below_head = false;
    for block in blocks {
        if is_below_head || is_part(block, &[GroupRole::Closing]) {
            setter.penalise(FORBID);
        }
        is_below_head = is_part(block, &[GroupRole::Dateline, GroupRole::Salutation]);
        setter.blocks(std::slice::from_ref(block), &context);
    }
    setter.space(style.below);
    setter.first = true;
}

fn is_part(block: &Block, parts: &[GroupRole]) -> bool {
    matches!(&block.kind, BlockKind::Group(role, _) if parts.contains(role))
}

/// Sets the place and date, the salutation, or the closing of a letter. The space above it may be half
/// a line: then its lines are half a line below the grid, to which the text returns.
pub(super) fn part(setter: &mut Setter<'_>, role: ParRole, blocks: &[Block], context: &BlockContext) {
    let style = setter.style(role, context);
    setter.space(style.above);
    let context = BlockContext { keep: true, ..context.with_role(role) };
    let mut strips = setter.ahead(blocks, &context);
    let below_grid = style.below_grid(setter.leading());
    for line in strips.iter_mut().flat_map(stack::lines) {
        line.below_grid = below_grid;
    }
    setter.take(strips);
    setter.space(style.below);
    setter.first = true;
}
