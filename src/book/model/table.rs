//! Tables.

use super::attr::Attr;
use super::block::Block;
use super::inline::Inline;
use super::number::Number;

/// A table. With spans counted, every row covers the same columns.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Vec<Inline>>,
    /// Its number, set by assembly for tables with a caption.
    pub number: Option<Number>,
    /// The alignment of each column; as many as there are columns.
    pub columns: Vec<Align>,
    /// Rows at the head, repeated on each page.
    pub head: Vec<Row>,
    /// Rows of the body.
    pub body: Vec<Row>,
}

impl Table {
    /// Returns the column at which each cell of these rows begins, taking into account the row spans of
    /// cells above.
    pub fn places(&self, rows: &[Row]) -> Vec<Vec<usize>> {
        let mut grid = ColumnGrid::new(self.columns.len());
        let place = |row: &Row| {
            grid.next_row();
            row.cells.iter().map(|cell| grid.place(cell.columns, cell.rows)).collect()
        };
        rows.iter().map(place).collect()
    }
}

/// Places the cells of a table, row by row, in the columns that no cell from above covers.
#[derive(Debug)]
pub struct ColumnGrid {
    /// The number of columns that cells can cover.
    columns: usize,
    /// For each column, how many rows from this one on are covered by a cell from above.
    covered: Vec<u16>,
    /// The column at which the next cell of the row begins, if it is free.
    next: usize,
}

impl ColumnGrid {
    /// Returns a grid with `columns` columns, before its first row. Cells beyond the last column cover
    /// nothing.
    pub fn new(columns: usize) -> Self {
        Self { columns, covered: Vec::new(), next: 0 }
    }

    /// Begins a row.
    pub fn next_row(&mut self) {
        self.covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        self.next = 0;
    }

    /// Places a cell that spans `columns` columns and `rows` rows. Returns the column at which it begins.
    pub fn place(&mut self, columns: u16, rows: u16) -> usize {
        while self.covered.get(self.next).is_some_and(|left| *left > 0) {
            self.next += 1;
        }
        let column = self.next;
        self.next += usize::from(columns);
        let end = self.next.min(self.columns);
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        self.covered[column.min(end)..end].fill(rows);
        column
    }
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Row {
    /// The cells, without those covered by a span from above.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Cell {
    /// Whether it is a header of its row or column.
    pub header: bool,
    /// The number of columns that it spans, at least 1.
    pub columns: u16,
    /// The number of rows that it spans, at least 1.
    pub rows: u16,
    /// Its own alignment.
    pub align: Option<Align>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Identifier, classes, language.
    pub attr: Attr,
}

/// The alignment of text in a column.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Align {
    /// At the start of the line in the language.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the end of the line.
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_reaches_down_moves_those_below_it() {
        let cell = |columns, rows| Cell {
            header: false,
            columns,
            rows,
            align: None,
            attr: Attr::NONE,
            blocks: Vec::new(),
        };
        let rows = [vec![cell(1, 2), cell(2, 1)], vec![cell(1, 1), cell(1, 1)], vec![cell(1, 1)]];
        let rows = rows.map(|cells| Row { cells });
        let columns = vec![Align::Start; 3];
        let table = Table { caption: None, number: None, columns, head: Vec::new(), body: Vec::new() };
        assert_eq!(table.places(&rows), [vec![0, 1], vec![1, 2], vec![0]]);
    }
}
