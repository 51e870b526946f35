//! Writes matrices and aligned rows.

use super::items::{MathWriter, level};
use crate::book::Anchor;
use crate::book::math::{ColumnAlign, Grid, GridColumn, GridKind, GridRow, GridRule, MathStyle};

impl MathWriter {
    /// Writes a grid; its alignments and rules are classes for MathML Core, and attributes for renderers of MathML 3.
    pub(super) fn grid(&mut self, grid: &Grid, style: MathStyle) {
        // A table has the size of the text around it, unless it is told otherwise.
        let is_resized = level(style) != level(grid.style);
        if is_resized {
            self.out.open("mstyle").attr("scriptlevel", level(grid.style));
        }
        let class = match grid.kind {
            GridKind::Matrix => "math-matrix",
            GridKind::Small => "math-small",
            GridKind::Equations => "math-equations",
            GridKind::Stack => "math-stack",
            GridKind::Diagram => "math-diagram",
        };
        self.out.open("mtable").class(class);
        self.out.optional("displaystyle", (grid.style == MathStyle::Display).then_some("true"));
        let aligns: Vec<&str> = grid.columns.iter().map(|column| name(column.align)).collect();
        let is_plain = aligns.iter().all(|align| *align == "center");
        let aligns =
            if has_numbers(grid) { [vec!["center"], aligns, vec!["right"]].concat() } else { aligns };
        self.out.optional("columnalign", (!is_plain || has_numbers(grid)).then(|| aligns.join(" ")));
        self.lines(grid);
        let is_numbered = has_numbers(grid);
        for (at, row) in grid.rows.iter().enumerate() {
            let is_last = at + 1 == grid.rows.len();
            self.out.open("mtr");
            let anchor = row.label.as_ref().and_then(|label| label.anchor.as_ref());
            self.out.optional("id", anchor.map(Anchor::name));
            if is_numbered && !row.is_words {
                // As wide as the column of numbers, so that the equations are centred.
                self.out.open("mtd").class("math-edge").close("mtd");
            }
            self.cells(grid, row, is_last);
            if is_numbered {
                self.out.open("mtd").class("math-tag");
                if let Some(number) = row.label.as_ref().and_then(|label| label.mark.row()) {
                    self.row(&number, MathStyle::Text);
                }
                self.out.close("mtd");
            }
            self.out.close("mtr");
        }
        self.out.close("mtable");
        if is_resized {
            self.out.close("mstyle");
        }
    }

    /// Writes the rules between rows and columns as attributes.
    fn lines(&mut self, grid: &Grid) {
        let kind = |rules: &[GridRule]| match rules.first() {
            Some(GridRule::Solid) => "solid",
            Some(GridRule::Dashed) => "dashed",
            None => "none",
        };
        let mut write = |attribute: &str, kinds: Vec<&str>| {
            if kinds.iter().any(|kind| *kind != "none") {
                self.out.attr(attribute, kinds.join(" "));
            }
        };
        write("columnlines", grid.columns.iter().skip(1).map(|column| kind(&column.rules)).collect());
        write("rowlines", grid.rows.iter().skip(1).map(|row| kind(&row.rules)).collect());
    }

    fn cells(&mut self, grid: &Grid, row: &GridRow, is_last: bool) {
        for (at, column) in grid.columns.iter().enumerate() {
            let align = row.align.unwrap_or(if row.is_words { ColumnAlign::Left } else { column.align });
            let mut classes = vec![match align {
                ColumnAlign::Left => "math-left",
                ColumnAlign::Centre => "",
                ColumnAlign::Right => "math-right",
            }];
            if !row.is_words {
                classes.extend(sides(column, at == 0, grid.columns.get(at + 1), &grid.rules_after));
            }
            if !row.rules.is_empty() {
                classes.push("math-line-above");
            }
            if is_last && !grid.rules_below.is_empty() {
                classes.push("math-line-below");
            }
            self.out.open("mtd").classes(classes.into_iter().filter(|class| !class.is_empty()));
            let columns = grid.columns.len() + usize::from(has_numbers(grid));
            if row.is_words && columns > 1 {
                self.out.attr("columnspan", columns);
            }
            if let Some(cell) = row.cells.get(at) {
                self.row(cell, grid.style);
            }
            self.out.close("mtd");
            if row.is_words {
                break;
            }
        }
    }
}

/// Returns whether rows have numbers.
pub(super) fn has_numbers(grid: &Grid) -> bool {
    grid.rows.iter().filter_map(|row| row.label.as_ref()).any(|label| !label.mark.is_none())
}

/// Returns the classes for the space and the rules at the sides of a column.
fn sides(
    column: &GridColumn,
    is_first: bool,
    next: Option<&GridColumn>,
    rules_after: &[GridRule],
) -> impl Iterator<Item = &'static str> {
    let gap = match column.gap.in_ems() {
        _ if !column.rules.is_empty() => "math-line-left",
        _ if is_first => "",
        2000.. => "math-gap-2",
        1000..2000 => "math-gap-1",
        1..1000 => "math-gap-0",
        _ => "",
    };
    let behind = match next {
        Some(next) if !next.rules.is_empty() => "math-before-line",
        None if !rules_after.is_empty() => "math-line-right",
        Some(_) | None => "",
    };
    [gap, behind].into_iter()
}

/// Returns the name of an alignment in MathML 3.
fn name(align: ColumnAlign) -> &'static str {
    match align {
        ColumnAlign::Left => "left",
        ColumnAlign::Centre => "center",
        ColumnAlign::Right => "right",
    }
}
