//! Identifiers: unique in the book, the same from build to build, valid in both formats.

use super::draft::Draft;
use super::names::Names;
use super::slugs::{Slugger, slug};
use crate::book::anchor::wanted::ncname;
use crate::book::anchor::{Anchor, DivisionId};
use crate::book::math::Formula;
use crate::book::model::visit::{self, Editor};
use crate::book::model::{Attr, Block, BlockKind, Cell, Division, Inline, InlineKind, plain_text};
use crate::diag::Span;

/// The names that the writers use.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "cover", "nav", "toc", "ncx", "style",
    "half-title", "title-page", "copyright", "contents", "list-of-figures", "list-of-tables",
];

/// Settles the identity of every division, and the anchor of every heading and of everything that the
/// author named.
pub(super) fn settle(drafts: &mut [Draft]) -> Names {
    let mut names = Names::default();
    for name in RESERVED {
        names.take(name);
    }
    // The author's names come first, so that derived ones yield to them.
    for draft in drafts.iter_mut() {
        register_given_ids(draft, &mut names);
    }
    let (mut file, mut book, mut path) = (Slugger::default(), Slugger::default(), String::new());
    let mut chapter = None;
    for draft in drafts.iter_mut() {
        if draft.path != path {
            path.clone_from(&draft.path);
            file = Slugger::default();
        }
        register_derived_ids(draft, &mut names, [&mut file, &mut book], &mut chapter);
    }
    names
}

/// Takes the name of a generated division, which may be reserved or used by the author.
pub(super) fn of_generated(mut division: Division, names: &mut Names) -> Division {
    if !RESERVED.contains(&division.id.name()) {
        division.id = DivisionId::new(names.take(division.id.name()));
    }
    division
}

fn register_given_ids(draft: &mut Draft, names: &mut Names) {
    let mut editor = GivenIdEditor { names, path: draft.path.clone() };
    if let Some(name) = draft.given_id.clone() {
        let id = DivisionId::new(editor.names.take(&ncname(&name)));
        editor.names.give(&editor.path, &name, &Anchor::from(&id), draft.division.span);
        draft.division.id = id;
    }
    visit::edit_blocks(&mut draft.division.blocks, &mut editor);
    visit::edit_inlines(&mut draft.division.title, &mut editor);
    for note in &mut draft.notes {
        visit::edit_blocks(&mut note.blocks, &mut editor);
    }
}

/// Takes identifiers that the author wrote.
struct GivenIdEditor<'a> {
    names: &'a mut Names,
    path: String,
}

impl GivenIdEditor<'_> {
    fn take(&mut self, attr: &mut Attr, span: Span) {
        let Some(name) = attr.id().map(str::to_owned) else { return };
        attr.get_mut().anchor = Some(self.anchor(&name, span));
    }

    /// Takes the names of the rows of a formula.
    fn take_rows(&mut self, formula: &mut Formula, span: Span) {
        for label in formula.labels_mut() {
            label.anchor = label.id.as_ref().map(|name| self.anchor(name, span));
        }
    }

    fn anchor(&mut self, name: &str, span: Span) -> Anchor {
        let anchor = Anchor::named(self.names.take(&ncname(name)));
        self.names.give(&self.path, name, &anchor, span);
        anchor
    }
}

impl Editor for GivenIdEditor<'_> {
    fn block(&mut self, block: &mut Block) {
        self.take(&mut block.attr, block.span);
        if let BlockKind::Math(formula) = &mut block.kind {
            self.take_rows(formula, block.span);
        }
    }

    fn cell(&mut self, cell: &mut Cell, span: Span) {
        self.take(&mut cell.attr, span);
    }

    fn inline(&mut self, inline: &mut Inline) {
        self.take(&mut inline.attr, inline.span);
        if let InlineKind::Math(formula) = &mut inline.kind {
            self.take_rows(formula, inline.span);
        }
    }
}

/// Settles the names of a draft that its author did not choose. `chapter` is the beginning of the last
/// chapter.
fn register_derived_ids(
    draft: &mut Draft,
    names: &mut Names,
    [file, book]: [&mut Slugger; 2],
    chapter: &mut Option<Anchor>,
) {
    let path = draft.path.clone();
    if draft.depth == 0 {
        if draft.given_id.is_none() {
            draft.division.id = DivisionId::new(names.take(draft.division.id.name()));
        }
        *chapter = Some(Anchor::from(&draft.division.id));
    }
    let own = if draft.depth > 0 { sub_chapter(draft, names) } else { None };
    let Some(begins) = own.or_else(|| chapter.clone()) else { return };
    let is_titled = !draft.division.title.is_empty();
    names.begin(&path, &begins, is_titled || draft.depth > 0);
    let mut editor = DerivedIdEditor { names, path, division: begins.name().into_owned(), file, book };
    if is_titled {
        editor.derive(&slug(&draft.division.label), &begins);
    }
    visit::edit_blocks(&mut draft.division.blocks, &mut editor);
}

/// Returns the anchor of a sub-chapter's beginning: that of its first block, usually its title.
fn sub_chapter(draft: &mut Draft, names: &mut Names) -> Option<Anchor> {
    let first = draft.division.blocks.first_mut()?;
    if first.attr.anchor().is_none() {
        let words = if let BlockKind::Heading { text, .. } = &first.kind {
            slug(&plain_text(text))
        } else {
            String::new()
        };
        let wanted = draft.division.id.name();
        let wanted = if wanted.is_empty() { ncname(&words) } else { wanted.to_owned() };
        first.attr.get_mut().anchor = Some(Anchor::named(names.take(&wanted)));
    }
    first.attr.anchor().cloned()
}

/// Derives an anchor from the words of each heading that has no name.
struct DerivedIdEditor<'a> {
    names: &'a mut Names,
    path: String,
    /// The name of the division.
    division: String,
    file: &'a mut Slugger,
    book: &'a mut Slugger,
}

impl DerivedIdEditor<'_> {
    fn derive(&mut self, words: &str, anchor: &Anchor) {
        let names = self.file.next(words);
        self.names.derive(&self.path, &names, &self.book.next_of_book(words), anchor);
    }
}

impl Editor for DerivedIdEditor<'_> {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Heading { text, .. } = &block.kind else { return };
        let words = slug(&plain_text(text));
        let anchor = match block.attr.anchor() {
            Some(anchor) => anchor.clone(),
            None => {
                // The name is within that of its chapter, so that a new heading elsewhere does not
                // change it.
                let wanted = ncname(if words.is_empty() { &self.division } else { &words });
                let anchor = Anchor::named(self.names.take(&wanted));
                block.attr.get_mut().anchor = Some(anchor.clone());
                anchor
            }
        };
        self.derive(&words, &anchor);
    }
}
