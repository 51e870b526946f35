//! The marked parts of a chapter's opening: the initial, and words in small capitals.

use std::ops::Range;

use super::cursor::TextCursor;
use crate::book::{Attr, Book, Inline, InlineKind, NodeId};
use crate::design::LeadIn;
use crate::design::lead::{LINE_END, OBJECT, OpeningText, is_set_apart, leaves_text};
use crate::project::design::choices::NoteMarks;
use crate::words::Words;

/// The number of characters in a full line (R. Bringhurst, *The Elements of Typographic Style*, 2.1.2).
/// The measure of a screen is unknown. As in print, a paragraph gets no initial if it is too short to
/// reach the last line beside the initial, given lines of this length.
const FULL_LINE: usize = 66;

/// A part of an opening.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// The quotation marks before an initial.
    Quote,
    Initial,
    /// The words in small capitals.
    Words,
}

/// The marked parts of a paragraph, each as a range of bytes within one inline.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) parts: Vec<(NodeId, Range<usize>, Part)>,
}

impl Marked {
    /// Returns whether a node has a marked part.
    pub(super) fn is_in(&self, node: NodeId) -> bool {
        self.parts.iter().any(|(known, ..)| *known == node)
    }

    /// Divides the text that is written next at the ends of parts.
    pub(super) fn cut<'t>(&self, text: &'t str, cursor: &TextCursor) -> Vec<(Option<Part>, &'t str)> {
        let (node, _) = cursor.place();
        let part_at = |byte: usize| {
            let here =
                |(known, range, _): &&(NodeId, Range<usize>, Part)| *known == node && range.contains(&byte);
            self.parts.iter().find(here).map(|(.., part)| *part)
        };
        let mut chunks: Vec<(Option<Part>, &str)> = Vec::new();
        let (mut start, mut current) = (0, None);
        for (at, _, byte) in cursor.bytes(text).filter(|(_, c, _)| is_counted(*c)) {
            let part = part_at(byte);
            if part != current {
                // Spaces are outside of parts.
                let cut = if current.is_some() { start + counted_end(&text[start..at]) } else { at };
                push(&mut chunks, current, &text[start..cut]);
                push(&mut chunks, None, &text[cut..at]);
                (start, current) = (at, part);
            }
        }
        let cut = if current.is_some() { start + counted_end(&text[start..]) } else { text.len() };
        push(&mut chunks, current, &text[start..cut]);
        push(&mut chunks, None, &text[cut..]);
        chunks
    }
}

fn push<'t>(chunks: &mut Vec<(Option<Part>, &'t str)>, part: Option<Part>, text: &'t str) {
    if !text.is_empty() {
        chunks.push((part, text));
    }
}

/// Returns the end of the last character of a text that is not a space.
fn counted_end(text: &str) -> usize {
    text.trim_end_matches(|c| !is_counted(c)).len()
}

/// Returns whether a character is neither a space at which a line may end nor a mark of such a
/// position.
fn is_counted(c: char) -> bool {
    !is_blank(c) && !matches!(c, '\u{AD}' | '\u{2060}' | '\u{200B}' | '\u{FEFF}')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t')
}

/// Finds the marked parts of a paragraph.
pub(super) fn marked(
    inlines: &[Inline],
    attr: &Attr,
    lead: LeadIn,
    (book, words): (&Book, &Words),
    second_marks: NoteMarks,
) -> Marked {
    if lead == LeadIn::NONE {
        return Marked::default();
    }
    let (text, runs, sources) = (String::new(), Vec::new(), Vec::new());
    let mut said = ParagraphText { text, runs, sources, units: Vec::new(), book, words, second_marks };
    said.inlines(inlines, true);
    let Some(opening) =
        OpeningText::find(&said.text, lead, &said.units, |range| said.runs_in(range).all(|(_, is)| is))
    else {
        return Marked::default();
    };

    // In text from right to left the initial would be at the right, which is not supported.
    let is_rtl = attr.lang().unwrap_or(words.lang()).is_rtl();
    let lines = usize::from(lead.initial);
    let has_initial = lines >= 2 && !is_rtl && said.text.chars().count() > (lines - 1) * FULL_LINE;
    let mut parts: Vec<(Range<usize>, Part)> = Vec::new();
    if has_initial {
        parts.push((opening.quote.clone(), Part::Quote));
        parts.push((opening.letter.clone(), Part::Initial));
    }
    let words = if has_initial { opening.words } else { opening.phrase() };
    let words = said.runs_in(&words).filter(|(_, is_text)| *is_text);
    parts.extend(words.map(|(range, _)| (range, Part::Words)));
    let parts =
        parts.iter().flat_map(|(range, part)| said.places(range).map(|(node, range)| (node, range, *part)));
    Marked { parts: parts.collect() }
}

/// The content of a paragraph, in the order of the text.
struct ParagraphText<'a> {
    /// The text, with one space between words.
    text: String,
    /// The ranges of the text, each with whether it consists of words of the text.
    runs: Vec<(Range<usize>, bool)>,
    /// The origin of each character that is not a space: its position here, its inline and byte.
    sources: Vec<(usize, NodeId, usize)>,
    /// The ranges that are set apart by their style, in order.
    units: Vec<Range<usize>>,
    book: &'a Book,
    /// The words of the references.
    words: &'a Words,
    /// What marks notes of the second series.
    second_marks: NoteMarks,
}

impl ParagraphText<'_> {
    /// Returns the bytes of each inline in a range, from the first to after the last character.
    fn places(&self, range: &Range<usize>) -> impl Iterator<Item = (NodeId, Range<usize>)> {
        let first = self.sources.partition_point(|(at, ..)| *at < range.start);
        let end = range.end;
        let here = self.sources[first..].iter().take_while(move |(at, ..)| *at < end);
        let mut places: Vec<(NodeId, Range<usize>)> = Vec::new();
        for (_, node, byte) in here {
            match places.last_mut() {
                Some((known, range)) if known == node => range.end = byte + 1,
                _ => places.push((*node, *byte..byte + 1)),
            }
        }
        places.into_iter()
    }

    /// Returns the runs within a range.
    fn runs_in(&self, range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, bool)> {
        let within = |run: &Range<usize>| run.start.max(range.start)..run.end.min(range.end).max(range.start);
        let runs = self.runs.iter().map(move |(run, is_text)| (within(run), *is_text));
        runs.filter(|(run, _)| !run.is_empty())
    }

    /// Adds inlines; `is_text` states whether they are within words of the text.
    fn inlines(&mut self, inlines: &[Inline], is_text: bool) {
        for inline in inlines {
            let start = self.text.len();
            self.inline(&inline.kind, inline.node, is_text && !leaves_text(&inline.kind));
            if is_set_apart(&inline.kind) && self.units.last().is_none_or(|unit| unit.end <= start) {
                self.units.push(start..self.text.len());
            }
        }
    }

    fn inline(&mut self, kind: &InlineKind, node: NodeId, is_text: bool) {
        match kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => {
                self.push(text, node, is_text)
            }
            InlineKind::Math(formula) if formula.content.is_none() => {
                self.push(&formula.source, node, is_text);
            }
            InlineKind::Math(_) => self.text.push(OBJECT),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => self.inlines(inner, is_text),
            InlineKind::Reference(reference) => {
                self.push(&self.book.labels.text_in(reference, self.words), node, is_text)
            }
            InlineKind::Note(note) => {
                let mark = self.book.note(*note).call(self.second_marks, self.book.meta.words.digits());
                self.push(mark.as_deref().unwrap_or_default(), node, is_text);
            }

            InlineKind::Image(_) => self.text.push(OBJECT),
            InlineKind::Ruby(pairs) => {
                for (base, _) in pairs {
                    self.inlines(base, is_text);
                    self.text.push(OBJECT);
                }
            }
            InlineKind::Break => self.text.push(LINE_END),
        }
    }

    fn push(&mut self, text: &str, node: NodeId, is_text: bool) {
        let start = self.text.len();
        for (byte, c) in text.char_indices() {
            let repeated = self.text.is_empty() || self.text.ends_with([' ', LINE_END]);
            if is_counted(c) {
                self.sources.push((self.text.len(), node, byte));
                self.text.push(c);
            } else if is_blank(c) && !repeated {
                self.text.push(' ');
            }
        }
        self.runs.push((start..self.text.len(), is_text));
    }
}

#[cfg(test)]
mod tests;
