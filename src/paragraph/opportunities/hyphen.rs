//! Where words may be hyphenated, by the patterns of their language (F. M. Liang, 1983).

use hypher::Lang;

use crate::lang::{DividedWords, LangTag};

/// The minimum length of words that are hyphenated.
const MIN_WORD: usize = 5;

/// Returns the minimum number of letters before and after a hyphen: two and three, unless the data of
/// the hyph-utf8 project has other numbers for the language.
fn min_letters(lang: &LangTag) -> (usize, usize) {
    match lang.primary() {
        "de" | "fr" | "es" | "it" | "sv" | "da" | "fi" | "hu" | "pl" | "ru" | "uk" | "ca" | "ro" | "hr"
        | "lt" | "lv" | "tr" | "la" | "el" | "nb" | "nn" | "no" => (2, 2),
        _ => (2, 3),
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
    if letters < MIN_WORD || (capitals > 1 && capitals == letters) || !word.chars().all(char::is_alphabetic) {
        return;
    }
    let (before, after) = min_letters(lang);
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
