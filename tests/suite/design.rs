//! The designer's keys: each reaches the page, each theme keeps its grid, and the handbook is true.

use std::fmt::Write;
use std::sync::LazyLock;

use pressmark::design::theme::{Theme, themes};
use pressmark::design::{Design, ParRole, specify};
use pressmark::diag::Spanned;
use pressmark::fonts::Library;
use pressmark::lang::LangTag;
use pressmark::project::design::{
    DesignOptions, KeySpec, Reach, StyleName, StyleOptions, ValueKind, keys, read_theme,
};
use pressmark::project::named;

use crate::support::{Press, root};

static FONTS: LazyLock<Library> = LazyLock::new(Library::bundled);

fn designed(options: &DesignOptions) -> Design {
    specify(options, &LangTag::english(), &FONTS).value
}

fn of_theme(theme: &Theme) -> DesignOptions {
    DesignOptions { theme: Some(Spanned::new(theme.name.to_owned(), None)), ..DesignOptions::default() }
}

/// A book in which everything stands that a key can move.
const BOOK: &str = r"
title: A Book of Keys
subtitle: In every style
contributors: [Ann Author, { name: Tess Translator, role: translator }]
publisher: Small Press
date: 2026
rights: © 2026
series: { name: Golden Books, number: 1 }
chapters: { front: [dedication.md], body: [{ part: The part, files: [one.md, two.md] }] }
generate: [half-title, title-page, copyright, contents]
";

const ONE: &str = r#"# Blocks

::: epigraph
> A motto.
:::

First paragraph, long enough to be broken into several lines and to be hyphenated somewhere, unless the measure is kind to
extraordinarily complicated polysyllabic constructions[^1] and `code`, [small]{.small} and <small>small</small>, x^2^, H~2~O, [caps]{.smallcaps} of 1945.

Second paragraph.[^2]

[^2]: Another note.

[^1]: A note that says something at some length, so that it runs over one line and turns over into another.

## Second

> A quotation long enough to be set in more than one line of the measure, whatever its indents may be said to be.
>
> — Someone

### Third

- one
- two

#### Fourth

Term
:   Meaning.

##### Fifth

***

###### Sixth

::: verse
One line of verse
  that goes on for so long that it has to be turned over at the end of the measure, and this one does
:::

```
fn main() {
	code
}
```

Words after code.

::: aside
An aside.
:::

> [!NOTE]
> A note apart.

::: drama
**He.** Words.
:::

::: {.centred}
In the middle.
:::

::: right
At the right.
:::

![](square.svg){alt="a square without a number" width=20%}

Words between two figures.

![A square](square.svg){#fig:square alt="a square" width=20%}

::: figures
![A square](square.svg){alt="a square" width=20%}
![A square](square.svg){alt="a square" width=20%}

Two squares
:::

| Name | Number |
|:--|--:|
| a | 1 |
| b | 2 |

: A table {#tbl:one}

Words between two tables.

| Name | Number |
|:--|--:|
| c | 3 |

Words after all.

"#;

const SQUARE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h40v40H0z"/></svg>"#;

/// The pages of the book with a design, as text.
fn pages(press: &Press, design: &str) -> String {
    press.write(
        "book.yaml",
        format!("{BOOK}design:\n  theme: technical\n  trim: 6.7x25in\n{design}").as_bytes(),
    );
    let found = named(&press.path("")).expect("a project");
    let loaded = pressmark::load(&found).expect("a machine that reads");
    let told: Vec<_> = loaded.diagnostics.iter().filter(|told| told.is_error()).collect();
    assert!(told.is_empty(), "{design}{told:?}");
    let proofs = pressmark::layout(&loaded).value.expect("a book");
    proofs.layouts.into_iter().map(|layout| layout.text).collect()
}

/// The last chapter takes up three pages, so that there are running heads on both sides of a spread.
fn press() -> Press {
    let two = format!(
        "# More\n\n{}",
        "Incomprehensible misunderstandings of extraordinarily complicated constructions. ".repeat(180)
    );
    Press::with(&[
        ("dedication.md", "For a reader.\n"),
        ("one.md", ONE),
        ("two.md", &two),
        ("square.svg", SQUARE),
    ])
}

/// Another value than a theme has, of the kind that a key takes.
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
        ValueKind::Text => other(&["§", "¶"]),
        ValueKind::Family => other(&["Source Code Pro", "Source Sans 3"]),
    }
}

/// Values where any other would not do: a page wants to stay a page, and white has to be more than
/// the grid makes of it by itself.
const CHOSEN: &[(&str, &str, &str)] = &[
    ("text", "size", "11pt"),
    ("text", "leading", "16pt"),
    ("text", "longest", "24em"),
    ("text", "lines", "30"),
    ("margins", "inner", "80pt"),
    ("margins", "outer", "80pt"),
    ("margins", "top", "90pt"),
    ("margins", "bottom", "120pt"),
    ("lists", "hang", "30pt"),
    ("tables", "width", "content"),
    ("figures", "white", "31pt"),
    ("tables", "white", "31pt"),
];

/// Keys that have nothing to move while others of their group are as in the theme.
const WITH: &[(&str, &str, &str)] = &[
    ("contents", "column", "leaders: true"),
    ("tables", "place", "width: content"),
    ("tables", "gutter", "width: content"),
];

#[test]
fn every_key_reaches_the_page() {
    let press = press();
    let sheet = &themes()[2].sheet;
    let plain = pages(&press, "");
    let mut idle = Vec::new();
    for (group, fields) in keys::GROUPS {
        for field in *fields {
            let is = |(of, name, _): &&(&str, &str, &str)| *of == *group && *name == field.name;
            let chosen = CHOSEN.iter().find(is).map(|(_, _, value)| (*value).to_owned());
            let value = chosen.unwrap_or_else(|| another(field, sheet.shown(group, field.name).as_deref()));
            let with = WITH.iter().find(is).map(|(_, _, with)| *with);
            let before = with
                .map_or_else(|| plain.clone(), |with| pages(&press, &format!("  {group}: {{ {with} }}\n")));
            let with = with.map(|with| format!("{with}, ")).unwrap_or_default();
            let after = pages(&press, &format!("  {group}: {{ {with}{}: \"{value}\" }}\n", field.name));
            if after == before {
                idle.push(format!("{group}.{}: {value}", field.name));
            }
        }
    }
    assert_eq!(idle, Vec::<String>::new(), "these move nothing");
}

/// White that is next to the edge of a page in this book, or to white that takes what is left; and a
/// level of the contents that a book with parts has only its parts on.
const AT_EDGES: &[&str] = &[
    "part-number.above",
    "part-title.below",
    "dedication.above",
    "dedication.below",
    "note.below",
    "contents-1.size",
    "contents-1.above",
    "contents-1.below",
    "half-title.above",
    "half-title.below",
    "title.above",
    "publisher.below",
];

#[test]
fn every_style_reaches_the_page() {
    let press = press();
    let deep = "  contents: { depth: 4 }\n";
    let plain = pages(&press, deep);
    let mut idle = Vec::new();
    for (role, cannot) in StyleName::ALL.map(|style| (style.name(), style.except())) {
        let tried = [("size", "73%"), ("above", "50pt"), ("below", "50pt")];
        for (name, value) in tried.into_iter().filter(|(name, _)| !cannot.contains(name)) {
            let after = pages(&press, &format!("{deep}  styles: {{ {role}: {{ {name}: {value} }} }}\n"));
            if after == plain {
                idle.push(format!("{role}.{name}"));
            }
        }
    }
    idle.retain(|idle| !AT_EDGES.contains(&idle.as_str()));
    assert_eq!(idle, Vec::<String>::new(), "these move nothing");
}

#[test]
fn every_field_of_every_style_reaches_the_design() {
    for theme in themes() {
        let plain = designed(&of_theme(theme));
        for style in StyleName::ALL {
            for field in style.keys() {
                let key = (style, field.name);
                let text = another(field, theme.sheet.styles[&style].shown(field.name).as_deref());
                let options = read(&format!(
                    "theme: {}\nstyles: {{ {}: {{ {}: \"{text}\" }} }}\n",
                    theme.name,
                    style.name(),
                    field.name
                ));
                let changed = designed(&options);
                // What is the text's by itself may be said and change nothing.
                let same = ["false", "justified", "left", "old-style", "true"].contains(&text.as_str());
                assert!(
                    changed.styles.named(style) != plain.styles.named(style) || same,
                    "{}: {key:?} {text}",
                    theme.name
                );
                // Neither does it reach another style.
                let other = StyleName::ALL.into_iter().find(|other| *other != style).expect("another");
                assert_eq!(changed.styles.named(other), plain.styles.named(other), "{key:?}");
            }
        }
    }
}

fn read(design: &str) -> DesignOptions {
    read_theme(design).expect("a design")
}

#[test]
fn a_theme_said_aloud_is_the_same_theme() {
    for theme in themes() {
        let said = DesignOptions { theme: of_theme(theme).theme, ..theme.sheet.clone() };
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

#[test]
fn editions_stand_over_the_project_key_by_key() {
    let press = press();
    press.write(
        "book.yaml",
        format!(
            "{BOOK}design: {{ theme: essay, styles: {{ quote: {{ left: 40pt, size: 9pt }} }} }}\neditions:\n  - {{ name: a, \
             format: pdf }}\n  - {{ name: b, format: pdf, design: {{ styles: {{ quote: {{ left: 50pt }} }} }} }}\n"
        )
        .as_bytes(),
    );
    let loaded = pressmark::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let layouts = pressmark::layout(&loaded).value.expect("a book").layouts;
    let quotation = |at: usize| {
        let line = layouts[at].text.lines().find(|line| line.contains("| A quotation")).expect("a quotation");
        line.to_owned()
    };
    let (first, second) = (quotation(0), quotation(1));
    assert!(first.contains("Regular 9 ") && second.contains("Regular 9 "), "{first}\n{second}");
    let x = |line: &str| -> f64 {
        line.split(" x ")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next())
            .expect("x")
            .parse()
            .expect("a number")
    };
    assert!((x(&second) - x(&first) - 10.0).abs() < 0.5, "{first}\n{second}");
}

#[test]
fn mistakes_are_told_at_their_place() {
    let press = press();
    let design = "design:\n  text: { size: 1pt, lines: many }\n  chapter: { sunk: 3 lines }\n  styles:\n    qoute: \
                  { left: 1em }\n    verse: { left: one, bold: perhaps, align: middle }\n    note: { size: 5pt }\n";
    press.write("book.yaml", format!("{BOOK}{design}").as_bytes());
    let run = press.run(&["check"]);
    let first = BOOK.lines().count() + 2;
    let expected = [
        (first, "`size` is 1 pt; it must be between 4 and 288 pt"),
        (first, "`lines` is `many`; it must be a whole number from 0 to 200"),
        (first + 1, "unknown key `sunk`"),
        (first + 3, "unknown key `qoute`"),
        (first + 4, "`bold` is `perhaps`; it must be `true` or `false`"),
        (first + 4, "unknown alignment `middle`"),
    ];
    for (line, words) in expected {
        let at = run.err.find(words).unwrap_or_else(|| panic!("{words}\nin {}", run.err));
        let place = run.err[at..].lines().nth(1).expect("a place");
        assert!(place.contains(&format!("book.yaml:{line}:")), "{words}: {place}");
    }
    assert!(run.err.contains("did you mean `quote`?") && run.err.contains("did you mean `sink`?"));
    press.write("book.yaml", format!("{BOOK}design:\n  styles: {{ note: {{ size: 5pt }} }}\n").as_bytes());
    let run = press.run(&["check"]);
    assert!(run.err.contains("W0511") && run.err.contains(&format!("book.yaml:{first}:")), "{}", run.err);
}

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

/// The tables of the keys: what each takes, which book it changes, and its value in each theme.
fn tables() -> String {
    let rule = |columns: usize| format!("|{}\n", ":--|".repeat(columns));
    let reach = |key: &KeySpec| match key.reach {
        Reach::Print => "print",
        Reach::Both => "both",
    };
    let mut out = String::from("\n### `design`\n\n| key | takes | what | book |\n");
    out.push_str(&rule(4));
    for key in keys::TOP {
        let _ = writeln!(out, "| `{}` | {} | {} | {} |", key.name, takes(key.kind), key.doc, reach(key));
    }
    for (group, fields) in keys::GROUPS {
        let _ = write!(out, "\n### `{group}`\n\n| key | takes | what | book | {} |\n", names());
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
    out.push_str("\n### `styles`\n\nThe keys of a style:\n\n| key | takes | what | book |\n");
    out.push_str(&rule(4));
    for key in StyleOptions::KEYS {
        let _ = writeln!(out, "| `{}` | {} | {} | {} |", key.name, takes(key.kind), key.doc, reach(key));
    }
    let _ = write!(out, "\nThe styles of the themes:\n\n| style | {} |\n", names());
    out.push_str(&rule(1 + themes().len()));
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
        out.push('\n');
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
        ValueKind::Text => "text".to_owned(),
        ValueKind::Family => "family".to_owned(),
        ValueKind::Described(what) => what.to_owned(),
    }
}
