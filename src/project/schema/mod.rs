//! The documentation of the keys of `book.yaml` and of a chapter's head: the value, default and meaning
//! of each, with an example.
//!
//! Tests write docs/book-yaml.md from these tables and compare them with what is read: the keys that a
//! message lists as known are those of the table, and every example is built.

mod book;
mod design;
pub(crate) mod handbook;
mod parts;

use book::{BOOK, HEAD, SINGLE_FILE};
use design::DESIGN;
use parts::{
    BLOCK, CHAPTERS, CONTRIBUTOR, COVER, EDITION, EPUB, GLOSSARY, INDEX, INDEX_RULE, LISTED_FILE,
    LISTED_PART, MATH, NUMBERING, SERIES, SUBJECT,
};

/// Every mapping with the name of its table in the document.
const MAPPINGS: [(&str, &Mapping); 19] = [
    ("book", &BOOK),
    ("contributors", &CONTRIBUTOR),
    ("subjects", &SUBJECT),
    ("series", &SERIES),
    ("cover", &COVER),
    ("chapters", &CHAPTERS),
    ("part", &LISTED_PART),
    ("file", &LISTED_FILE),
    ("editions", &EDITION),
    ("epub", &EPUB),
    ("math", &MATH),
    ("numbering", &NUMBERING),
    ("blocks", &BLOCK),
    ("index", &INDEX),
    ("index entries", &INDEX_RULE),
    ("glossary", &GLOSSARY),
    ("design", &DESIGN),
    ("head", &HEAD),
    ("single file", &SINGLE_FILE),
];

/// The value of a key.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// One of the words in the table that the reader of the key uses.
    Words(fn() -> Vec<&'static str>),
    /// A list of such words.
    List(fn() -> Vec<&'static str>),
    /// Anything else, described in Markdown.
    Described(&'static str),
}

/// A key of a mapping.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
    /// The effect of leaving the key out, in Markdown; [`REQUIRED`] if it is required.
    pub(super) default: &'static str,
    /// The meaning of the key, in Markdown.
    pub(super) what: &'static str,
    /// The key with a value, on one line of YAML.
    pub(super) example: &'static str,
}

/// The default of a required key.
pub(super) const REQUIRED: &str = "required";
/// The default of a key that has no value if it is left out.
const NONE: &str = "none";
/// The default of a key that is another name of the key above it.
const ALIAS: &str = "";

const fn key(
    name: &'static str,
    takes: Takes,
    default: &'static str,
    what: &'static str,
    example: &'static str,
) -> Entry {
    Entry { name, takes, default, what, example }
}

/// A mapping, the keys of which are gathered from one or more tables.
pub(super) struct Mapping {
    pub(super) keys: &'static [&'static [Entry]],
    /// The text of a `book.yaml` around the mapping, with `$` in place of its keys.
    pub(super) around: &'static str,
}

impl Mapping {
    /// Returns the keys in the order of the tables.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'static Entry> {
        self.keys.iter().copied().flatten()
    }

    /// Returns the names of the keys.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.entries().map(|entry| entry.name)
    }

    /// Returns whether a key of this name is among them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}

/// Returns the names in a table of named values.
fn names<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(name, _)| *name).collect()
}
