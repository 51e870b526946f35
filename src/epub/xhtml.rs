//! The documents of the e-book: one for each division, each a whole page.

use std::fmt::Write;

use super::layout::{CSS, Document, FONTS_CSS, Layout};
use super::notes;
use super::writer::Writer;
use crate::book::role::Matter;
use crate::book::{Division, NodeId};
use crate::design::LeadIn;
use crate::project::FontsInside;
use crate::xml::{attribute, escape};

/// The vocabulary for terms that EPUB's own lacks: verse, letter, drama (ANSI/NISO Z39.98-2012).
const PREFIX: &str = " epub:prefix=\"z3998: http://www.daisy.org/z3998/2012/vocab/structure/#\"";

/// Returns the document of a division.
pub(super) fn document(document: &Document<'_>, layout: &Layout<'_>) -> String {
    let mut writer = Writer::new(layout, &document.href);
    writer.division(document);
    page(layout, &document.division.label, Some(matter_type(document.matter)), "../", &writer.out)
}

/// Returns a whole page with a body; `up` is the path from it to the container's root.
pub(super) fn page(layout: &Layout<'_>, title: &str, matter: Option<&str>, up: &str, body: &str) -> String {
    let lang = &layout.book.meta.language;
    let dir = if lang.is_rtl() { " dir=\"rtl\"" } else { "" };
    let body_type = matter.map(|matter| attribute("epub:type", matter)).unwrap_or_default();
    let fonts = match layout.edition.options.fonts.unwrap_or_default() {
        FontsInside::None => String::new(),
        _ => format!("<link rel=\"stylesheet\" type=\"text/css\" href=\"{up}{FONTS_CSS}\" />\n"),
    };
    let vertical = if layout.is_vertical() { " class=\"vertical\"" } else { "" };
    let prefix = if body.contains("\"z3998:") { PREFIX } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         xml:lang=\"{lang}\" lang=\"{lang}\"{dir}{vertical}{prefix}>\n<head>\n<meta charset=\"utf-8\" />\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{up}{CSS}\" />\n{fonts}</head>\n\
         <body{body_type}>\n{body}</body>\n</html>\n",
        escape(title)
    )
}

fn matter_type(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

impl Writer<'_> {
    fn division(&mut self, document: &Document<'_>) {
        let division = document.division;
        let role = division.role;
        let mut attributes = attribute("epub:type", role.epub_type());
        if let Some(aria) = role.aria() {
            attributes += &attribute("role", aria);
        }
        attributes += &attribute("id", division.id.name());
        let class = division.class.as_deref().map(|class| format!(" {class}")).unwrap_or_default();
        attributes += &attribute("class", &format!("{}{class}", role.name()));
        if division.title.is_empty() {
            attributes += &attribute("aria-label", &division.label);
        }
        let _ = writeln!(self.out, "<section{attributes}>");
        self.breaks = self.layout.marks.of_text(division.text);
        self.enter(NodeId::TEXT, "");
        self.breaks.here("div", &self.cursor, &mut self.out);
        self.heading(division);
        self.lead = self.layout.edition.design.lead.in_division(document.matter, role);
        self.blocks(&division.blocks);
        self.lead = LeadIn::NONE;
        self.breaks.rest(&mut self.out);
        notes::close(self, document);
        self.out.push_str("</section>\n");
    }

    /// Writes number and title in one group, in which the title is the heading.
    fn heading(&mut self, division: &Division) {
        if division.title.is_empty() {
            return;
        }
        if let Some(number) = self.layout.book.shown(division.number.as_ref()) {
            self.out.push_str("<hgroup>\n<p class=\"number\">");
            self.marked_words(&number);
            self.out.push_str("</p>\n<h1>");
        } else {
            self.out.push_str("<h1>");
        }
        self.inlines(&division.title);
        self.out.push_str("</h1>\n");
        if division.number.is_some() {
            self.out.push_str("</hgroup>\n");
        }
    }
}
