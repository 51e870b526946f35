//! The opening of a chapter's first paragraph, for both books: which divisions have one, which letter is
//! the initial, and where the words in small capitals end.

use std::ops::Range;

use super::phrase;
use super::style::{Family, TextStyle};
use crate::book::role::Matter;
use crate::book::{GroupRole, Inline, InlineKind, Role, SpanRole, plain_text};
pub use crate::project::design::choices::OpeningCaps;
use crate::project::design::keys::OpeningSettings;

/// The character that represents a picture in a text whose opening is searched for.
pub const OBJECT: char = '\u{FFFC}';
/// The character that represents a line break that the author wrote.
pub const LINE_END: char = '\u{2028}';
/// The maximum length of a line above the text of a chapter that is not its first paragraph, in characters.
const MAX_LABEL: usize = 60;

/// The opening of a chapter's first paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LeadIn {
    /// The number of lines beside the initial; below 2 there is none.
    pub initial: u8,
    /// How many of the words that follow are in small capitals.
    pub small_caps: OpeningCaps,
}

impl LeadIn {
    /// The opening of a paragraph without an initial or small capitals.
    pub const NONE: Self = Self { initial: 0, small_caps: OpeningCaps::None };

    pub(super) fn of(settings: &OpeningSettings) -> Self {
        Self { initial: settings.drop_cap.0, small_caps: settings.small_caps }
    }

    /// Returns the opening of a division's first paragraph: none in front and back matter, and in parts.
    #[must_use]
    pub fn in_division(self, matter: Matter, role: Role) -> Self {
        let opens = match role {
            Role::Prologue | Role::Chapter | Role::Interlude | Role::Epilogue | Role::Conclusion => {
                matter == Matter::Body
            }
            Role::HalfTitle
            | Role::TitlePage
            | Role::Copyright
            | Role::Dedication
            | Role::Epigraph
            | Role::Contents
            | Role::Figures
            | Role::Tables
            | Role::Listings
            | Role::Theorems
            | Role::Equations
            | Role::Abbreviations
            | Role::Foreword
            | Role::Preface
            | Role::Acknowledgments
            | Role::Introduction
            | Role::Part
            | Role::Afterword
            | Role::Appendix
            | Role::Notes
            | Role::Glossary
            | Role::Bibliography
            | Role::Index
            | Role::Colophon
            | Role::AboutTheAuthor
            | Role::AlsoBy => false,
        };
        if opens { self } else { Self::NONE }
    }
}

/// Returns whether the opening may follow a group: an epigraph, or a group that this book leaves out.
/// `absent` is the role of groups that are in the other book only.
pub fn opens_after(role: GroupRole, absent: GroupRole) -> bool {
    role == GroupRole::Epigraph || role == absent
}

/// Returns whether characters of this style belong to the words of the text: neither code nor raised or
/// lowered.
pub fn is_text(style: &TextStyle) -> bool {
    style.family == Family::Text && style.rise.is_zero()
}

/// Returns whether the content of an inline is not words of the text, even within such words: code,
/// raised or lowered text. The e-book, which has no styles, uses this in place of [`is_text`].
pub fn leaves_text(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::Superscript(_)
        | InlineKind::Subscript(_)
        | InlineKind::Note(_)
        | InlineKind::Span(SpanRole::Keys | SpanRole::Machine, _) => true,
        InlineKind::Text(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strikethrough(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Span(..)
        | InlineKind::Link { .. }
        | InlineKind::Reference(_)
        | InlineKind::Citation(_)
        | InlineKind::Image(_)
        | InlineKind::Ruby(_)
        | InlineKind::Break => false,
    }
}

/// Returns whether an inline is set apart from the text by its style. The e-book, which has no styles, uses this to
/// find what the printed book finds in them.
pub fn is_set_apart(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Span(
            SpanRole::Term
            | SpanRole::Foreign
            | SpanRole::WorkTitle
            | SpanRole::Ship
            | SpanRole::Speaker
            | SpanRole::Keyword
            | SpanRole::Head
            | SpanRole::HeadItalic
            | SpanRole::Voice
            | SpanRole::Cite,
            _,
        ) => true,
        InlineKind::Text(_)
        | InlineKind::Strikethrough(_)
        | InlineKind::Span(
            SpanRole::Plain
            | SpanRole::HeadNote
            | SpanRole::ProofEnd
            | SpanRole::FigureLetter
            | SpanRole::References
            | SpanRole::GlossaryTerm
            | SpanRole::Index
            | SpanRole::Quotation
            | SpanRole::NoHyphen
            | SpanRole::Abbreviation
            | SpanRole::Underline
            | SpanRole::Dots
            | SpanRole::Mark
            | SpanRole::Small
            | SpanRole::Inserted
            | SpanRole::Keys
            | SpanRole::Machine,
            _,
        )
        | InlineKind::Link { .. }
        | InlineKind::Reference(_)
        | InlineKind::Citation(_)
        | InlineKind::Image(_)
        | InlineKind::Ruby(_)
        | InlineKind::Break => false,
        InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::Superscript(_)
        | InlineKind::Subscript(_)
        | InlineKind::Note(_) => true,
    }
}

/// The parts of a text that opens a chapter, as ranges of bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OpeningText {
    /// Quotation marks before the first letter.
    pub quote: Range<usize>,
    /// The first letter with its accents.
    pub letter: Range<usize>,
    /// The words that follow in small capitals.
    pub words: Range<usize>,
}

impl OpeningText {
    /// Returns the parts of a text. Returns `None` if it has no opening: if `lead` asks for none, or if
    /// the text does not start with a capital letter in the style of the paragraph.
    ///
    /// The text has one space between words, [`OBJECT`] for a picture, and [`LINE_END`] for a line
    /// break; `units` are the ranges that are set apart by their style, in order, and `is_words` returns
    /// whether all of a range is words of the text.
    pub fn find(
        text: &str,
        lead: LeadIn,
        units: &[Range<usize>],
        is_words: impl Fn(&Range<usize>) -> bool,
    ) -> Option<Self> {
        if lead == LeadIn::NONE {
            return None;
        }
        let start = text.find(|c| !is_opening_mark(c))?;
        let first = text[start..].chars().next().filter(|c| c.is_uppercase())?;
        let accents = text[start + first.len_utf8()..].chars().take_while(|c| is_accent(*c));
        let end = start + first.len_utf8() + accents.map(char::len_utf8).sum::<usize>();
        let begins_apart = units.iter().any(|unit| unit.start <= start && start < unit.end);
        let words = end..phrase::end(text, start..end, lead.small_caps, units).max(end);
        (is_words(&(0..end)) && !begins_apart).then_some(Self { quote: 0..start, letter: start..end, words })
    }

    /// Returns the range in small capitals if there is no initial: letter and words.
    pub fn phrase(&self) -> Range<usize> {
        if self.words.is_empty() { 0..0 } else { self.letter.start..self.words.end }
    }
}

fn is_opening_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '„' | '‚' | '«' | '‹' | '"' | '\'' | '(' | '[' | '¿' | '¡' | '\u{A0}' | '\u{202F}'
    )
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Returns whether a paragraph is a line above the text rather than its first paragraph: a name of an author, a
/// place and date. Such a line is set apart as a whole, or short and without the punctuation of a sentence.
pub fn is_label(inlines: &[Inline]) -> bool {
    let is_apart = |inline: &Inline| {
        matches!(inline.kind, InlineKind::Emphasis(_) | InlineKind::Strong(_) | InlineKind::SmallCaps(_))
    };
    let text = plain_text(inlines);
    let text = text.trim();
    let ends = |c: char| {
        matches!(c, '.' | '!' | '?' | '…' | ':' | ';' | ',' | '”' | '’' | '»' | '“' | '"' | ')' | '—' | '–')
    };
    let is_short = text.chars().count() <= MAX_LABEL && !text.ends_with(ends);
    let has_words = text.contains(char::is_alphabetic);
    let is_one = inlines.len() == 1 && inlines.iter().all(is_apart) && text.chars().count() <= 2 * MAX_LABEL;
    has_words && (is_one || is_short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    #[test]
    fn a_line_above_the_text_is_not_its_first_paragraph() {
        let span = Span::start_of(FileId(0));
        let text = |text: &str| Inline::text(text, span);
        assert!(is_label(&[text("By Ada Author")]) && is_label(&[text("Seoul, 30 June 2019")]));
        assert!(!is_label(&[text("Stop!")]) && !is_label(&[text("“No,” he said.")]) && !is_label(&[]));
        let apart = |words: &str| Inline::new(InlineKind::Emphasis(vec![text(words)]), span);
        assert!(is_label(&[apart("Serves 4. Takes an hour.")]));
        assert!(!is_label(&[apart("Pequod"), text(" sailed at noon.")]));
    }
}
