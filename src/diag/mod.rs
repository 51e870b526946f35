//! Authors' mistakes as data: a code, a place, a phrase, a help.
//!
//! How to write one: the message is a phrase without a full stop that says what is wrong here, names
//! in backquotes (``image `map.png` not found``); the help says what to do about it; the code names
//! the *kind* of mistake and never changes its meaning.

use std::collections::BTreeMap;

mod code;
mod consequences;
mod excerpt;
pub mod gather;
pub mod render;
mod source;

pub use code::{CODES, Code};
pub use consequences::drop_consequences;
pub use excerpt::excerpt;
pub use source::{FileId, Location, Piece, SourceFile, SourceMap, Span, Spanned};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// No book is made.
    Error,
    /// The book is made; it may not be what the author wants.
    Warning,
}

/// A second place that helps to understand the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there: `first defined here`.
    pub message: String,
}

/// One mistake of an author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: Code,
    /// How bad it is; usually the code's own severity.
    pub severity: Severity,
    /// Where it is, when it is in a file.
    pub span: Option<Span>,
    /// What is wrong, as a phrase.
    pub message: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Vec<String>,
    /// How many places it is about: 1, or more where a file has too many of a kind to list each.
    pub times: u32,
    /// What the faces lack here; such diagnostics are gathered over the whole book.
    pub lack: Option<Box<Lack>>,
}

/// Something that no face has, or none of a family.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Lack {
    /// Characters without a glyph, each with how often it occurs.
    Glyphs(Vec<(char, usize)>),
    /// A style that a family is asked for.
    Style {
        /// The family.
        family: String,
        /// `italic`, `bold`, `bold italic` or `small capitals`.
        style: &'static str,
    },
}

impl Diagnostic {
    /// A diagnostic of this kind, at this place, with this phrase.
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

    /// A diagnostic of what faces lack, at this place; its message is found when all are gathered.
    pub fn lack(code: Code, span: impl Into<Option<Span>>, lack: Lack) -> Self {
        Self { lack: Some(Box::new(lack)), ..Self::new(code, span, String::new()) }
    }

    /// Adds a help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Points every place at the file that was read, out of texts that were derived from it.
    pub fn point_at_origins(&mut self, sources: &SourceMap) {
        let places = self.span.iter_mut().chain(self.labels.iter_mut().map(|label| &mut label.span));
        places.for_each(|span| *span = sources.origin(*span));
    }

    /// Whether this keeps the book from being made.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts diagnostics in the order in which they are shown: by file, place and code; those without a
/// place come first. Stable, and equal ones are kept once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics
        .sort_by(|a, b| (a.span, a.code, &a.message, &a.lack).cmp(&(b.span, b.code, &b.message, &b.lack)));
    diagnostics.dedup();
}

/// Further places that one diagnostic is told of.
const PLACES: usize = 3;

/// Makes one diagnostic of those of one kind that say the same at several places (a character that
/// no font has): the first place, a few more as labels, and how many there are.
pub fn gather_places(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    let (repeated, mut out): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|d| d.code == Code::MissingGlyph);
    for diagnostic in repeated {
        groups.entry(diagnostic.message.clone()).or_default().push(diagnostic);
    }
    for (_, mut group) in groups {
        sort(&mut group);
        let count = group.len();
        let mut all = group.into_iter();
        let Some(mut first) = all.next() else { continue };
        first.labels.extend(
            all.filter_map(|other| Some(Label { span: other.span?, message: "and here".into() }))
                .take(PLACES),
        );
        if count > PLACES + 1 {
            first.help.push(format!("it stands at {count} places in all"));
        }
        out.push(first);
    }
    out
}

/// A value, and what was noticed while it was made.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Outcome<T> {
    /// What was made; complete as far as the mistakes allow.
    pub value: T,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value about which nothing was noticed.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value and what was noticed.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Takes the value out and hands the diagnostics to `sink`.
    pub fn into(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }

    /// Whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// The candidate that `typed` was probably meant to be, for a "did you mean".
///
/// Damerau-Levenshtein distance of at most a third of the length (as rustc does), and at least one.
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (candidate.to_lowercase(), candidate))
        // The distance is never less than the difference of the lengths.
        .filter(|(lower, _)| lower.chars().count().abs_diff(length) <= limit)
        .map(|(lower, candidate)| (strsim::damerau_levenshtein(&typed, &lower), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_miss_is_suggested() {
        assert_eq!(did_you_mean("titel", ["title", "subtitle", "trim"]), Some("title"));
        assert_eq!(did_you_mean("Map.png", ["map.png"]), Some("map.png"));
        assert_eq!(did_you_mean("zebra", ["title"]), None);
    }
}
