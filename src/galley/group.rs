//! Quotations, mottoes, letters, notes apart: blocks that stand in from the text.

use super::blocks::{Env, Setter};
use super::line::FORBID;
use super::{Line, Placed, PlacedKind};
use crate::book::tag::Tag;
use crate::book::words::{Word, word};
use crate::book::{Block, GroupRole, Inline};
use crate::design::ParRole;
use crate::units::{Colour, Length};

/// A quotation, and who said it.
pub(super) fn quote(setter: &mut Setter<'_>, blocks: &[Block], attribution: Option<&[Inline]>, env: &Env) {
    let style = setter.shop.design.style(ParRole::Quote);
    setter.space(style.above);
    let inner = match env.role {
        // Within a motto a quotation is the motto.
        ParRole::Epigraph | ParRole::Dedication => env.clone(),
        _ => env.with_role(ParRole::Quote).within(setter.element(env, Tag::BlockQuote)),
    };
    // Within a quotation only the first level brings its own indent.
    let inner = Env { first: inner.role, spaced: false, ..inner };
    let nested = env.role == ParRole::Quote;
    let inner = if nested { inner.indented(style.left) } else { inner };
    setter.first = true;
    setter.blocks(blocks, &inner);
    if let Some(attribution) = attribution {
        attribute(setter, attribution, &env.within(inner.parent));
    }
    setter.space(style.below);
    setter.first = true;
}

fn attribute(setter: &mut Setter<'_>, attribution: &[Inline], env: &Env) {
    setter.penalise(FORBID);
    let style = setter.style(ParRole::Attribution, env);
    setter.space(style.above);
    let mut text = attribution.to_vec();
    if let Some(first) = attribution.first() {
        let dash = &setter.shop.design.spec.dash;
        if !dash.is_empty() {
            text.insert(0, Inline::text(format!("{dash} "), first.span));
        }
    }
    let element = setter.element(env, Tag::Paragraph);
    let lines = setter.lines(&text, &style, element);
    setter.push_kept(lines);
    setter.space(style.below);
}

/// A group by its role.
pub(super) fn set(setter: &mut Setter<'_>, role: GroupRole, blocks: &[Block], env: &Env) {
    let inner = role.tag().map(|tag| env.within(setter.element(env, tag)));
    let env = inner.as_ref().unwrap_or(env);
    match role {
        GroupRole::Plain | GroupRole::OnlyPdf => setter.blocks(blocks, env),
        GroupRole::OnlyEpub => {}
        GroupRole::Keep => setter.blocks(blocks, &Env { keep: true, ..env.clone() }),
        GroupRole::Epigraph => apart(setter, blocks, &env.with_role(ParRole::Epigraph)),
        GroupRole::Dedication => apart(setter, blocks, &env.with_role(ParRole::Dedication)),
        GroupRole::Letter | GroupRole::Aside => apart(setter, blocks, &env.with_role(ParRole::Inset)),
        GroupRole::Drama => apart(setter, blocks, &env.with_role(ParRole::Drama)),
        GroupRole::Centred => apart(setter, blocks, &env.with_role(ParRole::Centred)),
        GroupRole::Right => apart(setter, blocks, &env.with_role(ParRole::Right)),
        GroupRole::Note => labelled(setter, Word::Note, blocks, env),
        GroupRole::Tip => labelled(setter, Word::Tip, blocks, env),
        GroupRole::Important => labelled(setter, Word::Important, blocks, env),
        GroupRole::Warning => labelled(setter, Word::Warning, blocks, env),
        GroupRole::Caution => labelled(setter, Word::Caution, blocks, env),
    }
}

/// With white above and below.
fn apart(setter: &mut Setter<'_>, blocks: &[Block], env: &Env) {
    let style = setter.shop.design.style(env.role);
    setter.space(style.above);
    setter.first = true;
    setter.blocks(blocks, env);
    setter.space(style.below);
    setter.first = true;
}

/// Between two rules, its name above.
fn labelled(setter: &mut Setter<'_>, name: Word, blocks: &[Block], env: &Env) {
    let leading = setter.shop.design.leading;
    let style = setter.shop.design.style(ParRole::Inset);
    setter.space(style.above);
    let above = rule(setter, env, leading.ratio(1, 2));
    setter.push(above);
    setter.penalise(FORBID);
    let label = word(name, &setter.shop.design.lang);
    let element = setter.element(env, Tag::Paragraph);
    let mut line = setter.text(label, ParRole::InsetLabel, env).owned_by(element);
    let label_style = setter.style(ParRole::InsetLabel, env);
    setter.align(&mut line, &label_style);
    setter.space(label_style.above);
    setter.push(line);
    setter.penalise(FORBID);
    setter.space(label_style.below);
    setter.first = true;
    setter.blocks(blocks, &env.with_role(ParRole::Inset));
    setter.penalise(FORBID);
    let below = rule(setter, env, leading.ratio(1, 2));
    setter.push(below);
    setter.space(style.below);
    setter.first = true;
}

/// A rule in the middle of a strip of white.
fn rule(setter: &Setter<'_>, env: &Env, height: Length) -> Line {
    let mut line = Line::empty(height, Length::ZERO);
    let width = setter.measure(env);
    let weight = setter.shop.design.spec.inset_rule;
    if !weight.is_zero() {
        let kind = PlacedKind::Rule { width, height: weight, colour: Colour::BLACK };
        line.items.push(Placed { x: env.left, y: -height / 2, kind, owner: None });
    }
    line.width = env.left + width;
    line
}
