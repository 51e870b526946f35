//! The words that an author has instead of those of the language: their names, and what is allowed in them.

use super::{KEYS, PLACE, WORDS, Word, Words, languages};
use crate::lang::LangTag;

/// Returns what is written for a word: by the author, or else in the file of the language.
pub(super) fn value(word: Word, words: &Words) -> &str {
    let own = words.own.get(&word).map(String::as_str);
    own.unwrap_or_else(|| languages::values(&words.lang)[word as usize])
}

/// Returns the names of all words.
pub fn keys() -> impl Iterator<Item = &'static str> + Clone {
    KEYS.iter().copied()
}

/// Returns the word of a name; `None` if there is none.
pub fn named(key: &str) -> Option<Word> {
    let at = KEYS.iter().position(|known| *known == key)?;
    WORDS.get(at).copied()
}

/// Returns what an author has to write for a word, if a value is not that: an example of English.
///
/// A word for what is numbered may have its plural and its form with a number; any other has the places that the
/// English one has.
pub fn check(word: Word, value: &str) -> Result<(), &'static str> {
    let english = languages::values(&LangTag::english())[word as usize];
    let is_allowed = if is_numbered(word) {
        match value.split('|').map(str::trim).collect::<Vec<_>>()[..] {
            [one] => is_plain(one),
            [one, several] => is_plain(one) && !several.contains('{'),
            [one, several, form] => is_plain(one) && !several.contains('{') && places(form) == [PLACE],
            _ => false,
        }
    } else {
        // The title of other books may go without the name of the author.
        let found = places(value);
        found == places(english) || (word == Word::AlsoBy && found.is_empty())
    };
    if is_allowed && !value.trim().is_empty() { Ok(()) } else { Err(english) }
}

/// Returns whether a word is one for what is numbered.
fn is_numbered(word: Word) -> bool {
    (Word::Chapter..=Word::Proof).contains(&word)
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && !word.contains('{')
}

/// Returns the places of a form, in the order of their names: `{}`, `{year}`.
fn places(form: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        form.match_indices('{').filter_map(|(at, _)| Some(&form[at..=at + form[at..].find('}')?])).collect();
    places.sort_unstable();
    places
}
