//! Property tests that no text of a manuscript breaks out of a format, whatever it is.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::diag::{Code, Diagnostic, SourceMap, Span};

/// Pieces of text that mean something to a format.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\\u0000",
    "&",
    "<",
    ">",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#0;",
    "&amp;",
    "<?",
    "::error::",
    "::error file=a::b",
    "::set-env name=A::",
    "##[error]",
    "%0A",
    "%",
    ",",
    ":",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{b}",
    "\u{1b}[2J",
    "\u{1b}]8;;http://x\u{7}",
    "\u{7f}",
    "\u{9b}31m",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{2029}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{feff}",
    "\u{200b}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{10ffff}",
    "`",
    "``",
    "{0}",
    "{",
    "}",
    "[x](1)",
    "](http://x)",
    "/../",
    "//",
    "?#",
    " ",
    "é",
    "漢",
    "🎉",
    "e\u{301}",
    "</failure>",
    "</testcase>",
    "},{",
    "null",
];

/// Returns hostile text: pieces that mean something to a format, between characters of all kinds.
fn hostile() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A run with hostile text wherever a manuscript, a name or a machine can put some.
#[derive(Clone, Debug)]
struct Hostile {
    name: String,
    text: String,
    messages: Vec<(String, String, bool)>,
    failures: Vec<String>,
    exit: u8,
    strict: bool,
}

fn runs() -> impl Strategy<Value = Hostile> {
    let messages = proptest::collection::vec((hostile(), hostile(), any::<bool>()), 0..4);
    let failures = proptest::collection::vec(hostile(), 0..3);
    let exits = proptest::sample::select(&[0_u8, 1, 2, 3, 70, 143][..]);
    (hostile(), hostile(), messages, failures, exits, any::<bool>()).prop_map(
        |(name, text, messages, failures, exit, strict)| Hostile {
            name,
            text,
            messages,
            failures,
            exit,
            strict,
        },
    )
}

impl Hostile {
    /// Returns the diagnostics, with the texts that they point into.
    fn diagnostics(&self) -> (Vec<Diagnostic>, SourceMap) {
        let mut sources = SourceMap::new();
        let file = sources.add(self.name.as_str(), self.text.as_str());
        let span = Span::new(file, 0..self.text.len());
        let one = |(message, help, placed): &(String, String, bool)| {
            let code = if *placed { Code::BrokenLink } else { Code::MissingAlt };
            let place = placed.then_some(span);
            Diagnostic::new(code, place, message.as_str()).help(help.as_str()).label(span, help.as_str())
        };
        (self.messages.iter().map(one).collect(), sources)
    }

    fn render(&self, render: fn(&RunRecord<'_>) -> String) -> String {
        let (diagnostics, sources) = self.diagnostics();
        let context = RenderContext { sources: &sources, prefix: &self.name, colour: false };
        let (findings, command) = (findings(&diagnostics, context), self.name.as_str());
        let (failures, exit, strict) = (&*self.failures, self.exit, self.strict);
        render(&RunRecord { command, findings: &findings, failures, exit, strict, home: &self.name })
    }
}

/// Returns whether text that a terminal or a log may show controls neither.
fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || context::is_plain(c))
}

/// Returns the text of a command to the runner of GitHub without what is escaped in it, if it is one command and no more.
fn command(line: &str) -> Option<(&str, Vec<&str>, &str)> {
    let (head, data) = line.strip_prefix("::")?.split_once("::")?;
    let (word, properties) = head.split_once(' ')?;
    let is_escaped = |text: &str, escapes: &[&str]| {
        text.split('%').skip(1).all(|rest| escapes.iter().any(|escape| rest.starts_with(escape)))
    };
    let properties: Vec<&str> = properties.split(',').collect();
    let is_property = |text: &&str| {
        let Some((name, value)) = text.split_once('=') else { return false };
        let is_known = match name {
            "file" | "title" => true,
            "line" | "col" => value.parse::<usize>().is_ok_and(|number| number > 0),
            _ => false,
        };
        is_known && !value.contains(':') && is_escaped(value, &["25", "0D", "0A", "3A", "2C"])
    };
    let is_good = matches!(word, "error" | "warning")
        && properties.iter().all(is_property)
        && is_escaped(data, &["25", "0D", "0A"])
        && !line.contains("##[");
    is_good.then_some((word, properties, data))
}

proptest! {
    #[test]
    fn every_line_for_github_is_one_command(run in runs()) {
        let (diagnostics, sources) = run.diagnostics();
        let context = RenderContext { sources: &sources, prefix: &run.name, colour: false };
        let failures: Vec<String> = run.failures.iter().map(|text| whole_run(&run.name, text)).collect();
        let text = github(&diagnostics, context) + &failures.concat();
        prop_assert!(is_harmless(&text), "{text:?}");
        for line in text.lines() {
            prop_assert!(command(line).is_some(), "{line:?}");
        }
        for rendered in [human(&diagnostics, context), brief(&diagnostics, context)] {
            for line in inert(&rendered).lines() {
                prop_assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line:?}");
            }
        }
    }

    #[test]
    fn json_and_sarif_and_gitlab_keep_their_form(run in runs()) {
        let (diagnostics, sources) = run.diagnostics();
        let context = RenderContext { sources: &sources, prefix: &run.name, colour: false };
        let lines = json(&diagnostics, context);
        prop_assert_eq!(lines.lines().count(), diagnostics.len());
        for (line, diagnostic) in lines.lines().zip(&diagnostics) {
            let value: Value = serde_json::from_str(line).expect("an object on a line");
            prop_assert_eq!(value["message"].as_str(), Some(diagnostic.message.as_str()));
        }
        let text = run.render(sarif);
        prop_assert!(is_harmless(&text), "{text:?}");
        let value: Value = serde_json::from_str(&text).expect("a document");
        let results = value["runs"][0]["results"].as_array().expect("results");
        prop_assert_eq!(results.len(), diagnostics.len());
        for result in results {
            let text = result["message"]["text"].as_str().expect("a text");
            prop_assert!(!text.contains("](") && !text.contains("{0"), "{text}");
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let uri = place["uri"].as_str().expect("an address");
            prop_assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%:".contains(&byte)), "{uri}");
        }
        let text = run.render(gitlab);
        prop_assert!(is_harmless(&text), "{text:?}");
        let value: Value = serde_json::from_str(&text).expect("a document");
        let entries = value.as_array().expect("a list");
        prop_assert_eq!(entries.len(), diagnostics.len() + run.failures.len());
        let names: std::collections::BTreeSet<_> = entries.iter().map(|one| one["fingerprint"].to_string()).collect();
        prop_assert_eq!(names.len(), entries.len());
    }

    #[test]
    fn junit_keeps_its_form(run in runs()) {
        let text = run.render(junit);
        prop_assert!(is_harmless(&text), "{text:?}");
        let document = roxmltree::Document::parse(&text).expect("well-formed XML");
        let elements = |name| document.descendants().filter(move |node| node.has_tag_name(name));
        prop_assert_eq!(elements("testcase").count(), run.messages.len() + 1);
        let named: std::collections::BTreeSet<_> =
            elements("testcase").map(|case| (case.attribute("classname"), case.attribute("name"))).collect();
        prop_assert_eq!(named.len(), run.messages.len() + 1);
        let known = ["testsuites", "testsuite", "testcase", "failure", "error", "system-out"];
        for element in document.descendants().filter(roxmltree::Node::is_element) {
            prop_assert!(known.contains(&element.tag_name().name()));
        }
        let suite = elements("testsuite").next().expect("a suite");
        for (attribute, name) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
            let count = suite.attribute(attribute).and_then(|count| count.parse().ok());
            prop_assert_eq!(count, Some(elements(name).count()));
        }
    }
}

#[test]
fn the_grammar_of_commands_refuses_what_is_none() {
    assert!(command("::error file=a%2Cb.md,line=1,col=2,title=a::b::c %25 %0Ad").is_some());
    for wrong in [
        "::error::a",
        "::set-env name=a::b",
        "::error line=0,title=a::b",
        "::error title=a:b::c",
        "::error title=a,b::c",
        "::error title=a::100%",
        "::error title=a::##[x]",
        " x",
    ] {
        assert_eq!(command(wrong), None, "{wrong}");
    }
}
