//! Sets formulas from the distances of an OpenType typeface for mathematics (OpenType 1.9.1, `MATH`), by the rules of
//! TeX (The TeXbook, appendix G).
//!
//! 1. [`MathSetter`] has the faces and the sizes; `style` is the style of a part, `boxes` what is set.
//! 2. `row` sets rows and calls a function for each kind of item: `glyphs` for signs, also those that grow, `scripts`,
//!    `fraction` for fractions, roots and delimiters, `stretch` for accents, braces and arrows, `grid`, `enclose`,
//!    `words`.
//! 3. `inline` divides a formula in running text into boxes, `display` makes lines of one on lines of its own.
//! 4. `place` makes runs of glyphs of a box, `drawing` shapes.
#![deny(clippy::wildcard_enum_match_arm)]

mod boxes;
mod display;
mod drawing;
mod enclose;
mod fraction;
mod glyphs;
mod grid;
mod inline;
mod place;
mod row;
mod scripts;
mod setter;
mod stretch;
mod style;
#[cfg(test)]
mod tests;
mod words;

pub(super) use boxes::MathBox;
pub(crate) use display::{DisplayLine, set_display};
pub(crate) use drawing::draw;
pub(super) use inline::InlinePart;
pub(crate) use place::Placement;
pub(super) use place::place;
pub(super) use setter::MathSetter;
