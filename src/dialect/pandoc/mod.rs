//! Markdown as pandoc knows it beyond CommonMark, a stage for each kind: its tables become HTML tables
//! with Markdown in their cells, or pipe tables; line blocks become verse; examples are numbered; TeX and
//! raw blocks become ours or are left out with a warning; headings are led to by their names.

pub(super) mod blocks;
mod columns;
mod dashes;
mod grid;
pub(super) mod inline;
mod table;
pub(super) mod tables;
pub(super) mod tex;
pub(super) mod tex_inline;
pub(super) mod title;

pub use title::{TitleBlock, title_block};
