//! One pass over a paragraph. It finds every line end that may be part of the best variant, with the lowest
//! demerits of all lines up to it.

use super::badness::{RATIO_SCALE, TOO_BAD, badness};
use super::demerits::{LineEnd, demerits};
use super::item::{BreakItem, FILL, INFINITE};
use super::node::{BreakNode, CandidateLine, NO_NODE, Pass, SearchRoot, Sum};
use super::problem::{Break, BreakParams, BreakText, LineMeasures, line_start};
use super::rivers::{self, RiverGap, Stretched, WordSpace};

/// By how many lines other variants may differ from the best one.
pub(super) const SPREAD: usize = 1;
/// The demerits of a line that does not fit the measure.
pub(super) const OVERFULL: i64 = 1 << 40;
/// A solution is dropped if its demerits exceed those of another with the same break and number of lines by
/// more than this. In the next line the worse solution could hardly save as much: fitness classes, contrast
/// and a second hyphen together cost less, only a ladder or a long river costs more.
const HOPELESS: i64 = 60_000;
/// The maximum number of line ends that are open at once.
const MAX_ACTIVE: usize = 600;

pub(super) struct Search<'a, M> {
    pub(super) items: &'a [BreakItem],
    /// The indices of the items to be broken.
    pub(super) range: std::ops::Range<usize>,
    pub(super) measures: &'a M,
    pub(super) params: &'a BreakParams,
    pub(super) pass: Pass,
    barred: Option<usize>,
    /// The sums before each item of the range and, as the last item, those of all.
    pub(super) sums: Vec<Sum>,
    pub(super) nodes: Vec<BreakNode>,
    pub(super) gaps: Vec<RiverGap>,
    /// The word spaces of the range; empty if rivers have no demerits.
    pub(super) spaces: Vec<WordSpace>,
    pub(super) active: Vec<usize>,
    /// The maximum stretch at the end of a line, in addition to that of the parameters.
    max_short: i64,
    /// A buffer of [`try_break`](Self::try_break), kept to avoid allocations.
    pub(super) found: Vec<(BreakNode, CandidateLine)>,
}

impl<'a, M: LineMeasures> Search<'a, M> {
    pub(super) fn new(text: &BreakText<'a, M>, pass: Pass) -> Self {
        let range = text.range.clone();
        let mut sums = Vec::with_capacity(range.len() + 1);
        let mut sum = Sum::default();
        sums.push(sum);
        for item in &text.items[range.clone()] {
            match *item {
                BreakItem::Box { width, flex, spacing } => {
                    sum.width += width;
                    sum.flex += flex;
                    sum.spacing += spacing;
                }
                BreakItem::Glue { width, stretch, shrink } => {
                    sum.width += width;
                    sum.stretch += stretch;
                    sum.shrink += shrink;
                    if stretch < FILL {
                        sum.space += width;
                        sum.spaces += 1;
                    }
                }
                BreakItem::Gap { width, stretch, shrink, .. } => {
                    sum.width += width;
                    sum.stretch += stretch;
                    sum.shrink += shrink;
                    sum.space += 4 * stretch;
                }
                BreakItem::Penalty { .. } => {}
            }
            sums.push(sum);
        }
        let spaces =
            if text.params.river > 0 { rivers::spaces(&text.items[range.clone()]) } else { Vec::new() };
        Self {
            items: text.items,
            range,
            measures: text.measures,
            params: text.params,
            pass,
            barred: text.barred,
            sums,
            nodes: vec![text.root.node],
            gaps: text.root.gaps.clone(),
            spaces,
            active: vec![0],
            max_short: text.measures.max_short(),
            found: Vec::new(),
        }
    }

    /// Breaks the items of the range. Returns `None` if the limits of the pass are too strict for it.
    pub(super) fn run(mut self) -> Option<Self> {
        for index in self.range.clone() {
            if let Some((width, cost, flagged)) = self.legal(index) {
                self.try_break(index, width, cost, flagged);
                if self.active.is_empty() {
                    return None;
                }
            }
        }
        Some(self)
    }

    /// Returns the open line end with the lowest demerits. `None` if no line has ended yet.
    pub(super) fn best(&self) -> Option<usize> {
        let ended = self.active.iter().copied().filter(|node| self.nodes[*node].from != NO_NODE);
        ended.min_by_key(|node| self.nodes[*node].demerits)
    }

    /// Returns the state in which a search continues after a line end.
    pub(super) fn root_at(&self, node: usize) -> SearchRoot {
        let gaps = self.spaces_of(node).to_vec();
        let node = BreakNode { from: NO_NODE, demerits: 0, gaps: (0, gaps.len()), ..self.nodes[node] };
        SearchRoot { node, gaps }
    }

    /// Returns the word spaces of the line that ends at a node.
    pub(super) fn spaces_of(&self, node: usize) -> &[RiverGap] {
        let (from, count) = self.nodes[node].gaps;
        &self.gaps[from..from + count]
    }

    /// Returns the sums before an item.
    pub(super) fn sum(&self, item: usize) -> &Sum {
        &self.sums[item.max(self.range.start) - self.range.start]
    }

    /// Returns the width that a line end at an item adds, its cost, and whether it is a hyphen. `None` if no
    /// line may end there.
    pub(super) fn legal(&self, index: usize) -> Option<(i64, i32, bool)> {
        if self.barred == Some(index) {
            return None;
        }
        match self.items[index] {
            BreakItem::Box { .. } => None,
            BreakItem::Glue { .. } => {
                let after_box = index > 0 && matches!(self.items[index - 1], BreakItem::Box { .. });
                after_box.then_some((0, 0, false))
            }
            BreakItem::Gap { cost, .. } => (cost < INFINITE).then_some((0, cost, false)),
            BreakItem::Penalty { width, cost, flagged, soft } => {
                (cost < INFINITE && (!soft || self.pass.hyphens)).then_some((width, cost, flagged))
            }
        }
    }

    /// Tries to end a line at `index` from every active node. Keeps the best solution for each number of
    /// lines and fitness class.
    pub(super) fn try_break(&mut self, index: usize, width: i64, cost: i32, flagged: bool) {
        let forced = cost <= -INFINITE;
        let last = index + 1 == self.items.len();
        let mut found = std::mem::take(&mut self.found);
        let mut rescue: Option<(BreakNode, CandidateLine)> = None;
        let mut active = std::mem::take(&mut self.active);
        active.retain(|at| {
            if self.is_far(&self.nodes[*at], index, width) {
                return !forced;
            }
            let node = self.nodes[*at];
            let line = self.line(&node, index, width);
            let is_refused = last && self.refuses_last(&node, index);
            if line.over == 0 && line.badness <= self.pass.tolerance && !is_refused {
                let next = self.node(*at, index, &line, cost, flagged, last);
                self.offer(&mut found, next, line);
            } else if self.pass.last {
                let mut next = self.node(*at, index, &line, cost, flagged, last);
                next.demerits = node.demerits + OVERFULL + line.over;
                if rescue.is_none_or(|(known, _)| next.demerits < known.demerits) {
                    rescue = Some((next, line));
                }
            }
            // A line that is too long here would be longer still at any later break.
            line.over == 0 && !forced
        });
        self.active = active;
        if found.is_empty() && self.active.is_empty() {
            found.extend(rescue);
        }
        self.keep(&mut found);
        self.found = found;
    }

    /// Adds a solution if it is the best so far of its number of lines and fitness class. Rivers are computed
    /// only if it is better without them, since they can only add demerits.
    pub(super) fn offer(
        &mut self,
        found: &mut Vec<(BreakNode, CandidateLine)>,
        mut next: BreakNode,
        line: CandidateLine,
    ) {
        let alike = |(known, _): &(BreakNode, CandidateLine)| {
            known.line == next.line && known.fitness == next.fitness
        };
        let known = found.iter().position(alike);
        if known.is_some_and(|known| found[known].0.demerits <= next.demerits) {
            return;
        }
        if self.params.river > 0 {
            let begins = self.gaps.len();
            let mut gaps = std::mem::take(&mut self.gaps);
            next.demerits += self.rivers(&next, &line, &mut gaps);
            next.gaps = (begins, gaps.len() - begins);
            self.gaps = gaps;
        }
        match known {
            Some(known) if found[known].0.demerits <= next.demerits => self.gaps.truncate(next.gaps.0),
            Some(known) => found[known] = (next, line),
            None => found.push((next, line)),
        }
    }

    /// Appends the spaces of a line to `gaps`, which contains those of the line above. Returns the demerits
    /// of the rivers.
    pub(super) fn rivers(&self, next: &BreakNode, line: &CandidateLine, gaps: &mut Vec<RiverGap>) -> i64 {
        let before = &self.nodes[next.from];
        let (from, count) = before.gaps;
        let end = next.found.item;
        let begin = before.start.min(end);
        let stretched = Stretched {
            spaces: &self.spaces[self.sum(begin).spaces as usize..self.sum(end).spaces as usize],
            begins: self.sum(begin).width,
            from: self.measures.origin(before.line, before.start),
            natural: line.natural,
            change: if line.ratio == 0 { 0 } else { line.change },
        };
        let weight = self.params.weight;
        rivers::below(gaps, from..from + count, &stretched, self.params.river) * weight / 1000 * weight / 1000
    }

    /// Adds the solutions found as active nodes, except those that cannot be part of a wanted variant.
    pub(super) fn keep(&mut self, found: &mut Vec<(BreakNode, CandidateLine)>) {
        let Some(best) = found.iter().map(|(node, _)| (node.demerits, node.line)).min() else { return };
        let mut least = [i64::MAX; 2 * SPREAD + 1];
        for (node, _) in found.iter().filter(|(node, _)| node.line.abs_diff(best.1) <= SPREAD) {
            let least = &mut least[node.line + SPREAD - best.1];
            *least = node.demerits.min(*least);
        }
        for (node, _) in found.drain(..) {
            let is_near = node.line.abs_diff(best.1) <= SPREAD;
            if !is_near || node.demerits > least[node.line + SPREAD - best.1] + HOPELESS {
                continue;
            }
            self.active.push(self.nodes.len());
            self.nodes.push(node);
        }
        if self.active.len() > MAX_ACTIVE {
            let nodes = &self.nodes;
            self.active.sort_by_key(|node| nodes[*node].demerits);
            self.active.truncate(MAX_ACTIVE / 2);
            self.active.sort_unstable();
        }
    }

    /// Returns whether this pass refuses a last line that begins at a node and ends at an item: the rest of a
    /// divided word, or only one that is a runt too.
    fn refuses_last(&self, node: &BreakNode, index: usize) -> bool {
        let may_refuse = self.pass.refuses_stubs || (!self.pass.last && node.start >= self.params.runt);
        may_refuse && self.is_stub(node, index)
    }

    /// Returns whether a last line that begins at a node and ends at an item is the rest of a divided word.
    pub(super) fn is_stub(&self, node: &BreakNode, index: usize) -> bool {
        node.hyphens > 0 && self.sum(node.start.min(index)).spaces == self.sum(index).spaces
    }

    /// Returns whether a line is too short to be filled with the stretch that this pass allows. This is the
    /// most frequent case, so it is tested without a division.
    pub(super) fn is_far(&self, node: &BreakNode, index: usize, width: i64) -> bool {
        if self.pass.last {
            return false;
        }
        let (from, to) = (self.sum(node.start.min(index)), self.sum(index));
        let least = self.measures.measure(node.line) - (to.width - from.width + width);
        let stretch =
            to.stretch - from.stretch + to.flex - from.flex + self.params.ragged + self.pass.emergency;
        let is_far = |change: i64, room: i64| {
            change > 0 && change.min(1 << 48) * RATIO_SCALE >= room.max(0).saturating_mul(self.pass.most + 1)
        };
        // What protrudes at the ends of most lines decides nothing.
        if is_far(least, stretch + self.max_short) {
            return true;
        }
        let change = least + self.measures.hang(node.start, index);
        is_far(change, stretch + self.measures.short(node.start, index))
    }

    /// Returns the stretch at the end of a line.
    fn ragged(&self, from: usize, to: usize) -> i64 {
        self.params.ragged + self.pass.emergency + self.measures.short(from, to)
    }

    /// Returns the line from a node to a break.
    pub(super) fn line(&self, node: &BreakNode, index: usize, width: i64) -> CandidateLine {
        let (from, to) = (self.sum(node.start.min(index)), self.sum(index));
        let natural = to.width - from.width + width - self.measures.hang(node.start, index);
        let change = self.measures.measure(node.line) - natural;
        let flex = to.flex - from.flex;
        let thousandths =
            |room: i64| i32::try_from(change.saturating_mul(1000) / room.max(1)).unwrap_or(i32::MAX);
        let line =
            |ratio, badness, fitness, over| CandidateLine { ratio, badness, fitness, over, natural, change };
        if change >= 0 {
            let room = to.stretch - from.stretch + flex + self.ragged(node.start, index);
            let badness = badness(change, room);
            // *TeX: The Program*, §852 and §853: a line of badness up to 12 is decent, from 100 very loose.
            let fitness = if badness > 99 { 3 } else { u8::from(badness > 12) + 1 };
            return line(thousandths(room), badness, fitness, 0);
        }
        let room = to.shrink - from.shrink + flex;
        if -change > room {
            return line(-1000, TOO_BAD, 0, -change - room);
        }
        let badness = badness(-change, room);
        line(thousandths(room), badness, u8::from(badness <= 12), 0)
    }

    pub(super) fn node(
        &self,
        from: usize,
        index: usize,
        line: &CandidateLine,
        cost: i32,
        flagged: bool,
        last: bool,
    ) -> BreakNode {
        let before = &self.nodes[from];
        let demerits = demerits(before, line, &LineEnd { cost, flagged, last }, self.params).total();
        BreakNode {
            found: Break { item: index, ratio: line.ratio, emergency: self.pass.last, over: line.over },
            start: line_start(self.items, index),
            line: before.line + 1,
            fitness: line.fitness,
            hyphens: if flagged { before.hyphens.saturating_add(1) } else { 0 },
            demerits: before.demerits + demerits,
            from,
            gaps: (0, 0),
        }
    }

    pub(super) fn walk_back(&self, last: usize) -> Vec<Break> {
        let mut breaks = Vec::new();
        let mut at = last;
        while self.nodes[at].from != NO_NODE {
            breaks.push(self.nodes[at].found);
            at = self.nodes[at].from;
        }
        breaks.reverse();
        breaks
    }
}
