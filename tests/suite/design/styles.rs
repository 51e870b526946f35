//! Every field of every style reaches the design: whatever a theme says there, each value is what an
//! author set, and no other style changes.

use std::collections::BTreeSet;

use pressmark::design::role::ROLES;
use pressmark::design::style::{Alignment, Family, ParStyle};
use pressmark::design::theme::{Theme, themes};
use pressmark::design::{Design, ParRole};
use pressmark::project::DesignWishes;
use pressmark::project::design::{Kind, keys};
use pressmark::units::Length;

use super::{designed, of_theme};

/// A value of a field, and how to tell that a style has it.
type Try = (&'static str, fn(&ParStyle) -> bool);

/// Values of every field of a style: every word, and two of what is measured, so that one is none of
/// the theme's.
const TRIES: &[(&str, &[Try])] = &[
    (
        "family",
        &[
            ("text", |style| style.text.family == Family::Text),
            ("heading", |style| style.text.family == Family::Heading),
            ("code", |style| style.text.family == Family::Code),
            ("DejaVu Sans Mono", |style| matches!(style.text.family, Family::Own(_))),
        ],
    ),
    (
        "size",
        &[
            ("7pt", |style| style.text.size == Length::pt(7)),
            ("19pt", |style| style.text.size == Length::pt(19)),
        ],
    ),
    (
        "leading",
        &[
            ("23pt", |style| style.leading == Length::pt(23)),
            ("29pt", |style| style.leading == Length::pt(29)),
        ],
    ),
    (
        "align",
        &[
            ("justified", |style| style.align == Alignment::Justified),
            ("left", |style| style.align == Alignment::Start),
            ("centre", |style| style.align == Alignment::Centre),
            ("right", |style| style.align == Alignment::End),
        ],
    ),
    ("bold", &[("true", |style| style.text.bold), ("false", |style| !style.text.bold)]),
    ("italic", &[("true", |style| style.text.italic), ("false", |style| !style.text.italic)]),
    (
        "small-caps",
        &[
            ("true", |style| style.text.small_caps && !style.text.all_small_caps),
            ("false", |style| !style.text.small_caps && !style.text.all_small_caps),
            ("all", |style| style.text.small_caps && style.text.all_small_caps),
        ],
    ),
    (
        "figures",
        &[
            ("old-style", |style| style.text.old_style && !style.text.tabular),
            ("lining", |style| !style.text.old_style && !style.text.tabular),
            ("tabular", |style| !style.text.old_style && style.text.tabular),
        ],
    ),
    ("tracking", &[("12%", |style| style.text.tracking == 120), ("-3%", |style| style.text.tracking == -30)]),
    ("hyphenate", &[("true", |style| style.text.hyphenate), ("false", |style| !style.text.hyphenate)]),
    (
        "indent",
        &[("13pt", |style| style.indent == Length::pt(13)), ("-7pt", |style| style.indent == -Length::pt(7))],
    ),
    (
        "left",
        &[("13pt", |style| style.left == Length::pt(13)), ("17pt", |style| style.left == Length::pt(17))],
    ),
    (
        "right",
        &[("13pt", |style| style.right == Length::pt(13)), ("17pt", |style| style.right == Length::pt(17))],
    ),
    (
        "above",
        &[("13pt", |style| style.above == Length::pt(13)), ("17pt", |style| style.above == Length::pt(17))],
    ),
    (
        "below",
        &[("13pt", |style| style.below == Length::pt(13)), ("17pt", |style| style.below == Length::pt(17))],
    ),
];

#[test]
fn every_word_of_every_field_is_tried() {
    let tried: Vec<&str> = TRIES.iter().map(|(name, _)| *name).collect();
    let fields: Vec<&str> = keys::STYLE.iter().map(|field| field.name).collect();
    assert_eq!(tried, fields);
    for (field, (name, tries)) in keys::STYLE.iter().zip(TRIES) {
        let values: BTreeSet<&str> = tries.iter().map(|(value, _)| *value).collect();
        let words: BTreeSet<&str> = match field.kind {
            Kind::Words(words) => words.iter().copied().collect(),
            Kind::Flag => ["true", "false"].into(),
            Kind::Size
            | Kind::Leading
            | Kind::Distance
            | Kind::Shift
            | Kind::Tracking
            | Kind::Percent
            | Kind::Count(..)
            | Kind::Text
            | Kind::Family => continue,
        };
        assert_eq!(values, words, "{name}");
    }
}

#[test]
fn every_value_of_every_field_of_every_style_reaches_the_design() {
    for theme in themes() {
        for (name, tries) in TRIES {
            for (value, holds) in *tries {
                let changed = with(theme, name, value, |_| true);
                for (role, group) in takers(name) {
                    assert!(holds(&changed.style(role)), "{}: {group}.{name}: {value}", theme.name);
                }
            }
            // No style has two values at once, so that neither can be there by chance.
            for (value, holds) in *tries {
                let others = tries.iter().filter(|(other, _)| other != value);
                for (other, _) in others {
                    let changed = with(theme, name, other, |_| true);
                    let both = takers(name).into_iter().find(|(role, _)| holds(&changed.style(*role)));
                    assert_eq!(both, None, "{}: {name}: {other} is {value}", theme.name);
                }
            }
        }
    }
}

#[test]
fn no_field_of_a_style_reaches_another() {
    for theme in themes() {
        let plain = designed(&of_theme(theme));
        for (name, tries) in TRIES {
            // Any two styles differ in a bit of their numbers: one has the field, the other has not.
            let bits = usize::BITS - ROLES.len().leading_zeros();
            for (bit, with_bit) in (0..bits).flat_map(|bit| [(bit, 0), (bit, 1)]) {
                let has = |number: usize| (number >> bit) & 1 == with_bit;
                let changed = with(theme, name, tries[0].0, has);
                for (number, (role, group)) in ROLES.iter().enumerate().filter(|(number, _)| !has(*number)) {
                    let (before, after) = (plain.style(*role), changed.style(*role));
                    assert!(before == after, "{}: {name} of others reaches {group} ({number})", theme.name);
                }
                for role in [ParRole::Body, ParRole::BodyFirst] {
                    assert_eq!(plain.style(role), changed.style(role), "{}: {name}", theme.name);
                }
            }
        }
    }
}

/// The styles that may say a field.
fn takers(field: &str) -> Vec<(ParRole, &'static str)> {
    let cannot = |group: &str| keys::STYLES.iter().find(|(name, _)| *name == group).expect("a style").1;
    ROLES.iter().filter(|(_, group)| !cannot(group).contains(&field)).copied().collect()
}

/// The design of a theme in which these styles, by their numbers, have a value.
fn with(theme: &Theme, field: &str, value: &str, has: impl Fn(usize) -> bool) -> Design {
    let number = |group: &str| ROLES.iter().position(|(_, known)| *known == group).expect("a style");
    let groups = takers(field).into_iter().map(|(_, group)| group).filter(|group| has(number(group)));
    let names = groups.map(|group| group.strip_prefix("styles.").expect("a style"));
    let styles: String = names.map(|name| format!("  {name}: {{ {field}: \"{value}\" }}\n")).collect();
    let sheet = format!("theme: {}\nstyles:\n{styles}", theme.name);
    designed(&DesignWishes::theme_sheet(&sheet).expect("a design"))
}
