//! Metadata of random books: every word of `book.yaml` that an author wrote is in the books, or a message is about its line.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pressmark::internals::layout::PlacedKind;
use pressmark::{BuildOptions, Format, Session, find::named};

use super::judge::found;
use super::{Dice, WORD, numbered};
use crate::support::{Press, entries};

/// Lines of a manifest; `W` is a text, `N` a name.
const LINES: &[&str] = &[
    "subtitle: W",
    "author: N",
    "authors: [N, N, N]",
    "contributors: [N, { name: N, role: translator }, { name: N, role: editor }, { name: N, role: illustrator }]",
    "publisher: N",
    "edition: W",
    "rights: W",
    "license: W",
    "description: W",
    "subjects: [W, { term: W, scheme: BISAC, code: TRV003000 }]",
    "series: { name: W, number: 2 }",
    "also-by: [W, W]",
    "abbreviations: { ABC: W }",
    "blocks: { axiom: { name: N } }",
    "date: 2026",
];
/// Keys whose words the pages of the printed book do not have: those that are for shops, and what the e-book shows at
/// abbreviations.
const NOT_PRINTED: &[&str] = &["description", "subjects", "abbreviations"];

/// Returns the texts of a manifest and its only chapter.
fn book(seed: u64) -> (String, String) {
    let mut dice = Dice(seed);
    let mut yaml = format!("title: {}\nlanguage: en\n", text(&mut dice));
    for line in LINES {
        let is_same = |key: &str| yaml.lines().any(|line| line.starts_with(key));
        let is_other_author = line.starts_with("author") && is_same("author");
        if dice.roll(2) == 0 || is_other_author {
            continue;
        }
        for piece in line.split_inclusive(['W', 'N']) {
            yaml += piece.trim_end_matches(['W', 'N']);
            match piece.chars().next_back() {
                Some('W') => yaml += &text(&mut dice),
                Some('N') => yaml += &format!("{WORD} {WORD}"),
                _ => {}
            }
        }
        yaml.push('\n');
    }
    yaml += "chapters:\n";
    for file in ["a.md", "b.md"] {
        let _ = writeln!(yaml, "  - part: {}\n    files: [{file}]", text(&mut dice));
    }
    let chapter = format!("# {WORD}\n\nABC {WORD}\n\n::: axiom\n{WORD}\n:::\n");
    (yaml, chapter)
}

/// Returns a quoted text with some markup.
fn text(dice: &mut Dice) -> String {
    let forms = [
        "W",
        "W W W",
        "*W* W",
        "`W`: W",
        "W & W <W",
        "“W” W’s",
        "W^W^",
        "W — W",
        "**W**",
        "W's {W}",
        "[W]{.smallcaps} W",
    ];
    format!("\"{}\"", forms[dice.roll(forms.len())].replace('W', &WORD.to_string()))
}

#[test]
fn words_of_metadata_are_in_the_books_or_in_a_message() {
    let cases = std::env::var("MUTATIONS").map_or(24, |text| text.parse().expect("a number"));
    let mut faults = String::new();
    for seed in 0..cases {
        let (yaml, chapter) = book(seed);
        let mut words = 0;
        let yaml = numbered(&yaml, &mut words);
        let chapter = numbered(&chapter, &mut words);
        let other = numbered(&format!("# {WORD}\n\n{WORD}\n"), &mut words);
        let press = Press::with(&[("book.yaml", &yaml), ("a.md", &chapter), ("b.md", &other)]);
        for lost in lost(&press, &yaml) {
            let _ = writeln!(faults, "seed {seed}: {lost}\n{yaml}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Returns the words of a manifest that a book lacks and no message is about.
fn lost(press: &Press, yaml: &str) -> Vec<String> {
    let session = Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let made =
        session.build(&BuildOptions::formats(&[Format::Epub, Format::Pdf])).expect("writers that write");
    let Some(epub) = made.value.iter().find(|product| product.format == Format::Epub) else {
        let messages = made.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        return messages.map(|diagnostic| format!("no book: {}", diagnostic.message)).collect();
    };
    let mut in_e_book = BTreeSet::new();
    for (_, bytes) in entries(&epub.bytes) {
        in_e_book.extend(found(&String::from_utf8_lossy(&bytes).to_lowercase()).map(|(word, _)| word));
    }
    let layouts = session.layout().value.expect("a book").layouts;
    let mut printed = String::new();
    for item in layouts[0].pages.pages.iter().flat_map(|page| &page.items) {
        if let PlacedKind::Glyphs(run) = &item.kind {
            printed
                .extend(run.text.chars().flat_map(char::to_lowercase).filter(|c| c.is_ascii_alphanumeric()));
        }
    }
    let on_pages: BTreeSet<usize> = found(&printed).map(|(word, _)| word).collect();
    let reported: BTreeSet<usize> = made
        .diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.span)
        .map(|span| session.sources().locate(span))
        .filter(|place| place.file == "book.yaml")
        .map(|place| place.line)
        .collect();
    let mut lost = Vec::new();
    for (line, text) in yaml.lines().enumerate() {
        let is_printed = !NOT_PRINTED.iter().any(|key| text.starts_with(key));
        for (word, _) in found(text).filter(|_| !reported.contains(&(line + 1))) {
            if !in_e_book.contains(&word) {
                lost.push(format!("q{word}z is not in the e-book"));
            } else if is_printed && !on_pages.contains(&word) {
                lost.push(format!("q{word}z is not printed"));
            }
        }
    }
    lost
}
