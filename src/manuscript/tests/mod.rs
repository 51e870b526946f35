//! The dialect, feature by feature; each test is a table of what is written and what it becomes.

mod blocks;
mod effects;
mod hostile;
mod html;
mod inlines;
mod lists;
pub(crate) mod show;
