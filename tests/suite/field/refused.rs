//! Tests that input that cannot be right is rejected with what to type, or accepted with what was left
//! out.

use crate::support::Press;

/// The files, the arguments, the exit code, and parts of the output.
type Refused =
    (&'static [(&'static str, &'static str)], &'static [&'static str], i32, &'static [&'static str]);

const LETTERS: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><text y=\"9\">漢</text></svg>";

const REFUSED: &[Refused] = &[
    // A missing glyph is drawn neither on a cover nor in a drawing.
    (
        &[
            ("book.yaml", "title: T\nlanguage: en\ncover: c.svg\nchapters: [a.md]\n"),
            ("a.md", "# A\n\nx\n"),
            ("c.svg", LETTERS),
        ],
        &["build", "-f", "epub"],
        1,
        &["error[E0501]", "book.yaml:3:8", "paths"],
    ),
    (
        &[("a.md", "# A\n\n![x](c.svg)\n"), ("c.svg", LETTERS)],
        &["build", "a.md"],
        1,
        &["error[E0501]", "a.md:3:1"],
    ),
    (
        &[("book.yaml", "title: A Walk: The Return\n"), ("a.md", "# A\n")],
        &["check"],
        1,
        &["error[E0102]", "`title: \"A Walk: The Return\"`"],
    ),
    (
        &[
            ("book.yaml", "title: T\nlanguage: en\nchapters: [a.md]\n"),
            ("a.md", "---\ntitel: x\n---\n\n# A\n\nx\n"),
        ],
        &["check"],
        1,
        &["error[E0103]", "did you mean `title`?"],
    ),
    // Files that a folder without a list leaves out are reported.
    (
        &[("README.md", "# R\n"), ("one.md", "# One\n\nx\n"), ("more/two.md", "# Two\n\nx\n")],
        &["build", ".", "-f", "epub"],
        0,
        &["left out: `README.md`, `more/` (1 file)"],
    ),
    (
        &[("README.md", "# R\n"), ("one.md", "# One\n\nx\n"), ("more/two.md", "# Two\n\nx\n")],
        &["build"],
        2,
        &["`pressmark build .`", "1 Markdown file of this folder", "`more/` (1 file)"],
    ),
    // Two editions never have the same file name.
    (
        &[
            (
                "book.yaml",
                "title: T\nlanguage: en\neditions:\n  - { name: \"A!\", format: pdf }\n  - { name: \"A?\", format: pdf }\n",
            ),
            ("a.md", "# A\n\nx\n"),
        ],
        &["build"],
        1,
        &["error[E0118]", "`A?`", "the other edition"],
    ),
    (
        &[
            ("book.yaml", "title: T\nlanguage: en\neditions: [{ format: pdf }, { format: pdf }]\n"),
            ("a.md", "# A\n\nx\n"),
        ],
        &["build"],
        1,
        &["error[E0118]", "without a `name`"],
    ),
];

#[test]
fn invalid_input_is_rejected_with_what_to_type() {
    for (files, arguments, code, words) in REFUSED {
        let run = Press::with(files).run(arguments);
        assert_eq!(run.code, *code, "{arguments:?}: {}", run.err);
        for words in *words {
            assert!(run.err.contains(words), "{words}\nis not in\n{}", run.err);
        }
    }
}
