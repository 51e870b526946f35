//! The opening of divisions: chapters with number and title below a sink, parts and title pages in the
//! middle of a page of their own.

use super::context::BlockContext;
use super::setter::Setter;
use super::{display, heading};
use crate::book::role::PageKind;
use crate::book::tag::Tag;
use crate::book::{Block, BlockKind, Division, Inline, NodeId, Role, TitleRole, plain_text, title_lines};
use crate::design::spec::{ChapterSpec, RulePlace};
use crate::design::{Alignment, ParRole};
use crate::layout::{ElementId, FORBID, Line, Placed, PlacedKind};
use crate::units::Length;

/// Where a division starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// At the head of a page.
    Page,
    /// Below another division.
    RunOn,
}

/// The minimum space above a division that runs on, in lines.
const RUN_ON_SPACE: i64 = 2;

/// Sets the number and the title of a division.
pub(super) fn set(setter: &mut Setter<'_>, division: &Division, start: Start) {
    let (spec, context) = (&setter.resources.design.spec, setter.body());
    match division.role.page_kind() {
        PageKind::HalfTitle | PageKind::TitlePage | PageKind::Inscription => setter.fill(spec.alone.0),
        PageKind::Copyright => setter.fill(1),
        // A generated colophon is at the foot of its page.
        PageKind::Text if division.role == Role::Colophon && division.title.is_empty() => setter.fill(1),
        PageKind::Part => {
            setter.fill(spec.alone.0);
            let element = setter.heading_element(&context, 1);
            number(setter, division, ParRole::PartNumber, element);
            title(setter, division, ParRole::PartTitle, element);
            setter.space(setter.resources.design.style(ParRole::PartText).above);
        }
        PageKind::Text => {
            match start {
                Start::Page => setter.sink_by(spec.opening.sink),
                Start::RunOn => setter.space(spec.opening.sink.max(setter.leading() * RUN_ON_SPACE)),
            }
            let has_lines = !title_lines(&division.blocks).0.is_empty();
            if !division.title.is_empty() || division.number.is_some() || has_lines {
                chapter(setter, division, spec.opening);
            }
        }
    }
}

/// Sets the number, the title and the rule of a chapter.
fn chapter(setter: &mut Setter<'_>, division: &Division, spec: ChapterSpec) {
    let element = setter.heading_element(&setter.body(), 1);
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
        words(setter, division, ParRole::ChapterTitle, element);
        rule_at(setter, RulePlace::Below);
        setter.space(setter.resources.design.style(ParRole::ChapterTitle).below);
        setter.first = true;
    } else {
        title(setter, division, ParRole::ChapterTitle, element);
    }
}

fn number(setter: &mut Setter<'_>, division: &Division, role: ParRole, heading: ElementId) {
    if number_beside(setter, division).is_some() {
        return;
    }
    let context = setter.body();
    let Some(text) = opening_number(setter, division) else { return };
    let style = setter.style(role, &context);
    setter.space(style.above);
    let label = setter.element(&context.within(heading), Tag::Label);
    let lines = setter.lines(&[Inline::text(text, division.span).with_node(NodeId::TEXT)], &style, label);
    setter.push_kept(lines);
    setter.penalise(FORBID);
    setter.space(style.below);
}

/// Returns the number of a division with its word, as the design wants it.
fn opening_number(setter: &Setter<'_>, division: &Division) -> Option<String> {
    let label = setter.resources.design.spec.numbers.of_role(division.role).label;
    setter.resources.book.opening_number(division, label)
}

/// Returns the number of a division that is on the line of its title.
fn number_beside(setter: &Setter<'_>, division: &Division) -> Option<String> {
    let is_beside = setter.resources.design.spec.numbers.of_role(division.role).beside;
    opening_number(setter, division).filter(|_| is_beside && !division.title.is_empty())
}

fn title(setter: &mut Setter<'_>, division: &Division, role: ParRole, heading: ElementId) {
    words(setter, division, role, heading);
    setter.space(setter.resources.design.style(role).below);
    setter.first = true;
}

/// Sets the words of a title, and the subtitle and the author below it.
fn words(setter: &mut Setter<'_>, division: &Division, role: ParRole, element: ElementId) {
    if !division.title.is_empty() {
        let style = setter.style(role, &BlockContext::body());
        setter.space(style.above);
        let number = number_beside(setter, division);
        let lines = heading::lines(setter, number.as_deref(), &division.title, &style, element);
        setter.push_kept(display::fill_grid(lines, setter.leading()));
    }
    setter.penalise(FORBID);
    for block in title_lines(&division.blocks).0 {
        if let BlockKind::TitleLine(role, text) = &block.kind {
            setter.node = block.node;
            title_line(setter, *role, text, &BlockContext::body());
        }
    }
}

/// Returns the rule of an opening, centred in its space and aligned as the title is.
fn rule(setter: &Setter<'_>, spec: ChapterSpec) -> Line {
    let mut line = Line::empty(spec.rule_room, Length::ZERO);
    let colour = setter.resources.design.spec.accent;
    let kind = PlacedKind::Rule { width: spec.rule_width, height: spec.rule, colour };
    let y = -(spec.rule_room + spec.rule) / 2;
    line.items.push(Placed { x: Length::ZERO, y, kind, owner: None });
    line.width = spec.rule_width;
    setter.align(&mut line, &setter.style(ParRole::ChapterTitle, &BlockContext::body()));
    line
}

/// The maximum length of a paragraph that is centred below a centred title of a part, in characters: a line.
const MOTTO: usize = 60;

/// Returns whether the text on the page of a part is centred as its title is: each paragraph is a line.
fn is_motto(setter: &Setter<'_>, division: &Division) -> bool {
    let is_line = |block: &Block| {
        let BlockKind::Paragraph(text) = &block.kind else { return true };
        plain_text(text).chars().count() <= MOTTO
    };
    let title = setter.resources.design.style(ParRole::PartTitle);
    title.align == Alignment::Centre && title_lines(&division.blocks).1.iter().all(is_line)
}

/// Returns the context of the blocks of a division.
pub(super) fn context(setter: &Setter<'_>, division: &Division) -> BlockContext {
    let context = setter.body();
    let classes = setter.resources.design.styles.classes_named(division.class.as_deref());
    let context = BlockContext { classes: context.classes.within(classes), ..context };
    match division.role.page_kind() {
        PageKind::Inscription if division.role == Role::Dedication => context.with_role(ParRole::Dedication),
        PageKind::Inscription => context.with_role(ParRole::Epigraph),
        PageKind::Part if is_motto(setter, division) => context.with_role(ParRole::Centred),
        PageKind::Part => setter.placed(ParRole::PartText, &context),
        PageKind::HalfTitle => context.with_role(ParRole::HalfTitle),
        PageKind::TitlePage | PageKind::Copyright | PageKind::Text => context,
    }
}

/// Fills the space below content that is alone on its page.
pub(super) fn close(setter: &mut Setter<'_>, division: &Division) {
    let below = setter.resources.design.spec.alone.1;
    match division.role.page_kind() {
        PageKind::HalfTitle | PageKind::Inscription | PageKind::Part => setter.fill(below),
        PageKind::TitlePage => {
            // With a publisher at the foot, this fill is already above the publisher.
            if !has_publisher(division) {
                setter.fill(below);
            }
        }
        PageKind::Copyright | PageKind::Text => {}
    }
}

fn has_publisher(division: &Division) -> bool {
    division.blocks.iter().any(|block| matches!(block.kind, BlockKind::TitleLine(TitleRole::Publisher, _)))
}

/// Sets a line of a title page or copyright page, or below the title of a chapter.
pub(super) fn title_line(
    setter: &mut Setter<'_>,
    role: TitleRole,
    inlines: &[Inline],
    context: &BlockContext,
) {
    let of_half_title = context.role == ParRole::HalfTitle && role == TitleRole::Title;
    let style = setter
        .style(if of_half_title { ParRole::HalfTitle } else { ParRole::Title(role) }, &BlockContext::body());
    setter.space(style.above);
    // The publisher is at the foot.
    if role == TitleRole::Publisher {
        setter.fill(setter.resources.design.spec.alone.1);
    }
    let tag = if role == TitleRole::Title { Tag::Title } else { Tag::Paragraph };
    let element = setter.element(&setter.body(), tag);
    let lines = match role {
        TitleRole::Imprint => setter.lines(inlines, &style, element),
        TitleRole::Title
        | TitleRole::Subtitle
        | TitleRole::Author
        | TitleRole::Contributor
        | TitleRole::Date
        | TitleRole::Series
        | TitleRole::Publisher
        | TitleRole::ChapterSubtitle
        | TitleRole::ChapterAuthor
        | TitleRole::Box => {
            display::fill_grid(display::title(setter, inlines, &style, element), setter.leading())
        }
    };
    setter.push_kept(lines);
    setter.penalise(FORBID);
    setter.space(style.below);
}
