//! Numbers of what a book counts: kind, value and numerals, which become text where they are shown.

use super::numerals::Numerals;
use super::words::{self, Word};
use crate::lang::LangTag;

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Counted {
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
}

impl Counted {
    /// Returns the word that a reference has before the number.
    pub fn word(self) -> Word {
        match self {
            Self::Part => Word::Part,
            Self::Chapter => Word::Chapter,
            Self::Appendix => Word::Appendix,
            Self::Section => Word::Section,
            Self::Figure => Word::Figure,
            Self::Table => Word::Table,
            Self::Listing => Word::Listing,
        }
    }
}

/// A number in a book: chapter 3, Appendix A, section 2.1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    kind: Counted,
    /// The counts, the outermost first: two for `2.1`. The only appendix of a book has none.
    counts: Vec<(u32, Numerals)>,
}

impl Number {
    /// Returns a number of one count.
    pub fn new(kind: Counted, count: u32, numerals: Numerals) -> Self {
        Self { kind, counts: vec![(count, numerals)] }
    }

    /// Returns a number in plain figures.
    pub fn decimal(kind: Counted, count: u32) -> Self {
        Self::new(kind, count, Numerals::Decimal)
    }

    /// Returns the number of something that is the only one of its kind: its word alone is shown.
    pub fn of_the_only(kind: Counted) -> Self {
        Self { kind, counts: Vec::new() }
    }

    /// Returns the number of a section within what has this number, by the counts of the sections that are
    /// open. `None` if there is nothing before the first full stop.
    pub fn section(&self, counts: &[u32]) -> Option<Self> {
        if self.counts.is_empty() {
            return None;
        }
        let below = counts.iter().map(|count| (*count, Numerals::Decimal));
        Some(Self { kind: Counted::Section, counts: self.counts.iter().copied().chain(below).collect() })
    }

    /// Returns what it counts.
    pub fn kind(&self) -> Counted {
        self.kind
    }

    /// Returns the number without a word: `3`, `A`, `2.1`. `None` if it has none.
    pub fn value(&self) -> Option<String> {
        let counts = self.counts.iter().map(|(count, numerals)| numerals.write(i64::from(*count)));
        (!self.counts.is_empty()).then(|| counts.collect::<Vec<_>>().join("."))
    }

    /// Returns the number as it is shown at what it counts: `3` at a chapter, `Figure 3` at a figure.
    pub fn shown(&self, lang: &LangTag) -> String {
        match self.kind {
            Counted::Part | Counted::Chapter | Counted::Section => self.value().unwrap_or_default(),
            Counted::Appendix | Counted::Figure | Counted::Table | Counted::Listing => self.named(lang),
        }
    }

    /// Returns the number with its word, as a reference shows it: `Chapter 3`, `Figure 3`.
    pub fn named(&self, lang: &LangTag) -> String {
        let word = self.kind.word();
        match self.value() {
            Some(value) => words::numbered(word, &value, lang),
            None => words::word(word, lang).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_text_by_what_they_count() {
        let lang = LangTag::english();
        let text = |number: &Number| (number.value(), number.shown(&lang), number.named(&lang));
        let of = |value: &str, shown: &str, named: &str| {
            (Some(value.to_owned()), shown.to_owned(), named.to_owned())
        };
        assert_eq!(text(&Number::decimal(Counted::Chapter, 3)), of("3", "3", "Chapter\u{A0}3"));
        assert_eq!(text(&Number::decimal(Counted::Figure, 3)), of("3", "Figure\u{A0}3", "Figure\u{A0}3"));
        let part = Number::new(Counted::Part, 4, Numerals::UpperRoman);
        assert_eq!(text(&part), of("IV", "IV", "Part\u{A0}IV"));
        let appendix = Number::new(Counted::Appendix, 2, Numerals::UpperAlpha);
        assert_eq!(text(&appendix), of("B", "Appendix\u{A0}B", "Appendix\u{A0}B"));
        let section = appendix.section(&[1, 2]).expect("a number");
        assert_eq!(text(&section), of("B.1.2", "B.1.2", "Section\u{A0}B.1.2"));
    }

    #[test]
    fn the_only_appendix_has_a_word_and_no_number() {
        let only = Number::of_the_only(Counted::Appendix);
        assert_eq!((only.value(), only.shown(&LangTag::english())), (None, "Appendix".to_owned()));
        assert_eq!(only.section(&[1]), None);
    }
}
