//! The data that a book records about its own making: date, identifier, generator, inputs.
//!
//! No clock is read: the date is that of the book, or one that the caller passes.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::calendar::{self, Moment};
use crate::project::metadata::{Date, Metadata};

/// Date, identifier, generator and inputs of a book; the same for the same manuscript.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Seconds since 1 January 1970 (UTC): `SOURCE_DATE_EPOCH`, else the book's date, else 1 January
    /// 2000.
    pub epoch: i64,
    /// The unique identifier: the author's, the ISBN as a URN, or a UUID (version 5) as a URN.
    pub identifier: String,
    /// The program and its version: `Pressmark 0.1.0`.
    pub generator: String,
    /// The name of the files that the book was made from (`inputs_name`): all books of a build have the same.
    pub inputs: String,
    /// The font files of the machine that were chosen: each with its name and its SHA-256 in hexadecimal.
    pub system_fonts: Vec<(String, String)>,
}

/// Returns the name of files, given the SHA-256 of each by its path, to this version of the program: 128 bits of a SHA-256, in
/// hexadecimal. Options, such as a date, are not part of it.
pub(crate) fn inputs_name(files: &BTreeMap<String, [u8; 32]>) -> String {
    let mut hasher = Sha256::new();
    let mut put = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    put(GENERATOR.as_bytes());
    for (path, hash) in files {
        put(path.as_bytes());
        put(hash);
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let [high, low, ..] = digest.as_chunks::<8>().0 else { return String::new() };
    format!("{:016x}{:016x}", u64::from_be_bytes(*high), u64::from_be_bytes(*low))
}

/// The program and its version.
const GENERATOR: &str = concat!("Pressmark ", env!("CARGO_PKG_VERSION"));

/// The moment of a book without a date: 1 January 2000, 00:00 UTC.
const UNDATED: i64 = 946_684_800;

impl Stamp {
    /// Returns the stamp of a book that was made from `inputs`; `epoch`, if passed, replaces the book's own date.
    pub fn new(meta: &Metadata, epoch: Option<i64>, inputs: &str) -> Self {
        Self {
            epoch: epoch.or_else(|| meta.date.and_then(midnight)).unwrap_or(UNDATED),
            identifier: identifier(meta),
            generator: GENERATOR.to_owned(),
            inputs: inputs.to_owned(),
            system_fonts: Vec::new(),
        }
    }

    /// Returns the date as a moment of the calendar.
    pub(crate) fn moment(&self) -> Moment {
        Moment::from_epoch(self.epoch)
    }
}

/// Returns the author's identifier, else the ISBN, else a name-based UUID (RFC 9562, section 5.5) of
/// title, contributors and language: the same as long as these are the same.
fn identifier(meta: &Metadata) -> String {
    if let Some(identifier) = &meta.identifier {
        return identifier.clone();
    }
    if let Some(isbn) = &meta.isbn {
        return format!("urn:isbn:{}", isbn.0);
    }
    let mut name = format!("pressmark\n{}\n{}", meta.title, meta.language);
    for contributor in &meta.contributors {
        name += &format!("\n{} {}", contributor.role, contributor.name);
    }
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

/// Returns the first second of a date, or of the first day if only the month or the year is known.
fn midnight(date: Date) -> Option<i64> {
    calendar::start_of_day(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_its_first_second() {
        let date = Date { year: 2000, month: None, day: None };
        assert_eq!(midnight(date), Some(UNDATED));
    }
}
