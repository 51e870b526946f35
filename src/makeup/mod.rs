//! Galleys made up into pages.

mod breaker;
mod dump;
mod finish;
mod furniture;
pub mod page;
mod place;
mod strip;
mod tags;

use rayon::prelude::*;

use crate::book::role::Opening;
use crate::design::Design;
use crate::diag::{Code, Diagnostic, Outcome};
use crate::fonts::Library;
use crate::galley::Galley;
use crate::units::Length;
use breaker::{Heights, MadeUp, PageEnd};
pub use dump::dump;
use finish::Sides;
pub use page::{Folio, FolioStyle, Page, PageItem, Pages, Side};
use place::{Body, Placer};
pub use tags::dump_structure;

/// Makes up pages from galleys in reading order.
///
/// Galleys are broken into pages in parallel, those that may open on either side for both; which it
/// is shows in one walk over their numbers of pages. Pages are placed in parallel again, and folios
/// and running heads settled in a last walk.
pub fn make_up(galleys: &[&Galley], design: &Design, fonts: &Library) -> Outcome<Pages> {
    // Choose where pages end, and with that the way of every paragraph.
    let plans: Vec<Plan<'_>> = galleys.par_iter().map(|galley| Plan::new(galley, design)).collect();

    // On which side does each galley open?
    let mut sides = Sides::default();
    let opened: Vec<Side> = galleys
        .iter()
        .zip(&plans)
        .map(|(galley, plan)| sides.open(galley, |side| plan.pages(side)))
        .collect();

    // Place their lines.
    let made: Vec<Outcome<Vec<Body>>> =
        plans.par_iter().zip(&opened).map(|(plan, side)| plan.place(*side, design)).collect();
    let mut diagnostics = Vec::new();
    let bodies = made.into_iter().map(|outcome| outcome.into(&mut diagnostics)).collect();

    // Settle what depends on the place of a page in the book.
    Outcome::new(finish::finish(galleys, bodies, design, fonts), diagnostics)
}

/// How a galley is made up, for each side on which it may open.
struct Plan<'a> {
    copy: strip::Copy<'a>,
    recto: Option<MadeUp>,
    verso: Option<MadeUp>,
}

impl<'a> Plan<'a> {
    fn new(galley: &'a Galley, design: &Design) -> Self {
        let page = &design.page;
        let heights =
            Heights { text: design.text_height(), note_gap: page.note_gap, leading: design.leading };
        let copy = strip::gather(galley, design.leading);
        let made = |side| breaker::break_pages(&copy, heights, side);
        let (recto, verso) = match galley.opening {
            Opening::Recto => (Some(made(Side::Recto)), None),
            Opening::Verso => (None, Some(made(Side::Verso))),
            Opening::NextPage => {
                let (recto, verso) = rayon::join(|| made(Side::Recto), || made(Side::Verso));
                (Some(recto), Some(verso))
            }
        };
        Self { copy, recto, verso }
    }

    /// As made up for a side; what opens on one side only is made up for that.
    fn made(&self, side: Side) -> &MadeUp {
        let (wanted, other) = match side {
            Side::Recto => (&self.recto, &self.verso),
            Side::Verso => (&self.verso, &self.recto),
        };
        wanted.as_ref().or(other.as_ref()).expect("made up for one side at least")
    }

    /// How many pages it takes; one without a line still has its page: it was asked for.
    fn pages(&self, side: Side) -> usize {
        self.made(side).ends.len().max(1)
    }

    fn place(&self, side: Side, design: &Design) -> Outcome<Vec<Body>> {
        let made = self.made(side);
        let text = design.text_height();
        let steps: Vec<strip::Step<'_>> = made.steps.iter().map(|step| self.copy.steps[*step]).collect();
        let placer =
            Placer { steps: &steps, copy: &self.copy, page: &design.page, leading: design.leading, text };
        let mut from = PageEnd::default();
        let mut bodies = Vec::with_capacity(made.ends.len().max(1));
        for end in &made.ends {
            bodies.push(placer.place(from, *end));
            from = *end;
        }
        if bodies.is_empty() {
            bodies.push(Body::default());
        }
        Outcome::new(bodies, too_tall(&steps, text))
    }
}

/// Lines that no page can hold run over the foot; the author is told.
fn too_tall(steps: &[strip::Step<'_>], text: Length) -> Vec<Diagnostic> {
    let tall = steps.iter().filter(|step| step.line.total() + step.repeat > text);
    tall.map(|step| {
        let over = step.line.total() + step.repeat - text;
        let message = format!("this is {over} pt taller than the page");
        Diagnostic::new(Code::RowTooTall, step.line.span, message).help("divide it, or make it smaller")
    })
    .collect()
}
