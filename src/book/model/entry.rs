//! The table of contents as data.

use super::inline::Inline;
use super::number::Number;
use crate::book::anchor::Anchor;
use crate::book::role::Role;

/// A line of the contents, with those below it.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Entry {
    /// Where it leads.
    pub anchor: Anchor,
    /// What the division is; a heading within one has its division's role.
    pub role: Role,
    /// 0 for divisions at the top, one more for each step down.
    pub level: u8,
    /// Its number.
    pub number: Option<Number>,
    /// The title as it is listed; never empty.
    pub title: Vec<Inline>,
    /// The same as plain text.
    pub label: String,
    /// The entries below it.
    pub children: Vec<Entry>,
}
