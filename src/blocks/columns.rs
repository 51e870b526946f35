//! Text in columns side by side. Their lines are set to the width of a column; make-up divides them between the
//! columns of each page.

use super::context::BlockContext;
use super::setter::{Region, Setter};
use crate::book::{Block, BlockKind, Division, Role};
use crate::layout::{Columns, MAX_COLUMNS, Strip};

/// Sets the blocks of a division below its title: an index in columns, all others on the whole measure.
pub(super) fn of_division(
    setter: &mut Setter<'_>,
    division: &Division,
    blocks: &[Block],
    context: &BlockContext,
) {
    if division.role != Role::Index {
        return setter.blocks(blocks, context);
    }
    let (note, entries) = blocks.split_at(head_note(blocks));
    setter.blocks(note, context);
    let count = setter.resources.design.spec.columns.of_index;
    in_region(setter, Region::Index, count, context, |setter, context| setter.blocks(entries, context));
}

/// Returns the number of blocks that are above the entries of an index and explain it; none if the entries are
/// paragraphs too.
fn head_note(blocks: &[Block]) -> usize {
    let is_prose = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Quote { .. } | BlockKind::Group(..))
    };
    blocks.iter().position(|block| !is_prose(block)).unwrap_or(0)
}

/// Sets content in columns side by side, or on the whole measure if there is one.
fn in_region(
    setter: &mut Setter<'_>,
    region: Region,
    count: u8,
    context: &BlockContext,
    content: impl FnOnce(&mut Setter<'_>, &BlockContext),
) {
    setter.region = region;
    let count = count.min(MAX_COLUMNS);
    if count < 2 {
        content(setter, context);
        setter.region = Region::Text;
        return;
    }
    let gutter = setter.resources.design.spec.columns.gutter;
    let measure = setter.measure(context);
    let pitch = (measure + gutter) / i64::from(count);
    let right = context.right + measure - (pitch - gutter);
    // Floats that are called above are above the columns, and those that are called below are below.
    setter.clear();
    setter.strips.extend([Strip::Barrier, Strip::Columns(Some(Columns { count, pitch }))]);
    content(setter, &BlockContext { right, keep: false, ..context.clone() });
    setter.clear();
    setter.region = Region::Text;
    setter.strips.extend([Strip::Columns(None), Strip::Barrier]);
}
