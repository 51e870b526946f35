//! The accessibility metadata of the e-book (EPUB Accessibility 1.1; Schema.org accessibility
//! properties), which is computed from the content of the book and claims no more than that.

use super::layout::Layout;
use crate::book::math::{Formula, is_spoken};
use crate::book::visit::{self, Visitor};
use crate::book::{Attr, Block, BlockKind, Inline, InlineKind, Role, Row};
use crate::lang::LangTag;
use crate::words::{Word, Words, word};

/// The standard that the e-book conforms to if nothing required is missing.
pub(super) const STANDARD: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// The properties of a book that its accessibility depends on.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Findings {
    /// The language of the text that is being walked.
    lang: Option<LangTag>,
    /// Whether formulas are drawings.
    draws_formulas: bool,
    /// The number of pictures that are not decoration.
    pub(super) pictures: usize,
    /// The number of those that have a long description.
    pub(super) described: usize,
    /// The number of those that have no text alternative.
    pub(super) undescribed: usize,
    /// Whether a picture may be animated.
    pub(super) moves: bool,
    /// The number of formulas in MathML.
    pub(super) formulas: usize,
    /// The number of those that have no alternative text in words.
    pub(super) unspoken_formulas: usize,
    /// The number of formulas that are shown as their source.
    pub(super) unread_formulas: usize,
    /// The number of tables that have rows and no header cell.
    pub(super) headless_tables: usize,
    /// Whether there is ruby text.
    pub(super) ruby: bool,
    /// Whether there is an index.
    pub(super) index: bool,
    /// Whether the page numbers of a printed edition are recorded.
    pub(super) pages: bool,
}

impl Findings {
    /// Returns whether nothing was found that violates [`STANDARD`].
    pub(super) fn conforms(&self) -> bool {
        self.undescribed == 0 && !self.moves && self.unread_formulas == 0 && self.headless_tables == 0
    }
}

impl Findings {
    fn formula(&mut self, formula: &Formula, attr: &Attr) {
        let is_spoken = self.lang.as_ref().is_some_and(|lang| is_spoken(formula, attr, lang));
        match formula.content {
            // Its source is its alternative text if it has no words.
            Some(_) if self.draws_formulas => self.pictures += 1,
            Some(_) => {
                self.formulas += 1;
                self.unspoken_formulas += usize::from(!is_spoken);
            }
            None => self.unread_formulas += 1,
        }
    }
}

impl<'a> Visitor<'a> for Findings {
    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Math(formula) => self.formula(formula, &block.attr),
            BlockKind::Table(table) => {
                let heads = |row: &Row| row.cells.iter().any(|cell| cell.header);
                let headed = table.head.iter().chain(&table.body).any(heads);
                self.headless_tables += usize::from(!headed);
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Code { .. }
            | BlockKind::Figure(_)
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => {}
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Math(formula) => self.formula(formula, &inline.attr),
            InlineKind::Ruby(_) => self.ruby = true,
            InlineKind::Text(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Code(_)
            | InlineKind::Link { .. }
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Citation(_)
            | InlineKind::Image(_)
            | InlineKind::Break => {}
        }
    }
}

/// Examines a book.
pub(super) fn find(layout: &Layout<'_>) -> Findings {
    let content: Vec<_> =
        visit::images(layout.book).into_iter().filter(|(image, _)| image.is_content()).collect();
    // An animated picture could flash; nothing else in a book does.
    let moves = layout.images.values().any(|file| file.picture.media_type == "image/gif");
    let mut found = Findings {
        pictures: content.len(),
        described: content.iter().filter(|(image, _)| image.details.is_some()).count(),
        undescribed: content.iter().filter(|(image, _)| image.alt.is_none()).count(),
        moves,
        index: layout.book.divisions().any(|division| division.role == Role::Index),
        pages: layout.edition.pagination.is_some(),
        draws_formulas: layout.edition.artist.is_some(),
        ..Findings::default()
    };
    let book = layout.book;
    for division in book.divisions() {
        found.lang = Some(division.words(book).lang().clone());
        visit::inlines(&division.title, &mut found);
        visit::blocks(&division.blocks, &mut found);
    }
    for note in &book.notes {
        found.lang = Some(book.words_in(note.lang.as_ref()).lang().clone());
        visit::blocks(&note.blocks, &mut found);
    }
    found
}

/// Returns the properties and their values, except the summary.
pub(super) fn properties(found: &Findings) -> Vec<(&'static str, String)> {
    let mut properties: Vec<(&str, &str)> = vec![("accessMode", "textual")];
    if found.pictures > 0 {
        properties.push(("accessMode", "visual"));
        properties.push(("accessModeSufficient", "textual,visual"));
    }
    if found.undescribed == 0 {
        properties.push(("accessModeSufficient", "textual"));
    }
    let features = [
        ("structuralNavigation", true),
        ("tableOfContents", true),
        ("readingOrder", true),
        ("displayTransformability", true),
        ("ARIA", true),
        ("alternativeText", found.pictures > 0 && found.undescribed == 0),
        ("longDescription", found.described > 0),
        ("pageBreakMarkers", found.pages),
        ("pageNavigation", found.pages),
        ("MathML", found.formulas > 0),
        ("describedMath", found.formulas > 0 && found.unspoken_formulas == 0),
        ("rubyAnnotations", found.ruby),
        ("index", found.index),
    ];
    let had = features.into_iter().filter(|(_, is)| *is);
    properties.extend(had.map(|(feature, _)| ("accessibilityFeature", feature)));
    properties.push(("accessibilityHazard", if found.moves { "unknown" } else { "none" }));
    properties.into_iter().map(|(property, value)| (property, value.to_owned())).collect()
}

/// Returns the summary, a few sentences in the language of the book.
pub(super) fn summary(found: &Findings, words: &Words) -> String {
    let formulas = found.formulas > 0;
    let sentences = [
        (true, Word::AccessText),
        (found.pictures == 0, Word::AccessNoPictures),
        (found.pictures > 0 && found.undescribed == 0, Word::AccessPictures),
        (found.undescribed > 0, Word::AccessUndescribed),
        (formulas && found.unread_formulas == 0, Word::AccessFormulas),
        (formulas && found.unspoken_formulas == 0, Word::AccessSpoken),
        (found.unread_formulas > 0, Word::AccessSource),
        (found.headless_tables > 0, Word::AccessTables),
        (found.moves, Word::AccessMotion),
        (found.pages, Word::AccessPages),
    ];
    let said = sentences.into_iter().filter(|(is, _)| *is).map(|(_, sentence)| word(sentence, words));
    let space = if matches!(words.lang().primary(), "ja" | "zh") { "" } else { " " };
    said.collect::<Vec<_>>().join(space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(found: &Findings) -> Vec<String> {
        properties(found).into_iter().map(|(property, value)| format!("{property}={value}")).collect()
    }

    #[test]
    fn a_picture_without_alternative_text_removes_claims() {
        let described = Findings { pictures: 2, ..Findings::default() };
        let lacking = Findings { undescribed: 1, ..described.clone() };
        let claim = "accessibilityFeature=alternativeText".to_owned();
        let sufficient = "accessModeSufficient=textual".to_owned();
        assert!(claims(&described).contains(&claim) && claims(&described).contains(&sufficient));
        assert!(!claims(&lacking).contains(&claim) && !claims(&lacking).contains(&sufficient));
        assert!(described.conforms() && !lacking.conforms());
    }

    #[test]
    fn only_content_of_the_book_is_claimed() {
        let text = Findings::default();
        assert!(!claims(&text).iter().any(|line| line.contains("visual") || line.contains("page")));
        let paged = Findings { pages: true, ..text };
        assert!(claims(&paged).contains(&"accessibilityFeature=pageNavigation".to_owned()));
        let said = |lang: &str| summary(&paged, &Words::new(LangTag::parse(lang).expect("a tag")));
        assert!(said("en").ends_with("carry meaning. The pages of the printed edition are marked."));
        assert!(said("ja").ends_with("画像はありません。紙の書籍のページが示されています。"));
        assert!(!Findings { unread_formulas: 1, ..Findings::default() }.conforms());
        let with_formulas = Findings { formulas: 1, ..Findings::default() };
        assert!(with_formulas.conforms());
        assert!(claims(&with_formulas).contains(&"accessibilityFeature=MathML".to_owned()));
        let described = "accessibilityFeature=describedMath".to_owned();
        assert!(claims(&with_formulas).contains(&described));
        let unspoken = Findings { unspoken_formulas: 1, ..with_formulas };
        assert!(!claims(&unspoken).contains(&described));
    }
}
