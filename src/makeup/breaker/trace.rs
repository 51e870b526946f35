//! From the log of decisions back to what was decided.

use super::super::strip::Part;
use super::{Decision, MadeUp, Maker, NOTHING, Open, PageEnd, Spot};

/// A last page of fewer lines than [`FEW_LINES`] looks like a mistake.
const LAST_PAGE_FEW: i64 = 200_000;
const FEW_LINES: u16 = 5;

impl Maker<'_> {
    /// The cheapest way through all parts.
    pub(super) fn finish(&self, open: &[Open]) -> MadeUp {
        let cost = |page: &&Open| {
            let few = page.lines < FEW_LINES && page.log != NOTHING && self.has_ended(page.log);
            page.cost + if few { LAST_PAGE_FEW } else { 0 }
        };
        let Some(last) = open.iter().min_by_key(cost).copied() else { return MadeUp::default() };
        let mut decisions = Vec::new();
        let mut at = last.log;
        while at != NOTHING {
            let entry = self.log[at as usize];
            decisions.push(entry.what);
            at = entry.before;
        }
        decisions.reverse();
        self.made_up(&decisions, last.note)
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

    fn made_up(&self, decisions: &[Decision], note: usize) -> MadeUp {
        let mut ways = vec![0; self.copy.parts.len()];
        for decision in decisions {
            if let Decision::Way { part, way } = *decision {
                ways[part] = way;
            }
        }
        let mut made = MadeUp::default();
        for (part, way) in self.copy.parts.iter().zip(ways) {
            match part {
                Part::Plain(range) => made.steps.extend(range.clone()),
                Part::Choice(ways) => made.steps.extend(ways[way].1.clone()),
            }
        }
        let steps = std::mem::take(&mut made.steps);
        let place = |step: usize| steps.binary_search(&step).unwrap_or_else(|place| place);
        for decision in decisions {
            match *decision {
                Decision::End { step, note, short } => {
                    made.ends.push(PageEnd { step: place(step), note, float: made.spots.len() });
                    made.short.push(short);
                }
                Decision::Float(Spot::Here { step }) => made.spots.push(Spot::Here { step: place(step) }),
                Decision::Float(spot) => made.spots.push(spot),
                Decision::Way { .. } => {}
            }
        }
        made.steps = steps;
        let float = made.spots.len();
        let last = PageEnd { step: made.steps.len(), note, float };
        // A page that was turned to for the last float's sake is not begun.
        if made.ends.last() != Some(&last) {
            made.ends.push(last);
        }
        // Notes left over from the page that holds the last line get pages of their own.
        let mut note = note;
        while note < self.copy.notes.len() {
            let fits = |end: &usize| self.notes[*end] - self.notes[note] <= self.heights.text;
            note = (note + 1..=self.copy.notes.len()).rev().find(fits).unwrap_or(note + 1);
            made.ends.push(PageEnd { step: made.steps.len(), note, float });
        }
        made.short.resize(made.ends.len(), None);
        made
    }
}
