//! Indexes: the marks in the text, and the lists that are made of them.

use super::inline::Inline;
use crate::book::anchor::Anchor;
use crate::book::origin::NodeId;
use crate::project::LocatorStyle;

/// The deepest level of an entry: an entry, a sub-entry, and one below that.
pub const MAX_INDEX_LEVELS: usize = 3;

/// A mark in the text: it says that an entry of an index is about this place.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct IndexMark {
    /// The name of the index; empty for the general one.
    pub index: String,
    /// The headings from the entry down to the sub-entry. Empty if the marked text is the entry.
    pub path: Vec<IndexHeading>,
    /// The key by which the marked text is sorted, if that is the entry.
    pub sort: Option<String>,
    /// How the place is marked. `None` for a mark that has cross-references alone.
    pub place: Option<MarkedPlace>,
    /// The entries that have the place instead: their headings, separated by `!`.
    pub see: Vec<String>,
    /// The entries that have more.
    pub see_also: Vec<String>,
}

/// The heading of an entry.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct IndexHeading {
    /// The text.
    pub text: Vec<Inline>,
    /// The key by which it is sorted, if that is not the text.
    pub sort: Option<String>,
}

/// How a place is marked.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct MarkedPlace {
    /// Whether it is the principal mention, whose page number is bold.
    pub is_principal: bool,
    /// Whether the mark is one end of a range.
    pub range: MarkRange,
}

/// Whether a mark is one end of a range.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum MarkRange {
    /// It is a place of its own.
    #[default]
    Single,
    /// The range begins here.
    Start,
    /// The range of the same entry ends here.
    End,
    /// The range that begins at the mark with this identifier ends here.
    EndOf(String),
    /// The block is the range.
    Block,
}

/// An index, by its place in [`super::Book::indexes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IndexId(pub u16);

/// A list of entries with their places in the text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Index {
    /// The name; empty for the general index.
    pub name: String,
    /// How page numbers are shown.
    pub locators: LocatorStyle,
    /// The entries by their first letters.
    pub groups: Vec<IndexGroup>,
}

/// The entries that begin with a letter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct IndexGroup {
    /// The letter; empty for signs and figures.
    pub label: String,
    /// The entries.
    pub entries: Vec<IndexEntry>,
}

/// An entry or a sub-entry.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct IndexEntry {
    /// The anchor, if a cross-reference leads to the entry.
    pub anchor: Option<Anchor>,
    /// The heading.
    pub heading: Vec<Inline>,
    /// The places in the text, in reading order.
    pub locators: Vec<Locator>,
    /// The entries that have the places instead.
    pub see: Vec<CrossReference>,
    /// The entries that have more.
    pub see_also: Vec<CrossReference>,
    /// The sub-entries.
    pub children: Vec<IndexEntry>,
}

/// A place that an entry is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Locator {
    /// Its beginning.
    pub start: Anchor,
    /// The end of a range.
    pub end: Option<Anchor>,
    /// Whether it is the principal mention.
    pub is_principal: bool,
    /// The number of the note that it is in, as shown.
    pub note: Option<String>,
    /// Whether it is a figure or a table.
    pub is_figure: bool,
}

/// A cross-reference from an entry to another.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CrossReference {
    /// The entry; `None` if there is no such entry.
    pub to: Option<Anchor>,
    /// Its headings as they are shown.
    pub text: Vec<Inline>,
}

impl Index {
    /// Returns every entry with its level, from 0, in the order of the index.
    pub fn entries(&self) -> Vec<(usize, &IndexEntry)> {
        fn add<'a>(list: &'a [IndexEntry], level: usize, all: &mut Vec<(usize, &'a IndexEntry)>) {
            for entry in list {
                all.push((level, entry));
                add(&entry.children, level + 1, all);
            }
        }
        let mut all = Vec::new();
        self.groups.iter().for_each(|group| add(&group.entries, 0, &mut all));
        all
    }

    /// Returns every entry with its node, for the block with this node.
    pub fn entries_by_node(&self, block: NodeId) -> impl Iterator<Item = (NodeId, usize, &IndexEntry)> {
        block.lines().zip(self.entries()).map(|(node, (level, entry))| (node, level, entry))
    }
}

impl IndexEntry {
    /// Returns all its cross-references.
    pub fn references(&self) -> impl Iterator<Item = &CrossReference> {
        self.see.iter().chain(&self.see_also)
    }
}
