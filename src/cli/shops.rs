//! The limits of shops, as a table and as JSON. Entry points: [`table`], [`json`] and [`ShopLimit::of`].

use pressmark::diag::render;
use pressmark::shops::Row;
use serde::Serialize;

/// A limit of a shop and what an e-book has, for programs.
#[derive(Serialize)]
pub(super) struct ShopLimit<'a> {
    shop: &'a str,
    book: &'a str,
    what: &'a str,
    found: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<u64>,
    unit: &'a str,
    name: Option<&'a str>,
    verdict: &'a str,
}

impl<'a> ShopLimit<'a> {
    /// Returns a row of the e-book with a file name.
    pub(super) fn of(book: &'a str, row: &'a Row) -> Self {
        Self {
            shop: row.shop.name(),
            book,
            what: row.what,
            found: row.found,
            max: (!row.is_minimum).then_some(row.limit),
            min: row.is_minimum.then_some(row.limit),
            unit: row.unit.name(),
            name: row.name.as_deref(),
            verdict: row.verdict.name(),
        }
    }
}

/// Returns one JSON object on each line, with a `shop`, which no diagnostic has.
pub(super) fn json(book: &str, rows: &[Row]) -> String {
    rows.iter().map(|row| render::json_line(&ShopLimit::of(book, row))).collect()
}

/// Returns the lines of a table, each column as wide as its widest cell.
pub(super) fn table(rows: &[Row]) -> Vec<String> {
    let mut lines = vec![["shop", "what", "found", "limit", ""].map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    super::table::lines(&lines)
}

/// Returns the shop, what is limited, what the e-book has, the limit and the verdict.
pub(super) fn cells(row: &Row) -> [String; 5] {
    let name = row.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let found = format!("{}{name}", row.found_text());
    let verdict = row.verdict.name().replace('-', " ");
    [row.shop.name().to_owned(), row.what.to_owned(), found, row.limit_text(), verdict]
}
