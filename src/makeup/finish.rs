//! Settles sides, blank pages, folios, running heads and anchors in one walk over all pages in reading
//! order.

use super::furniture::{self, HeadTracker};
use super::note_heads::{NoteTracker, PendingHeads};
use super::place::Body;
use super::plan::Plan;
use crate::book::Anchor;
use crate::book::role::{Matter, Opening};
use crate::design::{Design, PageSequence};
use crate::diag::{Code, Diagnostic, Outcome};
use crate::fonts::Library;
use crate::layout::{AnchorPlace, BuiltParagraph, Folio, FolioStyle, Page, PageItem, Pages, Side};
use crate::layout::{ElementId, Folios, Galley};
use crate::units::Length;
use crate::words::Digits;

/// Joins the pages of all galleys.
pub(super) fn finish(
    galleys: &[&Galley<BuiltParagraph>],
    bodies: Vec<Vec<Body>>,
    design: &Design,
    fonts: &Library,
) -> Outcome<Pages> {
    let mut diagnostics = Vec::new();
    let sequence = design.openings.sequence;
    let mut counter = FolioCounter::new(design);
    let mut pages = Pages::default();
    let mut outer = ElementId::ROOT;
    let mut note_heads = PendingHeads::default();
    for (galley, bodies) in galleys.iter().zip(bodies) {
        let parent = if galley.depth == 0 { ElementId::ROOT } else { outer };
        let root = pages.structure.append(&galley.structure, parent);
        if galley.depth == 0 {
            outer = root;
        }
        for folio in counter.open(galley, pages.pages.len()) {
            pages.pages.push(blank(folio, pages.pages.len(), design));
        }
        let (mut heads, mut notes) = (HeadTracker::new(galley), NoteTracker::new(galley));
        for (index, body) in bodies.into_iter().enumerate() {
            let body = renumbered(body, root);
            let (side, folio) = (side(sequence, pages.pages.len()), counter.next());
            let headed = heads.turn(&body, side, design.page.top);
            let calls = notes.turn(&body, design);
            if index > 0 && body.is_blank() {
                pages.pages.push(blank(folio, pages.pages.len(), design));
                continue;
            }
            if index > 0 {
                note_heads.push(pages.pages.len(), headed, side, calls, design);
            }
            let furniture = furniture::of(headed, index == 0, side, folio, design, fonts);
            let furniture = furniture.drain_into(&mut diagnostics);
            let page = add_furniture(galley, index == 0, body, furniture, folio, &mut pages, design);
            pages.pages.push(page);
        }
    }
    note_heads.set(&mut pages, design, fonts).drain_into(&mut diagnostics);
    Outcome::new(pages, diagnostics)
}

/// Returns the page of every anchor: the number of the first page on which the anchor occurs.
pub(super) fn labels(plans: &[&Plan<'_>], sides: &[Side], design: &Design) -> Folios {
    let mut counter = FolioCounter::new(design);
    let mut folios = Folios::new();
    let mut pages = 0;
    for (plan, side) in plans.iter().zip(sides) {
        pages += counter.open(plan.galley, pages).len();
        for (index, anchors) in plan.anchors(*side).into_iter().enumerate() {
            let folio = counter.next();
            let own = (index == 0).then(|| Anchor::from(&plan.galley.id));
            for anchor in anchors.into_iter().chain(own.as_ref()) {
                folios.entry(anchor.clone()).or_insert(folio);
            }
            pages += 1;
        }
    }
    folios
}

/// Finds the plan that a page belongs to, and the page's place in it.
pub(super) fn find(
    plans: &[&Plan<'_>],
    sides: &[Side],
    design: &Design,
    page: usize,
) -> Option<(usize, usize, Side)> {
    let mut counter = FolioCounter::new(design);
    let mut pages = 0;
    for (index, (plan, side)) in plans.iter().zip(sides).enumerate() {
        pages += counter.open(plan.galley, pages).len();
        if page < pages {
            return None;
        }
        if page < pages + plan.pages(*side) {
            return (!plan.is_blank(*side, page - pages)).then_some((index, page - pages, *side));
        }
        pages += plan.pages(*side);
    }
    None
}

/// Reports every page that could not be made up well, by its label.
pub(super) fn defects(plans: &[&Plan<'_>], sides: &[Side], design: &Design) -> Vec<Diagnostic> {
    let lines = design.text_height().to_sp() / design.leading.to_sp().max(1);
    let mut counter = FolioCounter::new(design);
    let mut reported = Vec::new();
    let mut pages = 0;
    for (plan, side) in plans.iter().zip(sides) {
        pages += counter.open(plan.galley, pages).len();
        let labels: Vec<String> = (0..plan.pages(*side)).map(|_| counter.next().label()).collect();
        pages += labels.len();
        for (page, defect, span) in plan.defects(*side, lines) {
            let label = labels.get(page).map_or("?", String::as_str);
            let help = "some words more or fewer here, or in a paragraph before, would let it end elsewhere";
            reported
                .push(Diagnostic::new(Code::PageDefect, span, format!("page {label} {defect}")).help(help));
        }
    }
    reported
}

/// Renumbers the elements of a page's items from those of the galley to those of the book.
fn renumbered(mut body: Body, root: ElementId) -> Body {
    let renumber = |owner: &mut Option<ElementId>| {
        if let Some(element) = owner {
            element.0 += root.0;
        }
    };
    body.items.iter_mut().for_each(|item| renumber(&mut item.owner));
    body.anchors.iter_mut().for_each(|(_, _, element)| renumber(element));
    body
}

/// The side on which each galley opens, from the number of pages before it.
pub(super) struct SideTracker {
    sequence: PageSequence,
    pages: usize,
    arabic: bool,
}

impl SideTracker {
    pub(super) fn new(sequence: PageSequence) -> Self {
        Self { sequence, pages: 0, arabic: false }
    }

    /// Returns the side on which a galley opens, and counts its pages.
    pub(super) fn open(&mut self, galley: &Galley<BuiltParagraph>, pages: impl Fn(Side) -> usize) -> Side {
        let opening = opening(galley, self.arabic, self.sequence);
        self.arabic |= galley.matter != Matter::Front;
        self.pages += usize::from(is_blank_before(opening, self.sequence, self.pages));
        let side = side(self.sequence, self.pages);
        self.pages += pages(side);
        side
    }
}

/// Returns where a galley opens. Arabic page 1 is a recto, so that no odd folio is on a left-hand page,
/// unless the design has no blank pages.
fn opening(galley: &Galley<BuiltParagraph>, arabic: bool, sequence: PageSequence) -> Opening {
    let is_first = galley.matter != Matter::Front && !arabic;
    if is_first && sequence.blanks { Opening::Recto } else { galley.opening }
}

/// Returns whether a galley that follows `pages` pages needs a blank page before it.
fn is_blank_before(opening: Opening, sequence: PageSequence, pages: usize) -> bool {
    match opening {
        Opening::Recto => side(sequence, pages) != Side::Recto,
        Opening::Verso => side(sequence, pages) != Side::Verso,
        Opening::NextPage => false,
    }
}

/// Counts folios: Roman numerals in the front matter, the digits of the book from the first page of the body.
struct FolioCounter {
    sequence: PageSequence,
    arabic: bool,
    last: u32,
    digits: Digits,
}

impl FolioCounter {
    fn new(design: &Design) -> Self {
        let (sequence, digits) = (design.openings.sequence, design.words.digits());
        Self { sequence, arabic: false, last: 0, digits }
    }

    fn next(&mut self) -> Folio {
        self.last += 1;
        let style = if self.arabic { FolioStyle::Decimal(self.digits) } else { FolioStyle::Roman };
        Folio { style, number: self.last }
    }

    /// Moves to the page on which a galley opens. Returns the folios of the blank pages before it.
    fn open(&mut self, galley: &Galley<BuiltParagraph>, pages: usize) -> Vec<Folio> {
        let body_begins = galley.matter != Matter::Front && !self.arabic;
        let blank = is_blank_before(opening(galley, self.arabic, self.sequence), self.sequence, pages);
        let blanks = if blank { vec![self.next()] } else { Vec::new() };
        if body_begins {
            (self.arabic, self.last) = (true, 0);
        }
        blanks
    }
}

fn side(sequence: PageSequence, index: usize) -> Side {
    if !sequence.facing || index.is_multiple_of(2) { Side::Recto } else { Side::Verso }
}

fn blank(folio: Folio, index: usize, design: &Design) -> Page {
    Page {
        size: design.page.trim,
        side: side(design.openings.sequence, index),
        folio,
        start: None,
        items: Vec::new(),
    }
}

/// Adds margins, running head and folio to a page, and records its anchors.
fn add_furniture(
    galley: &Galley<BuiltParagraph>,
    opens: bool,
    body: Body,
    furniture: Vec<PageItem>,
    folio: Folio,
    pages: &mut Pages,
    design: &Design,
) -> Page {
    let index = pages.pages.len();
    let side = side(design.openings.sequence, index);
    let left = match side {
        Side::Recto => design.page.inner,
        Side::Verso => design.page.outer,
    };
    for (id, y, element) in body.anchors {
        pages.anchors.entry(id).or_insert(AnchorPlace { page: index, y, element });
    }
    if opens {
        pages.anchors.entry(Anchor::from(&galley.id)).or_insert(AnchorPlace {
            page: index,
            y: Length::ZERO,
            element: None,
        });
    }
    let mut items: Vec<PageItem> = furniture.into_iter().chain(body.items).collect();
    items.iter_mut().for_each(|item| item.x += left);
    Page { size: design.page.trim, side, folio, start: body.start, items }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::DivisionId;
    use crate::design::specify;
    use crate::lang::LangTag;
    use crate::makeup::bench;
    use crate::project::design::DesignOptions;

    /// Returns a galley without lines.
    fn galley(name: &str, matter: Matter, opening: Opening) -> Galley<BuiltParagraph> {
        Galley { id: DivisionId::new(name), matter, opening, ..bench::galley(Vec::new()) }
    }

    #[test]
    fn sides_blanks_and_folios_follow_matter_and_opening() {
        // Each galley with its number of pages and the index of the page on which it opens.
        let book = [
            (galley("half-title", Matter::Front, Opening::NextPage), 1, 0),
            // Page ii is blank.
            (galley("preface", Matter::Front, Opening::Recto), 2, 2),
            // The first page of the body is page 1, on a recto even if it may open on any page.
            (galley("one", Matter::Body, Opening::NextPage), 2, 4),
            (galley("two", Matter::Body, Opening::Recto), 1, 6),
            // Page 4 is blank.
            (galley("three", Matter::Body, Opening::Recto), 1, 8),
            (galley("notes", Matter::Back, Opening::NextPage), 1, 9),
            // Page 7 is blank.
            (galley("plate", Matter::Back, Opening::Verso), 1, 11),
        ];
        let fonts = Library::bundled();
        let design = specify(&DesignOptions::default(), &LangTag::english(), &fonts, 0).value;
        let galleys: Vec<&Galley<BuiltParagraph>> = book.iter().map(|(galley, ..)| galley).collect();
        let bodies = book.iter().map(|(_, pages, _)| (0..*pages).map(|_| Body::default()).collect());
        let pages = finish(&galleys, bodies.collect(), &design, &fonts).value;

        let labels: Vec<String> = pages.pages.iter().map(|page| page.folio.label()).collect();
        assert_eq!(labels, ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6", "7", "8"]);
        let mut sides = SideTracker::new(design.openings.sequence);
        for (galley, count, opens) in &book {
            assert_eq!(pages.anchors[&Anchor::from(&galley.id)].page, *opens, "{:?}", galley.id);
            assert_eq!(sides.open(galley, |_| *count), pages.pages[*opens].side, "{:?}", galley.id);
        }
        assert!(
            pages
                .pages
                .iter()
                .enumerate()
                .all(|(index, page)| page.side == side(design.openings.sequence, index))
        );
    }
}
