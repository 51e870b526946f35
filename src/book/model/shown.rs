//! Converts numbers to text, with the words of a language.

use super::number::{Number, NumberKind};
use super::statement::StatementKind;
use crate::book::number_words;
use crate::words::{self, Word, Words};

impl NumberKind {
    /// Returns the word that a reference has before the number. Returns `None` for a kind of the author's own.
    pub fn word(self) -> Option<Word> {
        Some(match self {
            Self::Part => Word::Part,
            Self::Chapter => Word::Chapter,
            Self::Appendix => Word::Appendix,
            Self::Section => Word::Section,
            Self::Figure => Word::Figure,
            Self::Table => Word::Table,
            Self::Listing => Word::Listing,
            Self::Equation => Word::Equation,
            Self::Statement(kind) => return kind.word(),
        })
    }
}

impl StatementKind {
    /// Returns the word for the kind. Returns `None` for one of the author's own.
    pub fn word(self) -> Option<Word> {
        Some(match self {
            Self::Theorem => Word::Theorem,
            Self::Lemma => Word::Lemma,
            Self::Proposition => Word::Proposition,
            Self::Corollary => Word::Corollary,
            Self::Conjecture => Word::Conjecture,
            Self::Hypothesis => Word::Hypothesis,
            Self::Definition => Word::Definition,
            Self::Example => Word::Example,
            Self::Exercise => Word::Exercise,
            Self::Problem => Word::Problem,
            Self::Solution => Word::Solution,
            Self::Remark => Word::Remark,
            Self::Note => Word::Note,
            Self::Proof => Word::Proof,
            Self::Own(..) => return None,
        })
    }
}

impl Number {
    /// Returns the number as its division, figure or table shows it: `3` for a chapter, `Figure 3` for
    /// a figure.
    pub fn shown(&self, words: &Words) -> String {
        match self.kind() {
            NumberKind::Part | NumberKind::Chapter | NumberKind::Section => {
                let in_words = self.in_words().and_then(|count| number_words::as_title(count, words.lang()));
                in_words.or_else(|| self.value()).unwrap_or_default()
            }
            NumberKind::Appendix
            | NumberKind::Figure
            | NumberKind::Table
            | NumberKind::Listing
            | NumberKind::Equation
            | NumberKind::Statement(_) => self.named(words),
        }
    }

    /// Returns the number as it is shown where its division opens: with its word if `label` is set. Returns
    /// `None` for a number that would have nothing to show.
    pub fn opening(&self, label: bool, words: &Words) -> Option<String> {
        if label {
            return Some(self.named(words));
        }
        match self.kind() {
            NumberKind::Appendix => self.value(),
            NumberKind::Part
            | NumberKind::Chapter
            | NumberKind::Section
            | NumberKind::Figure
            | NumberKind::Table
            | NumberKind::Listing
            | NumberKind::Equation
            | NumberKind::Statement(_) => Some(self.shown(words)),
        }
    }

    /// Returns the number as it is before a title on the same line: `3`, `One:`, `Appendix A:`.
    pub fn before_title(&self, words: &Words) -> String {
        if self.in_words().is_some() {
            return words::with_colon(&self.shown(words), words);
        }
        match self.kind() {
            NumberKind::Part | NumberKind::Chapter | NumberKind::Section => self.shown(words),
            NumberKind::Appendix
            | NumberKind::Figure
            | NumberKind::Table
            | NumberKind::Listing
            | NumberKind::Equation
            | NumberKind::Statement(_) => words::with_colon(&self.shown(words), words),
        }
    }

    /// Returns the number in parentheses: `(2.3)`. Returns `None` if it has no counts.
    pub fn in_parentheses(&self) -> Option<String> {
        self.value().map(|value| format!("({value})"))
    }

    /// Returns the number as a reference shows it: with its word, as in `Chapter 3` and `Figure 3`, or in
    /// parentheses for an equation.
    pub fn named(&self, words: &Words) -> String {
        let word = self.kind().word();
        if self.kind() == NumberKind::Equation {
            return self.in_parentheses().unwrap_or_default();
        }
        let in_words = self.in_words().and_then(|count| number_words::after_word(count, words.lang()));
        match (in_words.or_else(|| self.value()), word) {
            (Some(value), Some(word)) => words::numbered(word, &value, words),
            (Some(value), None) => format!("{}\u{A0}{value}", self.name().unwrap_or_default()),
            (None, Some(word)) => words::word(word, words).to_owned(),
            (None, None) => self.name().unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::numerals::Numerals;
    use super::*;
    use crate::lang::LangTag;
    use crate::project::design::choices::NumberStyle;

    #[test]
    fn numbers_become_text_by_what_they_count() {
        let words = Words::new(LangTag::english());
        let text = |number: &Number| (number.value(), number.shown(&words), number.named(&words));
        let of = |value: &str, shown: &str, named: &str| {
            (Some(value.to_owned()), shown.to_owned(), named.to_owned())
        };
        assert_eq!(text(&Number::decimal(NumberKind::Chapter, 3)), of("3", "3", "Chapter\u{A0}3"));
        assert_eq!(text(&Number::decimal(NumberKind::Figure, 3)), of("3", "Figure\u{A0}3", "Figure\u{A0}3"));
        let part = Number::new(NumberKind::Part, 4, Numerals::UpperRoman);
        assert_eq!(text(&part), of("IV", "IV", "Part\u{A0}IV"));
        let appendix = Number::new(NumberKind::Appendix, 2, Numerals::UpperAlpha);
        assert_eq!(appendix.before_title(&words), "Appendix\u{A0}B:");
        assert_eq!(text(&appendix), of("B", "Appendix\u{A0}B", "Appendix\u{A0}B"));
        let section = appendix.section(&[1, 2]).expect("a number");
        assert_eq!(text(&section), of("B.1.2", "B.1.2", "Section\u{A0}B.1.2"));
    }

    #[test]
    fn a_number_in_words_has_them_wherever_it_is_shown() {
        let number = Number::styled(NumberKind::Chapter, 21, NumberStyle::Words).expect("a number");
        let of = |tag: &str| {
            let words = Words::new(LangTag::parse(tag).expect("a tag"));
            [number.shown(&words), number.named(&words), number.before_title(&words)]
        };
        assert_eq!(of("en"), ["Twenty-One", "Chapter\u{A0}Twenty-One", "Twenty-One:"]);
        assert_eq!(of("fr"), ["Vingt et un", "Chapitre\u{A0}vingt et un", "Vingt et un\u{A0}:"]);
        // A language whose words are not known has figures.
        assert_eq!(of("sv")[..2], ["21", "Kapitel\u{A0}21"]);
        assert_eq!([&of("zh")[1], &of("ja")[1], &of("ko")[1]], ["第二十一章", "第二十一章", "제이십일장"]);
        // Sections are counted in figures.
        assert_eq!(number.section(&[3]).and_then(|section| section.value()).as_deref(), Some("21.3"));
        assert_eq!(Number::styled(NumberKind::Chapter, 1, NumberStyle::None), None);
    }

    #[test]
    fn the_only_appendix_has_a_word_and_no_number() {
        let only = Number::of_the_only(NumberKind::Appendix);
        assert_eq!(
            (only.value(), only.shown(&Words::new(LangTag::english()))),
            (None, "Appendix".to_owned())
        );
        assert_eq!(only.section(&[1]), None);
    }
}
