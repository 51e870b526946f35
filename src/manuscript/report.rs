//! Collects what is noticed while a file is read, with a limit to what a file may have of one kind.

use super::characters::windows_1252;
use crate::diag::{Code, Diagnostic, FileId, Span};

/// Faults that a file may have by the thousand.
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

/// Places of one such kind in a file that have a diagnostic each; the last counts those beyond.
const PLACES: usize = 1000;

/// The diagnostics of one file.
#[derive(Debug)]
pub(super) struct Report {
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    often: Vec<(Often, Vec<Span>, u32)>,
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
        let help = "write it in Markdown, or take it out of the text";
        self.add(Diagnostic::new(Code::HtmlDropped, span, what).help(help));
    }

    /// Counts one more of a frequent kind.
    pub(super) fn count(&mut self, what: Often, range: std::ops::Range<usize>) {
        let span = self.span(range);
        match self.often.iter_mut().find(|(kind, ..)| *kind == what) {
            // What is within it is too deep as well.
            Some((Often::Nesting, places, _)) => places[0] = places[0].min(span),
            Some((_, places, _)) if places.len() < PLACES => places.push(span),
            Some((.., unlisted)) => *unlisted = unlisted.saturating_add(1),
            None => self.often.push((what, vec![span], 0)),
        }
    }

    /// Everything that was noticed, in the order in which it is shown.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let often = std::mem::take(&mut self.often);
        for (what, mut places, unlisted) in often {
            places.sort_unstable();
            self.diagnostics.extend(places.into_iter().map(|span| what.diagnostic(span)));
            if let Some(last) = self.diagnostics.last_mut() {
                last.times = last.times.saturating_add(unlisted);
            }
        }
        crate::diag::sort(&mut self.diagnostics);
        self.diagnostics
    }
}

impl Often {
    fn diagnostic(self, span: Span) -> Diagnostic {
        match self {
            Self::Nesting => Diagnostic::new(
                Code::NestingTooDeep,
                span,
                format!("nested more than {} levels deep", super::NESTING_LIMIT),
            )
            .help("take the innermost quotes, lists or spans apart"),
            Self::Math => Diagnostic::new(Code::MathPlain, span, "formula set from its source")
                .help("TeX formulas are not typeset yet; write a dollar sign that is meant as one as `\\$`"),
            Self::Citation => Diagnostic::new(Code::CitationPlain, span, "citation set from its source")
                .help("citations are not resolved yet; they are printed as they are written"),
            Self::EpubType => {
                Diagnostic::new(Code::HtmlDropped, span, "`epub:type` of an undeclared vocabulary left out")
                    .help("the text is kept; remove the attribute, or use a term of EPUB's own vocabulary")
            }
            Self::Style => Diagnostic::new(Code::HtmlDropped, span, "`style` left out of raw HTML")
                .help("use a class, and say in the design how it looks"),
            Self::Control(c) => {
                let name = format!("control character U+{:04X}", u32::from(c));
                let (message, help) = match windows_1252(c) {
                    Some(meant) => (
                        format!("{name} replaced by `{meant}`"),
                        "the file was converted wrongly from Windows-1252; convert the original to UTF-8",
                    ),
                    None => (
                        format!("{name} removed"),
                        "delete it from the text; it has no shape and no meaning there",
                    ),
                };
                Diagnostic::new(Code::ControlCharacter, span, message).help(help)
            }
            Self::Bidi(c) => Diagnostic::new(
                Code::BidiControl,
                span,
                format!("invisible direction control U+{:04X}", u32::from(c)),
            )
            .help("`[text]{dir=rtl}` says the direction where everyone can see it"),
        }
    }
}
