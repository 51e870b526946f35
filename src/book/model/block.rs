//! Blocks: paragraphs, lists, tables and everything else that is set from top to bottom.

use super::attr::Attr;
use super::caption::Captioned;
use super::figure::Figure;
use super::group::{GroupRole, TitleRole};
use super::index::IndexId;
use super::inline::{Inline, InlineKind, SpanRole};
use super::list::List;
use super::listing::Listing;
use super::number::Number;
use super::table::Table;
use crate::book::anchor::Anchor;
use crate::book::math::Formula;
use crate::book::origin::NodeId;
use crate::diag::Span;

/// A block of a chapter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Block {
    /// The kind of block.
    pub kind: BlockKind,
    /// Identifier, classes, language.
    pub attr: Attr,
    /// Its place in the source.
    pub span: Span,
    /// Its number in its text; [`NodeId::NONE`] until the book is assembled.
    pub node: NodeId,
}

impl Block {
    /// Returns a block without attributes.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, attr: Attr::NONE, span, node: NodeId::NONE }
    }

    /// Returns a block with attributes.
    pub fn with(kind: BlockKind, attr: Attr, span: Span) -> Self {
        Self { attr, ..Self::new(kind, span) }
    }

    /// Returns its anchor, and those of the rows of its formula.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        let formula = if let BlockKind::Math(formula) = &self.kind { Some(formula) } else { None };
        self.attr.anchor().into_iter().chain(formula.into_iter().flat_map(|formula| formula.anchors()))
    }
}

/// The kinds of block. Both writers match every one of them by name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading within a chapter: level 2 to 6, none skipped once the book is assembled.
    Heading {
        /// 1 to 6 as read; 2 to 6 in an assembled book, where 1 is the division's own title.
        level: u8,
        /// Its number, if headings are numbered.
        number: Option<Number>,
        /// The text.
        text: Vec<Inline>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
        /// The source, without the dash.
        attribution: Option<Vec<Inline>>,
    },
    /// Stanzas, each of lines.
    Verse(Vec<Vec<VerseLine>>),
    /// A list, bulleted or numbered.
    List(List),
    /// Terms and their definitions.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// One picture, or several with a common caption.
    Figure(Figure),
    /// Code, whose lines are kept unchanged.
    Code {
        /// The language named after the fence.
        language: Option<String>,
        /// The lines, without the last line end.
        text: String,
        /// The name and the caption of the block, and its tokens.
        listing: Listing,
    },
    /// A pause between scenes.
    SceneBreak,
    /// A fenced div, an alert, an HTML sectioning element.
    Group(GroupRole, Vec<Block>),
    /// A formula on separate lines.
    Math(Box<Formula>),
    /// A page break that the author wrote.
    PageBreak,
    /// A line of a title page, a copyright page, or below the title of a chapter, made of metadata.
    TitleLine(TitleRole, Vec<Inline>),
    /// The place of the table of contents, whose entries are [`super::Book::contents`].
    Contents,
    /// The place of an index.
    Index(IndexId),
    /// The place of a list of captions, which are [`super::Book::captions`].
    Captions(Captioned),
}

/// A line of verse.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VerseLine {
    /// The steps of indent that the author wrote.
    pub indent: u8,
    /// The text.
    pub text: Vec<Inline>,
}

/// One or more terms with their definitions.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// The definitions, each of blocks.
    pub details: Vec<Vec<Block>>,
}

impl Definition {
    /// Returns whether it is an entry of the glossary.
    pub fn is_entry(&self) -> bool {
        let is_term = |inline: &Inline| matches!(inline.kind, InlineKind::Span(SpanRole::GlossaryTerm, _));
        self.terms.iter().flatten().any(is_term)
    }
}

/// Returns the lines below the title of a division, its subtitle and its author, and the blocks of its
/// text.
pub fn title_lines(blocks: &[Block]) -> (&[Block], &[Block]) {
    let is_title_line = |block: &&Block| {
        let BlockKind::TitleLine(role, _) = &block.kind else { return false };
        matches!(role, TitleRole::ChapterSubtitle | TitleRole::ChapterAuthor)
    };
    blocks.split_at(blocks.iter().take_while(is_title_line).count())
}

/// Returns the name of a box and the blocks below it. Returns `None` if the author gave the box no
/// name.
pub fn box_title(blocks: &[Block]) -> Option<(&[Inline], &[Block])> {
    let (first, rest) = blocks.split_first()?;
    if let BlockKind::TitleLine(TitleRole::Box, title) = &first.kind { Some((title, rest)) } else { None }
}
