//! The names and numbers of equations.

use super::class::AtomClass;
use super::formula::{Item, ItemKind, Row, WordStyle};
use crate::book::anchor::Anchor;
use crate::book::model::Number;

/// The name and the number of a row of equations.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct EquationLabel {
    /// The name that the author gave it: `\label{eq:x}`.
    pub id: Option<String>,
    /// Its anchor, once the book is assembled.
    pub anchor: Option<Anchor>,
    /// What is at its edge.
    pub mark: EquationMark,
}

/// What is at the edge of an equation, so that the text may refer to it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum EquationMark {
    /// Nothing.
    #[default]
    None,
    /// Its number, which assembly sets.
    Counted(Option<Number>),
    /// What the author wrote: `\tag{*}`, with its parentheses.
    Tag(Row),
}

impl EquationMark {
    /// Returns whether nothing is at the edge.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// Returns the items that are set at the edge: the number in parentheses, or what the author wrote.
    pub fn row(&self) -> Option<Row> {
        match self {
            Self::None => None,
            Self::Counted(number) => {
                let words = ItemKind::Words(number.as_ref()?.in_parentheses()?, WordStyle::Plain);
                Some(vec![Item::atom(AtomClass::Ordinary, words)])
            }
            Self::Tag(row) => Some(row.clone()),
        }
    }
}
