//! The dialect, feature by feature; each test is a table of Markdown and of the model that it becomes.

mod blocks;
mod effects;
mod hostile;
mod html;
mod inlines;
mod lists;
pub(crate) mod show;
