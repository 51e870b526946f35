//! Tests that mistakes of an author never end in a panic, and that nothing of a book is left out without a message.

use std::path::Path;
use std::process::Command;

use crate::support::{Press, Run, entries, run_in};

const YAML: &str = "title: T\nlanguage: en\nauthor: X\n";

/// Builds a book of these files and a manifest. Returns the project and the run, which has not panicked.
#[track_caller]
fn built(yaml: &str, files: &[(&str, &str)]) -> (Press, Run) {
    let press = Press::with(files);
    press.write("book.yaml", yaml.as_bytes());
    let run = press.run(&["build", "-o", "output"]);
    assert!(run.code != 70 && !run.err.contains("panicked"), "{}", run.err);
    (press, run)
}

/// Returns the text of all documents of an e-book.
fn documents(press: &Press, name: &str) -> String {
    let text = |(name, bytes): (String, Vec<u8>)| {
        let is_document = Path::new(&name).extension().is_some_and(|end| end == "xhtml" || end == "opf");
        is_document.then(|| String::from_utf8(bytes).expect("UTF-8"))
    };
    entries(&press.books()[name]).into_iter().filter_map(text).collect()
}

#[track_caller]
fn assert_words(run: &Run, code: i32, words: &[&str]) {
    assert_eq!(run.code, code, "{}", run.err);
    for word in words {
        assert!(run.err.contains(word), "{word}\nis not in\n{}", run.err);
    }
}

#[test]
fn panic_c1_control() {
    let (press, run) = built(YAML, &[("a.md", "# A\n\n\u{93}Hello\u{94}\n")]);
    assert_words(&run, 0, &["W0306", "a.md:3:1", "converted wrongly from Windows-1252"]);
    assert!(documents(&press, "t.epub").contains("Hello</span>”"));
}

#[test]
fn panic_code_blank_break() {
    let (press, run) = built(YAML, &[("a.md", "# A\n\n`code `\\\nx\n")]);
    assert_words(&run, 0, &[]);
    assert!(documents(&press, "t.epub").contains("<br"));
}

#[test]
fn panic_missing_image_break() {
    let (_, run) = built(YAML, &[("a.md", "# A\n\nw ![](none.jpg)\\\nx\n")]);
    assert_words(&run, 1, &["error[E0201]: image `none.jpg` not found", "a.md:3:3"]);
}

#[test]
fn panic_no_chapters() {
    let (_, run) = built("title: T\nlanguage: en\nchapters: [missing.md]\n", &[]);
    assert_words(&run, 1, &["error[E0201]: chapter `missing.md` not found", "book.yaml:3:12"]);
}

#[test]
fn panic_long_cluster() {
    for text in [
        "👩\u{200d}".repeat(20_000),
        format!("a{}", "\u{301}".repeat(50_000)),
        format!("a{}b", "\u{2060}".repeat(50_000)),
    ] {
        let (press, run) = built(YAML, &[("a.md", &format!("# A\n\nBefore {text} behind.\n"))]);
        assert_words(&run, 0, &[]);
        assert!(documents(&press, "t.epub").contains(" behind"));
        assert!(lopdf::Document::load_mem(&press.books()["t.pdf"]).is_ok());
    }
}

#[test]
fn abbreviations_are_not_repeated_without_end() {
    let uses: String = ["# A\n\nAB\n\n"].repeat(2000).concat();
    let text = format!("{uses}*[AB]: {}\n", "word ".repeat(2000));
    let (press, run) = built(&format!("{YAML}expand-abbreviations: chapter\n"), &[("a.md", &text)]);
    assert_words(&run, 1, &["error[E0205]: the expansion of `AB` is longer than 1000 bytes", "a.md:8001:1"]);
    assert!(press.books().is_empty());
}

#[test]
fn variables_are_not_repeated_without_end() {
    let long = "word ".repeat(2000);
    let uses = "{{ a }} ".repeat(3000);
    let yaml = format!("{YAML}dialect: jekyll\nvariables: {{ a: \"{long}\" }}\n");
    let (_, run) = built(&yaml, &[("a.md", &format!("# A\n\n{uses}\n"))]);
    assert_words(&run, 1, &["error[E0205]: chapter `a.md` is larger than 16 MiB", "variables"]);
}

#[test]
fn titles_in_references_have_an_end() {
    let title = "word ".repeat(3000);
    let text = format!("# {title}{{#long}}\n\n{}\n", "[](#long) ".repeat(200));
    let (press, run) = built(YAML, &[("a.md", &text)]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = documents(&press, "t.epub");
    assert!(text.contains("word word…</a>") && text.len() < 400_000, "{}", text.len());
}

#[test]
fn lost_malformed_manifest() {
    let manifests = [
        ("mkdocs.yml", "site_name: T\nnav: [x.md\n", "error[E0102]"),
        ("_quarto.yml", "project: {type: book\n", "error[E0102]"),
        ("hugo.toml", "[book\n", "error[E0119]"),
        ("mkdocs.yml", "site_name: T\nnav: &a [x.md, *a]\n", "error[E0102]"),
    ];
    for (name, manifest, code) in manifests {
        for chapter in ["a.md", "docs/a.md", "content/a.md"] {
            let press = Press::with(&[(name, manifest), (chapter, "# A\n\nx\n")]);
            assert_words(&press.run(&["build", "."]), 1, &[code, &format!("{name}:")]);
        }
        // It does not concern a book that has another manifest.
        let press = Press::with(&[(name, manifest), ("a.md", "# A\n\nx\n"), ("book.yaml", YAML)]);
        assert_words(&press.run(&["build"]), 0, &[]);
    }
}

#[test]
fn no_run_ends_well_without_a_book() {
    let summary = "# Summary\n\n[Preface]\n";
    let press = Press::with(&[("book.toml", "[book]\ntitle = \"T\"\n"), ("src/SUMMARY.md", summary)]);
    assert_words(&press.run(&["build"]), 1, &["error[E0108]"]);
    let press = Press::good();
    press.write("book.yaml", format!("{YAML}editions: [{{format: epub}}]\n").as_bytes());
    assert_words(&press.run(&["build", "-f", "pdf"]), 2, &["no edition of the book has a format"]);
}

#[test]
fn panic_no_chapters_2() {
    let (_, run) = built("title: My Book\n", &[]);
    assert_words(&run, 1, &["error[E0108]: the book has no chapters"]);
}

#[cfg(target_os = "linux")]
#[test]
fn lost_chapter_name() {
    use std::os::unix::ffi::OsStrExt;

    let press = Press::with(&[("book.yaml", YAML), ("a.md", "# A\n")]);
    let name = std::ffi::OsStr::from_bytes(b"\xFFb.md");
    std::fs::write(press.path("").join(name), "# B\n").expect("a file");
    assert_words(&press.run(&["build"]), 1, &["error[E0206]", "b.md` left out: its name is not UTF-8"]);
}

#[test]
fn lost_chapters_10000() {
    let press = Press::with(&[("book.yaml", YAML)]);
    for number in 0..50 {
        press.write(&format!("c{number}.md"), format!("# C{number}\n\nx\n").as_bytes());
    }
    for number in 0..11_000 {
        press.write(&format!("p{number}.txt"), b"");
    }
    assert_words(&press.run(&["build", "-f", "epub", "-o", "output"]), 0, &[]);
    let chapters = entries(&press.books()["t.epub"])
        .into_iter()
        .filter(|(name, _)| name.contains("text/c") && !name.contains("cover"));
    assert_eq!(chapters.count(), 50);
}

#[test]
fn lost_editions() {
    let yaml =
        format!("{YAML}editions:\n  - {{name: \"A!\", format: pdf}}\n  - {{name: \"A?\", format: pdf}}\n");
    let (_, run) = built(&yaml, &[("a.md", "# A\n\ntext\n")]);
    assert_words(&run, 1, &["error[E0118]", "book.yaml:6:5", "book.yaml:5:5", "the other edition"]);
}

#[test]
fn lost_editions_unnamed() {
    let yaml = format!("{YAML}editions:\n  - {{format: pdf}}\n  - {{format: pdf, design: {{trim: a4}}}}\n");
    let (_, run) = built(&yaml, &[("a.md", "# A\n\ntext\n")]);
    assert_words(&run, 1, &["error[E0118]: two editions of one format without a `name`", "book.yaml:6:5"]);
    let (_, run) = built(&format!("{YAML}editions: []\n"), &[("a.md", "# A\n\ntext\n")]);
    assert_words(&run, 1, &["error[E0105]: `editions` is empty", "book.yaml:4:11"]);
}

/// Returns the package document of a book with these metadata, which has no element without text.
#[track_caller]
fn package(yaml: &str) -> String {
    let (press, run) = built(yaml, &[("a.md", "# A\n\ntext\n")]);
    assert_words(&run, 0, &["W0112"]);
    let all = entries(&press.books()["t.epub"]);
    let (_, bytes) =
        all.into_iter().find(|(name, _)| name.contains("content.opf")).expect("a package document");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let tree = roxmltree::Document::parse(&text).expect("XML");
    let is_dc =
        |node: &roxmltree::Node<'_, '_>| node.tag_name().namespace().is_some_and(|name| name.contains("dc/"));
    for node in tree.descendants().filter(is_dc) {
        assert!(node.text().is_some_and(|text| !text.trim().is_empty()), "{text}");
    }
    text
}

#[test]
fn invalid_epub_empty_author() {
    assert!(!package("title: T\nlanguage: en\nauthor: \"\"\n").contains("dc:creator"));
}

#[test]
fn invalid_epub_empty_metadata() {
    let empty = "subtitle: \"\"\npublisher: \" \"\nrights: \"\"\ndescription: \"\"\nlicense: \"\"\n";
    let package = package(&format!("{YAML}{empty}"));
    assert!(!package.contains("dc:publisher") && !package.contains("dc:rights"), "{package}");
}

#[test]
fn invalid_epub_dl() {
    let (press, run) = built(YAML, &[("a.md", "# A\n\n<dl><dd>x</dl>\n\n<dl><dt>y</dl>\n")]);
    assert_words(&run, 0, &["W0305", "a missing term or a missing definition", "a.md:3:1"]);
    let text = documents(&press, "t.epub");
    for list in text.split("<dl").skip(1) {
        let list = &list[..list.find("</dl>").expect("the end of the list")];
        assert!(list.contains("<dt") && list.contains("<dd"), "{list}");
    }
}

#[test]
fn a_manifest_that_is_no_file_is_an_error() {
    let refused = |make: &dyn Fn(&Path)| {
        let press = Press::with(&[("a.md", "# A\n\ntext\n")]);
        make(&press.path("book.yaml"));
        for path in [".", "book.yaml"] {
            let run = press.run(&["build", path]);
            assert_words(&run, 1, &["`book.yaml` is not a regular file"]);
            assert!(press.books().is_empty());
        }
    };
    if cfg!(unix) {
        refused(&|path| assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success()));
    }
    let press = Press::with(&[("a.md", "# A\n\ntext\n"), ("book.yaml/b.md", "# B\n")]);
    assert_words(&press.run(&["build"]), 1, &["`book.yaml` is not a regular file"]);
}

/// Only a build for tests panics on request.
#[cfg(debug_assertions)]
#[test]
fn case_29_a_panic_of_ours_shows_the_diagnostics_so_far_and_leaves_a_report() {
    let press =
        Press::with(&[("book.yaml", YAML), ("a.md", "# A\n\n![](none.jpg)\n"), ("output/t.pdf", "old")]);
    let temporary = press.path("temporary");
    std::fs::create_dir(&temporary).expect("a folder");
    let folder = temporary.to_str().expect("a path in UTF-8");
    let variables = [("PRESSMARK_PANIC", "1"), ("TMPDIR", folder), ("TEMP", folder), ("TMP", folder)];
    let run = run_in(&press.path(""), &["build", "-o", "output"], &variables);
    let words = [
        "error[E0201]",
        "this is a bug in Pressmark; no book was touched",
        "a panic on request of two lines",
    ];
    assert_words(&run, 70, &words);
    let files: Vec<_> =
        std::fs::read_dir(&temporary).expect("a folder").map(|file| file.expect("a file").path()).collect();
    let [file] = &files[..] else { panic!("one report: {files:?}") };
    assert!(run.err.contains(file.to_str().expect("a path in UTF-8")), "{}", run.err);
    let report = std::fs::read_to_string(file).expect("a report");
    for part in ["arguments: \"build\" \"-o\" \"output\"", "a panic on request", "bug.rs:"] {
        assert!(report.contains(part), "{part}\nis not in\n{report}");
    }
    assert_eq!(press.books().into_iter().collect::<Vec<_>>(), [("t.pdf".to_owned(), b"old".to_vec())]);

    // Without a temporary folder, the report is written to the working directory.
    let run = run_in(
        &press.path(""),
        &["build"],
        &[("PRESSMARK_PANIC", "1"), ("TMPDIR", "/none"), ("TEMP", "/none")],
    );
    assert_words(&run, 70, &["with the file ./pressmark-bug-"]);
}
