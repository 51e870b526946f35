//! Tests of books of other tools: how each is read, and that the `book.yaml` written for it is read as
//! the same book.

use std::path::Path;

use super::super::{Chapter, ChapterPlace, load, manifest_text};
use crate::assets::Vault;
use crate::diag::{Code, SourceMap};

/// The chapters of a folder, one a line, and the `book.yaml` for it.
fn read(files: &[(&str, &str)]) -> (Vec<String>, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let (chapters, yaml) = shown(folder.path());
    (chapters, yaml, folder)
}

fn shown(folder: &Path) -> (Vec<String>, String) {
    let vault = Vault::open(folder).expect("a vault");
    let outcome = load(&vault, None, &mut SourceMap::new()).expect("a machine that reads");
    let project = outcome.value.expect("a project");
    let show = |chapter: &Chapter| {
        let place = match chapter.place {
            ChapterPlace::Front => "front".to_owned(),
            ChapterPlace::Back => "back".to_owned(),
            ChapterPlace::ByRole => "role".to_owned(),
            ChapterPlace::Body(part) => {
                part.map_or("body".to_owned(), |part| project.parts[part].value.clone())
            }
        };
        let role = chapter.head.role.as_ref().map(|(role, _)| format!(" {role}")).unwrap_or_default();
        let numbered = match chapter.numbered {
            Some(true) => " counted",
            Some(false) => " uncounted",
            None => "",
        };
        let title = chapter.title.as_ref().map(|title| format!(" “{title}”")).unwrap_or_default();
        format!("{place} {} {}{role}{numbered}{title}", chapter.depth, chapter.path)
    };
    let title = format!("{} {:?}", project.meta.title, project.tool);
    let chapters = std::iter::once(title).chain(project.chapters.iter().map(show)).collect();
    (chapters, manifest_text(&project))
}

/// A tool, the files of a book with their texts, and what is read: the title, then a chapter a line.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const BOOKS: &[Case] = &[
    (
        "mdBook",
        &[
            ("book.toml", "[book]\ntitle = \"T: t\"\nauthors = [\"X\"]\n"),
            (
                "src/SUMMARY.md",
                "# Summary\n[Hi](hi.md)\n# One\n- [A](a.md)\n  - [B](b.md)\n    - [C](c.md)\n- [Draft]()\n  - [D](d.md)\n- [Gone]()\n- [Web](https://example.org)\n\n[End](end.md)\n",
            ),
            ("src/hi.md", "# Hi"),
            ("src/a.md", "# A"),
            ("src/b.md", "# B"),
            ("src/c.md", "# C"),
            ("src/d.md", "# D"),
            ("src/end.md", "# End"),
            ("README.md", "x"),
        ],
        &[
            "T: t MdBook",
            "front 0 src/hi.md uncounted “Hi”",
            "One 0 src/a.md counted “A”",
            "One 1 src/b.md counted “B”",
            "One 2 src/c.md counted “C”",
            "One 0 draft counted “Draft”",
            "One 1 src/d.md counted “D”",
            "back 0 src/end.md uncounted “End”",
        ],
    ),
    (
        "GitBook",
        &[
            ("SUMMARY.md", "* [A](a.md)\n  * [S](a.md#s)\n  * [B](b/README.md)\n\n## Two\n\n* [C](c.md)\n"),
            ("README.md", "# G"),
            ("a.md", "# A"),
            ("b/README.md", "# B"),
            ("c.md", "# C"),
            ("GLOSSARY.md", "## Term\n\nWords.\n"),
        ],
        &[
            "G GitBook",
            "body 0 README.md uncounted “Introduction”",
            "body 0 a.md “A”",
            "body 1 b/README.md “B”",
            "Two 0 c.md “C”",
            "back 0 GLOSSARY.md glossary",
        ],
    ),
    (
        "Quarto",
        &[
            (
                "_quarto.yml",
                "project: { type: book }\nbook:\n  title: Q\n  chapters:\n    - index.qmd\n    - part: p.qmd\n      chapters: [a.qmd]\n    - part: Named\n      chapters:\n        - part: Inner\n          chapters: [b.qmd]\n        - c.qmd\n    - part: Empty\n      chapters: []\n    - href: https://example.org\n      text: Web\n  appendices: [z.qmd]\n",
            ),
            ("index.qmd", "# I"),
            ("p.qmd", "# P"),
            ("a.qmd", "# A"),
            ("b.qmd", "# B"),
            ("c.qmd", "# C"),
            ("z.qmd", "# Z"),
        ],
        &[
            "Q Quarto",
            "body 0 index.qmd counted",
            "P 0 p.qmd part",
            "P 0 a.qmd counted",
            "Named 0 inner “Inner”",
            "Named 1 b.qmd counted",
            "Named 0 c.qmd counted",
            "back 0 z.qmd appendix",
        ],
    ),
    (
        "bookdown",
        &[
            ("_bookdown.yml", "book_filename: x\nrmd_files:\n  html: [index.Rmd, z.Rmd, a.Rmd]\n"),
            ("index.Rmd", "---\ntitle: B\nauthor: X\n---\n\n# Preface {-}\n"),
            ("a.Rmd", "# A"),
            ("z.Rmd", "# Z"),
        ],
        &["B Bookdown", "body 0 index.Rmd counted", "body 0 z.Rmd counted", "body 0 a.Rmd counted"],
    ),
    (
        "bookdown without a list",
        &[("index.Rmd", "---\ntitle: B\n---\n"), ("02-b.Rmd", "# B"), ("01-a.Rmd", "# A"), ("_x.Rmd", "x")],
        &["B Bookdown", "body 0 index.Rmd counted", "body 0 01-a.Rmd counted", "body 0 02-b.Rmd counted"],
    ),
    (
        "Leanpub",
        &[
            (
                "Book.txt",
                "{frontmatter}\nintro.txt\nfore.md\nmain.txt\nempty.txt\npart.txt\na.md\nback.txt\nz.md\n",
            ),
            ("README.md", "# L"),
            ("intro.txt", "-# Before\n"),
            ("fore.md", "# Fore"),
            ("main.txt", "{mainmatter}\n"),
            ("empty.txt", "-# Zero\n"),
            ("part.txt", "-# One\n"),
            ("a.md", "# A"),
            ("back.txt", "{backmatter}\n\n-# After\n"),
            ("z.md", "# Z"),
        ],
        &[
            "L Leanpub",
            "front 0 before uncounted “Before”",
            "front 0 fore.md",
            "body 0 zero uncounted “Zero”",
            "One 0 a.md",
            "back 0 after uncounted “After”",
            "back 0 z.md",
        ],
    ),
    (
        "pandoc",
        &[
            ("defaults.yaml", "input-files: [meta.yaml, b.md, text/a.md]\nmetadata: { lang: fr }\n"),
            ("meta.yaml", "title: P\nauthor: [X, Y]\n"),
            ("b.md", "# B"),
            ("text/a.md", "# A"),
        ],
        &["P Pandoc", "body 0 b.md", "body 0 text/a.md"],
    ),
    (
        "Jekyll",
        &[
            ("_config.yml", "title: J\ncollections:\n  notes: { output: true }\n"),
            ("index.md", "---\ntitle: Home\nnav_order: 1\n---\nx"),
            ("b.md", "---\ntitle: Second\nnav_order: 3\nparent: First\n---\nx"),
            ("a.md", "---\ntitle: First\nnav_order: 2\n---\nx"),
            ("README.md", "x"),
            ("_posts/2024-01-02-p.md", "---\ntitle: Post\n---\nx"),
            ("_notes/n.md", "---\ntitle: Note\n---\nx"),
        ],
        &[
            "J Jekyll",
            "body 0 index.md “Home”",
            "body 0 a.md “First”",
            "body 1 b.md “Second”",
            "body 0 _posts/2024-01-02-p.md “Post”",
            "body 0 _notes/n.md “Note”",
        ],
    ),
    (
        "Jekyll with parents in a circle",
        &[
            ("_config.yml", "title: J\n"),
            ("a.md", "---\ntitle: A\nnav_order: 1\n---\nx"),
            ("b.md", "---\ntitle: B\nparent: C\n---\nx"),
            ("c.md", "---\ntitle: C\nparent: B\n---\nx"),
            ("d.md", "---\ntitle: D\nparent: A\n---\nx"),
            ("e.md", "---\ntitle: A\nparent: C\n---\nx"),
            ("f.md", "---\ntitle: F\nnav_exclude: true\n---\nx"),
        ],
        &[
            "J Jekyll",
            "body 0 a.md “A”",
            "body 1 d.md “D”",
            "body 0 b.md “B”",
            "body 1 c.md “C”",
            "body 2 e.md “A”",
        ],
    ),
    (
        "Hugo",
        &[
            ("hugo.toml", "title = 'H'\n"),
            ("content/b/_index.md", "+++\ntitle = 'B'\nweight = 1\n+++\n"),
            ("content/b/two.md", "+++\ntitle = 'Two'\nweight = 2\n+++\nx"),
            ("content/b/one/_index.md", "+++\ntitle = 'One'\nweight = 1\n+++\nx"),
            ("content/b/one/deep.md", "+++\ntitle = 'Deep'\n+++\nx"),
            ("content/a.md", "+++\ntitle = 'A'\nweight = 2\n+++\nx"),
            ("content/c.md", "---\ndraft: true\n---\nx"),
        ],
        &[
            "H Hugo",
            "body 0 content/b/_index.md “B”",
            "body 1 content/b/one/_index.md “One”",
            "body 2 content/b/one/deep.md “Deep”",
            "body 1 content/b/two.md “Two”",
            "body 0 content/a.md “A”",
        ],
    ),
    (
        "Hugo in one section",
        &[
            ("hugo.toml", "title = 'H'\n"),
            ("content/docs/_index.md", "+++\ntitle = 'Docs'\n+++\nHello."),
            ("content/docs/a.md", "+++\ntitle = 'A'\n+++\nx"),
        ],
        &["H Hugo", "body 0 content/docs/_index.md uncounted “Docs”", "body 0 content/docs/a.md “A”"],
    ),
    (
        "MkDocs",
        &[
            (
                "mkdocs.yml",
                "site_name: M\nnav:\n  - Home: index.md\n  - Part:\n    - b.md\n    - Deep: [c.md, { Deeper: [d.md] }]\n    - With: [w/index.md, e.md]\n    - Web: https://example.org\n  - Empty: []\n",
            ),
            ("docs/index.md", "x"),
            ("docs/b.md", "x"),
            ("docs/c.md", "x"),
            ("docs/d.md", "x"),
            ("docs/e.md", "x"),
            ("docs/w/index.md", "x"),
        ],
        &[
            "M MkDocs",
            "body 0 docs/index.md “Home”",
            "Part 0 docs/b.md",
            "Part 0 deep “Deep”",
            "Part 1 docs/c.md",
            "Part 1 deeper “Deeper”",
            "Part 2 docs/d.md",
            "Part 0 docs/w/index.md “With”",
            "Part 1 docs/e.md",
        ],
    ),
];

#[test]
fn books_of_other_tools_are_read_and_written_as_the_same_book() {
    for (tool, files, wanted) in BOOKS {
        let (chapters, yaml, folder) = read(files);
        assert_eq!(&chapters, wanted, "{tool}");
        std::fs::write(folder.path().join("book.yaml"), &yaml).expect("a file");
        assert_eq!(&shown(folder.path()).0, wanted, "{tool}: {yaml}");
    }
}

#[test]
fn entries_that_a_book_cannot_have_are_reported() {
    let reported = |tool: &str| {
        let (_, files, _) = BOOKS.iter().find(|(name, ..)| *name == tool).expect("a case");
        let (_, _, folder) = read(files);
        let vault = Vault::open(folder.path()).expect("a vault");
        let outcome = load(&vault, None, &mut SourceMap::new()).expect("a machine that reads");
        let left_out = outcome.diagnostics.into_iter().filter(|reported| reported.code == Code::LeftOut);
        left_out.map(|reported| reported.message).collect::<Vec<_>>()
    };
    let web = "entry `Web` has the address `https://example.org` and is left out";
    let empty = "section `Empty` has no pages and is left out";
    assert_eq!(reported("mdBook"), ["`Gone` names no file and is left out", web]);
    assert_eq!(reported("Quarto"), [empty, web]);
    assert_eq!(reported("MkDocs"), [web, empty]);
    assert_eq!(reported("Leanpub"), Vec::<String>::new());
}

#[test]
fn the_head_of_the_index_of_bookdown_names_the_book() {
    let title = |text: &str| {
        let (.., folder) = read(&[("_bookdown.yml", "rmd_files: [index.Rmd]\n"), ("index.Rmd", text)]);
        let vault = Vault::open(folder.path()).expect("a vault");
        let outcome = load(&vault, None, &mut SourceMap::new()).expect("a machine that reads");
        let project = outcome.value.expect("a project");
        assert_eq!(project.meta.title, "B");
        project.chapters[0].head.title.is_some()
    };
    assert!(!title("---\ntitle: B\n---\n\nText.\n\n# Welcome {-}\n"));
    assert!(title("---\ntitle: B\n---\n\nText.\n\n```{r}\n# no heading\n```\n"));
}
