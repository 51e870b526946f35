//! The MathML of the formulas of a book, for a PDF with files. Entry point: [`formulas`].

use std::collections::BTreeMap;

use crate::book::math::Formula;
use crate::book::visit::{self, Visitor};
use crate::book::{Attr, Block, BlockKind, Book, Inline, InlineKind, NodeId, TextId};
use crate::lang::LangTag;
use crate::{Standard, epub, pdf};

/// Returns the MathML of the formulas of a book if a standard permits files in the PDF.
pub(super) fn formulas(book: &Book, standard: Standard) -> pdf::FormulaFiles {
    let mut found =
        FormulaCollector { lang: &book.meta.language, text: TextId::NONE, files: BTreeMap::new() };
    if standard.embeds() {
        for division in book.divisions() {
            found.text = division.text;
            found.lang = division.lang.as_ref().unwrap_or(&book.meta.language);
            visit::inlines(&division.title, &mut found);
            visit::blocks(&division.blocks, &mut found);
        }
        for (id, note) in book.notes_by_id() {
            found.text = TextId::Note(id);
            found.lang = note.lang.as_ref().unwrap_or(&book.meta.language);
            visit::blocks(&note.blocks, &mut found);
        }
    }
    found.files
}

/// Collects the formulas of texts.
struct FormulaCollector<'a> {
    lang: &'a LangTag,
    text: TextId,
    files: pdf::FormulaFiles,
}

impl FormulaCollector<'_> {
    fn formula(&mut self, formula: &Formula, attr: &Attr, node: NodeId) {
        let document = epub::mathml(formula, attr, self.lang);
        self.files.extend(document.map(|document| ((self.text, node), document)));
    }
}

impl<'a> Visitor<'a> for FormulaCollector<'_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Math(formula) = &block.kind {
            self.formula(formula, &block.attr, block.node);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Math(formula) = &inline.kind {
            self.formula(formula, &inline.attr, inline.node);
        }
    }
}
