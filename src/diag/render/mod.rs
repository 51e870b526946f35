//! Renders diagnostics as text, with one renderer for each format.
//!
//! [`human()`], [`brief()`], [`github()`] and [`json()`] take diagnostics and a [`RenderContext`], and may be called at any time
//! of a run. [`sarif()`], [`gitlab()`] and [`junit()`] are documents of a whole run: they take a [`RunRecord`] at its end. Text
//! of the author reaches a terminal, a CI log or a document only through [`plain_line`] or as an escaped string of JSON, so
//! that no manuscript can move the cursor, hide a line, send a command to the CI system, or end an element.

mod brief;
mod context;
mod finding;
mod github;
mod gitlab;
#[cfg(test)]
mod hostile_tests;
mod human;
mod json;
mod junit;
mod run;
mod sarif;

pub use brief::{brief, counts};
pub use context::{RenderContext, plain_line};
pub use finding::{Finding, FindingLabel, Place, findings};
pub use github::{github, inert, whole_run};
pub use gitlab::gitlab;
pub use human::human;
pub use json::{document as json_document, json, line as json_line};
pub use junit::junit;
pub use run::RunRecord;
pub use sarif::sarif;

use super::code::Severity;
use super::diagnostic::Diagnostic;

/// Returns the numbers of errors and warnings as a phrase, `3 errors, 1 warning`; empty if there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(move |d| d.severity == severity);
    let count = |severity| of(severity).map(|d| d.times as usize).sum();
    let phrase = |n: usize, severity: Severity| match n {
        0 => None,
        1 => Some(format!("1 {}", severity.word())),
        n => Some(format!("{n} {}s", severity.word())),
    };
    let parts =
        [Severity::Error, Severity::Warning].map(|severity| phrase(count(severity), severity)).into_iter();
    parts.flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    #[test]
    fn counts_are_words() {
        let of = |code| Diagnostic::new(code, None, "x");
        assert_eq!(summary(&[]), "");
        assert_eq!(summary(&[of(Code::MissingAlt)]), "1 warning");
        assert_eq!(
            summary(&[of(Code::YamlSyntax), of(Code::NoProject), of(Code::MissingAlt)]),
            "2 errors, 1 warning"
        );
    }
}
