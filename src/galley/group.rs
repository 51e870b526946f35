//! Quotations, mottoes, letters, notes apart: blocks that stand in from the text.

use super::blocks::{Env, Setter};
use super::drama::Speech;
use super::line::FORBID;
use super::{Line, Placed, PlacedKind, set_text};
use crate::book::tag::Tag;
use crate::book::words::{Word, word};
use crate::book::{Block, BlockKind, GroupRole, Inline, plain_text};
use crate::design::ParRole;
use crate::units::{Colour, Length};

/// Thickness of the rules about a note apart.
const RULE: Length = Length::milli_pt(500);
/// Characters of a line at the head or foot of a letter at most, and how many such lines are kept
/// with its text.
const LETTER_LINE: usize = 40;
const LETTER_LINES: usize = 4;

/// A quotation, and who said it.
pub(super) fn quote(setter: &mut Setter<'_>, blocks: &[Block], attribution: Option<&[Inline]>, env: &Env) {
    let leading = setter.leading();
    setter.space(leading);
    let inner = match env.role {
        // Within a motto a quotation is the motto.
        ParRole::Epigraph | ParRole::Dedication => env.clone(),
        // Within a quotation another stands further in from the left alone.
        ParRole::Quote => env.indented(leading).within(setter.element(env, Tag::BlockQuote)),
        _ => {
            let inner = env.inset(leading).within(setter.element(env, Tag::BlockQuote));
            Env { role: ParRole::Quote, first: ParRole::BodyFirst, ..inner }
        }
    };
    setter.first = true;
    setter.blocks(blocks, &inner);
    if let Some(attribution) = attribution {
        attribute(setter, attribution, &inner);
    }
    setter.space(leading);
    setter.first = true;
}

fn attribute(setter: &mut Setter<'_>, attribution: &[Inline], env: &Env) {
    setter.penalise(FORBID);
    let mut style = setter.style(ParRole::Attribution, env);
    let mut text = attribution.to_vec();
    if let Some(first) = attribution.first() {
        text.insert(0, Inline::text("— ", first.span));
    }
    if env.role == ParRole::Epigraph {
        // It keeps to the column of its motto, if that holds it in one line.
        let column = setter.style(ParRole::Epigraph, env).left;
        let width = set_text(&plain_text(&text), &style.text, setter.shop.design, setter.shop.fonts).width;
        if width <= setter.measure(env) - (column - env.left) {
            style.left = column;
        }
    }
    let element = setter.element(env, Tag::Paragraph);
    let lines = setter.lines(&text, &style, element);
    setter.push_kept(lines);
}

/// A group by its role.
pub(super) fn set(setter: &mut Setter<'_>, role: GroupRole, blocks: &[Block], env: &Env) {
    let leading = setter.leading();
    let inner = role.tag().map(|tag| env.within(setter.element(env, tag)));
    let env = inner.as_ref().unwrap_or(env);
    match role {
        GroupRole::Plain | GroupRole::OnlyPdf => setter.blocks(blocks, env),
        GroupRole::OnlyEpub => {}
        GroupRole::Keep => setter.blocks(blocks, &Env { keep: true, ..env.clone() }),
        GroupRole::Epigraph => apart(setter, blocks, &env.with_role(ParRole::Epigraph), leading * 2),
        GroupRole::Dedication => apart(setter, blocks, &env.with_role(ParRole::Dedication), leading * 2),
        GroupRole::Letter => letter(setter, blocks, env),
        GroupRole::Aside => apart(setter, blocks, &inset(setter, env), leading),
        GroupRole::Drama => {
            setter.speech = Speech::default();
            apart(setter, blocks, &env.with_role(ParRole::Drama), leading);
        }
        GroupRole::Centred => aligned(setter, blocks, env, ParRole::Centred),
        GroupRole::Right => aligned(setter, blocks, env, ParRole::Right),
        GroupRole::Note => labelled(setter, Word::Note, blocks, env),
        GroupRole::Tip => labelled(setter, Word::Tip, blocks, env),
        GroupRole::Important => labelled(setter, Word::Important, blocks, env),
        GroupRole::Warning => labelled(setter, Word::Warning, blocks, env),
        GroupRole::Caution => labelled(setter, Word::Caution, blocks, env),
    }
}

/// The place of paragraphs that stand in from the text.
fn inset(setter: &Setter<'_>, env: &Env) -> Env {
    Env { role: ParRole::Inset, first: ParRole::BodyFirst, ..env.inset(setter.leading()) }
}

/// Lines that stand elsewhere: apart from running text, and within a letter at their place, as the
/// date above a salutation or the name below a closing.
fn aligned(setter: &mut Setter<'_>, blocks: &[Block], env: &Env, role: ParRole) {
    if env.role == ParRole::Inset {
        setter.first = true;
        setter.blocks(blocks, &env.with_role(role));
        setter.first = true;
    } else {
        apart(setter, blocks, &env.with_role(role), setter.leading());
    }
}

/// A letter: no page ends between its date, its salutation and what it says, nor between that and its
/// closing and name.
fn letter(setter: &mut Setter<'_>, blocks: &[Block], env: &Env) {
    let (env, leading) = (inset(setter, env), setter.leading());
    let head = blocks.iter().take_while(|block| is_line(block)).take(LETTER_LINES).count();
    let foot = blocks.iter().rev().take_while(|block| is_line(block)).take(LETTER_LINES).count();
    setter.space(leading);
    setter.first = true;
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && (index <= head || index >= blocks.len() - foot) {
            setter.penalise(FORBID);
        }
        setter.blocks(std::slice::from_ref(block), &env);
    }
    setter.space(leading);
    setter.first = true;
}

/// Whether a block of a letter is a date, a salutation, a closing, a name: set elsewhere, or short.
fn is_line(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Group(GroupRole::Right | GroupRole::Centred, _) => true,
        BlockKind::Paragraph(inlines) => plain_text(inlines).chars().count() <= LETTER_LINE,
        BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_) => false,
    }
}

/// With white above and below.
fn apart(setter: &mut Setter<'_>, blocks: &[Block], env: &Env, below: Length) {
    setter.space(setter.leading());
    setter.first = true;
    setter.blocks(blocks, env);
    setter.space(below);
    setter.first = true;
}

/// Between two rules, its name above.
fn labelled(setter: &mut Setter<'_>, name: Word, blocks: &[Block], env: &Env) {
    let leading = setter.leading();
    setter.space(leading);
    let above = rule(setter, env, leading.ratio(1, 2));
    setter.push(above);
    setter.penalise(FORBID);
    let label = word(name, &setter.shop.design.lang);
    let element = setter.element(env, Tag::Paragraph);
    let mut line = setter.text(label, ParRole::InsetLabel, env).owned_by(element);
    line.shift(setter.style(ParRole::InsetLabel, env).left);
    setter.push(line);
    setter.penalise(FORBID);
    setter.first = true;
    let inner = inset(setter, env);
    setter.blocks(blocks, &inner);
    setter.penalise(FORBID);
    let below = rule(setter, env, leading.ratio(1, 2));
    setter.push(below);
    setter.space(leading);
    setter.first = true;
}

/// A rule in the middle of a strip of white.
fn rule(setter: &Setter<'_>, env: &Env, height: Length) -> Line {
    let mut line = Line::empty(height, Length::ZERO);
    let width = setter.measure(env);
    let kind = PlacedKind::Rule { width, height: RULE, colour: Colour::BLACK };
    line.items.push(Placed { x: env.left, y: -height / 2, kind, owner: None });
    line.width = env.left + width;
    line
}
