//! Tests that the tables of `docs/design.md` are up to date.

use std::fmt::Write;

use pressmark::internals::design::theme::themes;
use pressmark::internals::project::design::{KeySpec, Reach, StyleName, StyleOptions, ValueKind, keys};

use crate::support::root;

#[test]
fn the_handbook_of_the_design_is_up_to_date() {
    let path = root().join("docs/design.md");
    let text = std::fs::read_to_string(&path).expect("docs/design.md");
    let mark = ": BLESS=1 cargo test handbook -->\n";
    let (before, known) = text.split_once(mark).expect("the mark of the tables");
    let tables = tables();
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        std::fs::write(&path, format!("{before}{mark}{tables}")).expect("docs/design.md");
        return;
    }
    assert!(known == tables, "docs/design.md is no longer true: BLESS=1 cargo test handbook");
}

/// Returns the tables of the keys: the values of each, the books that it changes, and its value in each
/// theme.
fn tables() -> String {
    let rule = |columns: usize| format!("|{}\n", ":--|".repeat(columns));
    let reach = |key: &KeySpec| match key.reach {
        Reach::Print => "print",
        Reach::Both => "both",
    };
    let mut out = String::from("\n### `design`\n\n| key | value | meaning | book |\n");
    out.push_str(&rule(4));
    for key in keys::TOP {
        let _ = writeln!(out, "| `{}` | {} | {} | {} |", key.name, takes(key.kind), key.doc, reach(key));
    }
    for (group, fields) in keys::GROUPS {
        let _ = write!(out, "\n### `{group}`\n\n| key | value | meaning | book | {} |\n", names());
        out.push_str(&rule(4 + themes().len()));
        for key in *fields {
            let _ = write!(out, "| `{}` | {} | {} | {} |", key.name, takes(key.kind), key.doc, reach(key));
            for theme in themes() {
                let value = theme.sheet.shown(group, key.name).expect("a value for every key");
                let _ = write!(out, " {} |", shown(&value, key.kind));
            }
            out.push('\n');
        }
    }
    out.push_str("\n### `styles`\n\nThe keys of a style:\n\n| key | value | meaning | book |\n");
    out.push_str(&rule(4));
    for key in StyleOptions::KEYS {
        let _ = writeln!(out, "| `{}` | {} | {} | {} |", key.name, takes(key.kind), key.doc, reach(key));
    }
    let _ = write!(
        out,
        "\nThe styles of the themes, and the keys of each that change both books:\n\n| style | {} | both |\n",
        names()
    );
    out.push_str(&rule(2 + themes().len()));
    for style in StyleName::ALL {
        let _ = write!(out, "| `{}` |", style.name());
        for theme in themes() {
            let values: Vec<String> = style
                .keys()
                .filter_map(|key| {
                    let value = theme.sheet.styles[&style].shown(key.name)?;
                    Some(format!("{} {}", key.name, shown(&value, key.kind)))
                })
                .collect();
            let _ = write!(out, " {} |", values.join(", "));
        }
        let _ = writeln!(out, " {} |", style.in_e_book().join(", "));
    }
    out
}

fn names() -> String {
    themes().iter().map(|theme| theme.name).collect::<Vec<_>>().join(" | ")
}

fn shown(value: &str, kind: ValueKind) -> String {
    if kind == ValueKind::Text { format!("`{}`", value.replace('\u{2003}', " ")) } else { value.to_owned() }
}

fn takes(kind: ValueKind) -> String {
    match kind {
        ValueKind::Size => "size".to_owned(),
        ValueKind::Leading => "leading".to_owned(),
        ValueKind::Distance => "length".to_owned(),
        ValueKind::Shift => "length, ±".to_owned(),
        ValueKind::Tracking => "-10% to 50%".to_owned(),
        ValueKind::Percent(max) => format!("0% to {max}%"),
        ValueKind::Words(words) => {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        }
        ValueKind::Flag => "`true`, `false`".to_owned(),
        ValueKind::Count(min, max) => format!("{min} to {max}"),
        ValueKind::Lines(min, max) => format!("{min} to {max}, or `none`"),
        ValueKind::PageTable => "a mapping from numbers of pages to lengths, or `none`".to_owned(),
        ValueKind::Text => "text".to_owned(),
        ValueKind::Family => "family".to_owned(),
        ValueKind::Colour => "`#` and six hexadecimal digits, in quotes".to_owned(),
        ValueKind::Described(what) => what.to_owned(),
    }
}
