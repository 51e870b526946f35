//! Inlines: the pieces of running text.

use super::attr::Attr;
use super::picture::Image;
use super::reference::{Reference, Target};
use crate::book::anchor::{Anchor, NoteId};
use crate::book::math::{Formula, plain};
use crate::book::origin::NodeId;
use crate::diag::Span;

/// A piece of running text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Inline {
    /// The kind of inline.
    pub kind: InlineKind,
    /// Identifier, classes, language.
    pub attr: Attr,
    /// Its place in the source.
    pub span: Span,
    /// Its number in its text; [`NodeId::NONE`] until the book is assembled.
    pub node: NodeId,
}

impl Inline {
    /// Returns plain text without attributes.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self { kind: InlineKind::Text(text.into()), attr: Attr::NONE, span, node: NodeId::NONE }
    }

    /// Returns the inline as content that is generated for a node.
    #[must_use]
    pub fn with_node(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    /// Returns an inline with attributes.
    pub fn with(kind: InlineKind, attr: Attr, span: Span) -> Self {
        Self { attr, ..Self::new(kind, span) }
    }

    /// Returns its anchor, and those of the rows of its formula.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        let formula = if let InlineKind::Math(formula) = &self.kind { Some(formula) } else { None };
        self.attr.anchor().into_iter().chain(formula.into_iter().flat_map(|formula| formula.anchors()))
    }

    /// Returns an inline without attributes.
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, attr: Attr::NONE, span, node: NodeId::NONE }
    }
}

/// The kinds of inline. Both writers match every one of them by name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum InlineKind {
    /// Characters as they are set: punctuation is typographic, a soft line end is a space.
    Text(String),
    /// Stress; usually italic, upright within italic.
    Emphasis(Vec<Inline>),
    /// Importance; usually bold.
    Strong(Vec<Inline>),
    /// Deleted text, struck through.
    Strikethrough(Vec<Inline>),
    /// Above the line.
    Superscript(Vec<Inline>),
    /// Below the line.
    Subscript(Vec<Inline>),
    /// True small capitals.
    SmallCaps(Vec<Inline>),
    /// `[text]{...}`: text with a meaning, a language or classes.
    Span(SpanRole, Vec<Inline>),
    /// Code.
    Code(String),
    /// A link with its text.
    Link {
        /// The target.
        to: Target,
        /// The title of the link, as Markdown calls it.
        title: Option<String>,
        /// The text that is set.
        text: Vec<Inline>,
    },
    /// The call of a footnote.
    Note(NoteId),
    /// `@fig:map`; [`super::ReferenceLabels`] has the text that is set.
    Reference(Reference),
    /// `[@key, p. 3]`: kept as written, including the brackets.
    Citation(String),
    /// A formula.
    Math(Box<Formula>),
    /// A picture in the line.
    Image(Image),
    /// A base text and the small text above it.
    Ruby(Vec<(Vec<Inline>, String)>),
    /// A line end that is kept.
    Break,
}

/// The meaning of a span.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SpanRole {
    /// A span that only has attributes (a language, a class).
    Plain,
    /// An entry of the index, whose text is set.
    Index,
    /// A term that is defined here; italic.
    Term,
    /// A term in the glossary, to which its uses are linked.
    GlossaryTerm,
    /// Words of another language; italic if the script has one.
    Foreign,
    /// The title of a work; italic.
    WorkTitle,
    /// The name of a ship; italic.
    Ship,
    /// Text that is neither hyphenated nor broken within words.
    NoHyphen,
    /// An abbreviation; `title=` has the expansion.
    Abbreviation,
    /// A name (a person of a play, for example), as `<b>` in HTML: a keyword without stress; bold.
    Keyword,
    /// `<i>`: another voice without stress; italic.
    Voice,
    /// The name of a speaker in a play.
    Speaker,
    /// `<u>`: text marked as if by hand; underlined.
    Underline,
    /// Emphasis by a dot at each character, as in Chinese and Japanese.
    Dots,
    /// `<q>`: a quotation in the line; the quotation marks are already in the text.
    Quotation,
    /// `<kbd>`: keys to press; with a key in it for each of several.
    Keys,
    /// `<samp>`, `<var>`, `<tt>`.
    Machine,
    /// `<mark>`.
    Mark,
    /// `<small>`.
    Small,
    /// `<cite>`.
    Cite,
    /// `<ins>`.
    Inserted,
    /// The head of a theorem or the like: bold, and upright in italic text.
    Head,
    /// The head of a remark or a proof: italic.
    HeadItalic,
    /// The name in the head of a theorem: upright in italic text.
    HeadNote,
    /// The mark at the end of a proof.
    ProofEnd,
    /// The letter of a picture in a group: `(a)`.
    FigureLetter,
    /// References that become one: `[@fig:a; @fig:b]`. An assembled book has none.
    References,
}

impl InlineKind {
    /// Returns the running text that it wraps. `None` for words, pictures and the like, and for ruby, which has
    /// several base texts.
    pub fn inner(&self) -> Option<&[Inline]> {
        match self {
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::SmallCaps(inner)
            | Self::Span(_, inner)
            | Self::Link { text: inner, .. } => Some(inner),
            Self::Text(_)
            | Self::Code(_)
            | Self::Note(_)
            | Self::Reference(_)
            | Self::Citation(_)
            | Self::Math(_)
            | Self::Image(_)
            | Self::Ruby(_)
            | Self::Break => None,
        }
    }

    /// Returns the running text that it wraps, to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::SmallCaps(inner)
            | Self::Span(_, inner)
            | Self::Link { text: inner, .. } => Some(inner),
            Self::Text(_)
            | Self::Code(_)
            | Self::Note(_)
            | Self::Reference(_)
            | Self::Citation(_)
            | Self::Math(_)
            | Self::Image(_)
            | Self::Ruby(_)
            | Self::Break => None,
        }
    }
}

/// Returns whether keys to press are among inlines.
pub fn holds_keys(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Span(SpanRole::Keys, _)))
}

/// Returns the words of inlines as plain text; notes and pictures have none.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => {
                out.push_str(text)
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => push_plain(inner, out),
            InlineKind::Ruby(pairs) => pairs.iter().for_each(|(base, _)| push_plain(base, out)),
            InlineKind::Math(formula) => out.push_str(&plain(formula)),
            InlineKind::Reference(reference) => out.push_str(&reference.name()),
            InlineKind::Break => out.push(' '),
            InlineKind::Note(_) | InlineKind::Image(_) => {}
        }
    }
}
