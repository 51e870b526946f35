//! The positions at which a line may end: between words, at dashes and slashes, at hyphens in the text,
//! and within words by the patterns of their language.

mod addresses;
mod hyphen;
mod keys;
mod opportunity;
mod rescue;
mod ties;

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use super::breaker::INFINITE;
use super::text::{CollectedText, LINE_END, is_dropped};
use crate::book::addresses::is_address;
pub(crate) use hyphen::hyphenation_points;
pub(super) use opportunity::BreakOpportunity;
pub(super) use rescue::LongParts;
pub(crate) use rescue::Rescue;

/// The costs of a line end at a hyphen that the program adds and at one that the author wrote. TeX's 50
/// is for lines that only spaces can fill; since glyphs and letterspacing give way here too, few lines
/// need a hyphen. A lower cost has more hyphens and more even spaces.
const HYPHEN_COST: i32 = 220;
const EXPLICIT_HYPHEN_COST: i32 = 120;
/// The cost after a dash.
const DASH: i32 = 50;
/// The cost before a dash, which should almost never begin a line.
const BEFORE_DASH: i32 = 1_000;
/// The cost after a slash between words.
const SLASH: i32 = 150;

/// The opportunities of a text.
pub(super) struct Opportunities {
    /// All opportunities in order, at most one for each position.
    pub(super) found: Vec<BreakOpportunity>,
    /// The ranges of addresses and of long names in code, in order.
    pub(super) addresses: Vec<Range<usize>>,
}

/// Returns the opportunities of a text, with those of last resort in the parts `long`.
pub(super) fn opportunities(collected: &CollectedText, hyphenate: bool, long: &LongParts) -> Opportunities {
    let mut found = by_rules(collected);
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

/// Finds opportunities by the line breaking algorithm of Unicode (Annex 14), with Korean words kept
/// whole.
fn by_rules(collected: &CollectedText) -> Vec<BreakOpportunity> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let full = &collected.full;
    let mut found = Vec::new();
    let (mut clean, mut seen) = (0, 0);
    for at in segmenter.segment_str(full) {
        // The same position in the text without joiners and soft hyphens.
        clean += full[seen..at].chars().filter(|c| !is_dropped(*c)).map(char::len_utf8).sum::<usize>();
        seen = at;
        if at == 0 || at == full.len() {
            continue;
        }
        let before = full[..at].chars().next_back().unwrap_or(' ');
        let after = full[at..].chars().next().unwrap_or(' ');
        if let Some(opportunity) = opportunity(clean, before, after) {
            found.push(opportunity);
        }
    }
    found
}

fn opportunity(at: usize, before: char, after: char) -> Option<BreakOpportunity> {
    let plain = |cost| Some(BreakOpportunity { at, cost, flagged: false, soft: false });
    match (before, after) {
        ('\u{AD}', _) => Some(BreakOpportunity { at, cost: HYPHEN_COST, flagged: true, soft: true }),
        // A mandatory break is found at its own character.
        (LINE_END, _) => None,
        ('-' | '\u{2010}', _) => {
            Some(BreakOpportunity { at, cost: EXPLICIT_HYPHEN_COST, flagged: true, soft: false })
        }
        (' ', _) => plain(0),
        (_, '—' | '–' | '\u{2E3A}' | '\u{2E3B}') => plain(BEFORE_DASH),
        ('—' | '–', _) => plain(DASH),
        ('/', _) => plain(SLASH),
        // Korean text breaks between words only, as it is printed (CSS `word-break: keep-all`).
        (before, after) if is_hangul(before) && is_hangul(after) => None,
        _ => plain(0),
    }
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

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}')
}

/// Adds hyphens by pattern to words that are in one style.
fn within_words(collected: &CollectedText, found: &mut Vec<BreakOpportunity>) {
    let mut blanks = BetweenBlanks::default();
    for run in &collected.runs {
        let style = &collected.styles[run.style];
        if !style.hyphenate {
            continue;
        }
        let text = &collected.text[run.range.clone()];
        let mut rest = 0;
        while let Some(start) = text[rest..].find(char::is_alphabetic).map(|at| rest + at) {
            let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |at| start + at);
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

/// Returns the ends of what a reader sees as characters, after 0 (Unicode Annex 29): a letter and its marks
/// are one.
fn character_ends(text: &str) -> Vec<usize> {
    GraphemeClusterSegmenter::new().segment_str(text).collect()
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
        const BLANKS: [char; 2] = [' ', LINE_END];
        if !self.range.contains(&at) {
            let from = at - text[..at].rsplit(BLANKS).next().map_or(0, str::len);
            let to = text[at..].find(BLANKS).map_or(text.len(), |blank| at + blank);
            self.range = from..to;
            self.is_address = is_address(&text[from..to]);
        }
        self.is_address
    }
}

const _: () = assert!(BEFORE_DASH < INFINITE);
