//! The opportunities to end a line within addresses and names in code, at the positions that
//! [`crate::book::addresses`] finds.

use std::ops::Range;

use super::super::text::{CollectedText, LINE_END};
use super::opportunity::BreakOpportunity;
use crate::book::addresses::{
    LONG_NAME, breaks_in_address, breaks_in_name, camel_case_breaks, ends_address, is_address,
};
use crate::design::style::Family;

/// The cost of a line end within an address.
const ADDRESS: i32 = 150;
/// The cost of a line end within a name in code, at a mark or before a camel-case word.
const NAME: i32 = 280;
const CAPITAL_IN_NAME: i32 = 600;

/// Replaces the opportunities that other rules find within addresses and names in code. Returns the ranges of
/// both, in order.
pub(super) fn find(collected: &CollectedText, found: &mut Vec<BreakOpportunity>) -> Vec<Range<usize>> {
    let text = &collected.text;
    let mut own = Vec::new();
    let mut ranges = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(ends_word) {
        let name = word.trim_end_matches(ends_word);
        if is_address(name) {
            breaks_in_address(name, |at| own.push(opportunity(start + at, ADDRESS)));
            ranges.push(start..start + name.len());
        }
        start += word.len();
    }
    for run in collected.runs.iter().filter(|run| collected.styles[run.style].family == Family::Code) {
        let mut start = run.range.start;
        for word in text[run.range.clone()].split_inclusive(ends_word) {
            let name = word.trim_end_matches(ends_word);
            if name.chars().nth(LONG_NAME - 1).is_some() && !is_address(name) {
                breaks_in_name(name, |at| own.push(opportunity(start + at, NAME)));
                camel_case_breaks(name, |at| own.push(opportunity(start + at, CAPITAL_IN_NAME)));
                ranges.push(start..start + name.len());
            }
            start += word.len();
        }
    }
    ranges.sort_by_key(|range| range.start);
    suppress(found, text, &ranges);
    found.append(&mut own);
    ranges
}

const fn opportunity(at: usize, cost: i32) -> BreakOpportunity {
    BreakOpportunity { at, cost, flagged: false, soft: false }
}

fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | LINE_END) || ends_address(c)
}

/// Removes the opportunities at punctuation within words, whose ranges are in order. Soft hyphens of the author and
/// opportunities after a letter are kept.
fn suppress(found: &mut Vec<BreakOpportunity>, text: &str, words: &[Range<usize>]) {
    // The furthest end of the words up to each: those of two runs may overlap.
    let ends: Vec<usize> = words
        .iter()
        .scan(0, |end, word| {
            *end = word.end.max(*end);
            Some(*end)
        })
        .collect();
    found.retain(|opportunity| {
        let before = words.partition_point(|word| word.start < opportunity.at);
        let within = before > 0 && opportunity.at < ends[before - 1];
        opportunity.soft || !within || !text[..opportunity.at].ends_with(|c: char| c.is_ascii_punctuation())
    });
}
