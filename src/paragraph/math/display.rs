//! Sets formulas on lines of their own: one line, the rows of aligned equations, or a formula that is wider than the
//! measure in several lines.

use super::boxes::MathBox;
use super::place::{Placement, place};
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{AtomClass, Formula, Grid, GridKind, Item, ItemKind, MathStyle, Row};
use crate::design::style::ParStyle;
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::Line;
use crate::paragraph::request::Resources;
use crate::units::Length;

/// In thousandths of an em: the indent of the lines after the first, and the gap between a formula and its number.
const TURNED_OVER: i64 = 2_000;
const NUMBER_GAP: i64 = 1_000;
/// The sizes in which a formula is tried that is wider than the measure, in per cent.
const SIZES: [i64; 5] = [100, 95, 90, 85, 80];
/// An excess over the measure that is not visible.
const UNSEEN: Length = Length::milli_pt(100);

/// A line of a formula.
pub(crate) struct DisplayLine {
    /// The line. Its height and depth are those of its content.
    pub(crate) line: Line,
    /// Whether it continues the line above, from which no page end should separate it.
    pub(crate) continues: bool,
}

/// A part of a formula that a line has whole, with the space before it.
struct Piece {
    set: MathBox,
    space: Length,
    /// How good it is to begin a line with it: 2 for a relation, 1 for an operation, 0 if no line begins with it.
    rank: u8,
}

/// A row of a formula that is set: its content and its mark.
struct DisplayRow {
    set: MathBox,
    x: Length,
    room: (Length, Length),
    tag: Option<MathBox>,
    continues: bool,
}

/// Sets a formula in lines of a measure. Returns `None` if it cannot be read, or if there is no face for mathematics.
///
/// A formula that is too wide is divided before relations and operations; one that cannot be divided is set smaller,
/// down to 80 %, and is reported if it is still too wide.
pub(crate) fn set_display(
    formula: &Formula,
    style: &ParStyle,
    measure: Length,
    resources: Resources<'_>,
    placement: Placement<'_>,
    (span, sink): (Span, &mut Vec<Diagnostic>),
) -> Option<Vec<DisplayLine>> {
    let row = formula.content.as_ref()?;
    let mut setter = MathSetter::new(resources, &style.text, style.leading)?;
    let mut rows = Vec::new();
    for per_cent in SIZES {
        setter.restart();
        let whole = SetStyle { per_cent, ..SetStyle::of(MathStyle::Display) };
        rows = match &row[..] {
            [Item { kind: ItemKind::Grid(grid), .. }] if grid.kind == GridKind::Equations => {
                setter.equations(grid, whole, measure)
            }
            _ => setter.divided(row, whole, measure),
        };
        if over(&rows, measure) <= UNSEEN {
            break;
        }
    }
    let excess = over(&rows, measure);
    if excess > UNSEEN {
        let message = format!("a formula is {excess} pt wider than the measure");
        let help = "divide it into lines with `\\\\`, within `\\begin{multline*}` or `\\begin{align*}`";
        sink.push(Diagnostic::new(Code::Overfull, span, message).help(help));
    }
    let gap = setter.em(NUMBER_GAP, SetStyle::of(MathStyle::Text));
    let lines = rows.into_iter().flat_map(|row| lines(row, measure, gap, span, placement)).collect();
    sink.extend(setter.lack(span));
    Some(lines)
}

/// Returns by how much the widest row exceeds the measure.
fn over(rows: &[DisplayRow], measure: Length) -> Length {
    rows.iter().map(|row| row.x + row.set.width - measure).max().unwrap_or_default()
}

/// Returns the lines of a row: its mark is at the right edge, and on a line of its own if it would be too near.
fn lines(
    row: DisplayRow,
    measure: Length,
    gap: Length,
    span: Span,
    placement: Placement<'_>,
) -> Vec<DisplayLine> {
    let DisplayRow { set, mut x, room, tag, continues } = row;
    let line = |(height, depth): (Length, Length)| Line { span: Some(span), ..Line::empty(height, depth) };
    let mut first = line(room);
    let Some(tag) = tag else {
        first.items = place(&set, x, Length::ZERO, placement);
        first.width = x + set.width;
        return vec![DisplayLine { line: first, continues }];
    };
    let at = measure - tag.width;
    let is_near = x + set.width + gap > at;
    let is_alone = is_near && set.width + gap > at;
    if is_near && !is_alone {
        // It moves to the middle of the room that the mark leaves.
        x = x.min((at - gap - set.width) / 2).max(Length::ZERO);
    }
    first.items = place(&set, x, Length::ZERO, placement);
    if !is_alone {
        first.items.extend(place(&tag, at, Length::ZERO, placement));
        first.height = first.height.max(tag.height);
        first.depth = first.depth.max(tag.depth);
        first.width = measure;
        return vec![DisplayLine { line: first, continues }];
    }
    first.width = x + set.width;
    let mut second = line((tag.height + gap / 2, tag.depth));
    second.items = place(&tag, at, Length::ZERO, placement);
    second.width = measure;
    vec![DisplayLine { line: first, continues }, DisplayLine { line: second, continues: true }]
}

impl MathSetter<'_> {
    /// Sets the rows of equations, in columns that are centred together.
    fn equations(&mut self, grid: &Grid, style: SetStyle, measure: Length) -> Vec<DisplayRow> {
        let set = self.set_grid(grid, style, true);
        let left = ((measure - set.width) / 2).max(Length::ZERO);
        let is_multline = grid.rows.iter().any(|row| row.align.is_some());
        let x = if is_multline { Length::ZERO } else { left };
        let rows = set.rows.into_iter().zip(&grid.rows);
        let row = |(row, given): (super::grid::SetRow, &crate::book::math::GridRow)| {
            // The lines of one long formula are at the edges of the measure.
            let slack = measure - set.width;
            let by = match given.align.filter(|_| is_multline) {
                Some(crate::book::math::ColumnAlign::Left) => Length::ZERO,
                Some(crate::book::math::ColumnAlign::Right) => slack,
                Some(crate::book::math::ColumnAlign::Centre) | None if is_multline => slack / 2,
                Some(crate::book::math::ColumnAlign::Centre) | None => Length::ZERO,
            };
            let x = if given.is_words { Length::ZERO } else { x + by.max(Length::ZERO) };
            let continues = given.is_words || is_multline;
            DisplayRow { set: row.set, x, room: row.room, tag: row.tag, continues }
        };
        rows.map(row).collect()
    }

    /// Sets a formula on one line, or divided into several if it is wider than the measure.
    fn divided(&mut self, row: &Row, style: SetStyle, measure: Length) -> Vec<DisplayRow> {
        let mut pieces = Vec::new();
        self.pieces(row, style, &mut pieces);
        let indent = self.em(TURNED_OVER, style);
        let lines = fill(pieces, measure, indent);
        let last = lines.len().saturating_sub(1);
        let place = |(index, set): (usize, MathBox)| {
            let slack = (measure - set.width).max(Length::ZERO);
            let x = match index {
                _ if last == 0 => slack / 2,
                0 => Length::ZERO,
                _ if index == last => slack,
                _ => indent,
            };
            let room = (set.height, set.depth);
            DisplayRow { set, x, room, tag: None, continues: index > 0 }
        };
        lines.into_iter().enumerate().map(place).collect()
    }

    /// Sets the items of a row as pieces.
    fn pieces(&mut self, row: &Row, style: SetStyle, out: &mut Vec<Piece>) {
        for item in row {
            if let ItemKind::Styled(level, inner) = &item.kind {
                self.pieces(inner, style.with(*level), out);
                continue;
            }
            let space = self.gap(item.gap, style);
            let set = self.item(item, style).flat();
            let rank = match item.class {
                Some(AtomClass::Relation) => 2,
                Some(AtomClass::Binary) => 1,
                Some(
                    AtomClass::Ordinary
                    | AtomClass::Operator
                    | AtomClass::Opening
                    | AtomClass::Closing
                    | AtomClass::Punctuation
                    | AtomClass::Inner,
                )
                | None => 0,
            };
            out.push(Piece { set, space, rank });
        }
    }
}

/// Joins pieces to lines of a measure, of which all but the first are indented. A line begins with a relation if there is one that makes
/// the line above fit, else with an operation.
fn fill(pieces: Vec<Piece>, measure: Length, indent: Length) -> Vec<MathBox> {
    let widths: Vec<Length> = pieces.iter().map(|piece| piece.space + piece.set.width).collect();
    let whole: Length = widths.iter().copied().sum();
    let mut starts = vec![0];
    if whole > measure {
        let mut from = 0;
        loop {
            let room = if from == 0 { measure } else { measure - indent };
            let Some(next) = next_start(&pieces, &widths, from, room) else { break };
            starts.push(next);
            from = next;
        }
    }
    let mut lines: Vec<MathBox> = Vec::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if starts.contains(&index) {
            lines.push(MathBox::default());
            if let Some(line) = lines.last_mut() {
                line.append(piece.set);
            }
        } else if let Some(line) = lines.last_mut() {
            line.width += piece.space;
            line.append(piece.set);
        }
    }
    lines
}

/// Returns the piece with which the line after the one from `from` on begins; `None` if the rest fits, or cannot be
/// divided. A relation is better than an operation unless it leaves more than half of the line empty.
fn next_start(pieces: &[Piece], widths: &[Length], from: usize, room: Length) -> Option<usize> {
    let mut width = Length::ZERO;
    let (mut relation, mut operation): (Option<(usize, Length)>, Option<(usize, Length)>) = (None, None);
    for index in from..pieces.len() {
        if index > from && (width <= room || (relation.is_none() && operation.is_none())) {
            match pieces[index].rank {
                2 => relation = Some((index, width)),
                1 => operation = Some((index, width)),
                _ => {}
            }
        }
        width += widths[index];
    }
    if width <= room {
        return None;
    }
    let is_full = |(_, width): &(usize, Length)| *width * 2 >= room;
    relation.filter(is_full).or(operation).or(relation).map(|(index, _)| index)
}
