//! Explaining a page end: the costs of the pages, and their costs if the page ended elsewhere.

use std::collections::BTreeSet;

use super::super::gather::{Gathered, GatheredPart};
use super::{Charge, Heights, MadeUp, break_pages_without};
use crate::layout::{FORCE, Side};

/// The pages of a galley, and their costs.
#[derive(Debug, Default)]
pub(in crate::makeup) struct Alternative {
    /// The pages.
    pub(in crate::makeup) made: MadeUp,
    /// The total cost of the pages.
    pub(in crate::makeup) cost: i64,
    /// The costs of each page, with their causes. Those of a page end are listed with the page that it ends.
    pub(in crate::makeup) charges: Vec<Vec<(Charge, i64)>>,
}

/// Returns the chosen pages, followed by at most `runners_up` alternatives. Each alternative is the best in
/// which the page with the index `page` ends at another place than in all items before.
///
/// There are no alternatives if the page end is forced, or if it is the end of the galley.
pub(in crate::makeup) fn alternatives(
    gathered: &Gathered,
    heights: Heights,
    side: Side,
    page: usize,
    runners_up: usize,
) -> Vec<Alternative> {
    let mut barred = BTreeSet::new();
    let mut found: Vec<Alternative> = Vec::new();
    while found.len() <= runners_up {
        let other = break_pages_without(&barred, true, gathered, heights, side);
        let Some(next) = other.made.ends.get(page).map(|end| other.made.steps.get(end.step).copied()) else {
            break;
        };
        found.push(other);
        match next {
            Some(step) if gathered.steps[step].penalty > FORCE => barred.extend(same_place(gathered, step)),
            _ => break,
        }
    }
    found
}

/// Returns all steps that begin at the same place of the text as a step: the first lines of all variants of a
/// paragraph, or the step alone.
fn same_place(gathered: &Gathered, step: usize) -> Vec<usize> {
    let starts = gathered.parts.iter().find_map(|part| match part {
        GatheredPart::Plain(_) => None,
        GatheredPart::Paragraph(_, variants) => {
            let starts: Vec<usize> = variants.iter().map(|(_, _, range)| range.start).collect();
            starts.contains(&step).then_some(starts)
        }
    });
    starts.unwrap_or_else(|| vec![step])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HEIGHTS, steps};
    use super::*;
    use crate::layout::{ParagraphId, VariantId};

    fn end(alternative: &Alternative, page: usize) -> usize {
        alternative.made.ends[page].step
    }

    #[test]
    fn runners_up_end_the_page_elsewhere_and_cost_more() {
        // The page has room for ten lines. It is short if it ends earlier, and it cannot end later.
        let found = alternatives(&steps(&[0; 25]), HEIGHTS, Side::Recto, 0, 2);
        assert_eq!(found.iter().map(|other| end(other, 0)).collect::<Vec<_>>(), [10, 9, 8]);
        assert_eq!(found[0].cost, 0);
        assert_eq!(found[1].charges[0], [(Charge::ShortPage, 800_000)]);
        assert_eq!(found[2].charges[0], [(Charge::ShortPage, 2_400_000)]);
    }

    #[test]
    fn a_forced_page_end_has_no_runner_up() {
        let mut penalties = [0; 12];
        penalties[3] = FORCE;
        assert_eq!(alternatives(&steps(&penalties), HEIGHTS, Side::Recto, 0, 2).len(), 1);
    }

    #[test]
    fn the_end_of_the_galley_has_no_runner_up() {
        let found = alternatives(&steps(&[0; 15]), HEIGHTS, Side::Recto, 1, 2);
        assert_eq!(found.len(), 1);
        assert_eq!(end(&found[0], 1), 15);
    }

    #[test]
    fn no_variant_of_the_paragraph_that_follows_begins_at_a_barred_end() {
        // Ten lines, followed by a paragraph of four or five lines.
        let mut gathered = steps(&[0; 19]);
        let variants = vec![(VariantId(0), 0, 10..14), (VariantId(1), 1, 14..19)];
        gathered.parts = vec![GatheredPart::Plain(0..10), GatheredPart::Paragraph(ParagraphId(0), variants)];
        let found = alternatives(&gathered, HEIGHTS, Side::Recto, 0, 1);
        assert_eq!(found.iter().map(|other| end(other, 0)).collect::<Vec<_>>(), [10, 9]);
    }

    proptest::proptest! {
        #[test]
        fn charges_are_the_whole_cost_and_runners_up_never_cost_less(
            penalties in proptest::collection::vec(proptest::sample::select(vec![0, 447, 2000, 2200]), 12..60),
            recto in proptest::bool::ANY,
        ) {
            let side = if recto { Side::Recto } else { Side::Verso };
            let gathered = steps(&penalties);
            let found = alternatives(&gathered, HEIGHTS, side, 0, 3);
            proptest::prop_assert!(!found.is_empty());
            for pair in found.windows(2) {
                proptest::prop_assert!(pair[0].cost <= pair[1].cost);
                proptest::prop_assert!(end(&pair[0], 0) != end(&pair[1], 0));
            }
            for other in &found {
                let charges: i64 = other.charges.iter().flatten().map(|(_, amount)| amount).sum();
                proptest::prop_assert_eq!(charges, other.cost);
            }
        }
    }
}
