//! The text around an abbreviation: whether it has the expansion already, and whether a sentence begins there.

/// The minimum length in letters of the word before a full stop that ends a sentence. A shorter one may be an
/// abbreviation itself.
const MIN_LAST_WORD: usize = 4;

/// The text before an abbreviation in its paragraph.
#[derive(Default)]
pub(super) struct TextBefore {
    pub(super) text: String,
    /// The number of parentheses that are open.
    pub(super) parentheses: usize,
}

impl TextBefore {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.parentheses = 0;
    }

    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '(' => self.parentheses += 1,
                ')' => self.parentheses = self.parentheses.saturating_sub(1),
                _ => {}
            }
        }
        self.text.push_str(text);
    }

    /// Returns whether a sentence begins here.
    pub(super) fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(|c: char| c.is_whitespace() || "“”‘«»„‚\"'¿¡".contains(c));
        let Some(sentence) = text.strip_suffix('.') else {
            return text.is_empty() || (text.ends_with(['!', '?']) && text.len() < self.text.len());
        };
        let letters = sentence.chars().rev().take_while(|c| c.is_alphabetic()).count();
        letters >= MIN_LAST_WORD && text.len() < self.text.len()
    }

    /// Returns whether the text ends with an expansion and a parenthesis: `digital object identifier (`.
    pub(super) fn ends_with_expansion(&self, expansion: &str) -> bool {
        let Some(before) = self.text.trim_end().strip_suffix('(') else { return false };
        let mut before = before.trim_end().chars().rev().flat_map(char::to_lowercase);
        expansion.chars().rev().flat_map(char::to_lowercase).all(|c| before.next() == Some(c))
    }
}

/// Returns whether a text begins with a parenthesis and an expansion: ` (digital object identifier`.
pub(super) fn begins_with_expansion(text: &str, expansion: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix('(') else { return false };
    let mut inside = inside.chars().flat_map(char::to_lowercase);
    expansion.chars().flat_map(char::to_lowercase).all(|c| inside.next() == Some(c))
}

/// Returns whether a character joins an abbreviation to another word: `DOI-based`, `DOI’s`.
pub(super) fn joins(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '’' | '\'' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> TextBefore {
        let mut before = TextBefore::default();
        before.push(text);
        before
    }

    #[test]
    fn sentences_begin_after_full_stops_that_end_no_abbreviation() {
        for text in ["", "“", "It ends. ", "Does it? “", "Words! ", "words.” "] {
            assert!(before(text).ends_sentence(), "{text}");
        }
        for text in ["a ", "e.g. ", "see fig. ", "example.", "why?", "“the "] {
            assert!(!before(text).ends_sentence(), "{text}");
        }
    }

    #[test]
    fn expansions_around_an_abbreviation_are_recognised() {
        assert!(before("A Digital  object (").ends_with_expansion("object"));
        assert!(before("A Digital object (").ends_with_expansion("digital object"));
        assert!(!before("A Digital object ").ends_with_expansion("digital object"));
        assert!(!before("object (").ends_with_expansion("digital object"));
        assert!(begins_with_expansion(" (Digital Object), x", "digital object"));
        assert!(!begins_with_expansion(" (Digital", "digital object") && !begins_with_expansion("(", "x"));
    }

    #[test]
    fn parentheses_are_counted() {
        assert_eq!(["(a", "(a) (b (", ")) (", ""].map(|text| before(text).parentheses), [1, 2, 1, 0]);
    }
}
