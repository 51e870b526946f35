//! From book to pages: set, make up, and again until the contents page tells the truth.

use rayon::prelude::*;

use crate::assets::Assets;
use crate::book::role::Matter;
use crate::book::{Block, BlockKind, Book, Division};
use crate::design::Design;
use crate::diag::{Code, Diagnostic, Outcome};
use crate::fonts::Library;
use crate::galley::{self, Folios, Galley, Shop};
use crate::makeup::{self, Pages};

/// Rounds of setting and make-up at most; the contents page settles in the second as a rule, since
/// its own length depends on the number of its entries and hardly ever on their page numbers.
const ROUNDS: usize = 5;

/// Sets and makes up a whole book.
///
/// Divisions are set in parallel, in any order, and taken up in reading order. Only divisions that
/// print page numbers are set again once the pages are known.
pub(crate) fn typeset(book: &Book, design: &Design, fonts: &Library, assets: &Assets) -> Outcome<Pages> {
    let divisions: Vec<(Matter, u8, &Division)> = in_matters(book).collect();
    let set = |index: usize, folios: &Folios| {
        let (matter, depth, division) = divisions[index];
        galley::set(division, matter, depth, Shop { book, design, fonts, assets, folios })
    };

    // Set every division once, without knowing any page number.
    let mut folios = Folios::new();
    let mut galleys: Vec<Outcome<Galley>> =
        (0..divisions.len()).into_par_iter().map(|index| set(index, &folios)).collect();
    let with_folios: Vec<usize> =
        (0..divisions.len()).filter(|index| prints_folios(&divisions[*index].2.blocks)).collect();

    // Make up, look up the page numbers, set again what prints them.
    let mut diagnostics = Vec::new();
    for round in 1..=ROUNDS {
        let current: Vec<&Galley> = galleys.iter().map(|outcome| &outcome.value).collect();
        let made_up = makeup::make_up(&current, design, fonts);
        let found = labels(&made_up.value);
        if with_folios.is_empty() || found == folios || round == ROUNDS {
            if !with_folios.is_empty() && found != folios {
                diagnostics.push(unstable(&folios, &found));
            }
            diagnostics.extend(galleys.into_iter().flat_map(|outcome| outcome.diagnostics));
            diagnostics.extend(made_up.diagnostics);
            return Outcome::new(made_up.value, diagnostics);
        }
        folios = found;
        for index in &with_folios {
            galleys[*index] = set(*index, &folios);
        }
    }
    unreachable!("the last round returns")
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
    blocks.iter().any(|block| matches!(block.kind, BlockKind::Contents))
}

/// The page label of every anchor.
fn labels(pages: &Pages) -> Folios {
    let label = |page: usize| pages.pages[page].folio.label();
    pages.anchors.iter().map(|(id, anchor)| (id.clone(), label(anchor.page))).collect()
}

fn unstable(before: &Folios, after: &Folios) -> Diagnostic {
    let moving = after.iter().find(|(id, label)| before.get(*id) != Some(*label)).map(|(id, _)| id.as_str());
    let message =
        format!("page numbers do not settle after {ROUNDS} rounds, `{}` for one", moving.unwrap_or("?"));
    Diagnostic::new(Code::FoliosUnstable, None, message)
}
