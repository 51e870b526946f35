//! The tables of docs/languages.md, which a test keeps up to date.

use std::fmt::Write as _;

use super::languages::{TEXTS, VARIANTS};
use super::{KEYS, WORDS, Words, own};
use crate::lang::LangTag;

/// Returns the table of languages: their tags, and their names in themselves.
pub(crate) fn languages() -> String {
    let full = TEXTS.iter().map(|(tag, text)| (*tag, *text));
    let mut all: Vec<(&str, &str)> =
        full.chain(VARIANTS.iter().map(|(tag, _, text)| (*tag, *text))).collect();
    all.sort_unstable();
    let name = |text: &str| {
        let head = text.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        head.split(':').next().unwrap_or_default().to_owned()
    };
    let all: Vec<String> = all.iter().map(|(tag, text)| format!("{} (`{tag}`)", name(text))).collect();
    format!("{}.\n", all.join(", "))
}

/// Returns the table of words, in English, German and Japanese.
pub(crate) fn words() -> String {
    let mut table = "| word | English | German | Japanese |\n|:--|:--|:--|:--|\n".to_owned();
    for (key, word) in KEYS.iter().zip(WORDS) {
        let of = |tag| {
            let words = Words::new(LangTag::parse(tag).unwrap_or_else(|_| LangTag::english()));
            format!("`{}`", own::value(*word, &words).replace('|', "\\|"))
        };
        let _ = writeln!(table, "| `{key}` | {} | {} | {} |", of("en"), of("de"), of("ja"));
    }
    table
}
