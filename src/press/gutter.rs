//! The gutter of a book: its inner margin depends on its number of pages, which depends on its inner margin.
//!
//! The margin is found as a fixed point: the book is laid out with the margin for an estimated number of
//! pages, and again with a wider one as long as it has more pages than the margin is for. The margin never
//! becomes narrower, so that there is an end. The estimate is rather too low, so that a book is usually laid out
//! once and does not get a wider margin than it needs.

use super::editions;
use super::prepare::PreparedBook;
use crate::book::visit::{self, Visitor};
use crate::book::{Block, BlockKind, Inline, InlineKind};
use crate::design::Design;
use crate::diag::Outcome;
use crate::paragraph::average_advance;
use crate::project::{Edition, Project};

/// The part of the estimated number of pages that is assumed, in hundredths.
const ASSUMED: usize = 94;

/// Returns a layout, and the design with the gutter that it needs. `lay_out` returns a layout for a
/// design, and its number of pages.
pub(super) fn with_gutter<T>(
    project: &Project,
    edition: &Edition,
    prepared: &PreparedBook,
    lay_out: impl Fn(&Design) -> (T, usize),
) -> (Outcome<Design>, T) {
    let design = |pages| editions::design_for(project, edition, prepared, pages);
    let mut current = design(0);
    if design(usize::MAX).value.page.inner > current.value.page.inner {
        current = design(estimate(prepared, &current.value));
    }
    loop {
        let (made, pages) = lay_out(&current.value);
        let wider = design(pages);
        if wider.value.page.inner <= current.value.page.inner {
            return (current, made);
        }
        current = wider;
    }
}

/// Estimates the number of pages from the number of characters and paragraphs.
pub(super) fn estimate(prepared: &PreparedBook, design: &Design) -> usize {
    let mut extent = TextExtent::default();
    visit::walk(&prepared.book, &mut extent);
    let measure = usize::try_from(design.page.measure.to_sp()).unwrap_or(1);
    let advance =
        usize::try_from(average_advance(&extent.sample, design, &prepared.fonts).to_sp()).unwrap_or(1);
    let in_a_line = (measure / advance.max(1)).max(1);
    // The last line of a paragraph is half full on average.
    let lines = extent.characters / in_a_line + extent.paragraphs / 2;
    (lines / usize::from(design.page.lines).max(1) * ASSUMED / 100).max(1)
}

/// The maximum length of the text of which the width of characters is measured.
const SAMPLE: usize = 600;

/// The extent of the text of a book.
#[derive(Default)]
struct TextExtent {
    characters: usize,
    paragraphs: usize,
    /// Some of the text.
    sample: String,
}

impl<'a> Visitor<'a> for TextExtent {
    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(_) | BlockKind::Heading { .. } => self.paragraphs += 1,
            BlockKind::Verse(stanzas) => self.paragraphs += stanzas.iter().flatten().count(),
            BlockKind::Code { text, .. } => self.paragraphs += text.lines().count() * 2,
            BlockKind::Quote { .. }
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => {}
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
            self.characters += text.chars().count();
            if self.sample.len() < SAMPLE {
                self.sample.extend(text.chars().take(SAMPLE));
            }
        }
    }
}
