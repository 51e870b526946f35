//! Makes pages of a book: sets it, makes it up, and repeats that until the contents page prints the
//! right page numbers.

use std::sync::Arc;

use rayon::prelude::*;

use super::inputs::{ColumnInputs, EditionInputs};
use super::memo::Memo;
use crate::diag::{Code, Diagnostic, Outcome};
use crate::layout::{BuiltParagraph, Folios, Galley, Pages};
use crate::makeup::{self, Choices, Plan};

/// The maximum number of rounds of setting and make-up. The contents page usually settles in the
/// second: its length depends on the number of its entries, and hardly ever on their page numbers.
const MAX_ROUNDS: usize = 5;

/// A column as set, with the page breaks chosen for it and its paragraphs built accordingly.
#[derive(Debug)]
pub(super) struct PlannedColumn {
    galley: Outcome<Galley<BuiltParagraph>>,
    choices: Choices,
}

/// A book whose columns are set, with the page numbers that they print.
pub(super) struct SetBook {
    /// Its columns in reading order.
    columns: Vec<Arc<PlannedColumn>>,
    /// The page numbers with which the columns were set.
    pub(super) folios: Folios,
    diagnostics: Vec<Diagnostic>,
}

impl SetBook {
    /// Returns the plan of every column in reading order.
    pub(super) fn plans(&self) -> Vec<Plan<'_>> {
        plan_all(&self.columns)
    }

    /// Makes up the pages.
    pub(super) fn make_up(&self, edition: &EditionInputs<'_>) -> Outcome<Pages> {
        let plans = self.plans();
        let made_up = makeup::make_up(&plans.iter().collect::<Vec<_>>(), edition.design, edition.fonts);
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(self.columns.iter().flat_map(|set| &set.galley.diagnostics).cloned());
        diagnostics.extend(made_up.diagnostics);
        Outcome::new(made_up.value, diagnostics)
    }
}

/// Sets and makes up a whole book.
pub(super) fn typeset(edition: &EditionInputs<'_>, known: &Memo<PlannedColumn>) -> Outcome<Pages> {
    let set = set_book(edition, known);
    let pages = set.make_up(edition);
    // Lines are many and small: freeing them takes as long as setting a chapter.
    set.columns.into_par_iter().with_max_len(1).for_each(drop);
    pages
}

/// Sets a whole book, again and again until every page number that it prints is right.
///
/// Columns are set in parallel, in any order, and collected in reading order. One that `known` has for
/// the same inputs is not set anew.
pub(super) fn set_book(edition: &EditionInputs<'_>, known: &Memo<PlannedColumn>) -> SetBook {
    let inputs = edition.columns();

    // Set all columns without knowing any page number. Most print none, and are finished.
    let mut folios = Folios::new();
    let all: Vec<usize> = (0..inputs.len()).collect();
    let mut columns = set_all(&inputs, &all, &folios, known);
    let changing: Vec<usize> = all.into_iter().filter(|index| inputs[*index].prints_page_numbers()).collect();

    // Look up the page numbers, and set again the columns that printed other numbers, until there are none.
    let mut diagnostics = Vec::new();
    for round in 1..=MAX_ROUNDS {
        if changing.is_empty() {
            break;
        }
        let plans = plan_all(&columns);
        let found = makeup::labels(&plans.iter().collect::<Vec<_>>(), edition.design);
        drop(plans);
        let stale = stale(&inputs, &changing, &folios, &found);
        if stale.is_empty() {
            break;
        }
        if round == MAX_ROUNDS {
            diagnostics.push(unstable(&folios, &found));
            break;
        }
        let set = set_all(&inputs, &stale, &found, known);
        for (index, set) in stale.into_iter().zip(set) {
            columns[index] = set;
        }
        folios = found;
    }
    SetBook { columns, folios, diagnostics }
}

/// Sets these columns, or takes them from those that are known.
fn set_all(
    inputs: &[ColumnInputs<'_>],
    indices: &[usize],
    folios: &Folios,
    known: &Memo<PlannedColumn>,
) -> Vec<Arc<PlannedColumn>> {
    let set = |index: &usize| {
        let column = &inputs[*index];
        known.get_or_make(|| column.fingerprint(folios), || set(column, folios))
    };
    // One at a time, so that no worker is left with the last chapters while others are idle.
    indices.par_iter().with_max_len(1).map(set).collect()
}

/// Sets a column, chooses its pages and the variants of its paragraphs, and builds their lines.
fn set(inputs: &ColumnInputs<'_>, folios: &Folios) -> PlannedColumn {
    let resources = inputs.resources(folios);
    let Outcome { value: set, diagnostics } = inputs.set(resources);
    let choices = Choices::new(&set.galley, resources.design);
    let galley = set.build(&choices.chosen(), resources);
    PlannedColumn { galley: Outcome::new(galley, diagnostics), choices }
}

fn plan_all(set: &[Arc<PlannedColumn>]) -> Vec<Plan<'_>> {
    let set = set.par_iter().with_max_len(1);
    set.map(|set| Plan::new(&set.galley.value, &set.choices)).collect()
}

/// Returns the columns that were set with page numbers that have changed since.
fn stale(inputs: &[ColumnInputs<'_>], changing: &[usize], set_with: &Folios, found: &Folios) -> Vec<usize> {
    let is_stale = |index: usize| inputs[index].page_numbers(set_with) != inputs[index].page_numbers(found);
    changing.iter().copied().filter(|index| is_stale(*index)).collect()
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
