//! Plays: names of speakers before the speeches hang out to the left; names on lines of their own are
//! above them; stage directions are indented.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::drama::PlayParagraph;
use crate::book::{Inline, InlineKind};
use crate::design::{ParRole, ParStyle};
use crate::layout::FORBID;
use crate::units::Length;

impl Setter<'_> {
    /// Adds the space above the next paragraph of a play, and returns its style. `style` is that of a
    /// speech with a hanging name.
    pub(super) fn play_style(
        &mut self,
        style: ParStyle,
        paragraph: PlayParagraph,
        context: &BlockContext,
    ) -> ParStyle {
        if paragraph == PlayParagraph::Name {
            let speaker = self.style(ParRole::Speaker, context);
            self.space(speaker.above);
            // The direction beside the name is in the style of the speeches.
            return ParStyle { text: style.text, leading: style.leading, ..speaker };
        }
        indented(style, paragraph, self.em())
    }

    /// Keeps a name and the directions below it with its speech.
    pub(super) fn close_play_paragraph(&mut self, paragraph: PlayParagraph, style: &ParStyle) {
        match paragraph {
            PlayParagraph::Name => {
                self.penalise(FORBID);
                self.space(style.below);
            }
            PlayParagraph::Direction { within: true } => self.penalise(FORBID),
            PlayParagraph::Direction { within: false }
            | PlayParagraph::Hanging
            | PlayParagraph::Continued
            | PlayParagraph::First
            | PlayParagraph::Later => {}
        }
    }
}

/// Returns the style of a paragraph other than a name, with its indents.
fn indented(mut style: ParStyle, paragraph: PlayParagraph, em: Length) -> ParStyle {
    match paragraph {
        PlayParagraph::Name | PlayParagraph::Hanging => {}
        PlayParagraph::Continued => style.indent = em,
        PlayParagraph::Direction { .. } => style.indent = Length::ZERO,
        // Below a name, a speech is a block whose later paragraphs are indented.
        PlayParagraph::First => (style.left, style.indent) = (style.left + style.indent, Length::ZERO),
        PlayParagraph::Later => (style.left, style.indent) = (style.left + style.indent, em),
    }
    style
}

/// Returns whether a paragraph introduces what follows, as a heading in the text does: all of it is
/// strong or in small capitals, apart from punctuation and spaces.
pub(super) fn is_label(inlines: &[Inline]) -> bool {
    let is_strong = |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_) | InlineKind::SmallCaps(_));
    let mark = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    let silent = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.chars().all(mark));
    inlines.iter().any(is_strong) && inlines.iter().all(|inline| is_strong(inline) || silent(inline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::Design;
    use crate::lang::LangTag;

    #[test]
    fn speeches_hang_or_are_blocks_below_their_names() {
        let design = Design::bundled(&LangTag::english());
        let (em, hang) = (design.em(), design.leading);
        let indents = |paragraph| {
            let style = indented(design.style(ParRole::Drama), paragraph, em);
            (style.left, style.indent)
        };
        assert_eq!(indents(PlayParagraph::Hanging), (hang, -hang));
        assert_eq!(indents(PlayParagraph::Direction { within: false }), (hang, Length::ZERO));
        assert_eq!(indents(PlayParagraph::Continued), (hang, em));
        assert_eq!(indents(PlayParagraph::First), (Length::ZERO, Length::ZERO));
        assert_eq!(indents(PlayParagraph::Later), (Length::ZERO, em));
    }
}
