//! The state of the reader of one file, and the methods that all its parts share.
//!
//! The parts are methods of [`BlockReader`] in several files, from the lower to the upper: `paragraph`
//! for the open paragraph, `close` and `parts` for the end of a block, `divs` and `flow` for fences and
//! HTML, `blocks` for the events.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fences::PreparedText;
use super::frames::{Frame, FrameKind, OpenParagraph, OpenedBy};
use super::highlight::LanguageName;
use super::index_marks;
use super::notes::Notes;
use super::report::{Frequent, Report};
use super::tex::MathCommands;
use crate::book::{Attr, Block, BlockKind, Inline};
use crate::diag::{FileId, Span};
use crate::lang::LangTag;
use crate::limits::NESTING;
use crate::project::blocks::OwnBlock;

/// The context in which a file is read.
#[derive(Clone, Debug)]
pub struct Markup<'a> {
    /// The language of the book, for its punctuation.
    pub lang: &'a LangTag,
    /// The file's folder relative to the root (`""` or `part-1`), for the paths in it.
    pub folder: &'a str,
    /// The author's own classes, which have a style in the design.
    pub classes: &'a [String],
    /// The name of the file in the list of chapters.
    pub listed: Option<&'a str>,
    /// The commands that formulas may use, apart from those that they define.
    pub commands: &'a MathCommands,
    /// The author's own kinds of numbered blocks.
    pub blocks: &'a [OwnBlock],
    /// The abbreviations that are defined for the whole book.
    pub abbreviations: &'a [String],
    /// The schemes of addresses that links may have, besides those of every book.
    pub schemes: &'a [String],
}

/// Reads inline Markdown in the value of an attribute. It runs a second reader on a small text; the
/// function pointer avoids a circular dependency of the modules.
pub(super) type ReadInlineText = fn(&str, &LangTag, Span) -> Vec<Inline>;

/// The reader of a file.
pub(super) struct BlockReader<'a> {
    pub(super) source: &'a str,
    pub(super) markup: &'a Markup<'a>,
    pub(super) prepared: &'a PreparedText,
    pub(super) read_inline_text: ReadInlineText,
    pub(super) report: Report,
    pub(super) notes: Notes,
    /// The open blocks; the root is always among them.
    pub(super) frames: Vec<Frame>,
    pub(super) paragraph: Option<OpenParagraph>,
    /// The text of the open code block.
    pub(super) code: String,
    pub(super) in_code: bool,
    /// The languages named so far, each with its grammar; `None` if there is none.
    pub(super) languages: BTreeMap<String, Option<LanguageName>>,
    /// The lines of the open HTML block.
    pub(super) html_lines: Vec<Range<usize>>,
    /// For each name, the number of tags that opened nothing. As many end tags will close nothing.
    pub(super) ignored_tags: BTreeMap<String, usize>,
    /// The commands that formulas have defined so far.
    pub(super) defined_in_formulas: MathCommands,
    /// The number of divs beyond the nesting limit. As many closing fences will close nothing.
    pub(super) ignored_divs: usize,
    /// Where the last cell of the open row ends.
    pub(super) cell_end: usize,
}

impl<'a> BlockReader<'a> {
    pub(super) fn new(
        file: FileId,
        source: &'a str,
        prepared: &'a PreparedText,
        markup: &'a Markup<'a>,
        read_inline_text: ReadInlineText,
    ) -> Self {
        Self {
            source,
            markup,
            prepared,
            read_inline_text,
            report: Report::new(file, markup.classes),
            notes: Notes::default(),
            frames: vec![Frame::new(FrameKind::Root, OpenedBy::Markdown, Attr::NONE, 0)],
            paragraph: None,
            code: String::new(),
            in_code: false,
            languages: BTreeMap::new(),
            html_lines: Vec::new(),
            ignored_tags: BTreeMap::new(),
            defined_in_formulas: markup.commands.clone(),
            ignored_divs: 0,
            cell_end: 0,
        }
    }
}

impl BlockReader<'_> {
    /// Returns the innermost open block.
    pub(super) fn innermost(&self) -> &Frame {
        self.frames.last().expect("the root stays open")
    }

    /// Returns the innermost open block.
    pub(super) fn innermost_mut(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root stays open")
    }

    /// Returns the number of open levels of nesting.
    pub(super) fn depth(&self) -> usize {
        self.frames.iter().filter(|frame| frame.is_level()).count()
    }

    /// Returns how many levels of wraps may still nest in a paragraph.
    pub(super) fn room(&self) -> usize {
        NESTING.saturating_sub(self.depth())
    }

    /// Returns whether another level of nesting may open. Reports the place if none may.
    pub(super) fn has_room(&mut self, range: Range<usize>) -> bool {
        let room = self.depth() < NESTING;
        if !room {
            self.report.count(Frequent::Nesting, range);
        }
        room
    }

    /// Returns the language at this place.
    pub(super) fn lang(&self) -> LangTag {
        let within = self.frames.iter().rev().find_map(|frame| frame.attr.lang());
        within.unwrap_or(self.markup.lang).clone()
    }

    /// Adds a block to the innermost open one.
    pub(super) fn put(&mut self, kind: BlockKind, attr: Attr, range: Range<usize>) {
        let span = self.report.span(range);
        let block = Block::with(kind, attr, span);
        index_marks::join(&mut self.innermost_mut().blocks, block);
    }

    /// Adds blocks to the innermost open one.
    pub(super) fn put_all(&mut self, blocks: Vec<Block>) {
        self.innermost_mut().blocks.extend(blocks);
    }

    /// Reads the inline Markdown in the value of an attribute; `range` is that of the attributes.
    pub(super) fn attribute_text(&self, text: &str, range: &Range<usize>) -> Vec<Inline> {
        self.text_in(text, &self.lang(), range)
    }

    /// Reads inline Markdown in a language; `range` is that of the attributes.
    pub(super) fn text_in(&self, text: &str, lang: &LangTag, range: &Range<usize>) -> Vec<Inline> {
        read_value(self.read_inline_text, text, lang, self.source, &self.report, range)
    }
}

/// Reads the inline Markdown in the value of an attribute, or in a part of it, with its place in the source if that is
/// found there; `range` is that of the attributes.
pub(super) fn read_value(
    read: ReadInlineText,
    text: &str,
    lang: &LangTag,
    source: &str,
    report: &Report,
    range: &Range<usize>,
) -> Vec<Inline> {
    let is_value = |at: &usize| {
        matches!(source[..*at].trim_end().bytes().next_back(), Some(b'=' | b'"' | b'\'' | b'!' | b';'))
    };
    let mut found = source[range.clone()].match_indices(text).map(|(at, _)| range.start + at);
    let range = found.find(is_value).map_or(range.clone(), |start| start..start + text.len());
    read(text, lang, report.span(range))
}
