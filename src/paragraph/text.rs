//! A paragraph as one text with styled ranges and marks at positions: the form that itemizing, shaping
//! and breaking read.

use std::ops::Range;
use std::sync::Arc;

use super::math::MathBox;
use super::ruby_pair::RubyPair;
use crate::assets::AssetId;
use crate::book::{Anchor, NoteId, Origin};
pub(super) use crate::design::lead::{LINE_END, OBJECT};
use crate::design::style::TextStyle;
use crate::diag::{Diagnostic, Span};
use crate::lang::DividedWords;
use crate::layout::{ElementId, LinkTarget, RunOrigins};
use crate::units::Length;

const SOFT_HYPHEN: char = '\u{AD}';
pub(super) const WORD_JOINER: char = '\u{2060}';
/// The letter that a part of a formula is for the rules of line ends. It has as many bytes as [`OBJECT`].
const FORMULA_LETTER: char = '\u{1D00}';
/// The ideograph that characters with a reading are for them, of as many bytes.
const RUBY_LETTER: char = '一';

/// A paragraph as one text.
#[derive(Clone, Debug, Default)]
pub(super) struct CollectedText {
    /// The text to be shaped, without soft hyphens, joiners and zero-width spaces.
    pub(super) text: String,
    /// The text to find breaks in, with all of these.
    pub(super) full: String,
    /// The runs of style, which cover `text` without gaps.
    pub(super) runs: Vec<TextRun>,
    /// The styles.
    pub(super) styles: Vec<TextStyle>,
    /// The words that the author divides; `None` if there are none.
    pub(super) divided: Option<Arc<DividedWords>>,
    /// The links with their elements; a link is referred to by its index.
    pub(super) links: Vec<(LinkTarget, Option<ElementId>)>,
    /// The marks with their positions in `text`, in order.
    pub(super) marks: Vec<(usize, TextMark)>,
    /// The pictures, the parts of formulas and the pairs of ruby with their positions in `text`, in order.
    pub(super) objects: Vec<(usize, InlineBox)>,
    /// The places within formulas where a line may end, with their costs, in order.
    pub(super) formula_breaks: Vec<(usize, i32)>,
    /// The errors about what boxes contain.
    pub(super) reported: Vec<Diagnostic>,
    /// The ranges of `text` that are framed keys, in order.
    pub(super) keycaps: Vec<Range<usize>>,
    /// The ranges of `text` that replace another character: two em dashes for U+2E3A.
    pub(super) replacements: Vec<(Range<usize>, char)>,
    /// The positions of `text` that do not directly follow the character before them in their piece,
    /// each with its byte in the piece: characters in between were left out or replaced.
    pub(super) jumps: Vec<(usize, u32)>,
}

/// A range of one style.
#[derive(Clone, Debug)]
pub(super) struct TextRun {
    pub(super) range: Range<usize>,
    pub(super) style: usize,
    pub(super) link: Option<usize>,
    /// The place in the source; `None` for generated text.
    pub(super) span: Option<Span>,
    /// Its element.
    pub(super) owner: Option<ElementId>,
    /// The origin in the book; `None` for text that the program added.
    pub(super) origin: Option<TextOrigin>,
}

/// The origin of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextOrigin {
    /// A position in `text`.
    pub(super) from: usize,
    /// The origin of the character at that position.
    pub(super) origin: Origin,
    /// Whether its piece is written in the manuscript byte for byte as it is shown.
    pub(super) as_written: bool,
}

/// A mark at a position of the text.
#[derive(Clone, Debug)]
pub(super) enum TextMark {
    Anchor(Anchor),
    Note(NoteId),
}

/// A picture, a part of a formula or a pair of ruby in the line.
#[derive(Clone, Debug)]
pub(super) struct InlineBox {
    pub(super) content: InlineContent,
    pub(super) width: Length,
    /// The height from top to bottom.
    pub(super) height: Length,
    /// The depth below the baseline.
    pub(super) depth: Length,
}

/// The content of a box in the line.
#[derive(Clone, Debug)]
pub(super) enum InlineContent {
    /// A picture.
    Picture(AssetId),
    /// A part of a formula, with the place of the formula in the book.
    Formula(Arc<MathBox>, Option<Origin>),
    /// A space within a formula, which is widened as other spaces are.
    FormulaSpace,
    /// Characters with their reading above them.
    Ruby(Arc<RubyPair>),
}

impl InlineContent {
    /// Returns whether it is a part of a formula.
    pub(super) fn is_of_formula(&self) -> bool {
        match self {
            Self::Formula(..) | Self::FormulaSpace => true,
            Self::Picture(_) | Self::Ruby(_) => false,
        }
    }
}

/// The source of plain text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextSource<'a> {
    /// The place in the source; `None` for a word that the program adds.
    pub(crate) span: Option<Span>,
    /// The origin of its first character.
    pub(crate) origin: Origin,
    /// The bytes that do not directly follow the bytes before them in the node, each with its byte in the
    /// node.
    pub(crate) jumps: &'a [(usize, u32)],
}

/// Returns whether a character only affects breaks: it is in the full text alone.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | WORD_JOINER | '\u{200B}' | '\u{FEFF}')
}

/// Returns plain text without marks, for furniture, bullets and numbers.
pub(super) fn plain(text: &str, style: &TextStyle, source: Option<TextSource<'_>>) -> CollectedText {
    plain_parts(&[(text, style)], source)
}

/// Returns plain text whose parts have styles of their own, for lines of code.
pub(super) fn plain_parts(parts: &[(&str, &TextStyle)], source: Option<TextSource<'_>>) -> CollectedText {
    let mut out = CollectedText::default();
    let span = source.and_then(|source| source.span);
    let origin = source.map(|source| TextOrigin { from: 0, origin: source.origin, as_written: false });
    out.jumps.extend(source.iter().flat_map(|source| source.jumps));
    for (index, (text, style)) in parts.iter().enumerate() {
        let start = out.text.len();
        text.chars().for_each(|c| out.push_char(c));
        out.styles.push((*style).clone());
        let range = start..out.text.len();
        out.runs.push(TextRun { range, style: index, link: None, span, owner: None, origin });
    }
    out
}

impl CollectedText {
    /// Appends a character to both texts, or to `full` alone if it only affects breaks.
    pub(super) fn push_char(&mut self, c: char) {
        match c {
            c if is_dropped(c) => self.full.push(c),
            // No bundled face has these two; joined em dashes look the same.
            '\u{2E3A}' | '\u{2E3B}' => {
                let start = self.text.len();
                for i in 0..if c == '\u{2E3A}' { 2 } else { 3 } {
                    if i > 0 {
                        self.full.push(WORD_JOINER);
                    }
                    self.full.push('—');
                    self.text.push('—');
                }
                self.replacements.push((start..self.text.len(), c));
            }
            c => {
                self.full.push(c);
                self.text.push(c);
            }
        }
    }

    /// Returns the origin of the character at a position of a run.
    pub(super) fn origin(&self, run: &TextRun, at: usize) -> Option<Origin> {
        let TextOrigin { from, origin, .. } = run.origin?;
        let behind = self.jumps.partition_point(|(place, _)| *place <= at);
        let jump = self.jumps[..behind].last().filter(|(place, _)| *place >= from);
        let (from, byte) = jump.copied().unwrap_or((from, origin.at));
        let beyond = u32::try_from(at.saturating_sub(from)).unwrap_or(u32::MAX);
        Some(Origin { at: byte.saturating_add(beyond), ..origin })
    }

    /// Returns the origins of a range of a run, byte by byte.
    pub(super) fn origins(&self, run: &TextRun, range: &Range<usize>) -> RunOrigins {
        let mut origins = RunOrigins::default();
        origins.push(0, self.origin(run, range.start));
        let first = self.jumps.partition_point(|(place, _)| *place <= range.start);
        for (place, _) in self.jumps[first..].iter().take_while(|(place, _)| *place < range.end) {
            origins.push(place - range.start, self.origin(run, *place));
        }
        origins
    }

    /// Returns the place in the source of a range of the text, as far as it is in one run. If the
    /// source differs from the text shown, this is the place of the whole piece.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.runs.partition_point(|run| run.range.end <= range.start);
        let run = self.runs.get(first)?;
        let whole = run.span?;
        let end = range.end.min(run.range.end);
        let last = self.text[..end].char_indices().next_back().filter(|(at, _)| *at >= range.start);
        let exact = run.origin.filter(|origin| origin.as_written).zip(last).and_then(|(_, (at, c))| {
            let first = self.origin(run, range.start.max(run.range.start))?.at;
            let behind = self.origin(run, at)?.at + u32::try_from(c.len_utf8()).ok()?;
            Some(Span { start: whole.start + first, end: whole.start + behind, ..whole })
        });
        Some(exact.unwrap_or(whole))
    }

    /// Changes the style of a range of the text.
    pub(super) fn restyle(&mut self, range: &Range<usize>, change: impl Fn(&mut TextStyle)) {
        let mut runs = Vec::with_capacity(self.runs.len() + 2);
        for run in self.runs.drain(..) {
            let start = range.start.clamp(run.range.start, run.range.end);
            let end = range.end.clamp(start, run.range.end);
            let mut style = self.styles[run.style].clone();
            change(&mut style);
            let known = self.styles.iter().position(|known| *known == style);
            let changed = known.unwrap_or(self.styles.len());
            if known.is_none() && start < end {
                self.styles.push(style);
            }
            let parts =
                [(run.range.start..start, run.style), (start..end, changed), (end..run.range.end, run.style)];
            for (range, style) in parts.into_iter().filter(|(range, _)| !range.is_empty()) {
                runs.push(TextRun { range, style, ..run.clone() });
            }
        }
        self.runs = runs;
    }

    /// Removes spaces from the end.
    pub(super) fn trim_end(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
            let blank = self.full.rfind(' ').expect("every blank is in both texts");
            self.full.remove(blank);
        }
        let length = self.text.len();
        // All of them are in order, and there is a line break for each of which this is called.
        while self.runs.last().is_some_and(|run| run.range.start >= length) {
            self.runs.pop();
        }
        if let Some(run) = self.runs.last_mut() {
            run.range.end = run.range.end.min(length);
        }
        self.marks.iter_mut().rev().take_while(|(at, _)| *at > length).for_each(|(at, _)| *at = length);
        self.keycaps
            .iter_mut()
            .rev()
            .take_while(|range| range.end > length)
            .for_each(|range| range.end = length);
    }

    /// Adds the character that stands for a box in the line.
    pub(super) fn push_object(&mut self, object: InlineBox) {
        let stands_for = match object.content {
            InlineContent::Picture(_) => OBJECT,
            // Lines end next to a formula where they could end next to a letter, and within it only where it allows.
            InlineContent::Formula(..) | InlineContent::FormulaSpace => FORMULA_LETTER,
            InlineContent::Ruby(_) => RUBY_LETTER,
        };
        self.objects.push((self.text.len(), object));
        self.text.push(OBJECT);
        self.full.push(stands_for);
    }

    /// Returns whether the character at a position is a space within a formula.
    pub(super) fn is_formula_space(&self, at: usize) -> bool {
        self.object(at).is_some_and(|object| matches!(object.content, InlineContent::FormulaSpace))
    }

    pub(super) fn object(&self, at: usize) -> Option<&InlineBox> {
        let found = self.objects.binary_search_by_key(&at, |(place, _)| *place).ok()?;
        Some(&self.objects[found].1)
    }

    pub(super) fn object_width(&self, at: usize) -> i64 {
        self.object(at).map_or(0, |object| object.width.to_sp())
    }
}
