//! Tables: columns as wide as they need to be, rows that no page end parts, the head repeated.

use std::sync::Arc;

use super::blocks::{Env, Setter};
use super::line::{FORBID, Strip};
use super::structure::ElementId;
use super::{Line, Placed, PlacedKind, figure, width_of};
use crate::book::tag::Tag;
use crate::book::{Align, Block, BlockKind, Cell, Row, Table};
use crate::design::{Alignment, ParRole};
use crate::diag::Span;
use crate::units::{Colour, Length};

/// Between columns, in thousandths of an em.
const GUTTER: i64 = 1_400;
/// Rules above and below the table, and below its head.
const HEAVY: Length = Length::milli_pt(800);
const LIGHT: Length = Length::milli_pt(500);
/// White above and below the text of a row, in thousandths of the text's leading.
const PADDING: i64 = 140;
/// A table up to this share of the page's text, in thousandths, is not parted by a page end.
const KEPT: i64 = 333;

/// Sets a table, its caption above.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table, span: Span, env: &Env) {
    let leading = setter.leading();
    let columns = Columns::of(setter, table, env);
    setter.space(leading);
    let env = &env.within(setter.element(env, Tag::Table));
    if table.caption.is_some() || table.number.is_some() {
        let words = table.caption.as_deref().unwrap_or_default();
        let caption = figure::caption(setter, table.number.as_deref(), words, span, env);
        setter.push_kept(caption);
        setter.penalise(FORBID);
        setter.space(leading.ratio(1, 2));
    }
    let mut section = |rows_of: &[Row], tag| {
        if rows_of.is_empty() {
            return Vec::new();
        }
        let env = env.within(setter.element(env, tag));
        rows(setter, rows_of, tag == Tag::TableHead, &columns, &env)
    };
    let head = section(&table.head, Tag::TableHead);
    let body = section(&table.body, Tag::TableBody);
    push(setter, head, body, &columns, span);
    setter.space(leading);
    setter.first = true;
}

/// A row set: what stands in it, from its top, and its height.
struct SetRow {
    items: Vec<Placed>,
    notes: Vec<crate::book::NoteId>,
    anchors: Vec<String>,
    height: Length,
    /// It belongs together with the next, which a cell of it reaches into.
    reaches_on: bool,
}

fn push(setter: &mut Setter<'_>, head: Vec<SetRow>, body: Vec<SetRow>, columns: &Columns, span: Span) {
    let has_head = !head.is_empty();
    let mut head: Vec<Line> = head.into_iter().flat_map(|row| lines(row, setter, span)).collect();
    let mut body_rows: Vec<Vec<Line>> = Vec::new();
    let mut joined = Vec::new();
    for row in body {
        joined.push(row.reaches_on);
        body_rows.push(lines(row, setter, span));
    }
    // Rules hang on the first line, on the head's last and on the last of all.
    let first = head.first_mut().or_else(|| body_rows.first_mut().and_then(|row| row.first_mut()));
    if let Some(line) = first {
        columns.rule(line, true, HEAVY);
    }
    if let Some(line) = head.last_mut() {
        columns.rule(line, false, LIGHT);
    }
    if let Some(line) = body_rows.last_mut().and_then(|row| row.last_mut()) {
        columns.rule(line, false, HEAVY);
    }
    let height: Length = head.iter().chain(body_rows.iter().flatten()).map(Line::total).sum();
    let kept = height <= setter.shop.design.text_height().ratio(KEPT, 1000);
    let repeat = has_head.then(|| Arc::new(without_marks(&head)));
    setter.push_kept(head);
    for (index, row) in body_rows.into_iter().enumerate() {
        let follows_head = index == 0 && has_head;
        if follows_head || (index > 0 && (kept || joined[index - 1])) {
            setter.penalise(FORBID);
        }
        for mut line in row {
            line.repeat.clone_from(&repeat);
            setter.push(line);
        }
    }
}

/// A repeated head is there for the eye alone: it calls no notes, leads nowhere, carries no
/// identifiers and says nothing a second time.
fn without_marks(head: &[Line]) -> Vec<Line> {
    let seen = |line: &Line| {
        let items = line.items.iter().filter(|item| !matches!(item.kind, PlacedKind::Link { .. }));
        items.map(|item| Placed { owner: None, ..item.clone() }).collect()
    };
    let bare =
        |line: &Line| Line { notes: Vec::new(), anchors: Vec::new(), items: seen(line), ..line.clone() };
    head.iter().map(bare).collect()
}

/// A row as one line; as several when it is taller than half a page.
fn lines(row: SetRow, setter: &Setter<'_>, span: Span) -> Vec<Line> {
    let slice = setter.shop.design.text_height() / 2;
    if row.height <= slice {
        return vec![line(row.items, row.notes, row.anchors, row.height, Length::ZERO, span)];
    }
    // Lines of all cells stand on one leading, so that a cut between two of them cuts no cell.
    let leading = setter.style(ParRole::TableCell, &Env::body()).leading;
    let mut lines = Vec::new();
    let mut top = Length::ZERO;
    let (mut notes, mut anchors) = (row.notes, row.anchors);
    while top < row.height {
        let bottom = (top + leading).min(row.height);
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

/// A box from `top` of its row, its baseline at its foot.
fn line(
    mut items: Vec<Placed>,
    notes: Vec<crate::book::NoteId>,
    anchors: Vec<String>,
    height: Length,
    top: Length,
    span: Span,
) -> Line {
    items.iter_mut().for_each(|item| item.y -= top + height);
    Line { items, notes, anchors, span: Some(span), ..Line::empty(height, Length::ZERO) }
}

/// Sets rows; a cell over several rows makes the last of them tall enough.
fn rows(setter: &mut Setter<'_>, rows: &[Row], head: bool, columns: &Columns, env: &Env) -> Vec<SetRow> {
    let mut set: Vec<SetRow> = Vec::new();
    // For each column, how many rows are still covered from above.
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
        let env = env.within(setter.element(env, Tag::Row));
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
            let element = cell_element(setter, cell, (span, rows_down), head, &env);
            let height = set_cell(setter, cell, column, span, columns, &env.within(element), &mut out);
            let last = (index + usize::from(cell.rows)).min(rows.len()) - 1;
            if last > index {
                reaching.push((index, last, height));
            } else {
                out.height = out.height.max(height);
            }
            covered[column..column + span].fill(cell.rows);
            column += span;
        }
        out.height = out.height.max(columns.least);
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

/// The element of a cell, with what it covers and heads.
fn cell_element(
    setter: &mut Setter<'_>,
    cell: &Cell,
    (columns, rows): (usize, usize),
    head: bool,
    env: &Env,
) -> ElementId {
    let is_header = cell.header || head;
    let element = setter.element(env, if is_header { Tag::HeaderCell } else { Tag::Cell });
    if (columns, rows) != (1, 1) {
        let count = |value| u16::try_from(value).unwrap_or(u16::MAX);
        setter.structure.facts_mut(element).spans = Some((count(columns), count(rows)));
    }
    if is_header && !head {
        setter.structure.facts_mut(element).heads_row = true;
    }
    element
}

/// Sets a cell into its row; gives the height it needs.
fn set_cell(
    setter: &mut Setter<'_>,
    cell: &Cell,
    column: usize,
    span: usize,
    columns: &Columns,
    env: &Env,
    out: &mut SetRow,
) -> Length {
    let (left, width) = columns.place(column, span);
    let measure = setter.shop.design.page.measure;
    let cell_env = Env {
        left,
        right: measure - left - width,
        lang: cell.attr.lang().cloned().or_else(|| env.lang.clone()),
        parent: env.parent,
        ..Env::body().with_role(if cell.header { ParRole::TableHead } else { ParRole::TableCell })
    };
    if let Some(id) = cell.attr.id() {
        out.anchors.push(id.to_owned());
    }
    let align = cell.align.or_else(|| columns.aligns.get(column).copied()).unwrap_or_default();
    let mut y = columns.padding;
    for strip in setter.apart(&cell.blocks, &cell_env) {
        match strip {
            Strip::Line(mut line) => {
                let slack = left + width - line.width;
                match align {
                    Align::Start => {}
                    Align::Centre => line.shift(slack / 2),
                    Align::End => line.shift(slack),
                }
                let baseline = y + line.height;
                y = baseline + line.depth;
                out.items.extend(line.items.into_iter().map(|item| Placed { y: baseline + item.y, ..item }));
                out.notes.extend(line.notes);
                out.anchors.extend(line.anchors);
            }
            Strip::Space { height, .. } => y += height,
            Strip::Penalty(_) | Strip::Fill(_) | Strip::Choice(_) => {}
        }
    }
    y + columns.padding
}

/// Where columns stand.
struct Columns {
    left: Length,
    widths: Vec<Length>,
    gutter: Length,
    aligns: Vec<Align>,
    padding: Length,
    /// The least height of a row.
    least: Length,
}

impl Columns {
    /// As wide as their content wants, if all fit; else as [`share`] divides the room.
    fn of(setter: &Setter<'_>, table: &Table, env: &Env) -> Self {
        let design = setter.shop.design;
        let count = table.columns.len().max(1);
        let mut needs = vec![(Length::ZERO, Length::ZERO); count];
        measure_cells(setter, &table.head, &mut needs);
        measure_cells(setter, &table.body, &mut needs);
        let gutter = design.em().ratio(GUTTER, 1000);
        let measure = setter.measure(env);
        let gutters = gutter * i64::try_from(count - 1).unwrap_or(0);
        let widths = share(&needs, measure - gutters);
        let width: Length = widths.iter().copied().sum::<Length>() + gutters;
        let style = setter.style(ParRole::TableCell, env);
        let padding = design.leading.ratio(PADDING, 1000);
        Self {
            left: env.left + (measure - width).max(Length::ZERO) / 2,
            widths,
            gutter,
            aligns: table.columns.clone(),
            padding,
            least: style.leading + padding * 2,
        }
    }

    /// Left end and width of a cell.
    fn place(&self, column: usize, span: usize) -> (Length, Length) {
        let before: Length = self.widths[..column].iter().map(|width| *width + self.gutter).sum();
        let inside: Length =
            self.widths[column..column + span].iter().map(|width| *width + self.gutter).sum();
        (self.left + before, inside - self.gutter)
    }

    fn rule(&self, line: &mut Line, above: bool, weight: Length) {
        let (x, width) = self.place(0, self.widths.len());
        let y = if above { -line.height } else { -weight };
        let kind = PlacedKind::Rule { width, height: weight, colour: Colour::BLACK };
        line.items.push(Placed { x, y, kind, owner: None });
    }
}

/// What each column needs at least and wants at most; cells over several columns share theirs.
fn measure_cells(setter: &Setter<'_>, rows: &[Row], needs: &mut [(Length, Length)]) {
    let mut covered = vec![0_u16; needs.len()];
    for row in rows {
        let mut column = 0;
        for cell in &row.cells {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            if column >= needs.len() {
                break;
            }
            let span = usize::from(cell.columns).clamp(1, needs.len() - column);
            let (least, most) = measure_blocks(setter, &cell.blocks, cell.header);
            let parts = i64::try_from(span).unwrap_or(1);
            for need in &mut needs[column..column + span] {
                need.0 = need.0.max(least / parts);
                need.1 = need.1.max(most / parts);
            }
            covered[column..column + span].fill(cell.rows);
            column += span;
        }
        covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
    }
}

fn measure_blocks(setter: &Setter<'_>, blocks: &[Block], header: bool) -> (Length, Length) {
    let role = if header { ParRole::TableHead } else { ParRole::TableCell };
    let mut style = setter.style(role, &Env::body());
    style.align = Alignment::Start;
    let mut both = (Length::ZERO, Length::ZERO);
    for block in blocks {
        let (least, most) = match &block.kind {
            BlockKind::Paragraph(inlines) => width_of(inlines, &style, setter.shop),
            // Anything but a paragraph takes what room there is.
            _ => (setter.shop.design.em() * 4, setter.shop.design.page.measure),
        };
        both = (both.0.max(least), both.1.max(most));
    }
    both
}

/// Divides the room between columns that need the first and want the second of their two widths.
///
/// Narrow columns, dates and figures most of all, are read best unbroken: whoever wants no more
/// than an equal part of what is left gets it, as long as the others keep what they need. These
/// share the rest by what they want more than they need (CSS 2.2, 17.5.2.2).
fn share(needs: &[(Length, Length)], room: Length) -> Vec<Length> {
    let mut widths: Vec<Option<Length>> = vec![None; needs.len()];
    let mut room = room;
    loop {
        let open: Vec<usize> = (0..needs.len()).filter(|column| widths[*column].is_none()).collect();
        let least: Length = open.iter().map(|column| needs[*column].0).sum();
        let most: Length = open.iter().map(|column| needs[*column].1).sum();
        let part = room / i64::try_from(open.len().max(1)).unwrap_or(1);
        let modest = open.iter().copied().find(|column| {
            let (need, want) = needs[*column];
            want <= part && room - want >= least - need
        });
        let Some(column) = modest else {
            open.iter().for_each(|column| widths[*column] = Some(portion(needs[*column], room, least, most)));
            return widths.into_iter().flatten().collect();
        };
        widths[column] = Some(needs[column].1);
        room -= needs[column].1;
    }
}

/// What a column gets of a room that is less than all want.
fn portion((need, want): (Length, Length), room: Length, least: Length, most: Length) -> Length {
    if least >= room {
        // Not even the longest words fit: every column gives way by the same share.
        return need.ratio(room.to_sp(), least.to_sp().max(1));
    }
    need + (want - need).ratio((room - least).to_sp(), (most - least).to_sp().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(needs: &[(i64, i64)], room: i64) -> Vec<i64> {
        let needs: Vec<_> =
            needs.iter().map(|(least, most)| (Length::pt(*least), Length::pt(*most))).collect();
        share(&needs, Length::pt(room)).iter().map(|width| width.to_milli_pt() / 1000).collect()
    }

    #[test]
    fn columns_get_what_they_want_if_it_fits_and_share_the_rest_if_not() {
        assert_eq!(widths(&[(10, 20), (10, 30)], 100), [20, 30]);
        assert_eq!(widths(&[(10, 40), (10, 140)], 75), [20, 54]);
        assert_eq!(widths(&[(40, 50), (60, 60)], 50), [20, 30]);
    }

    #[test]
    fn a_column_that_wants_little_is_not_broken_for_the_sake_of_a_wide_one() {
        assert_eq!(widths(&[(10, 20), (10, 110)], 75), [20, 55]);
        assert_eq!(widths(&[(10, 30), (60, 110)], 75), [11, 63]);
    }
}
