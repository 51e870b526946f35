//! Collects the diagnostics of one file, with a limit for faults that a file may have by the thousand.

use std::ops::Range;

use super::characters::{is_book_char, is_rare_space, windows_1252};
use crate::diag::{Code, Diagnostic, FileId, Span};
use crate::limits::NESTING;

/// The maximum number of diagnostics for a frequent fault in one file; the last one counts the rest.
const MAX_PLACES: usize = 1000;
/// The maximum length in characters of an address or a text in a message.
const MAX_SHOWN_CHARS: usize = 80;

/// Faults that a file may have by the thousand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Frequent {
    /// Nesting past the limit.
    Nesting,
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
    /// The author's own classes, which have a style in the design.
    pub(super) styled_classes: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    /// The frequent faults: their places up to the limit, and the number of further ones.
    frequent: Vec<(Frequent, Vec<Span>, u32)>,
}

impl Report {
    /// Creates an empty report on `file`, in which these classes have a style in the design.
    pub(super) fn new(file: FileId, styled_classes: &[String]) -> Self {
        Self { file, styled_classes: styled_classes.to_vec(), diagnostics: Vec::new(), frequent: Vec::new() }
    }

    /// Returns the span of a range of bytes in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Adds a diagnostic.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds a warning that HTML was left out.
    pub(super) fn html(&mut self, range: Range<usize>, message: impl Into<String>) {
        let span = self.span(range);
        let help = "write it in Markdown, or take it out of the text";
        self.add(Diagnostic::new(Code::HtmlDropped, span, message).help(help));
    }

    /// Adds a frequent fault.
    pub(super) fn count(&mut self, fault: Frequent, range: Range<usize>) {
        let span = self.span(range);
        match self.frequent.iter_mut().find(|(kind, ..)| *kind == fault) {
            // The outermost place that is too deep represents all within it.
            Some((Frequent::Nesting, places, _)) => places[0] = places[0].min(span),
            Some((_, places, _)) if places.len() < MAX_PLACES => places.push(span),
            Some((.., unlisted)) => *unlisted = unlisted.saturating_add(1),
            None => self.frequent.push((fault, vec![span], 0)),
        }
    }

    /// Reports the characters of `source[start..]` that no book can contain, and invisible controls of
    /// text direction.
    pub(super) fn characters(&mut self, source: &str, start: usize) {
        for (i, c) in source[start..].char_indices() {
            let range = start + i..start + i + c.len_utf8();
            match c {
                // A carriage return is a line end to Markdown.
                '\r' => {}
                _ if is_rare_space(c) => {}
                _ if !is_book_char(c) => self.count(Frequent::Control(c), range),
                '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => self.count(Frequent::Bidi(c), range),
                _ => {}
            }
        }
    }

    /// Returns all diagnostics in the order in which they are shown.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let frequent = std::mem::take(&mut self.frequent);
        for (fault, mut places, unlisted) in frequent {
            places.sort_unstable();
            self.diagnostics.extend(places.into_iter().map(|span| fault.diagnostic(span)));
            if let Some(last) = self.diagnostics.last_mut() {
                last.times = last.times.saturating_add(unlisted);
            }
        }
        crate::diag::sort(&mut self.diagnostics);
        self.diagnostics
    }
}

impl Frequent {
    fn diagnostic(self, span: Span) -> Diagnostic {
        match self {
            Self::Nesting => {
                Diagnostic::new(Code::NestingTooDeep, span, format!("nested more than {NESTING} levels deep"))
                    .help("take the innermost quotes, lists or spans apart")
            }
            Self::Citation => Diagnostic::new(Code::CitationPlain, span, "citation set from its source")
                .help("citations are not resolved yet; they are printed as they are written"),
            Self::EpubType => {
                Diagnostic::new(Code::HtmlDropped, span, "`epub:type` of an undeclared vocabulary left out")
                    .help("the text is kept; remove the attribute, or use a term of EPUB's own vocabulary")
            }
            Self::Style => Diagnostic::new(Code::HtmlDropped, span, "`style` left out of raw HTML")
                .help("use a class, and define its look in the design"),
            Self::Control(c) => control_character(c, span),
            Self::Bidi(c) => Diagnostic::new(
                Code::BidiControl,
                span,
                format!("invisible direction control U+{:04X}", u32::from(c)),
            )
            .help("write `[text]{dir=rtl}`, which sets the direction where everyone can see it"),
        }
    }
}

fn control_character(c: char, span: Span) -> Diagnostic {
    let name = format!("control character U+{:04X}", u32::from(c));
    let (message, help) = match windows_1252(c) {
        Some(meant) => (
            format!("{name} replaced by `{meant}`"),
            "the file was converted wrongly from Windows-1252; convert the original to UTF-8",
        ),
        None => (format!("{name} removed"), "delete it from the text; it has no shape and no meaning there"),
    };
    Diagnostic::new(Code::ControlCharacter, span, message).help(help)
}

/// Returns the beginning of an address or a text as a message shows it.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
