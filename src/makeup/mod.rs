//! Galleys made up into pages.

mod breaker;
mod dump;
mod explain;
mod finish;
mod furniture;
mod gather;
mod line_ref;
mod marks;
mod note_heads;
mod place;
mod plan;
mod tags;

use rayon::prelude::*;

use crate::design::{Design, PageSequence};
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::layout::{BuiltParagraph, Folios, Galley, Pages, Side};
pub use dump::dump;
pub use explain::PageExplanation;
use finish::SideTracker;
pub use marks::mark;
use place::Body;
pub use plan::{Choices, Plan};
pub use tags::dump_structure;

/// Returns the page of every anchor, before any page is placed.
///
/// The plans are in reading order.
pub fn labels(plans: &[&Plan<'_>], design: &Design) -> Folios {
    finish::labels(plans, &sides(plans, design.openings.sequence), design)
}

/// Makes up pages from planned galleys in reading order.
///
/// Pages are placed in parallel; folios and running heads are settled afterwards in one walk.
pub fn make_up(plans: &[&Plan<'_>], design: &Design, fonts: &Library) -> Outcome<Pages> {
    // Find the side on which each galley opens.
    let sequence = design.openings.sequence;
    let sides = sides(plans, sequence);

    // Place their lines.
    let made: Vec<Outcome<Vec<Body>>> =
        plans.par_iter().zip(&sides).map(|(plan, side)| plan.place(*side, design)).collect();
    let mut diagnostics = finish::defects(plans, &sides, design);
    let bodies = made.into_iter().map(|outcome| outcome.drain_into(&mut diagnostics)).collect();

    // Settle what depends on the position of a page in the book.
    let galleys: Vec<&Galley<BuiltParagraph>> = plans.iter().map(|plan| plan.galley).collect();
    let mut pages = finish::finish(&galleys, bodies, design, fonts).drain_into(&mut diagnostics);

    // Until here x counts from where lines start. A book that is read from right to left is bound on the right.
    if design.page.is_mirrored {
        mirror(&mut pages);
    }
    Outcome::new(pages, diagnostics)
}

/// Mirrors the places of everything on the pages, so that lines start at the right.
fn mirror(pages: &mut Pages) {
    for page in &mut pages.pages {
        let width = page.size.width;
        page.items.iter_mut().for_each(|item| item.mirror(width));
    }
}

/// Finds the plan that the page with the index `page` belongs to.
///
/// Returns the index of the plan, the index of the page in it, and the side on which the plan opens. `None`
/// for a blank page before or within a plan, and for an index after the last page.
pub fn find(plans: &[&Plan<'_>], design: &Design, page: usize) -> Option<(usize, usize, Side)> {
    finish::find(plans, &sides(plans, design.openings.sequence), design, page)
}

fn sides(plans: &[&Plan<'_>], sequence: PageSequence) -> Vec<Side> {
    let mut sides = SideTracker::new(sequence);
    plans.iter().map(|plan| sides.open(plan.galley, |side| plan.pages(side))).collect()
}

#[cfg(test)]
mod bench;
