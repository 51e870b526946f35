//! Tests that authors' slips and the conventions of other tools never prevent a book, and never stop
//! the program.

use crate::support::{Press, YAML, entries};

/// Builds a book of one chapter with this text. Returns the project, the exit code and the diagnostics.
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
fn a_book_without_pages_shows_its_errors() {
    for (chapters, code) in [("chapters: [none.md]\n", "E0201"), ("", "E0108")] {
        let press = Press::with(&[("book.yaml", &format!("title: T\nlanguage: en\n{chapters}"))]);
        for command in ["build", "check"] {
            let run = press.run(&[command]);
            assert_eq!((run.code, run.err.contains(code)), (1, true), "{command}: {}", run.err);
        }
    }
}

#[test]
fn a_hard_break_after_a_space_of_an_earlier_piece_is_a_line_end() {
    let (press, code, err) = built("# One\n\n`code `\\\nx\n\nw **b **\\\ny `a  `  \nz\n");
    assert_eq!(code, 0, "{err}");
    assert!(!entries(&press.books()["a-small-book.epub"]).is_empty());
    let (_, code, err) = built("# One\n\nw ![](none.jpg)\\\nx\n");
    assert_eq!((code, err.contains("E0201")), (1, true), "{err}");
}

/// Builds only the e-book of these files. Returns its documents by name, the exit code and the
/// diagnostics.
#[track_caller]
fn e_book(files: &[(&str, &str)], extra: &str) -> (Vec<(String, String)>, i32, String) {
    let names = files.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let yaml = YAML.replace("[one.md]", &format!("[{names}]")) + extra;
    let mut all = vec![("book.yaml", yaml.as_str())];
    all.extend(files);
    let press = Press::with(&all);
    let run = press.run(&["build", "-f", "epub"]);
    let book = press.books().remove("a-small-book.epub").unwrap_or_default();
    let documents = if book.is_empty() { Vec::new() } else { entries(&book) };
    let is_text = |name: &str| name.contains(".xhtml");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let documents = documents.into_iter().filter(|(name, _)| is_text(name));
    (documents.map(|(name, bytes)| (name, text(bytes))).collect(), run.code, run.err)
}

/// Returns the document of an e-book with this name.
#[track_caller]
fn document<'a>(documents: &'a [(String, String)], name: &str) -> &'a str {
    let wanted = format!("/{name}.xhtml");
    let found = documents.iter().find(|(path, _)| path.ends_with(&wanted));
    &found.unwrap_or_else(|| panic!("no {name} among {} documents", documents.len())).1
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part}\nis not in\n{text}"));
}

#[test]
fn a_dead_link_is_a_warning_and_becomes_text_unless_the_author_wants_an_error() {
    let files = [("one.md", "# One\n\n[gone](none.md), [nowhere](#none), [code](src/main.rs).\n")];
    let (documents, code, err) = e_book(&files, "");
    assert_eq!(code, 0, "{err}");
    contains(&err, &["warning[W0409]: link to `none.md`", "link to `#none`", "warning[W0410]"]);
    contains(document(&documents, "one"), &["<span>gone</span>, <span>nowhere</span>, <span>code</span>."]);
    let (_, code, err) = e_book(&files, "links: error\n");
    assert_eq!(code, 1, "{err}");
    contains(&err, &["error[E0403]: link to `none.md`", "error[E0403]: link to `#none`", "warning[W0410]"]);
    let (_, code, err) = e_book(&[("one.md", "# One\n\nSee @fig:none and @someone.\n")], "");
    assert_eq!((code, err.contains("E0402")), (1, true), "{err}");
}

#[test]
fn a_link_to_a_page_elsewhere_leads_to_no_heading_of_the_book() {
    let text =
        "# One\n\n## Examples\n\n[Vec](../std/vec/struct.Vec.html#examples), [x](none.html#examples).\n";
    let (documents, code, err) = e_book(&[("one.md", text)], "");
    assert_eq!(code, 0, "{err}");
    contains(document(&documents, "one"), &["<span>Vec</span>, <span>x</span>."]);
    contains(&err, &["warning[W0409]"]);
}

#[test]
fn a_book_of_an_introduction_alone_has_it_for_its_text() {
    let (documents, code, err) = e_book(&[("one.md", "# Introduction\n\nAll of it.\n")], "");
    assert_eq!(code, 0, "{err}");
    contains(document(&documents, "one"), &["epub:type=\"bodymatter\"", "All of it."]);
}

#[test]
fn references_of_quarto_are_references() {
    let text = "# One\n\nWords.\n\nSee Figure @fig-a, [@fig-a; @tbl:b].\n\n\
                ![A](a.png){#fig-a}\n\n| a |\n|---|\n| b |\n\n: B {#tbl-b}\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    press.write("a.png", &crate::placed::png(8, 8));
    let run = press.run(&["build", "-f", "epub"]);
    let documents = entries(&press.books()["a-small-book.epub"]);
    let (_, one) = documents.iter().find(|(name, _)| name.ends_with("/one.xhtml")).expect("a chapter");
    let one = String::from_utf8_lossy(one);
    assert_eq!((run.code, run.err.contains("E0")), (0, false), "{}", run.err);
    contains(&one, &["See Figure <a class=\"reference\" href=\"#fig-a\">1</a>", ">Table\u{a0}1</a>"]);
    let (_, code, err) = e_book(&[("one.md", "# One\n\nSee @fig-none. []{#tbl:x} @tbl:x\n")], "");
    assert_eq!((code, err.contains("`@fig-none` refers to nothing")), (1, true), "{err}");
    assert!(!err.contains("did you mean"), "{err}");
}

#[test]
fn links_as_sites_write_them_lead_to_their_chapters() {
    let links = "[a](two.html#x) [b](../two/) [c](/docs/two) [d](two) [e](TWO.md#X) [f](deep/) \
                 [g](deep/README.md) [h](deep/index.html) [i](two.md?raw=true)";
    let files = [
        ("one.md", format!("# One\n\n{links}\n")),
        ("two.md", "# Two\n\n## X\n\nWords.\n".to_owned()),
        ("deep/index.md", "# Deep\n\nWords.\n".to_owned()),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let (documents, code, err) = e_book(&files, "");
    assert_eq!((code, err.contains("[W") || err.contains("[E")), (0, false), "{err}");
    let one = document(&documents, "one");
    contains(one, &["\"two.xhtml#x\">a<", "\"two.xhtml\">b<", "\"two.xhtml\">c<", "\"two.xhtml\">d<"]);
    contains(one, &["\"two.xhtml#x\">e<", "\">f<", "\">g<", "\">h<", "\"two.xhtml\">i<"]);
    assert_eq!(one.matches("<a ").count(), 9, "{one}");
}

#[test]
fn the_names_that_other_tools_derive_from_headings_lead_to_them() {
    let text = "# One\n\n## Notes\n\nA.\n\n## Notes\n\nB.\n\n## 1. `--flag` & more\n\nC.\n\n<a name=\"old\"></a>D.\n\n\
                [first](#notes) [second](#notes-1) [ours](#notes-2) [github](#1---flag--more) [pandoc](#flag-more) \
                [case](#Notes) [old](#old) [elsewhere](#other)\n";
    let files = [("one.md", text), ("two.md", "# Two\n\n## Other\n\nWords.\n")];
    let (documents, code, err) = e_book(&files, "");
    assert_eq!((code, err.contains("[W") || err.contains("[E")), (0, false), "{err}");
    let wanted = ["#notes\">first", "#notes-2\">second", "#notes-2\">ours", "more\">github", "more\">pandoc"];
    let more = ["#notes\">case", "#old\">old", "\"two.xhtml#other\">elsewhere"];
    contains(document(&documents, "one"), &[&wanted[..], &more[..]].concat());
}

#[test]
fn an_identifier_belongs_to_its_file() {
    let one = "# One\n\n## A {#summary}\n\n[here](#summary) [there](two.md#summary) @sec:summary\n";
    let two = "# Two\n\n## B {#summary}\n\n[here](#summary) @sec:summary\n";
    let (documents, code, err) = e_book(&[("one.md", one), ("two.md", two)], "");
    assert_eq!((code, err.contains("[W") || err.contains("[E")), (0, false), "{err}");
    contains(document(&documents, "one"), &["\"#summary\">here", "\"two.xhtml#summary-2\">there", "“A”"]);
    contains(document(&documents, "two"), &["\"#summary-2\">here", "“B”"]);
    // Twice in one file: an error only if a reference is ambiguous.
    let twice = "# One\n\n## A {#x}\n\nWords.\n\n## B {#x}\n\nWords.\n";
    let (_, code, err) = e_book(&[("one.md", twice)], "");
    assert_eq!((code, err.contains("W0411")), (0, true), "{err}");
    let other = ["\n[x](#x)\n", "\n@sec:x\n"];
    for reference in other {
        let (_, code, err) = e_book(&[("one.md", &format!("{twice}{reference}"))], "");
        assert_eq!((code, err.contains("E0401")), (1, true), "{err}");
        let two = format!("# Two\n{reference}");
        let (_, code, err) = e_book(&[("one.md", twice), ("two.md", &two)], "");
        assert_eq!((code, err.contains("E0401")), (1, true), "{err}");
    }
    let third = "# Three\n\n[x](#x)\n\n## A {#x}\n\nWords.\n";
    let (_, code, err) = e_book(&[("one.md", twice), ("three.md", third)], "");
    assert_eq!((code, err.contains("W0411")), (0, true), "{err}");
}

#[test]
fn a_link_without_text_shows_its_target() {
    let one = "# One\n\nFirst a sentence that is longer than an opening. [](two.md), [](#install), [](https://e/), [](none.md).\n\n## Install\n\nWords.\n";
    let (documents, code, err) = e_book(&[("one.md", one), ("two.md", "# Two\n\nWords.\n")], "");
    assert_eq!(code, 0, "{err}");
    let one = document(&documents, "one");
    contains(one, &[">Chapter\u{A0}2</a>", ">Install</a>", "<wbr />e/</a>", "none.md"]);
}

#[test]
fn a_reference_does_not_repeat_the_word_before_it() {
    let text = "# One\n\n| a |\n|---|\n| b |\n\n: Cap {#tbl:x}\n\n| a |\n|---|\n| b |\n\n: Cap {#tbl:y}\n\n\
                Table @tbl:x! Tables @tbl:x and @tbl:y! A @tbl:x! (tab. @tbl:y) Some table, @tbl:x!\n";
    let (documents, code, err) = e_book(&[("one.md", text)], "");
    assert_eq!(code, 0, "{err}");
    let one = document(&documents, "one");
    contains(
        one,
        &[
            "Table <a",
            ">1</a>! Tables ",
            ">1</a> and <a",
            ">2</a>! A ",
            ">Table\u{A0}1</a>! (tab. ",
            ">2</a>)",
        ],
    );
    contains(one, &["Some table, <a", ">Table\u{A0}1</a>!</p>"]);
}

#[test]
fn an_address_is_well_formed_or_text() {
    let text = "# One\n\n[a](https://e.org/?f[x]=50%&#a#b) [b](https://e.org:PORT/) [c](steam://run/1) [d](mailto:)\n";
    let (documents, code, err) = e_book(&[("one.md", text)], "");
    assert_eq!(code, 0, "{err}");
    contains(&err, &["warning[W0412]: link to `https://e.org:PORT/`", "`steam:` address", "one.md:3:"]);
    let one = document(&documents, "one");
    contains(one, &["\"https://e.org/?f%5Bx%5D=50%25&amp;#a%23b\">a</a> b c d"]);
}

/// Returns the words of an e-book's documents in reading order.
fn words(documents: &[(String, String)]) -> String {
    let mut out = String::new();
    let body = documents.iter().filter(|(name, _)| name.contains("/text/"));
    for (_, text) in body {
        let text = text.split_once("<body").map_or("", |(_, body)| body);
        for piece in text.split('<').skip(1) {
            out.push_str(piece.split_once('>').map_or("", |(_, words)| words));
            out.push(' ');
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

#[test]
fn words_stay_in_the_order_of_the_manuscript() {
    let cases = [
        ("## Early\n\nEarly words.\n\n# Late\n\nLate words.\n", "Early Early words. Late Late words."),
        ("First.\n\n## Heading\n\nThird.\n", "First. Heading Third."),
        ("A motto.\n\n# Title\n\nText.\n", "A motto. Title Text."),
        ("Dear you,\n\nYours,\nJohn\n---\n\nNext.\n", "Dear you, Yours, John Next."),
        ("> A quote.\n\n## Chapter Two\n\nText.\n", "A quote. Chapter Two Text."),
    ];
    for (text, wanted) in cases {
        let (documents, code, err) = e_book(&[("one.md", text)], "generate: []\n");
        assert_eq!((code, words(&documents).as_str()), (0, wanted), "{err}");
    }
}

#[test]
fn a_title_that_has_a_number_gets_no_second_one() {
    let titles = [
        "I",
        "II",
        "3",
        "IV. The Whale",
        "5) Five",
        "6 Beginnings",
        "Chapter 7",
        "Prologue",
        "Epilogue: Home",
    ];
    let files: Vec<_> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| (format!("{at}.md"), format!("# {title}\n\nWords.\n")))
        .collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (documents, code, err) = e_book(&files, "");
    assert_eq!(code, 0, "{err}");
    assert!(documents.iter().all(|(_, text)| !text.contains("class=\"number\"")), "{documents:?}");
    let all: String = documents.iter().map(|(_, text)| text.as_str()).collect();
    contains(&all, &["doc-prologue", "doc-epilogue"]);
    // A title without a number gets one.
    let (documents, ..) = e_book(&[("one.md", "# One\n\nA.\n"), ("three.md", "# Three\n\nA.\n")], "");
    contains(document(&documents, "three"), &["class=\"number\">2<"]);
}

#[test]
fn headings_and_empty_files_that_name_parts_contain_the_chapters_after_them() {
    let files = [
        ("one.md", "# Part I\n"),
        ("two.md", "# Morning\n\nWords.\n"),
        ("three.md", "# Book Two: Noon\n\n## Heat\n\nWords.\n\n## Dust\n\nWords.\n"),
        ("index.md", "# Home\n\nWords.\n"),
    ];
    let (documents, code, err) = e_book(&files, "");
    assert_eq!((code, err.contains("W0406")), (0, false), "{err}");
    let nav = document(&documents, "nav");
    contains(nav, &["Part I</a>\n<ol>"]);
    let all: String = documents.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!((all.matches("doc-part").count(), all.matches("doc-chapter").count()), (2, 4), "{all}");
    assert!(!all.contains("doc-index"));
}

#[test]
fn a_file_of_lower_headings_continues_the_chapter_before() {
    let files = [
        ("one.md", "# One\n\nWords.\n"),
        ("two.md", "## More\n\nSee [x](#more), [y](three.md).\n"),
        ("three.md", "# Three\n\n[z](two.md)\n"),
    ];
    let (documents, code, err) = e_book(&files, "");
    assert_eq!(code, 0, "{err}");
    contains(
        document(&documents, "one"),
        &["<h1>One</h1>", "<h2 id=\"two\">More</h2>", "\"three.xhtml\">y<"],
    );
    contains(document(&documents, "three"), &["class=\"number\">2<", "href=\"one.xhtml#two\""]);
}

#[test]
fn one_file_is_a_book_of_chapters_and_an_unlisted_title_is_in_no_contents() {
    let text = "# A Small Book\n\n## Chapter One\n\nFirst.\n\n### A\n\nx\n\n## Chapter Two\n\nSecond.\n";
    let (documents, code, err) = e_book(&[("one.md", text)], "");
    assert_eq!(code, 0, "{err}");
    contains(document(&documents, "one-2"), &["<h1>Chapter Two</h1>"]);
    let files = [
        ("one.md", "# Rights {.unnumbered .unlisted}\n\nText.\n"),
        ("two.md", "# Real\n\nText.\n\n## A\n\n### B\n\n#### C\n\nx\n"),
    ];
    let (documents, code, err) = e_book(&files, "");
    assert_eq!(code, 0, "{err}");
    let nav = document(&documents, "nav");
    assert!(!nav.contains("Rights"), "{nav}");
    contains(nav, &[">C</a>"]);
}

#[test]
fn the_title_of_the_book_above_each_chapter_is_no_chapter() {
    let file = |title: &str| format!("# The Book: 2nd *Edition*\n# {title}\n\nWords.\n");
    let (one, two) = (file("One"), file("Two"));
    let (documents, code, err) = e_book(&[("one.md", &one), ("two.md", &two)], "");
    assert_eq!((code, err.matches("W0115").count()), (0, 2), "{err}");
    assert_eq!(documents.iter().filter(|(_, text)| text.contains("2nd")).count(), 0);
    // A single one may be a chapter, and titles of parts always are parts.
    let (documents, ..) = e_book(&[("one.md", &one), ("two.md", "# Two\n\nWords.\n")], "");
    assert_eq!(documents.iter().filter(|(_, text)| text.contains("<h1>The Book")).count(), 1);
    let part = |title: &str| format!("# Part I\n# {title}\n\nWords.\n");
    let (one, two) = (part("One"), part("Two"));
    let (_, code, err) = e_book(&[("one.md", &one), ("two.md", &two)], "");
    assert_eq!((code, err.contains("W0115")), (0, false), "{err}");
}

#[test]
fn a_title_that_names_a_part_is_a_part() {
    let one = "# Ground {.part .unnumbered}\n\n# Introduction\n\nWords.\n";
    let files = [("one.md", one), ("two.md", "# Two\n\nWords.\n"), ("three.md", "# More {.part}\n\nA.\n")];
    let (documents, code, err) = e_book(&files, "");
    assert_eq!((code, err.contains("W0406")), (0, false), "{err}");
    let nav = document(&documents, "nav");
    let entries: Vec<&str> = nav.split("<li>").collect();
    let part = entries.iter().position(|entry| entry.contains("Ground")).expect("an entry");
    assert!(entries[part].contains("<ol>") && entries[part + 2].contains("Two"), "{nav}");
    let parts = documents.iter().filter(|(_, text)| text.contains("epub:type=\"part\""));
    assert_eq!(parts.count(), 2);
}
