//! The direction of every character of a text: the bidirectional algorithm of Unicode (Annex 9), with parts that have a
//! direction of their own isolated from the text around them.

use unicode_bidi::{BidiInfo, Level};

use super::text::{CollectedText, OBJECT, TextRun};
use crate::book::addresses::addresses;
use crate::design::style::Family;

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const POP_ISOLATE: char = '\u{2069}';

/// Returns the bidi level of every byte. Returns `None` if all text runs from left to right.
pub(super) fn levels(collected: &CollectedText) -> Option<Vec<Level>> {
    let rtl = collected.styles.first().is_some_and(|style| style.direction.rtl);
    let is_mixed = rtl
        || collected.styles.iter().any(|style| style.direction.rtl)
        || collected.text.chars().any(may_turn);
    if !is_mixed {
        return None;
    }
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let marks = isolates(collected, rtl);
    let levels = BidiInfo::new(&with_marks(&collected.text, &marks), Some(base)).levels;
    let mut marks = marks.iter().peekable();
    let (mut out, mut at) = (Vec::with_capacity(collected.text.len()), 0);
    for place in 0..collected.text.len() {
        while marks.next_if(|(mark, _)| *mark == place).is_some() {
            at += POP_ISOLATE.len_utf8();
        }
        out.push(levels[at]);
        at += 1;
    }
    Some(out)
}

/// Reorders parts of a line from the order of the text to that from left to right (rule L2).
pub(super) fn reorder<T>(parts: &mut [T], level: impl Fn(&T) -> u8) {
    let highest = parts.iter().map(&level).max().unwrap_or(0);
    for threshold in (1..=highest).rev() {
        let mut at = 0;
        while at < parts.len() {
            let run = parts[at..].iter().take_while(|part| level(part) >= threshold).count();
            parts[at..at + run].reverse();
            at += run.max(1);
        }
    }
}

/// Returns whether a character may run from right to left or change the direction of others: those of the blocks that
/// Unicode reserves for such scripts (`DerivedBidiClass.txt`, section on default values), and its marks.
fn may_turn(c: char) -> bool {
    c >= '\u{590}'
        && matches!(
            c,
            '\u{590}'..='\u{8FF}'
                | '\u{200E}' | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FB1D}'..='\u{FDFF}'
                | '\u{FE70}'..='\u{FEFF}'
                | '\u{10800}'..='\u{10FFF}'
                | '\u{1E800}'..='\u{1EFFF}'
        )
}

fn with_marks(text: &str, marks: &[(usize, char)]) -> String {
    let mut out = String::with_capacity(text.len() + marks.len() * POP_ISOLATE.len_utf8());
    let mut from = 0;
    for (at, mark) in marks {
        out.push_str(&text[from..*at]);
        out.push(*mark);
        from = *at;
    }
    out.push_str(&text[from..]);
    out
}

/// A stretch of the text that is nested equally deep.
struct Stretch {
    start: usize,
    /// How many parts of another direction it is in.
    depth: u8,
    /// Whether it runs from left to right whatever surrounds it.
    is_island: bool,
}

/// Returns the marks that isolate parts of the text, with their positions in order.
fn isolates(collected: &CollectedText, rtl: bool) -> Vec<(usize, char)> {
    let mut stretches = Vec::new();
    for run in &collected.runs {
        push_stretches(collected, run, &mut stretches);
    }
    let mut marks = Vec::new();
    let (mut depth, mut is_island) = (0, false);
    for stretch in stretches {
        let at = stretch.start;
        if is_island && (!stretch.is_island || depth != stretch.depth) {
            marks.push((at, POP_ISOLATE));
            is_island = false;
        }
        while depth > stretch.depth {
            marks.push((at, POP_ISOLATE));
            depth -= 1;
        }
        while depth < stretch.depth {
            depth += 1;
            // The direction changes with each part.
            let turns = depth % 2 == 1;
            marks.push((at, if rtl == turns { LEFT_TO_RIGHT_ISOLATE } else { RIGHT_TO_LEFT_ISOLATE }));
        }
        if stretch.is_island && !is_island {
            marks.push((at, LEFT_TO_RIGHT_ISOLATE));
            is_island = true;
        }
    }
    marks
}

/// Divides a run into what runs from left to right whatever surrounds it (code, addresses, the parts of a formula) and
/// the rest.
fn push_stretches(collected: &CollectedText, run: &TextRun, out: &mut Vec<Stretch>) {
    let style = &collected.styles[run.style];
    let depth = style.direction.depth;
    let mut push = |start: usize, is_island: bool| {
        if out.last().is_none_or(|last| (last.depth, last.is_island) != (depth, is_island)) {
            out.push(Stretch { start, depth, is_island });
        }
    };
    let text = &collected.text[run.range.clone()];
    if style.family == Family::Code || is_of_formula(collected, run) {
        push(run.range.start, true);
        return;
    }
    push(run.range.start, false);
    for address in addresses(text) {
        push(run.range.start + address.start, true);
        push(run.range.start + address.end, false);
    }
}

/// Returns whether a run is a box of a formula or a space between two.
fn is_of_formula(collected: &CollectedText, run: &TextRun) -> bool {
    collected.text[run.range.clone()].starts_with(OBJECT)
        && collected.object(run.range.start).is_some_and(|object| object.content.is_of_formula())
}

#[cfg(test)]
mod tests;
