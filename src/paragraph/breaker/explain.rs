//! Explaining the breaks of a paragraph: the demerits of each line, and the best variant without a certain
//! break.

use super::badness::TOO_BAD;
use super::break_lines_without;
use super::demerits::{LineEnd, demerits};
use super::item::BreakItem;
use super::node::{Pass, SearchRoot};
use super::problem::{Break, BreakParams, BreakText, LineMeasures, Variant};
use super::search::{OVERFULL, Search};
use crate::layout::LineDemerits;

/// Returns the badness and the demerits of every line of a broken paragraph.
///
/// The sum of the demerits of all lines is that of the variant.
pub(in crate::paragraph) fn explain(
    breaks: &[Break],
    items: &[BreakItem],
    measures: &impl LineMeasures,
    params: &BreakParams,
) -> Vec<(i64, LineDemerits)> {
    let root = SearchRoot::below(measures.above());
    let text = BreakText { items, range: 0..items.len(), root: &root, measures, params, barred: None };
    let mut search = Search::new(&text, Pass::new(TOO_BAD - 1, true, 0, false));
    let mut lines = Vec::with_capacity(breaks.len());
    for found in breaks {
        let emergency = if found.emergency { params.emergency } else { 0 };
        search.pass = Pass { emergency, last: found.emergency, ..search.pass };
        let Some((width, cost, flagged)) = search.legal(found.item) else { break };
        let from = search.nodes.len() - 1;
        let before = search.nodes[from];
        let last = found.item + 1 == items.len();
        let line = search.line(&before, found.item, width);
        let mut own = demerits(&before, &line, &LineEnd { cost, flagged, last }, params);
        let mut next = search.node(from, found.item, &line, cost, flagged, last);
        if line.over > 0 || line.badness >= TOO_BAD {
            // Such a line was chosen only because nothing fits. The search has used these demerits for it.
            own = LineDemerits { overfull: OVERFULL + line.over, ..LineDemerits::default() };
        } else if params.river > 0 {
            let begins = search.gaps.len();
            let mut gaps = std::mem::take(&mut search.gaps);
            own.rivers = search.rivers(&next, &line, &mut gaps);
            next.gaps = (begins, gaps.len() - begins);
            search.gaps = gaps;
        }
        next.demerits = before.demerits + own.total();
        search.nodes.push(next);
        lines.push((line.badness, own));
    }
    lines
}

/// Returns the best variant in which no line ends at the item `barred`, which must not be a forced break.
/// Returns `None` if there is no such variant.
pub(in crate::paragraph) fn without(
    barred: usize,
    items: &[BreakItem],
    measures: &impl LineMeasures,
    params: &BreakParams,
) -> Option<Variant> {
    let params = BreakParams { variants: 1, ..*params };
    break_lines_without(Some(barred), items, measures, &params).into_iter().next()
}
