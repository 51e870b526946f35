//! The elements of the logical structure that inlines become (ISO 32000-1, section 14.8).

use crate::book::math::alternative;
use crate::book::tag::Tag;
use crate::book::{Inline, InlineKind, Key, NodeId, SpanRole, Target, TextId, plain_text};
use crate::lang::LangTag;
use crate::layout::{ElementAttributes, ElementId, Structure};

/// The part of a structure that the text of a paragraph is added to.
#[derive(Debug)]
pub(crate) struct ElementSlot<'a> {
    /// The structure.
    pub(crate) structure: &'a mut Structure,
    /// The element of the paragraph.
    pub(crate) block: ElementId,
    /// The text that the paragraph shows.
    pub(crate) text: TextId,
    /// The line of a generated list, if the paragraph is one. Such a line repeats text from elsewhere
    /// in the book.
    pub(crate) line: Option<NodeId>,
}

/// Returns the tag of an inline; `None` if it has no element.
pub(super) fn tag(inline: &Inline) -> Option<Tag> {
    use InlineKind as I;
    use SpanRole as S;
    let own = match &inline.kind {
        I::Emphasis(_) => Some(Tag::Emphasis),
        I::Strong(_) => Some(Tag::Strong),
        I::Code(_) => Some(Tag::Code),
        I::Math(_) => Some(Tag::Formula),
        I::Link { .. } => Some(Tag::Link),
        I::Span(S::Quotation, _) => Some(Tag::Quote),
        I::Span(S::Keys | S::Machine, _) => Some(Tag::Code),
        I::Span(S::Term, _) => Some(Tag::Emphasis),
        I::Span(S::Abbreviation, _) => inline.attr.value(Key::Title).map(|_| Tag::Span),
        // References and calls of notes are two elements each, pictures are objects: see `collect`.
        I::Reference(_) | I::Note(_) | I::Image(_) => None,
        I::Text(_)
        | I::Strikethrough(_)
        | I::Superscript(_)
        | I::Subscript(_)
        | I::SmallCaps(_)
        | I::Span(
            S::Plain
            | S::Head
            | S::HeadItalic
            | S::HeadNote
            | S::ProofEnd
            | S::FigureLetter
            | S::References
            | S::GlossaryTerm
            | S::Index
            | S::Foreign
            | S::WorkTitle
            | S::Ship
            | S::Speaker
            | S::NoHyphen
            | S::Keyword
            | S::Voice
            | S::Underline
            | S::Dots
            | S::Mark
            | S::Small
            | S::Cite
            | S::Inserted,
            _,
        )
        | I::Citation(_)
        | I::Ruby(_)
        | I::Break => None,
    };
    own.or_else(|| inline.attr.lang().map(|_| Tag::Span))
}

/// Returns the attributes of an inline's element, in a text of a language.
pub(super) fn attributes(inline: &Inline, lang: &LangTag) -> ElementAttributes {
    let mut attributes =
        ElementAttributes { lang: inline.attr.lang().cloned(), ..ElementAttributes::default() };
    if let InlineKind::Math(formula) = &inline.kind {
        attributes.alt = Some(alternative(formula, &inline.attr, lang));
    }
    if let InlineKind::Link { to, title, text } = &inline.kind {
        let place = match to {
            Target::External(uri) => uri.clone(),
            Target::Internal(_) | Target::Entry(_) | Target::Unresolved(_) => plain_text(text),
        };
        attributes.leads_to = Some(title.clone().unwrap_or(place));
    }
    if let InlineKind::Span(SpanRole::Abbreviation, _) = &inline.kind {
        attributes.expansion = inline.attr.value(Key::Title).map(str::to_owned);
    }
    attributes
}
