//! Tests that every field of every style reaches the design: with any theme, each value is the one that
//! an author set, and no other style changes.

use std::collections::BTreeSet;

use pressmark::internals::book::EntryKind;
use pressmark::internals::design::theme::{Theme, themes};
use pressmark::internals::design::{Design, ParRole};
use pressmark::internals::project::design::{StyleName, read_theme};

use super::fields::{VALUES, value};
use super::{designed, of_theme};

/// The roles of paragraphs, each with the style that it is set in.
const ROLES: &[(ParRole, StyleName)] = &[
    (ParRole::ChapterNumber, StyleName::ChapterNumber),
    (ParRole::ChapterTitle, StyleName::ChapterTitle),
    (ParRole::PartNumber, StyleName::PartNumber),
    (ParRole::PartTitle, StyleName::PartTitle),
    (ParRole::Heading(2), StyleName::Heading2),
    (ParRole::Heading(3), StyleName::Heading3),
    (ParRole::Heading(4), StyleName::Heading4),
    (ParRole::Heading(5), StyleName::Heading5),
    (ParRole::Heading(6), StyleName::Heading6),
    (ParRole::Quote, StyleName::Quote),
    (ParRole::Attribution, StyleName::Attribution),
    (ParRole::Verse, StyleName::Verse),
    (ParRole::PartText, StyleName::PartText),
    (ParRole::LineNumber, StyleName::LineNumber),
    (ParRole::Dateline, StyleName::Dateline),
    (ParRole::Salutation, StyleName::Salutation),
    (ParRole::Closing, StyleName::Closing),
    (ParRole::Speaker, StyleName::Speaker),
    (ParRole::ContentsAuthor, StyleName::ContentsAuthor),
    (ParRole::Epigraph, StyleName::Epigraph),
    (ParRole::Dedication, StyleName::Dedication),
    (ParRole::Inset, StyleName::Inset),
    (ParRole::InsetLabel, StyleName::InsetLabel),
    (ParRole::Drama, StyleName::Drama),
    (ParRole::Centred, StyleName::Centred),
    (ParRole::Right, StyleName::Right),
    (ParRole::ListItem, StyleName::List),
    (ParRole::DefinitionTerm, StyleName::Term),
    (ParRole::DefinitionDetail, StyleName::Definition),
    (ParRole::Ornament, StyleName::Ornament),
    (ParRole::Code, StyleName::Code),
    (ParRole::TableCell, StyleName::Table),
    (ParRole::TableHead, StyleName::TableHead),
    (ParRole::Caption, StyleName::Caption),
    (ParRole::Note, StyleName::Note),
    (ParRole::RunningHead, StyleName::RunningHead),
    (ParRole::Folio, StyleName::Folio),
    (ParRole::Contents(EntryKind::Part), StyleName::ContentsPart),
    (ParRole::Contents(EntryKind::Chapter), StyleName::ContentsChapter),
    (ParRole::Contents(EntryKind::Matter), StyleName::ContentsMatter),
    (ParRole::Contents(EntryKind::Heading(2)), StyleName::ContentsHeading2),
    (ParRole::Contents(EntryKind::Heading(3)), StyleName::ContentsHeading3),
    (ParRole::Contents(EntryKind::Heading(4)), StyleName::ContentsHeading4),
    (ParRole::ContentsCaption, StyleName::ContentsCaption),
    (ParRole::IndexEntry, StyleName::Index),
    (ParRole::IndexLetter, StyleName::IndexLetter),
    (ParRole::HalfTitle, StyleName::HalfTitle),
];

/// The styles of the lines of a title page, and of those below the title of a chapter: `every_line_of_the_title_page_is_in_its_style` has their roles.
const TITLE_PAGE: &[StyleName] = &[
    StyleName::Title,
    StyleName::Subtitle,
    StyleName::Author,
    StyleName::Contributor,
    StyleName::Series,
    StyleName::Publisher,
    StyleName::Imprint,
    StyleName::ChapterSubtitle,
    StyleName::ChapterAuthor,
];

#[test]
fn every_role_is_set_in_its_style() {
    let styles: BTreeSet<StyleName> =
        ROLES.iter().map(|(_, style)| style).chain(TITLE_PAGE).copied().collect();
    assert_eq!(styles, StyleName::ALL.into());
    for theme in themes() {
        for style in StyleName::ALL.into_iter().filter(|style| takes(*style, "size")) {
            let changed = with(theme, "size", "61pt", |other| other == style);
            for (role, of) in ROLES {
                let has = format!("{:?}", changed.style(*role).text.size) == "61pt";
                assert_eq!(has, *of == style, "{}: {} and {role:?}", theme.name, style.name());
            }
        }
    }
}

#[test]
fn every_value_of_every_field_of_every_style_reaches_the_design() {
    for theme in themes() {
        for (field, text) in values() {
            let changed = with(theme, field, text, |_| true);
            for style in StyleName::ALL.into_iter().filter(|style| takes(*style, field)) {
                assert_eq!(value(&changed, style, field), text, "{}: {}.{field}", theme.name, style.name());
            }
        }
    }
}

#[test]
fn no_field_of_a_style_reaches_another() {
    let bits = usize::BITS - StyleName::ALL.len().leading_zeros();
    for theme in themes() {
        let plain = designed(&of_theme(theme));
        for (field, text) in values() {
            // Any two styles differ in a bit of their numbers: for that bit, one has the field and the
            // other does not.
            for (bit, set) in (0..bits).flat_map(|bit| [(bit, 0), (bit, 1)]) {
                let has = |style: StyleName| (style as usize >> bit) & 1 == set;
                let changed = with(theme, field, text, has);
                for style in StyleName::ALL.into_iter().filter(|style| !has(*style)) {
                    let (before, after) = (plain.styles.named(style), changed.styles.named(style));
                    assert!(before == after, "{}: {field} of others reaches {}", theme.name, style.name());
                }
                for role in [ParRole::Body, ParRole::BodyFirst] {
                    assert_eq!(plain.style(role), changed.style(role), "{}: {field}", theme.name);
                }
            }
        }
    }
}

fn values() -> impl Iterator<Item = (&'static str, &'static str)> {
    VALUES.iter().flat_map(|(field, texts)| texts.iter().map(move |text| (*field, *text)))
}

fn takes(style: StyleName, field: &str) -> bool {
    style.keys().any(|key| key.name == field)
}

/// Returns the design of a theme in which those styles have the value of a field for which `has` is
/// true.
fn with(theme: &Theme, field: &str, text: &str, has: impl Fn(StyleName) -> bool) -> Design {
    let styles = StyleName::ALL.into_iter().filter(|style| takes(*style, field) && has(*style));
    let styles: Vec<String> =
        styles.map(|style| format!("  {}: {{ {field}: \"{text}\" }}\n", style.name())).collect();
    let design = format!("theme: {}\nstyles:\n{}", theme.name, styles.concat());
    designed(&read_theme(&design).expect("a design"))
}
