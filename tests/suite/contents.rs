//! Tests of the contents page and of the lists of figures and tables.

use crate::printed::{PrintedLine, find, printed};
use crate::support::{Press, YAML, entries};

/// Returns the contents page of a book of twelve chapters, an interlude, and matter before and after them.
fn contents(design: &str) -> Vec<PrintedLine> {
    let names: Vec<String> = (1..=12).map(|chapter| format!("c{chapter}.md")).collect();
    let list = names.join(", ").replace("c2.md,", "c2.md, interlude.md,");
    let chapters =
        format!("chapters: {{ front: [preface.md], body: [{list}], back: [afterword.md, appendix.md] }}");
    let yaml = YAML.replace("chapters: [one.md]", &chapters);
    let yaml = format!(
        "{yaml}generate: [contents]\ndesign: {{ margins: {{ inner: 20mm, outer: 20mm }}, text: {{ size: 10pt, leading: 13pt }}, {design} }}\n"
    );
    let texts: Vec<String> = (1..=12)
        .map(|chapter| format!("# Title {chapter}\n\nx\n\n## Section {chapter}\n\nx\n\n### Below {chapter}\n\nx\n\n#### Deep {chapter}\n\nx\n"))
        .collect();
    let mut files = vec![
        ("book.yaml", yaml.as_str()),
        ("preface.md", "# Preface\n\nx\n"),
        ("interlude.md", "# Between\n\nx\n"),
        ("afterword.md", "# Afterword\n\nx\n"),
        ("appendix.md", "# Timeline\n\nx\n"),
    ];
    files.extend(names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)));
    printed(&files).into_iter().filter(|line| line.page <= 2).collect()
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.01
}

#[test]
fn numbers_have_a_column_and_titles_begin_behind_it() {
    let lines = contents("contents: { depth: 2 }");
    let x = |words: &str| find(&lines, words).x;
    // Numbers are aligned at their last figure.
    assert!(x("1\u{2002}") > x("10\u{2002}") + 3.0 && is_near(x("1\u{2002}"), x("2\u{2002}")));
    // A title without a number among others is aligned with them, and so are the sections below.
    assert!(x("Between") > x("1\u{2002}") + 5.0, "{lines:#?}");
    assert!(is_near(x("Between"), x("Section 1")) && is_near(x("Section 1"), x("Section 12")));
    // What comes before and after the chapters has no numbers.
    assert!(is_near(x("Preface"), x("Afterword")) && x("Preface") < x("1\u{2002}"));
}

#[test]
fn space_separates_the_text_from_what_is_before_and_after_it() {
    let lines = contents("contents: { depth: 1 }");
    let y = |words: &str| find(&lines, words).y;
    assert!(is_near(y("2\u{2002}") - y("1\u{2002}"), 13.0));
    assert!(is_near(y("1\u{2002}") - y("Preface"), 26.0));
    assert!(is_near(y("Afterword") - y("12\u{2002}"), 26.0));
    assert!(is_near(y("Appendix") - y("Afterword"), 13.0));
}

#[test]
fn the_label_of_the_only_appendix_is_read_with_its_title() {
    let lines = contents("contents: { depth: 1 }");
    find(&lines, "Appendix: Timeline ");
}

#[test]
fn each_kind_of_entry_has_a_style_whatever_its_depth_is() {
    let lines = contents(
        "contents: { depth: 4 }, styles: { contents-heading-2: { size: 7pt }, contents-heading-3: { size: 6.5pt }, contents-heading-4: { size: 6pt }, contents-matter: { size: 9pt } }",
    );
    let size = |words: &str| find(&lines, words).size;
    assert!(is_near(size("Section 1"), 7.0) && is_near(size("Below 1"), 6.5) && is_near(size("Deep 1"), 6.0));
    assert!(is_near(size("Preface"), 9.0) && is_near(size("1\u{2002}"), 9.06));
    // In a part, chapters and sections keep their styles.
    let yaml = YAML.replace("[one.md]", "[{ part: The Way, files: [one.md, two.md] }]");
    let yaml = format!(
        "{yaml}generate: [contents]\ndesign: {{ text: {{ size: 10pt, leading: 13pt }}, contents: {{ depth: 4 }}, styles: {{ contents-heading-2: {{ size: 7pt }} }} }}\n"
    );
    let lines = printed(&[
        ("book.yaml", &yaml),
        ("one.md", "# Title\n\nx\n\n## Three\n\nx\n\n### Four\n\nx\n"),
        ("two.md", "# Last\n\nx\n"),
    ]);
    let contents: Vec<_> = lines.into_iter().filter(|line| line.page == 1).collect();
    assert!(
        is_near(find(&contents, "Three").size, 7.0) && is_near(find(&contents, "1\u{2002}Title").size, 9.06)
    );
    assert!(contents.iter().any(|line| line.text.starts_with("Four")), "the fourth level is shown");
}

#[test]
fn the_e_book_reads_the_label_of_an_appendix_with_its_title() {
    let yaml = YAML.replace("[one.md]", "{ body: [one.md], back: [appendix.md] }");
    let press = Press::with(&[
        ("book.yaml", &yaml),
        ("one.md", "# One\n\nx\n"),
        ("appendix.md", "# Timeline\n\nx\n"),
    ]);
    assert_eq!(press.run(&["build", "-f", "epub"]).code, 0);
    let book = press.books().into_values().next().expect("a book");
    let (_, nav) = entries(&book).into_iter().find(|(path, _)| path.ends_with("nav.xhtml")).expect("a nav");
    let nav = String::from_utf8(nav).expect("UTF-8");
    assert!(nav.contains("<span class=\"number\">Appendix:</span> Timeline"), "{nav}");
}
