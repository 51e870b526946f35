//! Sets matrices, aligned equations, lines below operators, and diagrams.

use super::boxes::MathBox;
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{
    ColumnAlign, EquationMark, Grid, GridColumn, GridKind, GridRow, GridRule, MathStyle,
};
use crate::units::Length;

/// In thousandths of an em: the thickness of rules, the gap between double rules, the length of a dash; the additional
/// distance of equations (TeX's `\jot`, 3 points), the gap between the arrows and the objects of a diagram, the gap
/// before the mark of a row that is not at the edge of the page.
const RULE: i64 = 40;
const DOUBLE_GAP: i64 = 200;
const DASH: i64 = 300;
pub(super) const JOT: i64 = 300;
const DIAGRAM_GAP: i64 = 300;
const TAG_GAP: i64 = 2000;
/// The share of a line that is above its baseline, in thousandths (TeX's strut: 7 to 3).
const ABOVE: i64 = 700;
/// The minimum distances of baselines and of lines, in thousandths of their size: below an operator, and in a small
/// matrix (amsmath, `\substack` and `smallmatrix`).
const STACK_LINE: i64 = 1_210;
const STACK_GAP: i64 = 195;
const SMALL_LINE: i64 = 750;
const SMALL_GAP: i64 = 187;
/// The gap that is added where equations are so tall that their lines would touch (TeX's `\lineskip`, a point).
const LINE_SKIP: i64 = 100;

/// The rows of a grid with their position, from the top.
pub(in crate::paragraph) struct SetGrid {
    /// The rows, each with the distance from the top of the grid to its baseline.
    pub(super) rows: Vec<SetRow>,
    /// The width of the columns, without the marks of rows.
    pub(super) width: Length,
    /// The height of all rows.
    pub(super) height: Length,
    /// The rules: x, distance from the top to the lower edge, width, height.
    rules: Vec<(Length, Length, Length, Length)>,
}

/// A row of a grid.
pub(in crate::paragraph) struct SetRow {
    /// Its cells in position.
    pub(super) set: MathBox,
    /// The distance from the top of the grid to its baseline.
    pub(super) baseline: Length,
    /// The room above its baseline, and below it.
    pub(super) room: (Length, Length),
    /// The mark at its edge.
    pub(super) tag: Option<MathBox>,
}

/// The columns: the left edge and the width of each, and the places of rules.
struct Columns {
    places: Vec<(Length, Length)>,
    rules: Vec<(Length, GridRule)>,
    width: Length,
}

impl MathSetter<'_> {
    /// Sets a grid as one box, centred on the axis.
    pub(super) fn grid(&mut self, grid: &Grid, style: SetStyle) -> MathBox {
        let set = self.set_grid(grid, style, false);
        let top = set.height / 2 + self.axis(style);
        let gap = self.em(TAG_GAP, style);
        let mut out = MathBox::default();
        for row in set.rows {
            let y = top - row.baseline;
            out.draw(row.set, Length::ZERO, y);
            if let Some(tag) = row.tag {
                out.draw(tag, set.width + gap, y);
            }
        }
        for (x, lower, width, height) in set.rules {
            out.draw(MathBox::rule(width, height, top - lower), x, Length::ZERO);
        }
        (out.width, out.height, out.depth) = (set.width, top, set.height - top);
        out
    }

    /// Sets the rows of a grid. Equations that are a part of a formula are nearer to each other than those that are all of
    /// it.
    pub(super) fn set_grid(&mut self, grid: &Grid, style: SetStyle, is_whole: bool) -> SetGrid {
        let inner = style.with(grid.style);
        let outer = std::mem::replace(&mut self.is_diagram, grid.kind == GridKind::Diagram);
        let mut cells: Vec<Vec<MathBox>> = Vec::new();
        let mut tags = Vec::new();
        for row in &grid.rows {
            cells.push(row.cells.iter().map(|cell| self.flat_row(cell, inner)).collect());
            tags.push(row.label.as_ref().and_then(|label| self.mark(&label.mark)));
        }
        self.is_diagram = outer;
        let columns = self.columns(grid, &cells, inner, is_whole);
        let thickness = self.em(RULE, inner);
        let (mut y, mut rows, mut rules) = (Length::ZERO, Vec::new(), Vec::new());
        let rooms = self.rooms(grid, &cells, inner);
        for (index, ((row, cells), tag)) in grid.rows.iter().zip(cells).zip(tags).enumerate() {
            y = self.rules(&row.rules, y, columns.width, inner, &mut rules);
            let (above, below) = rooms[index];
            y += above;
            let set = aligned(row, cells, &grid.columns, &columns);
            rows.push(SetRow { set, baseline: y, room: (above, below), tag });
            y += below;
        }
        let height = self.rules(&grid.rules_below, y, columns.width, inner, &mut rules);
        for (x, rule) in &columns.rules {
            self.vertical_rule(*rule, *x - thickness / 2, height, inner, &mut rules);
        }
        SetGrid { rows, width: columns.width, height, rules }
    }

    /// Sets what is at the edge of an equation.
    pub(super) fn mark(&mut self, mark: &EquationMark) -> Option<MathBox> {
        let row = mark.row()?;
        self.is_upright = true;
        let set = self.flat_row(&row, SetStyle::of(MathStyle::Text));
        self.is_upright = false;
        Some(set)
    }

    /// Returns the places of columns and of the rules between them.
    fn columns(&self, grid: &Grid, cells: &[Vec<MathBox>], style: SetStyle, is_whole: bool) -> Columns {
        let (mut x, mut places, mut rules) = (Length::ZERO, Vec::new(), Vec::new());
        let double = self.em(DOUBLE_GAP, style);
        let mut add = |from: Length, width: Length, all: &[GridRule]| {
            let whole = double * i64::try_from(all.len().saturating_sub(1)).unwrap_or(0);
            for (index, rule) in all.iter().enumerate() {
                let offset = double * i64::try_from(index).unwrap_or(0);
                rules.push((from + (width - whole) / 2 + offset, *rule));
            }
        };
        for (index, column) in grid.columns.iter().enumerate() {
            let given = self.length(column.gap, style);
            let gap = match grid.kind {
                GridKind::Diagram if index > 0 => self.em(DIAGRAM_GAP, style),
                GridKind::Equations if !is_whole => given / 2,
                GridKind::Diagram | GridKind::Equations => given,
                GridKind::Matrix | GridKind::Small | GridKind::Stack => given,
            };
            add(x, gap, &column.rules);
            x += gap;
            let rows = grid.rows.iter().zip(cells).filter(|(row, _)| !row.is_words);
            let width = rows.filter_map(|(_, cells)| cells.get(index)).map(|cell| cell.width).max();
            let width = width.unwrap_or_default();
            places.push((x, width));
            x += width;
        }
        let gap = self.length(grid.gap_after, style);
        add(x, gap, &grid.rules_after);
        x += gap;
        Columns { places, rules, width: x }
    }

    /// Returns the room of each row above and below its baseline.
    fn rooms(&self, grid: &Grid, cells: &[Vec<MathBox>], style: SetStyle) -> Vec<(Length, Length)> {
        let size = self.size(style);
        let stretched = |line: Length| line.ratio(i64::from(grid.stretch), 1000);
        let (line, gap, has_strut) = match grid.kind {
            GridKind::Matrix | GridKind::Equations | GridKind::Diagram => {
                (self.leading.ratio(size.to_sp(), self.size.to_sp().max(1)), Length::ZERO, true)
            }
            GridKind::Small => (size.ratio(SMALL_LINE, 1000), size.ratio(SMALL_GAP, 1000), false),
            GridKind::Stack => (size.ratio(STACK_LINE, 1000), size.ratio(STACK_GAP, 1000), false),
        };
        let line = stretched(line);
        let strut = if has_strut { line.ratio(ABOVE, 1000) } else { -Length::MAX };
        let above =
            |cells: &[MathBox]| cells.iter().map(|cell| cell.height).max().unwrap_or_default().max(strut);
        let below = |cells: &[MathBox]| {
            let foot = if has_strut { line - strut } else { -Length::MAX };
            cells.iter().map(|cell| cell.depth).max().unwrap_or_default().max(foot)
        };
        let mut out = Vec::with_capacity(cells.len());
        for (index, row) in cells.iter().enumerate() {
            let (height, mut depth) = (above(row), below(row));
            if let Some(next) = cells.get(index + 1) {
                let extra = self.length(grid.rows[index].gap, style);
                depth = match grid.kind {
                    // In an array the gap is counted from the strut (The LaTeX Companion, section 5.2).
                    GridKind::Matrix | GridKind::Diagram => depth.max(line - strut + extra),
                    GridKind::Equations => {
                        let is_tall = depth + above(next) > line;
                        let skip = self.em(if is_tall { JOT + LINE_SKIP } else { JOT }, style);
                        depth.max(line - above(next)) + skip + extra
                    }
                    GridKind::Stack | GridKind::Small => (depth + gap).max(line - above(next)) + extra,
                };
            }
            out.push((height, depth));
        }
        out
    }

    /// Adds horizontal rules from a height downward. Returns the height below them.
    fn rules(
        &self,
        all: &[GridRule],
        from: Length,
        width: Length,
        style: SetStyle,
        out: &mut Vec<(Length, Length, Length, Length)>,
    ) -> Length {
        let (thickness, mut y) = (self.em(RULE, style), from);
        for (index, rule) in all.iter().enumerate() {
            if index > 0 {
                y += self.em(DOUBLE_GAP, style);
            }
            y += thickness;
            match rule {
                GridRule::Solid => out.push((Length::ZERO, y, width, thickness)),
                GridRule::Dashed => {
                    let dash = |at, length| out.push((at, y, length, thickness));
                    self.dashes(width, style, dash);
                }
            }
        }
        y
    }

    fn vertical_rule(
        &self,
        rule: GridRule,
        x: Length,
        height: Length,
        style: SetStyle,
        out: &mut Vec<(Length, Length, Length, Length)>,
    ) {
        let thickness = self.em(RULE, style);
        match rule {
            GridRule::Solid => out.push((x, height, thickness, height)),
            GridRule::Dashed => {
                let dash = |at: Length, length: Length| out.push((x, at + length, thickness, length));
                self.dashes(height, style, dash);
            }
        }
    }

    /// Divides a length into dashes, with a dash at both ends.
    fn dashes(&self, whole: Length, style: SetStyle, mut dash: impl FnMut(Length, Length)) {
        let wanted = self.em(DASH, style).to_sp().max(1);
        let pieces = (whole.to_sp() / wanted / 2 * 2 + 1).max(1);
        for index in (0..pieces).step_by(2) {
            let at = whole.ratio(index, pieces);
            dash(at, whole.ratio(index + 1, pieces) - at);
        }
    }
}

/// Returns the cells of a row in their columns.
fn aligned(row: &GridRow, cells: Vec<MathBox>, all: &[GridColumn], columns: &Columns) -> MathBox {
    let mut out = MathBox::default();
    for (index, cell) in cells.into_iter().enumerate() {
        let (x, width) = if row.is_words {
            (Length::ZERO, columns.width)
        } else {
            columns.places.get(index).copied().unwrap_or((columns.width, cell.width))
        };
        let of_column = all.get(index).map_or(ColumnAlign::Centre, |column| column.align);
        let align = row.align.unwrap_or(if row.is_words { ColumnAlign::Left } else { of_column });
        let by = match align {
            ColumnAlign::Left => Length::ZERO,
            ColumnAlign::Centre => (width - cell.width) / 2,
            ColumnAlign::Right => width - cell.width,
        };
        out.put(cell, x + by, Length::ZERO);
    }
    out
}
