//! Tests of the keys of `design`: each changes the page, each theme keeps its grid, and the
//! documentation is up to date.

mod book;
mod fields;
mod handbook;
mod pages;
mod project;
mod styles;

use std::sync::LazyLock;

use pressmark::diag::Spanned;
use pressmark::internals::design::theme::{Theme, themes};
use pressmark::internals::design::{Design, ParRole, specify};
use pressmark::internals::fonts::Library;
use pressmark::internals::lang::LangTag;
use pressmark::internals::project::design::{DesignOptions, KeySpec, ValueKind};

/// A drawing for scene breaks.
pub(crate) const ORNAMENT: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M0 10 30 0 60 10 30 20z"/></svg>"#;

static FONTS: LazyLock<Library> = LazyLock::new(Library::bundled);

fn designed(options: &DesignOptions) -> Design {
    specify(options, &LangTag::english(), &FONTS, 0).value
}

fn of_theme(theme: &Theme) -> DesignOptions {
    DesignOptions { theme: Some(Spanned::new(theme.name.to_owned(), None)), ..DesignOptions::default() }
}

/// Returns a value other than the theme's, of the kind that a key takes.
pub(crate) fn another(field: &KeySpec, now: Option<&str>) -> String {
    let other = |options: &[&str]| {
        let now = now.unwrap_or_default();
        options.iter().find(|option| **option != now).expect("two options").to_string()
    };
    match field.kind {
        ValueKind::Size => other(&["95%", "90%"]),
        ValueKind::Leading => other(&["1.25 lines", "17pt"]),
        ValueKind::Distance | ValueKind::Shift => other(&["13pt", "17pt"]),
        ValueKind::Tracking => other(&["12%", "11%"]),
        ValueKind::Percent(_) => other(&["0%", "2%"]),
        ValueKind::Words(words) => other(words),
        ValueKind::Flag => other(&["true", "false"]),
        ValueKind::Count(least, most) => other(&[&(least + 1).to_string(), &most.to_string()]),
        ValueKind::Lines(least, _) => other(&["none", &least.to_string()]),
        ValueKind::Described(what) => panic!("{}: {what}", field.name),
        ValueKind::PageTable => other(&["none", "1: 90pt"]),
        ValueKind::Text => other(&["§", "¶"]),
        ValueKind::Colour => other(&["#a02020", "#2020a0"]),
        ValueKind::Family => other(&["Source Code Pro", "Source Sans 3"]),
    }
}

#[test]
fn a_theme_with_all_values_written_out_is_the_same_theme() {
    for theme in themes() {
        let written = DesignOptions { theme: of_theme(theme).theme, ..theme.sheet.clone() };
        let (written, named) = (designed(&written), designed(&of_theme(theme)));
        // The measure is within the longest line, so that margins by word and by theme agree.
        assert_eq!(written, named, "{}", theme.name);
    }
}

#[test]
fn headings_and_openings_are_whole_lines() {
    for theme in themes() {
        let design = designed(&of_theme(theme));
        let whole = |height: pressmark::internals::units::Length, what: &str| {
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
