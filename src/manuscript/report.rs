//! Gathers what is noticed while a file is read, and says once what would otherwise be said at every place.

use crate::diag::{Code, Diagnostic, FileId, Span};

/// Faults that are reported at their first place only, with how often they occur.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Often {
    /// Nesting past the limit.
    Nesting,
    /// A formula.
    Math,
    /// A citation.
    Citation,
    /// `epub:type` from a vocabulary that needs a prefix.
    EpubType,
    /// `style=` in raw HTML.
    Style,
    /// A control character.
    Control(char),
    /// An invisible direction control.
    Bidi(char),
}

/// The diagnostics of one file.
#[derive(Debug)]
pub(super) struct Report {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    often: Vec<(Often, Span, usize)>,
}

impl Report {
    /// Nothing noticed yet.
    pub(super) fn new(file: FileId) -> Self {
        Self { file, diagnostics: Vec::new(), often: Vec::new() }
    }

    /// A span of the file.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Takes a diagnostic.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A warning that HTML was left out: `what` is the phrase.
    pub(super) fn html(&mut self, range: std::ops::Range<usize>, what: impl Into<String>) {
        let span = self.span(range);
        self.add(Diagnostic::new(Code::HtmlDropped, span, what));
    }

    /// Counts one more of a frequent kind.
    pub(super) fn count(&mut self, what: Often, range: std::ops::Range<usize>) {
        let span = self.span(range);
        match self.often.iter_mut().find(|(kind, ..)| *kind == what) {
            Some((_, first, times)) => {
                *first = (*first).min(span);
                *times += 1;
            }
            None => self.often.push((what, span, 1)),
        }
    }

    /// Everything that was noticed, in the order in which it is shown.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let often = std::mem::take(&mut self.often);
        self.diagnostics.extend(often.into_iter().map(|(what, span, times)| what.say(span, times)));
        crate::diag::sort(&mut self.diagnostics);
        self.diagnostics
    }
}

impl Often {
    fn say(self, span: Span, times: usize) -> Diagnostic {
        let more = if times > 1 { format!(", {times} times in this file") } else { String::new() };
        match self {
            Self::Nesting => Diagnostic::new(
                Code::NestingTooDeep,
                span,
                format!("nested more than {} levels deep", super::NESTING_LIMIT),
            )
            .help("take the innermost quotes, lists or spans apart"),
            Self::Math => {
                Diagnostic::new(Code::MathPlain, span, format!("formula set from its source{more}")).help(
                    "TeX formulas are not typeset yet; write a dollar sign that is meant as one as `\\$`",
                )
            }
            Self::Citation => {
                Diagnostic::new(Code::CitationPlain, span, format!("citation set from its source{more}"))
                    .help("citations are not resolved yet; they are printed as they are written")
            }
            Self::EpubType => Diagnostic::new(
                Code::HtmlDropped,
                span,
                format!("`epub:type` of an undeclared vocabulary left out{more}"),
            ),
            Self::Style => {
                Diagnostic::new(Code::HtmlDropped, span, format!("`style` left out of raw HTML{more}"))
                    .help("use a class, and say in the design how it looks")
            }
            Self::Control(c) => Diagnostic::new(
                Code::ControlCharacter,
                span,
                format!("control character U+{:04X} removed{more}", u32::from(c)),
            ),
            Self::Bidi(c) => Diagnostic::new(
                Code::BidiControl,
                span,
                format!("invisible direction control U+{:04X}{more}", u32::from(c)),
            )
            .help("`[text]{dir=rtl}` says the direction where everyone can see it"),
        }
    }
}
