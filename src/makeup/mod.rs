//! Galleys made up into pages.

mod breaker;
mod dump;
mod finish;
mod furniture;
mod marks;
pub mod page;
mod place;
mod plan;
mod strip;
mod tags;

use rayon::prelude::*;

use crate::design::Design;
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::galley::{Folios, Galley};
pub use dump::dump;
use finish::Sides;
pub use marks::mark;
pub use page::{FolioStyle, Page, Pages, Side};
use place::Body;
pub use plan::{Choices, Plan};
pub use tags::dump_structure;

/// The page label of every identifier, before any page is placed.
///
/// Plans stand in reading order.
pub fn labels(plans: &[&Plan<'_>]) -> Folios {
    finish::labels(plans, &sides(plans))
}

/// Makes up pages from planned galleys in reading order.
///
/// Pages are placed in parallel; folios and running heads are settled in one walk after that.
pub fn make_up(plans: &[&Plan<'_>], design: &Design, fonts: &Library) -> Outcome<Pages> {
    // On which side does each galley open?
    let sides = sides(plans);

    // Place their lines.
    let made: Vec<Outcome<Vec<Body>>> =
        plans.par_iter().zip(&sides).map(|(plan, side)| plan.place(*side, design)).collect();
    let mut diagnostics = finish::evils(plans, &sides);
    let bodies = made.into_iter().map(|outcome| outcome.into(&mut diagnostics)).collect();

    // Settle what depends on the place of a page in the book.
    let galleys: Vec<&Galley> = plans.iter().map(|plan| plan.galley).collect();
    let pages = finish::finish(&galleys, bodies, design, fonts).into(&mut diagnostics);
    Outcome::new(pages, diagnostics)
}

fn sides(plans: &[&Plan<'_>]) -> Vec<Side> {
    let mut sides = Sides::default();
    plans.iter().map(|plan| sides.open(plan.galley, |side| plan.pages(side))).collect()
}
