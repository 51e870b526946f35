//! Inlines: the pieces of running text.

use super::attr::Attr;
use super::picture::Image;
use super::reference::{Reference, Target};
use crate::book::anchor::NoteId;
use crate::book::origin::NodeId;
use crate::diag::Span;

/// A piece of running text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Identifier, classes, language.
    pub attr: Attr,
    /// Where it was written.
    pub span: Span,
    /// Its place in its text; none until the book is assembled.
    pub node: NodeId,
}

impl Inline {
    /// Plain text without attributes.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self { kind: InlineKind::Text(text.into()), attr: Attr::NONE, span, node: NodeId::NONE }
    }

    /// Returns the piece as one of what a node of the text shows besides its words.
    #[must_use]
    pub fn of_node(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    /// A piece with attributes.
    pub fn with(kind: InlineKind, attr: Attr, span: Span) -> Self {
        Self { attr, ..Self::new(kind, span) }
    }

    /// Returns a piece without attributes.
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, attr: Attr::NONE, span, node: NodeId::NONE }
    }
}

/// The kinds of inline. Both writers match every one of them by name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum InlineKind {
    /// Characters as they shall be set: punctuation is already smart, a soft line end is a space.
    Text(String),
    /// Stress; italic as a rule, upright within italic.
    Emphasis(Vec<Inline>),
    /// Importance; bold as a rule.
    Strong(Vec<Inline>),
    /// Deleted text, struck through.
    Strikethrough(Vec<Inline>),
    /// Above the line.
    Superscript(Vec<Inline>),
    /// Below the line.
    Subscript(Vec<Inline>),
    /// True small capitals.
    SmallCaps(Vec<Inline>),
    /// `[text]{...}`: a meaning, a language, classes.
    Span(SpanRole, Vec<Inline>),
    /// Text as a machine reads it.
    Code(String),
    /// A link with its text.
    Link {
        /// Where it leads.
        to: Target,
        /// What Markdown calls the title of a link.
        title: Option<String>,
        /// The text that is set.
        text: Vec<Inline>,
    },
    /// The call of a footnote.
    Note(NoteId),
    /// `@fig:map`: what is set for it is in [`super::ReferenceLabels`].
    Reference(Reference),
    /// `[@key, p. 3]`: kept as written, brackets included, until citations are set.
    Citation(String),
    /// A formula in TeX, without its delimiters.
    Math {
        /// Set on lines of its own.
        display: bool,
        /// The TeX source.
        source: String,
    },
    /// A picture in the line.
    Image(Image),
    /// A base text and the small text above it.
    Ruby(Vec<(Vec<Inline>, String)>),
    /// A line end that stays.
    Break,
}

/// What a span means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SpanRole {
    /// Nothing but its attributes (a language, a class).
    Plain,
    /// An entry of the index; the text stays.
    Index,
    /// A term where it is defined; italic.
    Term,
    /// Words of another language; italic where the script has one.
    Foreign,
    /// The title of a work; italic.
    WorkTitle,
    /// The name of a ship; italic.
    Ship,
    /// Not to be hyphenated or broken within words.
    NoHyphen,
    /// An abbreviation; `title=` gives the whole words.
    Abbreviation,
    /// A name (a person of a play, say), as `<b>` in HTML: keyword without stress; bold.
    Keyword,
    /// `<i>`: another voice without stress; italic.
    Voice,
    /// `<u>`: marked as by hand; underlined.
    Underline,
    /// `<q>`: a quotation in the line; the marks are in the text already.
    Quotation,
    /// `<kbd>`, `<samp>`, `<var>`.
    Machine,
    /// `<mark>`.
    Mark,
    /// `<small>`.
    Small,
    /// `<cite>`.
    Cite,
    /// `<ins>`.
    Inserted,
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
            | Self::Math { .. }
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
            | Self::Math { .. }
            | Self::Image(_)
            | Self::Ruby(_)
            | Self::Break => None,
        }
    }
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
            InlineKind::Math { source, .. } => out.push_str(source),
            InlineKind::Reference(reference) => out.push_str(&reference.name()),
            InlineKind::Break => out.push(' '),
            InlineKind::Note(_) | InlineKind::Image(_) => {}
        }
    }
}
