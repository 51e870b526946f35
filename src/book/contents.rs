//! The table of contents as data.

use super::inline::Inline;
use super::role::Role;

/// A line of the contents, with those below it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Where it leads.
    pub id: String,
    /// What the division is; a heading within one has its division's role.
    pub role: Role,
    /// 0 for divisions at the top, one more for each step down.
    pub level: u8,
    /// The number as set.
    pub number: Option<String>,
    /// The title as set; never empty.
    pub title: Vec<Inline>,
    /// The same as plain text.
    pub label: String,
    /// What stands below it.
    pub children: Vec<Entry>,
}
