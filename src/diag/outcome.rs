//! The result of a phase: a value, together with the diagnostics about it.

use super::diagnostic::Diagnostic;

/// A value and the diagnostics that were found while it was made.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Outcome<T> {
    /// The value, complete as far as the mistakes allow.
    pub value: T,
    /// The diagnostics.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Returns a value without diagnostics.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Returns a value with its diagnostics.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Moves the diagnostics to the end of `sink` and returns the value.
    pub fn drain_into(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }

    /// Returns whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
