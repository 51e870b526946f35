//! The dialect, feature by feature. Each test is a table of Markdown and the model that results.

mod blocks;
mod effects;
mod formulas;
mod hostile;
mod html;
mod inlines;
mod lists;
mod literary;
pub(crate) mod show;
