//! Verse: set line by line, with turn-over lines indented further.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::VerseLine;
use crate::book::tag::Tag;
use crate::design::ParRole;
use crate::layout::FORBID;
use crate::paragraph::hang_space;

/// The costs of a page end within a short stanza and within a long one. The reader sees a short stanza as one
/// shape, so make-up divides it only to avoid a page that is more than four lines short.
const WITHIN_SHORT: i32 = 2_700;
const WITHIN_STANZA: i32 = 300;
/// The maximum number of lines of a short stanza.
const SHORT: usize = 6;

/// Sets stanzas with a line of space between them.
pub(super) fn set(setter: &mut Setter<'_>, stanzas: &[Vec<VerseLine>], context: &BlockContext) {
    let leading = setter.leading();
    let role = if context.role == ParRole::Epigraph { ParRole::Epigraph } else { ParRole::Verse };
    // Content that is indented already is not indented further.
    let stands_in = matches!(context.role, ParRole::Epigraph | ParRole::Quote | ParRole::Inset);
    let context = &if stands_in { context.clone() } else { setter.placed(ParRole::Verse, context) };
    let style = setter.style(role, context);
    let spec = setter.resources.design.spec.verse;
    let (step, turn_over) = (setter.fit(spec.step), setter.fit(spec.turn_over));
    setter.space(style.above);
    for stanza in stanzas {
        let element = setter.element(context, Tag::Paragraph);
        for (index, line) in stanza.iter().enumerate() {
            let mut style = style.clone();
            let step = step * i64::from(line.indent);
            // The first line has its own indent, its turn-over lines a larger one.
            style.left += step + turn_over;
            style.indent = -turn_over;
            let mut lines = setter.lines(&line.text, &style, element);
            if let (Some(last), true) = (lines.last_mut(), index + 1 < stanza.len()) {
                hang_space(last, setter.resources.fonts);
            }
            if index > 0 {
                let kept = index == 1 || index + 1 == stanza.len() || context.keep;
                let within = if stanza.len() <= SHORT { WITHIN_SHORT } else { WITHIN_STANZA };
                setter.penalise(if kept { FORBID } else { within });
            }
            setter.push_kept(lines);
        }
        setter.space(leading);
    }
    setter.space(style.below);
    setter.first = true;
}
