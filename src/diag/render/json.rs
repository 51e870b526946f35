//! Renders diagnostics for programs: one JSON object on each line (JSON Lines).

use serde::Serialize;

use super::context::{RenderContext, is_plain};
use crate::diag::{Diagnostic, Span};

/// A diagnostic as it is written.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    title: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<JsonPlace>,
    labels: Vec<JsonLabel<'a>>,
    help: &'a [String],
    #[serde(skip_serializing_if = "is_one")]
    times: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(times: &u32) -> bool {
    *times == 1
}

/// A place as it is written; lines and columns count from 1.
#[derive(Serialize)]
struct JsonPlace {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A further place as it is written.
#[derive(Serialize)]
struct JsonLabel<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
}

/// Renders diagnostics as JSON Lines. Lines and columns count from 1, columns in characters.
///
/// # Panics
/// Never: strings and numbers always serialise.
pub fn json(diagnostics: &[Diagnostic], context: RenderContext<'_>) -> String {
    let lines = diagnostics.iter().map(|diagnostic| {
        let record = JsonDiagnostic {
            code: diagnostic.code.id(),
            severity: diagnostic.severity.word(),
            title: diagnostic.code.title(),
            message: &diagnostic.message,
            place: diagnostic.span.map(|span| place(span, context)),
            labels: diagnostic
                .labels
                .iter()
                .map(|label| JsonLabel { message: &label.message, place: place(label.span, context) })
                .collect(),
            help: &diagnostic.help,
            times: diagnostic.times,
        };
        line(&record)
    });
    lines.collect()
}

/// Serialises a record as one line. What controls a terminal is escaped, because a log may be read on one.
///
/// # Panics
/// If the record has a map with keys that are not strings.
pub fn line(record: &impl Serialize) -> String {
    let json = serde_json::to_string(record).expect("strings and numbers serialise");
    if json.chars().all(is_plain) {
        return json + "\n";
    }
    // Such characters are only in strings, and all are of the Basic Multilingual Plane.
    let escaped =
        json.chars().map(|c| if is_plain(c) { String::from(c) } else { format!("\\u{:04x}", u32::from(c)) });
    escaped.chain(["\n".to_owned()]).collect()
}

fn place(span: Span, context: RenderContext<'_>) -> JsonPlace {
    let start = context.sources.locate(span);
    let end = context.sources.position(span.file, span.end as usize);
    JsonPlace {
        file: format!("{}{}", context.prefix, start.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceMap};

    #[test]
    fn a_line_is_an_object() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", "one\ntwo\n");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let diagnostic = Diagnostic::new(Code::BrokenLink, Span::new(file, 4..7), "link to \"nothing\"");
        let line = json(&[diagnostic], context);
        assert!(line.ends_with("}\n") && line.lines().count() == 1);
        let value: serde_json::Value = serde_json::from_str(&line).expect("valid JSON");
        assert_eq!(value["message"], "link to \"nothing\"");
        assert_eq!(
            (&value["line"], &value["column"], &value["end_column"]),
            (&2.into(), &1.into(), &4.into())
        );
    }

    #[test]
    fn nothing_in_a_line_controls_a_terminal() {
        let text = "a\u{1b}[2J\u{7f}\u{9b}31m\u{202e}b\n";
        let json = line(&text);
        assert!(json.trim_end().is_ascii() && !json.trim_end().contains(char::is_control), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), text);
    }
}
