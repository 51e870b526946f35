//! Floats: content that is placed where it is called, at the head or foot of a page, or on a page of its
//! own.
//!
//! Floats keep the order of their calls over all pages, and on each page from its head to its foot. A
//! float may be above its call, but only on the page of the call. It is always above the next heading,
//! since that begins another section. The choice between the remaining places is made by cost, as all
//! others are (Plass, 1981, section 3.4). The costs prefer the places where readers look first (F. Mittelbach
//! and others, *The LaTeX Companion*, chapter 6).

use super::page::SHORT_BY_ONE;
use super::{Charge, Decision, FloatPosition, OpenPage, PageBreaker};
use crate::layout::{FORCE_RECTO, FloatSpot, Side};
use crate::units::Length;

/// The costs of a float at the foot of the page of its call, at the head of that page above its call, and
/// at the head or foot of the next page. All are lower than that of a line of space at the foot of a page.
const AT_FOOT: (Charge, i64) = (Charge::FloatAtFoot, 30_000);
const ABOVE_CALL: (Charge, i64) = (Charge::FloatAboveCall, 50_000);
const NEXT_PAGE: (Charge, i64) = (Charge::FloatOnNextPage, 80_000);
/// The cost of a page end for each float that was called before it and is not placed yet.
const WAITS: i64 = 150_000;
/// The cost of a page without text for floats that need not be on such a page, in addition to that of its empty
/// lines.
const PAGE_OF_FLOATS: i64 = 500_000;
/// The maximum height of floats with text below them, in thousandths of the height of the text area. A
/// float that is taller has a page of its own. (LaTeX's `\textfraction`, the minimum for text, is 0.2.)
const MAX_FLOATS: i64 = 800;
/// The limit for the number of pages that may begin at one place and differ in their floats.
const BEGINNINGS: usize = 24;
/// The maximum distance between the head of a page and the call of a float that is placed there, as a
/// multiple of a page of text. It is 3, since steps are counted and there may be three variants of each
/// paragraph.
const REACH: i64 = 3;

impl PageBreaker<'_> {
    /// Returns every page, both without and with further floats before a step: those that are called right
    /// there, and those that must be above it because a section begins.
    pub(super) fn offer(&mut self, open: &[OpenPage], index: usize) -> Vec<OpenPage> {
        let step = &self.gathered.steps[index];
        let older = step.called - step.fresh;
        let mut out = Vec::with_capacity(open.len() * 3);
        for page in open {
            out.push(*page);
            if page.float < step.due || (step.fresh > 0 && page.float >= older) {
                self.place_called(*page, step.called, index, &mut out);
            }
        }
        out
    }

    /// Adds to `out` each page that results if more of the floats before `called` are placed: the first
    /// of them here, the others at the foot.
    fn place_called(&mut self, page: OpenPage, called: usize, index: usize, out: &mut Vec<OpenPage>) {
        let mut here = Some(page);
        while let Some(page) = here {
            let mut foot = self.at_foot(page, called, AT_FOOT);
            while let Some(page) = foot {
                out.push(page);
                foot = self.at_foot(page, called, AT_FOOT);
            }
            here = self.here(page, called, index);
            out.extend(here);
        }
    }

    /// Returns a page with its next float placed here, between the lines of the text. `None` if it may not
    /// be there or does not fit.
    fn here(&mut self, page: OpenPage, called: usize, index: usize) -> Option<OpenPage> {
        let float = self.gathered.floats[..called].get(page.float)?;
        if float.spot != FloatSpot::Any || !page.foot.is_zero() {
            return None;
        }
        let text = page.text.ceil_to(self.heights.leading) + float.height;
        let spot = FloatPosition::Here { step: index };
        self.placed(OpenPage { text, below_float: true, ..page }, spot, None)
    }

    /// Returns a page with its next float placed at its foot. `None` if it may not be there or does not fit.
    fn at_foot(&mut self, page: OpenPage, called: usize, cost: (Charge, i64)) -> Option<OpenPage> {
        let float = self.gathered.floats[..called].get(page.float)?;
        if !matches!(float.spot, FloatSpot::Any | FloatSpot::Foot) {
            return None;
        }
        self.placed(OpenPage { foot: page.foot + float.height, ..page }, FloatPosition::Foot, Some(cost))
    }

    /// Records the position and the cost of the next float, whose height has been added to the page. Returns
    /// `None` if the page cannot hold it.
    fn placed(
        &mut self,
        mut page: OpenPage,
        spot: FloatPosition,
        cost: Option<(Charge, i64)>,
    ) -> Option<OpenPage> {
        if self.room(&page) < Length::ZERO {
            return None;
        }
        page.log = self.decide(page.log, Decision::Float(spot));
        page.float += 1;
        if let Some((charge, amount)) = cost {
            self.charge(&mut page, charge, amount);
        }
        Some(page)
    }

    /// Ends a page before a step. Returns the pages that may follow, which differ in the floats at
    /// their head and foot. There are none if the ended page has a float that is called only after it.
    pub(super) fn turns(&mut self, page: &OpenPage, index: usize) -> Vec<OpenPage> {
        let called = self.gathered.steps[index].called;
        if page.float > called {
            return Vec::new();
        }
        let pages = vec![self.turn(page, index)];
        let mut pages = if self.gathered.floats.is_empty() { pages } else { self.with_floats(pages, index) };
        if self.gathered.steps[index].penalty <= FORCE_RECTO {
            // A left-hand page has only floats and the rest of notes, or is blank.
            for page in pages.iter_mut().filter(|page| page.side == Side::Verso) {
                *page = self.turn(&OpenPage { filled: true, ..*page }, index);
            }
        }
        pages
    }

    /// Adds to a page that begins before a step those that differ from it in the floats at their head and foot.
    fn with_floats(&mut self, mut pages: Vec<OpenPage>, index: usize) -> Vec<OpenPage> {
        let called = self.gathered.steps[index].called;
        let mut at = 0;
        while at < pages.len() && pages.len() < BEGINNINGS {
            let page = pages[at];
            at += 1;
            pages.extend(self.at_head(page, called, index));
            pages.extend(self.at_foot(page, called, NEXT_PAGE));
            pages.extend(self.on_own_pages(page, called, index));
            pages.extend(self.on_a_page_of_floats(page, index));
        }
        for page in &mut pages {
            let waiting = i64::try_from(called.saturating_sub(page.float)).unwrap_or(0);
            self.charge(page, Charge::WaitingFloat, WAITS * waiting);
        }
        pages
    }

    /// Returns a page with its next float placed at its head. The float is called before the page or, in the
    /// section that is open there, within [`REACH`]. `None` if it may not be there or does not fit.
    fn at_head(&mut self, page: OpenPage, called: usize, index: usize) -> Option<OpenPage> {
        let float = self.gathered.floats.get(page.float)?;
        let reach = self.heights.text.to_sp() * REACH / self.heights.leading.to_sp().max(1);
        let ahead = i64::try_from(float.call.saturating_sub(index)).unwrap_or(i64::MAX);
        let near = float.section < index && ahead <= reach;
        let text = page.text + float.height;
        let fits = text <= self.heights.text.ratio(MAX_FLOATS, 1000);
        let may = matches!(float.spot, FloatSpot::Any | FloatSpot::Head);
        if !may || !page.foot.is_zero() || !fits || !(page.float < called || near) {
            return None;
        }
        let cost = if page.float < called { NEXT_PAGE } else { ABOVE_CALL };
        self.placed(OpenPage { text, ..page }, FloatPosition::Head, Some(cost))
    }

    /// Sets the next float on a page of its own, and likewise those after it that must be on such a page.
    /// Returns the page after them. `None` if the page is not blank, or if the float needs no such page.
    fn on_own_pages(&mut self, mut page: OpenPage, called: usize, index: usize) -> Option<OpenPage> {
        if !(page.text.is_zero() && page.foot.is_zero() && page.notes.is_zero()) {
            return None;
        }
        let first = page.float;
        while let Some(float) = self.gathered.floats[..called].get(page.float) {
            let alone = match float.spot {
                FloatSpot::Page => true,
                FloatSpot::Any | FloatSpot::Head | FloatSpot::Foot => {
                    page.float == first && float.height > self.heights.text.ratio(MAX_FLOATS, 1000)
                }
            };
            if !alone {
                break;
            }
            page.log = self.decide(page.log, Decision::Float(FloatPosition::Page));
            page.float += 1;
            page = self.turn(&OpenPage { filled: true, ..page }, index);
        }
        (page.float > first).then_some(page)
    }

    /// Sets on a page without text the floats that must be above a section and fit on no page with text.
    /// Returns the page after it. `None` if the page is not blank, or if there are no such floats.
    fn on_a_page_of_floats(&mut self, mut page: OpenPage, index: usize) -> Option<OpenPage> {
        let due = self.gathered.steps.get(index)?.due;
        let first = page.float;
        if !(page.text.is_zero() && page.foot.is_zero() && page.notes.is_zero()) {
            return None;
        }
        while let Some(float) = self.gathered.floats[..due].get(page.float) {
            let text = page.text + float.height;
            let alone = float.spot == FloatSpot::Page;
            if alone || (page.float > first && text > self.heights.text) {
                break;
            }
            page.log = self.decide(page.log, Decision::Float(FloatPosition::Head));
            page = OpenPage { text, float: page.float + 1, ..page };
        }
        if page.float == first {
            return None;
        }
        let empty = self.room(&page).max(Length::ZERO).to_sp() / self.heights.leading.to_sp().max(1);
        self.charge(&mut page, Charge::PageOfFloats, PAGE_OF_FLOATS + SHORT_BY_ONE * empty);
        Some(self.turn(&OpenPage { filled: true, ..page }, index))
    }

    /// Places the floats that remain after the last step, on pages of their own if necessary.
    pub(super) fn flush(&mut self, mut page: OpenPage) -> OpenPage {
        let (end, all) = (self.gathered.steps.len(), self.gathered.floats.len());
        while page.float < all {
            if let Some(placed) = self.here(page, all, end).or_else(|| self.at_foot(page, all, AT_FOOT)) {
                page = placed;
                continue;
            }
            let is_blank = page.lines == 0 && page.text.is_zero() && page.foot.is_zero();
            if !(is_blank && page.notes.is_zero()) {
                page = self.turn(&page, end);
            }
            if let Some(alone) = self.on_own_pages(page, all, end) {
                page = alone;
            } else {
                let text = page.text + self.gathered.floats[page.float].height;
                page.log = self.decide(page.log, Decision::Float(FloatPosition::Head));
                page = OpenPage { text, float: page.float + 1, below_float: true, ..page };
            }
        }
        page
    }
}

#[cfg(test)]
mod tests;
