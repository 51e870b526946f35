//! Verse: line by line, a turned-over line hanging further in.

use super::blocks::{Env, Setter};
use super::justify;
use super::line::FORBID;
use crate::book::VerseLine;
use crate::book::tag::Tag;
use crate::design::ParRole;

/// A page end within a stanza.
const WITHIN_STANZA: i32 = 300;

/// Sets stanzas with a line of white between.
pub(super) fn set(setter: &mut Setter<'_>, stanzas: &[Vec<VerseLine>], env: &Env) {
    let leading = setter.shop.design.leading;
    let role = if env.role == ParRole::Epigraph { ParRole::Epigraph } else { ParRole::Verse };
    let style = setter.style(role, env);
    let spec = setter.shop.design.spec.verse;
    setter.space(style.above);
    for stanza in stanzas {
        let element = setter.element(env, Tag::Paragraph);
        for (index, line) in stanza.iter().enumerate() {
            let mut style = style.clone();
            let step = spec.step * i64::from(line.indent);
            // The first line stands at its own indent, what is turned over further in.
            style.left += step + spec.turn_over;
            style.indent = -spec.turn_over;
            let mut lines = setter.lines(&line.text, &style, element);
            if let (Some(last), true) = (lines.last_mut(), index + 1 < stanza.len()) {
                justify::hang_blank(last, setter.shop.fonts);
            }
            if index > 0 {
                let kept = index == 1 || index + 1 == stanza.len() || env.keep;
                setter.penalise(if kept { FORBID } else { WITHIN_STANZA });
            }
            setter.push_kept(lines);
        }
        setter.space(leading);
    }
    setter.space(style.below);
    setter.first = true;
}
