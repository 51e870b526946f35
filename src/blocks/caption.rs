//! Captions of figures, tables and listings.

use super::context::BlockContext;
use super::display;
use super::setter::Setter;
use crate::book::tag::Tag;
use crate::book::{Inline, InlineKind};
use crate::design::ParRole;
use crate::design::spec::CaptionNumber;
use crate::diag::Span;
use crate::layout::Line;

/// Returns the lines of a caption: `Figure 1` and the text.
pub(super) fn caption(
    setter: &mut Setter<'_>,
    number: Option<&str>,
    words: &[Inline],
    span: Span,
    context: &BlockContext,
) -> Vec<Line> {
    let mut text = Vec::new();
    if let Some(number) = number {
        text.push(caption_number(setter, number, span));
        if !words.is_empty() {
            text.push(Inline::text("\u{2002}", span));
        }
    }
    text.extend_from_slice(words);
    if text.is_empty() {
        return Vec::new();
    }
    let style = setter.style(ParRole::Caption, context);
    let element = setter.element(context, Tag::Caption);
    display::caption(setter, &text, &style, element)
}

/// Formats the number of a figure or table as the design asks.
pub(super) fn caption_number(setter: &Setter<'_>, number: &str, span: Span) -> Inline {
    let number = Inline::text(number, span).with_node(setter.node);
    match setter.resources.design.spec.figures.number {
        CaptionNumber::SmallCaps => Inline::new(InlineKind::SmallCaps(vec![number]), span),
        CaptionNumber::Bold => Inline::new(InlineKind::Strong(vec![number]), span),
        CaptionNumber::Italic => Inline::new(InlineKind::Emphasis(vec![number]), span),
        CaptionNumber::Plain => number,
    }
}
