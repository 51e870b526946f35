//! Where words may be hyphenated, by the patterns of their language (F. M. Liang, 1983).

use hypher::Lang;

use super::patterns::british;
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
            "en" | "fr" | "cs" | "et" | "pt" | "sk" | "sa" => (5, 2, 3),
            _ => (5, 2, 2),
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
    let patterns = patterns(lang);
    let is_british = is_british(lang);
    if patterns.is_none() && !is_british {
        return;
    }
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let MinLetters { word: min, before, after } = MinLetters::of(lang);
    if letters < min || (capitals > 1 && capitals == letters) || !word.chars().all(is_letter) {
        return;
    }
    if is_british {
        return british(word, before, after, found);
    }
    let Some(patterns) = patterns else { return };
    let mut at = 0;
    for syllable in hypher::hyphenate_bounded(word, patterns, before, after) {
        if at > 0 {
            found(at);
        }
        at += syllable.len();
    }
}

/// Returns whether words of a language are divided by patterns.
pub(super) fn has_patterns(lang: &LangTag) -> bool {
    patterns(lang).is_some() || is_british(lang)
}

/// Returns the patterns of a language; `None` if it has none or needs none (Korean).
fn patterns(lang: &LangTag) -> Option<Lang> {
    let code = match lang.primary() {
        "no" => "nb",
        // Kurmanji, which is what the patterns of Kurdish are for.
        "kmr" => "ku",
        primary => primary,
    };
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}

/// Returns whether a character is within words: a letter, or one of the signs of Indic scripts that are not letters to
/// Unicode, a virama or a nukta.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || (('\u{93C}'..='\u{D4D}').contains(&c) && matches!(u32::from(c) & 0x7F, 0x3C | 0x4D))
}

/// Returns whether words are divided by their parts, as in Britain, rather than by their sound, as in America.
fn is_british(lang: &LangTag) -> bool {
    const REGIONS: [&str; 6] = ["GB", "IE", "AU", "NZ", "ZA", "IN"];
    lang.primary() == "en" && lang.region().is_some_and(|region| REGIONS.contains(&region))
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
        assert_eq!(table, ["ex-tens-ive", "Tren-nung", "NATO", "four", "김정은씨는"]);
    }

    #[test]
    fn british_english_is_divided_by_patterns_of_its_own() {
        let words = ["flowerpot", "knowledge", "photograph", "However", "naïvety", "uni"];
        assert_eq!(
            words.map(|word| hyphenated(word, "en-GB")),
            ["flower-pot", "know-ledge", "pho-to-graph", "How-ever", "naïvety", "uni"]
        );
        assert_eq!(hyphenated("knowledge", "en-US"), "knowl-edge");
        assert_eq!(hyphenated("knowledge", "en"), "knowl-edge");
    }

    /// A word of each language that hypher has, in the script of its patterns.
    #[test]
    fn every_language_with_patterns_is_reached_by_its_tag() {
        let without: Vec<&str> = LANGUAGES
            .iter()
            .filter(|(lang, word)| hyphenation_points(word, &LangTag::parse(lang).expect("a tag")).is_empty())
            .map(|(lang, _)| *lang)
            .collect();
        assert_eq!(without, [""; 0]);
    }

    const LANGUAGES: [(&str, &str); 48] = [
        ("af", "vergadering"),
        ("as", "অসমীয়া"),
        ("be", "беларускага"),
        ("bg", "българският"),
        ("bn", "বাংলাদেশের"),
        ("ca", "biblioteca"),
        ("cs", "republika"),
        ("da", "forskellige"),
        ("de", "Wanderungen"),
        ("el", "δημοκρατία"),
        ("en", "understanding"),
        ("es", "biblioteca"),
        ("et", "raamatukogu"),
        ("fi", "kirjastossa"),
        ("fr", "compagnie"),
        ("gl", "biblioteca"),
        ("gu", "ગુજરાતી"),
        ("hi", "किताबों"),
        ("hr", "knjižnica"),
        ("hu", "könyvtárak"),
        ("is", "bókasafnið"),
        ("it", "biblioteca"),
        ("ka", "ბიბლიოთეკა"),
        ("kn", "ಪುಸ್ತಕಾಲಯ"),
        ("kmr", "pirtûkxane"),
        ("ku", "pirtûkxane"),
        ("la", "bibliotheca"),
        ("lt", "biblioteka"),
        ("ml", "പുസ്തകശാല"),
        ("mn", "номынсангийн"),
        ("mr", "महाराष्ट्रात"),
        ("nb", "biblioteket"),
        ("nl", "bibliotheek"),
        ("nn", "biblioteket"),
        ("no", "biblioteket"),
        ("or", "ପୁସ୍ତକାଳୟ"),
        ("pa", "ਪੁਸਤਕਾਲਾ"),
        ("pl", "biblioteka"),
        ("pt", "biblioteca"),
        ("ru", "библиотека"),
        ("sk", "knižnica"),
        ("sl", "knjižnica"),
        ("sq", "biblioteka"),
        ("sr", "библиотека"),
        ("sv", "biblioteket"),
        ("ta", "தமிழ்நாடு"),
        ("tr", "kütüphane"),
        ("uk", "бібліотека"),
    ];
}
