//! Tests of the pages that are made from the metadata: title page, copyright page, colophon.

use crate::printed::{PrintedLine, find, printed};
use crate::support::{Press, entries};

const ANTHOLOGY: &str = "\
title: Six *Walks*
language: en-GB
contributors:
  - { name: Anna Bell, role: editor }
  - { name: Tariq Hussain, role: editor }
  - { name: Tess Tully, role: translator }
  - { name: Lotte Meyer }
  - { name: Sam O'Brien }
publisher: Quay Books
date: 2026
edition: Second edition
printing: 3
license: CC-BY-SA-4.0
series: { name: Border Walks, number: 3 }
isbn: 978-0-306-40615-7
editions:
  - { format: epub }
  - { name: paperback, format: pdf, isbn: 9798602405453 }
generate: [title-page, copyright, colophon]
chapters: [one.md, two.md]
";

fn book(yaml: &str) -> Vec<PrintedLine> {
    printed(&[("book.yaml", yaml), ("one.md", "# One\n\nWords.\n"), ("two.md", "# Two\n\nWords.\n")])
}

/// Returns the lines of a page.
fn page(lines: &[PrintedLine], page: usize) -> Vec<&str> {
    lines.iter().filter(|line| line.page == page).map(|line| line.text.as_str()).collect()
}

#[test]
fn authors_are_below_each_other_and_each_role_is_stated_once() {
    let lines = book(ANTHOLOGY);
    let expected = [
        "Six Walks",
        "Lotte Meyer",
        "Sam O’Brien",
        "Edited by Anna Bell and Tariq Hussain",
        "Translated by Tess Tully",
        "Border Walks, Book\u{A0}3",
        "Quay Books",
    ];
    assert_eq!(page(&lines, 1), expected);
    let y = |words: &str| find(&lines, words).y;
    assert!(y("Sam O’Brien") - y("Lotte Meyer") < 30.0);
}

#[test]
fn the_copyright_page_states_what_a_publisher_states() {
    let expected = [
        "Six Walks",
        "Lotte Meyer and Sam O’Brien",
        "© 2026 Lotte Meyer and Sam O’Brien",
        "Licensed under Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "Second edition",
        "Published in 2026 by Quay Books",
        "ISBN 978-0-306-40615-7 (e-book)",
        "ISBN 979-8-6024-0545-3 (paperback)",
        "12 11 10 9 8 7 6 5 4 3",
    ];
    assert_eq!(page(&book(ANTHOLOGY), 2), expected);
}

#[test]
fn the_copyright_page_is_in_the_language_of_the_book() {
    let lines = book(&ANTHOLOGY.replace("en-GB", "de").replace("Second edition", "2. Auflage"));
    let text = page(&lines, 2).join(" ");
    for words in [
        "Lotte Meyer und Sam O’Brien",
        "Lizenziert unter Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen",
        "Erschienen 2026 bei Quay Books",
        "(E-Book)",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_statement_of_the_author_takes_the_place_of_the_generated_one() {
    let yaml =
        ANTHOLOGY.replace("license: CC-BY-SA-4.0", "rights: © the walkers\nlicense: All rights reserved.");
    let text = page(&book(&yaml), 2).join("\n");
    assert!(text.contains("© the walkers\nAll rights reserved.\n"), "{text}");
    let yaml = ANTHOLOGY.replace("CC-BY-SA-4.0", "WTFPL");
    assert!(page(&book(&yaml), 2).contains(&"Licence: WTFPL"));
}

#[test]
fn the_colophon_names_the_faces_at_the_foot_of_its_page() {
    let yaml = ANTHOLOGY.replace("generate:", "design: { theme: technical, text: { family: Libertinus Serif }, heading: { family: Source Sans 3 } }\ngenerate:");
    let lines = book(&yaml);
    let set = find(&lines, "Set in Libertinus Serif and Source Sans 3");
    let made = find(&lines, "Made with Pressmark");
    let lowest = lines.iter().map(|line| line.y).fold(0.0, f64::max);
    assert_eq!(made.page, set.page);
    assert!((made.y - lowest).abs() < 12.0, "{} of {lowest}", made.y);
}

#[test]
fn the_e_book_has_the_same_statements_without_those_of_print() {
    let press =
        Press::with(&[("book.yaml", ANTHOLOGY), ("one.md", "# One\n\nx\n"), ("two.md", "# Two\n\nx\n")]);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let document = |name: &str| {
        let (_, bytes) =
            entries(&book).into_iter().find(|(path, _)| path.ends_with(name)).expect("a document");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let title = document("title-page.xhtml");
    assert!(title.contains("Lotte Meyer<br/>") || title.contains("Lotte Meyer<br />"), "{title}");
    assert!(title.contains("Edited by Anna Bell and Tariq Hussain"), "{title}");
    let copyright = document("copyright.xhtml");
    assert!(copyright.contains("href=\"https://creativecommons.org/licenses/by-sa/4.0/\""), "{copyright}");
    assert!(!copyright.contains("12 11 10"), "{copyright}");
    let colophon = document("colophon.xhtml");
    assert!(colophon.contains("Made with Pressmark") && !colophon.contains("Set in"), "{colophon}");
}

#[test]
fn a_printing_is_a_small_number() {
    let run = Press::with(&[
        ("book.yaml", &ANTHOLOGY.replace("printing: 3", "printing: third")),
        ("one.md", "# One\n\nx\n"),
        ("two.md", "# Two\n\nx\n"),
    ])
    .run(&["check"]);
    assert!(run.err.contains("`third` is not the number of a printing") && run.err.contains("write 1 to 99"));
}

#[test]
fn an_edition_is_on_a_copyright_page_or_reported() {
    let yaml = "title: T\nlanguage: en\nedition: Second edition\n";
    let lines = printed(&[("book.yaml", yaml), ("one.md", "# One\n\nWords.\n")]);
    assert!(lines.iter().any(|line| line.text == "Second edition"));
    let none = format!("{yaml}generate: []\n");
    let run = Press::with(&[("book.yaml", &none), ("one.md", "# One\n\nWords.\n")]).run(&["build"]);
    assert!(run.err.contains("W0115") && run.err.contains("book.yaml:3:10"), "{}", run.err);
}
