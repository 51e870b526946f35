//! Tests of the documents that `--message-format` prints for CI services: SARIF, GitLab's Code Quality, JUnit.
//!
//! They were compared with the schemas of SARIF 2.1.0 (OASIS) and of Jenkins' xUnit plugin (`junit-10.xsd`); what these ask for
//! is checked here.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::support::{Press, Run, run_in};

/// A manuscript with an error and a warning on one line, another error like the first, and hostile words.
const BAD: &str =
    "# One\n\n@fig:none and ::error::x <script>]]>&amp;</script>\n\nAgain @fig:none\n\n[a](no\u{1b}[2J.md)\n";

fn bad() -> Press {
    let press = Press::good();
    press.write("one.md", BAD.as_bytes());
    press
}

/// Runs a command with a format.
fn run(press: &Press, arguments: &[&str], format: &str) -> Run {
    press.run(&[arguments, &["--message-format", format]].concat())
}

/// Returns the SARIF of a run, after checking what the schema and GitHub ask for.
fn sarif(run: &Run) -> Value {
    let log: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out));
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let of = runs[0].clone();
    assert_eq!(of["columnKind"], "unicodeCodePoints");
    let driver = &of["tool"]["driver"];
    assert_eq!(
        (&driver["name"], &driver["version"]),
        (&"Pressmark".into(), &env!("CARGO_PKG_VERSION").into())
    );
    let rules = driver["rules"].as_array().expect("rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), rules.len(), "a rule is there once");
    assert!(
        rules
            .iter()
            .all(|rule| rule.get("helpUri").is_none() && rule["shortDescription"]["text"].is_string())
    );
    assert_eq!(of["invocations"][0]["exitCode"], run.code);
    let results = of["results"].as_array().expect("results");
    let mut names = BTreeSet::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("an index");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let region = &place["region"];
        let number = |key: &str| region[key].as_u64().filter(|number| *number > 0).expect("a number from 1");
        assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")));
        let name = result["partialFingerprints"]["primaryLocationLineHash"].as_str().expect("a fingerprint");
        assert!(names.insert(name.to_owned()), "{name} is there twice");
    }
    of
}

/// Returns the entries for GitLab, after checking what its documentation asks for.
fn gitlab(run: &Run) -> Vec<Value> {
    let entries: Vec<Value> =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out));
    let mut names = BTreeSet::new();
    for entry in &entries {
        let text =
            |key: &str| entry[key].as_str().filter(|text| !text.is_empty()).expect("a text").to_owned();
        assert!(["minor", "major", "blocker"].contains(&&*text("severity")));
        assert!(!text("description").is_empty() && !text("check_name").is_empty());
        assert!(names.insert(text("fingerprint")), "{entry} is there twice");
        let place = &entry["location"];
        assert!(place["path"].as_str().is_some_and(|path| !path.is_empty() && !path.starts_with("./")));
        assert!(place["lines"]["begin"].as_u64().is_some_and(|line| line > 0));
    }
    entries
}

/// The elements of JUnit, each with its attributes and with the elements that may be in it, as in `junit-10.xsd`.
const JUNIT: &[(&str, &[&str], &[&str])] = &[
    ("testsuites", &["name", "tests", "failures", "errors"], &["testsuite"]),
    ("testsuite", &["name", "tests", "failures", "errors", "skipped"], &["testcase"]),
    ("testcase", &["name", "classname"], &["failure", "error", "system-out"]),
    ("failure", &["type", "message"], &[]),
    ("error", &["type", "message"], &[]),
    ("system-out", &[], &[]),
];

/// A case of a JUnit document: its class, its name, and what is in it.
type Case = (String, String, Option<String>);

/// Returns the cases of a JUnit document, after checking its grammar.
fn junit(run: &Run) -> Vec<Case> {
    let document = Document::parse(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out));
    assert_eq!(document.root_element().tag_name().name(), "testsuites");
    let elements = |name| document.descendants().filter(move |node| node.has_tag_name(name));
    for element in document.descendants().filter(Node::is_element) {
        let name = element.tag_name().name();
        let (_, attributes, inner) = JUNIT.iter().find(|(known, ..)| *known == name).expect(name);
        let found: Vec<&str> = element.attributes().map(|attribute| attribute.name()).collect();
        let (found, known): (BTreeSet<_>, BTreeSet<_>) =
            (found.iter().collect(), attributes.iter().collect());
        assert_eq!(found, known, "{name}");
        for child in element.children().filter(Node::is_element) {
            assert!(inner.contains(&child.tag_name().name()), "{name} has {child:?}");
        }
        for (attribute, of) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
            if let Some(count) = element.attribute(attribute) {
                assert_eq!(count.parse(), Ok(elements(of).count()), "{name}, {attribute}");
            }
        }
    }
    let case = |case: Node<'_, '_>| {
        let of = |name| case.attribute(name).expect("an attribute").to_owned();
        let inner = case.children().find(Node::is_element).map(|inner| inner.tag_name().name().to_owned());
        (of("classname"), of("name"), inner)
    };
    let cases: Vec<Case> = elements("testcase").map(case).collect();
    let names: BTreeSet<_> = cases.iter().map(|(class, name, _)| (class, name)).collect();
    assert_eq!(names.len(), cases.len(), "{names:?}");
    cases
}

#[test]
fn sarif_has_each_mistake_at_its_place() {
    let of = sarif(&run(&bad(), &["check"], "sarif"));
    let results = of["results"].as_array().expect("results");
    let ids: Vec<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    assert_eq!(ids.iter().filter(|id| **id == "E0402").count(), 2, "{ids:?}");
    let reference = results.iter().find(|result| result["ruleId"] == "E0402").expect("a reference");
    let place = &reference["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "one.md");
    let region = &place["region"];
    let numbers = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| region[key].as_u64());
    assert_eq!(numbers, [3, 1, 3, 10].map(Some));
    assert_eq!(
        (&reference["level"], &of["invocations"][0]["executionSuccessful"]),
        (&"error".into(), &true.into())
    );
}

#[test]
fn fingerprints_outlive_lines_above_and_other_folders_name_their_files() {
    let press = bad();
    let names = |press: &Press| {
        let of = sarif(&run(press, &["check"], "sarif"));
        let results = of["results"].as_array().expect("results").clone();
        let name = |result: &Value| result["partialFingerprints"].to_string();
        results.iter().map(name).collect::<BTreeSet<_>>()
    };
    let before = names(&press);
    press.write("one.md", BAD.replace("# One\n", "# One\n\nNew words.\n\nMore.\n").as_bytes());
    assert_eq!(before, names(&press));
    // From the folder above, and with signs that have to be escaped in an address.
    let outer = Press::with(&[]);
    outer.write("my böok/book.yaml", crate::support::YAML.as_bytes());
    outer.write("my böok/one.md", BAD.as_bytes());
    let of = sarif(&run(&outer, &["check", "my böok"], "sarif"));
    let place = &of["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "my%20b%C3%B6ok/one.md");
    let entries = gitlab(&run(&outer, &["check", "my böok"], "gitlab"));
    assert_eq!(entries[0]["location"]["path"], "my böok/one.md");
}

#[test]
fn gitlab_has_errors_as_major_and_warnings_as_minor() {
    let severities = |arguments: &[&str]| {
        let entries = gitlab(&run(&bad(), arguments, "gitlab"));
        let of = |entry: &Value| (entry["check_name"].to_string(), entry["severity"].to_string());
        entries.iter().map(of).collect::<BTreeSet<_>>()
    };
    let usual = severities(&["check"]);
    assert!(usual.contains(&("\"E0402\"".to_owned(), "\"major\"".to_owned())), "{usual:?}");
    assert!(usual.contains(&("\"W0305\"".to_owned(), "\"minor\"".to_owned())), "{usual:?}");
    assert!(severities(&["check", "--strict"]).iter().all(|(_, severity)| severity == "\"major\""));
    assert!(severities(&["check", "--quiet"]).iter().all(|(code, _)| code.starts_with("\"E")));
}

#[test]
fn junit_fails_errors_and_passes_warnings() {
    let press = bad();
    let cases = junit(&run(&press, &["check"], "junit"));
    assert_eq!(cases[0], ("pressmark".to_owned(), "check".to_owned(), None));
    for (class, name, inner) in &cases[1..] {
        assert_eq!(class, "one");
        let expected = if name.starts_with('E') { "failure" } else { "system-out" };
        assert_eq!(inner.as_deref(), Some(expected), "{name}");
    }
    let twice: Vec<&str> =
        cases.iter().map(|(_, name, _)| &**name).filter(|name| name.starts_with("E0402")).collect();
    assert!(twice.len() == 2 && twice[1] == format!("{} (2)", twice[0]), "{twice:?}");
    let strict = junit(&run(&press, &["build", "--strict"], "junit"));
    assert!(strict[1..].iter().all(|(.., inner)| inner.as_deref() == Some("failure")), "{strict:?}");
}

#[test]
fn a_good_book_has_a_document_without_mistakes_and_the_human_form_is_on_stderr() {
    let press = Press::good();
    let build = run(&press, &["build"], "sarif");
    assert_eq!(build.code, 0);
    assert!(build.err.contains("output/a-small-book.epub: "), "{}", build.err);
    let of = sarif(&build);
    assert_eq!(
        (of["results"].as_array().map(Vec::len), &of["invocations"][0]["executionSuccessful"]),
        (Some(0), &true.into())
    );
    assert_eq!(gitlab(&run(&press, &["check"], "gitlab")).len(), 0);
    assert_eq!(junit(&run(&press, &["check"], "junit")).len(), 1);
    // What a command was asked for is beside the document.
    let fonts = run(&press, &["fonts"], "sarif");
    assert!(sarif(&fonts)["results"].as_array().is_some_and(Vec::is_empty) && fonts.err.contains("Latin"));
    let human = run(&bad(), &["check"], "junit").err;
    assert!(human.contains("--> one.md:3:1") && human.contains("refers to nothing"), "{human}");
}

#[test]
fn a_run_that_fails_before_the_book_is_read_has_a_document_too() {
    let press = Press::good();
    press.write("file", b"x");
    let cases: [(&[&str], i32, &str, &str); 4] = [
        (&["check", "nowhere"], 2, "usage", "no manuscript in nowhere"),
        (&["check", "--bogus"], 2, "usage", "unexpected argument '--bogus'"),
        (&["build", "-o", "file/x"], 3, "machine", "cannot create file/x"),
        (&["check", "--max-memory", "1K"], 3, "machine", "E0702: more than 0 MiB"),
    ];
    for (arguments, code, kind, says) in cases {
        let of = run(&press, arguments, "sarif");
        assert_eq!(of.code, code, "{arguments:?}: {}", of.err);
        let log = sarif(&of);
        assert_eq!(
            (log["results"].as_array().map(Vec::len), &log["invocations"][0]["executionSuccessful"]),
            (Some(0), &false.into())
        );
        let note = &log["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!((&note["level"], &note["descriptor"]["id"]), (&"error".into(), &kind.into()));
        assert!(note["message"]["text"].as_str().is_some_and(|text| text.contains(says)), "{note}");
        let entries = gitlab(&run(&press, arguments, "gitlab"));
        assert_eq!((entries.len(), &entries[0]["severity"]), (1, &"blocker".into()), "{entries:?}");
        let cases = junit(&run(&press, arguments, "junit"));
        assert_eq!((cases.len(), cases[0].2.as_deref()), (1, Some("error")), "{cases:?}");
        let github = run(&press, arguments, "github").out;
        let expected = if kind == "usage" || code == 3 { "::error title=" } else { "" };
        assert!(github.starts_with(expected) && github.lines().count() == 1, "{github}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_bug_has_a_document_with_the_mistakes_so_far() {
    let press = bad();
    let folder = press.path("");
    let run = run_in(&folder, &["check", "--message-format", "sarif"], &[("PRESSMARK_PANIC", "1")]);
    let of = sarif(&run);
    assert_eq!(run.code, 70);
    assert_eq!(of["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"], "bug");
    assert!(of["results"].as_array().is_some_and(|results| results.len() > 2));
    // What the report of the bug left behind is ours.
    let said = run.err.rsplit_once("the file ").map(|(_, path)| path.trim().to_owned());
    std::fs::remove_file(said.expect("a file")).expect("the report of the bug");
}

#[test]
fn a_gitlab_job_keeps_the_human_form() {
    let run = run_in(&bad().path(""), &["check"], &[("GITLAB_CI", "true"), ("CI", "true")]);
    assert!(run.out.is_empty() && run.err.contains("--> one.md:3:1"), "{}{}", run.out, run.err);
}

#[test]
#[cfg(unix)]
fn a_run_that_a_signal_ends_has_a_document_and_a_report() {
    use std::process::{Command, Stdio};
    // Its text takes many seconds.
    let press = Press::good();
    press.write(
        "one.md",
        format!("# One\n\n{}\n", "Some words and more of them.\n\n".repeat(300_000)).as_bytes(),
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
    command.current_dir(press.path("")).stdout(Stdio::piped()).stderr(Stdio::null());
    command.args(["check", "--message-format", "junit", "--report", "report.json"]);
    let child = command.spawn().expect("the command runs");
    std::thread::sleep(std::time::Duration::from_millis(700));
    let killed = Command::new("kill").arg(child.id().to_string()).status().expect("kill");
    assert!(killed.success(), "it had ended before");
    let output = child.wait_with_output().expect("its output");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let run = Run { code: output.status.code().expect("an exit code"), out: text, err: String::new() };
    assert_eq!(run.code, 143);
    assert_eq!(junit(&run)[0].2.as_deref(), Some("error"), "{}", run.out);
    assert!(run.out.contains("<error type=\"signal\" message=\"ended by a signal\">"), "{}", run.out);
    let report: Value =
        serde_json::from_slice(&std::fs::read(press.path("report.json")).expect("a report")).expect("JSON");
    assert_eq!((&report["exit"], &report["failures"][0]), (&143.into(), &"ended by a signal".into()));
}
