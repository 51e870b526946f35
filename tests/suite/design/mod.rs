//! The designer's keys: each reaches the page, each theme keeps its grid, and the handbook is true.

mod book;
mod handbook;
mod pages;
mod project;
mod styles;

use std::sync::LazyLock;

use pressmark::design::theme::{Theme, themes};
use pressmark::design::{Design, ParRole, specify};
use pressmark::diag::Spanned;
use pressmark::fonts::Library;
use pressmark::lang::LangTag;
use pressmark::project::DesignWishes;

static FONTS: LazyLock<Library> = LazyLock::new(Library::bundled);

fn designed(wishes: &DesignWishes) -> Design {
    specify(wishes, &LangTag::english(), &FONTS).value
}

fn of_theme(theme: &Theme) -> DesignWishes {
    DesignWishes { theme: Some(Spanned::new(theme.name.to_owned(), None)), ..DesignWishes::default() }
}

#[test]
fn a_theme_said_aloud_is_the_same_theme() {
    for theme in themes() {
        let said = DesignWishes { theme: of_theme(theme).theme, ..theme.sheet.clone() };
        let (said, silent) = (designed(&said), designed(&of_theme(theme)));
        // The measure is within the longest line, so that margins by word and by theme agree.
        assert_eq!(said, silent, "{}", theme.name);
    }
}

#[test]
fn headings_and_openings_are_whole_lines() {
    for theme in themes() {
        let design = designed(&of_theme(theme));
        let whole = |height: pressmark::units::Length, what: &str| {
            assert_eq!(height.ceil_to(design.leading), height, "{}: {what}", theme.name);
        };
        for level in 2..=6 {
            let style = design.style(ParRole::Heading(level));
            whole(style.leading, "a heading's leading");
            whole(style.above + style.leading + style.below, &format!("heading {level}"));
        }
        whole(design.spec.opening.sink, "sink");
        whole(design.spec.opening.rule_room, "the room of the rule");
        for role in [ParRole::ChapterNumber, ParRole::ChapterTitle] {
            let style = design.style(role);
            whole(style.above + style.leading + style.below, &format!("{role:?}"));
        }
        let page = &design.page;
        assert_eq!(page.top + page.bottom + design.text_height(), page.trim.height);
    }
}
