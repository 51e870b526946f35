//! The alphabetical order of a language: that of an index, a glossary, a list of abbreviations.
//!
//! Texts are compared by the Unicode Collation Algorithm (UTS #10) with the tailoring of the language in CLDR. A tag may
//! choose another tailoring by its extension: `de-u-co-phonebk` sorts Ä as Ae.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::LangTag;
use crate::project::WordOrder;
use crate::words::capitalised;

/// Sorts texts in the order of a language.
pub struct Collator {
    /// Compares letters with their accents and cases.
    full: CollatorBorrowed<'static>,
    /// Compares letters alone.
    primary: CollatorBorrowed<'static>,
    order: WordOrder,
}

/// The key by which a text is sorted: that of each part between commas and parentheses, then the text itself, so that
/// no two texts are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SortKey(Vec<Vec<u8>>, String);

/// A character that is sorted after all letters (UTS #35, part 5).
const LAST: char = '\u{ffff}';

/// The groups of scripts whose letters are not each a group: the label, and the first letter in it.
const BUCKETS: [&[(&str, &str)]; 2] = [
    &[
        ("ㄱ", "가"),
        ("ㄴ", "나"),
        ("ㄷ", "다"),
        ("ㄹ", "라"),
        ("ㅁ", "마"),
        ("ㅂ", "바"),
        ("ㅅ", "사"),
        ("ㅇ", "아"),
        ("ㅈ", "자"),
        ("ㅊ", "차"),
        ("ㅋ", "카"),
        ("ㅌ", "타"),
        ("ㅍ", "파"),
        ("ㅎ", "하"),
    ],
    &[
        ("あ", "あ"),
        ("か", "か"),
        ("さ", "さ"),
        ("た", "た"),
        ("な", "な"),
        ("は", "は"),
        ("ま", "ま"),
        ("や", "や"),
        ("ら", "ら"),
        ("わ", "わ"),
    ],
];

impl Collator {
    /// Returns the order of a language; that of the root locale if CLDR has no tailoring for it.
    pub fn new(lang: &LangTag, order: WordOrder) -> Self {
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            options.max_variable = Some(MaxVariable::Punctuation);
            options.alternate_handling = Some(match order {
                WordOrder::Letter => AlternateHandling::Shifted,
                WordOrder::Word => AlternateHandling::NonIgnorable,
            });
            let of = |locale: &Locale| {
                let mut preferences = CollatorPreferences::from(locale);
                preferences.numeric_ordering = Some(CollationNumericOrdering::True);
                CollatorBorrowed::try_new(preferences, options).ok()
            };
            let own = Locale::try_from_str(lang.as_str()).ok();
            own.as_ref().and_then(of).or_else(|| of(&Locale::UNKNOWN)).unwrap_or_else(|| unreachable!())
        };
        Self { full: collator(Strength::Tertiary), primary: collator(Strength::Primary), order }
    }

    /// Returns the key by which a text is sorted.
    pub fn key(&self, text: &str) -> SortKey {
        let parts = text.split([',', '(', ';', ':']).map(|part| {
            let mut key = Vec::new();
            let Ok(()) = self.full.write_sort_key_to(&self.compared(part), &mut key);
            key
        });
        SortKey(parts.collect(), text.to_owned())
    }

    /// Returns the heading of the group that a text is in: its first letter, as the language counts letters. Returns an
    /// empty text for signs and figures.
    ///
    /// A text that begins with two letters which are one in the language (ch in Czech) is in their group; accents that
    /// do not make another letter are left out.
    pub fn initial(&self, text: &str) -> String {
        let text: String = self.compared(text).nfc().collect();
        let mut letters =
            text.chars().skip_while(|c| self.order == WordOrder::Letter && !c.is_alphanumeric());
        let Some(first) = letters.next().filter(|c| c.is_alphabetic()) else { return String::new() };
        let marks: String = letters.clone().take_while(|c| is_combining_mark(*c)).collect();
        let letter = format!("{first}{marks}");
        let second = letters.find(|c| !is_combining_mark(*c)).filter(|c| c.is_alphabetic());
        if let Some(both) =
            second.map(|second| format!("{letter}{second}")).filter(|both| self.is_letter(&letter, both))
        {
            return self.label_of_pair(&both);
        }
        self.label(&letter)
    }

    /// Returns whether a letter and the one after it are one letter: they are not sorted among the words that begin with
    /// the first.
    fn is_letter(&self, first: &str, both: &str) -> bool {
        !self.is_among(both, first)
    }

    /// Returns whether a text is sorted among those that begin with a letter.
    fn is_among(&self, text: &str, letter: &str) -> bool {
        self.primary.compare(letter, text) != Ordering::Greater
            && self.primary.compare(text, &format!("{letter}{LAST}")) == Ordering::Less
    }

    /// Returns the label of two letters that are one: that of a single letter that is the same (Å for Aa), or else
    /// themselves.
    fn label_of_pair(&self, both: &str) -> String {
        let same = ('\u{c0}'..'\u{250}').find(|c| c.is_uppercase() && self.is_among(both, &c.to_string()));
        same.map_or_else(|| capitalised(both), |c| c.to_string())
    }

    /// Returns the label of the group of a letter.
    fn label(&self, letter: &str) -> String {
        // Ligatures and letters with accents are among the letters of the alphabet, unless the language has them as
        // letters of their own.
        if let Some(latin) = ('A'..='Z').find(|latin| self.is_among(letter, &latin.to_string())) {
            return latin.to_string();
        }
        let is_not_before = |first: &str| self.primary.compare(first, letter) != Ordering::Greater;
        for buckets in BUCKETS {
            let is_of_script = letter.chars().any(|c| is_of_same_script(c, buckets[0].1));
            if let Some((label, _)) =
                buckets.iter().rev().find(|(_, first)| is_of_script && is_not_before(first))
            {
                return (*label).to_owned();
            }
        }
        let bare: String = letter.nfd().take(1).collect();
        let is_same = self.primary.compare(&bare, letter) == Ordering::Equal;
        capitalised(if is_same { &bare } else { letter })
    }

    /// Returns a text without what is not compared: quotation marks, and in the order of words also the signs within
    /// them.
    fn compared(&self, text: &str) -> String {
        let is_quotation = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‘' | '«' | '»' | '‹' | '›');
        let is_within = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '’' | '\'' | '/');
        let is_left_out = |c: char| is_quotation(c) || (self.order == WordOrder::Word && is_within(c));
        text.trim().chars().filter(|c| !is_left_out(*c)).collect()
    }
}

/// Returns whether a character is in the block of the script of a letter: Hangul, or kana.
fn is_of_same_script(c: char, letter: &str) -> bool {
    let is_hangul =
        |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}');
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
    letter.chars().all(|letter| (is_hangul(c) && is_hangul(letter)) || (is_kana(c) && is_kana(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(lang: &str, order: WordOrder, words: &[&str]) -> Vec<String> {
        let collator = Collator::new(&LangTag::parse(lang).unwrap(), order);
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        words.reverse();
        words.sort_by_cached_key(|word| collator.key(word));
        words
    }

    fn initials(lang: &str, words: &[&str]) -> Vec<String> {
        let collator = Collator::new(&LangTag::parse(lang).unwrap(), WordOrder::Letter);
        words.iter().map(|word| collator.initial(word)).collect()
    }

    #[test]
    fn each_language_has_its_alphabet() {
        let cases: [(&str, &[&str]); 15] = [
            ("en", &["3D", "18th century", "Æneid", "apple", "Ápril", "café", "Cafeteria", "zebra"]),
            ("de", &["Affe", "Äpfel", "Apfelbaum", "Ofen", "öffnen", "Strasse", "Straße", "Zug"]),
            ("de-u-co-phonebk", &["Adler", "Äpfel", "Affe", "Apfel", "Ödem", "Ofen"]),
            ("fr", &["cote", "coté", "côte", "côté", "élan", "œuvre", "ogre"]),
            ("fr-CA", &["cote", "côte", "coté", "côté"]),
            ("es", &["caza", "chico", "color", "llama", "luna", "nube", "ñandú", "oso"]),
            ("es-u-co-trad", &["caza", "color", "chico", "dos", "luna", "llama", "mar"]),
            ("it", &["città", "cittadino", "è", "era", "perché"]),
            ("sv", &["apa", "vinter", "Wien", "zon", "ål", "ärta", "öga"]),
            ("da", &["abe", "zone", "ære", "øl", "ål", "Aarhus"]),
            ("cs", &["cena", "čas", "hora", "chata", "ibis", "rok", "řeka", "sova", "šance"]),
            ("pl", &["cena", "ćma", "lampa", "łan", "zero", "źle", "żaba"]),
            ("hu", &["cukor", "csiga", "dob", "gomb", "gyere", "ököl", "tyúk"]),
            ("ko", &["가방", "까치", "나무", "하늘", "apple"]),
            ("ru", &["ёлка", "ель", "жук", "йод", "яма"]),
        ];
        for (lang, words) in cases {
            assert_eq!(sorted(lang, WordOrder::Letter, words), words, "{lang}");
        }
    }

    #[test]
    fn words_are_compared_as_one_or_one_by_one() {
        let letter = [
            "New, Arthur",
            "New, Zoe",
            "newborn",
            "newcomer",
            "New Deal",
            "newel",
            "new-fangled",
            "news, fake",
        ];
        assert_eq!(sorted("en", WordOrder::Letter, &letter), letter);
        let word = [
            "New, Arthur",
            "New, Zoe",
            "New Deal",
            "newborn",
            "newcomer",
            "newel",
            "new-fangled",
            "news, fake",
        ];
        assert_eq!(sorted("en", WordOrder::Word, &word), word);
        let figures = ["“2 Fast”", "10 Downing Street", "100 Days", "“a” quoted", "b"];
        assert_eq!(sorted("en", WordOrder::Letter, &figures), figures);
    }

    #[test]
    fn groups_are_the_letters_of_the_language() {
        let cases: [(&str, &[&str], &[&str]); 10] = [
            (
                "en",
                &["élan", "Œdipus", "“Quote”", "1984", "§ 5", "ßa", ""],
                &["E", "O", "Q", "", "", "S", ""],
            ),
            ("de", &["Äpfel", "öffnen"], &["A", "O"]),
            ("de-u-co-phonebk", &["Äpfel"], &["A"]),
            ("sv", &["ål", "Ärta", "wien"], &["Å", "Ä", "W"]),
            ("da", &["Aarhus", "ål", "ære", "abe"], &["Å", "Å", "Æ", "A"]),
            ("cs", &["chata", "cena", "čas", "úl"], &["Ch", "C", "Č", "U"]),
            ("es-u-co-trad", &["chico", "caza", "llama", "ñandú"], &["Ch", "C", "Ll", "Ñ"]),
            ("ko", &["까치", "나무", "하늘", "apple"], &["ㄱ", "ㄴ", "ㅎ", "A"]),
            ("ja", &["がっこう", "カメラ", "ひと"], &["か", "か", "は"]),
            ("ru", &["ёлка", "йод", "яма"], &["Е", "Й", "Я"]),
        ];
        for (lang, words, labels) in cases {
            assert_eq!(initials(lang, words), labels, "{lang}");
        }
    }
}
