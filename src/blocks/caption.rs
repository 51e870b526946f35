//! Captions of figures, tables and listings: set to the measure, or beside figures and tables in the outer margin.

use super::context::BlockContext;
use super::display;
use super::setter::Setter;
use crate::book::tag::Tag;
use crate::book::{Inline, InlineKind};
use crate::design::spec::CaptionNumber;
use crate::design::{Alignment, ParRole, ParStyle};
use crate::diag::Span;
use crate::layout::{ElementId, Line};
use crate::units::Length;

/// The height of capitals above the baseline, in thousandths of an em.
const CAPITALS: i64 = 650;

/// A caption that is still to be set: `Figure 1` and the text.
pub(super) struct Caption {
    text: Vec<Inline>,
    context: BlockContext,
    element: ElementId,
}

impl Caption {
    /// Adds the element of a caption to that of the context. Returns `None` if there is no text.
    pub(super) fn new(
        setter: &mut Setter<'_>,
        number: Option<&str>,
        words: &[Inline],
        span: Span,
        context: &BlockContext,
    ) -> Option<Self> {
        let mut text = Vec::new();
        if let Some(number) = number {
            text.push(caption_number(setter, number, span));
            if !words.is_empty() {
                text.push(Inline::text("\u{2002}", span));
            }
        }
        text.extend_from_slice(words);
        if text.is_empty() {
            return None;
        }
        Some(Self { text, context: context.clone(), element: setter.element(context, Tag::Caption) })
    }

    /// Sets the caption: in the outer margin if the design has captions there and this one is no higher than `height`,
    /// which is that of what it belongs to and `None` if it may not be there; otherwise to the measure.
    pub(super) fn set(self, setter: &mut Setter<'_>, height: Option<Length>) -> CaptionLines {
        let style = setter.style(ParRole::Caption, &self.context);
        let page = &setter.resources.design.page;
        if let (Some(height), Some(column)) = (height, page.caption_column) {
            let align = if style.align == Alignment::Justified { Alignment::Start } else { style.align };
            let right = page.measure - column.width;
            let narrow = ParStyle { left: Length::ZERO, right, align, ..style };
            // The capitals of the first line are level with the head of the figure.
            let above = narrow.strut().0 - narrow.text.size.ratio(CAPITALS, 1000);
            let trial = display::trial(setter, &self.text, &narrow);
            if trial.iter().map(Line::total).sum::<Length>() - above <= height {
                let mut lines = setter.lines(&self.text, &narrow, self.element);
                lines[..1].iter_mut().for_each(|first| first.height -= above);
                return CaptionLines::Beside(lines);
            }
        }
        CaptionLines::Text(self.lines(setter))
    }

    /// Sets the caption to the measure.
    pub(super) fn lines(self, setter: &mut Setter<'_>) -> Vec<Line> {
        let style = setter.style(ParRole::Caption, &self.context);
        display::caption(setter, &self.text, &style, self.element)
    }
}

/// The lines of a caption.
pub(super) enum CaptionLines {
    /// In the outer margin, beside what it belongs to.
    Beside(Vec<Line>),
    /// Below or above it; empty if there is no caption.
    Text(Vec<Line>),
}

/// Returns the lines of a caption set to the measure.
pub(super) fn caption(
    setter: &mut Setter<'_>,
    number: Option<&str>,
    words: &[Inline],
    span: Span,
    context: &BlockContext,
) -> Vec<Line> {
    Caption::new(setter, number, words, span, context).map_or_else(Vec::new, |caption| caption.lines(setter))
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
