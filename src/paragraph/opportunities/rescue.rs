//! Line ends of last resort: within words that are longer than a line, whatever their style says.

use std::ops::Range;

use super::super::text::{CollectedText, TextRun};
use super::opportunity::BreakOpportunity;
use super::{HYPHEN_COST, character_ends, hyphen};
use crate::book::addresses::is_address;
use crate::design::style::Family;

/// The means of breaking a word that is longer than a line, in the order in which they are tried. Each includes
/// those before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rescue {
    /// Hyphens between syllables.
    Syllables,
    /// The places behind the hyphens and underscores of a word, as in an address.
    Marks,
    /// Any place between two characters.
    Anywhere,
}

impl Rescue {
    /// All means, in the order in which they are tried.
    pub(crate) const ALL: [Self; 3] = [Self::Syllables, Self::Marks, Self::Anywhere];
}

/// The parts of a text that are longer than a line, in ascending order, for each means of breaking them.
pub(in crate::paragraph) type LongParts = [(Rescue, Vec<Range<usize>>)];

/// The cost of a line end behind a hyphen or an underscore of an address, and that of one anywhere else.
const AFTER_MARK: i32 = 600;
const ANYWHERE: i32 = 3_000;
/// The minimum number of characters on both sides of a line end anywhere.
const MIN_CHARACTERS: usize = 2;

/// Finds opportunities within words that overlap one of the parts `long`, by the last means of those.
pub(super) fn find(collected: &CollectedText, long: &LongParts, found: &mut Vec<BreakOpportunity>) {
    let text = &collected.text;
    let mut long: Vec<_> =
        long.iter().rev().map(|(rescue, parts)| (*rescue, parts.iter().peekable())).collect();
    for run in &collected.runs {
        let mut start = run.range.start;
        for word in text[run.range.clone()].split_inclusive(char::is_whitespace) {
            let range = start..start + word.trim_end().len();
            start += word.len();
            let rescue = long.iter_mut().find_map(|(rescue, parts)| {
                while parts.next_if(|part| part.end <= range.start).is_some() {}
                parts.peek().is_some_and(|part| part.start < range.end).then_some(*rescue)
            });
            let Some(rescue) = rescue else { continue };
            syllables(collected, run, range.clone(), found);
            if rescue != Rescue::Syllables {
                characters(collected, run, range, rescue, found);
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
        hyphen::points(&word[start..end], &style.lang, collected.divided.as_deref(), |point| {
            found.push(BreakOpportunity {
                at: range.start + start + point,
                cost: HYPHEN_COST,
                flagged: true,
                soft: true,
            });
        });
    }
}

/// Finds places between characters: all, or those behind marks. A line that ends within letters of a word ends
/// with a hyphen, which in an address or in code would be read as part of it.
fn characters(
    collected: &CollectedText,
    run: &TextRun,
    range: Range<usize>,
    rescue: Rescue,
    found: &mut Vec<BreakOpportunity>,
) {
    let word = &collected.text[range.clone()];
    let takes_hyphens = !is_address(word) && collected.styles[run.style].family != Family::Code;
    let ends = character_ends(word);
    for index in MIN_CHARACTERS..ends.len().saturating_sub(MIN_CHARACTERS) {
        let at = ends[index];
        let (before, after) = (&word[ends[index - 1]..at], &word[at..]);
        let cost = match (before, rescue) {
            ("-" | "_" | "\u{2010}", _) => AFTER_MARK,
            (_, Rescue::Anywhere) => ANYWHERE,
            (_, Rescue::Syllables | Rescue::Marks) => continue,
        };
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
        find(&collected, &[(rescue, std::iter::once(0..word.len()).collect())], &mut found);
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
    fn addresses_are_divided_behind_their_marks_before_anywhere() {
        assert_eq!(marked("http://a.org/one-two_three", "en", Rescue::Marks), "http://a.org/one-|two_|three");
    }

    #[test]
    fn each_word_is_divided_by_the_last_means_of_its_parts() {
        let design = Design::bundled(&LangTag::english());
        let collected = text::plain("a_bcdef extensive zzzzz", &design.style(ParRole::Body).text, None);
        let part = |range| std::iter::once(range).collect();
        let long = [
            (Rescue::Syllables, part(8..17)),
            (Rescue::Marks, part(0..23)),
            (Rescue::Anywhere, part(18..19)),
        ];
        let ends = |long: &LongParts| {
            let mut found = Vec::new();
            find(&collected, long, &mut found);
            found.iter().map(|opportunity| opportunity.at).collect::<Vec<_>>()
        };
        assert_eq!(ends(&long[..1]), [10, 13]);
        // The words of the second means keep the syllables of the first.
        assert_eq!(ends(&long), [2, 10, 13, 20, 21]);
    }

    #[test]
    fn at_last_a_word_is_divided_anywhere_and_an_address_without_hyphens() {
        assert_eq!(marked("zzzzzz", "en", Rescue::Anywhere), "zz-z-z-zz");
        assert_eq!(marked("http://a.org/xy", "en", Rescue::Anywhere), "ht|t|p|:|/|/|a|.|o|r|g|/|xy");
        // A letter and its mark are one character.
        assert_eq!(marked("aae\u{301}aa", "en", Rescue::Anywhere), "aa-e\u{301}-aa");
    }
}
