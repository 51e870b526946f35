//! Gathers captions for the lists of figures, tables and listings.

use std::collections::BTreeMap;

use super::contents::as_listed;
use super::draft::Draft;
use super::names::Names;
use crate::book::anchor::{Anchor, wanted};
use crate::book::model::visit::{self, Editor, Visitor};
use crate::book::model::{
    Block, BlockKind, Book, Caption, Captioned, Division, GroupRole, Inline, Number, ReferenceLabels,
    plain_text,
};

/// Names the figures, tables and listings that a list links to and that their author has not named. Every e-book
/// has such lists.
pub(super) fn identify(drafts: &mut [Draft], names: &mut Names) {
    let mut namer = CaptionNamer { names };
    for draft in drafts {
        visit::edit_blocks(&mut draft.division.blocks, &mut namer);
    }
}

struct CaptionNamer<'a> {
    names: &'a mut Names,
}

impl Editor for CaptionNamer<'_> {
    fn block(&mut self, block: &mut Block) {
        let kind = match of(block) {
            Some((Captioned::Figures, ..)) => "figure",
            Some((Captioned::Tables, ..)) => "table",
            Some((Captioned::Listings, ..)) => "listing",
            None => return,
        };
        let number = of(block).and_then(|(_, number, _)| number.value()).unwrap_or_default();
        let wanted = wanted::captioned(kind, &number);
        if block.attr.anchor().is_none() {
            block.attr.get_mut().anchor = Some(Anchor::named(self.names.take(&wanted)));
        }
    }
}

/// Returns the kind, the number and the caption of a block that is listed.
fn of(block: &Block) -> Option<(Captioned, &Number, &[Inline])> {
    let (kind, number, caption) = match &block.kind {
        BlockKind::Figure(figure) => (Captioned::Figures, figure.number.as_ref(), figure.caption.as_slice()),
        BlockKind::Table(table) => {
            (Captioned::Tables, table.number.as_ref(), table.caption.as_deref().unwrap_or_default())
        }
        BlockKind::Code { listing, .. } => {
            (Captioned::Listings, listing.number.as_ref(), listing.caption.as_slice())
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => return None,
    };
    let has_words = !plain_text(caption).trim().is_empty();
    number.filter(|_| has_words).map(|number| (kind, number, caption))
}

/// Gathers the captions of a book, once its divisions are in order.
pub(super) fn gather(book: &mut Book) {
    let (figures, tables, listings, only) = Default::default();
    let mut gatherer = CaptionGatherer { figures, tables, listings, only, labels: &book.labels };
    let all = book.front.iter().chain(&book.body).chain(&book.back).flat_map(Division::with_children);
    all.for_each(|division| visit::blocks(&division.blocks, &mut gatherer));
    let CaptionGatherer { figures, tables, listings, .. } = gatherer;
    (book.figures, book.tables, book.listings) = (figures, tables, listings);
}

struct CaptionGatherer<'b> {
    labels: &'b ReferenceLabels,
    figures: Vec<Caption>,
    tables: Vec<Caption>,
    listings: Vec<Caption>,
    /// The anchors within a group that is in one of the books only.
    only: BTreeMap<Anchor, GroupRole>,
}

impl<'a> Visitor<'a> for CaptionGatherer<'_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Group(role @ (GroupRole::OnlyEpub | GroupRole::OnlyPdf), inner) = &block.kind {
            visit::blocks(inner, &mut EditionMarker { role: *role, only: &mut self.only });
        }
        let (Some((kind, number, caption)), Some(anchor)) = (of(block), block.attr.anchor()) else { return };
        let title = match block.attr.short() {
            Some(short) => short.to_vec(),
            None => as_listed(caption, self.labels),
        };
        let (number, label) = (number.clone(), plain_text(&title));
        let caption =
            Caption { anchor: anchor.clone(), number, title, label, only: self.only.get(anchor).copied() };
        match kind {
            Captioned::Figures => self.figures.push(caption),
            Captioned::Tables => self.tables.push(caption),
            Captioned::Listings => self.listings.push(caption),
        }
    }
}

/// Records each anchor within a group that is in one of the books only.
struct EditionMarker<'a> {
    role: GroupRole,
    only: &'a mut BTreeMap<Anchor, GroupRole>,
}

impl<'a> Visitor<'a> for EditionMarker<'_> {
    fn block(&mut self, block: &'a Block) {
        if let Some(anchor) = block.attr.anchor() {
            self.only.entry(anchor.clone()).or_insert(self.role);
        }
    }
}
