//! Writes formulas as MathML (MathML Core, W3C Candidate Recommendation of 2025, within what EPUB 3.3 allows of
//! MathML 3).
//!
//! The space around every operator is that of the model: renderers have spaces of their own otherwise, also in
//! scripts. What MathML Core lacks, such as rules of tables, has a class, for which the stylesheet has rules.
#![deny(clippy::wildcard_enum_match_arm)]

mod grid;
mod items;
mod operators;
mod signs;
#[cfg(test)]
mod tests;

use self::items::MathWriter;
use super::markup::XhtmlBuilder;
use super::writer::Writer;
use crate::book::math::{
    Formula, FormulaDrawing, Item, ItemKind, MathStyle, Row, WordStyle, alternative, plain_row,
};
use crate::book::{Attr, Block};
use crate::lang::LangTag;

const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

impl Writer<'_> {
    /// Writes a formula in running text; as its source if it cannot be read.
    pub(super) fn inline_formula(&mut self, formula: &Formula, attr: &Attr) {
        let Some(math) = self.formula(formula, attr) else {
            self.out.open("code").common_in(attr, "math", self.layout.has_rtl().then_some(false));
            self.marked_words(&formula.source);
            self.out.close("code");
            return;
        };
        if !self.e_book_only {
            self.breaks.here("span", &self.cursor, &mut self.out);
        }
        if attr.get().is_none() && formula.mark.is_none() {
            self.out.append(math);
        } else {
            self.out.open("span");
            self.equation(math, formula, attr, if formula.is_display { "equation" } else { "" });
            self.out.close("span");
        }
    }

    /// Writes a formula on lines of its own; as its source if it cannot be read.
    pub(super) fn display_formula(&mut self, formula: &Formula, block: &Block) {
        self.enter(block.node, if formula.content.is_some() { "" } else { &formula.source });
        let Some(math) = self.formula(formula, &block.attr) else {
            self.out.open("p").common(&block.attr, "math").open("code");
            self.marked_words(&formula.source);
            self.out.close("code").close("p").line();
            return;
        };
        if !self.e_book_only {
            self.breaks.here("div", &self.cursor, &mut self.out);
        }
        self.out.open("div");
        self.equation(math, formula, &block.attr, "equation");
        self.out.close("div").line();
    }

    /// Returns the element of a formula: a drawing if formulas are drawn, else MathML. Returns `None` if its source cannot
    /// be read.
    fn formula(&self, formula: &Formula, attr: &Attr) -> Option<XhtmlBuilder> {
        let lang = self.words.lang();
        let drawing = self.layout.edition.artist.and_then(|artist| (artist.0)(formula));
        if let Some(drawing) = drawing {
            return Some(svg(&drawing, &alternative(formula, attr, lang)));
        }
        element(formula, attr, lang, self.layout.edition.options.math_source == Some(true))
    }

    /// Writes the attributes of the open element of a formula, its content and its number.
    fn equation(&mut self, math: XhtmlBuilder, formula: &Formula, attr: &Attr, class: &str) {
        let Some(number) = formula.mark.row() else {
            self.out.common(attr, class).append(math);
            return;
        };
        // The number of one long formula in several lines is beside the last of them.
        let is_in_lines = formula.grid().is_some_and(|grid| grid.rows.iter().any(|row| row.align.is_some()));
        let class = if is_in_lines { "equation numbered in-lines" } else { "equation numbered" };
        self.out.common(attr, class).attr("role", "group").append(math).text(" ");
        self.out.open("span").class("number");
        match &number[..] {
            [Item { kind: ItemKind::Words(words, WordStyle::Plain), .. }] => self.out.text(words),
            _ => self.out.append(math_of(&number, &plain_row(&number), None, false, false)),
        };
        self.out.close("span");
    }
}

/// Returns a formula as a document of its own, for a book of a language. Returns `None` if its source cannot be read.
pub(crate) fn document(formula: &Formula, attr: &Attr, lang: &LangTag) -> Option<String> {
    element(formula, attr, lang, false).map(|element| element.finish("").text)
}

/// Returns the element of a formula in a book of a language, with its source if that is wanted. Returns `None` if its
/// source cannot be read.
fn element(formula: &Formula, attr: &Attr, lang: &LangTag, has_source: bool) -> Option<XhtmlBuilder> {
    let row = formula.content.as_ref()?;
    let is_numbered = formula.grid().is_some_and(grid::has_numbers);
    let source = has_source.then_some(formula.source.as_str());
    Some(math_of(row, &alternative(formula, attr, lang), source, formula.is_display, is_numbered))
}

/// Returns a drawing as an element that is as large as the text around it.
fn svg(drawing: &FormulaDrawing, alt: &str) -> XhtmlBuilder {
    let FormulaDrawing { shapes, width, height, depth } = drawing;
    let mut out = XhtmlBuilder::new(None);
    let total = height + depth;
    let ems = |thousandths: i64| signs::ems(i32::try_from(thousandths).unwrap_or(i32::MAX));
    out.open("svg").attr("xmlns", "http://www.w3.org/2000/svg").class("formula");
    out.attr("role", "img").attr("aria-label", alt);
    out.attr("width", ems(*width)).attr("height", ems(total));
    out.attr("viewBox", format_args!("0 {} {width} {total}", -height)).attr("fill", "currentColor");
    out.attr("style", format_args!("vertical-align:{}", ems(-depth)));
    out.shapes(shapes).close("svg").has_drawing();
    out
}

/// Returns the element of a row of items, with an alternative text. `is_numbered` states whether its rows have numbers.
fn math_of(row: &Row, alt: &str, source: Option<&str>, is_display: bool, is_numbered: bool) -> XhtmlBuilder {
    // The characters of formulas are in the reader's typeface for mathematics, not in the embedded ones.
    let mut out = XhtmlBuilder::new(None);
    out.open("math").attr("xmlns", NAMESPACE).optional("display", is_display.then_some("block"));
    out.class(if is_numbered { "math-numbered" } else { "" });
    out.attr("alttext", alt).has_formula();
    let style = if is_display { MathStyle::Display } else { MathStyle::Text };
    let mut writer = MathWriter { out };
    if let Some(source) = source {
        writer.out.open("semantics");
        writer.element(row, style);
        writer.out.open("annotation").attr("encoding", "application/x-tex");
        writer.out.text(source).close("annotation").close("semantics");
    } else {
        writer.row(row, style);
    }
    writer.out.close("math");
    writer.out
}
