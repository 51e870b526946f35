//! A mistake of an author, with everything that is shown about it.

use super::code::{Code, Severity};
use super::source::{SourceMap, Span};
use crate::lang::LangTag;

/// One mistake of an author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: Code,
    /// The severity, usually that of the code.
    pub severity: Severity,
    /// The place; `None` if it concerns no place in a file.
    pub span: Option<Span>,
    /// What is wrong, as a phrase.
    pub message: String,
    /// Further places that explain the mistake.
    pub labels: Vec<Label>,
    /// The helps: what the author can do about it, one phrase each.
    pub help: Vec<String>,
    /// The number of places that it concerns: 1, or more if a file has too many to list each.
    pub times: u32,
    /// The missing glyphs or style; diagnostics of this kind are joined over the whole book.
    pub lack: Option<Box<Lack>>,
}

/// A further place that helps to understand the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there: `first defined here`.
    pub message: String,
}

/// A lack of fonts: glyphs that no font has, or a style that a family does not have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Lack {
    /// Characters without a glyph, each with the number of its occurrences, in text of a language.
    Glyphs(Vec<(char, usize)>, LangTag),
    /// A style that the book uses and a family does not have.
    Style {
        /// The family.
        family: String,
        /// `italic`, `bold`, `bold italic` or `small capitals`.
        style: &'static str,
    },
}

impl Diagnostic {
    /// Returns a diagnostic with the severity of its code, without labels and help.
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            span: span.into(),
            message: message.into(),
            labels: Vec::new(),
            help: Vec::new(),
            times: 1,
            lack: None,
        }
    }

    /// Returns a diagnostic about a lack of fonts. Its message is written once all of them are joined.
    pub fn lack(code: Code, span: impl Into<Option<Span>>, lack: Lack) -> Self {
        Self { lack: Some(Box::new(lack)), ..Self::new(code, span, String::new()) }
    }

    /// Adds a help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Moves every place from a derived text to the file that was read (see [`SourceMap::origin`]).
    pub fn point_at_origins(&mut self, sources: &SourceMap) {
        let places = self.span.iter_mut().chain(self.labels.iter_mut().map(|label| &mut label.span));
        places.for_each(|span| *span = sources.origin(*span));
    }

    /// Returns whether the diagnostic prevents the book from being made.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
