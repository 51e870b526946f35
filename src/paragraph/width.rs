//! Measures text before it is set.

use super::breaker::{BreakItem, FILL, INFINITE};
use super::collect;
use super::elements::ElementSlot;
use super::itemize;
use super::line_items::LineItems;
use super::lines::one_line;
use super::opportunities::Rescue;
use super::request::Resources;
use super::shaped::ShapedText;
use super::text;
use crate::book::tag::Tag;
use crate::book::{Inline, TextId};
use crate::design::style::{ParStyle, TextStyle};
use crate::layout::{ElementId, Structure};
use crate::units::Length;

/// Returns the width of plain text in one line. Characters that no font has are reported when it is
/// set.
pub(crate) fn width_of_text(text: &str, style: &TextStyle, resources: Resources<'_>) -> Length {
    let collected = text::plain(text, style, None);
    let segments = itemize::itemize(&collected, resources.design, resources.fonts).value;
    let shaped = ShapedText::shape(collected, segments, resources.fonts);
    one_line(&shaped, 0..shaped.collected.text.len(), style, resources.fonts).width
}

/// Returns the width of the longest unbreakable part, and that of everything in one line. `rescue` divides words
/// even if their style says otherwise, and then all other places where a line may end count too.
pub(crate) fn width_of(
    inlines: &[Inline],
    style: &ParStyle,
    rescue: Option<Rescue>,
    resources: Resources<'_>,
) -> (Length, Length) {
    let mut apart = Structure::new(Tag::Section);
    let slot = ElementSlot { structure: &mut apart, block: ElementId::ROOT, text: TextId::NONE, line: None };
    let collected = collect::collect(inlines, &style.text, Length::MAX, resources, slot);
    // Characters that no font has are reported when the text is set.
    let segments = itemize::itemize(&collected, resources.design, resources.fonts).value;
    let shaped = ShapedText::shape(collected, segments, resources.fonts);
    let all = || std::iter::once(0..shaped.collected.text.len()).collect();
    let long: Vec<_> = rescue.map(|rescue| (rescue, all())).into_iter().collect();
    let line_items = LineItems::new(&shaped, 0, None, resources.design.rules, &long, resources.fonts);
    let (mut longest, mut piece, mut widest, mut line) = (0, 0, 0, 0);
    let mut tied = false;
    for item in &line_items.items {
        match *item {
            BreakItem::Box { width, .. } => (piece, line) = (piece + width, line + width),
            BreakItem::Glue { width, stretch, .. } if stretch < FILL => {
                piece = if tied { piece + width } else { 0 };
                line += width;
            }
            BreakItem::Gap { width, cost, .. } => {
                piece = if cost < INFINITE { 0 } else { piece + width };
                line += width;
            }
            BreakItem::Penalty { cost, .. } if cost <= -INFINITE => (piece, line) = (0, 0),
            BreakItem::Penalty { cost: 0, .. } => piece = 0,
            BreakItem::Penalty { width, cost, .. } if rescue.is_some() && cost < INFINITE => {
                longest = longest.max(piece + width);
                piece = 0;
            }
            BreakItem::Glue { .. } | BreakItem::Penalty { .. } => {}
        }
        // A no-break space is glue after a penalty that forbids a break.
        tied = matches!(*item, BreakItem::Penalty { cost, .. } if cost >= INFINITE);
        longest = longest.max(piece);
        widest = widest.max(line);
    }
    let indents = style.left + style.right + style.indent;
    (Length::sp(longest) + indents, Length::sp(widest) + indents)
}
