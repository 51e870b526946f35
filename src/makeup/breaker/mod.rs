//! Breaks the lines of a galley into pages at the least total cost.
//!
//! The method is a shortest path over the whole galley, in which paragraphs may be set in another
//! number of lines where that makes better pages (M. F. Plass, *Optimal pagination techniques for
//! automatic typesetting systems*, 1981; F. Mittelbach, *A general LuaTeX framework for globally
//! optimized pagination*, 2019). What a page costs: the break at its foot (widows, orphans, hyphens,
//! kept-together matter), its space foot, a foot that is not level with that of the page it faces,
//! notes parted. What a paragraph costs: what is wrong with its lines beyond the best variant.
//!
//! A note's first lines always stand on the page of its call; the last note of a page may go on
//! at the foot of the next (`notes.rs`). Floats stand where they are called or go to the head or foot
//! of a page, never before the page of their call, never past one another or their section
//! (`floats.rs`). Pure: lines and heights go in, page ends come out.
//!
//! All open pages are carried from line to line; after each paragraph the [`MAX_OPEN`] cheapest go
//! on, so that the time is linear in the lines.

mod charge;
mod explain;
mod floats;
mod notes;
mod page;
mod trace;

use std::collections::BTreeSet;

use super::gather::{Gathered, GatheredPart};
use crate::layout::{FORBID, FORCE, ParagraphId, Side, VariantId};
use crate::units::Length;
pub(super) use charge::Charge;
pub(super) use explain::{Alternative, alternatives};

/// A page that breaks where breaking is forbidden, because nothing else is possible.
const FORBIDDEN: i64 = 1_000_000_000;
/// A line or note that no page can hold.
const OVERFULL: i64 = 10_000_000_000;
/// Open pages that are carried on after each paragraph.
const MAX_OPEN: usize = 40;
/// What a paragraph costs that is set in another variant than the best: its demerits by this.
const DEMERITS: i64 = 2;

/// Heights of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    /// The text area.
    pub(super) text: Length,
    /// Between the text and the notes.
    pub(super) note_gap: Length,
    /// One line of text, the unit of space at the foot.
    pub(super) leading: Length,
}

/// Where a page ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct PageEnd {
    /// The step after its last line, counted among those that were chosen.
    pub(super) step: usize,
    /// The note line after its last.
    pub(super) note: usize,
    /// The float after its last.
    pub(super) float: usize,
}

/// Where on its page a float stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FloatPosition {
    /// Above all text.
    Head,
    /// Above a step, as numbered in [`PageEnd::step`].
    Here { step: usize },
    /// Below all text.
    Foot,
    /// On a page of its own.
    Page,
}

/// How a galley is made up.
#[derive(Debug, Default)]
pub(super) struct MadeUp {
    /// The steps that are set, of each paragraph those of the variant that was chosen.
    pub(super) steps: Vec<usize>,
    /// The variant of each paragraph that has several, in their order.
    pub(super) variants: Vec<(ParagraphId, VariantId)>,
    /// Where its pages end.
    pub(super) ends: Vec<PageEnd>,
    /// Where its floats stand.
    pub(super) spots: Vec<FloatPosition>,
    /// How many lines each page is short that should be full, and has no notes that end at its foot.
    pub(super) short: Vec<Option<u8>>,
}

/// A page that is being filled, and all before it.
#[derive(Clone, Copy)]
struct OpenPage {
    cost: i64,
    /// Height of the text on it.
    text: Length,
    /// Height of the notes on it.
    notes: Length,
    /// The note line after the last that is set.
    note: usize,
    /// The float after the last that is set.
    float: usize,
    /// Height of the floats at its foot.
    foot: Length,
    /// A float stands right above.
    below_float: bool,
    /// The last note on it goes on overleaf.
    parted: bool,
    /// Lines of text on it.
    lines: u16,
    /// Space that fills the page stands on it, as on a title page: its foot is not looked at.
    filled: bool,
    side: Side,
    /// How many lines the left-hand page that this one faces is short; `None` when it faces none that
    /// counts.
    level: Option<u8>,
    /// The last entry in the log.
    log: u32,
}

impl OpenPage {
    /// What two pages must share to be worth comparing.
    fn key(&self) -> OpenKey {
        let heights = (self.text, self.notes, self.foot, self.below_float);
        let side = (self.side == Side::Recto, self.level, self.filled);
        (heights, self.note, self.float, side)
    }
}

type OpenKey = ((Length, Length, Length, bool), usize, usize, (bool, Option<u8>, bool));

/// What was decided, and the decision before it.
#[derive(Clone, Copy)]
struct LogEntry {
    before: u32,
    what: Decision,
}

#[derive(Clone, Copy)]
enum Decision {
    /// A page ends before a step, so many lines short; `None` where that is as it should be.
    End { step: usize, note: usize, short: Option<u8> },
    /// The variant of a paragraph, by its part.
    Variant { part: usize, variant: usize },
    /// Where the next float stands; its step is one of the galley.
    Float(FloatPosition),
    /// A cost, recorded only if the breaks are to be explained.
    Charge { charge: Charge, amount: i64 },
}

const NOTHING: u32 = u32::MAX;

/// Breaks a galley whose first page is a recto or a verso; makes no page of one without lines and floats.
pub(super) fn break_pages(gathered: &Gathered, heights: Heights, side: Side) -> MadeUp {
    break_pages_without(&BTreeSet::new(), false, gathered, heights, side).made
}

/// Breaks a galley as [`break_pages`] does, but ends no page before a step that is `barred`; makes no page
/// if that is impossible. `explains` records what each page costs.
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
        blocks: blocks(gathered),
        barred,
        explains,
    };
    let mut open = vec![OpenPage {
        cost: 0,
        text: Length::ZERO,
        notes: Length::ZERO,
        note: 0,
        float: 0,
        foot: Length::ZERO,
        below_float: false,
        parted: false,
        lines: 0,
        filled: false,
        side,
        level: None,
        log: NOTHING,
    }];
    for index in 0..gathered.parts.len() {
        open = maker.part(index, &open);
    }
    // What floats are left stand at the end.
    let open: Vec<OpenPage> = open.into_iter().map(|page| maker.flush(page)).collect();
    maker.finish(open)
}

/// For each step the height of what a page end cannot part from it, itself included.
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
                blocks[index] = if next.0 >= FORBID { own + next.1 } else { own };
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
    blocks: Vec<Length>,
    /// Steps before which no page may end.
    barred: &'a BTreeSet<usize>,
    /// Costs are recorded by their causes.
    explains: bool,
}

impl PageBreaker<'_> {
    /// Sets a part on all open pages; gives the pages that are then open, never none.
    fn part(&mut self, index: usize, open: &[OpenPage]) -> Vec<OpenPage> {
        let mut after = Vec::with_capacity(open.len() * 3);
        let gathered = self.gathered;
        match &gathered.parts[index] {
            GatheredPart::Plain(range) => {
                for page in open {
                    self.walk(*page, range.clone(), false, &mut after);
                }
            }
            GatheredPart::Paragraph(_, variants) => {
                for (variant, (_, cost, range)) in variants.iter().enumerate() {
                    let lines = i64::try_from(range.len()).unwrap_or(1).max(1);
                    for page in open {
                        let mut page = *page;
                        if variant > 0 {
                            self.charge(&mut page, Charge::Variant, DEMERITS * cost / lines.isqrt());
                            page.log = self.decide(page.log, Decision::Variant { part: index, variant });
                        }
                        self.walk(page, range.clone(), false, &mut after);
                    }
                }
            }
        }
        if after.is_empty() {
            // Nothing fits by the rules: then somewhere, at whatever cost.
            let range = match &gathered.parts[index] {
                GatheredPart::Plain(range) => range.clone(),
                GatheredPart::Paragraph(_, variants) => variants[0].2.clone(),
            };
            for page in open {
                self.walk(*page, range.clone(), true, &mut after);
            }
        }
        best(after)
    }

    /// Sets steps on a page, and on those that follow; every page that can be open after them is given.
    fn walk(
        &mut self,
        page: OpenPage,
        steps: std::ops::Range<usize>,
        desperate: bool,
        out: &mut Vec<OpenPage>,
    ) {
        let mut open = vec![page];
        let gathered = self.gathered;
        for index in steps {
            let step = &gathered.steps[index];
            if step.fresh > 0 || open.iter().any(|page| page.float < step.due) {
                open = self.offer(&open, index);
            }
            let mut next = Vec::with_capacity(open.len() + 1);
            let mut turned: Vec<OpenPage> = Vec::new();
            for page in &open {
                if self.may_end(page, step, index, desperate) {
                    for fresh in self.turns(page, index) {
                        let fresh = self.set(fresh, step, desperate);
                        fresh.into_iter().for_each(|fresh| keep_cheapest(&mut turned, fresh));
                    }
                }
                if step.penalty > FORCE || page.lines == 0 {
                    next.extend(self.set(*page, step, desperate && page.lines == 0));
                }
            }
            next.append(&mut turned);
            open = if next.len() > MAX_OPEN * 2 { best(next) } else { next };
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

/// However pages came to end before a step, the next begin the same: of those that are alike the
/// cheapest is kept.
fn keep_cheapest(pages: &mut Vec<OpenPage>, page: OpenPage) {
    match pages.iter_mut().find(|known| known.key() == page.key()) {
        Some(known) if known.cost <= page.cost => {}
        Some(known) => *known = page,
        None => pages.push(page),
    }
}

/// The cheapest of those open pages that are alike, and of all these the cheapest few.
fn best(mut open: Vec<OpenPage>) -> Vec<OpenPage> {
    open.sort_by(|a, b| a.key().cmp(&b.key()).then(a.cost.cmp(&b.cost)));
    open.dedup_by_key(|page| page.key());
    open.sort_by_key(|page| (page.cost, page.key()));
    open.truncate(MAX_OPEN);
    open
}

#[cfg(test)]
mod tests;
