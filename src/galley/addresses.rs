//! The chances to end a line within addresses and names in code, at the places of
//! [`crate::book::addresses`].

use super::chances::Chance;
use super::collect::{Collected, LINE_END};
use crate::book::addresses::{LONG_NAME, camel_case_breaks, in_address, in_name, is_address};
use crate::design::style::Family;

/// Within an address.
const ADDRESS: i32 = 150;
/// Within a name in code, at a mark; and where a word of it begins with a capital.
const NAME: i32 = 280;
const HUMP: i32 = 600;

/// Takes out the chances that other rules find within addresses and names in code, and puts in their
/// own.
pub(super) fn find(collected: &Collected, found: &mut Vec<Chance>) {
    let text = &collected.text;
    let mut own = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(is_blank) {
        let name = word.trim_end_matches(is_blank);
        if is_address(name) {
            in_address(name, |at| own.push(chance(start + at, ADDRESS)));
            silence(found, text, start, start + name.len());
        }
        start += word.len();
    }
    for run in collected.runs.iter().filter(|run| collected.styles[run.style].family == Family::Code) {
        let mut start = run.range.start;
        for word in text[run.range.clone()].split_inclusive(is_blank) {
            let name = word.trim_end_matches(is_blank);
            if name.chars().count() >= LONG_NAME && !is_address(name) {
                in_name(name, |at| own.push(chance(start + at, NAME)));
                camel_case_breaks(name, |at| own.push(chance(start + at, HUMP)));
                silence(found, text, start, start + name.len());
            }
            start += word.len();
        }
    }
    found.append(&mut own);
}

const fn chance(at: usize, cost: i32) -> Chance {
    Chance { at, cost, flagged: false, soft: false }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | LINE_END)
}

/// Takes chances at marks out of a word; a soft hyphen of the author stays, and what stands after a
/// letter.
fn silence(found: &mut Vec<Chance>, text: &str, start: usize, end: usize) {
    found.retain(|chance| {
        let within = start < chance.at && chance.at < end;
        chance.soft || !within || !text[..chance.at].ends_with(|c: char| c.is_ascii_punctuation())
    });
}
