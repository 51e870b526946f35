//! The number of words of a book. Entry point: [`word_count`].

use super::model::{Book, Inline, InlineKind};
use super::role::Role;
use super::visit::{self, Visitor};

/// The roles of divisions that are made of metadata, or list what the text has.
const NOT_TEXT: [Role; 13] = [
    Role::HalfTitle,
    Role::TitlePage,
    Role::Copyright,
    Role::Contents,
    Role::Figures,
    Role::Tables,
    Role::Listings,
    Role::Theorems,
    Role::Equations,
    Role::Abbreviations,
    Role::Index,
    Role::Colophon,
    Role::AlsoBy,
];

/// Returns the number of words of the text: titles, paragraphs, verse, lists, tables, captions and notes of all divisions
/// but those with a role of `NOT_TEXT`. Blocks of code and formulas are not counted.
///
/// A word is what is between spaces or dashes and has a letter or a digit: `well-known` is one, and so is `don’t`. A
/// character of Chinese or Japanese is a word by itself, as in word processors.
pub fn word_count(book: &Book) -> usize {
    let mut counter = Counter::default();
    for division in book.divisions().filter(|division| !NOT_TEXT.contains(&division.role)) {
        counter.end();
        visit::inlines(&division.title, &mut counter);
        visit::blocks(&division.blocks, &mut counter);
    }
    for note in &book.notes {
        visit::blocks(&note.blocks, &mut counter);
    }
    counter.words
}

#[derive(Default)]
struct Counter {
    words: usize,
    /// Whether the characters before are of a word, which the next ones continue.
    is_in_word: bool,
}

impl Counter {
    fn end(&mut self) {
        self.is_in_word = false;
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '–' | '—' | '―') {
                self.end();
            } else if is_a_word(c) {
                self.words += 1;
                self.end();
            } else if !self.is_in_word && c.is_alphanumeric() {
                self.words += 1;
                self.is_in_word = true;
            }
        }
    }
}

impl<'a> Visitor<'a> for Counter {
    fn line(&mut self, _: &'a [Inline]) {
        self.end();
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => self.add(text),
            InlineKind::Break | InlineKind::Image(_) | InlineKind::Math(_) => self.end(),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Link { .. }
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Ruby(_) => {}
        }
    }
}

/// Returns whether a character is a word by itself: an ideograph, or a syllable of Japanese.
fn is_a_word(c: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    // All of them are above this one; the look-up is slow.
    c >= '\u{2E80}'
        && c.is_alphanumeric()
        && matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[&str]) -> usize {
        let mut counter = Counter::default();
        texts.iter().for_each(|text| counter.add(text));
        counter.words
    }

    #[test]
    fn a_word_is_between_spaces_or_dashes_and_has_a_letter_or_a_digit() {
        assert_eq!(words(&["It was well-known—he didn’t, in 1851, go … – & so on."]), 10);
        assert_eq!(words(&["", " \n", "— … * # ."]), 0);
        assert_eq!(words(&["em", "phas", "is goes on"]), 3);
        assert_eq!(words(&["三体とXMLを読む。ー"]), 7 + 1);
        assert_eq!(words(&["한국어 두 단어, ไทย"]), 4);
    }
}
