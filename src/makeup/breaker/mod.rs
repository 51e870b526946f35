//! Breaks the lines of a galley into pages of the lowest total cost.
//!
//! The method is a shortest path over the whole galley, in which paragraphs may be set in another
//! number of lines where that makes better pages (M. F. Plass, *Optimal pagination techniques for
//! automatic typesetting systems*, 1981; F. Mittelbach, *A general LuaTeX framework for globally
//! optimized pagination*, 2019). The cost of a page is the sum of the costs of its end (widows, orphans,
//! hyphens, content that belongs together), of space at its foot, of a foot that is not level with that
//! of the facing page, of adjusted spaces (`elastic.rs`), of divided notes, and of floats away from their calls.
//! The cost of a paragraph is that of its variant compared to the best one.
//!
//! The first lines of a note are always on the page of its call; the last note of a page may be
//! continued at the foot of the next one (`notes.rs`). Floats are placed where they are called, or at
//! the head or foot of a page. They are never on a page before that of their call, keep their order, and
//! stay in their section (`floats.rs`). Lines that are set in columns are balanced (`columns.rs`). The module is pure: its input is lines and heights, its output
//! page ends.
//!
//! The search extends all open pages line by line. After each paragraph it keeps the [`MAX_OPEN`]
//! cheapest of them, so that the time is linear in the number of lines.

mod charge;
mod columns;
mod elastic;
mod explain;
mod floats;
mod notes;
mod page;
mod trace;

use std::collections::BTreeSet;

use super::gather::{Gathered, GatheredPart};
use crate::layout::{FORCE, ParagraphId, SHAPE, Side, VariantId};
use crate::units::Length;
pub(super) use charge::Charge;
use columns::{BalancedLines, ColumnHeights, ColumnRegions, OpenColumns};
pub(super) use columns::{ColumnFill, repeated};
pub(super) use elastic::Adjustment;
pub(super) use explain::{Alternative, alternatives};
use notes::NoteKinds;

/// The cost of a page that ends where a page end is forbidden, because nothing else is possible.
const FORBIDDEN: i64 = 1_000_000_000;
/// The cost of a line or note that no page can hold.
const OVERFULL: i64 = 10_000_000_000;
/// The maximum number of open pages that are kept after each part of the galley, whatever page they are on.
const MAX_OPEN: usize = 16;
/// The number of open pages that are kept of each page: one that has just been opened has paid for the end of the
/// page before, so that it costs more than those that are still to end, but these may have to pay more.
const MIN_OF_PAGE: usize = 4;
/// The maximum distance, in pages, of those from the cheapest open page. Without it, pages on which floats wait would
/// be kept on ever more pages, which takes quadratic time.
const MAX_PAGES_APART: u32 = 4;
/// The number of steps from which on all open pages are extended together within a part of the galley.
const LONG_PART: usize = 60;
/// The divisor from the additional demerits of a paragraph that is not set in its best variant to its
/// cost. The quotient is divided by the square root of the number of lines. Variants that can be seen are not
/// offered, so that all of them are better than a page that is not full.
const DIVISOR: i64 = 2;

/// The heights that determine the room on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    /// The height of the text area.
    pub(super) text: Length,
    /// The height of the gap between the text and the notes.
    pub(super) note_gap: Length,
    /// The height of the gap between the notes of two series.
    pub(super) series_gap: Length,
    /// The height of a line of text, the unit of space at the foot.
    pub(super) leading: Length,
    /// Whether two facing pages may both be a line longer than the text area.
    pub(super) may_be_long: bool,
    /// Whether the spaces between blocks may be adjusted.
    pub(super) elastic: bool,
    /// Whether left-hand pages alternate with right-hand ones, and so face them.
    pub(super) facing: bool,
}

impl Heights {
    /// Returns the side of the page after one on `side`.
    fn next_side(&self, side: Side) -> Side {
        if self.facing { side.other() } else { side }
    }
}

/// Where a page ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct PageEnd {
    /// The index in [`MadeUp::steps`] of the step after its last line.
    pub(super) step: usize,
    /// The index in [`Gathered::notes`] of the line after its last note line.
    pub(super) note: usize,
    /// The index in [`Gathered::floats`] of the float after its last one.
    pub(super) float: usize,
}

/// The position of a float on its page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FloatPosition {
    /// Above all text.
    Head,
    /// Above a step, which is numbered as in [`PageEnd::step`].
    Here { step: usize },
    /// Below all text.
    Foot,
    /// On a page of its own.
    Page,
}

/// The lines in columns side by side on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ColumnSet {
    /// The first step in each column, followed by the step after the last one, which are numbered as in
    /// [`PageEnd::step`].
    pub(super) bounds: Vec<usize>,
}

/// The pages of a galley.
#[derive(Debug, Default)]
pub(super) struct MadeUp {
    /// The steps that are set: of each paragraph, those of the chosen variant.
    pub(super) steps: Vec<usize>,
    /// The chosen variant of each paragraph that has several, in the order of the paragraphs.
    pub(super) variants: Vec<(ParagraphId, VariantId)>,
    /// The ends of its pages.
    pub(super) ends: Vec<PageEnd>,
    /// The positions of its floats.
    pub(super) spots: Vec<FloatPosition>,
    /// The number of lines by which each page is short; negative for a page that is longer. `None` for a page that need not be full, and
    /// for one with notes at its foot.
    pub(super) short: Vec<Option<i8>>,
    /// The number of empty lines on each page, at the foot or above the notes; 0 for a page that need not be full.
    pub(super) empty: Vec<i8>,
    /// How the elastic spaces of each page are adjusted.
    pub(super) adjusted: Vec<Adjustment>,
    /// The columns side by side, from the first page on.
    pub(super) columns: Vec<ColumnSet>,
}

/// A page that is being filled, and all pages before it.
#[derive(Clone, Copy)]
struct OpenPage {
    cost: i64,
    /// The height of the text on it.
    text: Length,
    /// The height of the notes at its foot.
    notes: Length,
    /// Which series of notes are at its foot.
    series: NoteKinds,
    /// The index of the note line after the last one that is set.
    note: usize,
    /// The index of the float after the last one that is set.
    float: usize,
    /// The height of the floats at its foot.
    foot: Length,
    /// Whether the next line is right below a float.
    below_float: bool,
    /// Whether the last note on it is continued on the next page.
    parted: bool,
    /// The number of pages before it.
    before: u32,
    /// The number of lines of text on it.
    lines: u16,
    /// The number of its elastic spaces.
    elastic: u8,
    /// Whether its foot costs nothing, because a fill shares out the space on it, as on a title page, or
    /// because it contains only floats.
    filled: bool,
    side: Side,
    /// The number of lines by which the facing left-hand page is short. `None` if there is no such
    /// page, or if it need not be full.
    level: Option<i8>,
    /// The columns at its foot, if its last line is set in columns.
    columns: OpenColumns,
    /// The index of its last entry in the log.
    log: u32,
}

impl OpenPage {
    /// Returns the first page of a galley.
    fn first(side: Side) -> Self {
        Self {
            cost: 0,
            text: Length::ZERO,
            notes: Length::ZERO,
            series: NoteKinds::default(),
            note: 0,
            float: 0,
            foot: Length::ZERO,
            below_float: false,
            parted: false,
            before: 0,
            lines: 0,
            elastic: 0,
            filled: false,
            side,
            level: None,
            columns: OpenColumns::NONE,
            log: NOTHING,
        }
    }

    /// Returns the properties in which two open pages must agree for the cheaper one to replace the other.
    fn key(&self) -> OpenKey {
        let heights = (self.text, self.notes, self.foot, self.below_float);
        let side = (self.side == Side::Recto, self.level, self.filled);
        (heights, self.columns.key(), self.elastic, (self.note, self.series), self.float, side)
    }
}

type OpenKey = ((Length, Length, Length, bool), u32, u8, (usize, NoteKinds), usize, (bool, Option<i8>, bool));

/// A decision, and the index of the decision before it.
#[derive(Clone, Copy)]
struct LogEntry {
    before: u32,
    what: Decision,
}

#[derive(Clone, Copy)]
enum Decision {
    /// The end of a page before a step. `short` is the number of lines by which it is short, as in
    /// [`MadeUp::short`], `empty` the number of its empty lines, and `adjusted` how its spaces are adjusted.
    End { step: usize, note: usize, short: Option<i8>, empty: i8, adjusted: Adjustment },
    /// The choice of a variant other than the best, for the paragraph in a part of the galley.
    Variant { part: usize, variant: usize },
    /// The position of the next float. A step in it is an index in [`Gathered::steps`].
    Float(FloatPosition),
    /// The ends of columns, by the index of their balance.
    Columns { balance: u32 },
    /// A cost, which is recorded only if the breaks are to be explained.
    Charge { charge: Charge, amount: i64 },
}

const NOTHING: u32 = u32::MAX;

/// Breaks a galley into pages, the first of which is on the given side. A galley without lines and floats
/// has no page.
pub(super) fn break_pages(gathered: &Gathered, heights: Heights, side: Side) -> MadeUp {
    break_pages_without(&BTreeSet::new(), false, gathered, heights, side).made
}

/// Breaks a galley as [`break_pages`] does, but ends no page before a step that is `barred`. Returns no pages
/// if that is impossible. If `explains` is true, the costs of each page are recorded.
fn break_pages_without(
    barred: &BTreeSet<usize>,
    explains: bool,
    gathered: &Gathered,
    heights: Heights,
    side: Side,
) -> Alternative {
    if gathered.steps.is_empty() && gathered.floats.is_empty() {
        return Alternative::default();
    }
    let mut maker = PageBreaker {
        gathered,
        heights,
        log: Vec::new(),
        notes: notes::heights(gathered),
        balances: Vec::new(),
        column_regions: ColumnRegions::default(),
        column_heights: ColumnHeights::default(),
        note_counts: notes::counts(gathered),
        blocks: blocks(gathered),
        barred,
        explains,
    };
    let mut open = vec![OpenPage::first(side)];
    for index in 0..gathered.parts.len() {
        open = maker.part(index, &open);
    }
    // The floats that are not placed yet are placed at the end.
    let open: Vec<OpenPage> = open.into_iter().map(|page| maker.flush(page)).collect();
    maker.finish(open)
}

/// Returns, for each step, the height of its block: the step, and all below that a page end should not separate
/// from it, since it would divide a shape or leave an orphan or a widow.
fn blocks(gathered: &Gathered) -> Vec<Length> {
    let mut blocks = vec![Length::ZERO; gathered.steps.len()];
    let mut after = (FORCE, Length::ZERO);
    for part in gathered.parts.iter().rev() {
        let variants: Vec<std::ops::Range<usize>> = match part {
            GatheredPart::Plain(range) => vec![range.clone()],
            GatheredPart::Paragraph(_, variants) => {
                variants.iter().map(|(_, _, range)| range.clone()).collect()
            }
        };
        let mut first = after;
        for range in variants.into_iter().rev() {
            let mut next = after;
            for index in range.rev() {
                let step = &gathered.steps[index];
                let own = step.total;
                blocks[index] = if next.0 >= SHAPE { own + next.1 } else { own };
                next = (step.penalty, blocks[index] + step.space + step.sink);
            }
            first = next;
        }
        after = first;
    }
    blocks
}

struct PageBreaker<'a> {
    gathered: &'a Gathered,
    heights: Heights,
    log: Vec<LogEntry>,
    notes: Vec<Length>,
    /// The balances of columns that pages may have.
    balances: Vec<BalancedLines>,
    /// Where the columns begin that pages may have.
    column_regions: ColumnRegions,
    /// The heights of columns.
    column_heights: ColumnHeights,
    /// The number of note lines of each series before each line, at the foot.
    note_counts: Vec<[u32; 2]>,
    blocks: Vec<Length>,
    /// The steps before which no page may end.
    barred: &'a BTreeSet<usize>,
    /// Whether costs are recorded with their causes.
    explains: bool,
}

impl PageBreaker<'_> {
    /// Sets a part of the galley on all open pages. Returns the pages that are open after it; there is at
    /// least one unless steps are barred.
    fn part(&mut self, index: usize, open: &[OpenPage]) -> Vec<OpenPage> {
        let mut after = Vec::with_capacity(open.len() * 3);
        let gathered = self.gathered;
        match &gathered.parts[index] {
            GatheredPart::Plain(range) => {
                // In a long part, each would be followed by as many as there are after a part.
                let together = if range.len() > LONG_PART { open.len() } else { 1 };
                for pages in open.chunks(together.max(1)) {
                    self.walk(pages.to_vec(), range.clone(), false, &mut after);
                }
            }
            GatheredPart::Paragraph(_, variants) => {
                for (variant, (_, cost, range)) in variants.iter().enumerate() {
                    let lines = i64::try_from(range.len()).unwrap_or(1).max(1);
                    for page in open {
                        let mut page = *page;
                        if variant > 0 {
                            self.charge(&mut page, Charge::Variant, cost / DIVISOR / lines.isqrt());
                            page.log = self.decide(page.log, Decision::Variant { part: index, variant });
                        }
                        self.walk(vec![page], range.clone(), false, &mut after);
                    }
                }
            }
        }
        if after.is_empty() {
            // No page can hold it by the rules, so it is set against them, at a cost above all others.
            let range = match &gathered.parts[index] {
                GatheredPart::Plain(range) => range.clone(),
                GatheredPart::Paragraph(_, variants) => variants[0].2.clone(),
            };
            for page in open {
                self.walk(vec![*page], range.clone(), true, &mut after);
            }
        }
        best(after)
    }

    /// Sets steps on pages, and on those that follow. Adds every page that can be open after them to `out`.
    fn walk(
        &mut self,
        mut open: Vec<OpenPage>,
        steps: std::ops::Range<usize>,
        desperate: bool,
        out: &mut Vec<OpenPage>,
    ) {
        let mut turned = Vec::new();
        let gathered = self.gathered;
        for index in steps {
            let step = &gathered.steps[index];
            if step.fresh > 0 || open.iter().any(|page| page.float < step.due) {
                open = self.offer(&open, index);
            }
            // The pages are filled where they are: each is copied only if it ends.
            let mut kept = 0;
            for at in 0..open.len() {
                if self.may_end(&open[at], step, index, desperate) {
                    for mut fresh in self.turns(&open[at], index) {
                        if self.set(&mut fresh, index, desperate) {
                            keep_cheapest(&mut turned, fresh);
                        }
                    }
                }
                let is_empty = open[at].lines == 0;
                let desperate = desperate && (is_empty || step.columns.is_some());
                if (step.penalty > FORCE || is_empty) && self.set(&mut open[at], index, desperate) {
                    open[kept] = open[at];
                    kept += 1;
                }
            }
            open.truncate(kept);
            open.append(&mut turned);
            if open.len() > MAX_OPEN * 2 {
                open = best(open);
            }
            if open.is_empty() {
                return;
            }
        }
        out.extend(open);
    }

    fn decide(&mut self, before: u32, what: Decision) -> u32 {
        let at = u32::try_from(self.log.len()).unwrap_or(NOTHING);
        self.log.push(LogEntry { before, what });
        at
    }
}

/// Adds a page to those that begin at the same step. Of pages with equal keys only the cheapest is kept,
/// since the pages before them have no further effect.
fn keep_cheapest(pages: &mut Vec<OpenPage>, page: OpenPage) {
    match pages.iter_mut().find(|known| known.text == page.text && known.key() == page.key()) {
        Some(known) if known.cost <= page.cost => {}
        Some(known) => *known = page,
        None => pages.push(page),
    }
}

/// Returns the cheapest open page of each key, and of these the [`MAX_OPEN`] cheapest and the [`MIN_OF_PAGE`]
/// cheapest of each page near the cheapest of all, in ascending order of cost.
fn best(mut open: Vec<OpenPage>) -> Vec<OpenPage> {
    open.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.key().cmp(&b.key())));
    let mut different: Vec<OpenPage> = Vec::with_capacity(open.len());
    for page in open {
        if !different.iter().any(|known| known.text == page.text && known.key() == page.key()) {
            different.push(page);
        }
    }
    let mut kept: Vec<OpenPage> = Vec::with_capacity(MAX_OPEN + MIN_OF_PAGE);
    for page in different {
        let of_page = || kept.iter().filter(|known| known.before == page.before).count();
        let is_near =
            || kept.first().is_none_or(|first| first.before.abs_diff(page.before) <= MAX_PAGES_APART);
        if kept.len() < MAX_OPEN || is_near() && of_page() < MIN_OF_PAGE {
            kept.push(page);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
