//! Renders a run for GitLab: a report of Code Quality, which merge requests show
//! (<https://docs.gitlab.com/ci/testing/code_quality/>).
//!
//! Each entry needs a file and a line: what has no place has the first line of `book.yaml`. What ended the run before its end
//! is an entry as well, of the severity `blocker`; an empty list would look like a good book.

use serde::Serialize;

use super::context::plain_line;
use super::finding::{Finding, fingerprints};
use super::json::document;
use super::run::RunRecord;

/// Renders a run as a JSON array.
pub fn gitlab(run: &RunRecord<'_>) -> String {
    let of_book = run.findings.iter().zip(fingerprints(run.findings));
    let of_book = of_book.map(|(finding, fingerprint)| entry(finding, fingerprint, run));
    let of_run = run.failures.iter().enumerate().map(|(index, text)| Entry {
        description: plain_line(text),
        check_name: run.kind_of_failure(),
        fingerprint: format!("{}:{}", run.kind_of_failure(), index + 1),
        severity: "blocker",
        location: location(run.home, 1),
    });
    document(&of_run.chain(of_book).collect::<Vec<_>>())
}

fn entry(finding: &Finding, fingerprint: String, run: &RunRecord<'_>) -> Entry {
    let mut description = plain_line(&finding.message);
    if !finding.help.is_empty() {
        description += &format!(" (help: {})", plain_line(&finding.help.join("; ")));
    }
    let (path, line) = finding.place.as_ref().map_or((run.home, 1), |place| (&place.file, place.line));
    Entry {
        description,
        check_name: finding.code.id(),
        fingerprint,
        severity: if run.fails(finding) { "major" } else { "minor" },
        location: location(path, line),
    }
}

fn location(path: &str, line: usize) -> Location {
    Location { path: plain_line(path), lines: Lines { begin: line } }
}

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}
