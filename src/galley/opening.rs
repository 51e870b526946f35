//! How divisions open: chapters with number and title below a sink, parts and title pages in the
//! middle of a page of their own.

use super::blocks::{Env, Setter};
use super::line::FORBID;
use crate::book::role::Matter;
use crate::book::tag::Tag;
use crate::book::{BlockKind, Division, Inline, Role, TitleRole};
use crate::design::{Design, LeadIn, ParRole, Theme};

/// Lines of white above the opening of a chapter, and below its title.
const SINK: i64 = 4;
const SINK_PLAIN: i64 = 1;
const BELOW_TITLE: i64 = 3;

/// Sets number and title of a division.
pub(super) fn set(setter: &mut Setter<'_>, division: &Division) {
    let leading = setter.shop.design.leading;
    match division.role {
        Role::HalfTitle | Role::TitlePage | Role::Dedication | Role::Epigraph => setter.fill(2),
        Role::Copyright => setter.fill(1),
        Role::Part => {
            setter.fill(2);
            title(setter, division, ParRole::PartNumber, ParRole::PartTitle);
        }
        _ => {
            let plain = setter.shop.design.theme == Theme::Technical;
            setter.sink_by(leading * if plain { SINK_PLAIN } else { SINK });
            if division.title.is_empty() && division.number.is_none() {
                return;
            }
            title(setter, division, ParRole::ChapterNumber, ParRole::ChapterTitle);
        }
    }
}

fn title(setter: &mut Setter<'_>, division: &Division, number: ParRole, title: ParRole) {
    let env = Env::body();
    let leading = setter.shop.design.leading;
    let heading = setter.heading_element(&env, 1);
    if let Some(text) = &division.number {
        let style = setter.style(number, &env);
        let label = setter.element(&env.within(heading), Tag::Label);
        let lines = setter.lines(&[Inline::text(text.as_str(), division.span)], &style, label);
        setter.push_kept(lines);
        setter.penalise(FORBID);
        setter.space(leading);
    }
    if !division.title.is_empty() {
        let style = setter.style(title, &env);
        let lines = setter.lines(&division.title, &style, heading);
        setter.push_kept(lines);
    }
    setter.penalise(FORBID);
    setter.space(leading * BELOW_TITLE);
    setter.first = true;
}

/// How the blocks of a division stand.
pub(super) fn env(division: &Division) -> Env {
    let env = Env::body();
    match division.role {
        Role::Dedication => env.with_role(ParRole::Dedication),
        Role::Epigraph => env.with_role(ParRole::Epigraph),
        Role::Part => env.with_role(ParRole::Centred),
        _ => env,
    }
}

/// How the first paragraph of a division opens: as a chapter does, or as any other, as in all that
/// stands before the text or after it.
pub(super) fn lead(division: &Division, matter: Matter, design: &Design) -> LeadIn {
    match (matter, division.role) {
        (
            Matter::Body,
            Role::Prologue | Role::Chapter | Role::Interlude | Role::Epilogue | Role::Conclusion,
        ) => design.lead,
        _ => LeadIn::NONE,
    }
}

/// The white below what stands alone on its page.
pub(super) fn close(setter: &mut Setter<'_>, division: &Division) {
    match division.role {
        Role::HalfTitle | Role::Dedication | Role::Epigraph | Role::Part => setter.fill(5),
        // A publisher at the foot brings the white above it along.
        Role::TitlePage if !has_publisher(division) => setter.fill(5),
        _ => {}
    }
}

fn has_publisher(division: &Division) -> bool {
    division.blocks.iter().any(|block| matches!(block.kind, BlockKind::TitleLine(TitleRole::Publisher, _)))
}

/// A line of a title page or copyright page.
pub(super) fn title_line(setter: &mut Setter<'_>, role: TitleRole, inlines: &[Inline]) {
    let leading = setter.shop.design.leading;
    let style = setter.style(ParRole::Title(role), &Env::body());
    match role {
        TitleRole::Title | TitleRole::Imprint => {}
        TitleRole::Subtitle => setter.space(leading),
        TitleRole::Author => setter.space(leading * 3),
        TitleRole::Contributor | TitleRole::Series | TitleRole::Date => setter.space(leading),
        // The publisher stands at the foot.
        TitleRole::Publisher => setter.fill(5),
    }
    let tag = if role == TitleRole::Title { Tag::Title } else { Tag::Paragraph };
    let element = setter.element(&Env::body(), tag);
    let lines = setter.lines(inlines, &style, element);
    setter.push_kept(lines);
    setter.penalise(FORBID);
    if role == TitleRole::Imprint {
        setter.space(leading.ratio(1, 2));
    }
}
