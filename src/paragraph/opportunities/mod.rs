//! The positions at which a line may end: between words, at dashes and slashes, at hyphens in the text,
//! and within words by the patterns of their language.

mod addresses;
mod hyphen;
mod keys;
mod opportunity;
mod patterns;
mod rescue;
mod rules;
mod ties;

use std::ops::Range;

use super::breaker::INFINITE;
use super::text::{CollectedText, LINE_END};
use crate::book::addresses::{ends_address, is_address};
use crate::design::LineRules;
pub(crate) use hyphen::hyphenation_points;
use hyphen::is_letter;
pub(super) use opportunity::BreakOpportunity;
pub(super) use rescue::LongParts;
pub(crate) use rescue::Rescue;
use rules::{BEFORE_DASH, HYPHEN_COST, character_ends};

/// The opportunities of a text.
pub(super) struct Opportunities {
    /// All opportunities in order, at most one for each position.
    pub(super) found: Vec<BreakOpportunity>,
    /// The ranges of addresses and of long names in code, in order.
    pub(super) addresses: Vec<Range<usize>>,
}

/// Returns the opportunities of a text, with those of last resort in the parts `long`.
pub(super) fn opportunities(
    collected: &CollectedText,
    rules: LineRules,
    hyphenate: bool,
    long: &LongParts,
) -> Opportunities {
    let mut found = rules::find(collected, rules);
    discourage_splits(collected, &mut found);
    keys::keep(collected, &mut found);
    let addresses = addresses::find(collected, &mut found);
    found.extend(collected.formula_breaks.iter().map(|(at, cost)| BreakOpportunity {
        at: *at,
        cost: *cost,
        flagged: false,
        soft: false,
    }));
    if hyphenate {
        within_words(collected, &mut found);
    }
    if !long.is_empty() {
        rescue::find(collected, long, &mut found);
    }
    found.sort_by_key(|opportunity| (opportunity.at, opportunity.cost));
    found.dedup_by_key(|opportunity| opportunity.at);
    Opportunities { found, addresses }
}

/// Raises the cost of line ends at spaces whose two words should stay together, such as a number and its
/// unit, or initials and a name.
fn discourage_splits(collected: &CollectedText, found: &mut [BreakOpportunity]) {
    let text = &collected.text;
    let mut runs = collected.runs.iter().peekable();
    for opportunity in
        found.iter_mut().filter(|opportunity| opportunity.cost == 0 && text[..opportunity.at].ends_with(' '))
    {
        while runs.next_if(|run| run.range.end < opportunity.at).is_some() {}
        let Some(run) = runs.peek() else { return };
        let before = text[..opportunity.at - 1].rsplit([' ', '\u{A0}']).next().unwrap_or_default();
        let after = text[opportunity.at..].split([' ', '\u{A0}']).next().unwrap_or_default();
        opportunity.cost = ties::cost(before, after, &collected.styles[run.style].lang);
    }
}

/// Adds hyphens by pattern to words that are in one style.
fn within_words(collected: &CollectedText, found: &mut Vec<BreakOpportunity>) {
    let mut blanks = BetweenBlanks::default();
    for run in &collected.runs {
        let style = &collected.styles[run.style];
        if !style.hyphenate || (collected.divided.is_none() && !hyphen::has_patterns(&style.lang)) {
            continue;
        }
        let text = &collected.text[run.range.clone()];
        let mut rest = 0;
        while let Some(start) = text[rest..].find(char::is_alphabetic).map(|at| rest + at) {
            let end = text[start..].find(|c| !is_letter(c)).map_or(text.len(), |at| start + at);
            rest = end;
            let at = run.range.start + start;
            let goes_on = end == text.len()
                && collected.text[run.range.end..].chars().next().is_some_and(char::is_alphabetic);
            if !goes_on
                && !is_before_number(&collected.text[at..], end - start)
                && !collected.text[..at].ends_with(char::is_alphabetic)
                && !blanks.is_address(&collected.text, at)
            {
                hyphen::points(&text[start..end], &style.lang, collected.divided.as_deref(), |point| {
                    found.push(BreakOpportunity {
                        at: at + point,
                        cost: HYPHEN_COST,
                        flagged: true,
                        soft: true,
                    });
                });
            }
        }
    }
}

/// Returns whether the word at the start of a text names the number after it, with a space between the two at which no
/// line ends: the label of a figure or chapter is divided no more than from its number.
fn is_before_number(text: &str, length: usize) -> bool {
    let number = text[length..].strip_prefix('\u{A0}');
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// What is between two spaces, where words are looked up in order.
#[derive(Default)]
struct BetweenBlanks {
    range: Range<usize>,
    is_address: bool,
}

impl BetweenBlanks {
    /// Returns whether a position is within an address, where a hyphen would be read as part of it.
    fn is_address(&mut self, text: &str, at: usize) -> bool {
        let is_end = |c| matches!(c, ' ' | LINE_END) || ends_address(c);
        if !self.range.contains(&at) {
            let from = at - text[..at].rsplit(is_end).next().map_or(0, str::len);
            let to = text[at..].find(is_end).map_or(text.len(), |blank| at + blank);
            self.range = from..to;
            self.is_address = is_address(&text[from..to]);
        }
        self.is_address
    }
}

const _: () = assert!(BEFORE_DASH < INFINITE);
