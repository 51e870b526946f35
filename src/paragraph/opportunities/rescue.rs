//! Line ends of last resort: within words that are longer than a line, whatever their style says.

use std::ops::Range;

use super::super::text::{CollectedText, TextRun};
use super::opportunity::BreakOpportunity;
use super::{HYPHEN_COST, character_ends, hyphen};
use crate::book::addresses::is_address;
use crate::design::style::Family;

/// The means of breaking a word that is longer than a line, in the order in which they are tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) enum Rescue {
    /// Hyphens between syllables.
    Syllables,
    /// Any place between two characters.
    Anywhere,
}

impl Rescue {
    /// All means, in the order in which they are tried.
    pub(in crate::paragraph) const ALL: [Self; 2] = [Self::Syllables, Self::Anywhere];
}

/// The cost of a line end behind a hyphen or an underscore of an address, and that of one anywhere else.
const AFTER_MARK: i32 = 600;
const ANYWHERE: i32 = 3_000;
/// The minimum number of characters on both sides of a line end anywhere.
const MIN_CHARACTERS: usize = 2;

/// Finds opportunities within words that overlap one of the ranges `long`.
pub(super) fn find(
    collected: &CollectedText,
    rescue: Rescue,
    long: &[Range<usize>],
    found: &mut Vec<BreakOpportunity>,
) {
    let text = &collected.text;
    for run in &collected.runs {
        let mut start = run.range.start;
        for word in text[run.range.clone()].split_inclusive(char::is_whitespace) {
            let range = start..start + word.trim_end().len();
            start += word.len();
            if long.iter().any(|long| long.start < range.end && range.start < long.end) {
                match rescue {
                    Rescue::Syllables => syllables(collected, run, range, found),
                    Rescue::Anywhere => anywhere(collected, run, range, found),
                }
            }
        }
    }
}

/// Finds the hyphens of the letters in a word. Addresses and code have none.
fn syllables(
    collected: &CollectedText,
    run: &TextRun,
    range: Range<usize>,
    found: &mut Vec<BreakOpportunity>,
) {
    let word = &collected.text[range.clone()];
    let style = &collected.styles[run.style];
    if is_address(word) || style.family == Family::Code {
        return;
    }
    let mut rest = 0;
    while let Some(start) = word[rest..].find(char::is_alphabetic).map(|at| rest + at) {
        let end = word[start..].find(|c: char| !c.is_alphabetic()).map_or(word.len(), |at| start + at);
        rest = end;
        hyphen::points(&word[start..end], &style.lang, |point| {
            found.push(BreakOpportunity {
                at: range.start + start + point,
                cost: HYPHEN_COST,
                flagged: true,
                soft: true,
            });
        });
    }
}

/// Finds all places between characters. A line that ends within letters of a word ends with a hyphen, which
/// in an address or in code would be read as part of it.
fn anywhere(
    collected: &CollectedText,
    run: &TextRun,
    range: Range<usize>,
    found: &mut Vec<BreakOpportunity>,
) {
    let word = &collected.text[range.clone()];
    let takes_hyphens = !is_address(word) && collected.styles[run.style].family != Family::Code;
    let ends = character_ends(word);
    for index in MIN_CHARACTERS..ends.len().saturating_sub(MIN_CHARACTERS) {
        let at = ends[index];
        let (before, after) = (&word[ends[index - 1]..at], &word[at..]);
        let cost = if matches!(before, "-" | "_" | "\u{2010}") { AFTER_MARK } else { ANYWHERE };
        let in_letters = before.starts_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
        let soft = takes_hyphens && in_letters;
        found.push(BreakOpportunity { at: range.start + at, cost, flagged: soft, soft });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::Design;
    use crate::design::ParRole;
    use crate::lang::LangTag;
    use crate::paragraph::text;

    /// Returns a word with the opportunities marked by `-` for a hyphen that is added and `|` for others.
    fn marked(word: &str, lang: &str, rescue: Rescue) -> String {
        let design = Design::bundled(&LangTag::parse(lang).expect("a tag"));
        let collected = text::plain(word, &design.style(ParRole::ChapterTitle).text, None);
        let mut found = Vec::new();
        find(&collected, rescue, std::slice::from_ref(&(0..word.len())), &mut found);
        let mut out = word.to_owned();
        for opportunity in found.iter().rev() {
            out.insert(opportunity.at, if opportunity.soft { '-' } else { '|' });
        }
        out
    }

    #[test]
    fn words_are_divided_between_syllables_even_in_titles() {
        assert_eq!(marked("Hähnchenmast", "de", Rescue::Syllables), "Hähn-chen-mast");
        assert_eq!(
            marked("https://example.org/understanding", "en", Rescue::Syllables),
            "https://example.org/understanding"
        );
    }

    #[test]
    fn at_last_a_word_is_divided_anywhere_and_an_address_without_hyphens() {
        assert_eq!(marked("zzzzzz", "en", Rescue::Anywhere), "zz-z-z-zz");
        assert_eq!(marked("http://a.org/xy", "en", Rescue::Anywhere), "ht|t|p|:|/|/|a|.|o|r|g|/|xy");
        // A letter and its mark are one character.
        assert_eq!(marked("aae\u{301}aa", "en", Rescue::Anywhere), "aa-e\u{301}-aa");
    }
}
