//! The Gregorian calendar in UTC. Only this file uses chrono.
//!
//! A book states when it was made in four notations: the package document and XMP (ISO 8601), the PDF
//! date string and the date of a ZIP entry. All of them are formatted from one [`Moment`].

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

/// An instant in UTC, to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Moment(DateTime<Utc>);

impl Moment {
    /// Returns the moment `epoch` seconds after 1 January 1970, 00:00 UTC; that instant itself if the
    /// calendar has no such moment (some 262,000 years before or after).
    pub(crate) fn from_epoch(epoch: i64) -> Self {
        Self(DateTime::from_timestamp(epoch, 0).unwrap_or_default())
    }

    /// Returns the date as `(year, month, day)`; months and days are counted from 1.
    pub(crate) fn date(self) -> (i32, u8, u8) {
        (self.0.year(), small(self.0.month()), small(self.0.day()))
    }

    /// Returns the time of day as `(hour, minute, second)`.
    pub(crate) fn time(self) -> (u8, u8, u8) {
        (small(self.0.hour()), small(self.0.minute()), small(self.0.second()))
    }

    /// Formats the moment by ISO 8601: `2026-11-23T12:24:05Z`.
    pub(crate) fn iso_8601(self) -> String {
        let ((year, month, day), (hour, minute, second)) = (self.date(), self.time());
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// Returns the moment in the type that epub-builder takes.
    pub(crate) fn to_chrono(self) -> DateTime<Utc> {
        self.0
    }
}

/// Returns the seconds from 1 January 1970 to the start of a day, or `None` if there is no such day.
pub(crate) fn start_of_day(year: u16, month: u8, day: u8) -> Option<i64> {
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    Some(date.and_time(NaiveTime::MIN).and_utc().timestamp())
}

/// Returns the seconds from 1 January 1970 to a moment that [`Moment::iso_8601`] formatted, or `None` for any other text.
pub(crate) fn from_iso_8601(text: &str) -> Option<i64> {
    let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").ok()?;
    Some(moment.and_utc().timestamp())
}

/// Converts a month, day, hour, minute or second, none of which is above 60.
fn small(part: u32) -> u8 {
    u8::try_from(part).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_formatted_by_iso_8601() {
        let formatted = [0, 951_782_400, 1_795_436_645, -1].map(|epoch| Moment::from_epoch(epoch).iso_8601());
        assert_eq!(
            formatted,
            ["1970-01-01T00:00:00Z", "2000-02-29T00:00:00Z", "2026-11-23T12:24:05Z", "1969-12-31T23:59:59Z"]
        );
    }

    #[test]
    fn a_formatted_moment_is_read_again() {
        for epoch in [0, 951_782_400, 1_795_436_645, -1] {
            assert_eq!(from_iso_8601(&Moment::from_epoch(epoch).iso_8601()), Some(epoch));
        }
        assert_eq!([from_iso_8601("2026-11-23"), from_iso_8601("2025-02-29T00:00:00Z")], [None; 2]);
    }

    #[test]
    fn days_start_at_midnight_utc() {
        let days = [(1970, 1, 1), (2000, 1, 1), (2000, 3, 1), (2026, 11, 23), (1969, 12, 31)]
            .map(|(year, month, day)| start_of_day(year, month, day).map(|seconds| seconds / 86_400));
        assert_eq!(days, [Some(0), Some(10_957), Some(11_017), Some(20_780), Some(-1)]);
    }

    #[test]
    fn days_that_do_not_exist_have_no_start() {
        assert_eq!(
            [start_of_day(2025, 2, 29), start_of_day(2025, 13, 1), start_of_day(2025, 4, 31)],
            [None; 3]
        );
        assert!(start_of_day(2024, 2, 29).is_some());
    }
}
