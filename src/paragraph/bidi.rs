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
mod tests {
    use super::super::text::plain_parts;
    use super::*;
    use crate::design::style::{Direction, TextStyle};
    use crate::design::{Design, ParRole};
    use crate::lang::LangTag;

    /// Returns a text as it is seen from left to right. Of its parts, each with how deep it is nested, those of a depth
    /// of 9 are code.
    fn seen(lang: &str, parts: &[(&str, u8)]) -> String {
        let design = Design::bundled(&LangTag::parse(lang).expect("a tag"));
        let base = design.style(ParRole::Body).text;
        let styles: Vec<TextStyle> = parts
            .iter()
            .map(|(_, depth)| match depth {
                9 => TextStyle { family: Family::Code, ..base.clone() },
                depth => {
                    let rtl = base.direction.rtl ^ (depth % 2 == 1);
                    TextStyle { direction: Direction { rtl, depth: *depth }, ..base.clone() }
                }
            })
            .collect();
        let parts: Vec<_> = parts.iter().map(|(text, _)| *text).zip(&styles).collect();
        let collected = plain_parts(&parts, None);
        let levels = levels(&collected);
        let level = |at: usize| levels.as_ref().map_or(0, |levels| levels[at].number());
        let mut characters: Vec<(u8, char)> =
            collected.text.char_indices().map(|(at, c)| (level(at), c)).collect();
        let highest = characters.iter().map(|(level, _)| *level).max().unwrap_or(0);
        for threshold in (1..=highest).rev() {
            for run in characters.chunk_by_mut(|a, b| (a.0 >= threshold) == (b.0 >= threshold)) {
                if run[0].0 >= threshold {
                    run.reverse();
                }
            }
        }
        characters.into_iter().map(|(_, c)| c).collect()
    }

    #[test]
    fn text_from_left_to_right_has_no_levels() {
        let plain = |text: &str| {
            let design = Design::bundled(&LangTag::english());
            levels(&plain_parts(&[(text, &design.style(ParRole::Body).text)], None)).is_none()
        };
        assert!(plain("Plain, naïve — “Ω” 漢字 हिन्दी ไทย 한국어 😀"));
        assert!(!plain("שלום") && !plain("a\u{200F}b") && !plain("مرحبا"));
    }

    #[test]
    fn code_and_addresses_run_from_left_to_right_in_any_text() {
        // In these, capitals would be read as Hebrew: א ב ג.
        assert_eq!(seen("he", &[("א ", 0), ("f(x)->y;", 9), (" ב", 0)]), "ב f(x)->y; א");
        assert_eq!(seen("he", &[("א ", 0), ("/usr/bin/", 9), (" ב", 0)]), "ב /usr/bin/ א");
        assert_eq!(seen("he", &[("א https://e.org/a/. ב", 0)]), "ב .https://e.org/a/ א");
        // The shaper turns the brackets.
        assert_eq!(seen("he", &[("א (./a/b.c) ב", 0)]), "ב )./a/b.c( א");
        assert_eq!(seen("en", &[("אב ", 0), ("אב = x;", 9), (" אב", 0)]), "בא בא = x; בא");
    }

    #[test]
    fn a_part_of_another_direction_is_isolated() {
        assert_eq!(seen("en", &[("a ", 0), ("אב!", 1), (" 1 b", 0)]), "a !בא 1 b");
        assert_eq!(seen("he", &[("א ", 0), ("ab!", 1), (" ב", 0)]), "ב ab! א");
        // English within Hebrew within English.
        assert_eq!(seen("en", &[("x ", 0), ("א ", 1), ("y.", 2), (" ב", 1), (" z", 0)]), "x ב y. א z");
        // Two parts beside each other are one.
        assert_eq!(seen("en", &[("א", 1), (" ב", 1)]), "ב א");
    }
}
