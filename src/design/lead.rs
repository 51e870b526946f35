//! How the first paragraph of a chapter opens, for both books: which divisions have an opening, what
//! its first letter is, and where the words in small capitals end.

use std::ops::Range;

use super::style::{Family, TextStyle};
use crate::book::role::Matter;
use crate::book::{GroupRole, Role};
pub use crate::project::OpeningCaps;
use crate::project::OpeningWishes;

/// Stands for a picture in a text whose opening is looked for.
pub const OBJECT: char = '\u{FFFC}';
/// Stands for a line end that stays.
pub const LINE_END: char = '\u{2028}';
/// A phrase in small capitals has at most so many words and characters.
const PHRASE_WORDS: usize = 6;
const PHRASE_CHARACTERS: usize = 32;
/// Where no phrase ends in time, so many words, and on while the last is as short as an article.
const FIRST_WORDS: usize = 3;
const SHORT_WORD: usize = 3;
/// A full stop after a single word as short as this may be that of an abbreviation: `Capt.`
const ABBREVIATION: usize = 4;

/// The opening of a chapter's first paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LeadIn {
    /// Lines beside the initial; below 2 there is none.
    pub initial: u8,
    /// The words that follow in small capitals.
    pub small_caps: OpeningCaps,
}

impl LeadIn {
    /// As any other paragraph.
    pub const NONE: Self = Self { initial: 0, small_caps: OpeningCaps::None };

    /// That of a theme and over it the author's wishes, as merged.
    pub(super) fn of(wishes: OpeningWishes) -> Self {
        Self {
            initial: wishes.drop_cap.unwrap_or(Self::NONE.initial),
            small_caps: wishes.small_caps.unwrap_or(Self::NONE.small_caps),
        }
    }
    /// The opening of a division's first paragraph: that of a chapter, or none, as in all that stands
    /// before the text or after it.
    #[must_use]
    pub fn in_division(self, matter: Matter, role: Role) -> Self {
        match (matter, role) {
            (
                Matter::Body,
                Role::Prologue | Role::Chapter | Role::Interlude | Role::Epilogue | Role::Conclusion,
            ) => self,
            _ => Self::NONE,
        }
    }
}

/// Whether the text has still to open after a group: after a motto, and after what a book has not,
/// `absent` being what stands in the other book alone.
pub fn opens_after(role: GroupRole, absent: GroupRole) -> bool {
    role == GroupRole::Epigraph || role == absent
}

/// Words of the text, neither code nor the number of a note.
pub fn is_text(style: &TextStyle) -> bool {
    style.family == Family::Text && style.rise.is_zero()
}

/// The parts of a text that opens a chapter, in bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Opening {
    /// Marks of quotation before the first letter.
    pub quote: Range<usize>,
    /// The first letter with the accents on it.
    pub letter: Range<usize>,
    /// What follows in small capitals.
    pub words: Range<usize>,
}

impl Opening {
    /// The opening of a text, when one is wished for and the text begins with a capital letter.
    ///
    /// The text has one blank between words, [`OBJECT`] for a picture, [`LINE_END`] for a line end that
    /// stays; `is_words` tells whether all of a range is [`is_text`].
    pub fn find(text: &str, lead: LeadIn, is_words: impl Fn(&Range<usize>) -> bool) -> Option<Self> {
        if lead == LeadIn::NONE {
            return None;
        }
        let start = text.find(|c| !is_opening_mark(c))?;
        let first = text[start..].chars().next().filter(|c| c.is_uppercase())?;
        let accents = text[start + first.len_utf8()..].chars().take_while(|c| is_accent(*c));
        let end = start + first.len_utf8() + accents.map(char::len_utf8).sum::<usize>();
        let words = end..start + extent(&text[start..], lead.small_caps).max(end - start);
        is_words(&(0..end)).then_some(Self { quote: 0..start, letter: start..end, words })
    }

    /// What stands in small capitals where the letter is no initial: letter and words.
    pub fn phrase(&self) -> Range<usize> {
        if self.words.is_empty() { 0..0 } else { self.letter.start..self.words.end }
    }
}

fn is_opening_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '„' | '‚' | '«' | '‹' | '"' | '\'' | '(' | '[' | '¿' | '¡' | '\u{A0}' | '\u{202F}'
    )
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// How many bytes of a text are in small capitals.
fn extent(text: &str, caps: OpeningCaps) -> usize {
    match caps {
        OpeningCaps::None => 0,
        OpeningCaps::Word => letters(text.split(is_end).next().unwrap_or_default()),
        OpeningCaps::Phrase => phrase(text),
    }
}

/// Where a word ends: at blanks, but for those that may not be parted, and at what is no word.
fn is_end(c: char) -> bool {
    matches!(c, ' ' | '—' | '–' | '\u{2E3A}' | '\u{2E3B}' | LINE_END | OBJECT)
}

/// The first words up to a mark of punctuation, where one is near; else the first few.
fn phrase(text: &str) -> usize {
    let (mut end, mut count, mut few) = (0, 0, None);
    while count < PHRASE_WORDS {
        let length = text[end..].find(is_end).unwrap_or(text.len() - end);
        let word = &text[end..end + length];
        let reached = end + letters(word);
        count += usize::from(reached > end);
        if text[..reached].chars().count() > PHRASE_CHARACTERS {
            break;
        }
        let rest = word.trim_end_matches(['”', '’', '»', '"', '\'', ')']);
        let short = count == 1 && rest.chars().count() <= ABBREVIATION + 1;
        let stops = rest.ends_with([',', ';', ':', '!', '?', '…']) || (rest.ends_with('.') && !short);
        let after = text[end + length..].chars().next();
        if stops || after != Some(' ') {
            return reached;
        }
        let is_short = word.chars().count() <= SHORT_WORD;
        if few.is_none() && count >= FIRST_WORDS && !is_short {
            few = Some(reached);
        }
        end += length + 1;
    }
    few.unwrap_or_else(|| letters(text.split(is_end).next().unwrap_or_default()))
}

/// How many bytes of a word there are up to its last letter or figure.
fn letters(word: &str) -> usize {
    word.rfind(char::is_alphanumeric).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, caps: OpeningCaps) -> String {
        let end = extent(text, caps);
        text[..end].to_owned()
    }

    #[test]
    fn a_phrase_ends_at_punctuation_or_after_a_few_words() {
        let phrase = |text| shown(text, OpeningCaps::Phrase);
        assert_eq!(phrase("Call me Ishmael. Some years ago"), "Call me Ishmael");
        assert_eq!(phrase("It was the best of times, it was"), "It was the best of times");
        assert_eq!(phrase("Happy families are all alike; every"), "Happy families are all alike");
        assert_eq!(phrase("It was a dark and stormy night that"), "It was a dark");
        assert_eq!(phrase("When he was nearly thirteen my brother"), "When he was nearly");
        assert_eq!(phrase("Mr. Sherlock Holmes, who was usually"), "Mr. Sherlock Holmes");
        assert_eq!(phrase("No,” said the Captain"), "No");
        assert_eq!(phrase("Stop!"), "Stop");
        assert_eq!(phrase("Peace—that was all"), "Peace");
        assert_eq!(phrase("Incomprehensibilities notwithstanding everything"), "Incomprehensibilities");
    }

    #[test]
    fn a_word_is_a_word() {
        assert_eq!(shown("Don’t go", OpeningCaps::Word), "Don’t");
        assert_eq!(shown("Yes.", OpeningCaps::Word), "Yes");
        assert_eq!(shown("Yes.", OpeningCaps::None), "");
    }
}
