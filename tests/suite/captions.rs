//! Tests of captions with and without numbers.

use crate::printed::{find, printed};
use crate::support::{Press, YAML, entries};

const SQUARE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"><path d=\"M0 0h40v40H0z\"/></svg>";
const TEXT: &str = "# One\n\nSee @fig:plan and @fig:drawing.\n\n![A drawing](square.svg){#fig:drawing .unnumbered alt=\"a square\"}\n\n![The plan](square.svg){#fig:plan alt=\"a square\"}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: A table {.unnumbered}\n";

fn files(yaml: &str) -> [(&str, &str); 3] {
    [("book.yaml", yaml), ("one.md", TEXT), ("square.svg", SQUARE)]
}

#[test]
fn a_figure_or_table_may_have_a_caption_without_a_number() {
    let yaml = format!("{YAML}generate: [figures]\n");
    let lines = printed(&files(&yaml));
    let texts: String = lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect();
    assert!(texts.contains("\nA drawing\n") && texts.contains("\nA table\n"), "{texts}");
    let spaced = texts.replace(['\u{A0}', '\u{2002}'], " ");
    assert!(spaced.contains("igure 1 The plan"), "{texts}");
    // A reference names it by its caption, and no list has it.
    assert!(texts.contains("“A drawing”"), "{texts}");
    assert!(
        find(&lines, "1\u{2002}The plan").page == 1 && texts.matches("A drawing").count() == 2,
        "{texts}"
    );
    let run = Press::with(&files(&yaml)).run(&["check"]);
    assert!(!run.err.contains("W0341"), "{}", run.err);
}

#[test]
fn the_e_book_shows_such_captions_without_a_number() {
    let press = Press::with(&files(YAML));
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let (_, bytes) =
        entries(&book).into_iter().find(|(path, _)| path.ends_with("one.xhtml")).expect("a text");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("<figcaption>A drawing</figcaption>"), "{text}");
    assert!(text.contains("<caption>A table</caption>"), "{text}");
    assert!(text.contains("<span class=\"number\">Figure\u{A0}1</span> The plan"), "{text}");
}

#[test]
fn titles_and_captions_of_two_lines_have_lines_of_equal_length() {
    let caption = "A caption that is a little longer than one line of the text, so that a word is left over";
    let text = format!(
        "# A Title that Is Longer than a Line of the Page\n\n## A heading that is a little longer than one line of the text is\n\n![{caption}](square.svg){{alt=\"a square\"}}\n"
    );
    for theme in ["classic", "essay", "technical"] {
        let yaml = format!(
            "{YAML}generate: []\ndesign: {{ theme: {theme}, text: {{ family: Libertinus Serif }}, heading: {{ family: text }} }}\n"
        );
        let lines = printed(&[("book.yaml", &yaml), ("one.md", &text), ("square.svg", SQUARE)]);
        for (first, is_title) in [("A Title", true), ("A ", false)] {
            let of_title = |size: f64| (size > 16.0) == is_title;
            let at = lines.iter().position(|line| line.text.starts_with(first) && of_title(line.size));
            let at = at.unwrap_or_else(|| panic!("{theme}: {first}: {lines:#?}"));
            let (one, two) = (&lines[at], &lines[at + 1]);
            assert!(two.width > one.width * 0.6 && one.width > two.width * 0.6, "{theme}: {one:?} {two:?}");
            if is_title {
                let leading = (two.y - one.y) / one.size;
                assert!((1.14..1.21).contains(&leading), "{theme}: {leading}");
            }
        }
    }
}

#[test]
fn no_article_is_alone_on_the_first_line_of_a_title() {
    // With the article alone, the longer line would be a little shorter.
    for (title, lines) in [
        ("The Extraordinary Till", ["The Extraordinary", "Till"]),
        ("The Transformation Tilt", ["The Transformation", "Tilt"]),
    ] {
        let yaml = format!(
            "{YAML}generate: []\ndesign: {{ theme: classic, trim: a6, styles: {{ chapter-title: {{ size: 27pt, tracking: 0%, small-caps: false }} }} }}\n"
        );
        let text = format!("# {title}\n\nWords.\n");
        let printed = printed(&[("book.yaml", &yaml), ("one.md", &text)]);
        let of_title: Vec<&str> =
            printed.iter().filter(|line| line.size > 26.0).map(|line| line.text.as_str()).collect();
        assert_eq!(of_title, lines, "{title}");
    }
}

#[test]
fn a_leading_that_the_author_sets_is_kept_within_titles() {
    let yaml = format!(
        "{YAML}generate: []\ndesign: {{ theme: classic, styles: {{ chapter-title: {{ size: 20pt, leading: 40pt }} }} }}\n"
    );
    let text = "# A Title that Is Longer than a Line of the Page and more\n\nWords.\n";
    let lines = printed(&[("book.yaml", &yaml), ("one.md", text)]);
    let title: Vec<_> = lines.iter().filter(|line| line.size > 19.0 && line.size < 21.0).collect();
    assert!((title[1].y - title[0].y - 40.0).abs() < 0.01, "{title:?}");
}

#[test]
fn a_table_stays_below_the_paragraph_that_announces_it() {
    let words = "Words that fill a line, one after the other, until there are lines enough. ".repeat(3);
    let table =
        |at: usize| format!("| a | b |\n|---|---|\n| {at}x | 2 |\n| 3 | 4 |\n\n: Numbers {{#tbl:{at}}}\n");
    let section = |at: usize| {
        let more = "More words. ".repeat(at * 7);
        format!("{more}\n\n{words}\n\nQq{at} shows what is so:\n\n{}\n{words}\n\n", table(at))
    };
    let text: String = (0..12).map(section).collect();
    for theme in ["classic", "essay"] {
        let yaml = format!("{YAML}generate: []\ndesign: {{ theme: {theme} }}\n");
        let lines = printed(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}"))]);
        let mut above = (0, 0.0);
        for at in 0..12 {
            let colon = find(&lines, &format!("Qq{at} shows"));
            let row = find(&lines, &format!("{at}x"));
            let apart = row.y - colon.y;
            assert!(
                row.page == colon.page && apart > 0.0 && apart < 110.0,
                "{theme} {at}: {colon:?} {row:?}"
            );
            assert!((row.page, row.y) > above, "{theme}: the tables are in their order");
            above = (row.page, row.y);
        }
    }
}
