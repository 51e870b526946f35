//! Gathers captions for the lists of figures, tables and listings, and titles for those of theorems and equations.

use std::collections::BTreeMap;

use super::contents::{as_listed, in_language};
use super::draft::Draft;
use super::names::Names;
use super::statements;
use crate::book::anchor::{Anchor, wanted};
use crate::book::math::EquationMark;
use crate::book::model::visit::{self, Editor, Visitor};
use crate::book::model::{
    Block, BlockKind, Book, Caption, Captioned, Division, GroupRole, Inline, Number, ReferenceLabels,
    StatementKind, plain_text,
};
use crate::diag::Span;
use crate::lang::LangTag;
use crate::project::{Generated, Project};
use crate::words::Words;

/// Names the figures, tables and listings that a list links to and that their author has not named. Every e-book
/// has such lists; theorems and equations are named in a book with a list of them.
pub(super) fn identify(drafts: &mut [Draft], project: &Project, names: &mut Names) {
    let is_listed = |of| match of {
        Captioned::Figures | Captioned::Tables | Captioned::Listings => true,
        Captioned::Theorems => project.generates(Generated::Theorems),
        Captioned::Equations => project.generates(Generated::Equations),
    };
    let mut namer = CaptionNamer { names, is_listed: &is_listed };
    for draft in drafts {
        visit::edit_blocks(&mut draft.division.blocks, &mut namer);
    }
}

struct CaptionNamer<'a> {
    names: &'a mut Names,
    is_listed: &'a dyn Fn(Captioned) -> bool,
}

impl Editor for CaptionNamer<'_> {
    fn block(&mut self, block: &mut Block) {
        let Some((of, number, _)) = of(block) else { return };
        if block.attr.anchor().is_none() && (self.is_listed)(of) {
            let kind = match of {
                Captioned::Figures => "figure",
                Captioned::Tables => "table",
                Captioned::Listings => "listing",
                Captioned::Theorems => kind_of(block),
                Captioned::Equations => "equation",
            };
            let wanted = wanted::captioned(kind, &number.value().unwrap_or_default());
            block.attr.get_mut().anchor = Some(Anchor::named(self.names.take(&wanted)));
        }
    }
}

/// Returns the name of a theorem's kind.
fn kind_of(block: &Block) -> &'static str {
    let kind =
        if let BlockKind::Group(GroupRole::Statement(kind), _) = &block.kind { kind.name() } else { None };
    kind.unwrap_or("theorem")
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
        BlockKind::Group(GroupRole::Statement(kind), blocks) if is_theorem(*kind) => {
            return Some((Captioned::Theorems, block.attr.number()?, statements::title(blocks)));
        }
        BlockKind::Group(GroupRole::Subequations, _) => {
            (Captioned::Equations, block.attr.number(), block.attr.short().unwrap_or_default())
        }
        BlockKind::Math(formula) => {
            let EquationMark::Counted(number) = formula.first_mark() else { return None };
            (Captioned::Equations, number.as_ref(), block.attr.short().unwrap_or_default())
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => return None,
    };
    let has_words = !plain_text(caption).trim().is_empty();
    number.filter(|_| has_words).map(|number| (kind, number, caption))
}

/// Returns whether a list of theorems has a kind of block: an assertion, a definition or one of the author's own.
fn is_theorem(kind: StatementKind) -> bool {
    match kind {
        StatementKind::Theorem
        | StatementKind::Lemma
        | StatementKind::Proposition
        | StatementKind::Corollary
        | StatementKind::Conjecture
        | StatementKind::Hypothesis
        | StatementKind::Definition
        | StatementKind::Own(..) => true,
        StatementKind::Example
        | StatementKind::Exercise
        | StatementKind::Problem
        | StatementKind::Solution
        | StatementKind::Remark
        | StatementKind::Note
        | StatementKind::Proof => false,
    }
}

/// Gathers the captions of a book, once its divisions are in order.
pub(super) fn gather(book: &mut Book) {
    let (captions, only) = Default::default();
    let mut gatherer = CaptionGatherer { captions, only, lang: None, labels: &book.labels };
    let all = book.front.iter().chain(&book.body).chain(&book.back).flat_map(Division::with_children);
    for division in all {
        gatherer.lang.clone_from(&division.lang);
        visit::blocks(&division.blocks, &mut gatherer);
    }
    book.captions = gatherer.captions;
}

struct CaptionGatherer<'b> {
    labels: &'b ReferenceLabels,
    captions: BTreeMap<Captioned, Vec<Caption>>,
    /// The language of the division that is being walked, if it is another than that of the book.
    lang: Option<LangTag>,
    /// The anchors within a group that is in one of the books only.
    only: BTreeMap<Anchor, GroupRole>,
}

impl<'a> Visitor<'a> for CaptionGatherer<'_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Group(role @ (GroupRole::OnlyEpub | GroupRole::OnlyPdf), inner) = &block.kind {
            visit::blocks(inner, &mut EditionMarker { role: *role, only: &mut self.only });
        }
        let (Some((kind, number, caption)), Some(anchor)) = (of(block), block.attr.anchor()) else { return };
        let mut title = match block.attr.short() {
            Some(short) => short.to_vec(),
            None => as_listed(caption, self.labels),
        };
        if kind == Captioned::Theorems {
            title = named(number, title, self.labels.words(), block.span);
        }
        let title = in_language(title, block.attr.lang().or(self.lang.as_ref()));
        let (number, label) = (number.clone(), plain_text(&title));
        let caption =
            Caption { anchor: anchor.clone(), number, title, label, only: self.only.get(anchor).copied() };
        self.captions.entry(kind).or_default().push(caption);
    }
}

/// Returns the title of a theorem with its kind and number: `Theorem 2.1 (Pythagoras)`.
fn named(number: &Number, title: Vec<Inline>, words: &Words, span: Span) -> Vec<Inline> {
    let name = number.named(words);
    if title.is_empty() {
        return vec![Inline::text(name, span)];
    }
    let before = Inline::text(format!("{name} ("), span);
    std::iter::once(before).chain(title).chain([Inline::text(")", span)]).collect()
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
