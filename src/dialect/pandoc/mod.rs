//! Markdown as pandoc knows it beyond CommonMark: its tables are rewritten as HTML tables with Markdown
//! in their cells, or as pipe tables.

mod columns;
mod dashes;
mod grid;
mod table;
pub(super) mod tables;
