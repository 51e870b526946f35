//! The model of formulas, which the reader of TeX makes and both writers read.
//!
//! `formula` has the kinds of items, `grid` matrices and aligned rows, `equation` their names and numbers, `class` the classes of atoms with
//! TeX's table of spaces, and `alphabet` the letters of mathematics. [`settle`] determines the space before
//! every item once, so that both books have the same; [`plain`] shows a formula in running text, and
//! [`spoken`] says it.

mod alphabet;
mod class;
mod drawing;
mod equation;
mod formula;
mod grid;
mod length;
mod plain;
mod settle;
mod spoken;
mod style;

pub use alphabet::Alphabet;
pub use class::{AtomClass, Gap};
pub use drawing::FormulaDrawing;
pub use equation::{EquationLabel, EquationMark};
pub use formula::{
    Accent, Arrow, Bar, Delimiters, Fence, Formula, FractionBar, Item, ItemKind, Overlap, Row, ScriptPlace,
    Strike, WordStyle,
};
pub use grid::{ColumnAlign, Grid, GridColumn, GridKind, GridRow, GridRule};
pub use length::{MathLength, MathUnit};
pub use plain::{plain, plain_row};
pub use settle::settle;
pub use spoken::{alternative, is_spoken};
pub use style::MathStyle;
