//! Breaks the lines of a galley into pages at the least total cost.
//!
//! The method is a shortest path over the whole galley, in which paragraphs may be set in another
//! number of lines where that makes better pages (M. F. Plass, *Optimal pagination techniques for
//! automatic typesetting systems*, 1981; F. Mittelbach, *A general LuaTeX framework for globally
//! optimized pagination*, 2019). What a page costs: the break at its foot (widows, orphans, hyphens,
//! kept-together matter), its white foot, a foot that is not level with that of the page it faces,
//! notes parted. What a paragraph costs: what is wrong with its lines beyond the best way.
//!
//! A note's first lines always stand on the page of its call; the last note of a page may go on
//! at the foot of the next. Pure: lines and heights go in, page ends come out.
//!
//! All open pages are carried from line to line; after each paragraph the [`OPEN_MOST`] cheapest go
//! on, so that the time is linear in the lines.

use super::page::Side;
use super::strip::{Copy, Part, Step};
use crate::galley::{FORBID, FORCE};
use crate::units::Length;

/// One line of white at the foot of a page that is not the last, two further for two lines, and so
/// on: a short page is the least of evils.
const SHORT_BY_ONE: i64 = 600_000;
/// The same above notes, which themselves end at the foot.
const WHITE_ABOVE_NOTES: i64 = 8_000;
/// Facing pages of which one is a line shorter; grows with the square of the lines.
const NOT_LEVEL: i64 = 3_000_000;
/// A hyphen at the foot of a right-hand page, where the reader has to turn it (over its penalty).
const HYPHEN_ON_RECTO: i64 = 200_000;
/// A note that goes on at the foot of the next page, and each line of it that does.
const NOTE_PARTED: i64 = 100_000;
const NOTE_LINE_CARRIED: i64 = 10_000;
/// A last page of fewer lines than [`FEW_LINES`] looks like a mistake.
const LAST_PAGE_FEW: i64 = 200_000;
const FEW_LINES: u16 = 5;
/// A page that breaks where breaking is forbidden, because nothing else is possible.
const FORBIDDEN: i64 = 1_000_000_000;
/// A line or note that no page can hold.
const OVERFULL: i64 = 10_000_000_000;
/// Lines of a note that stay with its call, and that go over, at least.
const NOTE_LEAST: usize = 2;
/// A page is only ended when at most so many lines are left on it, or when what comes next does not
/// fit with so many to spare.
const NEARLY_FULL: i64 = 3;
/// Open pages that are carried on after each paragraph.
const OPEN_MOST: usize = 40;
/// What a paragraph costs that is set in another way than the best: its demerits by this.
const DEMERITS: i64 = 2;

/// Heights of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    /// The text area.
    pub(super) text: Length,
    /// Between the text and the notes.
    pub(super) note_gap: Length,
    /// One line of text, the unit of white at the foot.
    pub(super) leading: Length,
}

/// Where a page ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct PageEnd {
    /// The step after its last line, counted among those that were chosen.
    pub(super) step: usize,
    /// The note line after its last.
    pub(super) note: usize,
}

/// How a galley is made up.
#[derive(Debug, Default)]
pub(super) struct MadeUp {
    /// The steps that are set, of each paragraph those of the way that was chosen.
    pub(super) steps: Vec<usize>,
    /// Where its pages end.
    pub(super) ends: Vec<PageEnd>,
}

/// A page that is being filled, and all before it.
#[derive(Clone, Copy)]
struct Open {
    cost: i64,
    /// Height of the text on it.
    text: Length,
    /// Height of the notes on it.
    notes: Length,
    /// The note line after the last that is set.
    note: usize,
    /// The last note on it goes on overleaf.
    parted: bool,
    /// Lines of text on it.
    lines: u16,
    /// White that fills the page stands on it, as on a title page: its foot is not looked at.
    filled: bool,
    side: Side,
    /// How many lines the left-hand page that this one faces is short; `None` when it faces none that
    /// counts.
    level: Option<u8>,
    /// The last entry in the log.
    log: u32,
}

impl Open {
    /// What two pages must share to be worth comparing.
    fn key(&self) -> (Length, Length, usize, bool, Option<u8>, bool) {
        (self.text, self.notes, self.note, self.side == Side::Recto, self.level, self.filled)
    }
}

/// What was decided, and the decision before it.
#[derive(Clone, Copy)]
struct Entry {
    before: u32,
    what: Decision,
}

#[derive(Clone, Copy)]
enum Decision {
    /// A page ends before a step.
    End { step: usize, note: usize },
    /// The way of a paragraph, by its part.
    Way { part: usize, way: usize },
}

const NOTHING: u32 = u32::MAX;

/// Breaks a copy whose first page is a recto or a verso; gives nothing for a copy without lines.
pub(super) fn break_pages(copy: &Copy<'_>, heights: Heights, side: Side) -> MadeUp {
    if copy.steps.is_empty() {
        return MadeUp::default();
    }
    let mut maker = Maker { copy, heights, log: Vec::new(), notes: note_heights(copy), blocks: blocks(copy) };
    let mut open = vec![Open {
        cost: 0,
        text: Length::ZERO,
        notes: Length::ZERO,
        note: 0,
        parted: false,
        lines: 0,
        filled: false,
        side,
        level: None,
        log: NOTHING,
    }];
    for index in 0..copy.parts.len() {
        open = maker.part(index, &open);
    }
    maker.finish(&open)
}

/// Height of the note lines before each.
fn note_heights(copy: &Copy<'_>) -> Vec<Length> {
    let mut heights = vec![Length::ZERO];
    for note in &copy.notes {
        heights.push(heights[heights.len() - 1] + note.space + note.line.total());
    }
    heights
}

/// For each step the height of what a page end cannot part from it, itself included.
fn blocks(copy: &Copy<'_>) -> Vec<Length> {
    let mut blocks = vec![Length::ZERO; copy.steps.len()];
    let mut after = (FORCE, Length::ZERO);
    for part in copy.parts.iter().rev() {
        let ways: Vec<std::ops::Range<usize>> = match part {
            Part::Plain(range) => vec![range.clone()],
            Part::Choice(ways) => ways.iter().map(|(_, range)| range.clone()).collect(),
        };
        let mut first = after;
        for range in ways.into_iter().rev() {
            let mut next = after;
            for index in range.rev() {
                let step = &copy.steps[index];
                let own = step.line.total();
                blocks[index] = if next.0 >= FORBID { own + next.1 } else { own };
                next = (step.penalty, blocks[index] + step.space + step.sink);
            }
            first = next;
        }
        after = first;
    }
    blocks
}

struct Maker<'a> {
    copy: &'a Copy<'a>,
    heights: Heights,
    log: Vec<Entry>,
    notes: Vec<Length>,
    blocks: Vec<Length>,
}

impl Maker<'_> {
    /// Sets a part on all open pages; gives the pages that are then open, never none.
    fn part(&mut self, index: usize, open: &[Open]) -> Vec<Open> {
        let mut after = Vec::with_capacity(open.len() * 3);
        let copy = self.copy;
        match &copy.parts[index] {
            Part::Plain(range) => {
                for page in open {
                    self.walk(*page, range.clone(), false, &mut after);
                }
            }
            Part::Choice(ways) => {
                for (way, (cost, range)) in ways.iter().enumerate() {
                    let lines = i64::try_from(range.len()).unwrap_or(1).max(1);
                    for page in open {
                        let mut page = *page;
                        if way > 0 {
                            page.cost += DEMERITS * cost / root(lines);
                            page.log = self.decide(page.log, Decision::Way { part: index, way });
                        }
                        self.walk(page, range.clone(), false, &mut after);
                    }
                }
            }
        }
        if after.is_empty() {
            // Nothing fits by the rules: then somewhere, at whatever cost.
            let range = match &copy.parts[index] {
                Part::Plain(range) => range.clone(),
                Part::Choice(ways) => ways[0].1.clone(),
            };
            for page in open {
                self.walk(*page, range.clone(), true, &mut after);
            }
        }
        best(after)
    }

    /// Sets steps on a page, and on those that follow; every page that can be open after them is given.
    fn walk(&mut self, page: Open, steps: std::ops::Range<usize>, desperate: bool, out: &mut Vec<Open>) {
        let mut open = vec![page];
        let copy = self.copy;
        for index in steps {
            let step = &copy.steps[index];
            let mut next = Vec::with_capacity(open.len() + 1);
            let mut turned: Option<Open> = None;
            for page in &open {
                if self.may_end(page, step, index, desperate) {
                    // However a page came to end here, the next begins the same.
                    let fresh = self.turn(page, index);
                    let fresh = self.set(fresh, step, desperate);
                    if let Some(fresh) = fresh {
                        let better = |known: Open| fresh.key() != known.key() || fresh.cost < known.cost;
                        match turned {
                            Some(known) if known.key() != fresh.key() => next.push(fresh),
                            known => {
                                if known.is_none_or(better) {
                                    turned = Some(fresh)
                                }
                            }
                        }
                    }
                }
                if step.penalty > FORCE || page.lines == 0 {
                    next.extend(self.set(*page, step, desperate && page.lines == 0));
                }
            }
            next.extend(turned);
            open = if next.len() > OPEN_MOST * 2 { best(next) } else { next };
            if open.is_empty() {
                return;
            }
        }
        out.extend(open);
    }

    /// Whether a page may end before a step.
    fn may_end(&self, page: &Open, step: &Step<'_>, index: usize, desperate: bool) -> bool {
        if page.lines == 0 {
            return false;
        }
        if step.penalty <= FORCE {
            return true;
        }
        if desperate {
            return true;
        }
        if step.penalty >= FORBID {
            return false;
        }
        let nearly = self.heights.leading * NEARLY_FULL;
        page.parted || page.filled || self.room(page) - step.space - step.sink - self.blocks[index] < nearly
    }

    /// The height that is left on a page.
    fn room(&self, page: &Open) -> Length {
        let notes = if page.notes.is_zero() { Length::ZERO } else { page.notes + self.heights.note_gap };
        self.heights.text - page.text - notes
    }

    /// A step on a page, with the notes it calls; nothing when it does not fit.
    fn set(&self, mut page: Open, step: &Step<'_>, desperate: bool) -> Option<Open> {
        let mut text = page.text + step.sink;
        text += if page.lines == 0 { step.repeat } else { step.space };
        text = step.snapped(text, self.heights.leading, page.lines == 0);
        text += step.line.total();
        page.lines = page.lines.saturating_add(1);
        page.filled |= step.fill > 0;
        let over = text > self.heights.text;
        page.text = text;
        let called = step.first_note_line + step.note_lines;
        if called > page.note {
            // What goes on overleaf already leaves no room for more.
            if page.parted && step.note_lines > 0 {
                return desperate.then_some(page);
            }
            if !page.parted {
                self.add_notes(&mut page, called, desperate)?;
            }
        }
        if self.room(&page) < Length::ZERO {
            if !desperate {
                return None;
            }
            if over {
                page.cost += OVERFULL;
            }
        }
        Some(page)
    }

    /// Puts the notes up to `called` at the foot, the last of them as far as it fits.
    fn add_notes(&self, page: &mut Open, called: usize, desperate: bool) -> Option<()> {
        let gap = if page.notes.is_zero() { self.heights.note_gap } else { Length::ZERO };
        let room = self.room(page) - gap;
        let fits = |end: usize| self.notes[end] - self.notes[page.note] <= room;
        let mut end = (page.note..=called).rev().find(|end| fits(*end)).unwrap_or(page.note);
        if end < called {
            // Only the last note called may be parted, two lines at least on either side.
            let last = &self.copy.notes[called - 1];
            let begin = last.start.max(page.note);
            let least = (begin + NOTE_LEAST).min(last.end);
            end = end.min(called.saturating_sub(NOTE_LEAST));
            if end < least {
                if !desperate {
                    return None;
                }
                page.cost += OVERFULL;
                end = end.max(page.note);
            }
            page.parted = true;
            let carried = i64::try_from(called - end).unwrap_or(0);
            page.cost += NOTE_PARTED + NOTE_LINE_CARRIED * carried;
        }
        page.notes += self.notes[end] - self.notes[page.note];
        page.note = end;
        Some(())
    }

    /// Ends a page before a step; gives the next, with what its notes left over.
    fn turn(&mut self, page: &Open, index: usize) -> Open {
        let copy = self.copy;
        let step = &copy.steps[index];
        let short = self.short(page);
        let mut cost = page.cost + break_cost(step.penalty);
        let forced = step.penalty <= FORCE;
        let mut level = None;
        if !forced && !page.filled {
            let above_notes = !page.notes.is_zero();
            let grown = i64::from(short) * (i64::from(short) + 1) / 2;
            cost += grown * if above_notes { WHITE_ABOVE_NOTES } else { SHORT_BY_ONE };
            let short = if above_notes { 0 } else { short };
            match page.side {
                Side::Verso => level = Some(short),
                Side::Recto => {
                    let apart = page.level.map_or(0, |level| i64::from(level.abs_diff(short)));
                    cost += apart * apart * NOT_LEVEL;
                }
            }
            let hyphen = index > 0 && self.copy.steps[index - 1].line.hyphenated;
            if hyphen && page.side == Side::Recto {
                cost += HYPHEN_ON_RECTO;
            }
        }
        let log = self.decide(page.log, Decision::End { step: index, note: page.note });
        let mut fresh = Open {
            cost,
            text: Length::ZERO,
            notes: Length::ZERO,
            note: page.note,
            parted: false,
            lines: 0,
            filled: false,
            side: other(page.side),
            level,
            log,
        };
        self.carry(&mut fresh, step.first_note_line);
        fresh
    }

    /// Notes that were not finished go on at the foot of the next page; of a very long one as much as
    /// leaves room for a few lines of text.
    fn carry(&self, page: &mut Open, owed: usize) {
        if page.note >= owed {
            return;
        }
        let most = self.heights.text - self.heights.note_gap - self.heights.leading * 2;
        let fits = |end: &usize| self.notes[*end] - self.notes[page.note] <= most;
        let end = (page.note + 1..=owed).rev().find(fits).unwrap_or(page.note + 1);
        page.notes = self.notes[end] - self.notes[page.note];
        page.note = end;
        if end < owed {
            page.parted = true;
            page.cost += NOTE_PARTED;
        }
    }

    /// How many whole lines of white a page has at its foot, or between its text and its notes.
    fn short(&self, page: &Open) -> u8 {
        let lines = self.room(page).max(Length::ZERO).to_sp() / self.heights.leading.to_sp().max(1);
        u8::try_from(lines).unwrap_or(u8::MAX)
    }

    fn decide(&mut self, before: u32, what: Decision) -> u32 {
        let at = u32::try_from(self.log.len()).unwrap_or(NOTHING);
        self.log.push(Entry { before, what });
        at
    }

    /// The cheapest way through all parts.
    fn finish(&mut self, open: &[Open]) -> MadeUp {
        let cost = |page: &&Open| {
            let few = page.lines < FEW_LINES && page.log != NOTHING && self.has_ended(page.log);
            page.cost + if few { LAST_PAGE_FEW } else { 0 }
        };
        let Some(last) = open.iter().min_by_key(cost).copied() else { return MadeUp::default() };
        let mut ways = vec![0; self.copy.parts.len()];
        let mut ends = Vec::new();
        let mut at = last.log;
        while at != NOTHING {
            let entry = self.log[at as usize];
            match entry.what {
                Decision::End { step, note } => ends.push((step, note)),
                Decision::Way { part, way } => ways[part] = way,
            }
            at = entry.before;
        }
        ends.reverse();
        self.made_up(&ways, &ends, last.note)
    }

    fn has_ended(&self, log: u32) -> bool {
        let mut at = log;
        while at != NOTHING {
            let entry = self.log[at as usize];
            if matches!(entry.what, Decision::End { .. }) {
                return true;
            }
            at = entry.before;
        }
        false
    }

    fn made_up(&self, ways: &[usize], ends: &[(usize, usize)], note: usize) -> MadeUp {
        let mut made = MadeUp::default();
        for (part, way) in self.copy.parts.iter().zip(ways) {
            match part {
                Part::Plain(range) => made.steps.extend(range.clone()),
                Part::Choice(ways) => made.steps.extend(ways[*way].1.clone()),
            }
        }
        let place = |step: usize| made.steps.binary_search(&step).unwrap_or_else(|place| place);
        made.ends = ends.iter().map(|(step, note)| PageEnd { step: place(*step), note: *note }).collect();
        made.ends.push(PageEnd { step: made.steps.len(), note });
        // Notes left over from the page that holds the last line get pages of their own.
        let mut note = note;
        while note < self.copy.notes.len() {
            let fits = |end: &usize| self.notes[*end] - self.notes[note] <= self.heights.text;
            note = (note + 1..=self.copy.notes.len()).rev().find(fits).unwrap_or(note + 1);
            made.ends.push(PageEnd { step: made.steps.len(), note });
        }
        made
    }
}

fn other(side: Side) -> Side {
    match side {
        Side::Recto => Side::Verso,
        Side::Verso => Side::Recto,
    }
}

/// The cheapest of those open pages that are alike, and of all these the cheapest few.
fn best(mut open: Vec<Open>) -> Vec<Open> {
    open.sort_by(|a, b| a.key().cmp(&b.key()).then(a.cost.cmp(&b.cost)));
    open.dedup_by_key(|page| page.key());
    open.sort_by_key(|page| (page.cost, page.key()));
    open.truncate(OPEN_MOST);
    open
}

/// The whole part of a square root.
fn root(value: i64) -> i64 {
    let mut root = 1;
    while (root + 1) * (root + 1) <= value {
        root += 1;
    }
    root
}

/// A penalty weighs by its square, as in the demerits of a paragraph (The TeXbook, chapter 14).
fn break_cost(penalty: i32) -> i64 {
    if penalty <= FORCE {
        return 0;
    }
    if penalty >= FORBID {
        return FORBIDDEN;
    }
    let penalty = i64::from(penalty);
    penalty * penalty.abs()
}

#[cfg(test)]
mod tests;
