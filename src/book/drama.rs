//! The paragraphs of a play, by the inlines that they consist of: what both writers have to know of
//! them.

use super::model::{Inline, InlineKind, SpanRole};

/// The kind of a paragraph of a play.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlayLine {
    /// The name of a speaker, with or without a direction, above the speech.
    Name,
    /// A stage direction: all of it is emphasised.
    Direction,
    /// A speech, with or without the name of its speaker in its first line.
    Speech,
}

/// Returns the kind of a paragraph of a play.
///
/// Emphasised words after a name that ends in a full stop or a colon are a direction only if they are
/// in brackets: `**Ada.** *(Aside.)*` is a name with a direction, `**Ada.** *No!*` a speech.
pub fn play_line(inlines: &[Inline]) -> PlayLine {
    let mut words = inlines.iter().filter(|inline| !is_punctuation(inline));
    let Some(first) = words.next() else { return PlayLine::Speech };
    if is_speaker(first) {
        let only_names_and_directions =
            words.all(|inline| is_speaker(inline) || is_direction(inline, ends_sentence(inlines)));
        return if only_names_and_directions { PlayLine::Name } else { PlayLine::Speech };
    }
    let all = std::iter::once(first).chain(words);
    let is_emphasised = |inline: &Inline| matches!(inline.kind, InlineKind::Emphasis(_));
    if all.into_iter().all(is_emphasised) { PlayLine::Direction } else { PlayLine::Speech }
}

/// The state of a play between two paragraphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Speech {
    /// Each name is in the first line of its speech.
    #[default]
    InLine,
    /// A speech that begins with the name of its speaker has begun.
    Hangs,
    /// A name was set on a line of its own, and its speech has not begun.
    Named,
    /// The speech after such a name has begun.
    GoesOn,
}

/// What a paragraph of a play is, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlayParagraph {
    /// A name on a line of its own.
    Name,
    /// A stage direction. `within` is whether it is between a name and its speech.
    Direction {
        /// Whether it is between a name on a line of its own and the speech.
        within: bool,
    },
    /// A speech that begins with its name, which hangs.
    Hanging,
    /// A later paragraph of such a speech.
    Continued,
    /// The first paragraph of the speech below a name.
    First,
    /// A later paragraph of such a speech.
    Later,
}

impl Speech {
    /// Returns what the next paragraph of the play is.
    pub fn next(&mut self, inlines: &[Inline]) -> PlayParagraph {
        match (play_line(inlines), *self) {
            (PlayLine::Name, _) => {
                *self = Self::Named;
                PlayParagraph::Name
            }
            (PlayLine::Direction, speech) => PlayParagraph::Direction { within: speech == Self::Named },
            (PlayLine::Speech, _) if inlines.first().is_some_and(is_speaker) => {
                *self = Self::Hangs;
                PlayParagraph::Hanging
            }
            (PlayLine::Speech, Self::InLine) => PlayParagraph::Hanging,
            (PlayLine::Speech, Self::Hangs) => PlayParagraph::Continued,
            (PlayLine::Speech, Self::Named) => {
                *self = Self::GoesOn;
                PlayParagraph::First
            }
            (PlayLine::Speech, Self::GoesOn) => PlayParagraph::Later,
        }
    }
}

/// Returns whether a name is written in capitals.
pub fn is_in_capitals(name: &[Inline]) -> bool {
    let name = super::plain_text(name);
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// Returns whether an inline is the name of a speaker.
fn is_speaker(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Span(SpanRole::Speaker, _))
}

/// Returns whether an inline is a direction behind a name.
fn is_direction(inline: &Inline, only_in_brackets: bool) -> bool {
    let InlineKind::Emphasis(inner) = &inline.kind else { return false };
    !only_in_brackets || super::plain_text(inner).trim_start().starts_with(['(', '['])
}

/// Returns whether the text up to the end of the first name, or the punctuation behind it, ends a
/// sentence.
fn ends_sentence(inlines: &[Inline]) -> bool {
    let Some(at) = inlines.iter().position(is_speaker) else { return false };
    let name = super::plain_text(&inlines[at..=at]);
    let after = inlines.get(at + 1).filter(|inline| is_punctuation(inline));
    let after = after.map(|inline| super::plain_text(std::slice::from_ref(inline))).unwrap_or_default();
    name.trim_end().ends_with(['.', ':']) || after.contains(['.', ':']) && !after.contains(['(', '['])
}

/// Returns whether an inline consists of punctuation and spaces.
fn is_punctuation(inline: &Inline) -> bool {
    let is_mark =
        |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '—' | '–' | '\u{2060}');
    matches!(&inline.kind, InlineKind::Text(text) if text.chars().all(is_mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    fn text(text: &str) -> Inline {
        Inline::text(text, Span::start_of(FileId(0)))
    }

    fn new(kind: InlineKind) -> Inline {
        Inline::new(kind, Span::start_of(FileId(0)))
    }

    fn name(words: &str) -> Inline {
        new(InlineKind::Span(SpanRole::Speaker, vec![text(words)]))
    }

    fn stressed(words: &str) -> Inline {
        new(InlineKind::Emphasis(vec![text(words)]))
    }

    #[test]
    fn a_name_may_have_a_direction_and_a_speech_may_be_stressed() {
        let table = [
            (vec![name("Ada")], PlayLine::Name),
            (vec![name("Ada"), text(" "), stressed("(aside)")], PlayLine::Name),
            (vec![name("Ada"), text(", "), stressed("aside"), text(".")], PlayLine::Name),
            (vec![name("Ada."), text(" "), stressed("(Aside.)")], PlayLine::Name),
            (vec![name("Ada"), text(" ("), stressed("aside"), text(").")], PlayLine::Name),
            (vec![name("Ada."), text(" "), stressed("No!")], PlayLine::Speech),
            (vec![name("Ada"), text(": "), stressed("No!")], PlayLine::Speech),
            (vec![name("Ada"), text(" "), stressed("(aside)"), text(". No!")], PlayLine::Speech),
            (vec![text("("), stressed("Exit"), text(".)")], PlayLine::Direction),
            (vec![text("No.")], PlayLine::Speech),
            (vec![text("…!")], PlayLine::Speech),
        ];
        for (inlines, wanted) in table {
            assert_eq!(play_line(&inlines), wanted, "{inlines:?}");
        }
    }

    #[test]
    fn a_speech_below_a_name_goes_on_until_the_next_name() {
        let mut speech = Speech::default();
        let mut next = |inlines: &[Inline]| speech.next(inlines);
        assert_eq!(next(&[text("ADA. Yes.")]), PlayParagraph::Hanging);
        assert_eq!(next(&[text("BEN. No.")]), PlayParagraph::Hanging);
        assert_eq!(next(&[name("Ada."), text(" Yes.")]), PlayParagraph::Hanging);
        assert_eq!(next(&[text("And no.")]), PlayParagraph::Continued);
        assert_eq!(next(&[name("Ada")]), PlayParagraph::Name);
        assert_eq!(next(&[stressed("Sings.")]), PlayParagraph::Direction { within: true });
        assert_eq!(next(&[text("Yes.")]), PlayParagraph::First);
        assert_eq!(next(&[text("And no.")]), PlayParagraph::Later);
        assert_eq!(next(&[stressed("Exit.")]), PlayParagraph::Direction { within: false });
        assert_eq!(next(&[name("Ben"), text(". No.")]), PlayParagraph::Hanging);
    }
}
