//! The gutter: the inner margin that a book needs by its number of pages.

use std::fmt;

use super::Amount;
use super::value::{KeyValue, ValueKind};

/// The minimum inner margin of a book by its number of pages, in ascending order: each row applies from
/// its number of pages on. Without rows there is no minimum.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GutterTable(pub Vec<(u32, Amount)>);

/// An example, for messages.
const EXAMPLE: &str = "`{ 1: 0.5in, 151: 0.625in }`, or `none`";

impl KeyValue for GutterTable {
    const KIND: ValueKind = ValueKind::PageTable;

    /// Reads the entries of a mapping, separated by commas: `1: 0.5in, 151: 0.625in`.
    fn parse(key: &str, text: &str) -> Result<Self, String> {
        if matches!(text, "none" | "false") {
            return Ok(Self::default());
        }
        let mut rows: Vec<(u32, Amount)> = Vec::new();
        for row in text.split(',') {
            let wrong = || format!("`{key}` has `{}`; it must be like {EXAMPLE}", row.trim());
            let (pages, length) = row.split_once(':').ok_or_else(wrong)?;
            let pages = pages.trim().parse().map_err(|_| wrong())?;
            let length = Amount::parse(length)?;
            if length.is_negative() {
                return Err(format!("`{key}` is `{length}` from {pages} pages on; it must not be negative"));
            }
            rows.push((pages, length));
        }
        rows.sort_by_key(|(pages, _)| *pages);
        match rows.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(twice) => Err(format!("`{key}` has two rows for {} pages", twice[0].0)),
            None => Ok(Self(rows)),
        }
    }
}

impl fmt::Display for GutterTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        for (index, (pages, length)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{pages}: {length}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_any_order_and_shown_in_ascending_order() {
        let table = GutterTable::parse("gutter", "151: 45pt, 1: 36pt").expect("a table");
        assert_eq!(table.to_string(), "1: 36pt, 151: 45pt");
        assert_eq!(GutterTable::parse("gutter", &table.to_string()), Ok(table));
        assert_eq!(
            GutterTable::parse("gutter", "none").map(|table| table.to_string()),
            Ok("none".to_owned())
        );
    }

    #[test]
    fn rows_that_cannot_be_read_are_refused() {
        for text in ["", "36pt", "1: x", "-1: 3pt", "1: -3pt", "1: 3pt, 1: 4pt", "1: 3pt,"] {
            assert!(GutterTable::parse("gutter", text).is_err(), "{text}");
        }
    }
}
