//! Explaining the line ends of a paragraph.

use super::breaker::{self, Break, BreakItem, INFINITE, line_start};
use super::lines::BrokenText;
use super::measures::{self, ParagraphMeasures};
use crate::design::style::Alignment;
use crate::layout::{BreakReport, RunnerUp};

/// The number of words that show where a line ends.
const SHOWN_WORDS: usize = 3;
/// The maximum number of items of a paragraph for which runners-up are computed, some 300 lines. The time for
/// all lines of a paragraph grows with the square of its length.
const MAX_ITEMS: usize = 20_000;

impl BrokenText {
    /// Returns the report of how the end of a line of a variant was chosen.
    pub(super) fn report(&self, variant: usize, index: usize) -> BreakReport {
        let chosen = &self.variants[variant];
        let measures = self.measures();
        let params = self.params(self.variants.len());
        let lines = breaker::explain(&chosen.breaks, &self.line_items.items, &measures, &params);
        let (badness, demerits) = lines.get(index).copied().unwrap_or_default();
        let others = self.variants.iter().enumerate().filter(|(other, _)| *other != variant);
        let mut variants: Vec<(usize, i64)> =
            others.map(|(_, other)| (other.breaks.len(), other.demerits - chosen.demerits)).collect();
        variants.sort_unstable();
        BreakReport {
            line: index,
            text: self.words(&chosen.breaks, index),
            ratio: chosen.breaks[index].ratio,
            badness,
            demerits,
            lines: chosen.breaks.len(),
            paragraph: chosen.demerits,
            variants,
            runner_up: self.runner_up(variant, index),
        }
    }

    /// Returns the best variant in which no line ends where this one does. `None` if the break is forced, if
    /// there is no such variant, or if the paragraph is too long.
    fn runner_up(&self, variant: usize, index: usize) -> Option<RunnerUp> {
        let chosen = &self.variants[variant];
        let (items, at) = (&self.line_items.items, chosen.breaks[index].item);
        let is_forced = matches!(items[at], BreakItem::Penalty { cost, .. } if cost <= -INFINITE);
        if is_forced || items.len() > MAX_ITEMS {
            return None;
        }
        let other = breaker::without(at, items, &self.measures(), &self.params(1))?;
        let line = index.min(other.breaks.len().checked_sub(1)?);
        let words = self.words(&other.breaks, line);
        let from = words.rmatch_indices(' ').nth(SHOWN_WORDS - 1).map_or(0, |(space, _)| space + 1);
        Some(RunnerUp {
            ends: words[from..].to_owned(),
            lines: other.breaks.len(),
            more: (!is_loose(&chosen.breaks) && !is_loose(&other.breaks))
                .then_some(other.demerits - chosen.demerits),
        })
    }

    /// Returns the words of a line, including a hyphen at its end that is not in the text.
    fn words(&self, breaks: &[Break], index: usize) -> String {
        let items = &self.line_items.items;
        let start = if index == 0 { 0 } else { line_start(items, breaks[index - 1].item) };
        let end = breaks[index].item;
        let from = self.line_items.at.get(start).copied().unwrap_or(0);
        let text = self.shaped.collected.text.get(from..self.line_items.at[end]).unwrap_or_default();
        let hyphen = if matches!(items[end], BreakItem::Penalty { soft: true, .. }) { "-" } else { "" };
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ") + hyphen
    }

    fn measures(&self) -> ParagraphMeasures<'_> {
        ParagraphMeasures::new(&self.line_items, &self.style, self.width, &self.indents, &self.above)
    }

    fn params(&self, variants: usize) -> breaker::BreakParams {
        measures::params(
            &self.style,
            self.style.align == Alignment::Justified,
            &self.line_items,
            (variants, false),
        )
    }
}

/// Returns whether any line was chosen in the last pass, and so may be stretched beyond the tolerance.
fn is_loose(breaks: &[Break]) -> bool {
    breaks.iter().any(|found| found.emergency)
}
