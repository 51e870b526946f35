//! Grid tables: cells drawn with `+`, `-`, `=` and `|`. Entry point: [`read`].
//!
//! Every `+` of a border makes a boundary of columns, and every line with a piece of a border one of
//! rows. Where no wall is drawn between two fields of that fine grid, they are one cell: so a cell may
//! cover columns and rows, as pandoc 3 reads them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns::Columns;
use super::table::{Align, Cell, Table, trimmed};

/// Fields of the fine grid at most; a larger drawing is left as it is.
const MAX_FIELDS: usize = 100_000;

/// Whether a line, its indent taken off, is a whole border: `+---+===+`, colons for alignment.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line[1..].split_inclusive('+').all(|piece| is_piece(&piece[..piece.len() - 1]))
}

fn is_piece(piece: &str) -> bool {
    let dashes = piece.strip_prefix(':').unwrap_or(piece);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && (dashes.bytes().all(|b| b == b'-') || dashes.bytes().all(|b| b == b'='))
}

/// Reads the lines of a table, which begin and end with a border. Returns `None` if what is drawn is no
/// table.
pub(super) fn read(text: &str, lines: &[Range<usize>]) -> Option<Table> {
    let lines: Vec<Columns> = lines.iter().map(|line| Columns::new(text, line.clone())).collect();
    let mut grid = Grid::new(text, &lines)?;
    grid.table()
}

struct Grid<'a> {
    text: &'a str,
    lines: &'a [Columns],
    /// The columns of the screen at which cells may begin and end.
    bounds: Vec<usize>,
    /// The lines that hold a piece of a border.
    borders: Vec<usize>,
    /// The field that stands for the cell of each field.
    cell_of: Vec<usize>,
}

impl<'a> Grid<'a> {
    fn new(text: &'a str, lines: &'a [Columns]) -> Option<Self> {
        let bounds = bounds(lines);
        // What is written beside the drawing would be lost.
        let (first, last) = (*bounds.first()?, *bounds.last()?);
        let is_beside = |line: &Columns| {
            (0..line.len()).any(|at| (at < first || at > last) && !line.at(at).is_whitespace())
        };
        if lines.iter().any(is_beside) {
            return None;
        }
        let wide = bounds.len().checked_sub(1).filter(|count| *count > 0)?;
        let is_drawn = |line: &Columns| bounds.windows(2).any(|pair| is_wall_below(line, pair[0], pair[1]));
        let borders: Vec<usize> = (0..lines.len()).filter(|line| is_drawn(&lines[*line])).collect();
        let high = borders.len().checked_sub(1).filter(|count| *count > 0)?;
        if wide.checked_mul(high)? > MAX_FIELDS || borders[0] != 0 || borders[high] != lines.len() - 1 {
            return None;
        }
        let mut grid = Self { text, lines, bounds, borders, cell_of: (0..wide * high).collect() };
        grid.join();
        Some(grid)
    }

    fn wide(&self) -> usize {
        self.bounds.len() - 1
    }

    fn high(&self) -> usize {
        self.borders.len() - 1
    }

    /// Makes one of fields without a wall between them.
    fn join(&mut self) {
        for row in 0..self.high() {
            for column in 0..self.wide() {
                let field = row * self.wide() + column;
                let (left, right) = (self.bounds[column], self.bounds[column + 1]);
                let inner = self.borders[row] + 1..self.borders[row + 1];
                let open = |line: &Columns| !matches!(line.at(right), '|' | '+');
                if column + 1 < self.wide() && self.lines[inner].iter().any(open) {
                    self.unite(field, field + 1);
                }
                let below = &self.lines[self.borders[row + 1]];
                if row + 1 < self.high() && !is_wall_below(below, left, right) {
                    self.unite(field, field + self.wide());
                }
            }
        }
    }

    fn root(&self, mut field: usize) -> usize {
        while self.cell_of[field] != field {
            field = self.cell_of[field];
        }
        field
    }

    /// The field further up and left stands for both.
    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.cell_of[one.max(other)] = one.min(other);
    }

    fn table(&mut self) -> Option<Table> {
        // Every chain is one step long from here on.
        for field in 0..self.cell_of.len() {
            self.cell_of[field] = self.cell_of[self.cell_of[field]];
        }
        let last = self.high();
        let is_double = |at: &usize| is_double(&self.lines[self.borders[*at]]);
        let head = (1..last).find(is_double).unwrap_or(0);
        let aligns = self.aligns(head);
        let mut table = Table::default();
        for row in 0..self.high() {
            let mut cells = Vec::new();
            for (column, align) in aligns.iter().enumerate() {
                let field = row * self.wide() + column;
                if self.cell_of[field] == field {
                    cells.push(self.cell(row, column, *align)?);
                }
            }
            if row < head { table.head.push(cells) } else { table.body.push(cells) }
        }
        Some(table)
    }

    /// How the columns are aligned: by the colons under the head, or in the first line.
    fn aligns(&self, head: usize) -> Vec<Align> {
        let line = &self.lines[self.borders[head]];
        let align =
            |pair: &[usize]| Align::of_colons(line.at(pair[0] + 1) == ':', line.at(pair[1] - 1) == ':');
        self.bounds.windows(2).map(align).collect()
    }

    /// The cell that begins at a field; `None` if it is no rectangle.
    fn cell(&self, row: usize, column: usize, align: Align) -> Option<Cell> {
        let own = row * self.wide() + column;
        let of_own = |row: usize, column: usize| self.cell_of[row * self.wide() + column] == own;
        let columns = (column..self.wide()).take_while(|at| of_own(row, *at)).count();
        let rows = (row..self.high()).take_while(|at| of_own(*at, column)).count();
        let inside = |at: usize| {
            (row..row + rows).contains(&(at / self.wide()))
                && (column..column + columns).contains(&(at % self.wide()))
        };
        let reach = own..self.cell_of.len().min((row + rows + 1) * self.wide());
        if !reach.into_iter().all(|field| inside(field) == (self.cell_of[field] == own)) {
            return None;
        }
        let inner = self.borders[row] + 1..self.borders[row + rows];
        let screen = self.bounds[column] + 1..self.bounds[column + columns];
        let lines = trimmed(self.text, self.lines[inner].iter().map(|line| line.slice(screen.clone())));
        Some(Cell { lines, columns, rows, align })
    }
}

/// Where cells may begin and end: at each `+` of a border.
fn bounds(lines: &[Columns]) -> Vec<usize> {
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

fn is_drawn(c: char) -> bool {
    matches!(c, '+' | '-' | '=' | ':')
}

/// Whether a line is the border under a head.
fn is_double(line: &Columns) -> bool {
    (0..line.len()).all(|at| matches!(line.at(at), '+' | '=' | ':' | ' '))
}

/// Whether a border is drawn from one boundary to the next.
fn is_wall_below(line: &Columns, left: usize, right: usize) -> bool {
    let ends = |at: usize| is_drawn(line.at(at)) || line.at(at) == '|';
    ends(left) && ends(right) && right > left + 1 && (left + 1..right).all(|at| is_drawn(line.at(at)))
}
