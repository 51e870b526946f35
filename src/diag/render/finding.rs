//! Diagnostics as programs read them: with lines and columns in place of bytes. They keep nothing of the texts, so a run
//! can collect them until its end.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::context::RenderContext;
use crate::diag::{Code, Diagnostic, Severity, Span};

/// The maximum number of characters of the text of a mistake that identify it.
const MAX_CONTEXT: usize = 200;

/// A diagnostic with its places resolved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// The kind of mistake.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    /// The kind of mistake, in a few words.
    pub title: &'static str,
    /// What is wrong, as a phrase.
    pub message: String,
    /// The place; `None` if it concerns no place in a file.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Further places that explain the mistake.
    pub labels: Vec<FindingLabel>,
    /// What the author can do about it.
    pub help: Vec<String>,
    /// The number of places that it concerns.
    #[serde(skip_serializing_if = "is_one")]
    pub times: u32,
    /// The text at the place: that of the mistake, or its line if it has none.
    #[serde(skip)]
    context: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(times: &u32) -> bool {
    *times == 1
}

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    /// The path of the file from the working directory.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// A further place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FindingLabel {
    /// What is there.
    pub message: String,
    /// The place.
    #[serde(flatten)]
    pub place: Place,
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Resolves the places of diagnostics.
pub fn findings(diagnostics: &[Diagnostic], context: RenderContext<'_>) -> Vec<Finding> {
    let finding = |diagnostic: &Diagnostic| Finding {
        code: diagnostic.code,
        severity: diagnostic.severity,
        title: diagnostic.code.title(),
        message: diagnostic.message.clone(),
        place: diagnostic.span.map(|span| place(span, context)),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| FindingLabel { message: label.message.clone(), place: place(label.span, context) })
            .collect(),
        help: diagnostic.help.clone(),
        times: diagnostic.times,
        context: diagnostic.span.map(|span| text_at(span, context)).unwrap_or_default(),
    };
    diagnostics.iter().map(finding).collect()
}

fn place(span: Span, context: RenderContext<'_>) -> Place {
    let start = context.sources.locate(span);
    let end = context.sources.position(span.file, span.end as usize);
    Place {
        file: format!("{}{}", context.prefix, start.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// Returns the text of a span, or its line if it has none, on one line and no longer than is needed.
fn text_at(span: Span, context: RenderContext<'_>) -> String {
    let own = context.sources.text(span).unwrap_or_default();
    let line = || context.sources.file(span.file).line(context.sources.locate(span).line);
    let text = if own.trim().is_empty() { line() } else { own };
    let short: String = text.chars().take(MAX_CONTEXT).collect();
    short.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Finding {
    /// Returns whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Returns a hash of what stays the same when lines are added above the mistake: the kind, the file, the message
    /// without its numbers, the text at the place.
    fn identity(&self) -> String {
        let file = self.place.as_ref().map_or("", |place| &place.file);
        let mut hasher = Sha256::new();
        for part in [self.code.id(), file, &without_numbers(&self.message), &self.context] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let digest: [u8; 32] = hasher.finalize().into();
        let [high, low, ..] = digest.as_chunks::<8>().0 else { return String::new() };
        format!("{:016x}{:016x}", u64::from_be_bytes(*high), u64::from_be_bytes(*low))
    }
}

/// Returns a name for each finding that is unique in a run and the same in the next one: its identity, and after a colon
/// its number among those with the same identity.
pub(super) fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let name = |finding: &Finding| {
        let identity = finding.identity();
        let number = known.entry(identity.clone()).or_default();
        *number += 1;
        format!("{identity}:{number}")
    };
    findings.iter().map(name).collect()
}

/// Returns a message with a zero for each number that is not in backquotes: pages and sizes change with the text around.
fn without_numbers(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    for (index, part) in message.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        let is_name = index % 2 == 1;
        for c in part.chars() {
            match c {
                '0'..='9' if !is_name && out.ends_with('0') => {}
                '0'..='9' if !is_name => out.push('0'),
                c => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceMap;

    /// Returns the fingerprints of mistakes at every `x` of a text.
    fn of(name: &str, text: &str, message: &str) -> Vec<String> {
        let mut sources = SourceMap::new();
        let file = sources.add(name, text);
        let at = text.match_indices('x').map(|(at, _)| Span::new(file, at..at + 1));
        let all: Vec<_> = at.map(|span| Diagnostic::new(Code::BrokenLink, span, message)).collect();
        fingerprints(&findings(&all, RenderContext { sources: &sources, prefix: "b/", colour: false }))
    }

    #[test]
    fn a_fingerprint_is_unique_and_outlives_lines_above() {
        let before = of("a.md", "one x\n\ntwo x\n", "link to `3`, page 12");
        assert_eq!(before, of("a.md", "# New\n\nlines\n\none x\n\ntwo x\n", "link to `3`, page 9"));
        assert_ne!(before[0], before[1]);
        assert!(before.iter().all(|name| name.len() == 34 && name.is_ascii()), "{before:?}");
        for other in
            [of("b.md", "one x", "link to `3`, page 12"), of("a.md", "one x", "link to `4`, page 12")]
        {
            assert!(!before.contains(&other[0]), "{other:?}");
        }
    }

    #[test]
    fn a_mistake_without_text_is_known_by_its_line() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", "one\ntwo\n");
        let context = RenderContext { sources: &sources, prefix: "", colour: false };
        let at = |at| text_at(Span::new(file, at..at), context);
        assert_eq!([at(1), at(4), at(8)], ["one", "two", ""]);
    }
}
