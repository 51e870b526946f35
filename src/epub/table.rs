//! Writes tables as XHTML.

use super::columns::{Columns, Shape};
use super::writer::Writer;
use crate::book::{Align, Attr, Cell, Row, Table};

impl Writer<'_> {
    /// Writes a table in a box that can scroll.
    pub(super) fn table(&mut self, table: &Table, attr: &Attr) {
        let Columns { shape, tight } = Columns::of(table);
        let of_shape = match &shape {
            Shape::Narrow => "table",
            Shape::Shared(_) => "table shared",
            Shape::Wide => "table wide",
        };
        let of_heads = if tight { " tight" } else { "" };
        self.out.open("div").class(&format!("{of_shape}{of_heads}"));
        // A box that scrolls must be reachable without a mouse too (WCAG 2.1.1).
        self.out.optional("tabindex", (shape == Shape::Wide).then_some("0")).line();
        if tight {
            self.out.open("div").class("scroll").attr("tabindex", "0").line();
        }
        self.out.open("table").common(attr, "").line();
        if table.caption.is_some() || table.number.is_some() {
            self.caption("caption", table.number.as_ref(), table.caption.as_deref().unwrap_or_default());
        }
        if let Shape::Shared(parts) = &shape {
            self.out.open("colgroup");
            for part in parts {
                self.out.empty("col").attr("style", format_args!("width: {part}%"));
            }
            self.out.close("colgroup").line();
        }
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if !rows.is_empty() {
                self.out.open(name).line();
                for (row, places) in rows.iter().zip(table.places(rows)) {
                    self.row(row, &places, &table.columns, name == "thead");
                }
                self.out.close(name).line();
            }
        }
        self.out.close("table").line();
        if tight {
            self.out.close("div").line();
        }
        self.out.close("div").line();
    }

    fn row(&mut self, row: &Row, places: &[usize], columns: &[Align], head: bool) {
        self.out.open("tr").line();
        for (cell, column) in row.cells.iter().zip(places) {
            self.cell(cell, columns.get(*column).copied().unwrap_or_default(), head);
        }
        self.out.close("tr").line();
    }

    fn cell(&mut self, cell: &Cell, column: Align, head: bool) {
        let align = match cell.align.unwrap_or(column) {
            Align::Start => "",
            Align::Centre => "centre",
            Align::End => "end",
        };
        let name = if cell.header { "th" } else { "td" };
        self.out.open(name).common(&cell.attr, align);
        if cell.header {
            self.out.attr("scope", if head { "col" } else { "row" });
        }
        for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            self.out.optional(name, (span > 1).then_some(span));
        }
        self.in_language(cell.attr.lang(), |this| this.contents(&cell.blocks, true));
        self.out.close(name).line();
    }
}
