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
    /// Whether words such as `'tis` begin with an apostrophe.
    pub english: bool,
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

/// Returns a text between the outer quotation marks of a language.
pub fn quoted(text: &str, lang: &LangTag) -> String {
    let Marks { double: (open, close), spacing, .. } = of(lang);
    let space = if spacing != Spacing::None && open == GUILLEMETS.0 { "\u{202F}" } else { "" };
    format!("{open}{space}{text}{space}{close}")
}

/// Returns the conventions of the language of a tag; the English ones if it is not known.
pub fn of(lang: &LangTag) -> Marks {
    let region = lang.region();
    let (double, single) = match (lang.primary(), region) {
        ("de", Some("CH" | "LI")) | ("fr" | "it", Some("CH")) => (GUILLEMETS, GUILLEMETS_SINGLE),
        ("de" | "cs" | "sk" | "sl" | "is" | "et" | "lt" | "bg" | "sq" | "ka", _) => (LOW, LOW_SINGLE),
        ("fr" | "es" | "ca" | "gl" | "eu" | "it" | "el" | "nn" | "nb" | "no", _)
        | ("pt", Some("PT" | "AO" | "MZ")) => (GUILLEMETS, CURLY),
        ("ru" | "uk" | "be" | "kk" | "hy", _) => (GUILLEMETS, LOW),
        ("pl" | "hu", _) => (LOW_HIGH, if lang.primary() == "pl" { GUILLEMETS } else { REVERSED }),
        ("ro", _) => (LOW_HIGH, GUILLEMETS),
        ("hr" | "sr" | "bs" | "mk", _) => (LOW_HIGH, CURLY_SINGLE),
        ("da", _) => (REVERSED, REVERSED_SINGLE),
        ("sv" | "fi" | "he", _) => (HIGH, HIGH_SINGLE),
        ("ja", _) | ("zh", Some("TW" | "HK" | "MO")) => (("「", "」"), ("『", "』")),
        _ => (CURLY, CURLY_SINGLE),
    };
    let spacing = match (lang.primary(), region) {
        ("fr", Some("CA")) => Spacing::Colon,
        ("fr", _) => Spacing::All,
        _ => Spacing::None,
    };
    Marks { double, single, spacing, english: lang.primary() == "en" }
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
            ("ko", "“A”"),
        ] {
            let lang = LangTag::parse(lang).expect("a tag");
            assert_eq!(quoted("A", &lang), expected, "{lang:?}");
        }
    }
}
