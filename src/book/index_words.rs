//! The words of an index, by language.

use crate::lang::LangTag;
use crate::words::{Word, capitalised, word};

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
    let words = word(if is_see_also { Word::SeeAlso } else { Word::See }, lang);
    // Chinese and Japanese have full-width parentheses, and an entry is not a sentence.
    let is_ideographic = matches!(lang.primary(), "ja" | "zh");
    let (before, words, after) = match (level, is_ideographic) {
        (0, true) => (" ", words.to_owned(), ""),
        (0, false) => (". ", capitalised(words), ""),
        (_, true) => ("（", words.to_owned(), "）"),
        (_, false) => (" (", words.to_owned(), ")"),
    };
    CrossReferenceWords { before, words, after }
}

/// Returns the number of a page with that of a note on it: `45n2`.
pub fn in_note(page: &str, note: &str, lang: &LangTag) -> String {
    word(Word::InNote, lang).replace("{}", page).replace("{note}", note)
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
        let japanese = LangTag::parse("ja").unwrap();
        assert_eq!(cross_reference(false, 1, &japanese).before, "（");
        assert_eq!(in_note("45", "2", &japanese), "45注2");
    }
}
