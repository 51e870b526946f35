//! `pressmark check`: every diagnostic, and a table of the limits of shops. It makes no books.

use pressmark::Session;
use pressmark::diag::render;
use pressmark::shops::Row;
use serde::Serialize;

use super::args::CheckOptions;
use super::exit::ExitStatus;
use super::terminal::Terminal;
use super::{project, report};

/// Reports every diagnostic and the limits of shops.
pub(super) fn run(options: &CheckOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let (opened, _threads) = match project::open_to_read(&options.source, &options.limits, terminal) {
        Ok((opened, threads)) => (opened.locked(&options.locked), threads),
        Err(status) => return status,
    };
    let progress = terminal.progress("checking");
    let checked = match opened.attempt(terminal, Session::check) {
        Ok(checked) => checked,
        Err(status) => return status,
    };
    drop(progress);
    report::book(&opened.session);
    let diagnostics = checked.diagnostics;
    terminal.show(&diagnostics, opened.session.sources(), &opened.prefix);
    if !diagnostics.is_empty() {
        let lines = std::iter::once("codes:".to_owned()).chain(render::counts(&diagnostics));
        terminal.table(lines, String::new);
    }
    for (file_name, rows) in &checked.shops {
        let lines = std::iter::once(format!("{file_name} in the shops:")).chain(table(rows));
        terminal.table(lines, || json(file_name, rows));
    }
    if diagnostics.is_empty() {
        terminal.note("no errors and no warnings");
    }
    ExitStatus::of_diagnostics(&diagnostics, options.report.strict)
}

/// Returns the limits for programs: one JSON object on each line, with a `shop`, which no diagnostic has.
fn json(book: &str, rows: &[Row]) -> String {
    #[derive(Serialize)]
    struct JsonShopRow<'a> {
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
    let line = |row: &Row| {
        let record = JsonShopRow {
            shop: row.shop.name(),
            book,
            what: row.what,
            found: row.found,
            max: (!row.is_minimum).then_some(row.limit),
            min: row.is_minimum.then_some(row.limit),
            unit: row.unit.name(),
            name: row.name.as_deref(),
            verdict: row.verdict.name(),
        };
        render::json_line(&record)
    };
    rows.iter().map(line).collect()
}

/// Returns the lines of a table, each column as wide as its widest cell.
fn table(rows: &[Row]) -> Vec<String> {
    let mut lines = vec![["shop", "what", "found", "limit", ""].map(str::to_owned)];
    lines.extend(rows.iter().map(|row| {
        let name = row.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        let (shop, found) = (row.shop.name().to_owned(), format!("{}{name}", row.found_text()));
        [shop, row.what.to_owned(), found, row.limit_text(), row.verdict.name().replace('-', " ")]
    }));
    super::table::lines(&lines)
}
