//! Values of every field of a style, and the value that a style of a design has.

use std::collections::BTreeSet;

use pressmark::internals::design::Design;
use pressmark::internals::project::design::{StyleName, StyleOptions, ValueKind};

/// Values of every field of a style: every word, and two measures, so that one differs from the
/// theme's.
pub(super) const VALUES: &[(&str, &[&str])] = &[
    ("family", &["text", "heading", "code", "DejaVu Sans Mono"]),
    ("size", &["7pt", "19pt"]),
    ("leading", &["23pt", "29pt"]),
    ("align", &["justified", "left", "centre", "right"]),
    ("bold", &["true", "false"]),
    ("italic", &["true", "false"]),
    ("small-caps", &["true", "false", "all"]),
    ("figures", &["old-style", "lining", "tabular"]),
    ("tracking", &["12%", "-3%"]),
    ("colour", &["#a02020", "#2020a0"]),
    ("hyphenate", &["true", "false"]),
    ("indent", &["13pt", "-7pt"]),
    ("left", &["13pt", "-17pt"]),
    ("right", &["13pt", "-17pt"]),
    ("above", &["13pt", "17pt"]),
    ("below", &["13pt", "17pt"]),
];

/// Returns the value of a field that a style of a design has, as written in `book.yaml`.
pub(super) fn value(design: &Design, style: StyleName, field: &str) -> String {
    let style = design.styles.named(style);
    let text = &style.text;
    match field {
        "family" => match format!("{:?}", text.family).as_str() {
            "Text" => "text".to_owned(),
            "Heading" => "heading".to_owned(),
            "Code" => "code".to_owned(),
            _ => design.family(text.family).to_owned(),
        },
        "size" => format!("{:?}", text.size),
        "leading" => format!("{:?}", style.leading),
        "align" => match format!("{:?}", style.align).as_str() {
            "Justified" => "justified".to_owned(),
            "Start" => "left".to_owned(),
            "Centre" => "centre".to_owned(),
            "End" => "right".to_owned(),
            other => panic!("{other}"),
        },
        "bold" => text.bold.to_string(),
        "italic" => text.italic.to_string(),
        "small-caps" => match (text.small_caps, text.all_small_caps) {
            (false, false) => "false".to_owned(),
            (true, false) => "true".to_owned(),
            (true, true) => "all".to_owned(),
            (false, true) => panic!("capitals alone"),
        },
        "figures" => match (text.old_style, text.tabular) {
            (true, false) => "old-style".to_owned(),
            (false, false) => "lining".to_owned(),
            (false, true) => "tabular".to_owned(),
            (true, true) => panic!("old-style figures of one width"),
        },
        "tracking" => format!("{}%", text.tracking / 10),
        "colour" => text.colour.to_string(),
        "hyphenate" => text.hyphenate.to_string(),
        "indent" => format!("{:?}", style.indent),
        "left" => format!("{:?}", style.left),
        "right" => format!("{:?}", style.right),
        "above" => format!("{:?}", style.above),
        "below" => format!("{:?}", style.below),
        other => panic!("{other}"),
    }
}

#[test]
fn every_word_of_every_field_is_tried() {
    let tried: Vec<&str> = VALUES.iter().map(|(name, _)| *name).collect();
    let fields: Vec<&str> = StyleOptions::KEYS.iter().map(|field| field.name).collect();
    assert_eq!(tried, fields);
    for (field, (name, values)) in StyleOptions::KEYS.iter().zip(VALUES) {
        let values: BTreeSet<&str> = values.iter().copied().collect();
        let words: BTreeSet<&str> = match field.kind {
            ValueKind::Words(words) => words.iter().copied().collect(),
            ValueKind::Flag => ["true", "false"].into(),
            ValueKind::Size
            | ValueKind::Leading
            | ValueKind::Distance
            | ValueKind::Shift
            | ValueKind::Tracking
            | ValueKind::Percent(_)
            | ValueKind::Count(..)
            | ValueKind::Lines(..)
            | ValueKind::PageTable
            | ValueKind::Text
            | ValueKind::Family
            | ValueKind::Colour
            | ValueKind::Described(_) => continue,
        };
        assert_eq!(values, words, "{name}");
    }
}
