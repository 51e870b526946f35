//! The rules of titles, headings and other text with a style of its own: how large it is, where it is, and what
//! its letters look like. Family, colour and leading are the reader's.

use super::sheet::{Declarations, Sheet, decimal, hundredths};
use crate::design::{Alignment, Design, ParRole, ParStyle, StyleName};

/// A style and the elements that have it.
struct Styled {
    selectors: &'static str,
    style: StyleName,
    /// The style of rules that apply to these elements too.
    over: Option<StyleName>,
    /// Whether the elements are paragraphs.
    is_paragraph: bool,
}

const fn heading(selectors: &'static str, style: StyleName, over: Option<StyleName>) -> Styled {
    Styled { selectors, style, over, is_paragraph: false }
}

const fn paragraph(selectors: &'static str, style: StyleName) -> Styled {
    Styled { selectors, style, over: None, is_paragraph: true }
}

/// The styles in the order of the rules. The keys that each takes from the design are those of
/// [`StyleName::in_e_book`].
const STYLED: &[Styled] = &[
    heading("hgroup .number", StyleName::ChapterNumber, None),
    heading("h1", StyleName::ChapterTitle, None),
    heading(".part .number", StyleName::PartNumber, Some(StyleName::ChapterNumber)),
    heading(".part h1", StyleName::PartTitle, Some(StyleName::ChapterTitle)),
    heading("h2", StyleName::Heading2, None),
    heading("h3", StyleName::Heading3, None),
    heading("h4", StyleName::Heading4, None),
    heading("h5", StyleName::Heading5, None),
    heading("h6", StyleName::Heading6, None),
    heading(".title-page .book-title", StyleName::Title, Some(StyleName::ChapterTitle)),
    heading(".half-title .book-title", StyleName::HalfTitle, Some(StyleName::ChapterTitle)),
    paragraph("p.subtitle", StyleName::Subtitle),
    paragraph("p.author", StyleName::Author),
    paragraph("p.contributor, p.date", StyleName::Contributor),
    paragraph("p.series", StyleName::Series),
    paragraph("p.publisher", StyleName::Publisher),
    paragraph("p.attribution", StyleName::Attribution),
    heading(".epigraph", StyleName::Epigraph, None),
    heading(".dedication", StyleName::Dedication, None),
    paragraph(".dedication p", StyleName::Dedication),
    paragraph("p.label", StyleName::InsetLabel),
    heading("dt", StyleName::Term, None),
    heading("th", StyleName::TableHead, None),
    heading("caption, figcaption", StyleName::Caption, None),
];

/// The size from which titles are limited, in hundredths of the text's, and the limit for a title as large as the
/// text, in hundredths of the width. On a phone titles cease to grow if the reader enlarges the text by half, so that a
/// word of a dozen letters fits.
const LARGE: i64 = 120;
const MAX_WIDTH: i64 = 6;

/// Adds the rules of all styles: one for each group of declarations, with everything that has them. Rules that apply to
/// one element differ in specificity or in properties, so that their order has no effect.
pub(super) fn rules(design: &Design, sheet: &mut Sheet) {
    let body = design.screen.style(ParRole::BodyFirst);
    let plain = ParStyle { align: Alignment::Start, ..body };
    let mut rules: Vec<(Declarations, Vec<&str>)> = Vec::new();
    for styled in STYLED {
        let under = styled.over.map_or(&plain, |style| design.screen.named(style));
        let style = design.screen.named(styled.style);
        for key in styled.style.in_e_book() {
            // Alignment and letters are separate rules where a paragraph is within the element that has the style.
            let is_within = styled.selectors.ends_with(" p");
            if is_within != (*key == "align" && styled.style == StyleName::Dedication) {
                continue;
            }
            let mut declarations = Declarations::default();
            declare(key, styled, (style, under), design, &mut declarations);
            match rules.iter_mut().find(|(known, _)| *known == declarations) {
                Some((_, selectors)) => selectors.push(styled.selectors),
                None => rules.push((declarations, vec![styled.selectors])),
            }
        }
    }
    for (declarations, selectors) in rules {
        sheet.rule(&selectors.join(", "), &declarations);
    }
    upright(design, sheet);
}

/// Declares what a key of a style changes in text of the style `under`.
fn declare(
    key: &str,
    styled: &Styled,
    (style, under): (&ParStyle, &ParStyle),
    design: &Design,
    out: &mut Declarations,
) {
    let (text, beneath) = (&style.text, &under.text);
    let has_figures = styled.style.in_e_book().contains(&"figures");
    match key {
        "size" => {
            let size = |length| screen_size(hundredths(length, design.text_size));
            let (own, other) = (size(text.size), size(beneath.size));
            if own != other {
                font_size(own, out);
            }
        }
        "align" if style.align != under.align => align(style.align, styled.is_paragraph, out),
        "bold" if text.bold != beneath.bold => {
            out.set("font-weight", if text.bold { "bold" } else { "normal" });
        }
        "italic" if text.italic != beneath.italic => {
            out.set("font-style", if text.italic { "italic" } else { "normal" });
        }
        "small-caps"
            if (text.small_caps, text.all_small_caps) != (beneath.small_caps, beneath.all_small_caps) =>
        {
            small_caps(text.small_caps, text.all_small_caps, out);
            // The shorthand resets the figures, which not every style takes from the design.
            let shape = if has_figures { text } else { beneath };
            figures(shape.old_style, shape.tabular, out);
        }
        "figures" if (text.old_style, text.tabular) != (beneath.old_style, beneath.tabular) => {
            figures(text.old_style, text.tabular, out);
        }
        // Space between letters parts those of joined scripts.
        "tracking" if text.tracking != beneath.tracking && !design.lang.is_rtl() => {
            out.set("letter-spacing", format_args!("{}em", decimal(i64::from(text.tracking / 10))));
        }
        _ => {}
    }
}

/// Declares a size in hundredths of the text's. A large one is limited to a share of the width, so that a word of a
/// title is not broken on a phone if the reader enlarges the text; it is never smaller than the text.
pub(super) fn font_size(size: i64, out: &mut Declarations) {
    let wanted = decimal(size);
    out.set("font-size", format_args!("{wanted}em"));
    if size >= LARGE {
        out.set("font-size", format_args!("clamp(1em, {}vw, {wanted}em)", decimal(size * MAX_WIDTH)));
    }
}

/// Aligns an element. A paragraph is as wide as its words, so that it is where it should be with any alignment
/// that a reader chooses for paragraphs.
pub(super) fn align(align: Alignment, is_paragraph: bool, out: &mut Declarations) {
    let (value, margins) = match align {
        Alignment::Justified | Alignment::Start => ("start", [].as_slice()),
        Alignment::Centre => ("center", ["margin-left", "margin-right"].as_slice()),
        Alignment::End => ("end", ["margin-inline-start"].as_slice()),
    };
    out.set("text-align", value);
    if is_paragraph && !margins.is_empty() {
        out.set("width", "fit-content");
        margins.iter().for_each(|margin| _ = out.set(margin, "auto"));
    }
}

pub(super) fn small_caps(on: bool, all: bool, out: &mut Declarations) {
    let (simple, full) = match (on, all) {
        (false, _) => ("normal", "normal"),
        (true, false) => ("small-caps", "small-caps"),
        (true, true) => ("small-caps", "all-small-caps"),
    };
    out.set("font-variant", simple).set("font-variant-caps", full);
}

/// Declares the shape of figures.
pub(super) fn figures(old_style: bool, tabular: bool, out: &mut Declarations) {
    out.set(
        "font-variant-numeric",
        match (old_style, tabular) {
            (true, _) => "oldstyle-nums proportional-nums",
            (false, true) => "lining-nums tabular-nums",
            (false, false) => "lining-nums proportional-nums",
        },
    );
}

/// Returns the size on a screen of text that has a size in print, both in hundredths of the text's. The excess
/// over four thirds is halved: a phone shows some 40 characters of a line that has 66 in print, and half as many
/// if its reader doubles the size.
fn screen_size(size: i64) -> i64 {
    const FULL: i64 = 133;
    if size > FULL { FULL + (size - FULL) / 2 } else { size }
}

/// Sets italic text upright within italic text.
fn upright(design: &Design, sheet: &mut Sheet) {
    let is_italic = |styled: &&Styled| {
        styled.style.in_e_book().contains(&"italic") && design.screen.named(styled.style).text.italic
    };
    let italic = STYLED.iter().filter(is_italic).filter(|styled| !styled.selectors.ends_with(" p"));
    let within = |selector: &str| ["em", "i", "cite"].map(|name| format!("{selector} {name}")).join(", ");
    let selectors: Vec<String> = italic.flat_map(|styled| styled.selectors.split(", ")).map(within).collect();
    if !selectors.is_empty() {
        sheet.rule(&selectors.join(", "), Declarations::default().set("font-style", "normal"));
    }
}
