//! The Markdown of `--summary`, for the page on which a CI service shows a job.

use std::collections::BTreeMap;

use pressmark::ProductKind;
use pressmark::diag::Code;
use pressmark::diag::render::{Finding, plain_line};
use pressmark::shops::{Row, Verdict};

use super::{Collected, MadeFile};
use crate::cli::numbers::{extent, grouped, size};
use crate::cli::shops::cells;

/// The maximum length of a summary in bytes. GitHub takes 1 MiB for a step, and other programs may add to it.
const MAX_BYTES: usize = 256 << 10;
/// The maximum number of characters of a text of the author in a cell.
const MAX_CELL: usize = 160;

/// Returns the summary of a run that ends with an exit code.
pub(super) fn markdown(run: &Collected, exit: u8) -> String {
    let name = run.title.as_deref().map_or_else(|| "Pressmark".to_owned(), escaped);
    let mut out = format!("### {name}\n\n{}\n\n", outcome(run, exit));
    let books: Vec<&MadeFile> = run.files.iter().filter(|file| file.kind == ProductKind::Book).collect();
    let of_book = |file: &&MadeFile| {
        format!(
            "| {name} | {} | {} | {} | {} | `{}` |\n",
            escaped(&file.path),
            extent(file.extent),
            grouped(run.words),
            size(file.bytes),
            file.sha256
        )
    };
    let head = "| Title | File | Extent | Words | Size | SHA-256 |\n|:--|:--|--:|--:|--:|:--|\n";
    table(&mut out, head, books.iter().map(of_book));
    let head = "| Code | Kind | Places | First at | Message |\n|:--|:--|--:|:--|:--|\n";
    table(&mut out, head, kinds(&run.findings).into_iter());
    let head = "| Shop | E-book | What | Found | Limit | Verdict |\n|:--|:--|:--|--:|--:|:--|\n";
    table(&mut out, head, run.shops.iter().flat_map(|(book, rows)| limits(book, rows)));
    for failure in &run.failures {
        out += &format!("- {}\n", escaped(failure));
        if out.len() > MAX_BYTES {
            break;
        }
    }
    out.trim_end().to_owned() + "\n\n"
}

/// Returns a row for each limit of a shop that an e-book is not within.
fn limits(book: &str, rows: &[Row]) -> impl Iterator<Item = String> {
    let book = escaped(book);
    rows.iter().filter(|row| row.verdict != Verdict::Fits).map(move |row| {
        let [shop, what, found, limit, verdict] = cells(row).map(|cell| escaped(&cell));
        format!("| {shop} | {book} | {what} | {found} | {limit} | {verdict} |\n")
    })
}

/// Returns in a sentence how the run ended.
fn outcome(run: &Collected, exit: u8) -> String {
    let (errors, warnings) = run.counts();
    let number = |count: u32, word: &str| match count {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        count => format!("{} {word}s", grouped(count as usize)),
    };
    let books = run.files.iter().filter(|file| file.kind == ProductKind::Book).count();
    let done = match (exit, run.wanted.command, books) {
        (0, "build", 1) => "1 book made".to_owned(),
        (0, "build", books) => format!("{books} books made"),
        (0, ..) => format!("`pressmark {}` is done", run.wanted.command),
        (1, "build", 0) => "No book made".to_owned(),
        (1, "build", _) => "Not all books made".to_owned(),
        (1, ..) => "The book has mistakes".to_owned(),
        (exit, ..) => format!("`pressmark {}` failed with exit code {exit}", run.wanted.command),
    };
    let strict = if run.wanted.strict && warnings > 0 { " (with `--strict`, an error)" } else { "" };
    format!("{done}: {}, {}{strict}.", number(errors, "error"), number(warnings, "warning"))
}

/// Returns a row for each code, errors first: its number of places, the first one and its message.
fn kinds(findings: &[Finding]) -> Vec<String> {
    let mut kinds: BTreeMap<(bool, Code), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        kinds.entry((!finding.is_error(), finding.code)).or_default().push(finding);
    }
    let row = |((_, code), all): ((bool, Code), Vec<&Finding>)| {
        let places: u32 = all.iter().map(|finding| finding.times).sum();
        let first = all.first().copied();
        let place = first.and_then(|first| first.place.as_ref());
        let place = place.map(|place| escaped(&format!("{}:{}:{}", place.file, place.line, place.column)));
        let message = first.map(|first| escaped(&first.message));
        format!(
            "| {} | {} | {} | {} | {} |\n",
            code.id(),
            code.title(),
            grouped(places as usize),
            place.unwrap_or_default(),
            message.unwrap_or_default()
        )
    };
    kinds.into_iter().map(row).collect()
}

/// Adds a table, without the rows for which there is no room; nothing for a table without rows.
fn table(out: &mut String, head: &str, rows: impl Iterator<Item = String>) {
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return;
    }
    *out += head;
    for (index, row) in rows.iter().enumerate() {
        if out.len() + row.len() > MAX_BYTES {
            *out += &format!("\nand {} more\n", grouped(rows.len() - index));
            break;
        }
        *out += row;
    }
    *out += "\n";
}

/// Returns text of an author as Markdown that shows it, and does nothing else: every sign that may mean something is a
/// reference to its character. An `@` is not beside a name, since services look for those in the finished page.
fn escaped(text: &str) -> String {
    let short: String = plain_line(text).trim().chars().take(MAX_CELL).collect();
    let mut out = String::with_capacity(short.len());
    for c in short.chars() {
        match c {
            '@' => out += "&#64;&#8203;",
            // They mean something at the beginning of a line only, and paths have many.
            '-' | '/' | ',' if !out.is_empty() => out.push(c),
            c if c.is_ascii_punctuation() => out += &format!("&#{};", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_an_author_is_shown_and_does_nothing() {
        assert_eq!(escaped(" a | b\n<b>*x* @who "), "a &#124; b &#60;b&#62;&#42;x&#42; &#64;&#8203;who");
        assert_eq!(escaped(&"é".repeat(500)).chars().count(), MAX_CELL);
    }

    #[test]
    fn a_table_ends_where_there_is_no_room() {
        let mut out = String::new();
        table(&mut out, "head\n", std::iter::repeat_n("| row |\n".repeat(1_000), 500));
        assert!(out.len() < MAX_BYTES + 100 && out.ends_with("\nand 468 more\n\n"), "{}", out.len());
        table(&mut out, "head\n", std::iter::empty());
        assert!(out.ends_with("468 more\n\n"));
    }
}
