//! The captions of figures and tables as data: what lists of them show.

use std::collections::BTreeMap;

use super::anchor::{Anchor, wanted};
use super::contents::as_listed;
use super::draft::Draft;
use super::names::Names;
use super::visit::{self, Editor, Visitor};
use super::{Block, BlockKind, Book, Division, GroupRole, Inline, Labels, Number, plain_text};

/// Whether an identifier is one of a listing: `lst:x`, or `lst-x` as Quarto has it.
pub(crate) fn is_listing_id(id: &str) -> bool {
    id.starts_with("lst:") || id.starts_with("lst-")
}

/// What is listed by its captions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Captioned {
    /// Figures.
    Figures,
    /// Tables.
    Tables,
}

/// A line of the list of figures or of tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caption {
    /// Where it leads.
    pub anchor: Anchor,
    /// Its number.
    pub number: Number,
    /// The words of the caption, or the shorter ones that the author gave (`{short="..."}`); never empty.
    pub title: Vec<Inline>,
    /// The same as plain text.
    pub label: String,
    /// [`GroupRole::OnlyEpub`] or [`GroupRole::OnlyPdf`] for what stands in one of the books only.
    pub only: Option<GroupRole>,
}

/// Gives what a list leads to an identifier, where the author gave none; every e-book has such lists.
pub(super) fn identify(drafts: &mut [Draft], names: &mut Names) {
    let mut identifier = Identifier { names };
    for draft in drafts {
        visit::edit_blocks(&mut draft.division.blocks, &mut identifier);
    }
}

struct Identifier<'a> {
    names: &'a mut Names,
}

impl Editor for Identifier<'_> {
    fn block(&mut self, block: &mut Block) {
        let kind = match of(block) {
            Some((Captioned::Figures, ..)) => "figure",
            Some((Captioned::Tables, ..)) => "table",
            None => return,
        };
        let number = of(block).and_then(|(_, number, _)| number.value()).unwrap_or_default();
        let wanted = wanted::captioned(kind, &number);
        if block.attr.anchor().is_none() {
            block.attr.get_mut().anchor = Some(Anchor::named(self.names.take(&wanted)));
        }
    }
}

/// What a block is listed as: its kind, its number, its caption.
fn of(block: &Block) -> Option<(Captioned, &Number, &[Inline])> {
    let (kind, number, caption) = match &block.kind {
        BlockKind::Figure(figure) => (Captioned::Figures, figure.number.as_ref(), figure.caption.as_slice()),
        BlockKind::Table(table) => {
            (Captioned::Tables, table.number.as_ref(), table.caption.as_deref().unwrap_or_default())
        }
        _ => return None,
    };
    let has_words = !plain_text(caption).trim().is_empty();
    number.filter(|_| has_words).map(|number| (kind, number, caption))
}

/// Takes down the captions of a book that has its order.
pub(super) fn gather(book: &mut Book) {
    let (figures, tables, only) = Default::default();
    let mut finder = Finder { figures, tables, only, labels: &book.labels };
    let all = book.front.iter().chain(&book.body).chain(&book.back).flat_map(Division::with_children);
    all.for_each(|division| visit::blocks(&division.blocks, &mut finder));
    let Finder { figures, tables, .. } = finder;
    (book.figures, book.tables) = (figures, tables);
}

struct Finder<'b> {
    labels: &'b Labels,
    figures: Vec<Caption>,
    tables: Vec<Caption>,
    /// Places within a group that stands in one of the books only.
    only: BTreeMap<Anchor, GroupRole>,
}

impl<'a> Visitor<'a> for Finder<'_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Group(role @ (GroupRole::OnlyEpub | GroupRole::OnlyPdf), inner) = &block.kind {
            visit::blocks(inner, &mut Within { role: *role, only: &mut self.only });
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
        }
    }
}

/// Takes down the places within a group.
struct Within<'a> {
    role: GroupRole,
    only: &'a mut BTreeMap<Anchor, GroupRole>,
}

impl<'a> Visitor<'a> for Within<'_> {
    fn block(&mut self, block: &'a Block) {
        if let Some(anchor) = block.attr.anchor() {
            self.only.entry(anchor.clone()).or_insert(self.role);
        }
    }
}
