//! Writes blocks as XHTML.
#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt::Write;

use super::attributes::{class_name, common};
use super::writer::Writer;
use crate::book::visit;
use crate::book::words::{Word, of_group, word};
use crate::book::{
    Attr, Block, BlockKind, Captioned, Delimiter, Figure, FigureSide, GroupRole, Image, Inline, List,
    Listing, NodeId, Number, Numbering, TitleRole, VerseLine,
};
use crate::design::LeadIn;
use crate::design::lead::opens_after;
use crate::xml::{attribute, escape_into};

impl Writer<'_> {
    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let attr = &block.attr;
        self.enter(block.node, "");
        let lead = std::mem::replace(&mut self.lead, LeadIn::NONE);
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, attr, lead),
            BlockKind::Heading { level, number, text } => {
                self.section_heading(*level, number.as_ref(), text, attr)
            }
            BlockKind::Quote { blocks, attribution } => self.quote(blocks, attribution.as_deref(), attr),
            BlockKind::Verse(stanzas) => self.verse(stanzas, attr),
            BlockKind::List(list) => self.list(list, attr),
            BlockKind::Definitions(definitions) => {
                let _ = writeln!(self.out, "<dl{}>", common(attr, ""));
                for definition in definitions {
                    // The content model of `<dl>` requires at least one of each (HTML, section 4.4.9).
                    if definition.terms.is_empty() {
                        self.element("dt", "", &[]);
                    }
                    definition.terms.iter().for_each(|term| self.element("dt", "", term));
                    definition.details.iter().for_each(|detail| self.item("dd", detail, true));
                    if definition.details.is_empty() {
                        self.item("dd", &[], true);
                    }
                }
                self.out.push_str("</dl>\n");
            }
            BlockKind::Table(table) => self.table(table, attr),
            BlockKind::Figure(figure) => {
                self.figure(figure, attr);
                if beside(figure, attr).is_some() {
                    // An initial floats too, and may not be placed above a float that precedes it: if
                    // the figure is moved to the next page, the letter would be moved with it.
                    self.lead = LeadIn { initial: 0, ..lead };
                }
            }
            BlockKind::Code { language, text, listing } => {
                self.code_block(language.as_deref(), text, listing, block);
            }
            BlockKind::SceneBreak => {
                let _ = writeln!(self.out, "<hr{} />", common(attr, "scene-break"));
            }
            BlockKind::Group(role, blocks) => {
                self.group(*role, blocks, attr);
                if opens_after(*role, GroupRole::OnlyPdf) {
                    self.lead = lead;
                }
            }
            BlockKind::Math(source) => {
                let _ = write!(self.out, "<p{}><code>", common(attr, "math"));
                self.enter(block.node, source);
                self.marked_words(source);
                self.out.push_str("</code></p>\n");
            }
            BlockKind::PageBreak => self.out.push_str("<div class=\"page-break\"></div>\n"),
            BlockKind::TitleLine(role, text) => self.title_line(*role, text),
            // The navigation document is the contents page.
            BlockKind::Contents => {}
            BlockKind::Captions(of) => self.captions(*of, block.node),
        }
    }

    /// Writes an element that contains inlines.
    pub(super) fn element(&mut self, name: &str, attributes: &str, inlines: &[Inline]) {
        let _ = write!(self.out, "<{name}{attributes}>");
        self.inlines(inlines);
        let _ = writeln!(self.out, "</{name}>");
    }

    /// Writes code, in a figure if it has a name or a caption.
    fn code_block(&mut self, language: Option<&str>, text: &str, listing: &Listing, block: &Block) {
        let attr = &block.attr;
        let language = language.map(|name| format!("language-{}", class_name(name)));
        let class = language.map(|class| attribute("class", &class)).unwrap_or_default();
        let is_plain = *listing == Listing::default();
        if is_plain {
            let _ = write!(self.out, "<pre{}><code{class}>", common(attr, ""));
        } else {
            let _ = writeln!(self.out, "<figure{}>", common(attr, "listing"));
            if !listing.title.is_empty() {
                self.element("p", &attribute("class", "label"), &listing.title);
            }
            let _ = write!(self.out, "<pre><code{class}>");
        }
        self.enter(block.node, text);
        self.marked_words(text);
        self.out.push_str("</code></pre>\n");
        if is_plain {
            return;
        }
        if !listing.caption.is_empty() || listing.number.is_some() {
            self.out.push_str("<figcaption>");
            self.caption(listing.number.as_ref(), &listing.caption);
            self.out.push_str("</figcaption>\n");
        }
        self.out.push_str("</figure>\n");
    }

    fn section_heading(&mut self, level: u8, number: Option<&Number>, text: &[Inline], attr: &Attr) {
        let level = level.clamp(2, 6);
        let _ = write!(self.out, "<h{level}{}>", common(attr, ""));
        if let Some(number) = self.layout.book.shown(number) {
            self.out.push_str("<span class=\"number\">");
            self.marked_words(&number);
            self.out.push_str("</span> ");
        }
        self.inlines(text);
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>, attr: &Attr) {
        let _ = writeln!(self.out, "<blockquote{}>", common(attr, ""));
        self.blocks(blocks);
        if let Some(attribution) = attribution {
            self.out.push_str("<p class=\"attribution\"><cite>");
            escape_into(&self.layout.edition.design.spec.before_attribution, &mut self.out);
            self.inlines(attribution);
            self.out.push_str("</cite></p>\n");
        }
        self.out.push_str("</blockquote>\n");
    }

    fn verse(&mut self, stanzas: &[Vec<VerseLine>], attr: &Attr) {
        let _ = writeln!(self.out, "<div{} epub:type=\"z3998:verse\">", common(attr, "verse"));
        for stanza in stanzas {
            self.out.push_str("<p class=\"stanza\">");
            for (index, line) in stanza.iter().enumerate() {
                if index > 0 {
                    self.out.push_str("<br />\n");
                }
                let class = if line.indent == 0 {
                    "line".to_owned()
                } else {
                    format!("line i{}", line.indent.min(6))
                };
                let _ = write!(self.out, "<span class=\"{class}\">");
                self.inlines(&line.text);
                self.out.push_str("</span>");
            }
            self.out.push_str("</p>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn list(&mut self, list: &List, attr: &Attr) {
        let is_tasks = list.items.iter().any(|item| item.task.is_some());
        let delimiter = list.numbering.map(|numbering| numbering.delimiter);
        let class = match delimiter {
            _ if is_tasks => "tasks",
            Some(Delimiter::Paren) => "paren",
            Some(Delimiter::Parens) => "parens",
            Some(Delimiter::Period) | None => "",
        };
        let name = if list.numbering.is_some() { "ol" } else { "ul" };
        let numbering = list.numbering.map(|numbering| numbers(list, &numbering)).unwrap_or_default();
        let _ = writeln!(self.out, "<{name}{}{numbering}>", common(attr, class));
        for item in &list.items {
            let value = item.value.map(|value| attribute("value", &value.to_string())).unwrap_or_default();
            let _ = write!(self.out, "<li{value}>");
            match (item.task, item.blocks.split_first()) {
                // The checkbox is in the line of the first paragraph, not above it.
                (
                    Some(done),
                    Some((Block { kind: BlockKind::Paragraph(text), attr: Attr::NONE, .. }, rest)),
                ) if !list.tight => {
                    self.out.push_str("<p>");
                    self.task(done);
                    self.inlines(text);
                    self.out.push_str("</p>\n");
                    self.contents(rest, false);
                }
                (task, _) => {
                    task.into_iter().for_each(|done| self.task(done));
                    self.contents(&item.blocks, list.tight);
                }
            }
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{name}>");
    }

    fn task(&mut self, done: bool) {
        let (sign, name) = if done { ("☑", Word::Done) } else { ("☐", Word::NotDone) };
        let name = word(name, &self.layout.book.meta.language);
        let _ = write!(self.out, "<span class=\"task\" role=\"img\" aria-label=\"{name}\">{sign}</span> ");
    }

    fn item(&mut self, name: &str, blocks: &[Block], tight: bool) {
        let _ = write!(self.out, "<{name}>");
        self.contents(blocks, tight);
        let _ = writeln!(self.out, "</{name}>");
    }

    /// Writes the content of an item or a cell. A single paragraph gets no element.
    pub(super) fn contents(&mut self, blocks: &[Block], tight: bool) {
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight && index == 0 && block.attr.get().is_none() => {
                    self.parted(inlines);
                }
                BlockKind::Paragraph(_)
                | BlockKind::Heading { .. }
                | BlockKind::Quote { .. }
                | BlockKind::Verse(_)
                | BlockKind::List(_)
                | BlockKind::Definitions(_)
                | BlockKind::Table(_)
                | BlockKind::Figure(_)
                | BlockKind::Code { .. }
                | BlockKind::SceneBreak
                | BlockKind::Group(..)
                | BlockKind::Math(_)
                | BlockKind::PageBreak
                | BlockKind::TitleLine(..)
                | BlockKind::Contents
                | BlockKind::Captions(_) => self.block(block),
            }
        }
    }

    fn figure(&mut self, figure: &Figure, attr: &Attr) {
        if figure.images.iter().any(|image| image.image.is_content()) && !self.e_book_only {
            self.breaks.here("div", &self.cursor, &mut self.out);
        }
        // Beside the text, the figure has the width and the picture fills it.
        let side = beside(figure, attr);
        let (class, width) = match &side {
            Some((FigureSide::Left, width)) => {
                ("beside-left", attribute("style", &format!("width: {width}")))
            }
            Some((FigureSide::Right, width)) => {
                ("beside-right", attribute("style", &format!("width: {width}")))
            }
            None => ("", String::new()),
        };
        let _ = writeln!(self.out, "<figure{}{width}>", common(attr, class));
        for image in &figure.images {
            if image.caption.is_empty() {
                let own = side.is_none();
                let (width, height) = (image.image.width, image.image.height);
                let (width, height) = (width.filter(|_| own), height.filter(|_| own));
                self.image(&Image { width, height, ..image.image.clone() }, "");
            } else {
                self.out.push_str("<figure>\n");
                self.image(&image.image, "");
                self.out.push_str("\n<figcaption>");
                self.inlines(&image.caption);
                self.out.push_str("</figcaption>\n</figure>");
            }
            self.out.push('\n');
        }
        if !figure.caption.is_empty() || figure.number.is_some() {
            self.out.push_str("<figcaption>");
            self.caption(figure.number.as_ref(), &figure.caption);
            self.out.push_str("</figcaption>\n");
        }
        self.out.push_str("</figure>\n");
    }

    /// Writes the list of figures or of tables, whose entries are links.
    fn captions(&mut self, of: Captioned, block: NodeId) {
        self.out.push_str("<ol class=\"captions\">\n");
        for (line, caption) in block.lines().zip(self.layout.book.captions(of)) {
            let href = self.layout.href(&caption.anchor, self.href);
            let Some(href) = href.filter(|_| caption.only != Some(GroupRole::OnlyPdf)) else { continue };
            let outer = std::mem::replace(&mut self.e_book_only, caption.only == Some(GroupRole::OnlyEpub));
            let _ = write!(self.out, "<li><a{}><span class=\"number\">", attribute("href", &href));
            self.list_line = Some(line);
            self.enter(line, "");
            self.marked_words(&caption.number.value().unwrap_or_default());
            self.out.push_str("</span> ");
            self.inlines(&caption.title);
            self.list_line = None;
            self.out.push_str("</a></li>\n");
            self.e_book_only = outer;
        }
        self.out.push_str("</ol>\n");
    }

    /// Writes the number and the text of a caption.
    pub(super) fn caption(&mut self, number: Option<&Number>, words: &[Inline]) {
        if let Some(number) = self.layout.book.shown(number) {
            self.out.push_str("<span class=\"number\">");
            self.marked_words(&number);
            self.out.push_str(if words.is_empty() { "</span>" } else { "</span> " });
        }
        self.inlines(words);
    }

    fn group(&mut self, role: GroupRole, blocks: &[Block], attr: &Attr) {
        let (name, class, types) = match role {
            GroupRole::OnlyPdf => return self.in_print_only(blocks),
            GroupRole::OnlyEpub => return self.in_e_book_only(blocks, attr),
            GroupRole::Plain => ("div", "", ""),
            GroupRole::Epigraph => ("div", "epigraph", " epub:type=\"epigraph\" role=\"doc-epigraph\""),
            GroupRole::Dedication => {
                ("div", "dedication", " epub:type=\"dedication\" role=\"doc-dedication\"")
            }
            GroupRole::Letter => ("div", "letter", " epub:type=\"z3998:letter\""),
            GroupRole::Drama => ("div", "drama", " epub:type=\"z3998:drama\""),
            GroupRole::Aside => ("aside", "aside", ""),
            GroupRole::Note => ("section", "admonition note", " epub:type=\"notice\" role=\"doc-notice\""),
            GroupRole::Tip => ("aside", "admonition tip", " epub:type=\"tip\" role=\"doc-tip\""),
            GroupRole::Important => {
                ("section", "admonition important", " epub:type=\"notice\" role=\"doc-notice\"")
            }
            GroupRole::Warning => {
                ("section", "admonition warning", " epub:type=\"notice\" role=\"doc-notice\"")
            }
            GroupRole::Caution => {
                ("section", "admonition caution", " epub:type=\"notice\" role=\"doc-notice\"")
            }
            GroupRole::Centred => ("div", "centred", ""),
            GroupRole::Right => ("div", "right", ""),
            GroupRole::Keep => ("div", "keep", ""),
        };
        let _ = writeln!(self.out, "<{name}{}{types}>", common(attr, class));
        if let Some(label) = of_group(role, blocks) {
            self.out.push_str("<p class=\"label\">");
            self.marked_words(word(label, &self.layout.book.meta.language));
            self.out.push_str("</p>\n");
        }
        self.blocks(blocks);
        let _ = writeln!(self.out, "</{name}>");
    }

    /// Leaves out content of the printed book only, except for the pages that begin in it.
    fn in_print_only(&mut self, blocks: &[Block]) {
        if !self.e_book_only {
            self.cursor.pass_over(visit::last_node(blocks));
            self.breaks.here("div", &self.cursor, &mut self.out);
        }
    }

    /// Writes content of the e-book only, in which no page of the printed book begins.
    fn in_e_book_only(&mut self, blocks: &[Block], attr: &Attr) {
        let outer = std::mem::replace(&mut self.e_book_only, true);
        let _ = writeln!(self.out, "<div{}>", common(attr, ""));
        self.blocks(blocks);
        self.out.push_str("</div>\n");
        self.e_book_only = outer;
    }

    fn title_line(&mut self, role: TitleRole, text: &[Inline]) {
        let (name, class) = match role {
            TitleRole::Title => ("h1", "book-title"),
            TitleRole::Subtitle => ("p", "subtitle"),
            TitleRole::Author => ("p", "author"),
            TitleRole::Contributor => ("p", "contributor"),
            TitleRole::Series => ("p", "series"),
            TitleRole::Publisher => ("p", "publisher"),
            TitleRole::Date => ("p", "date"),
            TitleRole::Imprint => ("p", "imprint"),
            TitleRole::Box => ("p", "label"),
        };
        self.element(name, &attribute("class", class), text);
    }
}

/// Returns the attributes of a list that is not numbered 1, 2, 3.
fn numbers(list: &List, numbering: &Numbering) -> String {
    let mut attributes = numbering.numerals.html().map(|name| attribute("type", name)).unwrap_or_default();
    let first = numbering.first(list.items.len());
    if first != (Numbering { start: None, ..*numbering }).first(list.items.len()) {
        attributes += &attribute("start", &first.to_string());
    }
    if numbering.reversed {
        attributes += &attribute("reversed", "reversed");
    }
    attributes
}

/// Returns the side of the text at which a figure is placed, and its width in CSS.
fn beside(figure: &Figure, attr: &Attr) -> Option<(FigureSide, String)> {
    let side = figure.side(attr)?;
    match figure.images.first().and_then(|image| image.image.width) {
        Some(width) => (width.share() <= FigureSide::MAX_SHARE).then(|| (side, width.css())),
        None => Some((side, format!("{}%", FigureSide::SHARE / 10))),
    }
}
