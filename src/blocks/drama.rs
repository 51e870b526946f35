//! Plays: who speaks stands out to the left of what is said; what is done stands in.

use crate::book::{Inline, InlineKind};
use crate::design::ParStyle;
use crate::units::Length;

/// Where a play has got to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Speech {
    /// Names stand in the line of what is said.
    #[default]
    InLine,
    /// A name has stood on a line of its own.
    Named,
    /// So it has, and what it says goes on.
    GoesOn,
}

impl Speech {
    /// The style of the next paragraph of a play, made of that of a speech whose name hangs out.
    pub(super) fn style(&mut self, mut style: ParStyle, inlines: &[Inline], em: Length) -> ParStyle {
        if is_direction(inlines) {
            style.indent = Length::ZERO;
        } else if is_label(inlines) {
            *self = Self::Named;
        } else if *self != Self::InLine {
            // Below a name what is said is a block, its paragraphs marked by indents.
            style.left += style.indent;
            style.indent = if *self == Self::GoesOn { em } else { Length::ZERO };
            *self = Self::GoesOn;
        }
        style
    }
}

/// Whether a paragraph names what follows, as the speaker of a play: all of it strong or in small
/// capitals.
pub(super) fn is_label(inlines: &[Inline]) -> bool {
    all(inlines, |kind| matches!(kind, InlineKind::Strong(_) | InlineKind::SmallCaps(_)))
}

/// Whether a paragraph is a stage direction: all of it in italics.
fn is_direction(inlines: &[Inline]) -> bool {
    all(inlines, |kind| matches!(kind, InlineKind::Emphasis(_)))
}

/// Whether there is something of a kind in a paragraph, and beside it nothing but punctuation and spaces.
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
    fn what_stands_where_follows_from_the_paragraph() {
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
            // Named in the line, and what is done.
            (place(&[name.clone(), words(". Yes.")]), (hang, -hang)),
            (place(&[words("("), wrapped(InlineKind::Emphasis), words(")")]), (hang, Length::ZERO)),
            // Named above: the first paragraph and the next.
            (place(&[wrapped(InlineKind::Strong)]), (hang, -hang)),
            (place(&[words("Yes.")]), (Length::ZERO, Length::ZERO)),
            (place(&[words("No.")]), (Length::ZERO, em)),
        ];
        for (got, wanted) in play {
            assert_eq!(got, wanted);
        }
    }
}
