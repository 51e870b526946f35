//! The table of contents as data.

use super::inline::Inline;
use super::number::Number;
use crate::book::anchor::Anchor;
use crate::book::role::{Matter, Role};
use crate::lang::LangTag;

/// What a line of the contents names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EntryKind {
    /// A part.
    Part,
    /// A chapter, or another division of the text.
    Chapter,
    /// A division before or after the text.
    Matter,
    /// A heading within a division, by its level from 2 on.
    Heading(u8),
}

/// A line of the contents, with the lines below it.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Entry {
    /// The anchor of the division or heading.
    pub anchor: Anchor,
    /// The role of the division. A heading has the role of its division.
    pub role: Role,
    /// What it names.
    pub kind: EntryKind,
    /// The part of the book that it is in.
    pub matter: Matter,
    /// The level: 0 for divisions at the top.
    pub level: u8,
    /// Its number.
    pub number: Option<Number>,
    /// The title as it is listed; never empty.
    pub title: Vec<Inline>,
    /// The same title as plain text.
    pub label: String,
    /// Its language, if it is another than that of the book.
    pub lang: Option<LangTag>,
    /// The lines below the title: the subtitle and the authors of a chapter.
    pub lines: Vec<Vec<Inline>>,
    /// The entries below it.
    pub children: Vec<Entry>,
}
