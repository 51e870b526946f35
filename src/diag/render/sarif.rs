//! Renders a run as SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), which services for code review read.
//!
//! Decisions:
//!
//! - Columns are counted in characters (`unicodeCodePoints`).
//! - Paths are relative to the working directory, `%SRCROOT%`; an absolute one is a `file:` address.
//! - A result without a place has the first line of `book.yaml`, since services drop results without one.
//! - The fingerprint has the name that GitHub reads. It does not change when lines are added above.
//! - What ended a run before its end is a notification about the execution, not a result.
//! - No rule has a `helpUri`: the codes have no pages.
//! - Braces in messages are not doubled (section 3.11.5), because services show them as they are. Text that would be a
//!   placeholder or a link (section 3.11.6) gets a space.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::plain_line;
use super::finding::{Finding, Place, fingerprints};
use super::json::document;
use super::run::{RunRecord, TOOL};
use crate::diag::{Code, Severity};

/// The base of all relative paths.
const ROOT: &str = "%SRCROOT%";

/// Renders a run as a SARIF document.
pub fn sarif(run: &RunRecord<'_>) -> String {
    let rules = rules(run.findings);
    let results = run.findings.iter().zip(fingerprints(run.findings));
    let results = results.map(|(finding, name)| result(finding, name, &rules, run)).collect();
    document(&Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver { name: TOOL, version: env!("CARGO_PKG_VERSION"), rules: rule_list(&rules) },
            },
            invocations: [Invocation {
                execution_successful: run.is_complete(),
                exit_code: run.exit,
                tool_execution_notifications: run
                    .failures
                    .iter()
                    .map(|text| notification(text, run))
                    .collect(),
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base { description: message("the working directory of the run") },
            )]),
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}

/// Returns the codes that occur, each with its index.
fn rules(findings: &[Finding]) -> BTreeMap<Code, usize> {
    let mut rules: BTreeMap<Code, usize> = findings.iter().map(|finding| (finding.code, 0)).collect();
    rules.values_mut().enumerate().for_each(|(number, index)| *index = number);
    rules
}

fn rule_list(rules: &BTreeMap<Code, usize>) -> Vec<Rule> {
    let rule = |code: &Code| Rule {
        id: code.id(),
        short_description: message(code.title()),
        default_configuration: Configuration { level: code.severity().word() },
    };
    rules.keys().map(rule).collect()
}

fn notification(text: &str, run: &RunRecord<'_>) -> Notification {
    Notification {
        descriptor: Descriptor { id: run.kind_of_failure() },
        level: "error",
        message: message(text),
    }
}

fn result(
    finding: &Finding,
    fingerprint: String,
    rules: &BTreeMap<Code, usize>,
    run: &RunRecord<'_>,
) -> SarifResult {
    let mut text = finding.message.clone();
    if !finding.help.is_empty() {
        text += &format!(" (help: {})", finding.help.join("; "));
    }
    let home = || Place { file: run.home.to_owned(), line: 1, column: 1, end_line: 1, end_column: 1 };
    let level = if run.fails(finding) { Severity::Error } else { Severity::Warning };
    SarifResult {
        rule_id: finding.code.id(),
        rule_index: rules.get(&finding.code).copied().unwrap_or_default(),
        level: level.word(),
        message: message(&text),
        locations: [location(&finding.place.clone().unwrap_or_else(home), None)],
        related_locations: finding
            .labels
            .iter()
            .map(|label| location(&label.place, Some(message(&label.message))))
            .collect(),
        partial_fingerprints: BTreeMap::from([("primaryLocationLineHash", fingerprint)]),
    }
}

fn location(place: &Place, message: Option<Message>) -> Location {
    let (uri, uri_base_id) = address(&place.file);
    let region = Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    };
    Location {
        physical_location: PhysicalLocation { artifact_location: Artifact { uri, uri_base_id }, region },
        message,
    }
}

/// Returns a message, in which text of a manuscript is neither a link nor a placeholder.
fn message(text: &str) -> Message {
    let mut safe = plain_line(text).replace("](", "] (");
    if safe.contains('{') {
        safe = (0..=9).fold(safe, |safe, digit| safe.replace(&format!("{{{digit}"), &format!("{{ {digit}")));
    }
    Message { text: safe }
}

/// Returns a path as the reference of a URI (RFC 3986), and the name of its base if it is relative.
fn address(path: &str) -> (String, Option<&'static str>) {
    let is_drive =
        path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(":/");
    let (mut uri, path) = match (path.starts_with('/'), is_drive) {
        (true, _) => ("file://".to_owned(), path),
        (_, true) => (format!("file:///{}", &path[..2]), &path[2..]),
        _ => (String::new(), path),
    };
    let base = if uri.is_empty() { Some(ROOT) } else { None };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    (uri, base)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    descriptor: Descriptor,
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct Descriptor {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references_of_uris() {
        let of = |path| address(path).0;
        assert_eq!(of("chapters/01 a.md"), "chapters/01%20a.md");
        assert_eq!(of("a:b?#é%.md"), "a%3Ab%3F%23%C3%A9%25.md");
        assert_eq!([of("/b/a.md"), of("C:/a.md")], ["file:///b/a.md", "file:///C:/a.md"]);
        assert_eq!(["../a.md", "/a.md"].map(|path| address(path).1), [Some(ROOT), None]);
    }

    #[test]
    fn a_message_has_no_link_and_no_placeholder() {
        let text = message("link [x](https://example.org) {0} {x} {12}").text;
        assert_eq!(text, "link [x] (https://example.org) { 0} {x} { 12}");
    }
}
