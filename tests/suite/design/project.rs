//! Tests of the effect of an author's `design` on a whole project: editions, and messages at their
//! place.

use pressmark::find::named;

use super::book::{BOOK, press};

#[test]
fn editions_override_the_project_key_by_key() {
    let press = press();
    press.write(
        "book.yaml",
        format!(
            "{BOOK}design: {{ theme: essay, styles: {{ quote: {{ left: 40pt, size: 9pt }} }} }}\neditions:\n  - {{ name: a, \
             format: pdf }}\n  - {{ name: b, format: pdf, design: {{ styles: {{ quote: {{ left: 50pt }} }} }} }}\n"
        )
        .as_bytes(),
    );
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let layouts = loaded.layout().value.expect("a book").layouts;
    let quotation = |at: usize| {
        let line = layouts[at].text.lines().find(|line| line.contains("| A QUOTATION")).expect("a quotation");
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
fn an_accent_colours_titles_and_rules_and_nothing_else() {
    let press = press();
    let contents = |design: &str| {
        press.write("book.yaml", format!("{BOOK}design: {{ theme: classic, {design} }}\n").as_bytes());
        let run = press.run(&["build", "-q", "-f", "pdf"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let pdf = lopdf::Document::load(press.path("output/a-book-of-keys.pdf")).expect("a PDF");
        let pages = pdf.get_pages().into_values();
        let streams = pages.map(|page| pdf.get_page_content(page));
        streams.map(|stream| String::from_utf8_lossy(&stream).into_owned()).collect::<String>()
    };
    let (plain, red) = (contents("trim: digest"), contents("accent: \"#ff0000\""));
    assert!(!plain.contains(" rg") && red.contains("1 0 0 rg"), "titles are red");
    // Black is set again after each, as often as the colour.
    assert!(red.matches("1 0 0 rg").count() > 5);
    press.write("book.yaml", format!("{BOOK}design:\n  accent: #ff0000\n").as_bytes());
    let run = press.run(&["check"]);
    assert!(run.err.contains("`accent` has no value") && run.err.contains("in quotes"), "{}", run.err);
}

#[test]
fn mistakes_are_reported_at_their_place() {
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
