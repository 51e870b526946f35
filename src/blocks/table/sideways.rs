//! Tables that are too wide for the page: set along the height of separate pages, which are turned to
//! be read (The Chicago Manual of Style, 3.54).

use super::super::context::BlockContext;
use super::super::setter::Setter;
use super::columns::{Columns, SIZES, report_excess};
use super::set_table::SetTable;
use crate::book::Table;
use crate::diag::Span;
use crate::layout::{Float, FloatSpot, Line, Stack, StackedLine};
use crate::units::Length;

/// Returns whether the page is higher than the measure is wide, and the context is the run of the text.
pub(super) fn has_more_room(setter: &Setter<'_>, context: &BlockContext) -> bool {
    setter.may_float(context) && setter.resources.design.text_height() > setter.measure(context)
}

/// Sets a turned table, on as many pages as it needs.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table, span: Span, context: &BlockContext) {
    let design = setter.resources.design;
    let measure = design.page.measure;
    let context =
        BlockContext { left: Length::ZERO, right: measure - design.text_height(), ..context.clone() };
    let columns = Columns::of(setter, table, &context, &SIZES);
    report_excess(setter, &columns, span);
    let set = SetTable::new(setter, table, &columns, measure, false, span, &context);
    for lines in pages(set, &columns, measure) {
        let lines = lines.into_iter().map(|(space, line)| StackedLine { space, penalty: 0, line });
        setter.float(Float { stack: Stack { lines: lines.collect() }, spot: FloatSpot::Page, turned: true });
    }
}

/// A line with the space above it.
type Spaced = (Length, Line);

/// Returns the lines of each page, each with the space above it. Rows joined by a cell stay together if
/// a page has room for them.
fn pages(set: SetTable, columns: &Columns, room: Length) -> Vec<Vec<Spaced>> {
    let rule = set.rule;
    let mut repeated = apart(set.repeated(), Length::ZERO);
    if height(&repeated) > room / 2 {
        repeated.clear();
    }
    let mut pages = Vec::new();
    let (mut page, mut begun): (Vec<Spaced>, _) = (Vec::new(), 0);
    for block in blocks(set, room) {
        if page.len() > begun && height(&page) + height(&block) > room {
            // A table that continues on the next page also ends with a rule.
            if let Some((_, last)) = page.last_mut() {
                columns.rule(last, false, rule);
            }
            pages.push(std::mem::replace(&mut page, repeated.clone()));
            begun = page.len();
        }
        page.extend(block);
    }
    pages.push(page);
    pages
}

/// Returns the groups of lines that stay together: caption and header with the first row, rows joined
/// by a cell. A group that is too high for a page is divided anywhere.
fn blocks(set: SetTable, room: Length) -> impl Iterator<Item = Vec<Spaced>> {
    let gap = if set.caption.is_empty() { Length::ZERO } else { set.gap };
    let has_head = !set.head.is_empty();
    let mut first = apart(set.caption, Length::ZERO);
    first.extend(apart(set.head, gap));
    let mut blocks = vec![first];
    let mut joined = true;
    for (index, (row, reaches_on)) in set.body.into_iter().enumerate() {
        let row = apart(row, if index == 0 && !has_head { gap } else { Length::ZERO });
        match blocks.last_mut() {
            Some(block) if joined => block.extend(row),
            _ if reaches_on => blocks.push(row),
            _ => blocks.extend(row.into_iter().map(|line| vec![line])),
        }
        joined = reaches_on;
    }
    blocks.into_iter().flat_map(move |block| {
        if height(&block) > room { block.into_iter().map(|line| vec![line]).collect() } else { vec![block] }
    })
}

/// Returns lines with space above the first.
fn apart(lines: Vec<Line>, above: Length) -> Vec<Spaced> {
    let space = |index| if index == 0 { above } else { Length::ZERO };
    lines.into_iter().enumerate().map(|(index, line)| (space(index), line)).collect()
}

fn height(page: &[Spaced]) -> Length {
    page.iter().map(|(space, line)| *space + line.total()).sum()
}
