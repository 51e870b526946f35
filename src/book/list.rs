//! Lists: items with bullets, or with numbers of any kind.

use super::block::Block;
use super::number::roman;
use crate::diag::Span;

/// A list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct List {
    /// How its items are numbered; `None` for bullets.
    pub numbering: Option<Numbering>,
    /// Without space between its items.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
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

/// What numbers of a list are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Numerals {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c; after z comes aa.
    LowerAlpha,
    /// A, B, C; after Z comes AA.
    UpperAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
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

/// The greatest Roman number that is written without bars.
const MAX_ROMAN: usize = 3999;

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

impl Numerals {
    /// The value of `type=` in HTML, and of the same in EPUB; `None` for plain figures.
    pub fn html(self) -> Option<&'static str> {
        match self {
            Self::Decimal => None,
            Self::LowerAlpha => Some("a"),
            Self::UpperAlpha => Some("A"),
            Self::LowerRoman => Some("i"),
            Self::UpperRoman => Some("I"),
        }
    }

    /// The numerals that a value of `type=` names.
    pub fn named(html: &str) -> Option<Self> {
        let all = [Self::LowerAlpha, Self::UpperAlpha, Self::LowerRoman, Self::UpperRoman];
        if html == "1" {
            return Some(Self::Decimal);
        }
        all.into_iter().find(|numerals| numerals.html() == Some(html))
    }

    /// A number in these numerals; one that they cannot write is written in figures, as browsers do.
    fn write(self, number: i64) -> String {
        let Some(count) = usize::try_from(number).ok().filter(|count| *count > 0) else {
            return number.to_string();
        };
        let letters = match self {
            Self::LowerAlpha | Self::UpperAlpha => alphabetic(count),
            Self::LowerRoman | Self::UpperRoman if count <= MAX_ROMAN => roman(count),
            _ => return number.to_string(),
        };
        if matches!(self, Self::LowerAlpha | Self::LowerRoman) { letters.to_lowercase() } else { letters }
    }
}

/// A positive number in capital letters: 26 is `Z`, 27 `AA`.
fn alphabetic(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_every_kind_of_numeral() {
        let written = |numerals: Numerals, numbers: &[i64]| {
            numbers.iter().map(|number| numerals.write(*number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(written(Numerals::LowerAlpha, &[1, 26, 27, 52, 53, 702, 703, 0]), "a z aa az ba zz aaa 0");
        assert_eq!(
            written(Numerals::UpperRoman, &[4, 9, 1994, 3999, 4000, -1]),
            "IV IX MCMXCIV MMMCMXCIX 4000 -1"
        );
        assert_eq!(written(Numerals::Decimal, &[0, 7]), "0 7");
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
        assert_eq!(list.labels(), ["3.", "9.", "8."]);
    }
}
