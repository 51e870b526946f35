//! What books in the field are written like, each kind in few words: the right result in both books,
//! every message with its help, and the validators' judgement of what came out.
//!
//! Kept elsewhere: characters without a glyph, emoji and the initial (`glyphs.rs`); sizes of pictures
//! and the drawn cover (`placed.rs`); names from the metadata (`words.rs`); links, identifiers and the
//! order of the text in detail (`tolerance.rs`).

use std::path::{Path, PathBuf};

use crate::conformance::EpubCheck;
use crate::standards::verapdf;
use crate::support::{Press, Run, YAML, entries};

/// A chapter with one kind of thing in it.
struct Kind {
    file: &'static str,
    text: &'static str,
    /// Codes of what is reported in the file, in order.
    told: &'static [&'static str],
    /// What its document in the e-book has, and has not.
    e_book: &'static [&'static str],
    not_in_e_book: &'static [&'static str],
    /// What is on the printed pages, white space aside.
    print: &'static [&'static str],
}

const NOTHING: Kind = Kind { file: "", text: "", told: &[], e_book: &[], not_in_e_book: &[], print: &[] };

const KINDS: &[Kind] = &[
    Kind {
        file: "prologue.md",
        text: "# Prologue\n\nBefore it all.\n",
        e_book: &["doc-prologue"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "head.md",
        text: "---\nlayout: post\ndate: 2020-02-02\ntags: [sea, salt]\nweight: 3\nauthor: Nobody\n---\n\n# Salt\n\nWhite.\n",
        told: &["W0113"],
        e_book: &["<h1>Salt</h1>"],
        ..NOTHING
    },
    Kind {
        file: "toml.md",
        text: "+++\ntitle = \"Pepper\"\nweight = 4\n+++\n\nBlack.\n",
        told: &["W0113"],
        e_book: &["<h1>Pepper</h1>"],
        print: &["Pepper"],
        ..NOTHING
    },
    Kind {
        file: "anchor.md",
        text: "# Anchors\n\n<a name=\"quay\"></a>Ships lie here. <a name=\"buoy\"></a>One drifts.\n\n[quay](#quay), [buoy](#buoy)\n",
        e_book: &["id=\"quay\"", "id=\"buoy\"", "href=\"#quay\"", "href=\"#buoy\""],
        ..NOTHING
    },
    Kind {
        file: "summary-a.md",
        text: "# Sums\n\n## Sum {#sum}\n\n[here](#sum) [there](summary-b.md#sum)\n\n## Notes\n\na\n\n## Notes\n\n[again](#notes-1)\n",
        e_book: &["\"#sum\">here", "\"summary-b.xhtml#sum-2\">there", "\"#notes-2\">again"],
        ..NOTHING
    },
    Kind {
        file: "summary-b.md",
        text: "# More sums\n\n## Sum {#sum}\n\n[here](#sum)\n",
        e_book: &["\"#sum-2\">here"],
        ..NOTHING
    },
    Kind {
        file: "pictures.md",
        text: "# Pictures\n\n![A plan](old plans/first floor.png)\n\n![A root](/img/dot.png)\n\n![A query](img/dot.png?raw=true)\n\n\
               ![A stroke](img\\dot.png)\n\n![A dot](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==)\n\n\
               ![Only its words](img/dot.png){alt=\"\"}\n\n| decoration |\n|---|\n| ![](img/dot.png){alt=\"\"} |\n\n| ![](img/dot.png){alt=\"\"} |\n|---|\n| below |\n\n| bare |\n|---|\n|   |\n",
        e_book: &[
            "alt=\"A plan\"",
            "alt=\"A root\"",
            "alt=\"A query\"",
            "alt=\"A stroke\"",
            "alt=\"A dot\"",
            "</span> Only its words",
        ],
        not_in_e_book: &["base64"],
        print: &["Figure 1 A plan", "Figure 5 A dot", "Figure 6 Only its words"],
        ..NOTHING
    },
    Kind {
        file: "drawings.md",
        text: "# Drawings\n\n![A type](doctype.svg)\n\n![Styles](remote.svg)\n\n![Names](ids.svg)\n",
        told: &["W0210"],
        e_book: &["alt=\"A type\"", "alt=\"Styles\"", "alt=\"Names\""],
        ..NOTHING
    },
    Kind {
        file: "colons.md",
        text: "# Colons\n\nA first line.\n\n:warning: Mind the step.\n\nShe came in.\n:) and laughed.\n\nA `span\n: over` lines.\n\nTerm\n: Meaning.\n",
        e_book: &[
            "<p>:warning: Mind the step.</p>",
            ":) and laughed.",
            "<code>span : over</code>",
            "<dt>Term</dt>",
        ],
        print: &[":warning: Mind the step.", ":) and laughed.", "span : over"],
        ..NOTHING
    },
    Kind {
        file: "number-a.md",
        text: "# 4 Weirs\n\nWater.\n",
        e_book: &["<h1>4 Weirs</h1>"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "number-b.md",
        text: "# 5) Locks\n\nWater.\n",
        e_book: &["<h1>5) Locks</h1>"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "lists.md",
        text: "# Lists\n\n<ol type=\"a\" start=\"25\"><li>yew</li><li>zinnia</li></ol>\n\n<ol reversed><li>three</li><li>two</li><li>one</li></ol>\n\n\
               <ol><li value=\"7\">seven</li><li>eight</li></ol>\n\n<ol type=\"I\"><li>first</li></ol>\n",
        e_book: &["<ol type=\"a\" start=\"25\">", "reversed=\"reversed\"", "value=\"7\"", "<ol type=\"I\">"],
        print: &["y. yew z. zinnia", "3. three 2. two 1. one", "7. seven 8. eight", "I. first"],
        ..NOTHING
    },
    Kind {
        file: "grids.md",
        text: "# Grids\n\n+-----+-----+\n| oak | ash |\n+=====+=====+\n| 1   | 2   |\n+-----+-----+\n\n  Elm     Fir\n-----  ------\n    3       4\n\n\
               | A line\n|   further in\n\na. alder\nb. birch\n\n(@) Example\n\n#. hash\n#. mark\n",
        e_book: &[
            ">oak</th>",
            ">2</td>",
            ">Elm</th>",
            ">4</td>",
            "class=\"line",
            "<ol type=\"a\">",
            "alder",
            "Example",
            "hash",
        ],
        not_in_e_book: &["+--", "#.", "(@)", "| A"],
        print: &["oak ash", "a. alder b. birch", "(1) Example", "1. hash 2. mark"],
        ..NOTHING
    },
    Kind {
        file: "lines.md",
        text: "# Lines\n\n{{#include code/none.rs}}\n\n{{< figure src=\"a.png\" >}}\n\n{% hint style=\"info\" %}\nA hint.\n{% endhint %}\n\n\
               !!! note \"Name\"\n    Set in.\n\n[TOC]\n\n\\newpage\n\nParagraph.\n{: .lead}\n\n[[Some page]] ![[clip.png]]\n\n%% unseen %%\n\nEnd.\n",
        told: &["W0315", "W0316", "W0318", "W0318", "W0409", "W0318", "W0318"],
        e_book: &[
            "A hint.",
            "<p class=\"label\">Name</p>",
            "Set in.",
            "page-break",
            "<span>Some page</span>",
            "End.",
        ],
        not_in_e_book: &["{%", "{{<", "!!!", "[TOC]", "newpage", "{:", "[[", "%%"],
        print: &["A hint.", "Set in.", "Paragraph."],
    },
    Kind {
        file: "only.md",
        text: "# Only\n\nBoth.\n\n::: only=epub\nSeen on screens.\n:::\n",
        e_book: &["Seen on screens."],
        ..NOTHING
    },
    Kind {
        file: "ruby.md",
        text: "# Ruby\n\nA <ruby>base<rt>gloss</rt></ruby> and <ruby>more<rp>(</rp><rt>words</rt><rp>)</rp></ruby>.\n",
        e_book: &["<rt>gloss</rt></ruby> and <ruby>more<rt>words</rt></ruby>."],
        not_in_e_book: &["<rp>"],
        print: &["base(gloss)", "more(words)"],
        ..NOTHING
    },
    Kind {
        file: "tables.md",
        text: "# Tables\n\n|   |   |\n|---|---|\n| plum | pear |\n\n| only | a head |\n|---|---|\n\nBehind.\n",
        e_book: &["<td>plum</td>", "<th scope=\"row\">only</th>"],
        not_in_e_book: &["<thead>"],
        print: &["plum pear", "only a head"],
        ..NOTHING
    },
    Kind {
        file: "unlisted.md",
        text: "# Imprint {.unnumbered .unlisted}\n\nPrinted here.\n",
        e_book: &["<h1>Imprint</h1>"],
        ..NOTHING
    },
    Kind {
        file: "links.md",
        text: "# Links\n\n[a](https://e.example/?f[x]=y) [b](https://e.example/50%-off) [c](https://e.example/#/a/#b:c) \
               [d](http://localhost:PORT/) [e](mailto:M/S%E@e.example) [f](https://xn--a.example/) [g](https://a@b@e.example/)\n",
        told: &["W0412", "W0412"],
        e_book: &["f%5Bx%5D=y", "50%25-off", "#/a/%23b:c\"", " d <a", "M/S%25E@", " f <a", "a%40b@e"],
        ..NOTHING
    },
    Kind {
        file: "quotes.md",
        text: "# Quotes\n\nSo it went.\n\n'\"Go,\" he said, \"now,\" and left,' she told me. He said '\"yes\"'.\n\nSee [the report[^r]](https://e.example) today.\n\n[^r]: A note.\n",
        e_book: &["‘“Go,” he said, “now,” and left,’ she", "‘“yes”’", ">the report</a><a"],
        not_in_e_book: &["[the"],
        print: &["‘“Go,” he said, “now,” and left,’ she", "‘“yes”’", "the report1 today"],
        ..NOTHING
    },
    Kind {
        file: "depth.md",
        text: "# Depth\n\nx\n\n## Second\n\nx\n\n### Third\n\nx\n\n#### Fourth\n\nx\n",
        ..NOTHING
    },
    Kind {
        file: "odd.md",
        text: "# Odd\n\nFirst.\n\n\u{93}Quoted\u{94} text.\n\n`code `\\\nx\n\n<dl><dd>No term.</dd></dl>\n\n<dl><dt>No meaning.</dt></dl>\n",
        told: &["W0306", "W0306", "W0305", "W0305"],
        e_book: &["“Quoted”", "No term.", "No meaning."],
        print: &["“Quoted”"],
        ..NOTHING
    },
    Kind {
        file: "late.md",
        text: "## Early part\n\nEarly words.\n\n# Late name\n\nLate words.\n",
        e_book: &["<h1>Late name</h1>", "Late words"],
        not_in_e_book: &["Early"],
        print: &["Early part Early words.", "Late name Late words."],
        ..NOTHING
    },
    Kind {
        file: "inner/index.md",
        text: "# Indexed\n\nWords.\n",
        e_book: &["doc-chapter", "class=\"number\""],
        ..NOTHING
    },
    Kind {
        file: "epilogue.md",
        text: "# Epilogue\n\nAfter it all.\n",
        e_book: &["doc-epilogue"],
        not_in_e_book: &["class=\"number\""],
        ..NOTHING
    },
];

const DOCTYPE: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
    <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><rect width=\"30\" height=\"12\"/></svg>";
const REMOTE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><style>@import url('https://e.example/f'); \
    @font-face{font-family:V;src:url(https://e.example/v.woff2)} rect{fill:url(https://e.example/a.svg#g)}</style><rect width=\"30\" height=\"12\"/></svg>";
const IDS: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><rect id=\"a\" width=\"30\" height=\"12\"/><g id=\"a\"/><g id=\"1 x\"/></svg>";
const DOT: &[u8] = include_bytes!("../golden/every-block/images/disc.png");

/// The book of all kinds.
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

/// A diagnostic as JSON tells it: its file, code and message. Each has a help.
#[track_caller]
fn told(run: &Run) -> Vec<(String, String, String)> {
    let records = run.out.lines().map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).expect("an object");
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        assert!(record["help"].as_array().is_some_and(|help| !help.is_empty()), "no help: {record}");
        (text("file"), text("code"), text("message"))
    });
    records.collect()
}

/// The texts of an e-book with this extension: `xhtml`, `opf`.
fn texts(book: &[u8], extension: &str) -> Vec<(String, String)> {
    let is_one = |name: &str| Path::new(name).extension().is_some_and(|found| found == extension);
    let text = entries(book).into_iter().filter(|(name, _)| is_one(name));
    text.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// The words of a layout, without white space.
fn printed(layout: &[u8]) -> String {
    let layout = String::from_utf8_lossy(layout);
    let runs = layout.lines().filter(|line| line.starts_with("  text ") || line.starts_with("  note "));
    runs.filter_map(|line| line.split_once(" | ")).map(|(_, words)| bare(words)).collect()
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_kind_comes_out_right_in_both_books() {
    let press = book();
    let run = press.run(&["build", "--emit", "layout", "--message-format", "json"]);
    let told = told(&run);
    assert_eq!(run.code, 0, "{told:#?}");
    let books = press.books();
    let documents = texts(&books["a-small-book.epub"], "xhtml");
    let printed = printed(&books["a-small-book.layout.txt"]);
    for kind in KINDS {
        let codes = told.iter().filter(|(file, _, _)| file == kind.file).map(|(_, code, _)| code.as_str());
        assert_eq!(codes.collect::<Vec<_>>(), kind.told, "{}: {told:#?}", kind.file);
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

/// Metadata that is empty says nothing.
const EMPTY: &str = "title: T\nlanguage: en\nauthor: [\"\", \" \"]\nsubtitle: \"\"\npublisher: \" \"\nrights: \"\"\nlicense: \"\"\n\
    description: \"\"\nsubjects: [\"\"]\nseries: \"\"\nalso-by: [\"\"]\ncontributors: [\" \"]\nchapters: [one.md]\n";

#[test]
fn validators_find_nothing_in_what_comes_out() {
    let press = book();
    press.write("article/article.md", ARTICLE.as_bytes());
    press.write("empty/book.yaml", EMPTY.as_bytes());
    press.write("empty/one.md", b"# One\n\nText.\n");
    for path in [".", "article/article.md", "empty"] {
        let run = press.run(&["build", path, "--message-format", "json"]);
        assert_eq!(run.code, 0, "{path}: {} {}", run.out, run.err);
        told(&run);
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

/// Every PDF claims to be accessible and archival, and is.
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

/// Files, what is asked for, the exit code, and words of what is reported.
type Refused =
    (&'static [(&'static str, &'static str)], &'static [&'static str], i32, &'static [&'static str]);

const LETTERS: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"12\"><text y=\"9\">漢</text></svg>";

const REFUSED: &[Refused] = &[
    // A box is drawn neither on a cover nor in a drawing.
    (
        &[
            ("book.yaml", "title: T\nlanguage: en\ncover: c.svg\nchapters: [a.md]\n"),
            ("a.md", "# A\n\nx\n"),
            ("c.svg", LETTERS),
        ],
        &["build", "-f", "epub"],
        1,
        &["error[E0501]", "book.yaml:3:8", "paths of the words"],
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
    // What a folder without a list leaves out is told.
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
    // Two editions never have one file.
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
fn what_cannot_be_right_is_told_with_what_to_type() {
    for (files, arguments, code, words) in REFUSED {
        let run = Press::with(files).run(arguments);
        assert_eq!(run.code, *code, "{arguments:?}: {}", run.err);
        for words in *words {
            assert!(run.err.contains(words), "{words}\nis not in\n{}", run.err);
        }
    }
}

#[test]
fn no_chapter_is_lost_for_its_name_or_its_neighbours() {
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

/// A name that is no text, and a chapter that is a link.
#[cfg(target_os = "linux")]
fn odd_names(folder: &Path) {
    use std::os::unix::ffi::OsStrExt;
    std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\xFFb.md")), "# B\n").expect("a file");
    std::os::unix::fs::symlink("a.md", folder.join("link.md")).expect("a link");
}

#[cfg(not(target_os = "linux"))]
fn odd_names(_: &Path) {}
