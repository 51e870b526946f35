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

use crate::design::Design;
use crate::diag::{Code, Diagnostic, Outcome};
use crate::fonts::Library;
use crate::galley::Galley;
use crate::units::Length;
use breaker::{Heights, PageEnd};
pub use dump::dump;
pub use page::{Folio, FolioStyle, Page, PageItem, Pages, Side};
use place::Body;
pub use tags::dump_structure;

/// Makes up pages from galleys in reading order.
///
/// Runs are broken into pages in parallel; recto and verso have one measure and height, so a run
/// need not know where it begins. Sides, blanks, folios and running heads are settled in one walk
/// after that.
pub fn make_up(galleys: &[&Galley], design: &Design, fonts: &Library) -> Outcome<Pages> {
    // Break every galley into pages and place their lines.
    let made: Vec<Outcome<Vec<Body>>> = galleys.par_iter().map(|galley| run(galley, design)).collect();
    let mut diagnostics = Vec::new();
    let bodies = made.into_iter().map(|outcome| outcome.into(&mut diagnostics)).collect();

    // Settle what depends on the place of a page in the book.
    Outcome::new(finish::finish(galleys, bodies, design, fonts), diagnostics)
}

/// The pages of one galley.
fn run(galley: &Galley, design: &Design) -> Outcome<Vec<Body>> {
    let page = &design.page;
    let text = design.leading * i64::from(page.lines);
    let heights = Heights { text, note_gap: page.note_gap, leading: design.leading };

    // Gather what stands between lines, choose where pages end, place their lines.
    let copy = strip::gather(galley);
    let ends = breaker::break_pages(&copy, heights);
    let mut from = PageEnd { step: 0, note: 0 };
    let mut bodies = Vec::with_capacity(ends.len().max(1));
    for end in ends {
        bodies.push(place::place(&copy, from, end, page, text));
        from = end;
    }
    // A division without a line still has its page: it was asked for.
    if bodies.is_empty() {
        bodies.push(Body::default());
    }
    Outcome::new(bodies, too_tall(&copy, text))
}

/// Lines that no page can hold run over the foot; the author is told.
fn too_tall(copy: &strip::Copy<'_>, text: Length) -> Vec<Diagnostic> {
    let tall = copy.steps.iter().filter(|step| step.line.total() + step.repeat > text);
    tall.map(|step| {
        let over = step.line.total() + step.repeat - text;
        let message = format!("this is {over} pt taller than the page");
        Diagnostic::new(Code::RowTooTall, step.line.span, message).help("divide it, or make it smaller")
    })
    .collect()
}
