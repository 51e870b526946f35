//! Explaining a page: the costs of its end and the demerits of its lines, as text, each with those of the
//! runners-up.

mod lines;
mod page_end;

use super::breaker::{self, Alternative, PageEnd};
use super::gather::{self, Gathered, LineStep};
use super::plan::{self, heights};
use crate::design::Design;
use crate::layout::{
    BuiltParagraph, Galley, Line, ParagraphId, PendingParagraph, PlacedKind, Side, VariantId,
};

/// The maximum number of other page ends that are shown.
const RUNNERS_UP: usize = 3;

/// The reasons for the end of a page of a galley.
#[derive(Debug)]
pub struct PageExplanation {
    gathered: Gathered,
    /// The chosen pages of the galley, then those of the runners-up.
    alternatives: Vec<Alternative>,
    /// The index of the page in the galley.
    page: usize,
}

impl PageExplanation {
    /// Breaks a galley that opens on `side` into pages again, once as chosen and once for each runner-up of
    /// the end of the page with the index `page`.
    pub fn new(galley: &Galley<PendingParagraph>, design: &Design, side: Side, page: usize) -> Self {
        let gathered = gather::gather(galley, design.leading);
        let alternatives = breaker::alternatives(&gathered, heights(design), side, page, RUNNERS_UP);
        Self { gathered, alternatives, page }
    }

    /// Returns the variants whose lines the explanation shows, in ascending order.
    pub fn variants(&self) -> Vec<(ParagraphId, VariantId)> {
        plan::variants(self.alternatives.iter().map(|alternative| &alternative.made))
    }

    /// Returns the explanation as text. `galley` must be built from the galley given to [`new`](Self::new), in
    /// these [`variants`](Self::variants), and its lines must have reports.
    pub fn text(&self, galley: &Galley<BuiltParagraph>) -> String {
        let Some((chosen, others)) = self.alternatives.split_first() else {
            return "  nothing is set on this page\n".to_owned();
        };
        let shown = ShownPage { gathered: &self.gathered, page: self.page, chosen, others, galley };
        let mut out = String::new();
        page_end::write(&mut out, &shown);
        lines::write(&mut out, &shown);
        out
    }
}

/// A page that is being explained, with the lines of its galley.
struct ShownPage<'a> {
    gathered: &'a Gathered,
    /// The index of the page in the galley.
    page: usize,
    /// The chosen pages of the galley, and those of the runners-up.
    chosen: &'a Alternative,
    others: &'a [Alternative],
    galley: &'a Galley<BuiltParagraph>,
}

impl ShownPage<'_> {
    /// Returns where the page begins and where it ends in an alternative.
    fn ends(&self, alternative: &Alternative) -> (PageEnd, PageEnd) {
        let ends = &alternative.made.ends;
        let from = self.page.checked_sub(1).map_or_else(PageEnd::default, |before| ends[before]);
        (from, ends[self.page])
    }

    /// Returns the first step after the page in an alternative; `None` if the galley ends there.
    fn next(&self, alternative: &Alternative) -> Option<&LineStep> {
        let (_, end) = self.ends(alternative);
        alternative.made.steps.get(end.step).map(|step| &self.gathered.steps[*step])
    }
}

/// Returns the words of a line or, if it has none, its kind of content in brackets.
fn words(line: &Line) -> String {
    if let Some(report) = &line.report {
        return report.text.clone();
    }
    let runs = line.items.iter().filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some(&*run.text),
        PlacedKind::Rule { .. }
        | PlacedKind::Frame { .. }
        | PlacedKind::Stroke { .. }
        | PlacedKind::Picture { .. }
        | PlacedKind::Link { .. } => None,
    });
    let words: Vec<&str> = runs.flat_map(str::split_whitespace).collect();
    if !words.is_empty() {
        return words.join(" ");
    }
    let has_picture = line.items.iter().any(|item| matches!(item.kind, PlacedKind::Picture { .. }));
    if has_picture { "[picture]".to_owned() } else { "[no words]".to_owned() }
}

/// Returns a whole number with separators between its thousands: `12,345`.
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
