//! Translates the syntax of pandoc beyond CommonMark, with a stage for each kind: its tables become
//! HTML tables with Markdown in their cells, or pipe tables; line blocks become verse; examples are
//! numbered; TeX and raw blocks are translated or left out with a warning; references to headings
//! become links.
//!
//! Source: pandoc's manual, "Pandoc's Markdown".

pub(super) mod blocks;
mod columns;
mod dashes;
mod grid;
pub(super) mod inline;
mod table;
pub(super) mod tables;
pub(super) mod tex;
mod tex_commands;
mod tex_index;
pub(super) mod tex_inline;
mod tex_subequations;
pub(super) mod title;

pub use title::{TitleBlock, title_block};
