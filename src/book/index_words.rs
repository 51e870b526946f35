//! The words of an index, by language.

use super::words::{self, LANGUAGES};
use crate::lang::LangTag;

/// The words before the entries that have the places instead, and before those that have more.
const SEE: [[&str; LANGUAGES.len()]; 2] = [
    ["see", "siehe", "voir", "véase", "vedi", "참조"],
    ["see also", "siehe auch", "voir aussi", "véase también", "vedi anche", "함께 참조"],
];

/// The number of a page, `{}`, and that of a note on it, `{note}`.
const IN_NOTE: [&str; LANGUAGES.len()] =
    ["{}n{note}", "{} Anm. {note}", "{} n. {note}", "{} n. {note}", "{} n. {note}", "{} 주 {note}"];

/// What is before the words of a cross-reference, the words, and what is after its last entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CrossReferenceWords {
    /// Before the words.
    pub before: &'static str,
    /// The words.
    pub words: String,
    /// After the last entry.
    pub after: &'static str,
}

/// Returns the words of a cross-reference. That of an entry is a sentence, that of a sub-entry is in parentheses (The
/// Chicago Manual of Style, 18th ed., chapter 15).
pub fn cross_reference(is_see_also: bool, level: usize, lang: &LangTag) -> CrossReferenceWords {
    let words = SEE[usize::from(is_see_also)][words::column(lang)];
    if level > 0 {
        return CrossReferenceWords { before: " (", words: words.to_owned(), after: ")" };
    }
    let mut rest = words.chars();
    let words = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    CrossReferenceWords { before: ". ", words, after: "" }
}

/// Returns the number of a page with that of a note on it: `45n2`.
pub fn in_note(page: &str, note: &str, lang: &LangTag) -> String {
    IN_NOTE[words::column(lang)].replace("{}", page).replace("{note}", note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cross_references_are_sentences_or_in_parentheses() {
        let english = LangTag::english();
        let of = |is_see_also, level| cross_reference(is_see_also, level, &english);
        assert_eq!(
            of(true, 0),
            CrossReferenceWords { before: ". ", words: "See also".to_owned(), after: "" }
        );
        assert_eq!(of(false, 1), CrossReferenceWords { before: " (", words: "see".to_owned(), after: ")" });
        assert_eq!(in_note("45", "2", &english), "45n2");
        assert_eq!(in_note("45", "2", &LangTag::parse("de").unwrap()), "45 Anm. 2");
    }
}
