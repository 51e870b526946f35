//! Parses grid tables, whose cells are drawn with `+`, `-`, `=` and `|` (pandoc's manual,
//! `grid_tables`). Entry point: [`parse`].
//!
//! Each `+` of a border marks a boundary of columns, and each line with a piece of a border marks a boundary
//! of rows. Fields of this fine grid without a wall between them are joined to one cell, so that a cell can
//! span columns and rows, as in pandoc 3.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns::ScreenColumns;
use super::table::{CellAlign, DrawnCell, DrawnTable, trimmed};

/// The maximum number of fields of the fine grid; a larger drawing is kept as text.
const MAX_FIELDS: usize = 100_000;

/// Returns whether a line without its indent is a complete border: `+---+===+`, with colons for alignment.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line[1..].split_inclusive('+').all(|piece| is_piece(&piece[..piece.len() - 1]))
}

/// Returns whether a string is the border of one field.
fn is_piece(piece: &str) -> bool {
    let dashes = piece.strip_prefix(':').unwrap_or(piece);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && (dashes.bytes().all(|b| b == b'-') || dashes.bytes().all(|b| b == b'='))
}

/// Parses the lines of a table, which begin and end with a border. Returns `None` if the drawing is not
/// a table.
pub(super) fn parse(text: &str, lines: &[Range<usize>]) -> Option<DrawnTable> {
    let lines: Vec<ScreenColumns> = lines.iter().map(|line| ScreenColumns::new(text, line.clone())).collect();
    let mut grid = CellGrid::new(text, &lines)?;
    grid.table()
}

/// The fine grid of a drawing, with its fields numbered row by row.
struct CellGrid<'a> {
    text: &'a str,
    lines: &'a [ScreenColumns],
    /// The columns of the screen at which cells may begin and end, in order.
    bounds: Vec<usize>,
    /// The lines that contain a piece of a border, in order.
    borders: Vec<usize>,
    /// For each field, another field of its cell, up to the one that represents the cell: a union-find
    /// forest.
    cell_of: Vec<usize>,
}

impl<'a> CellGrid<'a> {
    fn new(text: &'a str, lines: &'a [ScreenColumns]) -> Option<Self> {
        let bounds = bounds(lines);
        // Text beside the drawing would be lost.
        let (first, last) = (*bounds.first()?, *bounds.last()?);
        let is_beside = |line: &ScreenColumns| {
            (0..line.len()).any(|at| (at < first || at > last) && !line.at(at).is_whitespace())
        };
        if lines.iter().any(is_beside) {
            return None;
        }
        let width = bounds.len().checked_sub(1).filter(|count| *count > 0)?;
        let is_drawn =
            |line: &ScreenColumns| bounds.windows(2).any(|pair| is_wall_below(line, pair[0], pair[1]));
        let borders: Vec<usize> = (0..lines.len()).filter(|line| is_drawn(&lines[*line])).collect();
        let height = borders.len().checked_sub(1).filter(|count| *count > 0)?;
        if width.checked_mul(height)? > MAX_FIELDS || borders[0] != 0 || borders[height] != lines.len() - 1 {
            return None;
        }
        let mut grid = Self { text, lines, bounds, borders, cell_of: (0..width * height).collect() };
        grid.join();
        Some(grid)
    }

    /// Returns the number of columns of the fine grid.
    fn width(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Returns the number of rows of the fine grid.
    fn height(&self) -> usize {
        self.borders.len() - 1
    }

    /// Joins fields without a wall between them.
    fn join(&mut self) {
        for row in 0..self.height() {
            for column in 0..self.width() {
                let field = row * self.width() + column;
                let (left, right) = (self.bounds[column], self.bounds[column + 1]);
                let inner = self.borders[row] + 1..self.borders[row + 1];
                let open = |line: &ScreenColumns| !matches!(line.at(right), '|' | '+');
                if column + 1 < self.width() && self.lines[inner].iter().any(open) {
                    self.unite(field, field + 1);
                }
                let below = &self.lines[self.borders[row + 1]];
                if row + 1 < self.height() && !is_wall_below(below, left, right) {
                    self.unite(field, field + self.width());
                }
            }
        }
    }

    /// Returns the field that represents the cell of a field.
    fn root(&self, mut field: usize) -> usize {
        while self.cell_of[field] != field {
            field = self.cell_of[field];
        }
        field
    }

    /// Joins the cells of two fields. The upper field, or the left one in a row, represents both.
    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.cell_of[one.max(other)] = one.min(other);
    }

    /// Returns the table, or `None` if a cell is not a rectangle.
    fn table(&mut self) -> Option<DrawnTable> {
        // Representatives come before the fields they represent, so that one pass compresses all paths.
        for field in 0..self.cell_of.len() {
            self.cell_of[field] = self.cell_of[self.cell_of[field]];
        }
        let last = self.height();
        let is_double = |at: &usize| is_double(&self.lines[self.borders[*at]]);
        let head = (1..last).find(is_double).unwrap_or(0);
        let aligns = self.aligns(head);
        let mut table = DrawnTable::default();
        for row in 0..self.height() {
            let mut cells = Vec::new();
            for (column, align) in aligns.iter().enumerate() {
                let field = row * self.width() + column;
                if self.cell_of[field] == field {
                    cells.push(self.cell(row, column, *align)?);
                }
            }
            if row < head { table.head.push(cells) } else { table.body.push(cells) }
        }
        Some(table)
    }

    /// Returns the alignment of each column, by the colons in the border below the head, or in the first one.
    fn aligns(&self, head: usize) -> Vec<CellAlign> {
        let line = &self.lines[self.borders[head]];
        let align =
            |pair: &[usize]| CellAlign::of_colons(line.at(pair[0] + 1) == ':', line.at(pair[1] - 1) == ':');
        self.bounds.windows(2).map(align).collect()
    }

    /// Returns the cell that begins at a field, or `None` if it is not a rectangle.
    fn cell(&self, row: usize, column: usize, align: CellAlign) -> Option<DrawnCell> {
        let own = row * self.width() + column;
        let of_own = |row: usize, column: usize| self.cell_of[row * self.width() + column] == own;
        let columns = (column..self.width()).take_while(|at| of_own(row, *at)).count();
        let rows = (row..self.height()).take_while(|at| of_own(*at, column)).count();
        let inside = |at: usize| {
            (row..row + rows).contains(&(at / self.width()))
                && (column..column + columns).contains(&(at % self.width()))
        };
        let reach = own..self.cell_of.len().min((row + rows + 1) * self.width());
        if !reach.into_iter().all(|field| inside(field) == (self.cell_of[field] == own)) {
            return None;
        }
        let inner = self.borders[row] + 1..self.borders[row + rows];
        let screen = self.bounds[column] + 1..self.bounds[column + columns];
        let lines = trimmed(self.text, self.lines[inner].iter().map(|line| line.slice(screen.clone())));
        Some(DrawnCell { lines, columns, rows, align })
    }
}

/// Returns the columns at which cells may begin and end: those of each `+` in a border.
fn bounds(lines: &[ScreenColumns]) -> Vec<usize> {
    let mut bounds = BTreeSet::new();
    for line in lines {
        let mut from = 0;
        while from < line.len() {
            let length = (from..line.len()).take_while(|at| is_drawn(line.at(*at))).count();
            let run = from..from + length;
            from = run.end + 1;
            // A piece of a border has a `+` at both ends.
            let ends = length > 2 && line.at(run.start) == '+' && line.at(run.end - 1) == '+';
            if ends && (run.start == 0 || matches!(line.at(0), '|' | '+')) {
                bounds.extend(run.filter(|at| line.at(*at) == '+'));
            }
        }
    }
    bounds.into_iter().collect()
}

/// Returns whether a character is part of a border.
fn is_drawn(c: char) -> bool {
    matches!(c, '+' | '-' | '=' | ':')
}

/// Returns whether a line is the border below a head.
fn is_double(line: &ScreenColumns) -> bool {
    (0..line.len()).all(|at| matches!(line.at(at), '+' | '=' | ':' | ' '))
}

/// Returns whether a border is drawn from one boundary to the next.
fn is_wall_below(line: &ScreenColumns, left: usize, right: usize) -> bool {
    let ends = |at: usize| is_drawn(line.at(at)) || line.at(at) == '|';
    ends(left) && ends(right) && right > left + 1 && (left + 1..right).all(|at| is_drawn(line.at(at)))
}
