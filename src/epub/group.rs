//! Writes groups of blocks: fenced divs, alerts, sectioning elements.

use super::writer::Writer;
use crate::book::drama::Speech;
use crate::book::name_words::of_group;
use crate::book::visit;
use crate::book::{Attr, Block, GroupRole, StatementKind, StatementStyle};
use crate::words::word;

impl Writer<'_> {
    /// Writes a group of blocks by its role.
    pub(super) fn group(&mut self, role: GroupRole, blocks: &[Block], attr: &Attr) {
        let (name, class, epub_type, aria) = match role {
            GroupRole::OnlyPdf => return self.in_print_only(blocks),
            GroupRole::OnlyEpub => return self.in_e_book_only(blocks, attr),
            GroupRole::Plain => ("div", "", "", None),
            GroupRole::Epigraph => ("div", "epigraph", "epigraph", Some("doc-epigraph")),
            GroupRole::Dedication => ("div", "dedication", "dedication", Some("doc-dedication")),
            GroupRole::Letter => ("div", "letter", "z3998:letter", None),
            GroupRole::Dateline => ("div", "dateline", "", None),
            GroupRole::Salutation => ("div", "salutation", "z3998:salutation", None),
            GroupRole::Closing => ("div", "closing", "z3998:valediction", None),
            GroupRole::Drama => ("div", "drama", "z3998:drama", None),
            GroupRole::Aside => ("aside", "aside", "", None),
            GroupRole::Note => ("section", "admonition note", "notice", Some("doc-notice")),
            GroupRole::Tip => ("aside", "admonition tip", "tip", Some("doc-tip")),
            GroupRole::Important => ("section", "admonition important", "notice", Some("doc-notice")),
            GroupRole::Warning => ("section", "admonition warning", "notice", Some("doc-notice")),
            GroupRole::Caution => ("section", "admonition caution", "notice", Some("doc-notice")),
            GroupRole::Centred => ("div", "centred", "", None),
            GroupRole::Right => ("div", "right", "", None),
            GroupRole::Keep => ("div", "keep", "", None),
            GroupRole::Columns(_) => ("div", "columns", "", None),
            GroupRole::Column => ("div", "column", "", None),
            GroupRole::Subequations => ("div", "subequations", "", None),
            GroupRole::Statement(_) => ("div", "statement", "", None),
        };
        let class = if let GroupRole::Statement(kind) = role {
            statement_class(kind)
        } else if let GroupRole::Columns(count @ 3..) = role {
            format!("{class} {class}-{count}")
        } else {
            class.to_owned()
        };
        self.out.open(name).common(attr, &class).epub_type(epub_type).optional("role", aria).line();
        if let Some(label) = of_group(role, blocks) {
            self.out.open("p").class("label");
            let words = self.words.clone();
            self.marked_words(word(label, &words));
            self.out.close("p").line();
        }
        self.of_group(role, blocks);
        self.out.close(name).line();
    }

    /// Writes the blocks of a group. Groups that only change how text is divided are a part of the play
    /// that they are in; others have text of their own.
    fn of_group(&mut self, role: GroupRole, blocks: &[Block]) {
        let inner = match role {
            GroupRole::Plain
            | GroupRole::Keep
            | GroupRole::Columns(_)
            | GroupRole::Column
            | GroupRole::Subequations
            | GroupRole::OnlyPdf
            | GroupRole::OnlyEpub => return self.blocks(blocks),
            GroupRole::Drama => Some(Speech::default()),
            GroupRole::Epigraph
            | GroupRole::Dedication
            | GroupRole::Letter
            | GroupRole::Dateline
            | GroupRole::Salutation
            | GroupRole::Closing
            | GroupRole::Note
            | GroupRole::Tip
            | GroupRole::Important
            | GroupRole::Warning
            | GroupRole::Caution
            | GroupRole::Aside
            | GroupRole::Centred
            | GroupRole::Right
            | GroupRole::Statement(_) => None,
        };
        let outer = std::mem::replace(&mut self.play, inner);
        let divided = self.divided || role == GroupRole::Epigraph;
        let outer_divided = std::mem::replace(&mut self.divided, divided);
        self.blocks(blocks);
        (self.play, self.divided) = (outer, outer_divided);
    }

    /// Omits content of the printed book only, but writes the breaks of the pages that begin in it.
    fn in_print_only(&mut self, blocks: &[Block]) {
        if !self.e_book_only {
            self.cursor.pass_over(visit::last_node(blocks));
            self.breaks.here("div", &self.cursor, &mut self.out);
        }
    }

    /// Writes content of the e-book only, in which no page of the printed book begins.
    fn in_e_book_only(&mut self, blocks: &[Block], attr: &Attr) {
        let outer = std::mem::replace(&mut self.e_book_only, true);
        self.out.open("div").common(attr, "").line();
        self.blocks(blocks);
        self.out.close("div").line();
        self.e_book_only = outer;
    }
}

/// Returns the classes of a theorem or the like: its look and its kind. Those of the author's own have their name as a
/// class of the author.
fn statement_class(kind: StatementKind) -> String {
    let style = match kind.style() {
        StatementStyle::Plain => " assertion",
        StatementStyle::Definition | StatementStyle::Remark => "",
    };
    let name = kind.name().map(|name| format!(" {name}")).unwrap_or_default();
    format!("statement{style}{name}")
}
