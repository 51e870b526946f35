//! The documents of the e-book: one for each division, each a whole page.

use super::layout::{CSS, Document, FONTS_CSS, Layout, NAV};
use super::markup::{ContentDocument, XhtmlBuilder};
use super::notes;
use super::writer::Writer;
use crate::book::role::Matter;
use crate::book::{Division, NodeId, title_lines};
use crate::lang::LangTag;

/// The vocabulary for terms that EPUB's own lacks: verse, letter, drama (ANSI/NISO Z39.98-2012).
const PREFIX: &str = "z3998: http://www.daisy.org/z3998/2012/vocab/structure/#";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const OPS: &str = "http://www.idpf.org/2007/ops";

/// The approximate size of a page without its body, in bytes.
const FRAME_BYTES: usize = 700;

/// Returns the document of a division.
pub(super) fn document(document: &Document<'_>, layout: &Layout<'_>) -> ContentDocument {
    let division = document.division;
    let mut writer = Writer::new(layout, &document.href);
    writer.in_language(division.lang.as_ref(), |writer| writer.division(document));
    let lang = division.lang.as_ref().unwrap_or(&layout.book.meta.language);
    let head = PageHead { href: &document.href, title: &division.label, lang };
    page(layout, &head, matter_type(document.matter), writer.out)
}

/// What a page says of itself.
pub(super) struct PageHead<'a> {
    /// Its path in the container.
    pub(super) href: &'a str,
    /// Its title.
    pub(super) title: &'a str,
    /// The language of its text.
    pub(super) lang: &'a LangTag,
}

/// Returns a whole page with a body of a type.
pub(super) fn page(
    layout: &Layout<'_>,
    head: &PageHead<'_>,
    body_type: &str,
    body: XhtmlBuilder,
) -> ContentDocument {
    let &PageHead { href, title, lang } = head;
    let mut page = XhtmlBuilder::document(FRAME_BYTES + body.len());
    page.open("html").attr("xmlns", XHTML).attr("xmlns:epub", OPS).language(lang);
    page.optional("dir", lang.is_rtl().then_some("rtl"));
    page.class(if layout.is_vertical() { "vertical" } else { "" });
    page.optional("epub:prefix", body.uses_z3998().then_some(PREFIX)).line();
    page.open("head").line().empty("meta").attr("charset", "utf-8").line();
    page.open("title").text(title).close("title").line();
    for sheet in [CSS].into_iter().chain(layout.has_faces().then_some(FONTS_CSS)) {
        // The path from the document to the container's root.
        let up = if href == NAV { "" } else { "../" };
        page.empty("link").attr("rel", "stylesheet").attr("type", "text/css");
        page.attr("href", format_args!("{up}{sheet}")).line();
    }
    page.close("head").line();
    page.open("body").epub_type(body_type).line().append(body).close("body").line();
    page.close("html").line();
    page.finish(href)
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
        self.out.open("section").epub_type(role.epub_type()).optional("role", role.aria());
        self.out.attr("id", division.id.name());
        match &division.class {
            Some(class) => self.out.class(&format!("{} {class}", role.name())),
            None => self.out.class(role.name()),
        };
        self.out.optional("aria-label", division.title.is_empty().then_some(&division.label)).line();
        self.breaks = self.layout.marks.of_text(division.text);
        self.enter(NodeId::TEXT, "");
        self.breaks.here("div", &self.cursor, &mut self.out);
        self.heading(division);
        self.margin_notes_in(&division.title);
        self.margin_notes_within(title_lines(&division.blocks).0);
        self.lead = Some(self.layout.edition.design.lead.in_division(document.matter, role));
        self.blocks(title_lines(&division.blocks).1);
        self.lead = None;
        self.margin_notes_within(&division.blocks);
        self.breaks.rest(&mut self.out);
        notes::close(self, document);
        self.out.close("section").line();
    }

    /// Writes number, title, subtitle and author in one group, in which the title is the heading.
    fn heading(&mut self, division: &Division) {
        let lines = title_lines(&division.blocks).0;
        if division.title.is_empty() {
            return self.blocks(lines);
        }
        let spec = self.layout.edition.design.spec.numbers.of_role(division.role);
        let number = self.layout.book.opening_number(division, spec.label);
        let (beside, above) = if spec.beside { (number, None) } else { (None, number) };
        let is_group = above.is_some() || !lines.is_empty();
        if is_group {
            self.out.open("hgroup").line();
        }
        if let Some(number) = &above {
            self.out.open("p").class("number");
            self.upright_words(number);
            self.out.close("p").line();
        }
        self.out.open("h1");
        if let Some(number) = &beside {
            self.number(number);
            self.out.text(" ");
        }
        self.inlines(&division.title);
        self.out.close("h1").line();
        self.blocks(lines);
        if is_group {
            self.out.close("hgroup").line();
        }
    }
}
