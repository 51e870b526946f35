//! Which quotation marks a language uses, and how it spaces its punctuation.
//!
//! After Unicode CLDR (`delimiters` of each locale), where publishers' practice does not differ: Swiss
//! guillemets without space, French ones with a narrow no-break space (Imprimerie nationale, *Lexique*).

use crate::lang::LangTag;

/// An opening and a closing mark.
pub(super) type Pair = (&'static str, &'static str);

/// The habits of a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Marks {
    /// For `"`.
    pub(super) double: Pair,
    /// For `'`.
    pub(super) single: Pair,
    /// Where a no-break space stands inside.
    pub(super) spacing: Spacing,
    /// Whether words such as `'tis` begin with an apostrophe.
    pub(super) english: bool,
}

/// How French spaces its marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spacing {
    /// Not at all.
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

/// The habits of the language of a tag; English ones when it is not known.
pub(super) fn of(lang: &LangTag) -> Marks {
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
