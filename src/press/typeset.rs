//! Makes pages of a book: sets it, makes it up, and repeats that until the contents page prints the
//! right page numbers.

use std::sync::Arc;

use rayon::prelude::*;

use super::inputs::{DivisionInputs, EditionInputs};
use super::memo::Memo;
use crate::blocks;
use crate::diag::{Code, Diagnostic, Outcome};
use crate::layout::{BuiltParagraph, Folios, Galley, Pages};
use crate::makeup::{self, Choices, Plan};

/// The maximum number of rounds of setting and make-up. The contents page usually settles in the
/// second: its length depends on the number of its entries, and hardly ever on their page numbers.
const MAX_ROUNDS: usize = 5;

/// A division as set, with the page breaks chosen for it and its paragraphs built accordingly.
#[derive(Debug)]
pub(super) struct PlannedDivision {
    galley: Outcome<Galley<BuiltParagraph>>,
    choices: Choices,
}

/// Sets and makes up a whole book.
///
/// Divisions are set in parallel, in any order, and collected in reading order. One that `known` has for
/// the same inputs is not set anew.
pub(super) fn typeset(edition: &EditionInputs<'_>, known: &Memo<PlannedDivision>) -> Outcome<Pages> {
    let inputs = edition.divisions();

    // Set all divisions without any page numbers. Most print none, and are finished.
    let (changing, fixed): (Vec<usize>, Vec<usize>) =
        (0..inputs.len()).partition(|index| inputs[*index].prints_page_numbers());
    let mut folios = Folios::new();
    let fixed_set = set_all(&inputs, &fixed, &folios, known);
    let fixed_plans = plan_all(&fixed_set);
    let mut changing_set = set_all(&inputs, &changing, &folios, known);

    // Look up the page numbers, and set those divisions again that printed others, until there are
    // none.
    let mut diagnostics = Vec::new();
    for round in 1..=MAX_ROUNDS {
        let plans = plan_all(&changing_set);
        let all = in_reading_order(&changing, &plans, &fixed, &fixed_plans);
        if !changing.is_empty() {
            let found = makeup::labels(&all);
            let stale = stale(&inputs, &changing, &folios, &found);
            if !stale.is_empty() && round < MAX_ROUNDS {
                drop(all);
                drop(plans);
                let indices: Vec<usize> = stale.iter().map(|at| changing[*at]).collect();
                for (at, set) in stale.into_iter().zip(set_all(&inputs, &indices, &found, known)) {
                    changing_set[at] = set;
                }
                folios = found;
                continue;
            }
            if !stale.is_empty() {
                diagnostics.push(unstable(&folios, &found));
            }
        }
        let made_up = makeup::make_up(&all, edition.design, edition.fonts);
        let of_setting = fixed_set.iter().chain(&changing_set).flat_map(|set| &set.galley.diagnostics);
        diagnostics.extend(of_setting.cloned());
        diagnostics.extend(made_up.diagnostics);
        // Lines are many and small: freeing them takes as long as setting a chapter.
        drop(fixed_plans);
        fixed_set.into_par_iter().with_max_len(1).for_each(drop);
        return Outcome::new(made_up.value, diagnostics);
    }
    unreachable!("the last round returns")
}

/// Sets these divisions, or takes them from what is known.
fn set_all(
    inputs: &[DivisionInputs<'_>],
    indices: &[usize],
    folios: &Folios,
    known: &Memo<PlannedDivision>,
) -> Vec<Arc<PlannedDivision>> {
    let set = |index: &usize| {
        let division = &inputs[*index];
        known.get_or_make(|| division.fingerprint(folios), || set(division, folios))
    };
    // One at a time, so that no worker is left with the last chapters while others are idle.
    indices.par_iter().with_max_len(1).map(set).collect()
}

/// Sets a division, chooses its pages and the variants of its paragraphs, and builds their lines.
fn set(inputs: &DivisionInputs<'_>, folios: &Folios) -> PlannedDivision {
    let resources = inputs.edition.resources(folios);
    let Outcome { value: set, diagnostics } =
        blocks::set(inputs.division, inputs.matter, inputs.depth, resources);
    let choices = Choices::new(&set.galley, inputs.edition.design);
    let galley = set.build(&choices.chosen(), resources);
    PlannedDivision { galley: Outcome::new(galley, diagnostics), choices }
}

fn plan_all(set: &[Arc<PlannedDivision>]) -> Vec<Plan<'_>> {
    let set = set.par_iter().with_max_len(1);
    set.map(|set| Plan::new(&set.galley.value, &set.choices)).collect()
}

/// Merges the plans of two groups of divisions by the indices of the divisions.
fn in_reading_order<'a, 'p>(
    changing: &[usize],
    plans: &'p [Plan<'a>],
    fixed: &[usize],
    fixed_plans: &'p [Plan<'a>],
) -> Vec<&'p Plan<'a>> {
    let mut all: Vec<(usize, &Plan<'a>)> =
        changing.iter().copied().zip(plans).chain(fixed.iter().copied().zip(fixed_plans)).collect();
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, plan)| plan).collect()
}

/// Returns which of the changing divisions, by index among them, were set with page numbers that have
/// changed since.
fn stale(inputs: &[DivisionInputs<'_>], changing: &[usize], set_with: &Folios, found: &Folios) -> Vec<usize> {
    let is_stale = |index: usize| inputs[index].page_numbers(set_with) != inputs[index].page_numbers(found);
    let changing = changing.iter().enumerate();
    changing.filter(|(_, index)| is_stale(**index)).map(|(at, _)| at).collect()
}

fn unstable(before: &Folios, after: &Folios) -> Diagnostic {
    let moving =
        after.iter().find(|(id, label)| before.get(*id) != Some(*label)).map(|(anchor, _)| anchor.name());
    let message = format!(
        "page numbers do not settle after {MAX_ROUNDS} rounds, `{}` for one",
        moving.as_deref().unwrap_or("?")
    );
    let help = "a page number changes the length of its line and so moves the page it names; reword the text near it";
    Diagnostic::new(Code::FoliosUnstable, None, message).help(help)
}
