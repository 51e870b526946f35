//! The stylesheet. It contains everything that the book decides and nothing that the reader should
//! choose: it sets no family, size, colour or leading of the text.
//!
//! `stylesheet.css` has the rules of every e-book. The rules after them are derived from the design, so that the
//! e-book has the axis, the headings and the ornaments of the printed book, with the values of its theme or those
//! of the author.

mod accent;
mod blocks;
mod classes;
mod sheet;
#[cfg(test)]
mod tests;
mod titles;
mod weights;

pub(super) use weights::{Extent, Weights};

use self::sheet::Sheet;
use crate::assets::Assets;
use crate::design::Design;
use crate::design::SCREEN_EMS;

/// The rules of every book.
const BASE: &str = include_str!("../stylesheet.css");

/// Elements in the family of headings.
pub(super) const HEADINGS: [&str; 7] = ["h1", "h2", "h3", "h4", "h5", "h6", "hgroup"];

/// Elements in the family of code.
pub(super) const CODE: [&str; 4] = ["pre", "code", "samp", "kbd"];

/// Returns the stylesheet of a design, with the drawing that marks scene breaks.
pub(super) fn stylesheet(design: &Design, assets: &Assets) -> String {
    let mut sheet = Sheet::default();
    blocks::rules(design, assets, &mut sheet);
    titles::rules(design, &mut sheet);
    accent::rules(design, &mut sheet);
    classes::rules(design, &mut sheet);
    format!("{BASE}\n/* What follows the design of the printed book */\n{}", sheet.finish())
}
