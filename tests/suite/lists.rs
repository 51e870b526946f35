//! Tests of which files are chapters, and which continue the chapter before.

use crate::support::{Press, entries};

/// Returns the documents of the text of an e-book with these files, and the diagnostics.
fn documents(files: &[(&str, &str)]) -> (Vec<String>, String) {
    let press = Press::with(files);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let names = entries(&book).into_iter().map(|(name, _)| name);
    let texts =
        names.filter_map(|name| Some(name.rsplit_once("/text/")?.1.trim_end_matches(".xhtml").to_owned()));
    let is_chapter = |name: &String| !matches!(name.as_str(), "cover" | "title-page" | "half-title");
    (texts.filter(is_chapter).collect(), run.err)
}

#[test]
fn a_novel_of_mixed_heading_levels_has_a_chapter_in_each_file() {
    const YAML: (&str, &str) = ("book.yaml", "title: T\nlanguage: en\n");
    let novel = [
        YAML,
        ("01-a.md", "# Storm\n\nWords.\n"),
        ("02-b.md", "## Calm\n\nWords.\n"),
        ("03-c.md", "# Shore\n\nWords.\n"),
    ];
    assert_eq!(documents(&novel).0, ["a", "b", "c"]);
    // If chapters have sections, a file with only sections continues the chapter before.
    let manual = [
        YAML,
        ("01-a.md", "# Storm\n\nWords.\n\n## Wind\n\nWords.\n"),
        ("02-b.md", "## Calm\n\nWords.\n"),
        ("03-c.md", "# Shore\n\nWords.\n"),
    ];
    assert_eq!(documents(&manual).0, ["a", "c"]);
}

#[test]
fn a_title_of_the_chapter_list_needs_no_file() {
    let yaml = "title: T\nlanguage: en\nchapters:\n  - one.md\n  - title: Deep & *wide*\n    sections: [two.md]\n  - title: End\n    sections: []\n";
    let files = [("book.yaml", yaml), ("one.md", "# One\n\nWords.\n"), ("two.md", "# Two\n\nWords.\n")];
    let (names, err) = documents(&files);
    assert_eq!(names, ["one", "deep-wide", "end"]);
    assert!(!err.contains("W0406"), "{err}");
}
