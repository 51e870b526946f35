//! Why a page is as it is: the costs of its page end and the demerits of its lines, as text, each with
//! those of the runners-up.

mod lines;
mod page_end;

use super::breaker::{self, Alternative, PageEnd};
use super::gather::{self, Gathered, GatheredPart, LineRef};
use super::plan::heights;
use crate::design::Design;
use crate::layout::{
    BuiltParagraph, Galley, Line, ParagraphId, PendingParagraph, PlacedKind, Side, VariantId,
};

/// The maximum number of other page ends that are shown.
const RUNNERS_UP: usize = 3;

/// How a page of a galley was chosen.
#[derive(Debug)]
pub struct PageExplanation {
    gathered: Gathered,
    /// The pages of the galley as chosen, then those of the runners-up.
    alternatives: Vec<Alternative>,
    /// The page's place among those of the galley.
    page: usize,
}

impl PageExplanation {
    /// Breaks a galley that opens on `side` into pages again, as often as there are other ends of its page
    /// `page`, counted from 0.
    pub fn new(galley: &Galley<PendingParagraph>, design: &Design, side: Side, page: usize) -> Self {
        let gathered = gather::gather(galley, design.leading);
        let alternatives = breaker::alternatives(&gathered, heights(design), side, page, RUNNERS_UP);
        Self { gathered, alternatives, page }
    }

    /// Returns all variants of all paragraphs of the galley, in ascending order: any of them may be shown.
    pub fn variants(&self) -> Vec<(ParagraphId, VariantId)> {
        let paragraphs = self.gathered.parts.iter().filter_map(|part| match part {
            GatheredPart::Paragraph(id, variants) => {
                Some(variants.iter().map(|(variant, ..)| (*id, *variant)))
            }
            GatheredPart::Plain(_) => None,
        });
        let mut variants: Vec<_> = paragraphs.flatten().collect();
        variants.sort_unstable();
        variants
    }

    /// Returns the explanation as text. The galley is built from the one that was explained, in all
    /// [`variants`](Self::variants), and keeps how its lines were chosen.
    pub fn text(&self, galley: &Galley<BuiltParagraph>) -> String {
        let Some(chosen) = self.alternatives.first() else {
            return "  nothing is set on this page\n".to_owned();
        };
        let shown = ShownPage { explanation: self, galley };
        let mut out = String::new();
        page_end::write(&mut out, &shown);
        lines::write(&mut out, &shown, &chosen.made);
        out
    }
}

/// A page that is shown.
struct ShownPage<'a> {
    explanation: &'a PageExplanation,
    galley: &'a Galley<BuiltParagraph>,
}

impl ShownPage<'_> {
    /// Where the page begins and ends.
    fn ends(&self, alternative: &Alternative) -> (PageEnd, PageEnd) {
        let ends = &alternative.made.ends;
        let page = self.explanation.page;
        let from = page.checked_sub(1).map_or_else(PageEnd::default, |before| ends[before]);
        (from, ends[page])
    }

    /// The line of a chosen step.
    fn line(&self, alternative: &Alternative, step: usize) -> Option<&Line> {
        let step = *alternative.made.steps.get(step)?;
        let line: LineRef = self.explanation.gathered.steps[step].line;
        Some(line.of(self.galley))
    }
}

/// Returns the words of a line.
fn words(line: &Line) -> String {
    if let Some(report) = &line.report {
        return report.text.clone();
    }
    let runs = line.items.iter().filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some(&*run.text),
        PlacedKind::Rule { .. } | PlacedKind::Picture { .. } | PlacedKind::Link { .. } => None,
    });
    let words: Vec<&str> = runs.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// Returns a whole number with its thousands parted: `12,345`.
fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Returns how much more something costs: `12,345 more`, or `200 less`.
fn difference(more: i64) -> String {
    format!("{} {}", thousands(more.abs()), if more < 0 { "less" } else { "more" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let shown = [0, 999, 1_000, -12_345, 1_000_000].map(thousands);
        assert_eq!(shown, ["0", "999", "1,000", "-12,345", "1,000,000"]);
        assert_eq!([difference(1_500), difference(-20)], ["1,500 more", "20 less"]);
    }
}
