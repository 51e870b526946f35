//! The tables of `docs/design.md` are those of the program.

use std::fmt::Write;

use pressmark::design::theme::themes;
use pressmark::project::design::{Key, Kind, Value, keys};

use crate::support::root;

#[test]
fn the_handbook_of_the_design_is_true() {
    let path = root().join("docs/design.md");
    let text = std::fs::read_to_string(&path).expect("docs/design.md");
    let mark = "<!-- Written by tests/suite/design.rs: BLESS=1 cargo test handbook -->\n";
    let (before, known) = text.split_once(mark).expect("the mark of the tables");
    let tables = tables();
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        std::fs::write(&path, format!("{before}{mark}{tables}")).expect("docs/design.md");
        return;
    }
    assert!(known == tables, "docs/design.md is no longer true: BLESS=1 cargo test handbook");
}

/// Every key, what it takes, and what the themes have there.
fn tables() -> String {
    let mut out = String::new();
    for (group, fields) in keys::GROUPS {
        let _ = write!(out, "\n### `{group}`\n\n| key | takes | what | {} |\n|:--|:--|:--|", names());
        out.push_str(&":--|".repeat(themes().len()));
        out.push('\n');
        for field in *fields {
            let _ = write!(out, "| `{}` | {} | {} |", field.name, takes(field.kind), field.what);
            for theme in themes() {
                let value = theme.sheet.value(Key::of(group, field.name));
                let shown = value.map_or_else(|| "the text's".to_owned(), shown);
                let _ = write!(out, " {shown} |");
            }
            out.push('\n');
        }
    }
    out.push_str("\n### `styles`\n\nWhat a style may say:\n\n| key | takes | what |\n|:--|:--|:--|\n");
    for field in keys::STYLE {
        let _ = writeln!(out, "| `{}` | {} | {} |", field.name, takes(field.kind), field.what);
    }
    let _ = write!(out, "\nWhat the themes say:\n\n| style | {} |\n|:--|", names());
    out.push_str(&":--|".repeat(themes().len()));
    out.push('\n');
    for (group, _) in keys::STYLES {
        let _ = write!(out, "| `{}` |", group.strip_prefix("styles.").expect("a style"));
        for theme in themes() {
            let said: Vec<String> = keys::STYLE
                .iter()
                .filter_map(|field| {
                    let value = theme.sheet.value(Key::of(group, field.name))?;
                    Some(format!("{} {}", field.name, shown(value)))
                })
                .collect();
            let _ = write!(out, " {} |", said.join(", "));
        }
        out.push('\n');
    }
    out
}

fn names() -> String {
    themes().iter().map(|theme| theme.name).collect::<Vec<_>>().join(" | ")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) if !text.chars().all(|c| c.is_alphanumeric() || c == ' ') => {
            format!("`{}`", text.replace('\u{2003}', " "))
        }
        Value::Amount(_) | Value::Word(_) | Value::Flag(_) | Value::Count(_) | Value::Text(_) => {
            value.to_string()
        }
    }
}

fn takes(kind: Kind) -> String {
    match kind {
        Kind::Size => "size".to_owned(),
        Kind::Leading => "leading".to_owned(),
        Kind::Distance => "length".to_owned(),
        Kind::Shift => "length, ±".to_owned(),
        Kind::Tracking => "%, ±".to_owned(),
        Kind::Percent => "%".to_owned(),
        Kind::Words(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Flag => "`true`, `false`".to_owned(),
        Kind::Count(least, most) => format!("{least} to {most}"),
        Kind::Text => "text".to_owned(),
        Kind::Family => "family".to_owned(),
    }
}
