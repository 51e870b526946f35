//! Tests of what authors write in practice, each kind in a few words: the right result in both books,
//! every message with a help, and no complaint of the validators.
//!
//! Tested elsewhere: characters without a glyph, emoji and the initial (`glyphs.rs`); sizes of pictures
//! and the drawn cover (`placed.rs`); names from the metadata (`words.rs`); links, identifiers and the
//! order of the text in detail (`tolerance.rs`).

mod kinds;
mod refused;

use std::path::{Path, PathBuf};

use self::kinds::KINDS;
use crate::conformance::EpubCheck;
use crate::standards::verapdf;
use crate::support::{Press, Run, YAML, entries};

const DOCTYPE: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
    <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><rect width=\"30\" height=\"12\"/></svg>";
const REMOTE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><style>@import url('https://e.example/f'); \
    @font-face{font-family:V;src:url(https://e.example/v.woff2)} rect{fill:url(https://e.example/a.svg#g)}</style><rect width=\"30\" height=\"12\"/></svg>";
const IDS: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><rect id=\"a\" width=\"30\" height=\"12\"/><g id=\"a\"/><g id=\"1 x\"/></svg>";
const DOT: &[u8] = include_bytes!("../../golden/every-block/images/disc.png");

/// Returns the book of all kinds.
fn book() -> Press {
    let files: Vec<&str> = KINDS.iter().map(|kind| kind.file).collect();
    let manifest = YAML.replace("[one.md]", &format!("[{}]", files.join(", ")));
    let press = Press::with(&[
        (
            "book.yaml",
            &format!("{manifest}generate: [title-page, contents]\ndesign: {{ contents: {{ depth: 4 }} }}\n"),
        ),
        ("doctype.svg", DOCTYPE),
        ("remote.svg", REMOTE),
        ("ids.svg", IDS),
    ]);
    press.write("old plans/first floor.png", DOT);
    press.write("img/dot.png", DOT);
    KINDS.iter().for_each(|kind| press.write(kind.file, kind.text.as_bytes()));
    press
}

/// Returns the diagnostics in JSON output: file, code and message. Asserts that each has a help.
#[track_caller]
fn reported(run: &Run) -> Vec<(String, String, String)> {
    let records = run.out.lines().map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).expect("an object");
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        assert!(record["help"].as_array().is_some_and(|help| !help.is_empty()), "no help: {record}");
        (text("file"), text("code"), text("message"))
    });
    records.collect()
}

/// Returns the texts of an e-book with this extension: `xhtml`, `opf`.
fn texts(book: &[u8], extension: &str) -> Vec<(String, String)> {
    let is_one = |name: &str| Path::new(name).extension().is_some_and(|found| found == extension);
    let text = entries(book).into_iter().filter(|(name, _)| is_one(name));
    text.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// Returns the words of a layout, without whitespace.
fn printed(layout: &[u8]) -> String {
    let layout = String::from_utf8_lossy(layout);
    let runs = layout.lines().filter(|line| line.starts_with("  text ") || line.starts_with("  note "));
    runs.filter_map(|line| line.split_once(" | ")).map(|(_, words)| bare(words)).collect()
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_kind_is_right_in_both_books() {
    let press = book();
    let run = press.run(&["build", "--emit", "layout", "--message-format", "json"]);
    let reported = reported(&run);
    assert_eq!(run.code, 0, "{reported:#?}");
    let books = press.books();
    let documents = texts(&books["a-small-book.epub"], "xhtml");
    let printed = printed(&books["a-small-book.layout.txt"]);
    for kind in KINDS {
        let codes =
            reported.iter().filter(|(file, _, _)| file == kind.file).map(|(_, code, _)| code.as_str());
        assert_eq!(codes.collect::<Vec<_>>(), kind.codes, "{}: {reported:#?}", kind.file);
        let stem = kind.file.trim_end_matches(".md").trim_end_matches("/index");
        let ending = format!("/{stem}.xhtml");
        let (_, text) = documents.iter().find(|(name, _)| name.ends_with(&ending)).expect("a document");
        for words in kind.e_book {
            assert!(text.contains(words), "{words}\nis not in\n{text}");
        }
        for words in kind.not_in_e_book {
            assert!(!text.contains(words), "{words}\nis in\n{text}");
        }
        for words in kind.print {
            assert!(printed.contains(&bare(words)), "{}: {words}\nis not in\n{printed}", kind.file);
        }
    }
    assert!(!printed.contains("Seenonscreens"));
    let (_, contents) = documents.iter().find(|(name, _)| name.ends_with("/nav.xhtml")).expect("contents");
    assert!(contents.contains(">Fourth</a>") && !contents.contains("Imprint"), "{contents}");
    assert!(contents.contains("<span class=\"number\">1</span> Salt"), "{contents}");
    for (name, text) in texts(&books["a-small-book.epub"], "svg") {
        assert!(!text.replace("http://www.w3.org/", "").contains("://"), "{name}: {text}");
    }
}

/// An article with the head that pandoc reads, and nothing else.
const ARTICLE: &str = "---\ntitle: On tides\nauthor:\n  - name: Jo Tern\n    affiliation: Shore\n  - Al Gull\ndate: June 5, 2024\n\
    abstract: They turn.\nkeywords: [sea, moon]\nlang: en-GB\n---\n\n# Flow\n\nHigh.\n";

/// Empty metadata has no effect.
const EMPTY: &str = "title: T\nlanguage: en\nauthor: [\"\", \" \"]\nsubtitle: \"\"\npublisher: \" \"\nrights: \"\"\nlicense: \"\"\n\
    description: \"\"\nsubjects: [\"\"]\nseries: \"\"\nalso-by: [\"\"]\ncontributors: [\" \"]\nchapters: [one.md]\n";

#[test]
fn validators_find_nothing_in_the_books() {
    let press = book();
    press.write("article/article.md", ARTICLE.as_bytes());
    press.write("empty/book.yaml", EMPTY.as_bytes());
    press.write("empty/one.md", b"# One\n\nText.\n");
    for path in [".", "article/article.md", "empty"] {
        let run = press.run(&["build", path, "--message-format", "json"]);
        assert_eq!(run.code, 0, "{path}: {} {}", run.out, run.err);
        reported(&run);
    }
    let names = ["a-small-book", "on-tides", "t"];
    let made = |ending: &str| names.map(|name| press.path(&format!("output/{name}.{ending}")));
    let (_, package) = texts(&press.books()["on-tides.epub"], "opf").remove(0);
    for words in [">Jo Tern<", ">Al Gull<", ">2024-06-05<", ">They turn.<", ">sea<", ">moon<"] {
        assert!(package.contains(words), "{words}\nis not in\n{package}");
    }
    if let Some(checker) = EpubCheck::find() {
        checker.hold_all(&made("epub"));
    }
    kept(&made("pdf"));
}

/// Asserts that every PDF claims to be accessible and archival, and is.
fn kept(books: &[PathBuf]) {
    let Some(mut validator) = verapdf() else { return };
    for book in books {
        let bytes = std::fs::read(book).expect("a PDF");
        let says = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(says("<pdfuaid:part>1<") && says("<pdfaid:part>2<"), "{}", book.display());
        ["PDFUA-1", "PDFA-2A"].iter().for_each(|profile| {
            validator.arg(profile).arg(book);
        });
    }
    let output = validator.output().expect("java runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn no_chapter_is_lost_because_of_its_name_or_its_neighbours() {
    let press = Press::with(&[("book.yaml", "title: T\nlanguage: en\n"), ("a.md", "# A\n\nx\n")]);
    for index in 0..10_500 {
        let name = press.path(&format!("n{index}.txt"));
        std::fs::File::create(name).expect("a file");
    }
    (0..12).for_each(|index| press.write(&format!("c{index}.md"), format!("# C{index}\n\nx\n").as_bytes()));
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let chapters = texts(&press.books()["t.epub"], "xhtml");
    assert_eq!(
        chapters.iter().filter(|(name, _)| name.contains("/text/c") && !name.contains("cover")).count(),
        12
    );
    odd_names(&press.path(""));
    if cfg!(target_os = "linux") {
        let run = press.run(&["check"]);
        assert_eq!(run.code, 1, "{}", run.err);
        let words =
            ["error[E0206]", "left out: its name is not UTF-8", "`link.md` left out: it is a symbolic link"];
        for words in words {
            assert!(run.err.contains(words), "{words}\nis not in\n{}", run.err);
        }
    }
}

/// Adds a file whose name is not UTF-8, and a chapter that is a symbolic link.
#[cfg(target_os = "linux")]
fn odd_names(folder: &Path) {
    use std::os::unix::ffi::OsStrExt;
    std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\xFFb.md")), "# B\n").expect("a file");
    std::os::unix::fs::symlink("a.md", folder.join("link.md")).expect("a link");
}

#[cfg(not(target_os = "linux"))]
fn odd_names(_: &Path) {}
