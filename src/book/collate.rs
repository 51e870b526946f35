//! The alphabetical order of a language: that of an index, a glossary, a list of abbreviations.
//!
//! Texts are compared by the Unicode Collation Algorithm (UTS #10) with the tailoring of the language in CLDR. A tag may
//! choose another tailoring by its extension: `de-u-co-phonebk` sorts Ä as Ae. `initials.rs` finds the letters under which
//! texts are grouped.

mod initials;

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::lang::LangTag;
use crate::project::WordOrder;

/// Sorts texts in the order of a language.
pub struct Collator {
    /// Compares letters with their accents and cases.
    full: CollatorBorrowed<'static>,
    /// Compares letters alone.
    primary: CollatorBorrowed<'static>,
    order: WordOrder,
    lang: LangTag,
}

/// The key by which a text is sorted: that of each part between commas and parentheses, then the text itself, so that
/// no two texts are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SortKey(Vec<Vec<u8>>, String);

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
        Self {
            full: collator(Strength::Tertiary),
            primary: collator(Strength::Primary),
            order,
            lang: lang.clone(),
        }
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

    /// Returns a text without what is not compared: quotation marks, and in the order of words also the signs within
    /// them.
    fn compared(&self, text: &str) -> String {
        let is_quotation = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‘' | '«' | '»' | '‹' | '›');
        let is_within = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '’' | '\'' | '/');
        let is_left_out = |c: char| is_quotation(c) || (self.order == WordOrder::Word && is_within(c));
        text.trim().chars().filter(|c| !is_left_out(*c)).collect()
    }
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

    #[test]
    fn each_language_has_its_alphabet() {
        let cases: &[(&str, &[&str])] = &[
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
            ("uk", &["гай", "ґанок", "день", "її", "йод", "лінь", "щит", "яма"]),
            ("bg", &["ябълка"]),
            ("el", &["άλφα", "αυγό", "βήτα", "ήλιος", "ωμέγα"]),
            ("tr", &["cam", "çay", "ılık", "incir", "oda", "ödül", "şal", "zil"]),
            ("az", &["elm", "əl", "göl", "hava", "xalq"]),
            ("fi", &["apu", "vesi", "wau", "ydin", "åbo", "äiti", "öljy"]),
            ("nb", &["zoo", "ære", "øre", "åre"]),
            ("is", &["dagur", "ðe", "eik", "þing", "æra", "öl"]),
            ("et", &["saar", "šokk", "zoo", "žanr", "taevas", "vesi", "õli", "äri", "öö", "ülo"]),
            ("lv", &["cena", "čuguns", "gads", "ģimene", "ķirsis", "zeme", "žurka"]),
            ("lt", &["cukrus", "česnakas", "imti", "ypas", "jonas", "zona", "žemė"]),
            ("hr", &["cvijet", "čaj", "ćup", "dan", "džep", "đak", "lopta", "ljeto", "noć", "njiva"]),
            ("sr", &["вода", "ђак", "живот", "јама", "љето", "њива", "ћуп", "џеп"]),
            ("sk", &["hora", "chlieb", "ivan"]),
            ("ro", &["an", "ăla", "înalt", "sare", "șase", "tare", "țară"]),
            ("cy", &["cath", "chwaer", "dyn", "ddoe", "gardd", "llan", "rhan"]),
            ("vi", &["an", "ăn", "ân", "da", "đa", "o", "ô", "ơ"]),
            ("eo", &["cent", "ĉevalo", "dometo", "ŝafo", "ŭo"]),
            ("he", &["אב", "בית", "גן", "תורה"]),
            ("ar", &["أب", "باب", "تاج", "يد"]),
            ("fa", &["آب", "باغ", "پدر", "چای", "ژاله", "گل", "یک"]),
            ("hi", &["अनार", "आम", "कमल", "खग", "हवा"]),
            ("bn", &["অংশ", "আম", "কলম", "হাত"]),
            ("ta", &["அம்மா", "ஆடு", "கடல்", "வானம்"]),
            ("th", &["กา", "เก", "ขา", "แขก", "ไทย", "หมา"]),
            ("km", &["ក", "ខ្មែរ", "ស"]),
            ("ka", &["ანა", "ბანი", "ჰაერი"]),
            ("hy", &["արև", "բառ", "ֆիլմ"]),
            ("ja", &["あめ", "いぬ", "がっこう", "カメラ", "さくら"]),
            ("zh", &["阿姨", "北京", "中国"]),
            ("zh-Hant", &["一", "丁", "大", "中國"]),
        ];
        for (lang, words) in cases {
            assert_eq!(sorted(lang, WordOrder::Letter, words), *words, "{lang}");
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
}
