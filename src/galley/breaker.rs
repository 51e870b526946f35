//! Breaks a paragraph into lines at the least total demerits.
//!
//! The algorithm of D. E. Knuth and M. F. Plass, *Breaking Paragraphs into Lines* (Software:
//! Practice and Experience 11, 1981), with the badness and the demerits of TeX (*TeX: The Program*,
//! §108 and §859), all in integers, so that every machine finds the same lines. Added to it: glyphs
//! that may be scaled a little (H. Zapf, *About micro-typography and the hz-program*, 1993), the
//! contrast of neighbouring lines, rivers, and the best way for every number of lines (the paper's
//! looseness), from which make-up chooses. Pure: items and measures go in, ways come out;
//! [`break_lines`] never fails.
//!
//! The time is linear in the items. At most 600 line ends (`search.rs`) are open at once, and a
//! paragraph of more than [`STRETCH`] items is settled stretch by stretch, so that memory has a bound
//! too, and a hard spot loosens no more than its own stretch.

mod search;

use super::item::{INFINITE, Item};
use search::{Pass, Root, Search};

/// Demerits and limits (`plain.tex` where nothing else is said).
#[derive(Clone, Copy, Debug)]
pub(super) struct Taste {
    /// Badness allowed without hyphens; negative leaves the pass out.
    pub(super) pretolerance: i64,
    /// Badness allowed with hyphens.
    pub(super) tolerance: i64,
    /// Stretch added to each line in the last pass, in scaled points.
    pub(super) emergency: i64,
    /// Stretch at the end of each line: none when justified, some when ragged.
    pub(super) ragged: i64,
    /// A last line shorter than this is a runt.
    pub(super) runt: i64,
    /// A last line that leaves less than this looks full by accident.
    pub(super) brim: i64,
    /// Spaces whose middles are nearer stand in line; 0 looks for no rivers.
    pub(super) river: i64,
    /// Ways to break that are asked for: 1 to 3.
    pub(super) ways: usize,
}

const TOO_BAD: i64 = 10_000;
/// Lines more or fewer than the best way that are still looked for.
const SPREAD: usize = 1;
/// Badness that lines may have for the sake of another number of lines, in hundredths of the tolerance:
/// make-up takes such a way only where a page would be worse.
const CHOICE: i64 = 150;
/// Items that are broken at once, some 300 lines; of a longer paragraph the best way through so many
/// is taken for good before it goes on.
const STRETCH: usize = 20_000;

/// Where a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Break {
    /// The item it ends at.
    pub(super) item: usize,
    /// Thousandths of the stretch (above 0) or shrink (below 0) that it takes.
    pub(super) ratio: i32,
    /// How far it runs over the measure, in scaled points.
    pub(super) over: i64,
}

/// A way to set a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Way {
    /// What is wrong with it.
    pub(super) demerits: i64,
    /// Where its lines end.
    pub(super) breaks: Vec<Break>,
}

impl Way {
    /// How far its lines run over the measure, together.
    pub(super) fn over(&self) -> i64 {
        self.breaks.iter().map(|found| found.over).sum()
    }
}

/// The widths that lines are broken to.
pub(super) trait Measures {
    /// The measure of a line, counted from 0, in scaled points.
    fn measure(&self, line: usize) -> i64;
    /// How far the text from one item up to a break may hang into the margins, both sides together.
    fn hang(&self, from: usize, to: usize) -> i64;
    /// Where a line begins whose first item is `from`, from the left end of the measure.
    fn origin(&self, _line: usize, _from: usize) -> i64 {
        0
    }
}

/// Breaks a paragraph whose last item is a forced break; gives the best way first, then the best
/// with a line fewer and with a line more, where there are such.
///
/// Four passes: without hyphens, with hyphens, with lines as loose as they must be, with emergency
/// stretch; the last takes whatever there is, an overfull line where nothing fits.
pub(super) fn break_lines(items: &[Item], measures: &impl Measures, taste: &Taste) -> Vec<Way> {
    let mut settled = Vec::new();
    let mut root = Root::default();
    // All but the last stretch of a paragraph without an end is settled for good.
    let mut from = 0;
    while items.len() - from > STRETCH {
        let range = from..from + STRETCH;
        let Some(search) = ladder(&Text { items, range, root: &root, measures, taste }) else { break };
        let Some(best) = search.best() else { break };
        settled.extend(search.walk_back(best));
        root = search.root_at(best);
        from = root.node.start.max(from + 1);
    }
    let text = Text { items, range: from..items.len(), root: &root, measures, taste };
    let Some(search) = ladder(&text) else { return Vec::new() };
    let mut ways = search.ways();
    // Hyphens may make a line more or fewer of what needs none.
    let hyphenless = !search.pass.hyphens;
    if hyphenless && ways.len() < taste.ways && ways.first().is_some_and(|way| way.breaks.len() > 1) {
        let wanted = ways[0].breaks.len();
        let more = climb(&text, taste.tolerance * CHOICE / 100, true, 0, false)
            .map_or_else(Vec::new, |search| search.ways());
        for way in more {
            let lines = way.breaks.len();
            let is_new = ways.iter().all(|known| known.breaks.len() != lines);
            if is_new && lines.abs_diff(wanted) <= SPREAD {
                ways.push(way);
            }
        }
    }
    if !settled.is_empty() {
        for way in &mut ways {
            way.breaks.splice(0..0, settled.iter().copied());
        }
    }
    ways
}

/// What is broken: items of a paragraph from where it is settled.
struct Text<'a, M> {
    items: &'a [Item],
    range: std::ops::Range<usize>,
    root: &'a Root,
    measures: &'a M,
    taste: &'a Taste,
}

/// The first pass that finds a way.
fn ladder<'a, M: Measures>(text: &Text<'a, M>) -> Option<Search<'a, M>> {
    let taste = text.taste;
    let first = (taste.pretolerance >= 0).then(|| climb(text, taste.pretolerance, false, 0, false)).flatten();
    first
        .or_else(|| climb(text, taste.tolerance, true, 0, false))
        .or_else(|| climb(text, TOO_BAD - 1, true, 0, false))
        .or_else(|| climb(text, TOO_BAD - 1, true, taste.emergency, true))
}

fn climb<'a, M: Measures>(
    text: &Text<'a, M>,
    tolerance: i64,
    hyphens: bool,
    emergency: i64,
    last: bool,
) -> Option<Search<'a, M>> {
    Search::new(text, Pass::new(tolerance, hyphens, emergency, last)).run()
}

/// How bad it is to stretch or shrink by `change` where `room` is available: 100 times the cube of
/// the ratio, rounded as TeX does (§108), 10000 for anything worse.
pub(super) fn badness(change: i64, room: i64) -> i64 {
    if change == 0 {
        return 0;
    }
    if room <= 0 {
        return TOO_BAD;
    }
    // 297³ is about 100 · 2¹⁸, the scale of the division below. Lengths beyond this are no lengths.
    let change = change.min(1 << 48);
    let ratio = change * RATIO_SCALE / room;
    if ratio > 1290 {
        return TOO_BAD;
    }
    (ratio * ratio * ratio + (1 << 17)) >> 18
}

/// The unit of ratios in [`badness`].
const RATIO_SCALE: i64 = 297;

/// The first item of the line after a break: glue and penalties vanish after it, up to the next box
/// or forced break.
pub(super) fn line_start(items: &[Item], after: usize) -> usize {
    let rest = items.get(after + 1..).unwrap_or_default();
    let vanishing = rest.iter().take_while(|item| match item {
        Item::Box { .. } => false,
        Item::Glue { .. } => true,
        Item::Penalty { cost, .. } => *cost > -INFINITE,
    });
    after + 1 + vanishing.count()
}

#[cfg(test)]
mod tests;
