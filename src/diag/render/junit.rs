//! Renders a run as JUnit XML, which most CI services show as tests.
//!
//! The first case is the run itself: it has an error if something ended the run before its end. Each diagnostic is a case of
//! its own, named by its code and its message and not by its line, so that services know it again in the next run. An error is a
//! failure. A warning is a passed case with its text in `system-out`, and a failure under `--strict`.
//!
//! There is no standard. The elements and attributes are those of the schema of Jenkins (`junit-10.xsd` of its xUnit plugin),
//! which refuses any others, such as `file` and `line`: the place is in the text.

use std::collections::BTreeSet;

use super::context::plain_line;
use super::finding::Finding;
use super::run::{RunRecord, TOOL};
use crate::xml::{attribute, escape};

/// Renders a run as an XML document.
pub fn junit(run: &RunRecord<'_>) -> String {
    let failed = run.findings.iter().filter(|finding| run.fails(finding)).count();
    // A run that came to its end and is wrong nevertheless has failed; any other one had an error.
    let of_run = usize::from(!run.failures.is_empty() || !run.is_complete());
    let (failures, errors) = if run.is_complete() { (failed + of_run, 0) } else { (failed, of_run) };
    let counts = format!(" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", run.findings.len() + 1);
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    out += &format!("<testsuites{}{counts}>\n", attribute("name", TOOL));
    let suite = format!("pressmark {}", shown(run.command));
    out += &format!("  <testsuite{}{counts} skipped=\"0\">\n", attribute("name", &suite));
    out += &case_of_run(run);
    let mut names = BTreeSet::new();
    for finding in run.findings {
        out += &case(finding, run, &mut names);
    }
    out + "  </testsuite>\n</testsuites>\n"
}

fn case_of_run(run: &RunRecord<'_>) -> String {
    let element = if run.is_complete() { "failure" } else { "error" };
    let start = format!(
        "    <testcase{}{}",
        attribute("classname", "pressmark"),
        attribute("name", &shown(run.command))
    );
    if run.failures.is_empty() && run.is_complete() {
        return start + "/>\n";
    }
    let lines: Vec<String> = run.failures.iter().map(|text| shown(text)).collect();
    let ended = || format!("ended with exit code {}", run.exit);
    let message = lines.first().cloned().unwrap_or_else(ended);
    let kind = attribute("type", run.kind_of_failure());
    let text = escape(&lines.join("\n"));
    format!(
        "{start}>\n      <{element}{kind}{}>{text}</{element}>\n    </testcase>\n",
        attribute("message", &message)
    )
}

fn case(finding: &Finding, run: &RunRecord<'_>, names: &mut BTreeSet<(String, String)>) -> String {
    let file = shown(finding.place.as_ref().map_or(run.home, |place| &place.file));
    let message = shown(&finding.message);
    let class = class_of(&file);
    let mut name = format!("{}: {message}", finding.code.id());
    let own = name.clone();
    let mut number = 1;
    while !names.insert((class.clone(), name.clone())) {
        number += 1;
        name = format!("{own} ({number})");
    }
    let out = format!("    <testcase{}{}", attribute("classname", &class), attribute("name", &name));
    let text = escape(&text(finding, &file, &message));
    if run.fails(finding) {
        let (kind, message) = (attribute("type", finding.code.id()), attribute("message", &message));
        out + &format!(">\n      <failure{kind}{message}>{text}</failure>\n    </testcase>\n")
    } else {
        out + &format!(">\n      <system-out>{text}</system-out>\n    </testcase>\n")
    }
}

/// Returns the name of the class of a file: its path without its extension, in which services would see a package.
fn class_of(path: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && !end.contains('/') => stem.to_owned(),
        _ => path.to_owned(),
    }
}

/// Returns the diagnostic as lines of text.
fn text(finding: &Finding, file: &str, message: &str) -> String {
    let place = finding.place.as_ref().map(|place| format!("{file}:{}:{}: ", place.line, place.column));
    let mut text = format!("{}{} {message}", place.unwrap_or_default(), finding.code.id());
    for label in &finding.labels {
        let place = format!("{}:{}:{}", label.place.file, label.place.line, label.place.column);
        text += &format!("\n{}: {}", shown(&place), shown(&label.message));
    }
    for help in &finding.help {
        text += &format!("\nhelp: {}", shown(help));
    }
    text
}

/// Returns text on one line, of characters that XML allows and a terminal shows.
fn shown(text: &str) -> String {
    plain_line(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::{RenderContext, findings};
    use crate::diag::{Code, Diagnostic, SourceMap};

    #[test]
    fn no_two_cases_have_one_name() {
        let sources = SourceMap::new();
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let all = ["a", "a (2)", "a", "a\u{FFFE}", "a\u{FFFF}"];
        let all = all.map(|message| Diagnostic::new(Code::BrokenLink, None, message));
        let findings = findings(&all, context);
        let run = RunRecord {
            command: "check",
            findings: &findings,
            failures: &[],
            exit: 1,
            strict: false,
            home: "b.yaml",
        };
        let text = junit(&run);
        let names: Vec<_> =
            text.split(" name=\"E0403: ").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(names, ["a", "a (2)", "a (3)", "a\u{FFFD}", "a\u{FFFD} (2)"]);
    }
}
