//! Running heads of the pages that have the notes of the book: the pages to which these notes belong, as in *Notes to
//! pages 12–15* (The Chicago Manual of Style, 18th ed., 14.48).

use std::ops::Range;

use super::furniture::{self, Headed};
use super::place::Body;
use crate::book::Anchor;
use crate::design::{Design, ParRole};
use crate::diag::{Diagnostic, Outcome};
use crate::fonts::Library;
use crate::layout::{BuiltParagraph, Galley, Pages, Side};
use crate::paragraph::set_head;
use crate::words::{Word, word};

/// Follows the notes of a galley from page to page.
pub(super) struct NoteTracker<'a> {
    galley: &'a Galley<BuiltParagraph>,
    /// The call of the last note on the pages before.
    last: Option<&'a Anchor>,
}

impl<'a> NoteTracker<'a> {
    pub(super) fn new(galley: &'a Galley<BuiltParagraph>) -> Self {
        Self { galley, last: None }
    }

    /// Moves to the next page. Returns the calls that the notes on it belong to.
    pub(super) fn turn(&mut self, body: &Body, design: &Design) -> Vec<&'a Anchor> {
        let mut calls = Vec::new();
        let is_of_list = |anchor: &Anchor| matches!(anchor, Anchor::Note(_) | Anchor::NoteList(_));
        let first = body.anchors.iter().find(|(anchor, ..)| is_of_list(anchor));
        // A line above the first note is of a note that began on a page before.
        let line = design.style(ParRole::Note).leading;
        if first.is_none_or(|(_, y, _)| *y >= design.page.top + line) {
            calls.extend(self.last);
        }
        for (anchor, ..) in &body.anchors {
            if let Some(call) = self.call(anchor) {
                calls.push(call);
                self.last = Some(call);
            }
        }
        calls
    }

    fn call(&self, note: &Anchor) -> Option<&'a Anchor> {
        let run_on = self.galley.run_on.iter().map(|(_, furniture)| furniture);
        std::iter::once(&self.galley.furniture)
            .chain(run_on)
            .find_map(|furniture| furniture.note_calls.get(note))
    }
}

/// The running heads that are still to be set. The places of all calls are known only when all pages are made.
#[derive(Default)]
pub(super) struct PendingHeads<'a> {
    heads: Vec<PendingHead<'a>>,
}

struct PendingHead<'a> {
    page: usize,
    /// The items of the head that it replaces, among those of the page.
    items: Range<usize>,
    calls: Vec<&'a Anchor>,
}

impl<'a> PendingHeads<'a> {
    /// Records the next page, which has a running head and shows notes that belong to these calls.
    pub(super) fn push(
        &mut self,
        page: usize,
        headed: Headed<'_>,
        side: Side,
        calls: Vec<&'a Anchor>,
        design: &Design,
    ) {
        if let (Some(line), false) = (headed.line(side), calls.is_empty()) {
            self.heads.push(PendingHead { page, items: 0..furniture::head(line, design).len(), calls });
        }
    }

    /// Replaces the heads of these pages.
    pub(super) fn set(self, pages: &mut Pages, design: &Design, fonts: &Library) -> Outcome<()> {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for head in self.heads {
            let places = head.calls.iter().filter_map(|call| pages.anchors.get(*call));
            let called: Vec<usize> = places.map(|place| place.page).collect();
            let (Some(first), Some(last)) = (called.iter().min(), called.iter().max()) else { continue };
            let text = text([*first, *last].map(|page| pages.pages[page].folio.label()), design);
            let page = &mut pages.pages[head.page];
            let line = set_head(&text, &design.lang, page.side, design, fonts).drain_into(&mut diagnostics);
            let left = match page.side {
                Side::Recto => design.page.inner,
                Side::Verso => design.page.outer,
            };
            let mut items = furniture::head(&line, design);
            items.iter_mut().for_each(|item| item.x += left);
            page.items.splice(head.items, items);
        }
        Outcome::new((), diagnostics)
    }
}

/// Returns the words of a head that states the first and the last of the pages.
fn text([first, last]: [String; 2], design: &Design) -> String {
    if first == last {
        word(Word::NotesToPage, &design.words).replace("{}", &first)
    } else {
        word(Word::NotesToPages, &design.words).replace("{}", &format!("{first}–{last}"))
    }
}
