//! Breaks a paragraph into lines at the least total demerits.
//!
//! The algorithm of D. E. Knuth and M. F. Plass, *Breaking Paragraphs into Lines* (Software:
//! Practice and Experience 11, 1981), with the badness and the demerits of TeX (*TeX: The Program*,
//! §108 and §859), all in integers, so that every machine finds the same lines. Added to it: glyphs
//! that may be scaled a little (H. Zapf, *About micro-typography and the hz-program*, 1993), the
//! contrast of neighbouring lines, rivers, and the best variant for every number of lines (the paper's
//! looseness), from which make-up chooses. Pure: items and measures go in, variants come out;
//! [`break_lines`] never fails.
//!
//! The time is linear in the items. At most 600 line ends (`search.rs`) are open at once, and a
//! paragraph of more than [`STRETCH`] items is settled stretch by stretch, so that memory has a bound
//! too, and a hard spot loosens no more than its own stretch.

mod badness;
mod demerits;
mod explain;
mod item;
mod node;
mod problem;
mod rivers;
mod search;

use badness::TOO_BAD;
pub(super) use explain::{explain, without};
pub(super) use item::{BreakItem, FILL, INFINITE};
use node::{Pass, SearchRoot};
use problem::BreakText;
pub(super) use problem::{Break, BreakParams, LineMeasures, Variant, line_start};
use search::{SPREAD, Search};

/// Badness that lines may have for the sake of another number of lines, in hundredths of the tolerance:
/// make-up takes such a variant only where a page would be worse.
const CHOICE: i64 = 150;
/// Items that are broken at once, some 300 lines; of a longer paragraph the best solution for so many
/// is taken for good before it goes on.
const STRETCH: usize = 20_000;

/// Breaks a paragraph whose last item is a forced break; gives the best variant first, then the best
/// with a line fewer and with a line more, where there are such.
///
/// Four passes: without hyphens, with hyphens, with lines as loose as they must be, with emergency
/// stretch; the last takes whatever there is, an overfull line where nothing fits.
pub(super) fn break_lines(
    items: &[BreakItem],
    measures: &impl LineMeasures,
    params: &BreakParams,
) -> Vec<Variant> {
    break_lines_without(None, items, measures, params)
}

/// Breaks a paragraph as [`break_lines`] does, but ends no line at the item `barred`.
fn break_lines_without(
    barred: Option<usize>,
    items: &[BreakItem],
    measures: &impl LineMeasures,
    params: &BreakParams,
) -> Vec<Variant> {
    let mut settled = Vec::new();
    let mut root = SearchRoot::default();
    // All but the last stretch of a paragraph without an end is settled for good.
    let mut from = 0;
    while items.len() - from > STRETCH {
        let range = from..from + STRETCH;
        let Some(search) = first_passing(&BreakText { items, range, root: &root, measures, params, barred })
        else {
            break;
        };
        let Some(best) = search.best() else { break };
        settled.extend(search.walk_back(best));
        root = search.root_at(best);
        from = root.node.start.max(from + 1);
    }
    let text = BreakText { items, range: from..items.len(), root: &root, measures, params, barred };
    let Some(search) = first_passing(&text) else { return Vec::new() };
    let mut variants = search.variants();
    // Hyphens may make a line more or fewer of what needs none.
    let hyphenless = !search.pass.hyphens;
    if hyphenless
        && variants.len() < params.variants
        && variants.first().is_some_and(|variant| variant.breaks.len() > 1)
    {
        let wanted = variants[0].breaks.len();
        let more = run_pass(&text, params.tolerance * CHOICE / 100, true, 0, false)
            .map_or_else(Vec::new, |search| search.variants());
        for variant in more {
            let lines = variant.breaks.len();
            let is_new = variants.iter().all(|known| known.breaks.len() != lines);
            if is_new && lines.abs_diff(wanted) <= SPREAD {
                variants.push(variant);
            }
        }
    }
    if !settled.is_empty() {
        for variant in &mut variants {
            variant.breaks.splice(0..0, settled.iter().copied());
        }
    }
    variants
}

/// The first pass that finds a variant.
fn first_passing<'a, M: LineMeasures>(text: &BreakText<'a, M>) -> Option<Search<'a, M>> {
    let params = text.params;
    let first =
        (params.pretolerance >= 0).then(|| run_pass(text, params.pretolerance, false, 0, false)).flatten();
    first
        .or_else(|| run_pass(text, params.tolerance, true, 0, false))
        .or_else(|| run_pass(text, TOO_BAD - 1, true, 0, false))
        .or_else(|| run_pass(text, TOO_BAD - 1, true, params.emergency, true))
}

fn run_pass<'a, M: LineMeasures>(
    text: &BreakText<'a, M>,
    tolerance: i64,
    hyphens: bool,
    emergency: i64,
    last: bool,
) -> Option<Search<'a, M>> {
    Search::new(text, Pass::new(tolerance, hyphens, emergency, last)).run()
}

#[cfg(test)]
mod tests;
