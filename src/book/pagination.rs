//! Where the pages of a printed edition begin in the text.
//!
//! A place is counted in letters, so that it means the same in every format, however that sets
//! punctuation, hyphens and blanks: how many letters, figures and pictures of a division stand
//! before it. [`told`] is what is counted.

use super::{
    Block, BlockKind, Book, Caption, Division, DivisionId, Entry, GroupRole, Inline, InlineKind, NoteId,
    Number, Table, words,
};

/// The pages of a printed edition.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pagination {
    /// The identifier of the edition, as a URN or URI.
    pub source: String,
    /// Its pages, in order.
    pub pages: Vec<PageStart>,
}

/// A page of a printed edition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageStart {
    /// Its number as printed: `iv`, `12`.
    pub label: String,
    /// Where it begins.
    pub place: Place,
}

/// A place in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The identifier of the division.
    pub division: DivisionId,
    /// The note of the book, for a page that begins within one; else the text of the division.
    pub note: Option<NoteId>,
    /// How many of the signs of [`told`], or of [`told_in_note`], stand before it; more than there
    /// are is the end.
    pub letters: usize,
    /// It stands within a word that was hyphenated.
    pub within_word: bool,
}

/// Stands for a picture among the letters.
pub const PICTURE: char = '\u{FFFC}';

/// Whether a character is counted.
pub fn counts(c: char) -> bool {
    c.is_alphanumeric()
}

/// The letters, figures and pictures that the printed book says in a division, in its order; what is
/// meant for the e-book alone is none of them, and neither are the notes.
pub fn told(book: &Book, division: &Division) -> Vec<char> {
    let mut teller = Teller { book, out: Vec::new() };
    teller.number(division.number.as_ref());
    teller.inlines(&division.title);
    teller.blocks(&division.blocks);
    teller.out
}

/// The same of a note, its number left out.
pub fn told_in_note(book: &Book, note: NoteId) -> Vec<char> {
    told_in_blocks(book, &book.note(note).blocks)
}

/// The same of blocks.
pub fn told_in_blocks(book: &Book, blocks: &[Block]) -> Vec<char> {
    let mut teller = Teller { book, out: Vec::new() };
    teller.blocks(blocks);
    teller.out
}

struct Teller<'a> {
    book: &'a Book,
    out: Vec<char>,
}

impl Teller<'_> {
    fn text(&mut self, text: &str) {
        self.out.extend(text.chars().filter(|c| counts(*c)));
    }

    fn number(&mut self, number: Option<&Number>) {
        self.text(&self.book.shown(number).unwrap_or_default());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::TitleLine(_, text) => self.inlines(text),
            BlockKind::Heading { number, text, .. } => {
                self.number(number.as_ref());
                self.inlines(text);
            }
            BlockKind::Quote { blocks, attribution } => {
                self.blocks(blocks);
                self.inlines(attribution.as_deref().unwrap_or_default());
            }
            BlockKind::Verse(stanzas) => stanzas.iter().flatten().for_each(|line| self.inlines(&line.text)),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| self.inlines(term));
                    definition.details.iter().for_each(|detail| self.blocks(detail));
                }
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                for image in &figure.images {
                    self.picture(&image.image);
                    self.inlines(&image.caption);
                }
                self.number(figure.number.as_ref());
                self.inlines(&figure.caption);
            }
            BlockKind::Code { text, listing, .. } => {
                self.inlines(&listing.title);
                self.text(text);
                self.number(listing.number.as_ref());
                self.inlines(&listing.caption);
            }
            BlockKind::Math(text) => self.text(text),
            BlockKind::Group(GroupRole::OnlyEpub, _) | BlockKind::SceneBreak | BlockKind::PageBreak => {}
            BlockKind::Group(role, blocks) => {
                let lang = &self.book.meta.language;
                self.text(words::of_group(*role, blocks).map_or("", |name| words::word(name, lang)));
                self.blocks(blocks);
            }
            BlockKind::Contents => {
                let book = self.book;
                self.entries(&book.contents);
            }
            BlockKind::Captions(of) => {
                let book = self.book;
                let listed = |caption: &&Caption| caption.only != Some(GroupRole::OnlyEpub);
                for caption in book.captions(*of).iter().filter(listed) {
                    self.text(&caption.number.value().unwrap_or_default());
                    self.inlines(&caption.title);
                }
            }
        }
    }

    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.number(entry.number.as_ref());
            self.text(&entry.label);
            self.entries(&entry.children);
        }
    }

    fn table(&mut self, table: &Table) {
        self.number(table.number.as_ref());
        self.inlines(table.caption.as_deref().unwrap_or_default());
        let rows = table.head.iter().chain(&table.body);
        rows.flat_map(|row| &row.cells).for_each(|cell| self.blocks(&cell.blocks));
    }

    /// Decoration says nothing.
    fn picture(&mut self, image: &super::Image) {
        self.out.extend(image.is_told().then_some(PICTURE));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => self.text(text),
            InlineKind::Math { source, .. } => self.text(source),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => self.inlines(inner),
            InlineKind::Note(note) => self.text(&self.book.note(*note).number.to_string()),
            InlineKind::Reference(reference) => self.text(&self.book.labels.text(reference)),
            InlineKind::Image(image) => self.picture(image),
            InlineKind::Ruby(pairs) => {
                for (base, reading) in pairs {
                    self.inlines(base);
                    self.text(reading);
                }
            }
            InlineKind::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Counted;
    use super::*;
    use crate::diag::{FileId, Span};
    use crate::lang::LangTag;

    #[test]
    fn letters_figures_and_pictures_are_told_in_order() {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let image = |alt: &str| super::super::Image {
            alt: Some(alt.to_owned()),
            ..super::super::Image::new("a.png".to_owned())
        };
        let inline = |kind| Inline::new(kind, span);
        let text = vec![
            Inline::text("“Well-known” ", span),
            inline(InlineKind::Image(image("a disc"))),
            inline(InlineKind::Image(image(""))),
            inline(InlineKind::Emphasis(vec![Inline::text("2 words.", span)])),
        ];
        let only = Block::new(BlockKind::Paragraph(vec![Inline::text("Nothing.", span)]), span);
        let blocks = vec![
            Block::new(BlockKind::Paragraph(text), span),
            Block::new(BlockKind::Group(GroupRole::OnlyEpub, vec![only.clone()]), span),
            Block::new(BlockKind::Group(GroupRole::Tip, vec![only]), span),
        ];
        let division = Division {
            id: DivisionId::new("one"),
            role: super::super::Role::Chapter,
            number: Some(Number::decimal(Counted::Chapter, 4)),
            title: vec![Inline::text("A title", span)],
            label: "A title".to_owned(),
            short_title: None,
            in_contents: true,
            class: None,
            blocks,
            children: Vec::new(),
            span,
        };
        let book = Book::untitled(LangTag::english());
        let told: String = told(&book, &division).into_iter().collect();
        assert_eq!(told, "4AtitleWellknown\u{FFFC}2wordsTipNothing");
    }
}
