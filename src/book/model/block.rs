//! Blocks: paragraphs, lists, tables and all that is set below one another.

use super::attr::Attr;
use super::caption::Captioned;
use super::figure::Figure;
use super::group::{GroupRole, TitleRole};
use super::inline::Inline;
use super::list::List;
use super::number::Number;
use super::table::Table;
use crate::book::origin::NodeId;
use crate::diag::Span;

/// A block of a chapter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Identifier, classes, language.
    pub attr: Attr,
    /// Where it was written.
    pub span: Span,
    /// Its place in its text; none until the book is assembled.
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
        /// Its number, where headings are numbered.
        number: Option<Number>,
        /// The words.
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
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// One picture or several with a caption.
    Figure(Figure),
    /// Lines for a machine, kept as they are.
    Code {
        /// The language named after the fence.
        language: Option<String>,
        /// The lines, without the last line end.
        text: String,
        /// What is above and below them.
        listing: Listing,
    },
    /// A pause between scenes.
    SceneBreak,
    /// A fenced div, an alert, an HTML sectioning element.
    Group(GroupRole, Vec<Block>),
    /// A formula on lines of its own, in TeX.
    Math(String),
    /// A new page by the author's word.
    PageBreak,
    /// A line of a title page or a copyright page, made from the metadata.
    TitleLine(TitleRole, Vec<Inline>),
    /// The place of the table of contents, whose entries are [`super::Book::contents`].
    Contents,
    /// The place of a list of captions, which are [`super::Book::captions`].
    Captions(Captioned),
}

/// What names a block of code.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Listing {
    /// The line above it: the name of a file, as a rule.
    pub title: Vec<Inline>,
    /// The caption below it.
    pub caption: Vec<Inline>,
    /// Its number, set by assembly for code with a label (`#lst:x`).
    pub number: Option<Number>,
}

/// A line of verse.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VerseLine {
    /// Steps of indent that the author gave.
    pub indent: u8,
    /// The words.
    pub text: Vec<Inline>,
}

/// One or more terms with their meanings.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// The meanings, each of blocks.
    pub details: Vec<Vec<Block>>,
}

/// Returns the name of a box and the blocks below it. Returns `None` for a box without a name of its own.
pub fn box_title(blocks: &[Block]) -> Option<(&[Inline], &[Block])> {
    match blocks.split_first() {
        Some((Block { kind: BlockKind::TitleLine(TitleRole::Box, title), .. }, rest)) => Some((title, rest)),
        _ => None,
    }
}
