//! Prepares the text for a Markdown parser that knows neither divs nor inline notes. Entry point:
//! [`PreparedText::new`].
//!
//! The prepared text is exactly as long as the source, so that every offset in it is an offset in the
//! source. Each line that looks like a div fence becomes a thematic break (`***`), which ends
//! paragraphs, quotes and lists just as a fence must; the parser returns it as a rule, and the offset
//! of the rule identifies the fence. A fence that does not come back as a rule was in a code block, and
//! the text is prepared again without it. The `^` of an inline note `^[...]` becomes a `;`, so that the
//! parser does not read two of them as superscript. A line that defines an abbreviation becomes empty. A space at the head of a line of verse becomes a `;`
//! too, since the parser would read it as the indent of code.

mod carets;
mod scan;

use std::collections::BTreeSet;
use std::ops::Range;

use super::markers::HiddenMarker;
use scan::LineScanner;

/// The replacement for what the parser must not see: punctuation without a meaning in Markdown, so that
/// the characters around it open and close emphasis as they would beside a space or a `^`.
const INERT: u8 = b';';

/// A line that opens or closes a div.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fence {
    /// The bytes from the first colon to the end of the line.
    pub(super) range: Range<usize>,
    /// The bytes after the colons; empty for a closing fence.
    pub(super) body: Range<usize>,
}

impl Fence {
    /// Returns whether the fence opens a div.
    pub(super) fn opens(&self) -> bool {
        !self.body.is_empty()
    }
}

/// A line that defines an abbreviation: `*[DOI]: digital object identifier`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct DefinitionLine {
    /// The bytes of the line, without its indent.
    pub(super) line: Range<usize>,
    /// The bytes of the abbreviation.
    pub(super) key: Range<usize>,
    /// The bytes of what it stands for.
    pub(super) expansion: Range<usize>,
}

/// A text for the parser, and the parts that are hidden from it.
#[derive(Clone, Debug, Default)]
pub(super) struct PreparedText {
    /// The text to parse, as long as the source.
    pub(super) text: String,
    /// The fences, in order.
    pub(super) fences: Vec<Fence>,
    /// The markers of lists that are numbered in letters or Roman numerals, in order.
    pub(super) markers: Vec<HiddenMarker>,
    /// Where the `^` of an inline note or of a call without a definition was hidden, in order.
    pub(super) carets: Vec<usize>,
    /// The lines that define abbreviations, in order. To the parser, they are empty.
    pub(super) abbreviations: Vec<DefinitionLine>,
}

impl PreparedText {
    /// Prepares `source[start..]`. Fences, markers and carets at an offset in `spared` are left alone.
    pub(super) fn new(source: &str, start: usize, spared: &BTreeSet<usize>) -> Self {
        let mut scanner = LineScanner::new(source, spared);
        let mut at = start;
        for line in source[start..].split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            scanner.line(at..at + text.len());
            at += line.len();
        }
        let LineScanner { mut bytes, fences, mut colons, abbreviations, lists, .. } = scanner;
        let mut carets = carets::hide(source, start, spared, &mut bytes);
        if !colons.is_empty() {
            carets.append(&mut colons);
            carets.sort_unstable();
        }
        let text = String::from_utf8(bytes).expect("whole characters are replaced by ASCII");
        Self { text, fences, markers: lists.markers, carets, abbreviations }
    }

    /// Returns the fence at an offset.
    pub(super) fn fence_at(&self, offset: usize) -> Option<&Fence> {
        let found = self.fences.binary_search_by_key(&offset, |fence| fence.range.start).ok()?;
        self.fences.get(found)
    }

    /// Returns the hidden marker at the head of an item. To the parser, an item begins with the indent of its
    /// marker.
    pub(super) fn marker_of(&self, item: usize) -> Option<&HiddenMarker> {
        let spaces = self.text.as_bytes()[item..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let found = self.markers.binary_search_by_key(&(item + spaces), |marker| marker.range.start).ok()?;
        self.markers.get(found)
    }

    /// Returns whether the `^` at an offset was hidden.
    pub(super) fn is_caret(&self, offset: usize) -> bool {
        self.carets.binary_search(&offset).is_ok()
    }

    /// Returns the carets hidden in a range.
    pub(super) fn carets_in(&self, range: &Range<usize>) -> &[usize] {
        let from = self.carets.partition_point(|caret| *caret < range.start);
        let to = self.carets.partition_point(|caret| *caret < range.end);
        self.carets.get(from..to).unwrap_or(&[])
    }

    /// Returns where the lines in a range begin that define abbreviations.
    pub(super) fn definitions_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let from = self.abbreviations.partition_point(|found| found.line.start < range.start);
        let to = self.abbreviations.partition_point(|found| found.line.start < range.end);
        self.abbreviations[from..to.max(from)].iter().map(|found| found.line.start)
    }

    /// Returns inline code with the colons that were hidden in its range.
    pub(super) fn with_colons(&self, text: &str, range: &Range<usize>, hidden: &[usize]) -> String {
        if hidden.is_empty() {
            return text.to_owned();
        }
        let inert = char::from(INERT);
        let mut places = self.text[range.clone()].match_indices(inert).map(|(at, _)| range.start + at);
        let is_hidden = |at: Option<usize>| at.is_some_and(|at| hidden.binary_search(&at).is_ok());
        text.chars().map(|c| if c == inert && is_hidden(places.next()) { ':' } else { c }).collect()
    }

    /// Returns whether the character at an offset of the source was hidden from the parser.
    pub(super) fn hides(&self, source: &str, offset: usize) -> bool {
        self.text.as_bytes().get(offset) != source.as_bytes().get(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        PreparedText::new(text, 0, &BTreeSet::new()).text
    }

    #[test]
    fn fences_become_rules_of_the_same_length() {
        assert_eq!(prepared("a\n::: né {.x} :::\nb\n:::::\n"), "a\n***             \nb\n***  \n");
        assert_eq!(prepared("> > ::: x\n- 1. ::: x\n"), "> > ***  \n- 1. ***  \n");
        assert_eq!(prepared(":: x\n\\::: x\n:::\\x\na ::: b\n"), ";: x\n\\::: x\n;::\\x\na ::: b\n");
    }

    #[test]
    fn indents_of_verse_are_hidden() {
        let text = "  ::: verse\n  a\n      b\n  | c\n  |   d\n  |\n  :::\n    e\n";
        let prepared = PreparedText::new(text, 0, &BTreeSet::new());
        assert_eq!(prepared.text, "  ***      \n  a\n  ;;;;b\n  ;;c\n  ;;;;d\n  ;\n  ***\n    e\n");
        assert!(prepared.hides(text, text.find('|').expect("a bar")));
    }

    #[test]
    fn carets_of_notes_are_hidden() {
        assert_eq!(
            prepared("a^[n] \\^[n] 2^2^ [^x] [^y]\n\n[^x]: n\n"),
            "a;[n] \\^[n] 2^2^ [^x] [;y]\n\n[^x]: n\n"
        );
    }

    #[test]
    fn definitions_of_abbreviations_are_empty_lines() {
        let text = "> *[A B]: c *d*\n  *[é] : f\n*[]: g\n*[h]:\n*[i] j\n    *[k]: l\n*[m]\n::: verse\n*[n]: o\n:::\n";
        let prepared = PreparedText::new(text, 0, &BTreeSet::new());
        let found = prepared
            .abbreviations
            .iter()
            .map(|line| (&text[line.key.clone()], &text[line.expansion.clone()]));
        assert_eq!(found.collect::<Vec<_>>(), [("A B", "c *d*"), ("é", "f")]);
        assert!(
            prepared.text.starts_with(">              \n           \n*[]: g\n*[h]:\n"),
            "{:?}",
            prepared.text
        );
    }

    #[test]
    fn verse_in_code_stays_code() {
        let text = "```\n::: verse\n    a\n```\n";
        assert_eq!(prepared(text), "```\n***      \n    a\n```\n");
    }
}
