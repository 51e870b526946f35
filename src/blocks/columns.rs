//! Text in columns side by side. Their lines are set to the width of a column; make-up divides them between the
//! columns of each page.

use super::context::BlockContext;
use super::setter::{Region, Setter};
use crate::book::{Block, BlockKind, Division, MAX_COLUMNS, Role};
use crate::layout::{ColumnMark, Columns, Strip};

/// The minimum width of a column of justified text, in em. Narrower lines would have wide spaces between few words.
const MIN_JUSTIFIED_EMS: i64 = 12;

/// Sets the blocks of a division below its title: an index in columns, a glossary or a bibliography if the design wants
/// it, and all others on the whole measure.
pub(super) fn of_division(
    setter: &mut Setter<'_>,
    division: &Division,
    blocks: &[Block],
    context: &BlockContext,
) {
    let spec = setter.resources.design.spec.columns;
    let of_role = [
        (Role::Index, Region::Index, spec.index),
        (Role::Glossary, Region::Columns, spec.glossary),
        (Role::Bibliography, Region::Columns, spec.bibliography),
    ];
    let found = of_role.into_iter().find(|(role, ..)| *role == division.role);
    let Some((_, region, count)) = found.filter(|(_, region, count)| *region == Region::Index || *count > 1)
    else {
        return setter.blocks(blocks, context);
    };
    let (note, entries) = blocks.split_at(head_note(blocks));
    setter.blocks(note, context);
    in_region(setter, region, count, context, |setter, context| setter.blocks(entries, context));
}

/// Returns the number of blocks that are above the entries and explain them; none if the entries are
/// paragraphs too.
fn head_note(blocks: &[Block]) -> usize {
    let is_prose = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Quote { .. } | BlockKind::Group(..))
    };
    blocks.iter().position(|block| !is_prose(block)).unwrap_or(0)
}

/// Sets content in columns side by side: on one page or several, with as many lines in each column of the last one.
/// In a box, a note or other columns it is set as if there were none.
pub(super) fn set(
    setter: &mut Setter<'_>,
    count: u8,
    context: &BlockContext,
    content: impl FnOnce(&mut Setter<'_>, &BlockContext),
) {
    if setter.region != Region::Text || !setter.is_of_page() {
        return content(setter, context);
    }
    in_region(setter, Region::Columns, count, context, content);
}

/// Begins the next column, if content is being set in columns.
pub(super) fn next(setter: &mut Setter<'_>) {
    if setter.region == Region::Columns {
        setter.strips.push(Strip::Columns(ColumnMark::Next));
    }
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
    let is_narrow = pitch - gutter < setter.em() * MIN_JUSTIFIED_EMS;
    let is_ragged = context.is_ragged || is_narrow || region == Region::Index;
    // Floats that are called above are above the columns, and those that are called below are below.
    setter.clear();
    // Columns of the other direction begin at the other side.
    let pitch = if setter.mirror().is_some() { -pitch } else { pitch };
    setter.strips.extend([Strip::Barrier, Strip::Columns(ColumnMark::Begin(Columns { count, pitch }))]);
    content(setter, &BlockContext { right, keep: false, is_ragged, ..context.clone() });
    setter.clear();
    setter.region = Region::Text;
    setter.strips.extend([Strip::Columns(ColumnMark::End), Strip::Barrier]);
}
