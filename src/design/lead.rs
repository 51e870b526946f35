//! The opening of a chapter's first paragraph, for both books: which divisions have one, which letter is
//! the initial, and where the words in small capitals end.

use std::ops::Range;

use super::style::{Family, TextStyle};
use crate::book::role::Matter;
use crate::book::{GroupRole, InlineKind, Role, SpanRole};
pub use crate::project::design::choices::OpeningCaps;
use crate::project::design::keys::OpeningSettings;

/// The character that represents a picture in a text whose opening is searched for.
pub const OBJECT: char = '\u{FFFC}';
/// The character that represents a line break that the author wrote.
pub const LINE_END: char = '\u{2028}';
/// The maximum number of words and of characters in small capitals.
const MAX_WORDS: usize = 6;
const MAX_CHARACTERS: usize = 32;
/// The number of words in small capitals if there is no punctuation within [`MAX_WORDS`]; more while
/// the last word is as short as an article.
const FIRST_WORDS: usize = 3;
const SHORT_WORD: usize = 3;
/// The maximum length of a single word before a full stop that may belong to an abbreviation: `Capt.`
const ABBREVIATION: usize = 4;

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
        | InlineKind::Math { .. }
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
    /// the text does not start with a capital letter.
    ///
    /// The text has one space between words, [`OBJECT`] for a picture, and [`LINE_END`] for a line
    /// break; `is_words` returns whether all of a range is words of the text.
    pub fn find(text: &str, lead: LeadIn, is_words: impl Fn(&Range<usize>) -> bool) -> Option<Self> {
        if lead == LeadIn::NONE {
            return None;
        }
        let start = text.find(|c| !is_opening_mark(c))?;
        let first = text[start..].chars().next().filter(|c| c.is_uppercase())?;
        let accents = text[start + first.len_utf8()..].chars().take_while(|c| is_accent(*c));
        let end = start + first.len_utf8() + accents.map(char::len_utf8).sum::<usize>();
        let words = end..start + extent(&text[start..], lead.small_caps).max(end - start);
        is_words(&(0..end)).then_some(Self { quote: 0..start, letter: start..end, words })
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

/// Returns how many bytes of a text are in small capitals.
fn extent(text: &str, caps: OpeningCaps) -> usize {
    match caps {
        OpeningCaps::None => 0,
        OpeningCaps::Word => letters(text.split(is_end).next().unwrap_or_default()),
        OpeningCaps::Phrase => phrase(text),
    }
}

/// Returns whether a character ends a word: a space at which a line may break, or a character that is
/// not part of words.
fn is_end(c: char) -> bool {
    matches!(c, ' ' | '—' | '–' | '\u{2E3A}' | '\u{2E3B}' | LINE_END | OBJECT)
}

/// Returns the length in bytes of the first words up to a punctuation mark, if one is near; else of the
/// first few words.
fn phrase(text: &str) -> usize {
    let (mut end, mut count, mut few) = (0, 0, None);
    while count < MAX_WORDS {
        let length = text[end..].find(is_end).unwrap_or(text.len() - end);
        let word = &text[end..end + length];
        let reached = end + letters(word);
        count += usize::from(reached > end);
        if text[..reached].chars().count() > MAX_CHARACTERS {
            break;
        }
        let rest = word.trim_end_matches(['”', '’', '»', '"', '\'', ')']);
        let short = count == 1 && rest.chars().count() <= ABBREVIATION + 1;
        let stops = rest.ends_with([',', ';', ':', '!', '?', '…']) || (rest.ends_with('.') && !short);
        let after = text[end + length..].chars().next();
        if stops || after != Some(' ') {
            return reached;
        }
        let is_short = word.chars().count() <= SHORT_WORD;
        if few.is_none() && count >= FIRST_WORDS && !is_short {
            few = Some(reached);
        }
        end += length + 1;
    }
    few.unwrap_or_else(|| letters(text.split(is_end).next().unwrap_or_default()))
}

/// Returns the length in bytes of a word up to its last letter or figure.
fn letters(word: &str) -> usize {
    word.rfind(char::is_alphanumeric).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, caps: OpeningCaps) -> String {
        let end = extent(text, caps);
        text[..end].to_owned()
    }

    #[test]
    fn a_phrase_ends_at_punctuation_or_after_a_few_words() {
        let phrase = |text| shown(text, OpeningCaps::Phrase);
        assert_eq!(phrase("Call me Ishmael. Some years ago"), "Call me Ishmael");
        assert_eq!(phrase("It was the best of times, it was"), "It was the best of times");
        assert_eq!(phrase("Happy families are all alike; every"), "Happy families are all alike");
        assert_eq!(phrase("It was a dark and stormy night that"), "It was a dark");
        assert_eq!(phrase("When he was nearly thirteen my brother"), "When he was nearly");
        assert_eq!(phrase("Mr. Sherlock Holmes, who was usually"), "Mr. Sherlock Holmes");
        assert_eq!(phrase("No,” said the Captain"), "No");
        assert_eq!(phrase("Stop!"), "Stop");
        assert_eq!(phrase("Peace—that was all"), "Peace");
        assert_eq!(phrase("Incomprehensibilities notwithstanding everything"), "Incomprehensibilities");
    }

    #[test]
    fn one_word_or_none_may_be_in_small_capitals() {
        assert_eq!(shown("Don’t go", OpeningCaps::Word), "Don’t");
        assert_eq!(shown("Yes.", OpeningCaps::Word), "Yes");
        assert_eq!(shown("Yes.", OpeningCaps::None), "");
    }
}
