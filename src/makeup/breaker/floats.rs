//! Floats: matter that stands where it is called, or at the head or foot of a page, or on a page of its
//! own.
//!
//! The order of the calls is kept over all pages, and on each page from its head to its foot. A float
//! may stand above its call, but on the same page; and it stands above the next heading, since that
//! begins another section. What is better is a matter of cost, as all else (Plass, 1981, section 3.4,
//! with places where a reader looks for the figure first: F. Mittelbach and others, *The LaTeX
//! Companion*, chapter 6).

use super::{Charge, Decision, FloatPosition, OpenPage, PageBreaker};
use crate::layout::FloatSpot;
use crate::units::Length;

/// A float at the foot of the page of its call; at the head of that page, above its call; at the
/// head or foot of the next. All are less than a line of space at the foot of a page.
const AT_FOOT: (Charge, i64) = (Charge::FloatAtFoot, 30_000);
const ABOVE_CALL: (Charge, i64) = (Charge::FloatAboveCall, 50_000);
const NEXT_PAGE: (Charge, i64) = (Charge::FloatOnNextPage, 80_000);
/// A page turned while a float waits for its place.
const WAITS: i64 = 150_000;
/// A page without text that nobody asked for.
const PAGE_OF_FLOATS: i64 = 500_000;
/// The maximum that floats with text below them take of a page, in thousandths of its height, and a
/// float that alone takes more has a page of its own (LaTeX's `\\textfraction` is 0.2).
const MAX_FLOATS: i64 = 800;
/// Pages that may begin at one place, by the floats at their head.
const BEGINNINGS: usize = 24;
/// Text of so many pages is looked at for floats to be set above their call: three, as a page may be
/// counted in each of the variants of its paragraphs.
const REACH: i64 = 3;

impl PageBreaker<'_> {
    /// Every page with the floats that can be placed on it before a step: those called right there, and
    /// all that must be above because a section begins.
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

    /// Places some of the floats up to `called`, first here and then at the foot.
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

    /// The next float in the run of the text.
    fn here(&mut self, page: OpenPage, called: usize, index: usize) -> Option<OpenPage> {
        let float = self.gathered.floats[..called].get(page.float)?;
        if float.spot != FloatSpot::Any || !page.foot.is_zero() {
            return None;
        }
        let text = page.text.ceil_to(self.heights.leading) + float.height;
        let spot = FloatPosition::Here { step: index };
        self.placed(OpenPage { text, below_float: true, ..page }, spot, None)
    }

    /// The next float at the foot of the page.
    fn at_foot(&mut self, page: OpenPage, called: usize, cost: (Charge, i64)) -> Option<OpenPage> {
        let float = self.gathered.floats[..called].get(page.float)?;
        if !matches!(float.spot, FloatSpot::Any | FloatSpot::Foot) {
            return None;
        }
        self.placed(OpenPage { foot: page.foot + float.height, ..page }, FloatPosition::Foot, Some(cost))
    }

    /// A page with its next float on it, if that fits.
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

    /// Ends a page before a step; gives the pages that may follow, by what stands at their head and
    /// foot. None when a float on the page is called only after it.
    pub(super) fn turns(&mut self, page: &OpenPage, index: usize) -> Vec<OpenPage> {
        let called = self.gathered.steps[index].called;
        if page.float > called {
            return Vec::new();
        }
        let mut pages = vec![self.turn(page, index)];
        if self.gathered.floats.is_empty() {
            return pages;
        }
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

    /// The next float at the head of a page, called before it or on it.
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

    /// The next float on a page of its own, and those after it that ask for one too.
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

    /// What must stand above a section and finds no place with text, on a page without any.
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
        self.charge(&mut page, Charge::PageOfFloats, PAGE_OF_FLOATS);
        Some(self.turn(&OpenPage { filled: true, ..page }, index))
    }

    /// Places what still waits after the last step, on pages of its own if need be.
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
