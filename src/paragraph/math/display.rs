//! Sets formulas on lines of their own: one line, the rows of aligned equations, or a formula that is wider than the
//! measure in several lines.

use super::boxes::MathBox;
use super::grid::{JOT, SetRow};
use super::place::{Placement, place};
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::Anchor;
use crate::book::math::{AtomClass, ColumnAlign, Formula, Grid, GridKind, GridRow, ItemKind, MathStyle, Row};
use crate::design::style::ParStyle;
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{Line, Placed};
use crate::paragraph::request::Resources;
use crate::units::Length;

/// In thousandths of an em: the indent of the lines after the first, and the gap between a formula and its number.
const TURNED_OVER: i64 = 2_000;
const NUMBER_GAP: i64 = 1_000;
/// The minimum width of a space at which a formula is divided before it is divided elsewhere, in thousandths of an em.
const WIDE: i64 = 900;
/// The sizes in which a formula is tried that is wider than the measure, in per cent.
const SIZES: [i64; 5] = [100, 95, 90, 85, 80];
/// An excess over the measure that is not visible.
const UNSEEN: Length = Length::milli_pt(100);

/// A line of a formula.
pub(crate) struct DisplayLine {
    /// The line without its number. Its height and depth are those of its content.
    pub(crate) line: Line,
    /// The number of the formula or of this row.
    pub(crate) number: Vec<Placed>,
    /// The anchor of this row.
    pub(crate) anchor: Option<Anchor>,
    /// Whether it continues the line above, from which no page end should separate it.
    pub(crate) continues: bool,
}

/// A part of a formula that a line has whole, with the space before it.
struct Piece {
    set: MathBox,
    space: Length,
    /// How a line may begin with it.
    start: LineStart,
}

/// How a line of a divided formula may begin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LineStart {
    /// Not with this.
    Never,
    /// With an operation.
    Operation,
    /// With a relation.
    Relation,
    /// Behind a wide space.
    Space,
}

/// A row of a formula that is set: its content and its mark.
struct DisplayRow {
    set: MathBox,
    x: Length,
    room: (Length, Length),
    tag: Option<MathBox>,
    anchor: Option<Anchor>,
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
        rows = match formula.grid() {
            Some(grid) if grid.kind == GridKind::Equations => setter.equations(grid, whole, measure),
            Some(_) | None => setter.divided(row, whole, measure),
        };
        if let Some(last) = rows.last_mut().filter(|_| !formula.mark.is_none()) {
            last.tag = setter.mark(&formula.mark);
        }
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
    let DisplayRow { set, mut x, room, tag, anchor, continues } = row;
    let line = |(height, depth): (Length, Length)| Line { span: Some(span), ..Line::empty(height, depth) };
    let mut first = line(room);
    let Some(tag) = tag else {
        first.items = place(&set, x, Length::ZERO, placement);
        first.width = x + set.width;
        return vec![DisplayLine { line: first, number: Vec::new(), anchor, continues }];
    };
    let at = measure - tag.width;
    let is_near = x + set.width + gap > at;
    let is_alone = is_near && set.width + gap > at;
    if is_near && !is_alone {
        // It moves to the middle of the room that the mark leaves, or from the right edge to that of the room.
        let room = at - gap - set.width;
        let is_right = x > (measure - set.width) / 2 + UNSEEN;
        x = if is_right { room } else { x.min(room / 2) }.max(Length::ZERO);
    }
    first.items = place(&set, x, Length::ZERO, placement);
    if !is_alone {
        first.height = first.height.max(tag.height);
        first.depth = first.depth.max(tag.depth);
        first.width = measure;
        let number = place(&tag, at, Length::ZERO, placement);
        return vec![DisplayLine { line: first, number, anchor, continues }];
    }
    first.width = x + set.width;
    let mut second = line((tag.height + gap / 2, tag.depth));
    second.width = measure;
    let number = place(&tag, at, Length::ZERO, placement);
    vec![
        DisplayLine { line: first, number: Vec::new(), anchor, continues },
        DisplayLine { line: second, number, anchor: None, continues: true },
    ]
}

impl MathSetter<'_> {
    /// Sets the rows of equations, in columns that are centred together.
    fn equations(&mut self, grid: &Grid, style: SetStyle, measure: Length) -> Vec<DisplayRow> {
        let set = self.set_grid(grid, style, true);
        let left = ((measure - set.width) / 2).max(Length::ZERO);
        let is_multline = grid.rows.iter().any(|row| row.align.is_some());
        let x = if is_multline { Length::ZERO } else { left };
        let rows = set.rows.into_iter().zip(&grid.rows);
        let gap = self.em(NUMBER_GAP, style);
        let row = |(row, given): (SetRow, &GridRow)| {
            // The lines of one long formula are at the edges of the measure.
            let edge = row.tag.as_ref().map_or(Length::ZERO, |tag| tag.width + gap);
            let slack = measure - set.width;
            let by = match given.align.filter(|_| is_multline) {
                Some(ColumnAlign::Left) => Length::ZERO,
                Some(ColumnAlign::Right) => slack - edge,
                Some(ColumnAlign::Centre) | None if is_multline => slack / 2,
                Some(ColumnAlign::Centre) | None => Length::ZERO,
            };
            let x = if given.is_words { Length::ZERO } else { x + by.max(Length::ZERO) };
            let continues = given.is_words || is_multline;
            let anchor = given.label.as_ref().and_then(|label| label.anchor.clone());
            DisplayRow { set: row.set, x, room: row.room, tag: row.tag, anchor, continues }
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
            // The lines of a divided formula are as far apart as equations.
            let strut = if last == 0 { Length::ZERO } else { self.leading + self.em(JOT, style) };
            let room = (set.height.max(strut.ratio(7, 10)), set.depth.max(strut.ratio(3, 10)));
            DisplayRow { set, x, room, tag: None, anchor: None, continues: index > 0 }
        };
        lines.into_iter().enumerate().map(place).collect()
    }

    /// Sets the items of a row as pieces.
    fn pieces(&mut self, row: &Row, style: SetStyle, out: &mut Vec<Piece>) {
        let mut waiting = Length::ZERO;
        for item in row {
            if let ItemKind::Styled(level, inner) = &item.kind {
                self.pieces(inner, style.with(*level), out);
                continue;
            }
            let mut space = self.gap(item.gap, style);
            let set = self.item(item, style).flat();
            if let ItemKind::Space(_) = item.kind {
                waiting += set.width;
                continue;
            }
            space += std::mem::take(&mut waiting);
            let is_apart = space >= self.em(WIDE, style);
            let start = match item.class {
                Some(AtomClass::Relation) => LineStart::Relation,
                Some(AtomClass::Binary) => LineStart::Operation,
                Some(
                    AtomClass::Ordinary
                    | AtomClass::Operator
                    | AtomClass::Opening
                    | AtomClass::Closing
                    | AtomClass::Punctuation
                    | AtomClass::Inner,
                )
                | None => LineStart::Never,
            };
            let start = if is_apart { LineStart::Space } else { start };
            out.push(Piece { set, space, start });
        }
    }
}

/// Joins pieces to lines of a measure, of which all but the first are indented. A line begins with a relation if there is one that makes
/// the line above fit, else with an operation.
fn fill(pieces: Vec<Piece>, measure: Length, indent: Length) -> Vec<MathBox> {
    let mut starts = vec![0];
    let mut from = 0;
    loop {
        let room = if from == 0 { measure } else { measure - indent };
        let Some(next) = next_start(&pieces, from, room) else { break };
        starts.push(next);
        from = next;
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
/// divided.
fn next_start(pieces: &[Piece], from: usize, room: Length) -> Option<usize> {
    let mut width = Length::ZERO;
    let mut found: Vec<(LineStart, bool, usize)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate().skip(from) {
        let start = piece.start;
        let at = if index == from { Length::ZERO } else { width + piece.space };
        if index > from && start != LineStart::Never && (width <= room || found.is_empty()) {
            found.push((start, width * 2 >= room, index));
        }
        width = at + piece.set.width;
    }
    if width <= room {
        return None;
    }
    // Of those that leave less than half of the line empty the best, else the last.
    let full =
        found.iter().filter(|(_, is_full, _)| *is_full).max_by_key(|(start, _, index)| (*start, *index));
    full.or(found.last()).map(|(_, _, index)| *index)
}
