//! Why a page ends where it does: what the pages cost, and what they would cost if it ended elsewhere.

use std::collections::BTreeSet;

use super::super::gather::{Gathered, GatheredPart};
use super::{Charge, Heights, MadeUp, break_pages_without};
use crate::layout::{FORCE, Side};

/// Pages of a galley, and what they cost.
#[derive(Debug, Default)]
pub(in crate::makeup) struct Alternative {
    /// The pages.
    pub(in crate::makeup) made: MadeUp,
    /// What all of them cost.
    pub(in crate::makeup) cost: i64,
    /// The causes of cost on each page. What comes of a page end is charged to the page that it ends.
    pub(in crate::makeup) charges: Vec<Vec<(Charge, i64)>>,
}

/// Returns the pages as they are chosen, and after them at most `runners_up` others, the best in which page
/// `page`, counted from 0, ends at none of the places where it ends in those before.
///
/// There are no others if the page end is forced, or is the end of the galley.
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

/// Returns the steps that begin at the same place of the text: all variants of a paragraph begin alike.
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
        // A page of ten lines; a line earlier it is short, a line later there is no room.
        let found = alternatives(&steps(&[0; 25]), HEIGHTS, Side::Recto, 0, 2);
        assert_eq!(found.iter().map(|other| end(other, 0)).collect::<Vec<_>>(), [10, 9, 8]);
        assert_eq!(found[0].cost, 0);
        assert_eq!(found[1].charges[0], [(Charge::ShortPage, 600_000)]);
        assert_eq!(found[2].charges[0], [(Charge::ShortPage, 1_800_000)]);
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
        // Ten lines, and a paragraph of four or five.
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
