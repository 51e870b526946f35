//! Matrices, aligned rows and everything else in rows and columns.

use super::equation::EquationLabel;
use super::formula::Row;
use super::length::MathLength;
use super::style::MathStyle;

/// Rows and columns of formulas.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Grid {
    /// Its purpose, which determines the distance of its rows.
    pub kind: GridKind,
    /// The columns.
    pub columns: Vec<GridColumn>,
    /// The rules at the right edge.
    pub rules_after: Vec<GridRule>,
    /// The space behind the last column.
    pub gap_after: MathLength,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// The rules below the last row.
    pub rules_below: Vec<GridRule>,
    /// The distance of rows, in thousandths of the usual distance.
    pub stretch: i32,
    /// The style of its cells.
    pub style: MathStyle,
}

/// The purposes of grids.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GridKind {
    /// A matrix, an array, cases.
    Matrix,
    /// A matrix in running text.
    Small,
    /// Equations, with a little more distance between their rows.
    Equations,
    /// Lines below a large operator.
    Stack,
    /// A commutative diagram.
    Diagram,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GridColumn {
    /// The alignment of its cells.
    pub align: ColumnAlign,
    /// The space before it.
    pub gap: MathLength,
    /// The rules in the middle of that space.
    pub rules: Vec<GridRule>,
}

/// The alignment of cells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ColumnAlign {
    /// At the left.
    Left,
    /// Centred.
    Centre,
    /// At the right.
    Right,
}

/// A row.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GridRow {
    /// The cells; there may be fewer than columns.
    pub cells: Vec<Row>,
    /// Whether it is a line of words between the others, which has a single cell.
    pub is_words: bool,
    /// The alignment of its cells, if it is not that of their columns.
    pub align: Option<ColumnAlign>,
    /// The rules above it.
    pub rules: Vec<GridRule>,
    /// Space that is added below it.
    pub gap: MathLength,
    /// Its name and its number, if it is an equation that has them.
    pub label: Option<EquationLabel>,
}

/// A rule of a grid.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GridRule {
    /// A solid line.
    Solid,
    /// A dashed line.
    Dashed,
}
