//! Blocks and inlines become XHTML.
#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt::Write;

use super::layout::{Document, Layout, NAV};
use super::notes;
use super::xml::{attribute, escape, escape_into};
use crate::book::role::Matter;
use crate::book::words::{Word, word};
use crate::book::{
    Align, Attr, Block, BlockKind, Captioned, Cell, Division, Figure, GroupRole, Image, Inline, InlineKind,
    List, NoteId, Role, Row, Side, SpanRole, Table, Target, TitleRole, VerseLine,
};
use crate::lang::LangTag;

/// The document of a division.
pub(super) fn document(document: &Document<'_>, layout: &Layout<'_>) -> String {
    let mut writer = Writer::new(layout, &document.href);
    writer.division(document);
    page(
        &document.division.label,
        Some(matter_type(document.matter)),
        &layout.book.meta.language,
        &writer.out,
    )
}

/// A whole page about a body.
pub(super) fn page(title: &str, matter: Option<&str>, lang: &LangTag, body: &str) -> String {
    let dir = if lang.is_rtl() { " dir=\"rtl\"" } else { "" };
    let body_type = matter.map(|matter| attribute("epub:type", matter)).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         xml:lang=\"{lang}\" lang=\"{lang}\"{dir}>\n<head>\n<meta charset=\"utf-8\" />\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"../stylesheet.css\" />\n</head>\n\
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

/// Writes one document.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) layout: &'a Layout<'a>,
    href: &'a str,
    /// Calls so far of each note: a second call of one needs an identifier of its own.
    calls: std::collections::BTreeMap<NoteId, u32>,
}

impl<'a> Writer<'a> {
    fn new(layout: &'a Layout<'a>, href: &'a str) -> Self {
        Self { out: String::new(), layout, href, calls: std::collections::BTreeMap::new() }
    }

    fn division(&mut self, document: &Document<'_>) {
        let division = document.division;
        let role = division.role;
        let mut attributes = attribute("epub:type", role.epub_type());
        if let Some(aria) = role.aria() {
            attributes += &attribute("role", aria);
        }
        attributes += &attribute("id", &division.id);
        let class = division.class.as_deref().map(|class| format!(" {class}")).unwrap_or_default();
        attributes += &attribute("class", &format!("{}{class}", role.name()));
        if division.title.is_empty() {
            attributes += &attribute("aria-label", &division.label);
        }
        let _ = writeln!(self.out, "<section{attributes}>");
        self.heading(division);
        self.blocks(&division.blocks);
        notes::section(self, &document.notes);
        self.out.push_str("</section>\n");
    }

    /// Number and title in one heading, so that a reader hears them together.
    fn heading(&mut self, division: &Division) {
        if division.title.is_empty() {
            return;
        }
        self.out.push_str("<h1>");
        if let Some(number) = &division.number {
            let _ = write!(self.out, "<span class=\"number\">{}</span> ", escape(number));
            self.out.push_str("<span class=\"title\">");
        }
        self.inlines(&division.title);
        if division.number.is_some() {
            self.out.push_str("</span>");
        }
        self.out.push_str("</h1>\n");
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let attr = &block.attr;
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.element("p", &common(attr, ""), inlines),
            BlockKind::Heading { level, number, text } => {
                self.section_heading(*level, number.as_deref(), text, attr)
            }
            BlockKind::Quote { blocks, attribution } => self.quote(blocks, attribution.as_deref(), attr),
            BlockKind::Verse(stanzas) => self.verse(stanzas, attr),
            BlockKind::List(list) => self.list(list, attr),
            BlockKind::Definitions(definitions) => {
                let _ = writeln!(self.out, "<dl{}>", common(attr, ""));
                for definition in definitions {
                    definition.terms.iter().for_each(|term| self.element("dt", "", term));
                    definition.details.iter().for_each(|detail| self.item("dd", detail, true));
                }
                self.out.push_str("</dl>\n");
            }
            BlockKind::Table(table) => self.table(table, attr),
            BlockKind::Figure(figure) => self.figure(figure, attr),
            BlockKind::Code { language, text } => {
                let language = language.as_ref().map(|name| format!("language-{}", class_name(name)));
                let class = language.map(|class| attribute("class", &class)).unwrap_or_default();
                let _ =
                    writeln!(self.out, "<pre{}><code{class}>{}</code></pre>", common(attr, ""), escape(text));
            }
            BlockKind::SceneBreak => {
                let _ = writeln!(self.out, "<hr{} />", common(attr, "scene-break"));
            }
            BlockKind::Group(role, blocks) => self.group(*role, blocks, attr),
            BlockKind::Math(source) => {
                let _ = writeln!(self.out, "<p{}><code>{}</code></p>", common(attr, "math"), escape(source));
            }
            BlockKind::PageBreak => self.out.push_str("<div class=\"page-break\"></div>\n"),
            BlockKind::TitleLine(role, text) => self.title_line(*role, text),
            // The navigation document is the contents page.
            BlockKind::Contents => {}
            BlockKind::Captions(of) => self.captions(*of),
        }
    }

    fn element(&mut self, name: &str, attributes: &str, inlines: &[Inline]) {
        let _ = write!(self.out, "<{name}{attributes}>");
        self.inlines(inlines);
        let _ = writeln!(self.out, "</{name}>");
    }

    fn section_heading(&mut self, level: u8, number: Option<&str>, text: &[Inline], attr: &Attr) {
        let level = level.clamp(2, 6);
        let _ = write!(self.out, "<h{level}{}>", common(attr, ""));
        if let Some(number) = number {
            let _ = write!(self.out, "<span class=\"number\">{}</span> ", escape(number));
        }
        self.inlines(text);
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>, attr: &Attr) {
        let _ = writeln!(self.out, "<blockquote{}>", common(attr, ""));
        self.blocks(blocks);
        if let Some(attribution) = attribution {
            self.out.push_str("<p class=\"attribution\"><cite>— ");
            self.inlines(attribution);
            self.out.push_str("</cite></p>\n");
        }
        self.out.push_str("</blockquote>\n");
    }

    fn verse(&mut self, stanzas: &[Vec<VerseLine>], attr: &Attr) {
        let _ = writeln!(self.out, "<div{}>", common(attr, "verse"));
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
        let class = if is_tasks { "tasks" } else { "" };
        let (name, start) = match list.start {
            Some(1) => ("ol", String::new()),
            Some(start) => ("ol", attribute("start", &start.to_string())),
            None => ("ul", String::new()),
        };
        let _ = writeln!(self.out, "<{name}{}{start}>", common(attr, class));
        for item in &list.items {
            self.out.push_str("<li>");
            if let Some(done) = item.task {
                let (sign, name) = if done { ("☑", "done") } else { ("☐", "not done") };
                let _ = write!(
                    self.out,
                    "<span class=\"task\" role=\"img\" aria-label=\"{name}\">{sign}</span> "
                );
            }
            self.contents(&item.blocks, list.tight);
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{name}>");
    }

    fn item(&mut self, name: &str, blocks: &[Block], tight: bool) {
        let _ = write!(self.out, "<{name}>");
        self.contents(blocks, tight);
        let _ = writeln!(self.out, "</{name}>");
    }

    /// What an item or a cell holds: a paragraph alone needs no element about it.
    fn contents(&mut self, blocks: &[Block], tight: bool) {
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight && index == 0 && block.attr.get().is_none() => {
                    self.inlines(inlines);
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

    fn table(&mut self, table: &Table, attr: &Attr) {
        let _ = writeln!(self.out, "<div class=\"table\">\n<table{}>", common(attr, ""));
        if table.caption.is_some() || table.number.is_some() {
            self.out.push_str("<caption>");
            self.caption(table.number.as_deref(), table.caption.as_deref().unwrap_or_default());
            self.out.push_str("</caption>\n");
        }
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if !rows.is_empty() {
                let _ = writeln!(self.out, "<{name}>");
                rows.iter().for_each(|row| self.row(row, &table.columns, name == "thead"));
                let _ = writeln!(self.out, "</{name}>");
            }
        }
        self.out.push_str("</table>\n</div>\n");
    }

    fn row(&mut self, row: &Row, columns: &[Align], head: bool) {
        self.out.push_str("<tr>\n");
        let mut column = 0;
        for cell in &row.cells {
            self.cell(cell, columns.get(column).copied().unwrap_or_default(), head);
            column += usize::from(cell.columns);
        }
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, column: Align, head: bool) {
        let align = match cell.align.unwrap_or(column) {
            Align::Start => "",
            Align::Centre => "centre",
            Align::End => "end",
        };
        let mut attributes = common(&cell.attr, align);
        let name = if cell.header { "th" } else { "td" };
        if cell.header {
            attributes += &attribute("scope", if head { "col" } else { "row" });
        }
        for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                attributes += &attribute(name, &span.to_string());
            }
        }
        let _ = write!(self.out, "<{name}{attributes}>");
        self.contents(&cell.blocks, true);
        let _ = writeln!(self.out, "</{name}>");
    }

    fn figure(&mut self, figure: &Figure, attr: &Attr) {
        // Beside the text it is the figure that has the width, and the picture fills it.
        let wished = figure.images.first().and_then(|image| image.image.width);
        let share = wished.unwrap_or(Side::SHARE);
        let side = figure.side(attr).filter(|_| share <= Side::WIDEST);
        let (class, width) = match side {
            Some(Side::Left) => ("beside-left", width(share)),
            Some(Side::Right) => ("beside-right", width(share)),
            None => ("", String::new()),
        };
        let _ = writeln!(self.out, "<figure{}{width}>", common(attr, class));
        for image in &figure.images {
            let image = Image { width: image.image.width.filter(|_| side.is_none()), ..image.image.clone() };
            self.image(&image);
            self.out.push('\n');
        }
        if !figure.caption.is_empty() || figure.number.is_some() {
            self.out.push_str("<figcaption>");
            self.caption(figure.number.as_deref(), &figure.caption);
            self.out.push_str("</figcaption>\n");
        }
        self.out.push_str("</figure>\n");
    }

    fn caption(&mut self, number: Option<&str>, words: &[Inline]) {
        if let Some(number) = number {
            let _ = write!(self.out, "<span class=\"number\">{}</span>", escape(number));
            self.out.push_str(if words.is_empty() { "" } else { " " });
        }
        self.inlines(words);
    }

    /// The list of figures or of tables, each entry leading there.
    fn captions(&mut self, of: Captioned) {
        self.out.push_str("<ol class=\"captions\">\n");
        for caption in self.layout.book.captions(of) {
            let href = self.layout.href(&caption.id, self.href);
            let Some(href) = href.filter(|_| caption.only != Some(GroupRole::OnlyPdf)) else { continue };
            let number = escape(&caption.number);
            let _ = write!(
                self.out,
                "<li><a{}><span class=\"number\">{number}</span> ",
                attribute("href", &href)
            );
            self.inlines(&caption.title);
            self.out.push_str("</a></li>\n");
        }
        self.out.push_str("</ol>\n");
    }

    fn group(&mut self, role: GroupRole, blocks: &[Block], attr: &Attr) {
        let (name, class, types) = match role {
            GroupRole::OnlyPdf => return,
            GroupRole::OnlyEpub | GroupRole::Plain => ("div", "", ""),
            GroupRole::Epigraph => ("div", "epigraph", " epub:type=\"epigraph\" role=\"doc-epigraph\""),
            GroupRole::Dedication => {
                ("div", "dedication", " epub:type=\"dedication\" role=\"doc-dedication\"")
            }
            GroupRole::Letter => ("div", "letter", ""),
            GroupRole::Drama => ("div", "drama", ""),
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
        if let Some(label) = label(role) {
            let label = word(label, &self.layout.book.meta.language);
            let _ = writeln!(self.out, "<p class=\"label\">{}</p>", escape(label));
        }
        self.blocks(blocks);
        let _ = writeln!(self.out, "</{name}>");
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
        };
        self.element(name, &attribute("class", class), text);
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let attr = &inline.attr;
        match &inline.kind {
            InlineKind::Text(text) if attr.get().is_none() => escape_into(text, &mut self.out),
            InlineKind::Text(text) => {
                let _ = write!(self.out, "<span{}>{}</span>", common(attr, ""), escape(text));
            }
            InlineKind::Emphasis(inner) => self.wrap("em", attr, "", inner),
            InlineKind::Strong(inner) => self.wrap("strong", attr, "", inner),
            InlineKind::Strikethrough(inner) => self.wrap("del", attr, "", inner),
            InlineKind::Superscript(inner) => self.wrap("sup", attr, "", inner),
            InlineKind::Subscript(inner) => self.wrap("sub", attr, "", inner),
            InlineKind::SmallCaps(inner) => self.wrap("span", attr, "small-caps", inner),
            InlineKind::Span(role, inner) => self.span(*role, inner, attr),
            InlineKind::Code(text) => {
                let _ = write!(self.out, "<code{}>{}</code>", common(attr, ""), escape(text));
            }
            InlineKind::Link { to, title, text } => self.link(to, title.as_deref(), text, attr),
            InlineKind::Note(note) => self.call(*note),
            InlineKind::Reference(label) => self.reference(label),
            InlineKind::Citation(text) => escape_into(text, &mut self.out),
            InlineKind::Math { source, .. } => {
                let _ = write!(self.out, "<code{}>{}</code>", common(attr, "math"), escape(source));
            }
            InlineKind::Image(image) => self.image(image),
            InlineKind::Ruby(pairs) => {
                let _ = write!(self.out, "<ruby{}>", common(attr, ""));
                for (base, reading) in pairs {
                    self.inlines(base);
                    let _ = write!(self.out, "<rp>(</rp><rt>{}</rt><rp>)</rp>", escape(reading));
                }
                self.out.push_str("</ruby>");
            }
            InlineKind::Break => self.out.push_str("<br />\n"),
        }
    }

    fn wrap(&mut self, name: &str, attr: &Attr, class: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{name}{}>", common(attr, class));
        self.inlines(inner);
        let _ = write!(self.out, "</{name}>");
    }

    fn span(&mut self, role: SpanRole, inner: &[Inline], attr: &Attr) {
        let (name, class) = match role {
            SpanRole::Plain => ("span", ""),
            SpanRole::Index => ("span", "index-term"),
            SpanRole::Term => ("dfn", ""),
            SpanRole::Foreign => ("i", "foreign"),
            SpanRole::WorkTitle => ("cite", "work"),
            SpanRole::Ship => ("i", "ship"),
            SpanRole::NoHyphen => ("span", "no-hyphen"),
            SpanRole::Abbreviation => ("abbr", ""),
            SpanRole::Keyword => ("b", ""),
            SpanRole::Voice => ("i", ""),
            SpanRole::Underline => ("u", ""),
            SpanRole::Quotation => ("span", "quotation"),
            SpanRole::Machine => ("samp", ""),
            SpanRole::Mark => ("mark", ""),
            SpanRole::Small => ("small", ""),
            SpanRole::Cite => ("cite", ""),
            SpanRole::Inserted => ("ins", ""),
        };
        self.wrap(name, attr, class, inner);
    }

    fn link(&mut self, to: &Target, title: Option<&str>, text: &[Inline], attr: &Attr) {
        let href = match to {
            Target::External(uri) => Some(external(uri)),
            Target::Internal(id) => self.layout.href(id, self.href).or_else(|| to_contents(id)),
            Target::Unresolved(_) => None,
        };
        let title = title.map(|title| attribute("title", title)).unwrap_or_default();
        match href {
            Some(href) => {
                let _ = write!(self.out, "<a{}{}{title}>", attribute("href", &href), common(attr, ""));
                self.inlines(text);
                self.out.push_str("</a>");
            }
            None => self.wrap("span", attr, "", text),
        }
    }

    fn call(&mut self, note: NoteId) {
        let count = self.calls.entry(note).or_insert(0);
        *count += 1;
        let (id, number) = (note.0 + 1, self.layout.book.note(note).number);
        let suffix = if *count == 1 { String::new() } else { format!("-{count}") };
        let _ = write!(
            self.out,
            "<a epub:type=\"noteref\" role=\"doc-noteref\" class=\"call\" href=\"#note-{id}\" id=\"call-{id}{suffix}\">{number}</a>"
        );
    }

    fn reference(&mut self, label: &str) {
        let Some(known) = self.layout.book.labels.get(label) else {
            escape_into(label, &mut self.out);
            return;
        };
        match self.layout.href(&known.id, self.href) {
            Some(href) => {
                let _ = write!(
                    self.out,
                    "<a class=\"reference\" href=\"{}\">{}</a>",
                    escape(&href),
                    escape(&known.text)
                );
            }
            None => escape_into(&known.text, &mut self.out),
        }
    }

    fn image(&mut self, image: &Image) {
        let Some((_, file)) = self.layout.picture(&image.path) else {
            // Reported where it was read; its words stand in for it.
            escape_into(image.alt.as_deref().unwrap_or_default(), &mut self.out);
            return;
        };
        let alt = image.alt.as_deref().unwrap_or_default();
        let role = if image.alt.as_deref() == Some("") { " role=\"presentation\"" } else { "" };
        let width = image.width.map(width).unwrap_or_default();
        let _ = write!(self.out, "<img src=\"{}\" alt=\"{}\"{role}{width} />", escape(&file), escape(alt));
    }
}

/// A share of the measure, in thousandths, as an attribute.
fn width(share: u32) -> String {
    format!(" style=\"width: {}%\"", share / 10)
}

/// The contents division has no document of its own.
fn to_contents(id: &str) -> Option<String> {
    (id == Role::Contents.name()).then(|| format!("../{NAV}"))
}

fn label(role: GroupRole) -> Option<Word> {
    match role {
        GroupRole::Note => Some(Word::Note),
        GroupRole::Tip => Some(Word::Tip),
        GroupRole::Important => Some(Word::Important),
        GroupRole::Warning => Some(Word::Warning),
        GroupRole::Caution => Some(Word::Caution),
        GroupRole::Plain
        | GroupRole::Epigraph
        | GroupRole::Dedication
        | GroupRole::Letter
        | GroupRole::Drama
        | GroupRole::Aside
        | GroupRole::Centred
        | GroupRole::Right
        | GroupRole::Keep
        | GroupRole::OnlyEpub
        | GroupRole::OnlyPdf => None,
    }
}

/// Identifier, classes, language and direction; the class that the kind brings goes first.
fn common(attr: &Attr, class: &str) -> String {
    let mut out = String::new();
    let Some(attributes) = attr.get() else {
        return if class.is_empty() { out } else { attribute("class", class) };
    };
    if let Some(id) = &attributes.id {
        out += &attribute("id", id);
    }
    let own = attributes.classes.iter().map(|class| class_name(class));
    let classes: Vec<String> =
        [class.to_owned()].into_iter().chain(own).filter(|class| !class.is_empty()).collect();
    if !classes.is_empty() {
        out += &attribute("class", &classes.join(" "));
    }
    if let Some(lang) = &attributes.lang {
        out += &attribute("xml:lang", lang.as_str());
        out += &attribute("lang", lang.as_str());
    }
    let by_lang = attributes.lang.as_ref().filter(|lang| lang.is_rtl()).map(|_| true);
    if let Some(rtl) = attributes.rtl.or(by_lang) {
        out += &attribute("dir", if rtl { "rtl" } else { "ltr" });
    }
    if let Some((_, title)) = attributes.pairs.iter().find(|(key, _)| key == "title") {
        out += &attribute("title", title);
    }
    out
}

/// A class holds no blanks.
fn class_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

/// An address with nothing in it that a URL may not hold.
fn external(uri: &str) -> String {
    let mut out = String::with_capacity(uri.len());
    for c in uri.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
