//! How an inline changes the style of the text around it.

use super::style::{Family, TextStyle};
use crate::book::{Inline, InlineKind, SpanRole};

/// Size of super- and subscripts, in thousandths of the text.
const SCRIPT_SIZE: i64 = 650;
/// How far a superscript is raised and a subscript lowered, in thousandths of the text's size.
const SUPER_RISE: i64 = 340;
const SUB_DROP: i64 = 140;
/// Code beside text: a monospaced face looks larger than a serif of the same size.
const CODE_SIZE: i64 = 880;
/// `<small>`.
const SMALL_SIZE: i64 = 850;
/// Letterspacing of small capitals, in thousandths of the size (Bringhurst 3.2.2).
const SMALL_CAPS_TRACKING: i32 = 30;

/// The style of an inline's content within text of the given style.
pub fn within(outer: &TextStyle, inline: &Inline) -> TextStyle {
    let mut style = outer.clone();
    if let Some(lang) = inline.attr.lang() {
        style.lang = lang.clone();
    }
    match &inline.kind {
        InlineKind::Emphasis(_) => style.italic = !outer.italic,
        InlineKind::Strong(_) => style.bold = true,
        InlineKind::Strikethrough(_) => style.strike = true,
        InlineKind::Superscript(_) => script(&mut style, outer, SUPER_RISE),
        InlineKind::Subscript(_) => script(&mut style, outer, -SUB_DROP),
        InlineKind::SmallCaps(_) => small_caps(&mut style),
        InlineKind::Code(_) | InlineKind::Math { .. } => code(&mut style),
        InlineKind::Span(role, _) => span(&mut style, outer, *role),
        InlineKind::Note(_) => note_call(&mut style, outer),
        InlineKind::Text(_)
        | InlineKind::Link { .. }
        | InlineKind::Reference(_)
        | InlineKind::Citation(_)
        | InlineKind::Image(_)
        | InlineKind::Ruby(_)
        | InlineKind::Break => {}
    }
    style
}

/// Small capitals, spaced.
pub fn small_caps(style: &mut TextStyle) {
    style.small_caps = true;
    style.tracking = style.tracking.max(SMALL_CAPS_TRACKING);
}

fn span(style: &mut TextStyle, outer: &TextStyle, role: SpanRole) {
    match role {
        SpanRole::Term
        | SpanRole::Foreign
        | SpanRole::WorkTitle
        | SpanRole::Ship
        | SpanRole::Voice
        | SpanRole::Cite => {
            style.italic = !outer.italic;
        }
        SpanRole::Keyword | SpanRole::Mark => style.bold = true,
        SpanRole::Underline | SpanRole::Inserted => style.underline = true,
        SpanRole::Machine => code(style),
        SpanRole::Small => style.size = outer.size.ratio(SMALL_SIZE, 1000),
        SpanRole::NoHyphen => style.hyphenate = false,
        SpanRole::Plain | SpanRole::Index | SpanRole::Abbreviation | SpanRole::Quotation => {}
    }
}

fn script(style: &mut TextStyle, outer: &TextStyle, rise: i64) {
    style.rise = outer.rise + outer.size.ratio(rise, 1000);
    style.size = outer.size.ratio(SCRIPT_SIZE, 1000);
}

/// The call of a note is always upright, lining and raised, whatever text it stands in.
fn note_call(style: &mut TextStyle, outer: &TextStyle) {
    script(style, outer, SUPER_RISE);
    style.italic = false;
    style.bold = false;
    style.old_style = false;
    style.small_caps = false;
    style.underline = false;
    style.tracking = 0;
}

fn code(style: &mut TextStyle) {
    if style.family != Family::Code {
        style.family = Family::Code;
        style.size = style.size.ratio(CODE_SIZE, 1000);
    }
    style.hyphenate = false;
    style.small_caps = false;
    style.all_small_caps = false;
    style.old_style = false;
    style.tracking = 0;
}
