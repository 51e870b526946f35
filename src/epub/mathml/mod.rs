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
use crate::book::math::{Formula, Item, ItemKind, MathStyle, Row, WordStyle, alternative, plain_row};
use crate::book::{Attr, Block};
use crate::lang::LangTag;

const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

impl Writer<'_> {
    /// Writes a formula in running text; as its source if it cannot be read.
    pub(super) fn inline_formula(&mut self, formula: &Formula, attr: &Attr) {
        let Some(math) = element(formula, attr, &self.layout.book.meta.language) else {
            self.out.open("code").common(attr, "math");
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
        let Some(math) = element(formula, &block.attr, &self.layout.book.meta.language) else {
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

    /// Writes the attributes of the open element of a formula, its content and its number.
    fn equation(&mut self, math: XhtmlBuilder, formula: &Formula, attr: &Attr, class: &str) {
        let Some(number) = formula.mark.row() else {
            self.out.common(attr, class).append(math);
            return;
        };
        self.out.common(attr, "equation numbered").attr("role", "group").append(math).text(" ");
        self.out.open("span").class("number");
        match &number[..] {
            [Item { kind: ItemKind::Words(words, WordStyle::Plain), .. }] => self.out.text(words),
            _ => self.out.append(math_of(&number, &plain_row(&number), false, false)),
        };
        self.out.close("span");
    }
}

/// Returns a formula as a document of its own, for a book of a language. Returns `None` if its source cannot be read.
pub(crate) fn document(formula: &Formula, attr: &Attr, lang: &LangTag) -> Option<String> {
    element(formula, attr, lang).map(|element| element.finish("").text)
}

/// Returns the element of a formula in a book of a language. Returns `None` if its source cannot be read.
fn element(formula: &Formula, attr: &Attr, lang: &LangTag) -> Option<XhtmlBuilder> {
    let row = formula.content.as_ref()?;
    let is_numbered = formula.grid().is_some_and(grid::has_numbers);
    Some(math_of(row, &alternative(formula, attr, lang), formula.is_display, is_numbered))
}

/// Returns the element of a row of items, with an alternative text. `is_numbered` states whether its rows have numbers.
fn math_of(row: &Row, alt: &str, is_display: bool, is_numbered: bool) -> XhtmlBuilder {
    // The characters of formulas are in the reader's typeface for mathematics, not in the embedded ones.
    let mut out = XhtmlBuilder::new(None);
    out.open("math").attr("xmlns", NAMESPACE).optional("display", is_display.then_some("block"));
    out.class(if is_numbered { "math-numbered" } else { "" });
    out.attr("alttext", alt).has_formula();
    let style = if is_display { MathStyle::Display } else { MathStyle::Text };
    let mut writer = MathWriter { out };
    writer.row(row, style);
    writer.out.close("math");
    writer.out
}
