//! The metadata of a book, resolved: names, languages, dates, identifiers.

use std::sync::Arc;

use crate::diag::Span;
use crate::lang::{DividedWords, LangTag};
use crate::words::Words;

/// The metadata of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Metadata {
    /// The title; never empty.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The main language.
    pub language: LangTag,
    /// The words that the program adds, in that language or the author's own.
    pub words: Words,
    /// Words of that language that are divided as the author writes them.
    pub hyphenation: Arc<DividedWords>,
    /// The contributors in the order given.
    pub contributors: Vec<Contributor>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The date of publication.
    pub date: Option<Date>,
    /// The statement of the edition: `Second edition`.
    pub edition: Option<String>,
    /// The number of the printing, for the printer's key.
    pub printing: Option<u32>,
    /// The statement of rights.
    pub rights: Option<String>,
    /// The SPDX identifier or the text of the licence.
    pub license: Option<String>,
    /// A description for shops: a paragraph of plain text.
    pub description: Option<String>,
    /// The subjects of the book.
    pub subjects: Vec<Subject>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Other books of the authors, by title.
    pub also_by: Vec<String>,
    /// The identifier that the author states (`urn:uuid:…`, `urn:isbn:…`, any URI).
    pub identifier: Option<String>,
    /// The ISBN of the e-book, unless an edition has its own.
    pub isbn: Option<Isbn>,
}

/// Where the metadata was written, for messages about text that is made from it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MetadataPlaces {
    /// The beginning of the file that describes the book.
    pub start: Span,
    /// The value of each key that is there.
    pub(super) keys: Vec<(&'static str, Span)>,
}

impl MetadataPlaces {
    /// The keys whose values are shown in the book.
    pub(super) const KEYS: [&'static str; 13] = [
        "title",
        "subtitle",
        "language",
        "lang",
        "author",
        "authors",
        "contributors",
        "publisher",
        "edition",
        "rights",
        "license",
        "series",
        "also-by",
    ];

    /// Returns the place of the value of the first of these keys that is there; the beginning of the file if
    /// none is.
    pub fn of(&self, keys: &[&str]) -> Span {
        let place = |key: &&str| self.keys.iter().find(|(known, _)| known == key).map(|(_, span)| *span);
        keys.iter().find_map(place).unwrap_or(self.start)
    }
}

/// A person who contributed to the book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Contributor {
    /// The name as it is set in the book.
    pub name: String,
    /// The name for sorting: `Melville, Herman`.
    pub sort: Option<String>,
    /// The MARC relator code of the role: `aut`, `edt`, `trl`, `ill`.
    pub role: String,
}

impl Contributor {
    /// Returns an author with this name.
    pub(super) fn author(name: impl Into<String>) -> Self {
        Self { name: name.into(), sort: None, role: "aut".to_owned() }
    }
}

/// A date, as precise as it is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// A subject, as a code of a scheme if one is named.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Subject {
    /// The subject in words.
    pub term: String,
    /// The scheme: `LCSH`, `BISAC`, `Thema`.
    pub scheme: Option<String>,
    /// The code in the scheme.
    pub code: Option<String>,
}

/// A series of books.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The position of the book in it: `2`, `2.5`.
    pub number: Option<String>,
}

/// An ISBN-13 with a correct check digit, digits only.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Isbn(pub String);

/// The properties that the head of one Markdown file states.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct FileMeta {
    /// The title of the chapter, which takes precedence over its first heading.
    pub title: Option<String>,
    /// The name of the role, with its place.
    pub role: Option<(String, Option<Span>)>,
    /// The title in running heads.
    pub short_title: Option<String>,
    /// The subtitle of the chapter, with its place.
    pub subtitle: Option<(String, Option<Span>)>,
    /// The authors of the chapter, with their places.
    pub authors: Vec<(String, Option<Span>)>,
    /// The language of its text, if the head states one.
    pub lang: Option<LangTag>,
    /// A class of the division.
    pub class: Option<String>,
    /// Whether it is in the table of contents: `toc`.
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
    /// Returns the metadata of a book with only a title and a language.
    pub fn titled(title: impl Into<String>, language: LangTag) -> Self {
        Self {
            title: title.into(),
            subtitle: None,
            words: Words::new(language.clone()),
            hyphenation: Arc::new(DividedWords::new(language.clone())),
            language,
            contributors: Vec::new(),
            publisher: None,
            date: None,
            edition: None,
            printing: None,
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

    /// Returns the names of the authors, in order.
    pub fn authors(&self) -> impl Iterator<Item = &str> {
        self.contributors.iter().filter(|c| c.role == "aut").map(|c| c.name.as_str())
    }
}
