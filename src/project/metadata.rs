//! What a book is, resolved: names, languages, dates, identifiers.

use crate::diag::Span;
use crate::lang::LangTag;

/// The metadata of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Metadata {
    /// The title; never empty.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The main language.
    pub language: LangTag,
    /// Everyone who made it, in the order given.
    pub contributors: Vec<Contributor>,
    /// The publisher.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// The statement of rights.
    pub rights: Option<String>,
    /// SPDX identifier or text of the licence.
    pub license: Option<String>,
    /// A paragraph for shops.
    pub description: Option<String>,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Other books of the authors, by title.
    pub also_by: Vec<String>,
    /// The identifier by the author's word (`urn:uuid:...`, `urn:isbn:...`, a URI).
    pub identifier: Option<String>,
    /// The ISBN of the EPUB edition, digits only.
    pub isbn: Option<Isbn>,
}

/// Someone who made the book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Contributor {
    /// The name as set.
    pub name: String,
    /// The name as sorted.
    pub sort: Option<String>,
    /// The MARC relator code: `aut`, `edt`, `trl`, `ill`.
    pub role: String,
}

/// A date as exact as it is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// A subject, from a scheme where one is named.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Subject {
    /// The words.
    pub term: String,
    /// The scheme: `LCSH`, `BISAC`, `Thema`.
    pub scheme: Option<String>,
    /// The code in that scheme.
    pub code: Option<String>,
}

/// A series.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The volume's place in it (`2`, `2.5`).
    pub number: Option<String>,
}

/// An ISBN-13 with a right check digit, digits only.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Isbn(pub String);

/// What the YAML block at the head of one file says.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct FileMeta {
    /// The chapter's title, before its first heading.
    pub title: Option<String>,
    /// The role by name, with its place for messages.
    pub role: Option<(String, Option<Span>)>,
    /// The name for running heads.
    pub short_title: Option<String>,
    /// A class.
    pub class: Option<String>,
    /// `toc: false` keeps it out of the contents.
    pub toc: Option<bool>,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Metadata {
    /// The metadata of a book of which nothing is known but its title and its language.
    pub fn titled(title: impl Into<String>, language: LangTag) -> Self {
        Self {
            title: title.into(),
            subtitle: None,
            language,
            contributors: Vec::new(),
            publisher: None,
            date: None,
            rights: None,
            license: None,
            description: None,
            subjects: Vec::new(),
            series: None,
            also_by: Vec::new(),
            identifier: None,
            isbn: None,
        }
    }

    /// The names of the authors, in order.
    pub fn authors(&self) -> impl Iterator<Item = &str> {
        self.contributors.iter().filter(|c| c.role == "aut").map(|c| c.name.as_str())
    }
}
