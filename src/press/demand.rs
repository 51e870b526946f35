//! The characters that a book needs of its faces, by language. Entry point: [`demand`].

use crate::book::visit::{self, Visitor};
use crate::book::{Block, BlockKind, Book, Inline, InlineKind};
use crate::fonts::{Demand, TextUse};
use crate::lang::LangTag;

/// The digits of folios and other numbers.
const DIGITS: u32 = 1_023_456_789;

/// Returns the characters that a book needs: those of its text, and of what it says by itself.
pub(super) fn demand(book: &Book) -> Demand {
    let language = &book.meta.language;
    let mut texts =
        Texts { demand: Demand::new(language), languages: vec![language.clone()], bold: 0, italic: 0 };
    let meta = &book.meta;
    let names = meta.contributors.iter().map(|contributor| &contributor.name);
    for text in [&meta.title]
        .into_iter()
        .chain(&meta.subtitle)
        .chain(&meta.publisher)
        .chain(&meta.rights)
        .chain(names)
    {
        texts.add(text, false);
    }
    texts.add(&meta.words.digits().write(DIGITS), false);
    for division in book.divisions() {
        texts.languages.extend(division.lang.clone());
        // Titles are bold in most designs.
        texts.bold += 1;
        visit::inlines(&division.title, &mut texts);
        if let Some(number) = book.before_title(division.number.as_ref()) {
            texts.add(&number, false);
        }
        texts.bold -= 1;
        visit::blocks(&division.blocks, &mut texts);
        texts.languages.truncate(1);
    }
    for note in &book.notes {
        texts.languages.extend(note.lang.clone());
        visit::blocks(&note.blocks, &mut texts);
        texts.languages.truncate(1);
    }
    texts.demand
}

/// The characters so far, and how the text is set that is visited.
struct Texts {
    demand: Demand,
    /// The languages of the nodes that contain the text, the innermost last.
    languages: Vec<LangTag>,
    /// The number of nodes around it that make it bold.
    bold: usize,
    /// The number of nodes around it that make it italic.
    italic: usize,
}

impl Texts {
    /// Returns whether the language of the text has italics; emphasis is bold in others.
    fn has_italics(&self) -> bool {
        self.languages.last().is_none_or(LangTag::has_italics)
    }

    fn add(&mut self, text: &str, code: bool) {
        if let Some(lang) = self.languages.last() {
            self.demand.add(text, lang, TextUse { code, bold: self.bold > 0, italic: self.italic > 0 });
        }
    }
}

impl<'a> Visitor<'a> for Texts {
    fn block(&mut self, block: &'a Block) {
        self.languages.extend(block.attr.lang().cloned());
        match &block.kind {
            BlockKind::Heading { .. } | BlockKind::TitleLine(..) => self.bold += 1,
            BlockKind::Code { text, .. } => self.add(text, true),
            BlockKind::Math(formula) => self.add(&formula.source, false),
            BlockKind::Paragraph(_)
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Group(..)
            | BlockKind::SceneBreak
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => {}
        }
    }

    fn leave(&mut self, block: &'a Block) {
        if block.attr.lang().is_some() {
            self.languages.pop();
        }
        if matches!(block.kind, BlockKind::Heading { .. } | BlockKind::TitleLine(..)) {
            self.bold -= 1;
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        self.languages.extend(inline.attr.lang().cloned());
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Citation(text) => self.add(text, false),
            InlineKind::Code(text) => self.add(text, true),
            InlineKind::Math(formula) => self.add(&formula.source, false),
            InlineKind::Ruby(pairs) => pairs.iter().for_each(|(_, above)| self.add(above, false)),
            InlineKind::Strong(_) => self.bold += 1,
            InlineKind::Emphasis(_) if self.has_italics() => self.italic += 1,
            InlineKind::Emphasis(_) => self.bold += 1,
            InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Link { .. }
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Image(_)
            | InlineKind::Break => {}
        }
    }

    fn leave_inline(&mut self, inline: &'a Inline) {
        let is_emphasis = matches!(inline.kind, InlineKind::Emphasis(_));
        let has_italics = self.has_italics();
        if matches!(inline.kind, InlineKind::Strong(_)) || (is_emphasis && !has_italics) {
            self.bold -= 1;
        }
        if is_emphasis && has_italics {
            self.italic -= 1;
        }
        if inline.attr.lang().is_some() {
            self.languages.pop();
        }
    }
}
