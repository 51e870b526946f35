//! Renders diagnostics as text, with one renderer for each format.
//!
//! Each takes diagnostics and a [`RenderContext`], and returns a string. Text of the author reaches a
//! terminal or a CI log only through [`plain_line`], so that no manuscript can move the cursor, hide a
//! line or send a command to the CI system.

mod brief;
mod context;
mod github;
mod human;
mod json;

pub use brief::{brief, counts};
pub use context::{RenderContext, plain_line};
pub use github::github;
pub use human::human;
pub use json::{json, line as json_line};

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
