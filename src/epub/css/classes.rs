//! The rules of the author's own classes: the same look as in print, with sizes relative to the text around.

use super::sheet::{Declarations, Sheet, decimal, hundredths};
use super::titles::{align, figures, font_size, small_caps};
use crate::design::{Alignment, ClassStyle, Design};
use crate::units::Length;

/// The size of the text around, in ten-thousandths of it.
const ONE: i64 = 10_000;
/// What remains on a narrow screen of an indent of lines, in hundredths of the measure.
const MAX_INDENT: i64 = 25;

/// Paragraphs that are not placed by what they are.
const PLAIN: &str = "p:not(.stanza):not(.lines):not(.attribution):not(.label)";

/// Adds the rules of all classes, in the order of the design: later ones override earlier ones.
pub(super) fn rules(design: &Design, sheet: &mut Sheet) {
    for class in design.screen.classes() {
        let name = &class.name;
        sheet.rule(&format!(".{name}"), &characters(class, design));
        sheet.rule(&format!(".{name}"), &space(class, design));
        if class.left.or(class.right).or(class.above).or(class.below).is_some() {
            // Only blocks are indented and have space around them.
            sheet.rule(
                &format!("span.{name}, a.{name}, code.{name}"),
                Declarations::default().set("margin", 0),
            );
        }
        paragraphs(class, design, sheet);
    }
}

/// Declares the letters of a class.
fn characters(class: &ClassStyle, design: &Design) -> Declarations {
    let (text, mut out) = (&class.text, Declarations::default());
    if let Some(size) = text.size.filter(|size| *size != ONE) {
        font_size((size + ONE / 200) / (ONE / 100), &mut out);
    }
    if let Some(bold) = text.bold {
        out.set("font-weight", if bold { "bold" } else { "normal" });
    }
    if let Some(italic) = text.italic {
        out.set("font-style", if italic { "italic" } else { "normal" });
    }
    if let Some((on, all)) = text.small_caps {
        small_caps(on, all, &mut out);
    }
    if let Some((old_style, tabular)) = text.figures {
        figures(old_style, tabular, &mut out);
    }
    // Space between letters parts those of joined scripts.
    if let Some(tracking) = text.tracking.filter(|_| !design.lang.is_rtl()) {
        out.set("letter-spacing", format_args!("{}em", decimal(i64::from(tracking / 10))));
    }
    if let Some(colour) = text.colour {
        out.set("color", colour);
    }
    if let Some(hyphenate) = text.hyphenate {
        let value = if hyphenate { "auto" } else { "none" };
        ["hyphens", "-webkit-hyphens", "-epub-hyphens"].iter().for_each(|name| _ = out.set(name, value));
    }
    out
}

/// Declares the indents of lines, and the space above and below, which is in ems of the class's own size.
fn space(class: &ClassStyle, design: &Design) -> Declarations {
    let mut out = Declarations::default();
    let em = design.text_size.ratio(class.text.size.unwrap_or(ONE), ONE);
    let measure = design.text_size * super::SCREEN_EMS;
    for (property, indent) in [("margin-inline-start", class.left), ("margin-inline-end", class.right)] {
        if let Some(indent) = indent {
            let share = hundredths(indent, measure).clamp(-MAX_INDENT, MAX_INDENT);
            out.set(property, format_args!("{share}%"));
        }
    }
    for (property, space) in [("margin-top", class.above), ("margin-bottom", class.below)] {
        if let Some(space) = space {
            out.set(property, format_args!("{}em", decimal(hundredths(space, em))));
        }
    }
    out
}

/// Adds the rules of paragraphs: their alignment, and the indent of their first lines, also where paragraphs have none.
fn paragraphs(class: &ClassStyle, design: &Design, sheet: &mut Sheet) {
    let name = &class.name;
    let (own, within) = (format!("body p.{name}"), format!("body .{name} {PLAIN}"));
    if let Some(alignment) = class.align {
        let mut out = Declarations::default();
        align(alignment, false, &mut out);
        if alignment == Alignment::Justified {
            out = Declarations::default();
            out.set("text-align", "justify");
        }
        sheet.rule(&format!(".{name}"), &out);
        sheet.rule(&format!("{own}, {within}"), &out);
    }
    if let Some(indent) = class.indent {
        let em = design.text_size.ratio(class.text.size.unwrap_or(ONE), ONE);
        let mut out = Declarations::default();
        out.set("text-indent", format_args!("{}em", decimal(hundredths(indent, em))));
        if indent < Length::ZERO {
            out.set("padding-inline-start", format_args!("{}em", decimal(hundredths(-indent, em))));
        }
        sheet.rule(&format!("{own}, {within}"), &out);
    }
}
