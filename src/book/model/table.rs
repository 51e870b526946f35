//! Tables.

use super::attr::Attr;
use super::block::Block;
use super::inline::Inline;
use super::number::Number;

/// A table; every row covers the same columns once spans are counted.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Vec<Inline>>,
    /// Its number, set by assembly for tables with a caption.
    pub number: Option<Number>,
    /// How each column is aligned; as many as there are columns.
    pub columns: Vec<Align>,
    /// Rows at the head, repeated on each page.
    pub head: Vec<Row>,
    /// Rows of the body.
    pub body: Vec<Row>,
}

impl Table {
    /// Returns the column where each cell of these rows begins; cells above may reach down into a row.
    pub fn places(&self, rows: &[Row]) -> Vec<Vec<usize>> {
        let mut covered = vec![0_u16; self.columns.len()];
        let place = |row: &Row| {
            let mut column = 0;
            let mut places = Vec::new();
            for cell in &row.cells {
                while covered.get(column).is_some_and(|left| *left > 0) {
                    column += 1;
                }
                places.push(column);
                let end = (column + usize::from(cell.columns)).min(covered.len());
                covered[column.min(end)..end].fill(cell.rows);
                column += usize::from(cell.columns);
            }
            covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            places
        };
        rows.iter().map(place).collect()
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
    /// A heading for its row or column.
    pub header: bool,
    /// Columns covered, 1 or more.
    pub columns: u16,
    /// Rows covered, 1 or more.
    pub rows: u16,
    /// Its own alignment.
    pub align: Option<Align>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Identifier, classes, language.
    pub attr: Attr,
}

/// How text is aligned in a column.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Align {
    /// As the language runs.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// Against the far side.
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
