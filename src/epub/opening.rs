//! How the text of a chapter opens, as in print: its initial and its first words in small capitals
//! become spans around the letters. No blank comes between them and no element but spans, so that the
//! word is heard and found as one.

use std::fmt::Write;
use std::ops::Range;

use super::attributes::common;
use super::xhtml::Writer;
use crate::book::{Attr, Book, Inline, InlineKind};
use crate::design::lead::{LINE_END, OBJECT, Opening, is_text};
use crate::design::spec::InlineSpec;
use crate::design::{Design, LeadIn, ParRole, TextStyle, cascade};

/// Characters of a full line (R. Bringhurst, *The Elements of Typographic Style*, 2.1.2). A screen's
/// measure is not known: a paragraph that would not reach the last line beside the initial on this
/// one has none, as in print.
const FULL_LINE: usize = 66;

/// What a part of an opening is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Marks of quotation before an initial.
    Quote,
    Initial,
    /// Words in small capitals.
    Words,
}

/// The parts of a paragraph that are to be marked, and how far it is told; both count its characters
/// without blanks, see [`is_counted`].
#[derive(Debug, Default)]
pub(super) struct Marked {
    parts: Vec<(Range<usize>, Part)>,
    told: usize,
}

impl Writer<'_> {
    /// Writes a paragraph, which may be the one that opens a chapter.
    pub(super) fn paragraph(&mut self, inlines: &[Inline], attr: &Attr, lead: LeadIn) {
        self.marked = marked(inlines, attr, lead, self.layout.issue.design, self.layout.book);
        let _ = write!(self.out, "<p{}>", common(attr, ""));
        self.parted(inlines);
        self.out.push_str("</p>\n");
        self.marked = Marked::default();
    }

    /// Writes words of the text, the opening of a chapter marked in them.
    pub(super) fn told(&mut self, text: &str) {
        if self.marked.parts.is_empty() {
            return self.unmarked(text);
        }
        let lines = self.layout.issue.design.lead.initial;
        let chunks = self.marked.cut(text);
        let part = |at: Option<usize>| at.and_then(|at| chunks.get(at)).and_then(|(part, _)| *part);
        for (at, (kind, chunk)) in chunks.iter().enumerate() {
            let starts = match kind {
                Some(Part::Quote) => true,
                Some(Part::Initial) => part(at.checked_sub(1)) != Some(Part::Quote),
                Some(Part::Words) | None => false,
            };
            if starts {
                // A page that begins here begins before the initial.
                if !self.e_book_only {
                    self.breaks.here("span", &mut self.out);
                }
                self.out.push_str(&format!("<span class=\"initial over-{lines}\">"));
            }
            match kind {
                Some(Part::Quote) => self.out.push_str("<span class=\"quote\">"),
                Some(Part::Words) => self.out.push_str("<span class=\"opening\">"),
                Some(Part::Initial) | None => {}
            }
            self.unmarked(chunk);
            self.out.push_str(match kind {
                Some(Part::Quote) if part(Some(at + 1)) == Some(Part::Initial) => "</span>",
                Some(Part::Quote) => "</span></span>",
                Some(Part::Initial | Part::Words) => "</span>",
                None => "",
            });
        }
    }
}

impl Marked {
    /// Cuts a text at the ends of parts, and counts it.
    fn cut<'t>(&mut self, text: &'t str) -> Vec<(Option<Part>, &'t str)> {
        let mut chunks: Vec<(Option<Part>, &str)> = Vec::new();
        let (mut start, mut current) = (0, None);
        for (at, _) in text.char_indices().filter(|(_, c)| is_counted(*c)) {
            let part = self.parts.iter().find(|(range, _)| range.contains(&self.told));
            let part = part.map(|(_, part)| *part);
            if part != current {
                // Blanks stand outside of parts, before what follows them or behind what they follow.
                let cut = if current.is_some() { start + counted_end(&text[start..at]) } else { at };
                push(&mut chunks, current, &text[start..cut]);
                push(&mut chunks, None, &text[cut..at]);
                (start, current) = (at, part);
            }
            self.told += 1;
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

/// Where the last character of a text ends that is no blank.
fn counted_end(text: &str) -> usize {
    text.trim_end_matches(|c| !is_counted(c)).len()
}

/// Neither a blank where a line may end nor a character that only says where a word may.
fn is_counted(c: char) -> bool {
    !is_blank(c) && !matches!(c, '\u{AD}' | '\u{2060}' | '\u{200B}' | '\u{FEFF}')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t')
}

/// What is to be marked in a paragraph.
fn marked(inlines: &[Inline], attr: &Attr, lead: LeadIn, design: &Design, book: &Book) -> Marked {
    if lead == LeadIn::NONE {
        return Marked::default();
    }
    let mut said = Said { text: String::new(), runs: Vec::new(), spec: &design.spec.inline, book };
    said.inlines(inlines, &design.style(ParRole::BodyFirst).text);
    let Some(opening) = Opening::find(&said.text, lead, |range| said.runs_in(range).all(|(_, is)| is)) else {
        return Marked::default();
    };

    // Where lines begin at the right, an initial would have to stand there.
    let is_rtl = attr.lang().unwrap_or(&book.meta.language).is_rtl();
    let lines = usize::from(lead.initial);
    let has_initial = lines >= 2 && !is_rtl && said.text.chars().count() > (lines - 1) * FULL_LINE;
    let mut parts = Vec::new();
    if has_initial {
        parts.push((opening.quote.clone(), Part::Quote));
        parts.push((opening.letter.clone(), Part::Initial));
    }
    let words = if has_initial { opening.words } else { opening.phrase() };
    let words = said.runs_in(&words).filter(|(_, is_text)| *is_text);
    parts.extend(words.map(|(range, _)| (range, Part::Words)));
    let counted = |at: usize| said.text[..at].chars().filter(|c| is_counted(*c)).count();
    let parts = parts.into_iter().map(|(range, part)| (counted(range.start)..counted(range.end), part));
    Marked { parts: parts.filter(|(range, _)| !range.is_empty()).collect(), told: 0 }
}

/// What a paragraph says, in the order in which it is told.
struct Said<'a> {
    /// With one blank between words.
    text: String,
    /// Ranges of it, and whether they are words of the text.
    runs: Vec<(Range<usize>, bool)>,
    spec: &'a InlineSpec,
    book: &'a Book,
}

impl Said<'_> {
    /// The runs within a range.
    fn runs_in(&self, range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, bool)> {
        let within = |run: &Range<usize>| run.start.max(range.start)..run.end.min(range.end).max(range.start);
        let runs = self.runs.iter().map(move |(run, is_text)| (within(run), *is_text));
        runs.filter(|(run, _)| !run.is_empty())
    }

    fn inlines(&mut self, inlines: &[Inline], outer: &TextStyle) {
        for inline in inlines {
            let style = cascade::within(outer, inline, self.spec);
            self.inline(&inline.kind, &style);
        }
    }

    fn inline(&mut self, kind: &InlineKind, style: &TextStyle) {
        match kind {
            InlineKind::Text(text)
            | InlineKind::Code(text)
            | InlineKind::Citation(text)
            | InlineKind::Math { source: text, .. } => self.push(text, style),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => self.inlines(inner, style),
            InlineKind::Reference(reference) => self.push(&self.book.labels.text(reference), style),
            InlineKind::Note(note) => self.push(&self.book.note(*note).number.to_string(), style),
            InlineKind::Image(_) => self.text.push(OBJECT),
            InlineKind::Ruby(pairs) => {
                for (base, _) in pairs {
                    self.inlines(base, style);
                    self.text.push(OBJECT);
                }
            }
            InlineKind::Break => self.text.push(LINE_END),
        }
    }

    fn push(&mut self, text: &str, style: &TextStyle) {
        let start = self.text.len();
        for c in text.chars() {
            let repeated = self.text.is_empty() || self.text.ends_with([' ', LINE_END]);
            if is_counted(c) {
                self.text.push(c);
            } else if is_blank(c) && !repeated {
                self.text.push(' ');
            }
        }
        self.runs.push((start..self.text.len(), is_text(style)));
    }
}

#[cfg(test)]
mod tests;
