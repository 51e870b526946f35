//! Renders diagnostics for programs: one JSON object on each line (JSON Lines). Also writes the JSON of all other formats.

use serde::Serialize;

use super::context::{RenderContext, is_plain};
use super::finding::findings;
use crate::diag::Diagnostic;

/// Renders diagnostics as JSON Lines. Lines and columns count from 1, columns in characters.
pub fn json(diagnostics: &[Diagnostic], context: RenderContext<'_>) -> String {
    findings(diagnostics, context).iter().map(line).collect()
}

/// Serialises a record as one line. What controls a terminal is escaped, because a log may be read on one.
///
/// # Panics
/// If the record has a map with keys that are not strings.
pub fn line(record: &impl Serialize) -> String {
    let json = serde_json::to_string(record).expect("strings and numbers serialise");
    escaped(json) + "\n"
}

/// Serialises a document with one key on each line. What controls a terminal is escaped.
///
/// # Panics
/// If the document has a map with keys that are not strings.
pub fn document(record: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(record).expect("strings and numbers serialise");
    escaped(json) + "\n"
}

/// Escapes what controls a terminal, but not the ends of lines: serde_json escapes those within strings.
fn escaped(json: String) -> String {
    let is_kept = |c: char| is_plain(c) || c == '\n';
    if json.chars().all(is_kept) {
        return json;
    }
    // Such characters are only in strings, and all are of the Basic Multilingual Plane.
    json.chars()
        .map(|c| if is_kept(c) { String::from(c) } else { format!("\\u{:04x}", u32::from(c)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceMap, Span};

    #[test]
    fn a_line_is_an_object() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", "one\ntwo\n");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let diagnostic = Diagnostic::new(Code::BrokenLink, Span::new(file, 4..7), "link to \"nothing\"");
        assert_eq!(
            json(&[diagnostic.help("x").label(Span::new(file, 0..3), "here")], context),
            "{\"code\":\"E0403\",\"severity\":\"error\",\"title\":\"link to nothing in the book\",\
             \"message\":\"link to \\\"nothing\\\"\",\
             \"file\":\"a.md\",\"line\":2,\"column\":1,\"end_line\":2,\"end_column\":4,\
             \"labels\":[{\"message\":\"here\",\
             \"file\":\"a.md\",\"line\":1,\"column\":1,\"end_line\":1,\"end_column\":4}],\
             \"help\":[\"x\"]}\n"
        );
    }

    #[test]
    fn nothing_in_a_line_or_a_document_controls_a_terminal() {
        let text = "a\u{1b}[2J\u{7f}\u{9b}31m\u{202e}b\n";
        for json in [line(&text), document(&text)] {
            assert!(json.trim_end().is_ascii() && !json.trim_end().contains(char::is_control), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).expect("valid JSON"), text);
        }
    }
}
