//! Diagnostics as text, one renderer a format.
//!
//! Each takes diagnostics and the texts they point into, and gives a string. What an author wrote
//! reaches a terminal or a CI log only through [`plain_line`], so that no manuscript can move the
//! cursor, hide a line or speak to the CI system.

mod brief;
mod github;
mod human;
mod json;

pub use brief::{brief, counts};
pub use github::github;
pub use human::human;
pub use json::json;

use super::{Diagnostic, Severity, SourceMap, Span};

/// What every renderer needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The texts.
    pub sources: &'a SourceMap,
    /// What stands before a file's name so that it is right from where the reader is: `books/moby/`.
    pub prefix: &'a str,
    /// Colours by terminal escapes.
    pub colour: bool,
}

impl Setting<'_> {
    /// The path of a span's file as the reader would type it.
    fn path(&self, span: Span) -> String {
        plain_line(&format!("{}{}", self.prefix, self.sources.file(span.file).name))
    }
}

impl Severity {
    /// `error` or `warning`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One line without anything that a terminal or a reader's eye would obey: line ends and tabs
/// become blanks, other control characters and direction marks U+FFFD.
pub fn plain_line(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_plain(c) => c,
            _ => char::REPLACEMENT_CHARACTER,
        })
        .collect()
}

/// Whether a character is shown and nothing more: no control, and nothing that turns the direction.
fn is_plain(c: char) -> bool {
    !c.is_control() && !is_direction_control(c)
}

/// The controls of the "Trojan Source" attack (CVE-2021-42574): they reorder what is shown.
fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// `3 errors, 1 warning`; empty when there is nothing to count.
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
    fn nothing_in_a_message_moves_the_cursor() {
        assert_eq!(plain_line("a\u{1b}[2J\nb\u{202E}c"), "a\u{FFFD}[2J b\u{FFFD}c");
    }

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
