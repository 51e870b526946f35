//! From book to pages: set, make up, and again until the contents page tells the truth.

use rayon::prelude::*;

use crate::assets::Assets;
use crate::blocks;
use crate::book::role::Matter;
use crate::book::{Block, BlockKind, Book, Division};
use crate::design::Design;
use crate::diag::{Code, Diagnostic, Outcome};
use crate::fonts::Library;
use crate::layout::{BuiltParagraph, Folios, Galley, Pages};
use crate::makeup::{self, Choices, Plan};
use crate::paragraph::Resources;

/// Rounds of setting and make-up at most; the contents page settles in the second as a rule, since
/// its own length depends on the number of its entries and hardly ever on their page numbers.
const ROUNDS: usize = 5;

/// Sets and makes up a whole book.
///
/// Divisions are set in parallel, in any order, and taken up in reading order. Only divisions that
/// print page numbers are set again once the pages are known.
pub(crate) fn typeset(book: &Book, design: &Design, fonts: &Library, assets: &Assets) -> Outcome<Pages> {
    let divisions: Vec<(Matter, u8, &Division)> = in_matters(book).collect();
    // Set a division, choose its pages and the variants of its paragraphs, and build their lines.
    let set = |index: usize, folios: &Folios| {
        let (matter, depth, division) = divisions[index];
        let resources = Resources { book, design, fonts, assets, folios };
        let Outcome { value: set, diagnostics } = blocks::set(division, matter, depth, resources);
        let choices = Choices::new(&set.galley, design);
        let galley = set.build(&choices.chosen(), resources);
        (Outcome::new(galley, diagnostics), choices)
    };

    // All divisions once, without knowing any page number; most print none and stay as they are.
    let mut folios = Folios::new();
    let set_all = |indices: &[usize], folios: &Folios| -> Vec<(Outcome<Galley<BuiltParagraph>>, Choices)> {
        // One at a time, so that no worker sits on the last chapters while others are idle.
        indices.par_iter().with_max_len(1).map(|index| set(*index, folios)).collect()
    };
    let (with_folios, fixed): (Vec<usize>, Vec<usize>) =
        (0..divisions.len()).partition(|index| prints_folios(&divisions[*index].2.blocks));
    let fixed_galleys = set_all(&fixed, &folios);
    let fixed_plans = plan_all(&fixed_galleys);
    let mut diagnostics = Vec::new();

    // Look up the page numbers, and set what prints them until they are true.
    for round in 1..=ROUNDS {
        let galleys = set_all(&with_folios, &folios);
        let plans = plan_all(&galleys);
        let mut all: Vec<(usize, &Plan<'_>)> =
            with_folios.iter().copied().zip(&plans).chain(fixed.iter().copied().zip(&fixed_plans)).collect();
        all.sort_by_key(|(index, _)| *index);
        let all: Vec<&Plan<'_>> = all.into_iter().map(|(_, plan)| plan).collect();
        if !with_folios.is_empty() {
            let found = makeup::labels(&all);
            if found != folios && round < ROUNDS {
                folios = found;
                continue;
            }
            if found != folios {
                diagnostics.push(unstable(&folios, &found));
            }
        }
        let made_up = makeup::make_up(&all, design, fonts);
        let told = fixed_galleys.iter().chain(&galleys).flat_map(|(galley, _)| &galley.diagnostics);
        diagnostics.extend(told.cloned());
        diagnostics.extend(made_up.diagnostics);
        // Lines are many and small: giving them back takes as long as a chapter's setting.
        drop(fixed_plans);
        fixed_galleys.into_par_iter().with_max_len(1).for_each(drop);
        return Outcome::new(made_up.value, diagnostics);
    }
    unreachable!("the last round returns")
}

fn plan_all(galleys: &[(Outcome<Galley<BuiltParagraph>>, Choices)]) -> Vec<Plan<'_>> {
    let galleys = galleys.par_iter().with_max_len(1);
    galleys.map(|(galley, choices)| Plan::new(&galley.value, choices)).collect()
}

/// Every division in reading order with the matter it belongs to and how many others it stands in.
fn in_matters(book: &Book) -> impl Iterator<Item = (Matter, u8, &Division)> {
    let matters = [(Matter::Front, &book.front), (Matter::Body, &book.body), (Matter::Back, &book.back)];
    matters.into_iter().flat_map(|(matter, divisions)| {
        divisions.iter().flat_map(move |outer| {
            let depth = move |division: &Division| u8::from(!std::ptr::eq(outer, division));
            outer.with_children().map(move |division| (matter, depth(division), division))
        })
    })
}

fn prints_folios(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block.kind, BlockKind::Contents | BlockKind::Captions(_)))
}

fn unstable(before: &Folios, after: &Folios) -> Diagnostic {
    let moving =
        after.iter().find(|(id, label)| before.get(*id) != Some(*label)).map(|(anchor, _)| anchor.name());
    let message = format!(
        "page numbers do not settle after {ROUNDS} rounds, `{}` for one",
        moving.as_deref().unwrap_or("?")
    );
    let help = "a page number changes the length of its line and so moves the page it names; reword the text near it";
    Diagnostic::new(Code::FoliosUnstable, None, message).help(help)
}
