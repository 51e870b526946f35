//! The files of languages: a word a line, in one order. They are in the binary without the names of the words, which take
//! as much room as a third of the words.
//!
//! A language without a file is looked up by its script, then by the language that it is a variety of; there is English
//! for any other.

use std::sync::OnceLock;

use super::{KEYS, TITLES};
use crate::lang::LangTag;

/// The number of values that a language has.
pub(super) const COUNT: usize = KEYS.len() + TITLES.len();

/// What separates the name of a word from its value.
const SEPARATOR: [u8; 2] = *b": ";

macro_rules! files {
    ($($tag:literal),* $(,)?) => {
        /// The languages that have a file with all values.
        const FULL: &[(&str, &[u8])] = &[$({
            const TEXT: &str = include_str!(concat!("languages/", $tag, ".txt"));
            const VALUES: [u8; values_len(TEXT.as_bytes())] = values_of(TEXT.as_bytes());
            ($tag, &VALUES)
        },)*];

        /// The files as they are written.
        #[cfg(test)]
        pub(super) const TEXTS: &[(&str, &str)] =
            &[$(($tag, include_str!(concat!("languages/", $tag, ".txt"))),)*];
    };
}

files![
    "af", "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu",
    "fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "km", "ko",
    "la", "lt", "lv", "mk", "mr", "ms", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr",
    "sr-Latn", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant",
];

/// The languages that have most values of another one: the tag, that of the other, and what differs.
pub(super) const VARIANTS: &[(&str, &str, &str)] = &[
    ("bs", "hr", include_str!("languages/bs.txt")),
    ("en-US", "en", include_str!("languages/en-US.txt")),
    ("pt-BR", "pt", include_str!("languages/pt-BR.txt")),
];

/// Returns the length of the values of a file.
const fn values_len(text: &[u8]) -> usize {
    let (mut at, mut len) = (0, 0);
    while at < text.len() {
        at = value_start(text, at);
        while at < text.len() && text[at] != b'\n' {
            at += 1;
            len += 1;
        }
        at += 1;
        len += 1;
    }
    len
}

/// Returns the values of a file, each with a line end.
const fn values_of<const LEN: usize>(text: &[u8]) -> [u8; LEN] {
    let mut values = [b'\n'; LEN];
    let (mut at, mut len) = (0, 0);
    while at < text.len() {
        at = value_start(text, at);
        while at < text.len() && text[at] != b'\n' {
            values[len] = text[at];
            at += 1;
            len += 1;
        }
        at += 1;
        len += 1;
    }
    values
}

/// Returns where the value of a line begins, at the end of the line if it has none.
const fn value_start(text: &[u8], mut at: usize) -> usize {
    while at + 1 < text.len() && text[at] != b'\n' {
        if text[at] == SEPARATOR[0] && text[at + 1] == SEPARATOR[1] {
            return at + SEPARATOR.len();
        }
        at += 1;
    }
    at
}

/// Returns whether there is a file for a language.
pub(super) fn is_known(lang: &LangTag) -> bool {
    position(name(lang)).is_some()
}

/// Returns the values of a language in the order of the words and then of the titles; those of English for an unknown
/// language.
pub(super) fn values(lang: &LangTag) -> &'static [&'static str] {
    static TABLES: [OnceLock<Vec<&str>>; FULL.len() + VARIANTS.len()] =
        [const { OnceLock::new() }; FULL.len() + VARIANTS.len()];
    let at = position(name(lang)).or_else(|| position("en")).unwrap_or_default();
    TABLES[at].get_or_init(|| table(at))
}

/// Returns the position of a name among the full files and then the variants.
fn position(name: &str) -> Option<usize> {
    let full = FULL.binary_search_by_key(&name, |(tag, _)| tag).ok();
    full.or_else(|| Some(FULL.len() + VARIANTS.iter().position(|(tag, ..)| *tag == name)?))
}

fn table(at: usize) -> Vec<&'static str> {
    let Some((_, base, text)) = at.checked_sub(FULL.len()).and_then(|at| VARIANTS.get(at)) else {
        let text = std::str::from_utf8(FULL[at].1).unwrap_or_default();
        return text.lines().skip(1).chain(std::iter::repeat("")).take(COUNT).collect();
    };
    let mut table = position(base).map(table).unwrap_or_default();
    for (key, value) in text.lines().filter_map(|line| line.split_once(": ")) {
        if let Some(at) = KEYS.iter().chain(TITLES).position(|known| *known == key) {
            table[at] = value;
        }
    }
    table
}

/// Returns the name of the file of a language, if there is one.
fn name(lang: &LangTag) -> &str {
    let (script, region) = (lang.script(), lang.region());
    match lang.primary() {
        "en" if region == Some("US") => "en-US",
        // Without a region, Portuguese is that of Brazil (CLDR, likely subtags).
        "pt" if matches!(region, None | Some("BR")) => "pt-BR",
        "zh" | "cmn" | "yue" | "lzh" if is_traditional(lang) => "zh-Hant",
        "zh" | "cmn" | "yue" | "lzh" => "zh-Hans",
        "sr" if script == Some("Latn") => "sr-Latn",
        "sh" | "cnr" => "sr-Latn",
        "no" => "nb",
        "mo" => "ro",
        "iw" => "he",
        "in" => "id",
        "arb" | "arz" => "ar",
        "pes" | "prs" => "fa",
        "ekk" => "et",
        "lvs" => "lv",
        "swh" => "sw",
        "zsm" => "ms",
        primary => primary,
    }
}

/// Returns whether Chinese is written in traditional characters.
fn is_traditional(lang: &LangTag) -> bool {
    match lang.script() {
        Some(script) => script == "Hant",
        None => matches!(lang.region(), Some("TW" | "HK" | "MO")) || matches!(lang.primary(), "yue" | "lzh"),
    }
}
