//! One pass over a paragraph: every line end that may be part of the best way, with what it costs to
//! come to it.

use super::super::item::{FILL, INFINITE, Item};
use super::super::rivers::{self, Gap, Space, Stretched};
use super::{Break, Measures, RATIO_SCALE, SPREAD, TOO_BAD, Taste, Text, Way, badness, line_start};

// Demerits (`plain.tex` where nothing else is said).
const LINE_PENALTY: i64 = 10;
const DOUBLE_HYPHEN: i64 = 20_000;
/// A third hyphen running makes a ladder.
const THIRD_HYPHEN: i64 = 10_000_000;
const FINAL_HYPHEN: i64 = 5_000;
const ADJACENT: i64 = 10_000;
/// Neighbouring lines whose ratios are one apart.
const CONTRAST: i64 = 1_500;
const RUNT: i64 = 40_000;
const BRIM: i64 = 2_000;
/// A line that cannot be had within the measure at all.
const OVERFULL: i64 = 1 << 40;
/// What is so much worse than another way to the same break in as many lines is given up: neighbours,
/// contrast and two hyphens cost less together; only a ladder or a long river costs more.
const HOPELESS: i64 = 60_000;
/// Line ends that are open at once.
const ACTIVE_MOST: usize = 600;

/// How strict one pass is.
#[derive(Clone, Copy)]
pub(super) struct Pass {
    pub(super) tolerance: i64,
    /// The greatest ratio of such badness, as [`badness`] counts ratios.
    pub(super) most: i64,
    pub(super) hyphens: bool,
    pub(super) emergency: i64,
    pub(super) last: bool,
}

impl Pass {
    pub(super) fn new(tolerance: i64, hyphens: bool, emergency: i64, last: bool) -> Self {
        // The greatest whole number for which `badness` is no more, found by halving.
        let (mut most, mut beyond) = (0, 1291);
        while beyond - most > 1 {
            let ratio = i64::midpoint(most, beyond);
            let within = badness(ratio, RATIO_SCALE) <= tolerance;
            *(if within { &mut most } else { &mut beyond }) = ratio;
        }
        Self { tolerance, most, hyphens, emergency, last }
    }
}

/// A way to break everything up to an item.
#[derive(Clone, Copy)]
pub(super) struct Node {
    /// The break it ends with.
    pub(super) found: Break,
    /// The first item of the next line.
    pub(super) start: usize,
    /// Lines so far.
    pub(super) line: usize,
    /// 0 tight, 1 decent, 2 loose, 3 very loose.
    pub(super) fitness: u8,
    /// Hyphens running.
    pub(super) hyphens: u8,
    pub(super) demerits: i64,
    pub(super) from: usize,
    /// Its line's spaces: where they begin in all, and how many.
    pub(super) gaps: (usize, usize),
}

/// Sums over the items before each.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) width: i64,
    pub(super) stretch: i64,
    pub(super) shrink: i64,
    pub(super) flex: i64,
    /// Word spaces.
    pub(super) spaces: u32,
}

/// Where a search begins.
pub(super) struct Root {
    pub(super) node: Node,
    pub(super) gaps: Vec<Gap>,
}

impl Default for Root {
    fn default() -> Self {
        let node = Node {
            found: Break { item: 0, ratio: 0, over: 0 },
            start: 0,
            line: 0,
            fitness: 1,
            hyphens: 0,
            demerits: 0,
            from: NO_NODE,
            gaps: (0, 0),
        };
        Self { node, gaps: Vec::new() }
    }
}

pub(super) struct Search<'a, M> {
    pub(super) items: &'a [Item],
    /// The items that are gone through.
    pub(super) range: std::ops::Range<usize>,
    pub(super) measures: &'a M,
    pub(super) taste: &'a Taste,
    pub(super) pass: Pass,
    /// Of the items of the range.
    pub(super) sums: Vec<Sum>,
    pub(super) nodes: Vec<Node>,
    pub(super) gaps: Vec<Gap>,
    /// The spaces of the range, when rivers are looked for.
    pub(super) spaces: Vec<Space>,
    pub(super) active: Vec<usize>,
    /// Room to work in.
    pub(super) found: Vec<(Node, Line)>,
}

/// A line from an active node to an item.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) ratio: i32,
    pub(super) badness: i64,
    pub(super) fitness: u8,
    pub(super) over: i64,
    pub(super) natural: i64,
    pub(super) change: i64,
}

const NO_NODE: usize = usize::MAX;

impl<'a, M: Measures> Search<'a, M> {
    pub(super) fn new(text: &Text<'a, M>, pass: Pass) -> Self {
        let range = text.range.clone();
        let mut sums = Vec::with_capacity(range.len() + 1);
        let mut sum = Sum::default();
        sums.push(sum);
        for item in &text.items[range.clone()] {
            match *item {
                Item::Box { width, flex } => {
                    sum.width += width;
                    sum.flex += flex;
                }
                Item::Glue { width, stretch, shrink } => {
                    sum.width += width;
                    sum.stretch += stretch;
                    sum.shrink += shrink;
                    sum.spaces += u32::from(stretch < FILL);
                }
                Item::Penalty { .. } => {}
            }
            sums.push(sum);
        }
        let spaces =
            if text.taste.river > 0 { rivers::spaces(&text.items[range.clone()]) } else { Vec::new() };
        Self {
            items: text.items,
            range,
            measures: text.measures,
            taste: text.taste,
            pass,
            sums,
            nodes: vec![text.root.node],
            gaps: text.root.gaps.clone(),
            spaces,
            active: vec![0],
            found: Vec::new(),
        }
    }

    /// Goes through the range; nothing when this pass is too strict for it.
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

    /// The best of the line ends that are open, unless no line has ended yet.
    pub(super) fn best(&self) -> Option<usize> {
        let ended = self.active.iter().copied().filter(|node| self.nodes[*node].from != NO_NODE);
        ended.min_by_key(|node| self.nodes[*node].demerits)
    }

    /// Where the search goes on behind a line end.
    pub(super) fn root_at(&self, node: usize) -> Root {
        let node = self.nodes[node];
        let (from, count) = node.gaps;
        let gaps = self.gaps[from..from + count].to_vec();
        Root { node: Node { from: NO_NODE, demerits: 0, gaps: (0, count), ..node }, gaps }
    }

    /// The best way, and the best with a line fewer and a line more.
    pub(super) fn ways(&self) -> Vec<Way> {
        let lines = |node: &&usize| self.nodes[**node].line;
        let demerits = |node: &&usize| self.nodes[**node].demerits;
        let Some(best) = self.active.iter().min_by_key(demerits).copied() else { return Vec::new() };
        let mut ways = vec![self.way(best)];
        let wanted = self.nodes[best].line;
        for other in [wanted.wrapping_sub(1), wanted + 1] {
            let way = self.active.iter().filter(|node| lines(node) == other).min_by_key(demerits);
            ways.extend(way.map(|node| self.way(*node)));
        }
        ways
    }

    /// The sum before an item.
    pub(super) fn sum(&self, item: usize) -> &Sum {
        &self.sums[item.max(self.range.start) - self.range.start]
    }

    /// Whether a line may end at an item: the width it adds, its cost, whether it is a hyphen.
    pub(super) fn legal(&self, index: usize) -> Option<(i64, i32, bool)> {
        match self.items[index] {
            Item::Box { .. } => None,
            Item::Glue { .. } => {
                let after_box = index > 0 && matches!(self.items[index - 1], Item::Box { .. });
                after_box.then_some((0, 0, false))
            }
            Item::Penalty { width, cost, flagged, soft } => {
                (cost < INFINITE && (!soft || self.pass.hyphens)).then_some((width, cost, flagged))
            }
        }
    }

    /// Tries to end a line at `index` from every active node; keeps the best for each number of lines
    /// and fitness class.
    pub(super) fn try_break(&mut self, index: usize, width: i64, cost: i32, flagged: bool) {
        let forced = cost <= -INFINITE;
        let last = index + 1 == self.items.len();
        let mut found = std::mem::take(&mut self.found);
        let mut rescue: Option<(Node, Line)> = None;
        let mut active = std::mem::take(&mut self.active);
        active.retain(|at| {
            let node = self.nodes[*at];
            if self.is_far(&node, index, width) {
                return !forced;
            }
            let line = self.line(&node, index, width);
            if line.over == 0 && line.badness <= self.pass.tolerance {
                let next = self.node(*at, index, &line, cost, flagged, last);
                self.offer(&mut found, next, line);
            } else if self.pass.last {
                let mut next = self.node(*at, index, &line, cost, flagged, last);
                next.demerits = node.demerits + OVERFULL + line.over;
                if rescue.is_none_or(|(known, _)| next.demerits < known.demerits) {
                    rescue = Some((next, line));
                }
            }
            // A line that is too long here is too long from here on.
            line.over == 0 && !forced
        });
        self.active = active;
        if found.is_empty() && self.active.is_empty() {
            found.extend(rescue);
        }
        self.keep(&mut found);
        self.found = found;
    }

    /// Takes up a way when it is the best of its kind. Rivers are looked for only then: they never
    /// make a way better.
    pub(super) fn offer(&mut self, found: &mut Vec<(Node, Line)>, mut next: Node, line: Line) {
        let alike = |(known, _): &(Node, Line)| known.line == next.line && known.fitness == next.fitness;
        let known = found.iter().position(alike);
        if known.is_some_and(|known| found[known].0.demerits <= next.demerits) {
            return;
        }
        if self.taste.river > 0 {
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

    /// Appends the spaces of a line to `gaps`, among which are those of the line above.
    pub(super) fn rivers(&self, next: &Node, line: &Line, gaps: &mut Vec<Gap>) -> i64 {
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
        rivers::below(gaps, from..from + count, &stretched, self.taste.river)
    }

    /// Makes nodes of what was found and may still be part of a way that is asked for.
    pub(super) fn keep(&mut self, found: &mut Vec<(Node, Line)>) {
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
        if self.active.len() > ACTIVE_MOST {
            let nodes = &self.nodes;
            self.active.sort_by_key(|node| nodes[*node].demerits);
            self.active.truncate(ACTIVE_MOST / 2);
            self.active.sort_unstable();
        }
    }

    /// Whether a line is so much too short that no stretch which this pass allows fills it: most are,
    /// and this is told without a division.
    pub(super) fn is_far(&self, node: &Node, index: usize, width: i64) -> bool {
        if self.pass.last {
            return false;
        }
        let (from, to) = (self.sum(node.start.min(index)), self.sum(index));
        let natural = to.width - from.width + width - self.measures.hang(node.start, index);
        let change = self.measures.measure(node.line) - natural;
        let room = to.stretch - from.stretch + to.flex - from.flex + self.taste.ragged + self.pass.emergency;
        change > 0 && change.min(1 << 48) * RATIO_SCALE >= room.max(0).saturating_mul(self.pass.most + 1)
    }

    /// Measures the line from the node to the break.
    pub(super) fn line(&self, node: &Node, index: usize, width: i64) -> Line {
        let (from, to) = (self.sum(node.start.min(index)), self.sum(index));
        let natural = to.width - from.width + width - self.measures.hang(node.start, index);
        let change = self.measures.measure(node.line) - natural;
        let flex = to.flex - from.flex;
        let thousandths =
            |room: i64| i32::try_from(change.saturating_mul(1000) / room.max(1)).unwrap_or(i32::MAX);
        let line = |ratio, badness, fitness, over| Line { ratio, badness, fitness, over, natural, change };
        if change >= 0 {
            let room = to.stretch - from.stretch + flex + self.taste.ragged + self.pass.emergency;
            let badness = badness(change, room);
            // TeX §852 and §853: up to 12 is decent, from 100 very loose.
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
        line: &Line,
        cost: i32,
        flagged: bool,
        last: bool,
    ) -> Node {
        let before = &self.nodes[from];
        let cost = i64::from(cost);
        let mut demerits = (LINE_PENALTY + line.badness).pow(2);
        if cost > -i64::from(INFINITE) {
            demerits += cost * cost.abs();
        }
        if before.fitness.abs_diff(line.fitness) > 1 {
            demerits += ADJACENT;
        }
        if before.line > 0 {
            let contrast = i64::from(before.found.ratio.abs_diff(line.ratio)).min(3_000);
            demerits += CONTRAST * contrast * contrast / 1_000_000;
        }
        if before.hyphens > 0 {
            demerits += match (flagged, last) {
                (true, _) if before.hyphens > 1 => THIRD_HYPHEN,
                (true, _) => DOUBLE_HYPHEN,
                (false, true) => FINAL_HYPHEN,
                (false, false) => 0,
            };
        }
        if last && before.line > 0 {
            if line.natural < self.taste.runt {
                demerits += RUNT;
            }
            if line.change > 0 && line.change < self.taste.brim {
                demerits += BRIM;
            }
        }
        Node {
            found: Break { item: index, ratio: line.ratio, over: line.over },
            start: line_start(self.items, index),
            line: before.line + 1,
            fitness: line.fitness,
            hyphens: if flagged { before.hyphens.saturating_add(1) } else { 0 },
            demerits: before.demerits + demerits,
            from,
            gaps: (0, 0),
        }
    }

    pub(super) fn way(&self, last: usize) -> Way {
        Way { demerits: self.nodes[last].demerits, breaks: self.walk_back(last) }
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
