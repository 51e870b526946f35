//! The header cells above and beside each cell of a table (ISO 32000-1, table 349, `Headers`).
//!
//! In a plain grid, readers find them from each header's scope. If a header spans several columns or
//! rows, or there are several rows of headers, every cell names its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::ColumnGrid;
use crate::book::tag::Tag;
use crate::layout::{Element, ElementId};

/// The header cells of each cell that has to name them.
#[derive(Debug, Default)]
pub(super) struct TableHeaders {
    of: BTreeMap<ElementId, Vec<ElementId>>,
    named: BTreeSet<ElementId>,
}

impl TableHeaders {
    /// Returns the header cells of a cell, those above and then those at the left.
    pub(super) fn of(&self, cell: ElementId) -> Option<&[ElementId]> {
        self.of.get(&cell).map(Vec::as_slice)
    }

    /// Returns every header cell that is referred to, and therefore needs a name.
    pub(super) fn named(&self) -> &BTreeSet<ElementId> {
        &self.named
    }
}

/// Examines all tables of a book.
pub(super) fn table_headers(elements: &[Element]) -> TableHeaders {
    let mut tables: BTreeMap<ElementId, Grid> = BTreeMap::new();
    // Elements are in the order of the book, parents before children.
    for (index, element) in elements.iter().enumerate() {
        let id = ElementId(u32::try_from(index).unwrap_or(u32::MAX));
        let parent = |id: ElementId| elements[id.index()].parent;
        if element.tag == Tag::Row {
            let table = parent(element.parent);
            tables.entry(table).or_default().row(elements[element.parent.index()].tag == Tag::TableHead);
        } else if matches!(element.tag, Tag::HeaderCell | Tag::Cell) {
            let table = parent(parent(element.parent));
            tables.entry(table).or_default().cell(id, element);
        }
    }
    let of: BTreeMap<_, _> =
        tables.into_values().filter(Grid::is_intricate).flat_map(Grid::headers_by_cell).collect();
    let named = of.values().flatten().copied().collect();
    TableHeaders { of, named }
}

/// The cells of a table by position.
struct Grid {
    cells: Vec<Placed>,
    columns: ColumnGrid,
    rows: usize,
    head_rows: usize,
}

struct Placed {
    id: ElementId,
    is_header: bool,
    is_row_header: bool,
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

impl Default for Grid {
    fn default() -> Self {
        Self { cells: Vec::new(), columns: ColumnGrid::new(usize::MAX), rows: 0, head_rows: 0 }
    }
}

impl Grid {
    fn row(&mut self, head: bool) {
        self.columns.next_row();
        self.rows += 1;
        self.head_rows += usize::from(head);
    }

    fn cell(&mut self, id: ElementId, element: &Element) {
        let attributes = element.attributes.as_deref();
        let (columns, rows) = attributes.and_then(|attributes| attributes.spans).unwrap_or((1, 1));
        let (columns, rows) = (columns.max(1), rows.max(1));
        let row = self.rows.saturating_sub(1);
        let column = self.columns.place(columns, rows);
        let (columns, rows) = (usize::from(columns), usize::from(rows));
        let is_header = element.tag == Tag::HeaderCell;
        let is_row_header = attributes.is_some_and(|attributes| attributes.is_row_header);
        self.cells.push(Placed { id, is_header, is_row_header, row, column, rows, columns });
    }

    fn is_intricate(&self) -> bool {
        self.head_rows > 1
            || self.cells.iter().any(|cell| cell.is_header && (cell.rows, cell.columns) != (1, 1))
    }

    /// Returns the headers above each cell in its columns, and those at the left in its rows.
    fn headers_by_cell(self) -> Vec<(ElementId, Vec<ElementId>)> {
        let (mut above, mut beside) = (Vec::new(), BTreeMap::<usize, Vec<&Placed>>::new());
        for cell in self.cells.iter().filter(|cell| cell.is_header) {
            if cell.is_row_header {
                (cell.row..cell.row + cell.rows).for_each(|row| beside.entry(row).or_default().push(cell));
            } else {
                above.push(cell);
            }
        }
        let headers_of = |cell: &Placed| {
            let over = |head: &&&Placed| {
                head.row + head.rows <= cell.row
                    && head.column < cell.column + cell.columns
                    && cell.column < head.column + head.columns
            };
            let mut ids: Vec<ElementId> = above.iter().filter(over).map(|head| head.id).collect();
            for row in cell.row..(cell.row + cell.rows).min(self.rows) {
                let left = beside.get(&row).into_iter().flatten();
                let left = left.filter(|head| head.column + head.columns <= cell.column).map(|head| head.id);
                left.for_each(|id| {
                    if !ids.contains(&id) {
                        ids.push(id)
                    }
                });
            }
            ids
        };
        let all = self.cells.iter().map(|cell| (cell.id, headers_of(cell)));
        all.filter(|(_, headers)| !headers.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{ElementAttributes, Structure};

    /// Returns a table whose cells have the given spans, in columns and rows. The first `head_rows`
    /// rows are headers.
    fn table(head_rows: usize, rows: &[&[(u16, u16)]]) -> (Structure, Vec<ElementId>) {
        let mut structure = Structure::new(Tag::Document);
        let table = structure.add(ElementId::ROOT, Tag::Table);
        let head = structure.add(table, Tag::TableHead);
        let body = structure.add(table, Tag::TableBody);
        let mut cells = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let is_head = index < head_rows;
            let parent = structure.add(if is_head { head } else { body }, Tag::Row);
            for spans in *row {
                let cell = structure.add(parent, if is_head { Tag::HeaderCell } else { Tag::Cell });
                *structure.attributes_mut(cell) =
                    ElementAttributes { spans: Some(*spans), ..ElementAttributes::default() };
                cells.push(cell);
            }
        }
        (structure, cells)
    }

    #[test]
    fn a_plain_grid_needs_no_header_names() {
        let (structure, _) = table(1, &[&[(1, 1), (1, 1)], &[(1, 1), (1, 1)]]);
        assert!(table_headers(&structure.elements).named().is_empty());
    }

    #[test]
    fn cells_under_two_rows_of_headers_name_both() {
        // Year | Troops (two columns)
        //      | North | South
        // 1950 | …     | …
        let (structure, cells) = table(2, &[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(1, 1), (1, 1), (1, 1)]]);
        let found = table_headers(&structure.elements);
        let of = |cell: usize| found.of(cells[cell]).unwrap_or_default();
        assert_eq!(of(4), [cells[0]]);
        assert_eq!(of(5), [cells[1], cells[2]]);
        assert_eq!(of(6), [cells[1], cells[3]]);
        assert_eq!(of(3), [cells[1]]);
        assert_eq!(of(0), []);
    }
}
