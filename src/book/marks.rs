//! The quotation marks of each language, and its spaces around punctuation.
//!
//! They follow Unicode CLDR (`delimiters` of each locale) except where publishers' practice differs:
//! Swiss guillemets without spaces, French ones with a narrow no-break space (Imprimerie nationale,
//! *Lexique*).

use crate::lang::LangTag;

/// An opening and a closing mark.
pub type Pair = (&'static str, &'static str);

/// The conventions of a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marks {
    /// The marks for `"`.
    pub double: Pair,
    /// The marks for `'`.
    pub single: Pair,
    /// Where no-break spaces are inserted.
    pub spacing: Spacing,
    /// What a mark within a word is.
    pub within: WithinWords,
}

/// What a mark within or before a word is, if no quotation begins or ends there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WithinWords {
    /// An apostrophe.
    Apostrophe,
    /// An apostrophe, also before words such as `'tis`.
    Clipped,
    /// The marks of Hebrew abbreviations: gershayim for `"`, geresh for `'`.
    Gershayim,
}

/// Where a variety of French has spaces at punctuation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spacing {
    /// Nowhere.
    None,
    /// Inside guillemets and before the colon (Canada).
    Colon,
    /// Inside guillemets and before `;`, `:`, `!` and `?`.
    All,
}

const CURLY: Pair = ("“", "”");
const CURLY_SINGLE: Pair = ("‘", "’");
const LOW: Pair = ("„", "“");
const LOW_SINGLE: Pair = ("‚", "‘");
const LOW_HIGH: Pair = ("„", "”");
const GUILLEMETS: Pair = ("«", "»");
const GUILLEMETS_SINGLE: Pair = ("‹", "›");
const REVERSED: Pair = ("»", "«");
const REVERSED_SINGLE: Pair = ("›", "‹");
const HIGH: Pair = ("”", "”");
const HIGH_SINGLE: Pair = ("’", "’");
const TURNED: Pair = ("”", "“");
const TURNED_SINGLE: Pair = ("’", "‘");
const CORNERS: Pair = ("「", "」");
const CORNERS_DOUBLE: Pair = ("『", "』");

/// Returns a text between the outer quotation marks of a language.
pub fn quoted(text: &str, lang: &LangTag) -> String {
    let Marks { double: (open, close), spacing, .. } = of(lang);
    let space = if spacing != Spacing::None && open == GUILLEMETS.0 { "\u{202F}" } else { "" };
    format!("{open}{space}{text}{space}{close}")
}

/// Returns the conventions of the language of a tag; the English ones if it is not known.
pub fn of(lang: &LangTag) -> Marks {
    let (double, single) = pairs(lang);
    let spacing = match (lang.primary(), lang.region()) {
        ("fr", Some("CA")) => Spacing::Colon,
        ("fr", Some("CH")) => Spacing::None,
        ("fr", _) => Spacing::All,
        _ => Spacing::None,
    };
    let within = match lang.primary() {
        "en" => WithinWords::Clipped,
        "he" | "yi" => WithinWords::Gershayim,
        _ => WithinWords::Apostrophe,
    };
    Marks { double, single, spacing, within }
}

/// Returns the outer and the inner marks of a language.
fn pairs(lang: &LangTag) -> (Pair, Pair) {
    match (lang.primary(), lang.region()) {
        ("de", Some("CH" | "LI")) | ("fr" | "it", Some("CH")) | ("rm", _) => (GUILLEMETS, GUILLEMETS_SINGLE),
        ("de" | "cs" | "sk" | "sl" | "is" | "et" | "lt" | "bg" | "mk" | "hsb" | "dsb", _) => {
            (LOW, LOW_SINGLE)
        }
        ("fr" | "es" | "ca" | "gl" | "eu" | "it" | "el" | "sq" | "ast" | "oc" | "kk", _) => {
            (GUILLEMETS, CURLY)
        }
        // Without a region, Portuguese is that of Brazil.
        ("pt", Some(region)) if region != "BR" => (GUILLEMETS, CURLY),
        ("nn" | "nb" | "no", _) => (GUILLEMETS, CURLY_SINGLE),
        ("ru" | "uk" | "be", _) => (GUILLEMETS, LOW),
        ("hy", _) => (GUILLEMETS, GUILLEMETS),
        ("fa" | "ps" | "am" | "ti", _) => (GUILLEMETS, GUILLEMETS_SINGLE),
        // The curly marks are not mirrored, so that those of texts from right to left are the other way round.
        ("ar" | "ckb" | "ug", _) => (GUILLEMETS, TURNED),
        ("ur" | "sd", _) => (TURNED, TURNED_SINGLE),
        ("ka", _) => (LOW, GUILLEMETS),
        ("pl" | "ro", _) => (LOW_HIGH, GUILLEMETS),
        ("hu", _) => (LOW_HIGH, REVERSED),
        ("hr" | "bs", _) => (LOW_HIGH, CURLY_SINGLE),
        ("sr" | "sh" | "cnr", _) => (LOW_HIGH, HIGH_SINGLE),
        ("lv", _) => (LOW_HIGH, CURLY),
        ("da", _) => (REVERSED, REVERSED_SINGLE),
        ("sv" | "fi" | "he" | "yi" | "se", _) => (HIGH, HIGH_SINGLE),
        ("cy", _) => (CURLY_SINGLE, CURLY),
        ("ja" | "yue" | "lzh", _) => (CORNERS, CORNERS_DOUBLE),
        ("zh", region) => match (lang.script(), region) {
            (Some("Hant"), _) | (None, Some("TW" | "HK" | "MO")) => (CORNERS, CORNERS_DOUBLE),
            _ => (CURLY, CURLY_SINGLE),
        },
        _ => (CURLY, CURLY_SINGLE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_the_marks_of_its_language() {
        for (lang, expected) in [
            ("en", "“A”"),
            ("de", "„A“"),
            ("de-CH", "«A»"),
            ("fr", "«\u{202F}A\u{202F}»"),
            ("fr-CA", "«\u{202F}A\u{202F}»"),
            ("it", "«A»"),
            ("it-CH", "«A»"),
            ("pt-BR", "“A”"),
            ("ru", "«A»"),
            ("pl", "„A”"),
            ("sv", "”A”"),
            ("da", "»A«"),
            ("ja", "「A」"),
            ("zh-TW", "「A」"),
            ("zh-Hant", "「A」"),
            ("zh", "“A”"),
            ("fr-CH", "«A»"),
            ("ko", "“A”"),
        ] {
            let lang = LangTag::parse(lang).expect("a tag");
            assert_eq!(quoted("A", &lang), expected, "{lang:?}");
        }
    }
}
