//! The mistake in a value that cannot be read: a message, and what to write instead.

use crate::diag::{Code, Diagnostic, Span};

/// The mistake in a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mistake {
    /// The message: what is wrong, as a phrase.
    message: String,
    /// The help: what to write.
    help: Option<String>,
}

impl Mistake {
    /// Returns a mistake with a help.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }

    /// Returns it as a diagnostic.
    pub(super) fn diagnostic(self, code: Code, span: impl Into<Option<Span>>) -> Diagnostic {
        let diagnostic = Diagnostic::new(code, span, self.message);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// Converts a message to a mistake without a help.
impl From<String> for Mistake {
    fn from(message: String) -> Self {
        Self { message, help: None }
    }
}
