//! The rows of a table: sets cells into their columns.

use super::super::context::{BlockContext, Classes};
use super::super::setter::Setter;
use super::columns::Columns;
use crate::book::tag::Tag;
use crate::book::{Align, Cell, Row};
use crate::design::ParRole;
use crate::diag::{Code, Span};
use crate::layout::{ElementId, GridFit, Line, Placed, PlacedKind, StackedLine};
use crate::units::Length;

/// A row that is set: its items, from its top, and its height.
pub(super) struct SetRow {
    items: Vec<Placed>,
    notes: Vec<crate::book::NoteId>,
    anchors: Vec<crate::book::Anchor>,
    height: Length,
    /// Whether it is kept with the next row, because one of its cells spans both.
    pub(super) reaches_on: bool,
}

/// Returns a row as one line, or as several if it is higher than `most`.
pub(super) fn lines(row: SetRow, columns: &Columns, most: Length, span: Span) -> Vec<Line> {
    if row.height <= most {
        return vec![line(row.items, row.notes, row.anchors, row.height, Length::ZERO, span)];
    }
    // The lines of all cells have one leading, so a cut between two of them cuts no cell.
    let mut lines = Vec::new();
    let mut top = Length::ZERO;
    let (mut notes, mut anchors) = (row.notes, row.anchors);
    while top < row.height {
        let bottom = below_pictures(&row.items, top, top + columns.leading).min(row.height);
        let is_last = bottom == row.height;
        let here = |item: &Placed| item.y >= top && (item.y < bottom || is_last);
        let items = row.items.iter().filter(|item| here(item)).cloned().collect();
        lines.push(line(
            items,
            std::mem::take(&mut notes),
            std::mem::take(&mut anchors),
            bottom - top,
            top,
            span,
        ));
        top = bottom;
    }
    lines
}

/// Returns the first position at or below `bottom` where a cut goes through no picture that begins
/// between `top` and that position.
fn below_pictures(items: &[Placed], top: Length, mut bottom: Length) -> Length {
    loop {
        let foot = |item: &Placed| match item.kind {
            PlacedKind::Picture { height, .. } if item.y >= top && item.y < bottom => Some(item.y + height),
            PlacedKind::Picture { .. }
            | PlacedKind::Glyphs(_)
            | PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Link { .. } => None,
        };
        match items.iter().filter_map(foot).max() {
            Some(foot) if foot > bottom => bottom = foot,
            _ => return bottom,
        }
    }
}

/// Returns the part of a row that begins at `top` as a line, with its baseline at its bottom edge.
fn line(
    mut items: Vec<Placed>,
    notes: Vec<crate::book::NoteId>,
    anchors: Vec<crate::book::Anchor>,
    height: Length,
    top: Length,
    span: Span,
) -> Line {
    items.iter_mut().for_each(|item| item.y -= top + height);
    Line {
        items,
        notes,
        anchors,
        span: Some(span),
        grid: GridFit::Never,
        ..Line::empty(height, Length::ZERO)
    }
}

/// Sets rows. A cell that spans several rows makes the last of them high enough.
pub(super) fn set(
    setter: &mut Setter<'_>,
    rows: &[Row],
    head: bool,
    columns: &Columns,
    context: &BlockContext,
) -> Vec<SetRow> {
    let mut set: Vec<SetRow> = Vec::new();
    // For each column, how many more rows a cell from above covers.
    let mut covered = vec![0_u16; columns.widths.len()];
    let mut reaching: Vec<(usize, usize, Length)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut out = SetRow {
            items: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            height: Length::ZERO,
            reaches_on: false,
        };
        let context = context.within(setter.element(context, Tag::Row));
        let mut column = 0;
        for cell in &row.cells {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            if column >= columns.widths.len() {
                break;
            }
            let span = usize::from(cell.columns).min(columns.widths.len() - column);
            let rows_down = usize::from(cell.rows).min(rows.len() - index);
            let element = cell_element(setter, cell, (span, rows_down), head, &context);
            let height = set_cell(setter, cell, column, span, columns, &context.within(element), &mut out);
            let last = (index + usize::from(cell.rows)).min(rows.len()) - 1;
            if last > index {
                reaching.push((index, last, height));
            } else {
                out.height = out.height.max(height);
            }
            covered[column..column + span].fill(cell.rows);
            column += span;
        }
        out.height = out.height.max(columns.min_row_height);
        out.reaches_on = covered.iter().any(|left| *left > 1);
        covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        set.push(out);
        for (from, _, height) in reaching.extract_if(.., |(_, last, _)| *last == index) {
            let above: Length = set[from..index].iter().map(|row| row.height).sum();
            set[index].height = set[index].height.max(height - above);
        }
    }
    set
}

/// Returns the author's classes that change the content of a cell.
pub(super) fn classes_of(setter: &Setter<'_>, cell: &Cell, context: &BlockContext) -> Classes {
    context.classes.within(setter.resources.design.styles.classes_of(&cell.attr))
}

/// Returns the element of a cell, with its spans and whether it is a header.
fn cell_element(
    setter: &mut Setter<'_>,
    cell: &Cell,
    (columns, rows): (usize, usize),
    head: bool,
    context: &BlockContext,
) -> ElementId {
    let is_header = cell.header || head;
    let element = setter.element(context, if is_header { Tag::HeaderCell } else { Tag::Cell });
    if (columns, rows) != (1, 1) {
        let count = |value| u16::try_from(value).unwrap_or(u16::MAX);
        setter.structure.attributes_mut(element).spans = Some((count(columns), count(rows)));
    }
    if is_header && !head {
        setter.structure.attributes_mut(element).is_row_header = true;
    }
    element
}

/// Sets a cell into its row. Returns the height that it needs.
fn set_cell(
    setter: &mut Setter<'_>,
    cell: &Cell,
    column: usize,
    span: usize,
    columns: &Columns,
    context: &BlockContext,
    out: &mut SetRow,
) -> Length {
    let (left, width) = columns.place(column, span);
    let measure = setter.resources.design.page.measure;
    let cell_context = BlockContext {
        left,
        right: measure - left - width,
        lang: cell.attr.lang().cloned().or_else(|| context.lang.clone()),
        parent: context.parent,
        cells: columns.size,
        classes: classes_of(setter, cell, context),
        ..BlockContext::body().with_role(if cell.header { ParRole::TableHead } else { ParRole::TableCell })
    };
    if let Some(anchor) = cell.attr.anchor() {
        out.anchors.push(anchor.clone());
    }
    let align = cell.align.or_else(|| columns.aligns.get(column).copied()).unwrap_or_default();
    let mut y = columns.padding;
    let reported = setter.sink.len();
    let strips = setter.apart(&cell.blocks, &cell_context);
    if !columns.excess.is_zero() {
        // In a table that is too wide any cell may be; that is reported once for the table.
        let of_cell = setter.sink.split_off(reported);
        setter.sink.extend(of_cell.into_iter().filter(|diagnostic| diagnostic.code != Code::Overfull));
    }
    for StackedLine { space, mut line, .. } in setter.stack(strips).lines {
        let slack = left + width - line.width;
        match align {
            Align::Start => {}
            Align::Centre => line.shift(slack / 2),
            Align::End => line.shift(slack - columns.after_mark(setter, (column, span), cell, context)),
        }
        let baseline = y + space + line.height;
        y = baseline + line.depth;
        out.items.extend(line.items.into_iter().map(|item| Placed { y: baseline + item.y, ..item }));
        out.notes.extend(line.notes);
        out.anchors.extend(line.anchors);
    }
    y + columns.padding
}
