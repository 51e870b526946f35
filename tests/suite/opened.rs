//! Tests of the first paragraphs of chapters: their initials and small capitals.

use crate::printed::{PrintedLine, find, printed};
use crate::support::{Press, YAML, entries};

const FACE: &str =
    "theme: classic, trim: 5.5x8.5in, text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }";

/// Returns the lines of a book with a chapter of this text.
fn chapter(text: &str) -> Vec<PrintedLine> {
    let yaml = format!("{YAML}generate: []\ndesign: {{ {FACE} }}\n");
    printed(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}\n"))])
}

const LATER: &str = "When they had gone there was nothing to be seen, and the rain went on over the water and over the boats for the whole of that day and of the night after it, until the harbour was as grey as the sky and nobody could say where the one ended.";

/// Returns the left ends of the lines of the second paragraph, and the left edge of the text.
fn second(first: &str) -> (Vec<f64>, f64) {
    let lines = chapter(&format!("{first}\n\n{LATER}"));
    let from = lines.iter().position(|line| line.text.starts_with("When they")).expect("the paragraph");
    let xs: Vec<f64> = lines[from..].iter().map(|line| line.x).collect();
    let edge = *xs.last().expect("a line");
    (xs, edge)
}

#[test]
fn the_room_beside_an_initial_goes_on_beside_the_next_paragraph() {
    let (xs, edge) = second("Rain fell.");
    assert!(xs[0] > edge + 20.0 && xs[1] > edge + 20.0, "{xs:?}");
    assert!((xs[2] - edge).abs() < 1.5, "{xs:?}");
    let lines = chapter(&format!("Rain fell.\n\n{LATER}"));
    assert!((find(&lines, "When they").y - find(&lines, "ain").y - 14.0).abs() < 0.01, "no space is left");
}

#[test]
fn the_tail_of_an_initial_keeps_clear_of_the_next_paragraph() {
    // Three lines, as many as the initial has.
    let three = "uite early in the morning the men came down to the quay, and stood about it in the rain for a time, saying what such men say, and went up again.";
    let (xs, edge) = second(&format!("Q{three}"));
    assert!(xs[0] > edge + 15.0, "the line below the tail: {xs:?}");
    let (xs, edge) = second(&format!("T{three}"));
    assert!(xs[0] < edge + 15.0, "without a tail the line is only indented: {xs:?}");
}

#[test]
fn a_heading_below_a_short_first_paragraph_is_below_the_initial() {
    let lines = chapter("Rain fell.\n\n## Section\n\nWords.");
    // No initial can be beside a heading.
    assert!(lines.iter().all(|line| line.size < 25.0 || line.text == "One"), "{lines:#?}");
}

#[test]
fn a_line_above_the_text_leaves_the_opening_to_the_paragraph_below() {
    let lines = chapter(&format!("*Lotte Meyer*\n\n{LATER}"));
    assert!(find(&lines, "W").size > 25.0 && find(&lines, "Lotte").size < 11.0);
    let yaml = format!("{YAML}design: {{ {FACE} }}\n");
    let text = format!("# One\n\n*Lotte Meyer*\n\n{LATER} {LATER}\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", &text)]);
    assert_eq!(press.run(&["build", "-f", "epub"]).code, 0);
    let book = press.books().into_values().next().expect("a book");
    let (_, bytes) =
        entries(&book).into_iter().find(|(path, _)| path.ends_with("one.xhtml")).expect("a text");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("<p class=\"above-text\"><em>Lotte Meyer</em></p>"), "{text}");
    assert!(text.contains("<span class=\"initial over-3\">W</span>"), "{text}");
}

#[test]
fn a_text_that_begins_in_italics_has_no_initial() {
    let lines = chapter(&format!("*Pequod* sailed. {LATER}"));
    assert!(lines.iter().all(|line| line.size < 25.0 || line.text == "One"), "{lines:#?}");
}

#[test]
fn the_paragraph_below_a_line_above_the_text_is_not_indented() {
    let yaml = format!("{YAML}generate: []\ndesign: {{ theme: poetry, chapter: {{ number: none }} }}\n");
    let text = format!("# One\n\n*After the storm*\n\n{LATER}\n\n{LATER}\n");
    let lines = printed(&[("book.yaml", &yaml), ("one.md", &text)]);
    let starts: Vec<f64> =
        lines.iter().filter(|line| line.text.starts_with("When they")).map(|line| line.x).collect();
    let edge = find(&lines, "After the storm").x;
    assert!((starts[0] - edge).abs() < 1.0 && starts[1] > edge + 8.0, "{edge} {starts:?}");
}
