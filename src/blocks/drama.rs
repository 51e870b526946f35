//! Plays: names of speakers hang out to the left of the speeches; stage directions are indented.

use crate::book::{Inline, InlineKind};
use crate::design::ParStyle;
use crate::units::Length;

/// The state of a play between two paragraphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Speech {
    /// Each name is in the first line of its speech.
    #[default]
    InLine,
    /// A name was set on a line by itself.
    Named,
    /// The speech after such a name has begun.
    GoesOn,
}

impl Speech {
    /// Returns the style of the next paragraph of a play. `style` is that of a speech with a hanging
    /// name.
    pub(super) fn style(&mut self, mut style: ParStyle, inlines: &[Inline], em: Length) -> ParStyle {
        if is_direction(inlines) {
            style.indent = Length::ZERO;
        } else if is_label(inlines) {
            *self = Self::Named;
        } else if *self != Self::InLine {
            // Below a name, a speech is a block whose paragraphs are indented.
            style.left += style.indent;
            style.indent = if *self == Self::GoesOn { em } else { Length::ZERO };
            *self = Self::GoesOn;
        }
        style
    }
}

/// Returns whether a paragraph introduces what follows, as the name of a speaker does: all of it is
/// strong or in small capitals.
pub(super) fn is_label(inlines: &[Inline]) -> bool {
    all(inlines, |kind| matches!(kind, InlineKind::Strong(_) | InlineKind::SmallCaps(_)))
}

/// Returns whether a paragraph is a stage direction: all of it is in italics.
fn is_direction(inlines: &[Inline]) -> bool {
    all(inlines, |kind| matches!(kind, InlineKind::Emphasis(_)))
}

/// Returns whether a paragraph consists of inlines of a kind, apart from punctuation and spaces.
fn all(inlines: &[Inline], kind: impl Fn(&InlineKind) -> bool) -> bool {
    let mark = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    let silent = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.chars().all(mark));
    inlines.iter().any(|inline| kind(&inline.kind))
        && inlines.iter().all(|inline| kind(&inline.kind) || silent(inline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Design, ParRole};
    use crate::diag::{FileId, Span};
    use crate::fonts::Library;
    use crate::lang::LangTag;

    #[test]
    fn names_and_directions_are_recognised_in_paragraphs() {
        let design = Design::classic(&LangTag::english(), &Library::bundled());
        let (em, hang) = (design.em(), design.leading);
        let words = |text: &str| Inline::text(text, Span::start_of(FileId(0)));
        let wrapped = |kind: fn(Vec<Inline>) -> InlineKind| {
            Inline::new(kind(vec![words("x")]), Span::start_of(FileId(0)))
        };
        let mut speech = Speech::default();
        let mut place = |inlines: &[Inline]| {
            let style = speech.style(design.style(ParRole::Drama), inlines, em);
            (style.left, style.indent)
        };
        let name = wrapped(InlineKind::SmallCaps);
        let play = [
            // A name in the line of the speech, and a stage direction.
            (place(&[name.clone(), words(". Yes.")]), (hang, -hang)),
            (place(&[words("("), wrapped(InlineKind::Emphasis), words(")")]), (hang, Length::ZERO)),
            // A name above: the first paragraph and the next.
            (place(&[wrapped(InlineKind::Strong)]), (hang, -hang)),
            (place(&[words("Yes.")]), (Length::ZERO, Length::ZERO)),
            (place(&[words("No.")]), (Length::ZERO, em)),
        ];
        for (got, wanted) in play {
            assert_eq!(got, wanted);
        }
    }
}
