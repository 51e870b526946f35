//! Breaks a paragraph into lines with the lowest total demerits.
//!
//! The algorithm of D. E. Knuth and M. F. Plass, *Breaking Paragraphs into Lines* (Software:
//! Practice and Experience 11, 1981), with the badness and the demerits of TeX (*TeX: The Program*,
//! §108 and §859), computed in integers, so that every machine finds the same lines. The additions are
//! glyphs that may be scaled slightly (H. Zapf, *About micro-typography and the hz-program*, 1993), the
//! contrast of neighbouring lines, rivers, and the best variant for each number of lines (the paper's
//! looseness), from which make-up chooses. The module is pure: its input is items and measures, its
//! output variants. [`break_lines`] never fails.
//!
//! The time is linear in the number of items. At most 600 line ends are open at once (`search.rs`). A
//! paragraph of more than [`STRETCH`] items is broken piece by piece. This limits the memory, and a
//! place that requires loose lines affects only its own piece.

mod badness;
mod demerits;
mod explain;
mod item;
mod node;
mod problem;
mod rivers;
mod search;
mod variants;

use badness::TOO_BAD;
pub(super) use explain::{explain, without};
pub(super) use item::{BreakItem, FILL, INFINITE};
use node::{Pass, SearchRoot};
use problem::BreakText;
pub(super) use problem::{Break, BreakParams, LineMeasures, Variant, line_start};
pub(crate) use rivers::LineSpaces;
use search::{SPREAD, Search};
use variants::Flaws;

/// The maximum badness of lines in variants with another number of lines, in hundredths of the tolerance.
/// Make-up chooses such a variant only where it makes better pages.
const CHOICE: i64 = 150;
/// The maximum badness in the third pass, likewise.
const LOOSER: i64 = 400;
/// The maximum number of items that are broken at once, some 300 lines. In a longer paragraph, the best
/// solution for so many items is final before the items after it are broken.
const STRETCH: usize = 20_000;

/// Breaks a paragraph whose last item is a forced break. Returns the best variant first, then the best ones
/// with a line fewer and with a line more, if they exist.
///
/// There are five passes: without hyphens, with hyphens, with looser lines, with lines as loose as necessary,
/// and with emergency stretch. The last pass always finds a variant, if necessary with overfull lines. Only the
/// last two allow a last line that is the rest of a divided word, and only the very last one a runt of this kind.
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
    let mut root = SearchRoot::below(measures.above());
    // In a very long paragraph the breaks of all pieces but the last are final.
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
    let Some(best) = search.best() else { return Vec::new() };
    let flaws = if params.is_asked { Flaws::ALL } else { search.flaws(best) };
    let mut variants = search.variants(flaws);
    // A paragraph that needs no hyphens may still need them to be set in a line more or fewer.
    let has_further = !search.pass.hyphens || params.is_asked;
    if has_further
        && variants.len() < params.variants
        && variants.first().is_some_and(|variant| variant.breaks.len() > 1)
    {
        let wanted = variants[0].breaks.len();
        let more = run_pass(&text, params.tolerance * CHOICE / 100, true, 0, false)
            .map_or_else(Vec::new, |search| search.variants(flaws));
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

/// Returns the search of the first pass that finds a variant, and one without a runt if a pass that is little looser does and
/// the text asks for it.
fn first_passing<'a, M: LineMeasures>(text: &BreakText<'a, M>) -> Option<Search<'a, M>> {
    let params = text.params;
    // A looser pass finds what this one does, and chooses by demerits.
    let is_good = |search: &Search<'a, M>| {
        !params.avoids_runts || search.best().is_some_and(|best| !search.flaws(best).runt)
    };
    let first =
        (params.pretolerance >= 0).then(|| run_pass(text, params.pretolerance, false, 0, false)).flatten();
    first
        .filter(is_good)
        .or_else(|| run_pass(text, params.tolerance, true, 0, false))
        .filter(is_good)
        .or_else(|| run_pass(text, params.tolerance * LOOSER / 100, true, 0, false))
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
