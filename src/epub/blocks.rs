//! Writes blocks as XHTML.
#![deny(clippy::wildcard_enum_match_arm)]

use super::writer::Writer;
use crate::book::{
    Attr, Block, BlockKind, Captioned, Definition, Delimiter, Figure, FigureSide, GroupRole, Image, Inline,
    List, NodeId, Number, Numbering, Numerals, TitleRole,
};
use crate::design::LeadIn;
use crate::design::lead::{is_label, opens_after};
use crate::words::{Digits, Word, word};

impl Writer<'_> {
    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            self.margin_notes_of(block);
            let is_above_paragraph = next.is_some_and(|next| matches!(next.kind, BlockKind::Paragraph(_)));
            self.in_language(block.attr.lang(), |this| this.block(block, is_above_paragraph));
        }
    }

    /// Writes a block, which may be right above a paragraph.
    fn block(&mut self, block: &Block, is_above_paragraph: bool) {
        let attr = &block.attr;
        self.enter(block.node, "");
        let lead = self.lead.take();
        // Only paragraphs and groups of a play are a part of it; a list in it has text of its own.
        let is_of_play = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Group(..));
        let play = self.play.take_if(|_| !is_of_play);
        match &block.kind {
            BlockKind::Paragraph(inlines) if lead.is_some() && is_label(inlines) => {
                let class = if is_above_paragraph { "above-text" } else { "" };
                self.paragraph(inlines, attr, None, class);
                self.lead = lead;
            }
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, attr, lead, ""),
            BlockKind::Heading { level, number, text } => {
                self.section_heading(*level, number.as_ref(), text, attr)
            }
            BlockKind::Quote { blocks, attribution } => self.quote(blocks, attribution.as_deref(), attr),
            BlockKind::Verse(stanzas) => self.verse(stanzas, attr),
            BlockKind::List(list) => self.list(list, attr),
            BlockKind::Definitions(definitions) => self.definitions(definitions, attr),
            BlockKind::Table(table) => self.table(table, attr),
            BlockKind::Figure(figure) => {
                self.figure(figure, attr);
                if beside(figure, attr).is_some() {
                    // An initial floats too, and may not be placed above a float that precedes it: if
                    // the figure is moved to the next page, the letter would be moved with it.
                    self.lead = lead.map(|lead| LeadIn { initial: 0, ..lead });
                }
            }
            BlockKind::Code { language, text, listing } => {
                self.code_block(language.as_deref(), text, listing, block);
            }
            BlockKind::SceneBreak => {
                self.out.empty("hr").common(attr, "scene-break").line();
                self.out.shows(self.layout.edition.design.spec.ornament.characters());
            }
            BlockKind::Group(role, blocks) => {
                self.group(*role, blocks, attr);
                if opens_after(*role, GroupRole::OnlyPdf) {
                    self.lead = lead;
                }
            }
            BlockKind::Math(formula) => self.display_formula(formula, block),
            BlockKind::PageBreak => {
                self.out.open("div").class("page-break").close("div").line();
            }
            BlockKind::TitleLine(role, text) => self.title_line(*role, text),
            // The navigation document is the contents page.
            BlockKind::Contents => {}
            BlockKind::Captions(of) => self.captions(*of, block.node),
            BlockKind::Index(id) => self.index(*id, block.node),
        }
        if play.is_some() {
            self.play = play;
        }
    }

    /// Writes an element that contains inlines.
    pub(super) fn element(&mut self, name: &'static str, class: &str, inlines: &[Inline]) {
        self.out.open(name).class(class);
        self.inlines(inlines);
        self.out.close(name).line();
    }

    fn section_heading(&mut self, level: u8, number: Option<&Number>, text: &[Inline], attr: &Attr) {
        let name = match level {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            6.. => "h6",
        };
        self.out.open(name).common(attr, "");
        if let Some(number) = self.shown(number) {
            self.number(&number);
            self.out.text(" ");
        }
        self.inlines(text);
        self.out.close(name).line();
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>, attr: &Attr) {
        self.out.open("blockquote").common(attr, "").line();
        let outer = std::mem::replace(&mut self.divided, true);
        self.blocks(blocks);
        self.divided = outer;
        if let Some(attribution) = attribution {
            self.out.open("p").class("attribution").open("cite");
            self.out.text(&self.layout.edition.design.spec.before_attribution);
            self.inlines(attribution);
            self.out.close("cite").close("p").line();
        }
        self.out.close("blockquote").line();
    }

    fn list(&mut self, list: &List, attr: &Attr) {
        let is_task_list = list.items.iter().any(|item| item.task.is_some());
        let delimiter = list.numbering.map(|numbering| numbering.delimiter);
        let numbered = match delimiter {
            Some(Delimiter::Paren) => "paren",
            Some(Delimiter::Parens) => "parens",
            Some(Delimiter::Circle) => "circled",
            Some(Delimiter::Period) | None => "",
        };
        let class = match list.numbering {
            _ if is_task_list => "tasks".to_owned(),
            Some(numbering) if self.has_native_digits(numbering) => format!("{numbered} native"),
            _ => numbered.to_owned(),
        };
        let name = if list.numbering.is_some() { "ol" } else { "ul" };
        self.out.open(name).common(attr, class.trim_start());
        list.numbering.into_iter().for_each(|numbering| self.numbering(list, numbering));
        self.out.line();
        for item in &list.items {
            self.out.open("li").optional("value", item.value);
            match (item.task, item.blocks.split_first()) {
                // The checkbox is in the line of the first paragraph, not above it.
                (
                    Some(done),
                    Some((Block { kind: BlockKind::Paragraph(text), attr: Attr::NONE, .. }, rest)),
                ) if !list.tight => {
                    self.out.open("p");
                    self.task(done);
                    self.inlines(text);
                    self.out.close("p").line();
                    self.contents(rest, false);
                }
                (task, _) => {
                    task.into_iter().for_each(|done| self.task(done));
                    self.contents(&item.blocks, list.tight);
                }
            }
            self.out.close("li").line();
        }
        self.out.close(name).line();
    }

    /// Writes terms with their definitions, which may be entries of the glossary.
    fn definitions(&mut self, definitions: &[Definition], attr: &Attr) {
        self.out.open("dl").common(attr, "").line();
        for definition in definitions {
            // The content model of `<dl>` requires at least one of each (HTML, section 4.4.9).
            if definition.terms.is_empty() {
                self.element("dt", "", &[]);
            }
            definition.terms.iter().for_each(|term| self.element("dt", "", term));
            let epub_type = if definition.is_entry() { "glossdef" } else { "" };
            let none = [Vec::new()];
            let details = if definition.details.is_empty() { &none[..] } else { &definition.details };
            for detail in details {
                self.out.open("dd").epub_type(epub_type);
                self.contents(detail, true);
                self.out.close("dd").line();
            }
        }
        self.out.close("dl").line();
    }

    /// Returns whether the numbers of a list have digits of the book's language. There is one style of these.
    fn has_native_digits(&self, numbering: Numbering) -> bool {
        let (own, of_book) = (self.words.digits(), self.layout.book.meta.words.digits());
        numbering.numerals == Numerals::Decimal && own == of_book && own != Digits::LATIN
    }

    /// The attributes of a numbered list that is not numbered 1, 2, 3.
    fn numbering(&mut self, list: &List, numbering: Numbering) {
        let first = numbering.first(list.items.len());
        let is_usual = first == Numbering { start: None, ..numbering }.first(list.items.len());
        self.out.optional("type", numbering.numerals.html());
        self.out.optional("start", (!is_usual).then_some(first));
        self.out.optional("reversed", numbering.reversed.then_some("reversed"));
    }

    fn task(&mut self, done: bool) {
        let (sign, name) = if done { ("☑", Word::Done) } else { ("☐", Word::NotDone) };
        let name = word(name, &self.words);
        self.out.open("span").class("task").attr("role", "img").attr("aria-label", name).text(sign);
        self.out.close("span").text(" ");
    }

    /// Writes the content of an item or a cell. In a tight one, the first paragraph has no element of its
    /// own.
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
                | BlockKind::Captions(_)
                | BlockKind::Index(_) => self.block(block, false),
            }
        }
    }

    fn figure(&mut self, figure: &Figure, attr: &Attr) {
        if figure.images.iter().any(|image| image.image.is_content()) && !self.e_book_only {
            self.breaks.here("div", &self.cursor, &mut self.out);
        }
        // Beside the text, the figure has the requested width, and the picture fills the figure.
        let side = beside(figure, attr);
        let class = match &side {
            Some((FigureSide::Left, _)) => "beside-left",
            Some((FigureSide::Right, _)) => "beside-right",
            None => "",
        };
        self.out.open("figure").common(attr, class);
        self.out.optional("style", side.as_ref().map(|(_, width)| format!("width: {width}"))).line();
        for image in &figure.images {
            if image.caption.is_empty() {
                let own = side.is_none();
                let (width, height) = (image.image.width, image.image.height);
                let (width, height) = (width.filter(|_| own), height.filter(|_| own));
                self.image(&Image { width, height, ..image.image.clone() });
            } else {
                self.out.open("figure").line();
                self.image(&image.image);
                self.out.line().open("figcaption");
                self.inlines(&image.caption);
                self.out.close("figcaption").line().close("figure");
            }
            self.out.line();
        }
        if !figure.caption.is_empty() || figure.number.is_some() {
            self.caption("figcaption", figure.number.as_ref(), &figure.caption);
        }
        self.out.close("figure").line();
    }

    /// Writes a list of figures or the like, whose entries are links.
    fn captions(&mut self, of: Captioned, block: NodeId) {
        self.out.open("ol").class("captions").line();
        for (line, caption) in block.lines().zip(self.layout.book.captions(of)) {
            let href = self.layout.href(&caption.anchor, self.href);
            let Some(href) = href.filter(|_| caption.only != Some(GroupRole::OnlyPdf)) else { continue };
            let outer = std::mem::replace(&mut self.e_book_only, caption.only == Some(GroupRole::OnlyEpub));
            self.out.open("li").open("a").attr("href", href);
            self.list_line = Some(line);
            self.enter(line, "");
            if let Some(number) = caption.number_before() {
                self.number(&number);
                self.out.text(" ");
            }
            self.inlines(&caption.title);
            self.list_line = None;
            self.out.close("a").close("li").line();
            self.e_book_only = outer;
        }
        self.out.close("ol").line();
    }

    /// Writes the number and the text of a caption.
    pub(super) fn caption(&mut self, name: &'static str, number: Option<&Number>, words: &[Inline]) {
        self.out.open(name);
        if let Some(number) = self.shown(number) {
            self.number(&number);
            self.out.text(if words.is_empty() { "" } else { " " });
        }
        self.inlines(words);
        self.out.close(name).line();
    }

    pub(super) fn number(&mut self, number: &str) {
        self.out.open("span").class("number");
        self.upright_words(number);
        self.out.close("span");
    }

    fn title_line(&mut self, role: TitleRole, text: &[Inline]) {
        let (name, class) = match role {
            TitleRole::Title => ("h1", "book-title"),
            TitleRole::Subtitle | TitleRole::ChapterSubtitle => ("p", "subtitle"),
            TitleRole::Author | TitleRole::ChapterAuthor => ("p", "author"),
            TitleRole::Contributor => ("p", "contributor"),
            TitleRole::Series => ("p", "series"),
            TitleRole::Publisher => ("p", "publisher"),
            TitleRole::Date => ("p", "date"),
            TitleRole::Imprint => ("p", "imprint"),
            TitleRole::Box => ("p", "label"),
        };
        self.out.open(name).class(class);
        if role == TitleRole::ChapterSubtitle {
            self.out.epub_type("subtitle").attr("role", "doc-subtitle");
        }
        self.inlines(text);
        self.out.close(name).line();
    }
}

/// Returns the side of the text at which a figure is placed, and its width in CSS.
fn beside(figure: &Figure, attr: &Attr) -> Option<(FigureSide, String)> {
    let side = figure.side(attr)?;
    match figure.images.first().and_then(|image| image.image.width) {
        Some(width) => (width.share() <= FigureSide::MAX_SHARE).then(|| (side, width.css())),
        None => Some((side, format!("{}%", FigureSide::SHARE / 10))),
    }
}
