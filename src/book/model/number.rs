//! Numbers of divisions, figures and other things that are counted: kind, value and numerals.
//! `shown.rs` converts them to text.

use std::sync::Arc;

use super::numerals::Numerals;
use super::statement::StatementKind;
use crate::project::design::choices::NumberStyle;
use crate::words::Digits;

/// What is numbered, and how, by the design.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NumberStyles {
    /// The numbers of chapters.
    pub chapters: NumberStyle,
    /// The numbers of parts.
    pub parts: NumberStyle,
    /// Whether sections are numbered.
    pub sections: bool,
}

/// The kind of thing that a number counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NumberKind {
    /// Parts.
    Part,
    /// Chapters.
    Chapter,
    /// Appendices.
    Appendix,
    /// Sections of chapters and appendices.
    Section,
    /// Figures.
    Figure,
    /// Tables.
    Table,
    /// Blocks of code with a label.
    Listing,
    /// Equations.
    Equation,
    /// Theorems, definitions and the like.
    Statement(StatementKind),
}

/// A number in a book: chapter 3, Appendix A, section 2.1.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Number {
    kind: NumberKind,
    /// The counts, the outermost first: two for `2.1`. The only appendix of a book has none.
    counts: Vec<(u32, Numerals)>,
    /// Whether the only count is shown in words.
    in_words: bool,
    /// The word before the number of a thing of the author's own kind.
    name: Option<Arc<str>>,
    /// The digits of decimal counts.
    digits: Digits,
}

impl Number {
    /// Returns a number with a single count.
    pub fn new(kind: NumberKind, count: u32, numerals: Numerals) -> Self {
        Self { kind, counts: vec![(count, numerals)], in_words: false, name: None, digits: Digits::LATIN }
    }

    /// Returns a number in decimal digits.
    pub fn decimal(kind: NumberKind, count: u32) -> Self {
        Self::new(kind, count, Numerals::Decimal)
    }

    /// Returns a number in a style; `None` in the style without numbers.
    pub fn styled(kind: NumberKind, count: u32, style: NumberStyle) -> Option<Self> {
        Some(match style {
            NumberStyle::Figures => Self::decimal(kind, count),
            NumberStyle::Roman => Self::new(kind, count, Numerals::UpperRoman),
            NumberStyle::Words => Self { in_words: true, ..Self::decimal(kind, count) },
            NumberStyle::None => return None,
        })
    }

    /// Returns the number of a division that is the only one of its kind. It has no counts and is shown as
    /// a word alone: `Appendix`.
    pub fn of_the_only(kind: NumberKind) -> Self {
        Self { kind, counts: Vec::new(), in_words: false, name: None, digits: Digits::LATIN }
    }

    /// Returns the number of a section within the division of this number, by the counts of the open
    /// sections. Returns `None` if this number has no counts.
    pub fn section(&self, counts: &[u32]) -> Option<Self> {
        if self.counts.is_empty() {
            return None;
        }
        let below = counts.iter().map(|count| (*count, Numerals::Decimal));
        let counts = self.counts.iter().copied().chain(below).collect();
        Some(Self { kind: NumberKind::Section, counts, in_words: false, name: None, digits: self.digits })
    }

    /// Returns the number of a thing that is counted within the division of this number: `2.3`. The only appendix
    /// of a book counts as `A`.
    pub fn within(&self, kind: NumberKind, count: u32) -> Self {
        let only = [(1, Numerals::UpperAlpha)];
        let around = if self.counts.is_empty() { &only[..] } else { &self.counts };
        let counts = around.iter().copied().chain([(count, Numerals::Decimal)]).collect();
        Self { kind, counts, in_words: false, name: None, digits: self.digits }
    }

    /// Returns the number of a lettered part of the thing of this number: `3a`.
    pub(in crate::book) fn part(&self, count: u32) -> Self {
        let counts = self.counts.iter().copied().chain([(count, Numerals::LowerAlpha)]).collect();
        Self { counts, ..self.clone() }
    }

    /// Returns the number as that of a thing of another kind, which is counted with it.
    pub(in crate::book) fn of_kind(self, kind: NumberKind) -> Self {
        Self { kind, ..self }
    }

    /// Returns the number with the word for a kind of the author's own.
    pub(in crate::book) fn with_name(self, name: Option<Arc<str>>) -> Self {
        Self { name, ..self }
    }

    /// Returns the number with other digits.
    pub(in crate::book) fn in_digits(self, digits: Digits) -> Self {
        Self { digits, ..self }
    }

    /// Returns the word for a kind of the author's own.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the kind of thing that it counts.
    pub fn kind(&self) -> NumberKind {
        self.kind
    }

    /// Returns the count of a number that is shown in words.
    pub(super) fn in_words(&self) -> Option<u32> {
        self.counts.first().filter(|_| self.in_words).map(|(count, _)| *count)
    }

    /// Returns its counts, the outermost first, for the order of numbers.
    pub(in crate::book) fn counts(&self) -> impl Iterator<Item = u32> {
        self.counts.iter().map(|(count, _)| *count)
    }

    /// Returns whether another number of the same kind is the next one: `2.3` and `2.4`.
    pub(in crate::book) fn is_followed_by(&self, next: &Self) -> bool {
        let (Some(((count, numerals), outer)), Some(((next_count, next_numerals), next_outer))) =
            (self.counts.split_last(), next.counts.split_last())
        else {
            return false;
        };
        self.kind == next.kind && outer == next_outer && numerals == next_numerals && *next_count == count + 1
    }

    /// Returns the number without a word, in numerals: `3`, `A`, `2.1`, `3a`. Returns `None` if it has no counts.
    pub fn value(&self) -> Option<String> {
        let mut value = String::new();
        for (at, (count, numerals)) in self.counts.iter().enumerate() {
            // A letter directly follows the number of which it is a part.
            if at > 0 && *numerals != Numerals::LowerAlpha {
                value.push('.');
            }
            value.push_str(&numerals.write_in(self.digits, i64::from(*count)));
        }
        (!self.counts.is_empty()).then_some(value)
    }
}
