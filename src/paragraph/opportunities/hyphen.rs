//! Where words may be hyphenated, by the patterns of their language (F. M. Liang, 1983).

use hypher::Lang;

use crate::lang::{DividedWords, LangTag};

/// The minimum numbers of letters of hyphenated words.
struct MinLetters {
    /// In the whole word.
    word: usize,
    /// Before a hyphen.
    before: usize,
    /// After a hyphen.
    after: usize,
}

impl MinLetters {
    /// Returns the minima of a language: two and three letters, as in English (*The Chicago Manual of Style*, 7.36) and in
    /// French (E. Greffier, *Les Règles de la composition typographique*), unless the data of the hyph-utf8 project has
    /// other numbers.
    ///
    /// German typographers divide prefixes of two letters, and no endings of two (R. Turtschi, "Trennungen für
    /// Fortgeschrittene", 2015). In words of five letters, what is before two and three is seldom a prefix: *ei-nem*.
    fn of(lang: &LangTag) -> Self {
        let (word, before, after) = match lang.primary() {
            "de" => (6, 2, 3),
            "es" | "it" | "sv" | "da" | "fi" | "hu" | "pl" | "ru" | "uk" | "ca" | "ro" | "hr" | "lt"
            | "lv" | "tr" | "la" | "el" | "nb" | "nn" | "no" => (5, 2, 2),
            _ => (5, 2, 3),
        };
        Self { word, before, after }
    }
}

/// Returns the byte offsets within a word at which it may be hyphenated.
pub(crate) fn hyphenation_points(word: &str, lang: &LangTag) -> Vec<usize> {
    let mut found = Vec::new();
    points(word, lang, None, |at| found.push(at));
    found
}

/// Calls `found` with the byte offset, within `word`, of each place for a hyphen: as the author divides the word, or
/// else by the patterns.
///
/// A word of capitals alone is an abbreviation, one with digits a number: both stay whole.
pub(super) fn points(
    word: &str,
    lang: &LangTag,
    divided: Option<&DividedWords>,
    mut found: impl FnMut(usize),
) {
    if let Some(points) = divided.and_then(|divided| divided.points(word, lang)) {
        return points.into_iter().for_each(found);
    }
    let Some(patterns) = patterns(lang) else { return };
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let MinLetters { word: min, before, after } = MinLetters::of(lang);
    if letters < min || (capitals > 1 && capitals == letters) || !word.chars().all(char::is_alphabetic) {
        return;
    }
    let mut at = 0;
    for syllable in hypher::hyphenate_bounded(word, patterns, before, after) {
        if at > 0 {
            found(at);
        }
        at += syllable.len();
    }
}

/// Returns the patterns of a language; `None` if it has none or needs none (Korean).
fn patterns(lang: &LangTag) -> Option<Lang> {
    let code = match lang.primary() {
        "no" => "nb",
        primary => primary,
    };
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphenated(word: &str, lang: &str) -> String {
        let mut text = word.to_owned();
        let mut points_found = Vec::new();
        points(word, &LangTag::parse(lang).expect("a tag"), None, |at| points_found.push(at));
        points_found.iter().rev().for_each(|at| text.insert(*at, '-'));
        text
    }

    #[test]
    fn no_ending_of_two_letters_begins_a_line_in_english_french_and_german() {
        let table = [
            ("einem", "de"),
            ("Straße", "de"),
            ("Bekannte", "de-AT"),
            ("verlaufen", "de"),
            ("élégance", "fr"),
            ("cependant", "fr"),
            ("surely", "en-GB"),
        ]
        .map(|(word, lang)| hyphenated(word, lang));
        assert_eq!(
            table,
            ["einem", "Straße", "Be-kannte", "ver-lau-fen", "élé-gance", "ce-pen-dant", "surely"]
        );
    }

    #[test]
    fn words_are_hyphenated_by_their_language() {
        let table = [
            ("extensive", "en-GB"),
            ("Trennung", "de"),
            ("NATO", "en"),
            ("four", "en"),
            ("김정은씨는", "ko"),
        ]
        .map(|(word, lang)| hyphenated(word, lang));
        assert_eq!(table, ["ex-ten-sive", "Tren-nung", "NATO", "four", "김정은씨는"]);
    }
}
