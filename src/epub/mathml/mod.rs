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
use crate::book::math::{Formula, MathStyle};
use crate::book::{Attr, Block};

const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

impl Writer<'_> {
    /// Writes a formula in running text; as its source if it cannot be read.
    pub(super) fn inline_formula(&mut self, formula: &Formula, attr: &Attr) {
        let Some(math) = element(formula) else {
            self.out.open("code").common(attr, "math");
            self.marked_words(&formula.source);
            self.out.close("code");
            return;
        };
        if !self.e_book_only {
            self.breaks.here("span", &self.cursor, &mut self.out);
        }
        if attr.get().is_none() {
            self.out.append(math);
        } else {
            self.out.open("span").common(attr, "").append(math).close("span");
        }
    }

    /// Writes a formula on lines of its own; as its source if it cannot be read.
    pub(super) fn display_formula(&mut self, formula: &Formula, block: &Block) {
        self.enter(block.node, if formula.content.is_some() { "" } else { &formula.source });
        let Some(math) = element(formula) else {
            self.out.open("p").common(&block.attr, "math").open("code");
            self.marked_words(&formula.source);
            self.out.close("code").close("p").line();
            return;
        };
        if !self.e_book_only {
            self.breaks.here("div", &self.cursor, &mut self.out);
        }
        self.out.open("div").common(&block.attr, "equation").append(math).close("div").line();
    }
}

/// Returns the element of a formula. Returns `None` if its source cannot be read.
fn element(formula: &Formula) -> Option<XhtmlBuilder> {
    let row = formula.content.as_ref()?;
    // The characters of formulas are in the reader's typeface for mathematics, not in the embedded ones.
    let mut out = XhtmlBuilder::new(None);
    out.open("math").attr("xmlns", NAMESPACE).optional("display", formula.is_display.then_some("block"));
    out.attr("alttext", &formula.source).has_formula();
    let style = if formula.is_display { MathStyle::Display } else { MathStyle::Text };
    let mut writer = MathWriter { out };
    writer.row(row, style);
    writer.out.close("math");
    Some(writer.out)
}
