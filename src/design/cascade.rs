//! The cascade: how an inline changes the style of the text around it.

use super::spec::{InlineSpec, KeycapSpec};
use super::style::{DotPlace, Family, TextStyle};
use super::styles::Styles;
use crate::book::drama::is_in_capitals;
use crate::book::{Inline, InlineKind, SpanRole, holds_keys};

/// One, in ten-thousandths.
const ONE: i64 = 10_000;

/// Returns the style of an inline's content within text of the style `outer`.
pub fn within(outer: &TextStyle, inline: &Inline, spec: &InlineSpec, styles: &Styles) -> TextStyle {
    let mut style = outer.clone();
    if let Some(lang) = inline.attr.lang() {
        style.lang = lang.clone();
    }
    if let Some(rtl) = inline.attr.is_rtl() {
        style.direction = outer.direction.within(rtl);
    }
    match &inline.kind {
        InlineKind::Emphasis(_) if style.lang.has_italics() => style.italic = !outer.italic,
        // Without italics, only weight is seen.
        InlineKind::Emphasis(_) => style.bold = true,
        InlineKind::Strong(_) => style.bold = true,
        InlineKind::Strikethrough(_) => style.strike = true,
        InlineKind::Superscript(_) => script(&mut style, outer, spec, spec.rise),
        InlineKind::Subscript(_) => script(&mut style, outer, spec, -spec.drop),
        InlineKind::SmallCaps(_) => small_caps(&mut style, spec),
        InlineKind::Code(_) => code(&mut style, spec),
        // A formula that cannot be read is shown as its source.
        InlineKind::Math(formula) => {
            if formula.content.is_none() {
                code(&mut style, spec);
            }
        }
        InlineKind::Span(SpanRole::Speaker, name) => name_of_speaker(&mut style, styles.speaker(), name),
        InlineKind::Span(SpanRole::Keys, keys) => match spec.keycap {
            Some(_) if holds_keys(keys) => {}
            Some(keycap) => framed(&mut style, outer, keycap),
            None => code(&mut style, spec),
        },
        InlineKind::Span(role, _) => span(&mut style, outer, *role, spec),
        InlineKind::Note(_) => note_call(&mut style, outer, spec),
        InlineKind::Text(_)
        | InlineKind::Link { .. }
        | InlineKind::Reference(_)
        | InlineKind::Citation(_)
        | InlineKind::Image(_)
        | InlineKind::Ruby(_)
        | InlineKind::Break => {}
    }
    for id in styles.classes_of(&inline.attr) {
        styles.class(id).text.apply(&mut style);
    }
    style
}

/// Sets a style in letter-spaced small capitals.
pub fn small_caps(style: &mut TextStyle, spec: &InlineSpec) {
    style.small_caps = true;
    style.tracking = style.tracking.max(i32::try_from(spec.tracking / 10).unwrap_or(0));
}

/// Returns whether an inline is a key that is framed. Keys to press together, with each of them a key within, have no
/// frame of their own.
pub fn is_keycap(inline: &Inline, spec: &InlineSpec) -> bool {
    spec.keycap.is_some()
        && matches!(&inline.kind, InlineKind::Span(SpanRole::Keys, keys) if !holds_keys(keys))
}

fn framed(style: &mut TextStyle, outer: &TextStyle, keycap: KeycapSpec) {
    style.family = keycap.family;
    style.size = outer.size.ratio(keycap.size, ONE);
    style.italic = false;
    plain_letters(style);
}

fn span(style: &mut TextStyle, outer: &TextStyle, role: SpanRole, spec: &InlineSpec) {
    match role {
        SpanRole::Term if !style.lang.has_italics() => style.bold = true,
        SpanRole::Term
        | SpanRole::Foreign
        | SpanRole::WorkTitle
        | SpanRole::Ship
        | SpanRole::Voice
        | SpanRole::Cite => {
            style.italic = !outer.italic;
        }
        SpanRole::Keyword | SpanRole::Mark => style.bold = true,
        SpanRole::Head => (style.bold, style.italic) = (true, false),
        SpanRole::HeadItalic => style.italic = true,
        SpanRole::HeadNote | SpanRole::ProofEnd => style.italic = false,
        SpanRole::Underline | SpanRole::Inserted => style.underline = true,
        SpanRole::Dots => {
            let is_under = style.lang.primary() == "zh";
            style.dots = Some(if is_under { DotPlace::Under } else { DotPlace::Over });
        }
        SpanRole::Machine => code(style, spec),
        SpanRole::Small => style.size = outer.size.ratio(spec.small, ONE),
        SpanRole::NoHyphen => style.hyphenate = false,
        SpanRole::Plain
        | SpanRole::FigureLetter
        | SpanRole::References
        | SpanRole::GlossaryTerm
        | SpanRole::Index
        | SpanRole::Abbreviation
        | SpanRole::Keys
        | SpanRole::Quotation
        | SpanRole::Speaker => {}
    }
}

/// Sets a style to that of speakers' names. Names that the author wrote in capitals are in small
/// capitals like all others, if the style has these.
fn name_of_speaker(style: &mut TextStyle, speaker: &TextStyle, name: &[Inline]) {
    let outer = style.clone();
    *style = speaker.clone();
    style.all_small_caps |= speaker.small_caps && is_in_capitals(name);
    (style.lang, style.direction) = (outer.lang, outer.direction);
    (style.size, style.rise) = (outer.size, outer.rise);
    (style.colour, style.underline, style.strike) = (outer.colour, outer.underline, outer.strike);
}

fn script(style: &mut TextStyle, outer: &TextStyle, spec: &InlineSpec, rise: i64) {
    style.rise = outer.rise + outer.size.ratio(rise, ONE);
    style.size = outer.size.ratio(spec.script, ONE);
}

/// The call of a note is always upright, lining and raised, whatever the style of the text around it.
fn note_call(style: &mut TextStyle, outer: &TextStyle, spec: &InlineSpec) {
    script(style, outer, spec, spec.rise);
    style.italic = false;
    style.bold = false;
    style.old_style = false;
    style.small_caps = false;
    style.underline = false;
    style.tracking = 0;
}

fn code(style: &mut TextStyle, spec: &InlineSpec) {
    if style.family != Family::Code {
        style.family = Family::Code;
        style.size = style.size.ratio(spec.code, ONE);
    }
    plain_letters(style);
}

/// Shows every letter as it is written.
fn plain_letters(style: &mut TextStyle) {
    style.hyphenate = false;
    style.small_caps = false;
    style.all_small_caps = false;
    style.old_style = false;
    style.tracking = 0;
}
