//! Validates e-books with other programs: Ace by DAISY on whole books, EPUBCheck and Ace on small ones
//! with every option.

use std::path::PathBuf;
use std::process::Command;

use crate::books::{Made, judged};
use crate::conformance::{EpubCheck, has};
use crate::support::{Press, YAML, entries, root, skip};

/// Names of a browser that Ace can drive.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Returns the first of the browsers that is installed.
pub(crate) fn browser() -> Option<PathBuf> {
    let folders: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let mut found = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.find(|path| path.is_file())
}

/// Ace, with its browser.
struct Ace {
    modules: PathBuf,
    browser: PathBuf,
}

impl Ace {
    /// Finds it. Reports if it is missing.
    fn find() -> Option<Self> {
        let modules = root().join("target/tools/ace/node_modules");
        if !modules.join("@daisy/ace-core").exists() || !has("node", "--version") {
            skip("Ace", "Ace by DAISY (.ci/run installs it)");
            return None;
        }
        let Some(browser) = browser() else {
            skip("Ace", "a Chromium");
            return None;
        };
        Some(Self { modules, browser })
    }

    /// Asserts that it finds no violation in e-books.
    #[track_caller]
    fn holds(&self, books: &[PathBuf]) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = Command::new("node")
            .arg(root().join("tests/tools/ace.js"))
            .args([&self.modules, folder.path()])
            .args(books)
            .env("PUPPETEER_EXECUTABLE_PATH", &self.browser)
            .output()
            .expect("node runs");
        let output =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        for (index, book) in books.iter().enumerate() {
            let name = book.display();
            let report = std::fs::read(folder.path().join(format!("{index}/report.json")));
            let report = report.unwrap_or_else(|_| panic!("{name}: no report\n{output}"));
            let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
            let violations = violations(&report);
            assert!(violations.is_empty(), "{name}\n{}", violations.join("\n"));
            assert_eq!(report["earl:result"]["earl:outcome"], "pass", "{name}");
        }
    }
}

/// Returns the violations in a report of Ace.
fn violations(report: &serde_json::Value) -> Vec<String> {
    let list = |value: &serde_json::Value| value["assertions"].as_array().cloned().unwrap_or_default();
    let documents = list(report);
    let found = documents.iter().flat_map(|document| {
        let broken =
            list(document).into_iter().filter(|found| found["earl:result"]["earl:outcome"] != "pass");
        broken.map(|found| {
            format!(
                "{}: {} {}",
                document["earl:testSubject"]["url"],
                found["earl:test"]["dct:title"],
                found["earl:result"]["dct:description"]
            )
        })
    });
    found.collect()
}

#[test]
fn ace_finds_no_violation() {
    let Some(ace) = Ace::find() else { return };
    ace.holds(&judged().map(Made::epub_path).collect::<Vec<_>>());
}

/// A chapter with notes, a second call of one, a note in a list, and everything for which words are
/// added.
const CHAPTER: &str = "\
# One

::: figures
![A](disc.png){alt=\"a\" details=note-1}
![B](disc.png){alt=\"b\"}

Both
:::

A note,[^a] another[^b] and the first again.[^a] [שלום]{lang=he} and [안녕]{lang=ko}.

## Note 1

![](disc.png){alt=\"\"}

| a | b |
|---|---|
| 1 | 2 |

: A table {#tbl:one}

::: drama
**Hamlet.** To be.
:::

***

::: only=epub
Only here.
:::

```text
a very long line of code that goes on and on and on and on and on and on and on and on and on
```

[^a]: First, with a second paragraph.

    Here.

[^b]: - a list
";

#[test]
fn small_e_books_of_every_kind_are_valid() {
    let (Some(checker), Some(ace)) = (EpubCheck::find(), Ace::find()) else { return };
    let kinds = [
        ("notes at the end of chapters", "epub: { notes: chapter }\n", "language: en-GB"),
        ("notes at the end of the book", "epub: { notes: book, profile: kindle }\n", "language: en-GB"),
        ("from right to left", "epub: { profile: kobo }\n", "language: he"),
        ("lines that run downward", "epub: { writing: vertical }\n", "language: ja"),
        ("formulas as drawings", "epub: { math: svg }\n", "language: de"),
        ("formulas with their source", "epub: { math-source: true }\n", "language: pl"),
    ];
    let mut made = Vec::new();
    for (name, options, language) in kinds {
        let yaml = YAML.replace("language: en-GB", language).replace("[one.md]", "[one.md, two.md]");
        let two = "# Two\n\nWords with $x^2$.[^1]\n\n$$\\frac{1}{2}\\text{ or}$$ {#eq:half}\n\n![C](disc.png){details=\"one.md#note-1\"}\n\n[^1]: A third note.\n";
        let yaml =
            yaml.replace("two.md]", "two.md, contents.md]") + options + "also-by: [One More, Another]\n";
        let contents = "# What is in here\n\nOne, and [two](two.md).\n";
        let files =
            [("book.yaml", yaml.as_str()), ("one.md", CHAPTER), ("two.md", two), ("contents.md", contents)];
        let press = Press::with(&files);
        press.write(
            "disc.png",
            &std::fs::read(root().join("tests/golden/every-block/images/disc.png")).expect("a picture"),
        );
        // No bundled font has the words that a printed book in Japanese would say.
        let run = press.run(&["build", "-q", "-f", "epub"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let epub = press.path("output/a-small-book.epub");
        made.push((press, epub));
    }
    let (_presses, books): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    ace.holds(&books);
    checker.hold_all(&books);
}

#[test]
fn formulas_are_mathml_or_drawings() {
    let one = [("one.md", "# One\n\nWords with $\\frac{1}{2}$.\n")];
    let usual = documents("", &one);
    assert!(document(&usual, "text/one.xhtml").contains("alttext=\"one half\"><mfrac>"));
    let with_source = documents("epub: { math-source: true }\n", &one);
    let text = document(&with_source, "text/one.xhtml");
    assert!(text.contains("<annotation encoding=\"application/x-tex\">\\frac{1}{2}</annotation>"), "{text}");
    for options in ["epub: { math: svg }\n", "epub: { profile: kindle }\n"] {
        let drawn = documents(options, &one);
        let text = document(&drawn, "text/one.xhtml");
        assert!(text.contains("<svg ") && text.contains("aria-label=\"one half\""), "{text}");
        assert!(text.contains("fill=\"currentColor\"") && !text.contains("<math"), "{text}");
        let package = document(&drawn, "content.opf");
        assert!(package.contains("properties=\"svg\"") && !package.contains("MathML"), "{package}");
    }
    let kindle = documents("epub: { profile: kindle, math: mathml }\n", &one);
    assert!(document(&kindle, "text/one.xhtml").contains("<math"));
}

#[test]
fn a_picture_links_to_its_long_description() {
    let one = "# One\n\n![A map](disc.png){details=\"#words\"}\n\n![B](disc.png){details=\"two.md#there\"}\n\n\
               ::: {#words}\nA round thing.\n:::\n";
    let made = documents("", &[("one.md", one), ("two.md", "# Two\n\n## There\n\nA.\n")]);
    let text = document(&made, "text/one.xhtml");
    assert!(text.contains("alt=\"A map\" class=\"clear\" aria-details=\"words\""), "{text}");
    assert!(text.contains("<a class=\"description\" href=\"two.xhtml#there\">Description</a>"), "{text}");
    assert!(document(&made, "content.opf").contains("accessibilityFeature\">longDescription<"));

    // XHTML does not allow a link within a link.
    let raw = "# One\n\n<a href=\"https://example.org\">A[^1] b</a> c.\n\n[^1]: N.\n";
    let made = documents("", &[("one.md", raw)]);
    assert!(document(&made, "text/one.xhtml").contains("</a><a epub:type=\"noteref\""));
    let within = "# One\n\n[see ![B](disc.png){details=\"two.md#there\"}, @fig:d](https://example.org)\n\n\
                  ![D](disc.png){#fig:d}\n";
    let made = documents("", &[("one.md", within), ("two.md", "# Two\n\n## There\n\nA.\n")]);
    let link = document(&made, "text/one.xhtml").split("<a ").nth(1).expect("a link").to_owned();
    assert!(link.contains("1</a></p>") && link.contains("<img"), "{link}");

    let broken = Press::with(&[("one.md", "# One\n\n![A](disc.png){details=\"#nowhere\"}\n")])
        .run(&["check", "one.md"]);
    assert!(broken.code != 0 && broken.err.contains("link to `#nowhere`"), "{}", broken.err);
}

#[test]
fn an_edition_may_open_its_chapters_in_its_own_way() {
    let text = format!("# One\n\n{}\n", "The keeper came down in the evening. ".repeat(20));
    let chapters = [("one.md", text.as_str())];
    assert!(document(&documents("", &chapters), "text/one.xhtml").contains("class=\"initial over-3\""));
    let own = "editions:\n  - { format: epub, design: { opening: { drop-cap: none } } }\n";
    let made = documents(own, &chapters);
    assert!(!document(&made, "text/one.xhtml").contains("initial"), "{}", document(&made, "text/one.xhtml"));
}

#[test]
fn other_books_are_listed_at_the_end() {
    let made = documents("also-by: [\"First: a Book\", Second]\n", &NOTED);
    let text = document(&made, "text/also-by.xhtml");
    assert!(text.contains("<h1>Also by A. N. Author</h1>"), "{text}");
    assert!(text.contains("<p><cite class=\"work\">First: a Book</cite></p>"), "{text}");
}

#[test]
fn lines_are_vertical_if_requested() {
    let made = documents("epub: { writing: vertical }\n", &NOTED);
    assert!(document(&made, "content.opf").contains("page-progression-direction=\"rtl\""));
    assert!(document(&made, "text/one.xhtml").contains("class=\"vertical\""));
    assert!(document(&made, "stylesheet.css").contains("html.vertical { writing-mode: vertical-rl;"));
}

/// Returns the documents of the e-book of a small manuscript, by name.
fn documents(options: &str, chapters: &[(&str, &str)]) -> Vec<(String, String)> {
    let names: Vec<&str> = chapters.iter().map(|(name, _)| *name).collect();
    let yaml = YAML.replace("[one.md]", &format!("[{}]", names.join(", "))) + options;
    let mut files = vec![("book.yaml", yaml.as_str())];
    files.extend(chapters);
    let press = Press::with(&files);
    let disc = std::fs::read(root().join("tests/golden/every-block/images/disc.png"));
    press.write("disc.png", &disc.expect("a picture"));
    let run = press.run(&["build", "-q", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (_, bytes) = press.books().into_iter().next().expect("a book");
    let texts = entries(&bytes).into_iter().filter_map(|(name, bytes)| {
        Some((name.strip_prefix("OEBPS/")?.to_owned(), String::from_utf8(bytes).ok()?))
    });
    texts.collect()
}

fn document<'a>(documents: &'a [(String, String)], name: &str) -> &'a str {
    let found = documents.iter().find(|(known, _)| known == name);
    found.map_or_else(
        || {
            let names: Vec<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
            panic!("{name} is not among {names:?}")
        },
        |(_, text)| text.as_str(),
    )
}

const NOTED: [(&str, &str); 2] = [
    ("one.md", "# One\n\nWords.[^1]\n\n[^1]: The first note.\n"),
    ("two.md", "# Two\n\nWords.[^1]\n\n[^1]: The second note.\n"),
];

#[test]
fn notes_are_placed_as_requested_and_link_back() {
    let popup = documents("", &NOTED);
    let one = document(&popup, "text/one.xhtml");
    assert!(one.contains("<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"note-one.1\""), "{one}");
    assert!(
        one.contains("role=\"doc-backlink\" href=\"#call-one.1\"") && one.contains(">1</a> The first note.")
    );

    let chapter = documents("epub: { notes: chapter }\n", &NOTED);
    let one = document(&chapter, "text/one.xhtml");
    assert!(one.contains("role=\"doc-endnotes\"") && !one.contains("<aside"), "{one}");
    assert!(one.contains("<li id=\"note-one.1\" class=\"endnote\"><p><a class=\"back\""), "{one}");

    let book = documents("epub: { notes: book }\n", &NOTED);
    let notes = document(&book, "text/endnotes.xhtml");
    assert!(
        notes.contains("href=\"one.xhtml#call-one.1\"") && notes.contains("href=\"two.xhtml#call-two.1\"")
    );
    assert!(document(&book, "text/two.xhtml").contains("href=\"endnotes.xhtml#note-two.1\""));
    assert!(document(&book, "nav.xhtml").contains("<li><a href=\"text/endnotes.xhtml\">Notes</a></li>"));
    assert!(document(&book, "nav.xhtml").contains("<a epub:type=\"endnotes\" href=\"text/endnotes.xhtml\">"));
}

#[test]
fn text_about_contents_and_pictures_is_kept() {
    let group = "# One\n\n::: figures\n![Left](disc.png)\n![Right](disc.png)\n\nBoth\n:::\n";
    let contents = "# What is in here\n\nA word before.\n";
    let made = documents("", &[("contents.md", contents), ("one.md", group)]);
    assert!(document(&made, "text/contents-2.xhtml").contains("A word before."));
    let one = document(&made, "text/one.xhtml");
    assert!(one.contains("<figcaption>Left</figcaption>") && one.contains(" Both</figcaption>"), "{one}");
}

#[test]
fn a_heading_with_the_name_of_a_generated_mark_keeps_it() {
    let text =
        "# One\n\nWords.[^1] See [it](#page-2).\n\n## Note 1\n\nA.\n\n## Page 2\n\nB.\n\n[^1]: A note.\n";
    let made = documents("", &[("one.md", text)]);
    let one = document(&made, "text/one.xhtml");
    assert!(one.contains("<h2 id=\"note-1\">") && one.contains("href=\"#page-2-2\""), "{one}");
}

#[test]
fn sections_of_lettered_appendices_are_numbered_and_referred_to_by_number() {
    let rates = "# Rates\n\n## Old rates {#old}\n\nA.\n\n### Older\n\nB.\n";
    let chapters = [
        ("one.md", "# One\n\nWords.\n\nSee @sec:old and section @sec:old.\n"),
        ("appendix-a.md", rates),
        ("appendix-b.md", "# Tools\n\n## Saws\n\nC.\n"),
    ];
    let made = documents("design: { headings: { numbers: true } }\n", &chapters);
    let one = document(&made, "text/one.xhtml");
    assert!(one.contains(">Section\u{A0}A.1</a> and section <a") && one.contains(">A.1</a>."), "{one}");
    let rates = document(&made, "text/appendix-a.xhtml");
    assert!(rates.contains("<p class=\"number\">Appendix\u{A0}A</p>"), "{rates}");
    assert!(rates.contains("<span class=\"number\">A.1</span> Old rates</h2>"), "{rates}");
    assert!(rates.contains("<span class=\"number\">A.1.1</span> Older</h3>"), "{rates}");
    let tools = document(&made, "text/appendix-b.xhtml");
    assert!(tools.contains("<span class=\"number\">B.1</span> Saws</h2>"), "{tools}");
}

#[test]
fn a_new_note_in_one_chapter_changes_nothing_in_another() {
    let before = documents("", &NOTED);
    let more = "# One\n\nMore.[^0]\n\nWords.[^1]\n\n[^0]: A note more.\n\n[^1]: The first note.\n";
    let after = documents("", &[("one.md", more), NOTED[1]]);
    let two = |made| document(made, "text/two.xhtml").to_owned();
    assert_eq!(two(&before), two(&after));
    assert!(document(&after, "text/one.xhtml").contains("id=\"note-one.2\""));
}

#[test]
fn check_compares_an_e_book_with_the_limits_of_shops() {
    let deep = "# One\n\nA.\n\n## Two\n\nB.\n\n### Three\n\nC.\n";
    let of = |options: &str| {
        let yaml = format!("{YAML}{options}");
        let run = Press::with(&[("book.yaml", &yaml), ("one.md", deep)]).run(&["check"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
    };
    let all = of("");
    assert!(all.contains("a-small-book.epub in the shops:") && all.contains("kobo    file"), "{all}");
    let kindle = of("epub: { profile: kindle }\n");
    let levels = kindle.lines().find(|line| line.contains("levels of contents")).expect("a line");
    assert!(levels.contains("shown in part") && !kindle.contains("kobo"), "{kindle}");

    let press = Press::with(&[("book.yaml", YAML), ("one.md", deep)]);
    let run = press.run(&[
        "check",
        "--message-format",
        "json",
        "--report",
        "report.json",
        "--summary",
        "summary.txt",
    ]);
    let rows: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let row = |shop: &str, what: &str| {
        let found = rows.iter().find(|row| row["shop"] == shop && row["what"] == what);
        found.unwrap_or_else(|| panic!("no {shop}, {what} in {}", run.out)).clone()
    };
    assert_eq!(row("kindle", "levels of contents")["verdict"], "shown-in-part");
    assert_eq!(row("apple", "cover, shorter side")["min"], 1400);
    let file = row("kobo", "file");
    assert!(file["found"].as_u64().is_some_and(|bytes| bytes > 10_000) && file["unit"] == "bytes", "{file}");
    assert!(!run.err.contains("shops"), "{}", run.err);
    // The report has all limits, the summary those that the e-book is not within.
    let read = |name: &str| std::fs::read_to_string(press.path(name)).expect("a file");
    let report: serde_json::Value = serde_json::from_str(&read("report.json")).expect("JSON");
    let limits: Vec<&serde_json::Value> = rows.iter().filter(|row| row["shop"].is_string()).collect();
    assert_eq!(report["shops"].as_array().expect("limits").iter().collect::<Vec<_>>(), limits);
    let summary = read("summary.txt");
    let levels = "| kindle | a-small-book&#46;epub | levels of contents | 3 | at most 2 | shown in part |";
    assert!(summary.contains(levels) && !summary.contains("cover, shorter side"), "{summary}");
}

#[test]
fn the_cover_can_be_a_separate_file() {
    let press = Press::good();
    let run = press.run(&["build", "-q", "-f", "epub", "--emit", "cover"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let books = press.books();
    let drawing = String::from_utf8(books["a-small-book.cover.svg"].clone()).expect("UTF-8");
    assert!(drawing.contains("A Small Book") && drawing.contains("A. N. Author"));
    let inside = entries(&books["a-small-book.epub"]);
    let (_, cover) = inside.iter().find(|(name, _)| name == "OEBPS/images/cover.jpg").expect("a cover");
    assert_eq!(*cover, books["a-small-book.cover.jpg"]);
    assert!(cover.starts_with(&[0xFF, 0xD8, 0xFF]));
}

#[test]
fn an_e_book_claims_only_the_accessibility_that_it_has() {
    let claims = ["alternativeText", "conformsTo", "certifiedBy"];
    let of = |picture: &str| {
        let text = format!("# One\n\n{picture}\n");
        let press = Press::with(&[("book.yaml", YAML), ("one.md", &text)]);
        let disc = std::fs::read(root().join("tests/golden/every-block/images/disc.png"));
        press.write("disc.png", &disc.expect("a picture"));
        assert_eq!(press.run(&["build", "-q", "-f", "epub"]).code, 0);
        let (_, bytes) = press.books().into_iter().next().expect("a book");
        let (_, package) =
            entries(&bytes).into_iter().find(|(name, _)| name == "OEBPS/content.opf").expect("a package");
        let package = String::from_utf8(package).expect("UTF-8");
        claims.map(|claim| package.contains(claim))
    };
    assert_eq!(of("![A disc](disc.png){alt=\"a red disc\"}"), [true; 3]);
    assert_eq!(of("![](disc.png)"), [false; 3]);
    // Decoration needs no description.
    assert_eq!(of("![](disc.png){alt=\"\"}"), [false, true, true]);
}

#[test]
fn the_container_begins_with_its_media_type_and_compresses_nothing_twice() {
    let press = Press::good();
    assert_eq!(press.run(&["build", "-q", "-f", "epub"]).code, 0);
    let (_, bytes) = press.books().into_iter().next().expect("a book");
    // The media type is at byte 38, where programs find it without reading the archive (OCF 3.3, 4.3).
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("an entry");
        let is_picture = file.name().ends_with("jpg");
        let stored = file.compression() == zip::CompressionMethod::Stored;
        assert!(!file.is_dir() && stored == (is_picture || index == 0), "{}", file.name());
    }
}

#[test]
fn each_line_of_code_hangs_and_nothing_is_added_to_it() {
    let code = "fn main() {\n\tif a < b {\n        c();\n\n\t\t}\n}";
    let long = "x".repeat(401);
    let text = format!("# One\n\n```\n{code}\n{long}\n```\n");
    let made = documents("", &[("one.md", &text)]);
    let page = document(&made, "text/one.xhtml");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let parsed = roxmltree::Document::parse_with_options(page, options).expect("well-formed");
    let pre = parsed.descendants().find(|node| node.has_tag_name("pre")).expect("code");
    let shown: String = pre.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
    assert_eq!(shown.trim_end(), format!("{code}\n{long}"));
    let lines = pre.descendants().filter_map(|node| node.attribute("class"));
    let lines: Vec<&str> = lines.collect();
    let deep = "code-line i4";
    assert_eq!(lines, ["code-line", "code-line i2", deep, "indent", deep, "indent", "code-line"], "{page}");
}

#[test]
fn lines_that_the_author_divided_in_quotations_hang() {
    let made =
        documents("", &[("one.md", "# One\n\n> A line\\\n> of *two*.\n>\n> Prose.\n\nText\\\nin lines.\n")]);
    let page = document(&made, "text/one.xhtml");
    let lines = "<p class=\"lines\"><span class=\"line\">A line</span><br />\n<span class=\"line\">of <em>two</em>.</span></p>";
    assert!(
        page.contains(lines) && page.contains("<p>Prose.</p>") && page.contains("in lines.</p>"),
        "{page}"
    );
    assert_eq!(page.matches("class=\"line\"").count(), 2, "{page}");
}

#[test]
fn a_table_scrolls_in_large_letters_if_its_heads_do_not_fit() {
    let table = |heads: &str| format!("# One\n\n| {heads} |\n|:--|:--|:--|\n| a | b | c |\n");
    let class = |heads: &str| {
        let made = documents("", &[("one.md", &table(heads))]);
        let (_, rest) = document(&made, "text/one.xhtml").split_once("<div class=\"table").expect("a table");
        rest.split('"').next().expect("classes").to_owned()
    };
    assert_eq!(class("A | B | C"), "");
    assert_eq!(class("Date | Place | Event"), " tight");
    // A head is not broken, however long its words are.
    assert_eq!(class("Incomprehensibilities | Misunderstandings | C"), " wide");
}

#[test]
fn keys_are_told_from_output() {
    let made = documents("", &[("one.md", "# One\n\n[Ctrl]{.kbd} <kbd>C</kbd> <samp>ok</samp>\n")]);
    let page = document(&made, "text/one.xhtml");
    assert!(page.contains("<kbd>Ctrl</kbd> <kbd>C</kbd> <samp>ok</samp>"), "{page}");
}
