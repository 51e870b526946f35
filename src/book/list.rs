//! Lists: items with bullets, or with numbers of any kind.

use super::block::Block;
use super::numerals::Numerals;
use crate::diag::Span;

/// A list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// How its items are numbered; `None` for bullets.
    pub numbering: Option<Numbering>,
    /// Without space between its items.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListItem {
    /// A task, done or not.
    pub task: Option<bool>,
    /// The number that the author gave this item; those after it count on from there.
    pub value: Option<i64>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Numbering {
    /// The number of the first item; `None` for 1, or for the number of items where they count down.
    pub start: Option<i64>,
    /// Whether numbers count down.
    pub reversed: bool,
    /// Figures or letters.
    pub numerals: Numerals,
    /// What stands with the number.
    pub delimiter: Delimiter,
}

/// What stands with the number of an item.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Delimiter {
    /// `1.`
    #[default]
    Period,
    /// `1)`
    Paren,
    /// `(1)`
    Parens,
}

impl Numbering {
    /// Figures with full stops, counting up from a number.
    pub fn from(start: i64) -> Self {
        let (numerals, delimiter) = (Numerals::Decimal, Delimiter::Period);
        Self { start: Some(start), reversed: false, numerals, delimiter }
    }

    /// The number of the first of so many items.
    pub fn first(&self, items: usize) -> i64 {
        self.start.unwrap_or(if self.reversed { i64::try_from(items).unwrap_or(i64::MAX) } else { 1 })
    }

    /// A number as it is set, with what stands with it.
    pub fn label(&self, number: i64) -> String {
        let number = self.numerals.write(number);
        match self.delimiter {
            Delimiter::Period => format!("{number}."),
            Delimiter::Paren => format!("{number})"),
            Delimiter::Parens => format!("({number})"),
        }
    }
}

impl List {
    /// The label of each item as it is set; none for bullets.
    pub fn labels(&self) -> Vec<String> {
        let Some(numbering) = &self.numbering else { return Vec::new() };
        let step = if numbering.reversed { -1 } else { 1 };
        let mut next = numbering.first(self.items.len());
        let mut label = |item: &ListItem| {
            let number = item.value.unwrap_or(next);
            next = number.saturating_add(step);
            numbering.label(number)
        };
        self.items.iter().map(&mut label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_from_each_value_and_backwards() {
        let item = |value| ListItem {
            task: None,
            value,
            blocks: Vec::new(),
            span: Span::new(crate::diag::FileId(0), 0..0),
        };
        let numbering = Numbering { reversed: true, ..Numbering::from(3) };
        let items = vec![item(None), item(Some(9)), item(None)];
        let list = List { numbering: Some(numbering), tight: true, items };
        assert_eq!(list.labels(), ["3.", "9.", "8."]);
    }
}
