//! The variants of a paragraph: the best one, and those with a line more or fewer that do not spoil it.
//!
//! Make-up sets a paragraph in another number of lines only to make better pages. A reader does not see that two
//! facing pages are both a line short, but does see a pale paragraph.

use super::item::{BreakItem, FILL};
use super::node::NO_NODE;
use super::problem::{LineMeasures, Variant};
use super::rivers::LineSpaces;
use super::search::Search;

/// The number of full lines from which on a paragraph whose lines are all at the limit of scaling differs
/// visibly from its neighbours.
const VISIBLE: usize = 3;

/// The flaws of a variant. For the first two it is refused unless the best one has them too.
#[derive(Clone, Copy, Default)]
pub(super) struct Flaws {
    /// The last line is a runt or a stub.
    pub(super) runt: bool,
    /// The spaces are wider than 1.25 of their natural width on average.
    pale: bool,
    /// The glyphs of all full lines would be scaled as far as the design allows, all wider or all narrower. Such
    /// lines are filled in another order instead.
    strained: bool,
}

impl<M: LineMeasures> Search<'_, M> {
    /// Returns the best variant, then the best ones with a line fewer and with a line more that have no flaws
    /// beyond `allowed`, if they exist.
    pub(super) fn variants(&self, allowed: Flaws) -> Vec<Variant> {
        let demerits = |node: &usize| self.nodes[*node].demerits;
        let Some(best) = self.active.iter().copied().min_by_key(demerits) else { return Vec::new() };
        let spaces = LineSpaces(self.spaces_of(best).to_vec());
        let mut variants = vec![Variant { spaces, ..self.variant(best, self.flaws(best)) }];
        let wanted = self.nodes[best].line;
        for lines in [wanted.wrapping_sub(1), wanted + 1] {
            let mut nodes: Vec<usize> =
                self.active.iter().copied().filter(|node| self.nodes[*node].line == lines).collect();
            nodes.sort_by_key(demerits);
            let mut judged = nodes.into_iter().map(|node| (node, self.flaws(node)));
            let sound = judged.find(|(_, flaws)| !flaws.exceed(allowed));
            variants.extend(sound.map(|(node, flaws)| self.variant(node, flaws)));
        }
        variants
    }

    fn variant(&self, last: usize, flaws: Flaws) -> Variant {
        let (demerits, spaces) = (self.nodes[last].demerits, LineSpaces::default());
        Variant { demerits, breaks: self.walk_back(last), spaces, strained: flaws.strained }
    }

    /// Returns the flaws of the lines up to the node `last`. Ragged lines have none but a runt.
    pub(super) fn flaws(&self, last: usize) -> Flaws {
        let from = self.nodes[last].from;
        if from == NO_NODE {
            return Flaws::default();
        }
        let (before, end) = (&self.nodes[from], self.nodes[last].found.item);
        let runt = before.line > 0 && (before.start >= self.params.runt || self.is_stub(before, end));
        let (mut lines, mut wider, mut narrower) = (0, 0, 0);
        let (mut added, mut allowed) = (0, 0);
        let mut at = from;
        while self.nodes[at].from != NO_NODE && self.params.ragged == 0 {
            let (node, before) = (&self.nodes[at], &self.nodes[self.nodes[at].from]);
            let item = node.found.item;
            let (from, to) = (self.sum(before.start.min(item)), self.sum(item));
            let (stretch, flex) = (to.stretch - from.stretch, to.flex - from.flex);
            // A line that the author ended is not filled.
            if stretch < FILL {
                let width = match self.items[item] {
                    BreakItem::Penalty { width, .. } => width,
                    BreakItem::Box { .. } | BreakItem::Glue { .. } | BreakItem::Gap { .. } => 0,
                };
                let change = self.line(before, item, width).change;
                added += change - flex - (to.spacing - from.spacing);
                allowed += (to.space - from.space) / 4;
                lines += 1;
                wider += usize::from(change >= flex);
                narrower += usize::from(change <= -flex);
            }
            at = self.nodes[at].from;
        }
        let strained = lines >= VISIBLE && (wider == lines || narrower == lines);
        Flaws { runt, pale: added > allowed, strained }
    }
}

impl Flaws {
    /// Every flaw.
    pub(super) const ALL: Self = Self { runt: true, pale: true, strained: true };

    fn exceed(self, allowed: Self) -> bool {
        let Self { runt, pale, strained: _ } = self;
        (runt && !allowed.runt) || (pale && !allowed.pale)
    }
}
