//! How divisions open: chapters with number and title below a sink, parts and title pages in the
//! middle of a page of their own; and the headings of sections.

use super::blocks::{Env, Setter};
use super::line::FORBID;
use super::structure::ElementId;
use super::{Line, Placed, PlacedKind, justify};
use crate::book::tag::Tag;
use crate::book::{BlockKind, Division, Inline, Role, TitleRole};
use crate::design::spec::{ChapterSpec, RulePlace};
use crate::design::{Alignment, ParRole, ParStyle};
use crate::units::{Colour, Length};

/// Sets number and title of a division.
pub(super) fn set(setter: &mut Setter<'_>, division: &Division) {
    let (spec, env) = (&setter.shop.design.spec, Env::body());
    match division.role {
        Role::HalfTitle | Role::TitlePage | Role::Dedication | Role::Epigraph => setter.fill(spec.alone.0),
        Role::Copyright => setter.fill(1),
        Role::Part => {
            setter.fill(spec.alone.0);
            let element = setter.heading_element(&env, 1);
            number(setter, division, ParRole::PartNumber, element);
            title(setter, division, ParRole::PartTitle, element);
        }
        _ => {
            setter.sink_by(spec.opening.sink);
            if !division.title.is_empty() || division.number.is_some() {
                chapter(setter, division, spec.opening);
            }
        }
    }
}

/// Number, title, and the rule about them.
fn chapter(setter: &mut Setter<'_>, division: &Division, spec: ChapterSpec) {
    let element = setter.heading_element(&Env::body(), 1);
    let rule_at = |setter: &mut Setter<'_>, place| {
        if spec.rule_place == place && !spec.rule.is_zero() {
            let line = rule(setter, spec);
            setter.push(line);
            setter.penalise(FORBID);
        }
    };
    rule_at(setter, RulePlace::Above);
    number(setter, division, ParRole::ChapterNumber, element);
    rule_at(setter, RulePlace::Between);
    if spec.rule_place == RulePlace::Below {
        title_lines(setter, division, ParRole::ChapterTitle, element);
        rule_at(setter, RulePlace::Below);
        setter.space(setter.shop.design.style(ParRole::ChapterTitle).below);
        setter.first = true;
    } else {
        title(setter, division, ParRole::ChapterTitle, element);
    }
}

fn number(setter: &mut Setter<'_>, division: &Division, role: ParRole, heading: ElementId) {
    let env = Env::body();
    let Some(text) = &division.number else { return };
    let style = setter.style(role, &env);
    setter.space(style.above);
    let label = setter.element(&env.within(heading), Tag::Label);
    let lines = setter.lines(&[Inline::text(text.as_str(), division.span)], &style, label);
    setter.push_kept(lines);
    setter.penalise(FORBID);
    setter.space(style.below);
}

fn title(setter: &mut Setter<'_>, division: &Division, role: ParRole, heading: ElementId) {
    title_lines(setter, division, role, heading);
    setter.space(setter.shop.design.style(role).below);
    setter.first = true;
}

fn title_lines(setter: &mut Setter<'_>, division: &Division, role: ParRole, heading: ElementId) {
    if !division.title.is_empty() {
        let style = setter.style(role, &Env::body());
        setter.space(style.above);
        let lines = setter.lines(&division.title, &style, heading);
        setter.push_kept(lines);
    }
    setter.penalise(FORBID);
}

/// The rule of an opening, in the middle of its room, standing as the title does.
fn rule(setter: &Setter<'_>, spec: ChapterSpec) -> Line {
    let mut line = Line::empty(spec.rule_room, Length::ZERO);
    let kind = PlacedKind::Rule { width: spec.rule_width, height: spec.rule, colour: Colour::BLACK };
    let y = -(spec.rule_room + spec.rule) / 2;
    line.items.push(Placed { x: Length::ZERO, y, kind, owner: None });
    line.width = spec.rule_width;
    setter.align(&mut line, &setter.style(ParRole::ChapterTitle, &Env::body()));
    line
}

/// The lines of a heading within a chapter. Its number stands in the margin or before the words,
/// which turn over beside it; in the middle of a line it is a word like others.
pub(super) fn heading(
    setter: &mut Setter<'_>,
    level: u8,
    number: Option<&str>,
    text: &[Inline],
    style: &ParStyle,
    env: &Env,
) -> Vec<Line> {
    let element = setter.heading_element(env, level);
    let (Some(number), Some(first)) = (number, text.first()) else {
        return setter.lines(text, style, element);
    };
    if style.align == Alignment::Centre || style.align == Alignment::End {
        let mut text = text.to_vec();
        text.insert(0, Inline::text(format!("{number}\u{2002}"), first.span));
        return setter.lines(&text, style, element);
    }
    let spec = setter.shop.design.spec.headings;
    let mut marker = setter.set_text(number, &style.text, Some(first.span)).owned_by(element);
    let width = marker.width + spec.gap;
    justify::hang_blank(&mut marker, setter.shop.fonts);
    let mut style = style.clone();
    marker.shift(if spec.hang { style.left - width } else { style.left });
    style.left += if spec.hang { Length::ZERO } else { width };
    let mut lines = setter.lines(text, &style, element);
    if let Some(line) = lines.first_mut() {
        line.items.splice(0..0, marker.items);
    }
    lines
}

/// How the blocks of a division stand.
pub(super) fn env(division: &Division) -> Env {
    let env = Env::body();
    match division.role {
        Role::Dedication => env.with_role(ParRole::Dedication),
        Role::Epigraph => env.with_role(ParRole::Epigraph),
        Role::Part => env.with_role(ParRole::Centred),
        Role::HalfTitle => env.with_role(ParRole::HalfTitle),
        _ => env,
    }
}

/// The white below what stands alone on its page.
pub(super) fn close(setter: &mut Setter<'_>, division: &Division) {
    let below = setter.shop.design.spec.alone.1;
    match division.role {
        Role::HalfTitle | Role::Dedication | Role::Epigraph | Role::Part => setter.fill(below),
        // A publisher at the foot brings the white above it along.
        Role::TitlePage if !has_publisher(division) => setter.fill(below),
        _ => {}
    }
}

fn has_publisher(division: &Division) -> bool {
    division.blocks.iter().any(|block| matches!(block.kind, BlockKind::TitleLine(TitleRole::Publisher, _)))
}

/// A line of a title page or copyright page.
pub(super) fn title_line(setter: &mut Setter<'_>, role: TitleRole, inlines: &[Inline], env: &Env) {
    let of_half_title = env.role == ParRole::HalfTitle && role == TitleRole::Title;
    let style =
        setter.style(if of_half_title { ParRole::HalfTitle } else { ParRole::Title(role) }, &Env::body());
    setter.space(style.above);
    // The publisher stands at the foot.
    if role == TitleRole::Publisher {
        setter.fill(setter.shop.design.spec.alone.1);
    }
    let tag = if role == TitleRole::Title { Tag::Title } else { Tag::Paragraph };
    let element = setter.element(&Env::body(), tag);
    let lines = setter.lines(inlines, &style, element);
    setter.push_kept(lines);
    setter.penalise(FORBID);
    setter.space(style.below);
}
