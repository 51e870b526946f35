//! The rules of blocks that follow the design: the rule at the opening of a chapter, ornaments, boxes, tables,
//! figures.

use std::fmt::Write;

use super::accent;
use super::sheet::{Declarations, Sheet, border, decimal, hundredths, string, width};
use super::titles::{align, figures};
use crate::assets::Assets;
use crate::assets::reduce::{Reduced, reduce};
use crate::design::spec::{BlockPlace, CaptionNumber, RulePlace};
use crate::design::{Alignment, Design, LeadIn, ParRole, StyleName};
use crate::units::Length;
use crate::words::Digits;

/// Reading systems that know this know generated content too; for others, a scene break is a short rule.
const MODERN: &str = "@supports (display: grid)";
/// The condition for showing a drawing in the colour of the text.
const MASKS: &str = "@supports (mask-size: contain) or (-webkit-mask-size: contain)";
/// The measure that an indent of a quotation or an epigraph leaves, in ems, and what remains of the indent on a
/// narrower screen, in hundredths of the measure.
const MIN_MEASURE: i64 = 20;
const MAX_NARROW_INDENT: i64 = 5;
/// The space between the rule of an opening and the text next to it, in ems.
const RULE_SPACE: &str = "1em";

/// Adds the rules of all blocks.
pub(super) fn rules(design: &Design, assets: &Assets, sheet: &mut Sheet) {
    let text = &design.screen.style(ParRole::Body).text;
    let mut declarations = Declarations::default();
    figures(text.old_style, text.tabular, &mut declarations);
    sheet.rule("body", &declarations);
    let digits = design.words.digits();
    if digits != Digits::LATIN {
        counters(digits, sheet);
    }
    first_paragraphs(design, sheet);
    opening_rule(design, sheet);
    match design.spec.ornament.file().and_then(|path| assets.find(path)) {
        Some((_, drawing)) => drawn_break(design, &reduce(drawing), sheet),
        None => scene_break(design, sheet),
    }
    indents("blockquote", design, StyleName::Quote, sheet);
    indents(".epigraph", design, StyleName::Epigraph, sheet);
    boxes(design, sheet);
    tables(design, sheet);
    captions(design, sheet);
}

/// The indents of languages in which the first paragraph below a heading or another block has one, and in which it is
/// that of the language.
fn first_paragraphs(design: &Design, sheet: &mut Sheet) {
    const BELOW: &str = "h2 + p, h3 + p, h4 + p, h5 + p, h6 + p, hr + p, blockquote + p, ul + p, ol + p, dl + p, figure + p, \
                         .table + p, pre + p, .verse + p, aside + p, .epigraph + p, .letter + p, .drama + p, \
                         .admonition + p, .right + p, .centred + p, .statement + p, \
                         .columns + p";
    const OPENING: &str =
        "h1 + p, hgroup + p, body > section > p:first-child, div[role~=\"doc-pagebreak\"] + p";
    let indent = match design.lang.primary() {
        "ja" => "1em",
        "zh" | "yue" => "2em",
        _ => "1.2em",
    };
    let mut declarations = Declarations::default();
    declarations.set("text-indent", indent);
    if indent != "1.2em" {
        sheet.rule("p", &declarations);
    }
    if design.screen.style(ParRole::BodyFirst).indent > Length::ZERO {
        sheet.rule(BELOW, &declarations);
        if design.lead == LeadIn::NONE {
            sheet.rule(OPENING, &declarations);
        }
    }
}

/// The numbers of lists in the digits of the book.
fn counters(digits: Digits, sheet: &mut Sheet) {
    let style = digits.counter_style();
    sheet.counter_style("paren-native", style, "");
    sheet.counter_style("parens-native", style, "(");
    for (selector, name) in
        [("ol.native", style), ("ol.paren.native", "paren-native"), ("ol.parens.native", "parens-native")]
    {
        let mut declarations = Declarations::default();
        declarations.set("list-style-type", name);
        sheet.rule(selector, &declarations);
    }
}

/// The rule of chapter openings, centred in no space of its own: above the number, below the number, or below
/// the title.
fn opening_rule(design: &Design, sheet: &mut Sheet) {
    let spec = design.spec.opening;
    if spec.rule.is_zero() {
        return;
    }
    // A title without a number has no group.
    let selectors = match spec.rule_place {
        RulePlace::Above => {
            "section:not(.part) > hgroup::before, section:not(.part) > h1:not(.book-title)::before, nav > h1::before"
        }
        RulePlace::Between => {
            "section:not(.part) > hgroup .number::after, section:not(.part) > h1:not(.book-title)::before, nav > h1::before"
        }
        RulePlace::Below => {
            "section:not(.part) > hgroup::after, section:not(.part) > h1:not(.book-title)::after, nav > h1::after"
        }
    };
    let is_above = spec.rule_place == RulePlace::Above;
    let (before, after) = if is_above { ("0", RULE_SPACE) } else { (RULE_SPACE, "0") };
    let (start, end) = match design.screen.named(StyleName::ChapterTitle).align {
        Alignment::Justified | Alignment::Start => ("0", "auto"),
        Alignment::Centre => ("auto", "auto"),
        Alignment::End => ("auto", "0"),
    };
    let mut declarations = Declarations::default();
    let width = hundredths(spec.rule_width, design.page.measure);
    declarations.set("content", "\"\"").set("display", "block");
    declarations.set("width", format_args!("{}%", width.min(100)));
    declarations.set("border-top", border(spec.rule));
    if let Some(colour) = accent::colour(design) {
        declarations.set("border-top-color", colour);
    }
    declarations.set("margin", format_args!("{before} 0 {after}"));
    declarations.set("margin-inline-start", start).set("margin-inline-end", end);
    sheet.rule(selectors, &declarations);
}

/// The ornament of the printed book. It is no text, and voices do not read it: what is in a separator is not
/// exposed to them (WAI-ARIA 1.2, section 5.2.8).
fn scene_break(design: &Design, sheet: &mut Sheet) {
    let ornament = design.spec.ornament.characters();
    let style = design.screen.named(StyleName::Ornament);
    let mut rule = Declarations::default();
    rule.set("width", "auto").set("border", "none");
    if ornament.trim().is_empty() {
        sheet.rule("hr.scene-break", rule.set("height", "1em"));
        return;
    }
    align(style.align, false, &mut rule);
    sheet.rule_if(MODERN, "hr.scene-break", &rule);
    let size = hundredths(style.text.size, design.text_size);
    let mut sign = Declarations::default();
    sign.set("content", string(ornament)).set_if(
        size != 100,
        "font-size",
        format_args!("{}em", decimal(size)),
    );
    sheet.rule_if(MODERN, "hr.scene-break::before", &sign);
}

/// A drawing that marks scene breaks, in the colour of the text, whatever the ground is. It is in the stylesheet itself:
/// many reading systems do not let a mask be read from another file.
fn drawn_break(design: &Design, drawing: &Reduced, sheet: &mut Sheet) {
    let style = design.screen.named(StyleName::Ornament);
    let mut rule = Declarations::default();
    rule.set("width", "auto").set("border", "none");
    align(style.align, false, &mut rule);
    sheet.rule_if(MASKS, "hr.scene-break", &rule);
    let mask = format!("url(\"{}\") center / contain no-repeat", data_address(drawing));
    let height = decimal(hundredths(design.spec.ornament_height, design.text_size));
    let mut sign = Declarations::default();
    sign.set("content", "\"\"").set("display", "block").set("height", format_args!("{height}em"));
    sign.set("background-color", "currentColor").set("-webkit-mask", &mask).set("mask", &mask);
    let position = match style.align {
        Alignment::Justified | Alignment::Start => "left",
        Alignment::Centre => "center",
        Alignment::End => "right",
    };
    sign.set("-webkit-mask-position", position).set("mask-position", position);
    sheet.rule_if(MASKS, "hr.scene-break::before", &sign);
}

/// Returns the address of a picture that contains it (RFC 2397).
fn data_address(picture: &Reduced) -> String {
    let mut address = format!("data:{},", picture.media_type);
    for byte in picture.bytes.iter() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// The indents of a block from both ends of the measure. A reading system that cannot compare lengths keeps the
/// narrow ones.
fn indents(selectors: &str, design: &Design, name: StyleName, sheet: &mut Sheet) {
    let (style, measure) = (design.screen.named(name), design.text_size * super::SCREEN_EMS);
    let mut declarations = Declarations::default();
    for (property, indent) in [("margin-inline-start", style.left), ("margin-inline-end", style.right)] {
        let indent = hundredths(indent.max(Length::ZERO), measure).min(50);
        let narrow = indent.min(MAX_NARROW_INDENT);
        declarations.set(property, format_args!("{narrow}%"));
        if indent > narrow {
            let wide = format_args!("max({narrow}%, min({indent}%, 100% - {MIN_MEASURE}em))").to_string();
            declarations.set(property, wide);
        }
    }
    sheet.rule(selectors, &declarations);
}

/// Boxes and code.
fn boxes(design: &Design, sheet: &mut Sheet) {
    // Those of greater weight keep a frame of their own.
    let rule = width(design.spec.inset_rule);
    sheet.rule(".admonition", Declarations::default().set("border-width", format_args!("{rule} 0")));
    if design.spec.inline.keycap.is_some() {
        let mut keycap = Declarations::default();
        // A key is divided only if it is longer than a line.
        keycap.set("display", "inline-block").set("padding", "0 0.3em");
        keycap.set("border", "1px solid").set("border-radius", "0.25em");
        sheet.rule("kbd", &keycap);
    }
    let tab = design.spec.code.tab;
    let mut declarations = Declarations::default();
    sheet.rule("pre", declarations.set("-moz-tab-size", tab).set("tab-size", tab));
}

fn tables(design: &Design, sheet: &mut Sheet) {
    let spec = &design.spec.tables;
    let mut table = Declarations::default();
    table.set("border-top", border(spec.rule)).set("border-bottom", border(spec.rule));
    table.set_if(spec.full, "width", "100%").set_if(spec.place == BlockPlace::Centre, "margin", "0 auto");
    sheet.rule("table", &table);
    sheet.rule("thead", Declarations::default().set("border-bottom", border(spec.head_rule)));
    if !spec.row_rule.is_zero() {
        sheet.rule("tbody tr + tr", Declarations::default().set("border-top", border(spec.row_rule)));
    }
}

fn captions(design: &Design, sheet: &mut Sheet) {
    let spec = &design.spec.figures;
    let place = if spec.place == BlockPlace::Centre { Alignment::Centre } else { Alignment::Start };
    let mut declarations = Declarations::default();
    align(place, false, &mut declarations);
    sheet.rule("figure, .pictures", &declarations);
    let mut number = Declarations::default();
    match spec.number {
        CaptionNumber::SmallCaps => {
            number.set("font-variant", "small-caps").set("font-variant-caps", "small-caps");
            number.set("letter-spacing", "0.03em");
        }
        CaptionNumber::Bold => _ = number.set("font-weight", "bold"),
        CaptionNumber::Italic => _ = number.set("font-style", "italic"),
        CaptionNumber::Plain => {}
    }
    sheet.rule("caption .number, figcaption .number", &number);
}
