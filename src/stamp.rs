//! The data that a book records about its own making: date, identifier, generator.
//!
//! No clock is read: the date is that of the book, or one that the caller passes.

use crate::calendar::{self, Moment};
use crate::project::metadata::{Date, Metadata};

/// Date, identifier and generator of a book; the same for the same manuscript.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Seconds since 1 January 1970 (UTC): `SOURCE_DATE_EPOCH`, else the book's date, else 1 January
    /// 2000.
    pub epoch: i64,
    /// The unique identifier: the author's, the ISBN as a URN, or a UUID (version 5) as a URN.
    pub identifier: String,
    /// The program and its version: `Pressmark 0.1.0`.
    pub generator: String,
}

/// The moment of a book without a date: 1 January 2000, 00:00 UTC.
const UNDATED: i64 = 946_684_800;

impl Stamp {
    /// Returns the stamp of a book; `epoch`, if passed, replaces the book's own date.
    pub fn new(meta: &Metadata, epoch: Option<i64>) -> Self {
        Self {
            epoch: epoch.or_else(|| meta.date.and_then(midnight)).unwrap_or(UNDATED),
            identifier: identifier(meta),
            generator: concat!("Pressmark ", env!("CARGO_PKG_VERSION")).to_owned(),
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
