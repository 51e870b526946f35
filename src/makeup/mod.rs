//! Galleys made up into pages.

pub mod page;

use crate::design::Design;
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::galley::Galley;
pub use page::{Folio, FolioStyle, Page, PageItem, Pages, Side};

/// Makes up pages from galleys in reading order.
///
/// Runs are broken into pages in parallel; sides, blanks, folios and running heads are settled in
/// one pass after that.
pub fn make_up(galleys: &[Galley], design: &Design, fonts: &Library) -> Outcome<Pages> {
    let _ = (galleys, design, fonts);
    todo!()
}
