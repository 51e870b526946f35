//! Explaining a page end.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::breaker::{Alternative, Charge};
use super::{ShownPage, difference, thousands, words};
use crate::layout::FORCE;

/// The number of words that show where the next page begins.
const SHOWN_WORDS: usize = 6;

/// Writes where the page ends and its costs, then the other places where it could end.
pub(super) fn write(out: &mut String, page: &ShownPage<'_>) {
    let chosen = page.chosen;
    let _ = writeln!(out, "\nPage end: {}", place(page, chosen));
    let own = chosen.charges.get(page.page).map_or(&[][..], Vec::as_slice);
    let mut by_cause: BTreeMap<Charge, i64> = BTreeMap::new();
    own.iter().for_each(|(charge, amount)| *by_cause.entry(*charge).or_default() += amount);
    let _ = writeln!(out, "  cost {}", thousands(by_cause.values().sum()));
    for (charge, amount) in &by_cause {
        let _ = writeln!(out, "  {:>14}  {}", thousands(*amount), charge.name());
    }
    for other in page.others {
        let more = other.cost - chosen.cost;
        let _ = writeln!(out, "\n  or {}: {}", place(page, other), difference(more));
        for (charge, more) in differences(chosen, other) {
            let sign = if more > 0 { "+" } else { "" };
            let _ = writeln!(out, "  {:>14}  {}", format!("{sign}{}", thousands(more)), charge.name());
        }
    }
}

/// Returns the place where a page ends, as a phrase.
fn place(page: &ShownPage<'_>, alternative: &Alternative) -> String {
    let Some(next) = page.next(alternative) else { return "the end of the division".to_owned() };
    let text = words(next.line.of(page.galley));
    let shown: Vec<&str> = text.split(' ').take(SHOWN_WORDS).collect();
    let forced = if next.penalty <= FORCE { ", forced" } else { "" };
    format!("before `{}`{forced}", shown.join(" "))
}

/// Returns, for each cause, how much more all pages of an alternative cost than the chosen pages. Causes
/// without a difference are omitted.
fn differences(chosen: &Alternative, other: &Alternative) -> Vec<(Charge, i64)> {
    let mut by_cause: BTreeMap<Charge, i64> = BTreeMap::new();
    for (alternative, sign) in [(chosen, -1), (other, 1)] {
        for (charge, amount) in alternative.charges.iter().flatten() {
            *by_cause.entry(*charge).or_default() += sign * amount;
        }
    }
    by_cause.into_iter().filter(|(_, more)| *more != 0).collect()
}
