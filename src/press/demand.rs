//! The characters that a book needs of its faces, by language. Entry point: [`demand`].

use crate::book::visit::{self, Visitor};
use crate::book::{Attr, Block, BlockKind, Book, Inline, InlineKind, SpanRole};
use crate::fonts::{Demand, TextUse};
use crate::lang::LangTag;

/// The digits of folios and other numbers.
const DIGITS: u32 = 1_023_456_789;

/// The use of text in each style.
const BOLD: TextUse = TextUse { code: false, bold: true, italic: false };
const ITALIC: TextUse = TextUse { code: false, bold: false, italic: true };
const CODE: TextUse = TextUse { code: true, bold: false, italic: false };

/// Returns the characters that a book needs: those of its text, and of what it says by itself. `bold_labels` is whether a
/// design of the book sets titles, labels or the like in bold.
pub(super) fn demand(book: &Book, bold_labels: bool) -> Demand {
    let language = &book.meta.language;
    let mut texts = Texts { demand: Demand::new(language), bold_labels, around: Vec::new() };
    texts.enter(Some(language), TextUse::default());
    let meta = &book.meta;
    let names = meta.contributors.iter().map(|contributor| &contributor.name);
    for text in [&meta.title]
        .into_iter()
        .chain(&meta.subtitle)
        .chain(&meta.publisher)
        .chain(&meta.rights)
        .chain(names)
    {
        texts.add(text);
    }
    texts.add(&meta.words.digits().write(DIGITS));
    for division in book.divisions() {
        texts.enter(division.lang.as_ref(), TextUse::default());
        texts.enter(None, texts.label());
        visit::inlines(&division.title, &mut texts);
        if let Some(number) = book.before_title(division.number.as_ref()) {
            texts.add(&number);
        }
        texts.leave_node();
        visit::blocks(&division.blocks, &mut texts);
        texts.leave_node();
    }
    for note in &book.notes {
        texts.enter(note.lang.as_ref(), TextUse::default());
        visit::blocks(&note.blocks, &mut texts);
        texts.leave_node();
    }
    texts.demand
}

/// The characters so far, and how the text is set that is visited.
struct Texts<'a> {
    demand: Demand,
    /// Whether a design of the book sets titles, labels or the like in bold.
    bold_labels: bool,
    /// The language and the use of the text of each node that contains what is visited, the innermost last.
    around: Vec<(&'a LangTag, TextUse)>,
}

impl<'a> Texts<'a> {
    /// Enters a node, in a language of its own if it has one, whose text is set so besides what is around it.
    fn enter(&mut self, lang: Option<&'a LangTag>, with: TextUse) {
        let (outer, of_outer) = self.around.last().copied().unzip();
        let of_outer = of_outer.unwrap_or_default();
        let with = TextUse {
            code: of_outer.code || with.code,
            bold: of_outer.bold || with.bold,
            italic: of_outer.italic || with.italic,
        };
        self.around.extend(lang.or(outer).map(|lang| (lang, with)));
    }

    fn leave_node(&mut self) {
        self.around.pop();
    }

    fn add(&mut self, text: &str) {
        if let Some((lang, with)) = self.around.last() {
            self.demand.add(text, lang, *with);
        }
    }

    fn label(&self) -> TextUse {
        TextUse { bold: self.bold_labels, ..TextUse::default() }
    }

    /// Returns how the text of a block may be set besides its inlines.
    fn of_block(&self, block: &Block) -> TextUse {
        match &block.kind {
            // Headings are bold in a script without italics, whatever the design; terms and letters of the index in all.
            BlockKind::Heading { .. } | BlockKind::Definitions(_) | BlockKind::Index(_) => BOLD,
            BlockKind::TitleLine(..)
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Group(..) => self.label(),
            BlockKind::Code { .. } => CODE,
            BlockKind::Paragraph(_) if has_class(&block.attr) => self.label(),
            BlockKind::Paragraph(_)
            | BlockKind::Math(_)
            | BlockKind::SceneBreak
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_) => TextUse::default(),
        }
    }

    /// Returns how the text of an inline is set, as the cascade of the design has it.
    fn of_inline(&self, inline: &Inline) -> TextUse {
        let lang = inline.attr.lang().or(self.around.last().map(|(lang, _)| *lang));
        // Without italics, only weight is seen.
        let emphasis = if lang.is_none_or(LangTag::has_italics) { ITALIC } else { BOLD };
        match &inline.kind {
            InlineKind::Strong(_) => BOLD,
            InlineKind::Emphasis(_) => emphasis,
            InlineKind::Code(_) => CODE,
            InlineKind::Span(role, _) => match role {
                SpanRole::Keyword | SpanRole::Mark | SpanRole::Head => BOLD,
                SpanRole::Term => emphasis,
                SpanRole::Foreign
                | SpanRole::WorkTitle
                | SpanRole::Ship
                | SpanRole::Voice
                | SpanRole::Cite
                | SpanRole::HeadItalic => ITALIC,
                SpanRole::Machine => CODE,
                SpanRole::Speaker => self.label(),
                SpanRole::Plain if has_class(&inline.attr) => self.label(),
                SpanRole::Plain
                | SpanRole::Index
                | SpanRole::Keys
                | SpanRole::GlossaryTerm
                | SpanRole::NoHyphen
                | SpanRole::Abbreviation
                | SpanRole::Underline
                | SpanRole::Dots
                | SpanRole::Quotation
                | SpanRole::Small
                | SpanRole::Inserted
                | SpanRole::HeadNote
                | SpanRole::ProofEnd
                | SpanRole::FigureLetter
                | SpanRole::References => TextUse::default(),
            },
            InlineKind::Text(_)
            | InlineKind::Citation(_)
            | InlineKind::Math(_)
            | InlineKind::Ruby(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Link { .. }
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Image(_)
            | InlineKind::Break => TextUse::default(),
        }
    }
}

/// Returns whether an element has a class, which may be one of the author's.
fn has_class(attr: &Attr) -> bool {
    attr.get().is_some_and(|attributes| !attributes.classes.is_empty())
}

impl<'a> Visitor<'a> for Texts<'a> {
    fn block(&mut self, block: &'a Block) {
        self.enter(block.attr.lang(), self.of_block(block));
        if let BlockKind::Code { text, .. } = &block.kind {
            self.add(text);
        }
        if let BlockKind::Math(formula) = &block.kind {
            self.add(&formula.source);
        }
    }

    fn leave(&mut self, _: &'a Block) {
        self.leave_node();
    }

    fn inline(&mut self, inline: &'a Inline) {
        self.enter(inline.attr.lang(), self.of_inline(inline));
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Citation(text) | InlineKind::Code(text) => self.add(text),
            InlineKind::Math(formula) => self.add(&formula.source),
            InlineKind::Ruby(pairs) => pairs.iter().for_each(|(_, above)| self.add(above)),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
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

    fn leave_inline(&mut self, _: &'a Inline) {
        self.leave_node();
    }
}
