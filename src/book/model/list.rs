//! Lists: items with bullets, or with numbers of any kind.

use super::block::Block;
use super::numerals::Numerals;
use crate::diag::Span;
use crate::words::Digits;

/// A list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct List {
    /// How its items are numbered; `None` for bullets.
    pub numbering: Option<Numbering>,
    /// Whether there is no space between its items.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ListItem {
    /// Whether the task is done; `None` if the item is not a task.
    pub task: Option<bool>,
    /// The number that the author gave this item. Later items continue from it.
    pub value: Option<i64>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its place in the source.
    pub span: Span,
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Numbering {
    /// The number of the first item; `None` for 1, or for the number of items if they count down.
    pub start: Option<i64>,
    /// Whether numbers count down.
    pub reversed: bool,
    /// The numerals of the numbers.
    pub numerals: Numerals,
    /// The punctuation around the number.
    pub delimiter: Delimiter,
}

/// The punctuation around the number of an item.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Delimiter {
    /// `1.`
    #[default]
    Period,
    /// `1)`
    Paren,
    /// `(1)`
    Parens,
    /// `①`, as at the lines of code that the list explains.
    Circle,
}

/// The greatest number that is written in a circle.
pub const MAX_CIRCLED: i64 = 20;

/// Returns a number in a circle. Returns `None` for one that is not from 1 to [`MAX_CIRCLED`].
pub fn circled(number: i64) -> Option<char> {
    let index = u32::try_from(number - 1).ok().filter(|_| number <= MAX_CIRCLED)?;
    char::from_u32(0x2460 + index)
}

impl Numbering {
    /// Returns a numbering in figures with full stops that counts up from a number.
    pub fn from(start: i64) -> Self {
        let (numerals, delimiter) = (Numerals::Decimal, Delimiter::Period);
        Self { start: Some(start), reversed: false, numerals, delimiter }
    }

    /// Returns the number of the first of `items` items.
    pub fn first(&self, items: usize) -> i64 {
        self.start.unwrap_or(if self.reversed { i64::try_from(items).unwrap_or(i64::MAX) } else { 1 })
    }

    /// Returns a number as it is set, with its punctuation and in digits that only decimal numbers have.
    pub fn label(&self, number: i64, digits: Digits) -> String {
        if let (Delimiter::Circle, Some(circled)) = (self.delimiter, circled(number)) {
            return circled.to_string();
        }
        let number = self.numerals.write_in(digits, number);
        match self.delimiter {
            Delimiter::Period | Delimiter::Circle => format!("{number}."),
            Delimiter::Paren => format!("{number})"),
            Delimiter::Parens => format!("({number})"),
        }
    }
}

impl List {
    /// Returns the label of each item as it is set; no labels for bullets.
    pub fn labels(&self, digits: Digits) -> Vec<String> {
        let Some(numbering) = &self.numbering else { return Vec::new() };
        let step = if numbering.reversed { -1 } else { 1 };
        let mut next = numbering.first(self.items.len());
        let mut label = |item: &ListItem| {
            let number = item.value.unwrap_or(next);
            next = number.saturating_add(step);
            numbering.label(number, digits)
        };
        self.items.iter().map(&mut label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_from_one_to_twenty_are_circled() {
        assert_eq!([1, 20].map(circled), [Some('①'), Some('⑳')]);
        assert_eq!([0, 21, -5].map(circled), [None; 3]);
    }

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
        assert_eq!(list.labels(Digits::LATIN), ["3.", "9.", "8."]);
    }
}
