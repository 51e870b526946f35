//! Tests of which books a key of `design` changes: that exactly the keys which the table lists change
//! the e-book. That every key changes the printed book is tested in `design/pages.rs`.

use std::fmt::Write;

use pressmark::Format;
use pressmark::find::named;
use pressmark::internals::design::theme::{Theme, themes};
use pressmark::internals::project::design::{KeySpec, Reach, StyleName, keys};

use crate::design::{ORNAMENT, another};
use crate::support::{Press, entries, root};

const BOOK: &str = "title: Keys\nauthor: Ann Author\nlanguage: en\nidentifier: keys\nchapters: { body: [{ part: A part, files: [one.md, two.md] }], back: [appendix.md] }\nepub: { fonts: all }\n";

const ONE: &str = "# Keys\n\nThe first paragraph is long enough for an initial of three lines: it would not have one if \
    it ended beside the initial, and a line has some sixty-six characters, so that more than a hundred and thirty are \
    needed, with `code`, x^2^ and H~2~O among them.\n\n## A section\n\n> A quotation.\n>\n> — Someone\n\n- an item\n\n***\n\n\
    ```rust\nfn code\n```\n\nA note.[^1] Another.[^s:a]\n\n[^1]: The note.\n[^s:a]: The other.\n\n| a | b |\n|:--|--:|\n| c | 1 |\n\n: A table {#tbl:one}\n\n\
    ::: verse\nA line,\nand the next.\n:::\n\nA word in [small capitals]{.smallcaps}, and [Ctrl]{.kbd}.\n\n### Below\n\nThe end.\n";

/// The name of a family that no bundled font has: that of one with a letter changed.
const OWN_FAMILY: &str = "DejaVu Sans Nono";

fn press() -> Press {
    let press = Press::with(&[
        ("one.md", ONE),
        ("two.md", "# More\n\nThe end.\n"),
        ("appendix.md", "# Added\n\nMore.\n"),
    ]);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (from, to) = (utf16("DejaVu Sans Mono"), utf16(OWN_FAMILY));
    let mut font = std::fs::read(root().join("fonts/dejavu-sans-mono/DejaVuSansMono.ttf")).expect("a font");
    let places = (0..font.len() - from.len()).filter(|at| font[*at..].starts_with(&from)).collect::<Vec<_>>();
    places.into_iter().for_each(|at| font[at..at + to.len()].copy_from_slice(&to));
    press.write("ornament.svg", ORNAMENT.as_bytes());
    press.write("own.ttf", &font);
    press
}

/// Returns the e-book that is made with a design, in the classic theme.
/// The files of an e-book, without the line that names its inputs, of which book.yaml is one.
type Contents = Vec<(String, String)>;

fn e_book(press: &Press, design: &str) -> Contents {
    of_theme(press, "classic", design)
}

fn of_theme(press: &Press, theme: &str, design: &str) -> Contents {
    press.write("book.yaml", format!("{BOOK}design:\n  theme: {theme}\n{design}").as_bytes());
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let made =
        loaded.build(&pressmark::BuildOptions::formats(&[Format::Epub])).expect("a machine that writes");
    let errors: Vec<_> = made.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{design}{errors:?}");
    let is_of_book = |line: &&str| !line.contains("\"pressmark:inputs\"");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().filter(is_of_book).collect::<String>();
    let files = entries(&made.value.into_iter().next().expect("an e-book").bytes);
    files.into_iter().map(|(name, bytes)| (name, text(&bytes))).collect()
}

fn classic() -> &'static Theme {
    &themes()[0]
}

/// Returns a key of a group with a value other than the theme's.
fn changed(group: &str, key: &KeySpec) -> String {
    let now = classic().sheet.shown(group, key.name);
    if group == "math" && key.name == "family" {
        return "family: Pressmark Math Symbols".to_owned();
    }
    format!("{}: \"{}\"", key.name, another(key, now.as_deref()))
}

/// Returns a key of a style with a value other than the theme's. A justified title is aligned left in the e-book.
fn changed_of_style(style: StyleName, key: &KeySpec) -> String {
    let now = classic().sheet.styles[&style].shown(key.name);
    match key.name {
        "align" => format!("align: {}", if now.as_deref() == Some("centre") { "right" } else { "centre" }),
        "figures" => {
            format!("figures: {}", if now.as_deref() == Some("lining") { "old-style" } else { "lining" })
        }
        name => format!("{name}: \"{}\"", another(key, now.as_deref().or(Some("false")))),
    }
}

/// Keys that have no effect while another of their group is as in the theme.
const WITH: &[(&str, &str, &str)] = &[
    ("chapter", "rule-width", "rule: 1pt"),
    ("chapter", "rule-place", "rule: 1pt"),
    ("scene-break", "height", "ornament: ornament.svg"),
];

#[test]
fn every_key_documented_to_change_the_e_book_changes_it() {
    let press = press();
    let plain = e_book(&press, "");
    for (group, group_keys) in keys::GROUPS {
        for key in group_keys.iter().filter(|key| key.reach == Reach::Both) {
            let with = WITH.iter().find(|(of, name, _)| *of == *group && *name == key.name);
            let (before, with) = match with {
                Some((.., with)) => {
                    (e_book(&press, &format!("  {group}: {{ {with} }}\n")), format!("{with}, "))
                }
                None => (plain.clone(), String::new()),
            };
            let design = format!("  {group}: {{ {with}{} }}\n", changed(group, key));
            assert!(e_book(&press, &design) != before, "{design}");
        }
    }
    for style in StyleName::ALL {
        for key in style.keys().filter(|key| style.reach(key) == Reach::Both) {
            let design =
                format!("  styles: {{ {}: {{ {} }} }}\n", style.name(), changed_of_style(style, key));
            assert!(e_book(&press, &design) != plain, "{design}");
        }
    }
    let both: Vec<&str> =
        keys::TOP.iter().filter(|key| key.reach == Reach::Both).map(|key| key.name).collect();
    // What fonts of the machine change depends on the machine: `glyphs.rs` tests it.
    assert_eq!(both, ["theme", "accent", "fonts", "system-fonts"]);
    assert!(e_book(&press, "  accent: \"#7a1f1f\"\n") != plain, "accent");
    let own = format!("  text: {{ family: {OWN_FAMILY} }}\n  fonts: [own.ttf]\n");
    assert!(e_book(&press, &own) != e_book(&press, "  text: { family: DejaVu Sans Mono }\n"), "fonts");
    // The covers differ by more than the openings.
    assert!(of_theme(&press, "essay", "  opening: { drop-cap: 3 }\n") != plain, "theme");
}

#[test]
fn no_other_key_changes_the_e_book() {
    let press = press();
    let plain = e_book(&press, "");
    let mut design = String::from("  trim: a4\n  pdf-standard: none\n");
    for (group, group_keys) in keys::GROUPS {
        let print = group_keys.iter().filter(|key| key.reach == Reach::Print);
        let values: Vec<String> = print.map(|key| changed(group, key)).collect();
        let _ = writeln!(design, "  {group}: {{ {} }}", values.join(", "));
    }
    design.push_str("  styles:\n");
    for style in StyleName::ALL {
        let print = style.keys().filter(|key| style.reach(key) == Reach::Print);
        let values: Vec<String> = print.map(|key| changed_of_style(style, key)).collect();
        let _ = writeln!(design, "    {}: {{ {} }}", style.name(), values.join(", "));
    }
    assert!(e_book(&press, &design) == plain, "one of these changes the e-book:\n{design}");
}
