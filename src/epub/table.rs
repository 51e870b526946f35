//! Writes tables as XHTML.

use std::fmt::Write;

use super::attributes::common;
use super::columns::Shape;
use super::writer::Writer;
use crate::book::{Align, Attr, Cell, Row, Table};
use crate::xml::attribute;

impl Writer<'_> {
    /// Writes a table in a box that can scroll.
    pub(super) fn table(&mut self, table: &Table, attr: &Attr) {
        let shape = Shape::of(table);
        let class = match &shape {
            Shape::Narrow => "table\"",
            Shape::Shared(_) => "table shared\"",
            // Content that scrolls has to be reachable by keyboard (WCAG 2.1.1).
            Shape::Wide => "table wide\" tabindex=\"0\"",
        };
        let _ = writeln!(self.out, "<div class=\"{class}>\n<table{}>", common(attr, ""));
        if table.caption.is_some() || table.number.is_some() {
            self.out.push_str("<caption>");
            self.caption(table.number.as_ref(), table.caption.as_deref().unwrap_or_default());
            self.out.push_str("</caption>\n");
        }
        if let Shape::Shared(parts) = &shape {
            self.out.push_str("<colgroup>");
            for part in parts {
                let _ = write!(self.out, "<col style=\"width: {part}%\" />");
            }
            self.out.push_str("</colgroup>\n");
        }
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if !rows.is_empty() {
                let _ = writeln!(self.out, "<{name}>");
                for (row, places) in rows.iter().zip(table.places(rows)) {
                    self.row(row, &places, &table.columns, name == "thead");
                }
                let _ = writeln!(self.out, "</{name}>");
            }
        }
        self.out.push_str("</table>\n</div>\n");
    }

    fn row(&mut self, row: &Row, places: &[usize], columns: &[Align], head: bool) {
        self.out.push_str("<tr>\n");
        for (cell, column) in row.cells.iter().zip(places) {
            self.cell(cell, columns.get(*column).copied().unwrap_or_default(), head);
        }
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, column: Align, head: bool) {
        let align = match cell.align.unwrap_or(column) {
            Align::Start => "",
            Align::Centre => "centre",
            Align::End => "end",
        };
        let mut attributes = common(&cell.attr, align);
        let name = if cell.header { "th" } else { "td" };
        if cell.header {
            attributes += &attribute("scope", if head { "col" } else { "row" });
        }
        for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                attributes += &attribute(name, &span.to_string());
            }
        }
        let _ = write!(self.out, "<{name}{attributes}>");
        self.contents(&cell.blocks, true);
        let _ = writeln!(self.out, "</{name}>");
    }
}
