//! What a reader with special needs may expect, computed from what is in the book (EPUB
//! Accessibility 1.1; Schema.org accessibility properties), and never claimed beyond that.

use super::layout::Layout;
use crate::book::visit::{self, Visitor};
use crate::book::{Block, BlockKind, Inline, InlineKind, Role, Row};

/// What the e-book conforms to when nothing that was looked for is missing.
pub(super) const STANDARD: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// What is in a book, as far as its accessibility hangs on it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Findings {
    /// Pictures that are not decoration.
    pub(super) pictures: usize,
    /// Those of them that something describes at length.
    pub(super) described: usize,
    /// Those of them without a text alternative.
    pub(super) undescribed: usize,
    /// A picture may move.
    pub(super) moves: bool,
    /// Formulas, which stand as their source.
    pub(super) formulas: usize,
    /// Tables with rows and without a header cell.
    pub(super) headless_tables: usize,
    /// Characters have readings above them.
    pub(super) ruby: bool,
    /// There is an index.
    pub(super) index: bool,
    /// It records the page numbers of a printed edition.
    pub(super) pages: bool,
}

impl Findings {
    /// Returns whether nothing was found that keeps the e-book from [`STANDARD`].
    pub(super) fn conforms(&self) -> bool {
        self.undescribed == 0 && !self.moves && self.formulas == 0 && self.headless_tables == 0
    }
}

impl<'a> Visitor<'a> for Findings {
    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Math(_) => self.formulas += 1,
            BlockKind::Table(table) => {
                let heads = |row: &Row| row.cells.iter().any(|cell| cell.header);
                let headed = table.head.iter().chain(&table.body).any(heads);
                self.headless_tables += usize::from(!headed);
            }
            _ => {}
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Math { .. } => self.formulas += 1,
            InlineKind::Ruby(_) => self.ruby = true,
            _ => {}
        }
    }
}

/// Looks through a book.
pub(super) fn find(layout: &Layout<'_>) -> Findings {
    let content: Vec<_> =
        visit::images(layout.book).into_iter().filter(|(image, _)| image.is_content()).collect();
    // A picture that moves could flash; nothing else in a book does.
    let moves = layout.images.values().any(|file| file.picture.media_type == "image/gif");
    let mut found = Findings {
        pictures: content.len(),
        described: content.iter().filter(|(image, _)| image.details.is_some()).count(),
        undescribed: content.iter().filter(|(image, _)| image.alt.is_none()).count(),
        moves,
        index: layout.book.divisions().any(|division| division.role == Role::Index),
        pages: layout.edition.pagination.is_some(),
        ..Findings::default()
    };
    visit::walk(layout.book, &mut found);
    found
}

/// Properties and their values, except for the summary.
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
        ("rubyAnnotations", found.ruby),
        ("index", found.index),
    ];
    let had = features.into_iter().filter(|(_, is)| *is);
    properties.extend(had.map(|(feature, _)| ("accessibilityFeature", feature)));
    properties.push(("accessibilityHazard", if found.moves { "unknown" } else { "none" }));
    properties.into_iter().map(|(property, value)| (property, value.to_owned())).collect()
}

/// A few sentences for people.
pub(super) fn summary(found: &Findings) -> String {
    let mut out = String::from(
        "The text can be read by sight, by voice and in braille, with headings, links and a table of contents to move by.",
    );
    let mut say = |is: bool, sentence: &str| {
        if is {
            out.push(' ');
            out.push_str(sentence);
        }
    };
    say(found.pictures == 0, "There are no pictures that carry meaning.");
    say(found.pictures > 0 && found.undescribed == 0, "Every picture has a text alternative.");
    say(found.undescribed > 0, "Some pictures have no text alternative.");
    say(found.formulas > 0, "Formulas stand as their TeX source.");
    say(found.headless_tables > 0, "Some tables have no header cells.");
    say(found.moves, "Some pictures may move.");
    say(found.pages, "The pages of the printed edition are marked.");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(found: &Findings) -> Vec<String> {
        properties(found).into_iter().map(|(property, value)| format!("{property}={value}")).collect()
    }

    #[test]
    fn a_picture_without_words_takes_claims_away() {
        let described = Findings { pictures: 2, ..Findings::default() };
        let lacking = Findings { undescribed: 1, ..described.clone() };
        let claim = "accessibilityFeature=alternativeText".to_owned();
        let sufficient = "accessModeSufficient=textual".to_owned();
        assert!(said(&described).contains(&claim) && said(&described).contains(&sufficient));
        assert!(!said(&lacking).contains(&claim) && !said(&lacking).contains(&sufficient));
        assert!(described.conforms() && !lacking.conforms());
    }

    #[test]
    fn what_is_not_in_the_book_is_not_claimed() {
        let text = Findings::default();
        assert!(!said(&text).iter().any(|line| line.contains("visual") || line.contains("page")));
        let paged = Findings { pages: true, ..text };
        assert!(said(&paged).contains(&"accessibilityFeature=pageNavigation".to_owned()));
        assert!(summary(&paged).ends_with("The pages of the printed edition are marked."));
        assert!(!Findings { formulas: 1, ..Findings::default() }.conforms());
    }
}
