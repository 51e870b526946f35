//! Reconstructing the pages from the log of decisions.

use super::super::gather::GatheredPart;
use super::{
    Adjustment, Alternative, Charge, ColumnSet, Decision, FloatPosition, MadeUp, NOTHING, NoteKinds,
    OpenPage, PageBreaker, PageEnd,
};

/// The cost of a last page that is longer than the text area.
const LAST_PAGE_LONG: i64 = 5_000_000;
/// The cost of a last page of fewer lines than [`FEW_LINES`], which looks like a mistake.
const LAST_PAGE_FEW: i64 = 200_000;
const FEW_LINES: u16 = 5;

impl PageBreaker<'_> {
    /// Returns the pages of the lowest total cost, given all pages that are open at the end of the galley.
    pub(super) fn finish(&mut self, mut open: Vec<OpenPage>) -> Alternative {
        for page in &mut open {
            self.end_columns(page);
            if self.is_narrowed(page) {
                self.charge_adjustment(page, self.adjustment(page));
            } else if self.is_long(page) {
                self.charge(page, Charge::LongLastPage, LAST_PAGE_LONG);
            }
            if page.lines < FEW_LINES && page.log != NOTHING && self.has_ended(page.log) {
                self.charge(page, Charge::ShortLastPage, LAST_PAGE_FEW);
            }
        }
        // The last page need not be full.
        let adjusted = |page: &OpenPage| {
            if self.is_narrowed(page) { self.adjustment(page) } else { Adjustment::default() }
        };
        let Some(last) = open.iter().min_by_key(|page| page.cost) else { return Alternative::default() };
        let mut decisions = Vec::new();
        let mut at = last.log;
        while at != NOTHING {
            let entry = self.log[at as usize];
            decisions.push(entry.what);
            at = entry.before;
        }
        decisions.reverse();
        Alternative {
            cost: last.cost,
            charges: charges(&decisions),
            made: self.made_up(&decisions, last.note, adjusted(last)),
        }
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

    fn made_up(&self, decisions: &[Decision], note: usize, adjusted: Adjustment) -> MadeUp {
        let mut variants = vec![0; self.gathered.parts.len()];
        for decision in decisions {
            if let Decision::Variant { part, variant } = *decision {
                variants[part] = variant;
            }
        }
        let mut made = MadeUp::default();
        for (part, variant) in self.gathered.parts.iter().zip(variants) {
            match part {
                GatheredPart::Plain(range) => made.steps.extend(range.clone()),
                GatheredPart::Paragraph(id, variants) => {
                    let (variant, _, steps) = &variants[variant];
                    made.steps.extend(steps.clone());
                    made.variants.push((*id, *variant));
                }
            }
        }
        let steps = std::mem::take(&mut made.steps);
        let place = |step: usize| steps.binary_search(&step).unwrap_or_else(|place| place);
        for decision in decisions {
            match *decision {
                Decision::End { step, note, short, empty, adjusted } => {
                    made.ends.push(PageEnd { step: place(step), note, float: made.spots.len() });
                    made.short.push(short);
                    made.empty.push(empty);
                    made.adjusted.push(adjusted);
                }
                Decision::Float(FloatPosition::Here { step }) => {
                    made.spots.push(FloatPosition::Here { step: place(step) })
                }
                Decision::Float(spot) => made.spots.push(spot),
                Decision::Columns { balance } => {
                    let balance = &self.balances[balance as usize].balance;
                    let (from, to) = balance.lines;
                    let bounds = [from].into_iter().chain(balance.ends().iter().copied()).chain([to]);
                    made.columns.push(ColumnSet { bounds: bounds.map(place).collect() });
                }
                Decision::Variant { .. } | Decision::Charge { .. } => {}
            }
        }
        made.steps = steps;
        let float = made.spots.len();
        let last = PageEnd { step: made.steps.len(), note, float };
        // If the last float is on a page of its own, the page opened after it is blank and is omitted.
        if made.ends.last() != Some(&last) {
            made.ends.push(last);
            made.adjusted.push(adjusted);
        }
        // The note lines that do not fit on the page with the last line get pages of their own.
        let mut note = note;
        while note < self.gathered.notes.len() {
            let fits = |end: &usize| self.height(NoteKinds::default(), note, *end) <= self.heights.text;
            note = (note + 1..=self.gathered.notes.len()).rev().find(fits).unwrap_or(note + 1);
            made.ends.push(PageEnd { step: made.steps.len(), note, float });
        }
        made.short.resize(made.ends.len(), None);
        made.empty.resize(made.ends.len(), 0);
        made.adjusted.resize(made.ends.len(), Adjustment::default());
        made
    }
}

/// Returns the costs of each page, with their causes.
fn charges(decisions: &[Decision]) -> Vec<Vec<(Charge, i64)>> {
    let mut pages = vec![Vec::new()];
    for decision in decisions {
        match *decision {
            Decision::Charge { charge, amount } => {
                if let Some(page) = pages.last_mut() {
                    page.push((charge, amount));
                }
            }
            Decision::End { .. } => pages.push(Vec::new()),
            Decision::Variant { .. } | Decision::Float(_) | Decision::Columns { .. } => {}
        }
    }
    pages
}
