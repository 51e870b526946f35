//! The words of an index, by language.

use crate::words::{Word, Words, capitalised, word};

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
pub fn cross_reference(is_see_also: bool, level: usize, words: &Words) -> CrossReferenceWords {
    let see = word(if is_see_also { Word::SeeAlso } else { Word::See }, words);
    // Chinese and Japanese have full-width parentheses, and an entry is not a sentence.
    let is_ideographic = matches!(words.lang().primary(), "ja" | "zh");
    let (before, words, after) = match (level, is_ideographic) {
        (0, true) => (" ", see.to_owned(), ""),
        (0, false) => (". ", capitalised(see), ""),
        (_, true) => ("（", see.to_owned(), "）"),
        (_, false) => (" (", see.to_owned(), ")"),
    };
    CrossReferenceWords { before, words, after }
}

/// Returns the number of a page with that of a note on it: `45n2`.
pub fn in_note(page: &str, note: &str, words: &Words) -> String {
    word(Word::InNote, words).replace("{}", page).replace("{note}", note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::LangTag;

    #[test]
    fn cross_references_are_sentences_or_in_parentheses() {
        let english = Words::new(LangTag::english());
        let of = |is_see_also, level| cross_reference(is_see_also, level, &english);
        assert_eq!(
            of(true, 0),
            CrossReferenceWords { before: ". ", words: "See also".to_owned(), after: "" }
        );
        assert_eq!(of(false, 1), CrossReferenceWords { before: " (", words: "see".to_owned(), after: ")" });
        assert_eq!(in_note("45", "2", &english), "45n2");
        assert_eq!(in_note("45", "2", &Words::new(LangTag::parse("de").unwrap())), "45 Anm. 2");
        let japanese = Words::new(LangTag::parse("ja").unwrap());
        assert_eq!(cross_reference(false, 1, &japanese).before, "（");
        assert_eq!(in_note("45", "2", &japanese), "45注2");
    }
}
