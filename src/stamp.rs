//! What a book says of its own making.
//!
//! No clock is read: the date is the book's own, or the one that the caller gives.

use crate::project::metadata::{Date, Metadata};

/// Settled before the core runs, the same for the same manuscript.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Seconds since 1970 (UTC): `SOURCE_DATE_EPOCH`, else the book's date, else 1 January 2000.
    pub epoch: i64,
    /// The unique identifier: the author's, the ISBN as a URN, or a UUID (version 5) as a URN.
    pub identifier: String,
    /// What made it: `Pressmark 0.1.0`.
    pub generator: String,
}

/// The moment of a book without a date: 1 January 2000, 00:00 UTC.
const UNDATED: i64 = 946_684_800;

impl Stamp {
    /// The stamp of a book; `epoch` goes before the book's own date.
    pub fn new(meta: &Metadata, epoch: Option<i64>) -> Self {
        Self {
            epoch: epoch.or_else(|| meta.date.map(midnight)).unwrap_or(UNDATED),
            identifier: identifier(meta),
            generator: concat!("Pressmark ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// The author's word, else the ISBN, else a name-based UUID (RFC 9562, section 5.5) of title,
/// contributors and language: the same as long as these are the same.
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

/// The first second of a date, the first day of a month or year that is not more exact.
fn midnight(date: Date) -> i64 {
    days_from_civil(
        i64::from(date.year),
        i64::from(date.month.unwrap_or(1)),
        i64::from(date.day.unwrap_or(1)),
    ) * 86_400
}

/// Days from 1 January 1970 in the Gregorian calendar, by counting years from 1 March (so that the
/// leap day is a year's last) in eras of 400 years, 146,097 days each.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let days = [(1970, 1, 1), (2000, 1, 1), (2000, 3, 1), (2026, 11, 23), (1969, 12, 31)]
            .map(|(y, m, d)| days_from_civil(y, m, d));
        assert_eq!(days, [0, 10_957, 11_017, 20_780, -1]);
    }

    #[test]
    fn a_year_is_its_first_second() {
        let date = Date { year: 2000, month: None, day: None };
        assert_eq!(midnight(date), UNDATED);
    }
}
