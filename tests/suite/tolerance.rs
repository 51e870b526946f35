//! What authors write by mistake or by another tool's rules keeps no book from being made, and never
//! stops the program.

use crate::support::{Press, YAML, entries};

/// Builds a book of one chapter with this text: the code, and what was reported.
#[track_caller]
fn built(text: &str) -> (Press, i32, String) {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    let run = press.run(&["build", "-o", "output"]);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    (press, run.code, run.err)
}

#[test]
fn headings_that_the_writers_use_as_names_end() {
    for word in ["Note", "Page", "Call"] {
        let text = format!("# One\n\n## {word}\n\nA.\n\n## {word}\n\nB.\n\n## {word}\n\nC.\n");
        assert_eq!(built(&text).1, 0, "{word}");
    }
    assert_eq!(built("# Note\n\nA.\n\n## Part {#note}\n\nB.\n\n## Note\n\nC.\n").1, 0);
}

#[test]
fn a_book_of_no_pages_shows_what_is_wrong_with_it() {
    for (chapters, code) in [("chapters: [none.md]\n", "E0201"), ("", "E0108")] {
        let press = Press::with(&[("book.yaml", &format!("title: T\nlanguage: en\n{chapters}"))]);
        for command in ["build", "check"] {
            let run = press.run(&[command]);
            assert_eq!((run.code, run.err.contains(code)), (1, true), "{command}: {}", run.err);
        }
    }
}

#[test]
fn a_hard_break_behind_a_space_of_an_earlier_piece_is_a_line_end() {
    let (press, code, err) = built("# One\n\n`code `\\\nx\n\nw **b **\\\ny `a  `  \nz\n");
    assert_eq!(code, 0, "{err}");
    assert!(!entries(&press.books()["a-small-book.epub"]).is_empty());
    let (_, code, err) = built("# One\n\nw ![](none.jpg)\\\nx\n");
    assert_eq!((code, err.contains("E0201")), (1, true), "{err}");
}
