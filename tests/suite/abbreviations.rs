//! Tests of abbreviations: where they are found, their expansions, and the messages about them.

use crate::printed::printed;
use crate::support::{Press, YAML, entries};

fn yaml(keys: &str) -> String {
    format!("{}{keys}", YAML.replace("[one.md]", "[one.md, two.md]"))
}

/// Returns the text of the chapters of the e-book, and the messages.
#[track_caller]
fn e_book(keys: &str, one: &str, two: &str) -> (String, String) {
    let press = Press::with(&[("book.yaml", &yaml(keys)), ("one.md", one), ("two.md", two)]);
    let run = press.run(&["build", "-f", "epub", "--verbose"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let texts = entries(&book)
        .into_iter()
        .filter(|(path, _)| path.contains("one.xhtml") || path.contains("two.xhtml"));
    (texts.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect(), run.err)
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part}\nis not in\n{text}"));
}

const KEYS: &str = "abbreviations: { DOI: digital object *identifier*, et al.: and others }\n";

#[test]
fn the_first_use_in_a_chapter_has_the_expansion_as_its_title() {
    let one = "# The DOI\n\nWords.\n\n> A DOI.\n\nA DOI, [DOIs]{.abbr of=DOI}, `DOI`, et al.[^1]\n\n[^1]: DOI, ISSN, ISSN.\n\n\
               *[ISSN]: serial number\n";
    let (text, messages) = e_book(KEYS, one, "# Two\n\nWords.\n\nISSN DOI.\n");
    contains(
        &text,
        &[
            "<h1>The DOI</h1>",
            "<p>A <abbr title=\"digital object identifier\">DOI</abbr>.</p>",
            "<p>A <abbr>DOI</abbr>, <abbr>DOIs</abbr>, <code>DOI</code>, <abbr title=\"and others\">et al.</abbr><a",
            "<abbr>DOI</abbr>, <abbr title=\"serial number\">ISSN</abbr>, <abbr>ISSN</abbr>.</p>",
            "<p>ISSN <abbr title=\"digital object identifier\">DOI</abbr>.</p>",
        ],
    );
    assert!(!messages.contains("W042"), "{messages}");
}

#[test]
fn the_first_use_in_running_text_is_expanded_on_wish() {
    let one = "# DOI\n\nWords.\n\n> A DOI\n\n| DOI |\n|-|\n| DOI |\n\n(A DOI.) The DOI-based DOI’s *a DOI*. DOI[^1]\n\n[^1]: ISSN\n\n\
               ISSN. Words. ISO is. See! ISO\n\n*[ISSN]: serial number\n*[ISO]: organization\n";
    let two =
        "# Two\n\nWords.\n\nDOI and et al., [XML]{.abbr title=\"markup\"}, [XML]{.abbr title=\"markup\"}.\n";
    let (book, _) = e_book(&format!("{KEYS}expand-abbreviations: book\n"), one, two);
    contains(
        &book,
        &[
            "<p>A <abbr title=\"digital object identifier\">DOI</abbr></p>",
            "<p>(A <abbr>DOI</abbr>.) The <abbr>DOI</abbr>-based <abbr>DOI</abbr>’s \
             <em>a digital object <em>identifier</em> (<abbr>DOI</abbr>)</em>. <abbr>DOI</abbr><a",
            "<p>Serial number (<abbr>ISSN</abbr>). Words. Organization (<abbr>ISO</abbr>) is. See! <abbr>ISO</abbr></p>",
            "<abbr title=\"digital object identifier\">DOI</abbr> and and others (<abbr>et al.</abbr>), \
             markup (<abbr>XML</abbr>), <abbr title=\"markup\">XML</abbr>.",
        ],
    );
    let (chapter, _) = e_book(&format!("{KEYS}expand-abbreviations: chapter\n"), one, two);
    contains(
        &chapter,
        &[
            "<p>Digital object <em>identifier</em> (<abbr>DOI</abbr>) and and others (",
            "<em>a digital object",
        ],
    );
}

#[test]
fn an_expansion_that_the_author_has_written_is_not_repeated() {
    let one =
        "# One\n\nWords.\n\nA Digital Object *Identifier* (DOI), a DOI. And et al. (and others), et al.\n";
    let (text, _) = e_book(&format!("{KEYS}expand-abbreviations: book\n"), one, "# Two\n\nx\n");
    contains(
        &text,
        &[
            "<p>A Digital Object <em>Identifier</em> (<abbr>DOI</abbr>), a <abbr>DOI</abbr>. And <abbr>et al.</abbr> (and others), <abbr>et al.</abbr></p>",
        ],
    );
}

#[test]
fn definitions_that_differ_and_those_without_a_use_are_reported() {
    let one = "# One\n\nDOI, [DIOs]{.abbr of=DIO}, [x]{.abbr of=Y}.\n\n*[DOI]: Department of the Interior\n*[ISSN]: number\n*[ISSN]: number\n";
    let press = Press::with(&[
        ("book.yaml", &yaml(KEYS)),
        ("one.md", one),
        ("two.md", "# Two\n\nISSN\n\n*[ISSN]: number\n"),
    ]);
    let run = press.run(&["check", "--verbose"]);
    contains(
        &run.err,
        &[
            "abbreviation `DOI` is defined in two ways",
            "first defined here",
            "abbreviation `DOI` is not used in the book",
            "abbreviation `et al.` is not used in the book",
            "abbreviation `DIO` is not defined",
            "did you mean `DOI`?",
            "abbreviation `Y` is not defined",
            "`abbreviations: { Y: what it stands for }`",
        ],
    );
    assert!(!run.err.contains("ISSN"), "{}", run.err);
}

#[test]
fn mistakes_in_the_keys_are_reported() {
    let keys = "abbreviations: { \"\": x, A: [b], C: }\nexpand-abbreviations: allways\n";
    let press =
        Press::with(&[("book.yaml", &yaml(keys)), ("one.md", "# One\n\nA C\n"), ("two.md", "# Two\n\nx\n")]);
    let run = press.run(&["check"]);
    contains(
        &run.err,
        &[
            "an abbreviation is empty",
            "`A` must be a text",
            "unknown value of `expand-abbreviations` `allways`",
        ],
    );
    let press = Press::with(&[
        ("book.yaml", &yaml("abbreviations: [DOI]\n")),
        ("one.md", "# One\n\nx\n"),
        ("two.md", "# Two\n\nx\n"),
    ]);
    contains(&press.run(&["check"]).err, &["`abbreviations` must be a mapping"]);
}

#[test]
fn hostile_abbreviations_do_no_harm() {
    let keys = "abbreviations: { A: one, A B: two, AB: three, \"*\": star, \"[x]\": y, É.U.: union, 유엔: nations, \"(\": p, 1: one }\nexpand-abbreviations: book\n";
    let one = "# One\n\nWords.\n\nA A B AB A B C * [x] E\u{301}.U. 유엔은 유엔 ( ) 1 11\n";
    let (text, _) = e_book(keys, one, "# Two\n\nx\n");
    contains(
        &text,
        &[
            "One (<abbr>A</abbr>) two (<abbr>A B</abbr>) three (<abbr>AB</abbr>)",
            "유엔은",
            "union (<abbr>E\u{301}.U.</abbr>)",
        ],
    );
}

#[test]
fn the_printed_book_has_the_same_words_and_the_expansions() {
    let (one, keys) = ("# One\n\nWords.\n\nA DOI, DOI.\n", format!("{KEYS}expand-abbreviations: book\n"));
    let files = |keys: &str| {
        [
            ("book.yaml".to_owned(), yaml(keys)),
            ("one.md".to_owned(), one.to_owned()),
            ("two.md".to_owned(), "# Two\n\nWords.\n\net al.\n".to_owned()),
        ]
    };
    let expanded = files(&keys);
    let expanded: Vec<_> = expanded.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let text: String = printed(&expanded).iter().flat_map(|line| [line.text.as_str(), " "]).collect();
    contains(&text.replace("  ", " "), &["A digital object identifier (DOI), DOI.", "And others (et al.)"]);
    let marked = files(KEYS);
    let marked: Vec<_> = marked.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let press = Press::with(&marked);
    assert_eq!(press.run(&["build", "-f", "pdf"]).code, 0);
    let pdf = press.books().into_values().next().expect("a book");
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let expansions =
        document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"E").ok()?.as_str().ok());
    let mut expansions: Vec<_> = expansions.map(|text| String::from_utf8_lossy(text).into_owned()).collect();
    expansions.sort();
    assert_eq!(expansions, ["and others", "digital object identifier"]);
}

#[test]
fn the_list_has_what_the_text_uses_in_alphabetical_order() {
    let keys = "abbreviations: { ZB: z, Öb: oe, unused: u, DOI: digital *object* }\ngenerate: [contents, abbreviations]\n";
    let one = "# One\n\nZB, Öb, DOI, [XML]{.abbr title=\"markup\"}, a [DOIs]{.abbr of=DOI}, [NN]{.abbr}.\n";
    let files =
        [("book.yaml", yaml(keys)), ("one.md", one.to_owned()), ("two.md", "# Two\n\nDOI\n".to_owned())];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let lines = printed(&files);
    let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    assert!(texts.windows(2).any(|pair| pair == ["XML markup", "ZB z"]), "{texts:?}");
    let press = Press::with(&files);
    assert_eq!(press.run(&["build", "-f", "epub"]).code, 0);
    let book = press.books().into_values().next().expect("a book");
    let (_, list) =
        entries(&book).into_iter().find(|(path, _)| path.contains("list-of-abbreviations")).expect("a list");
    let list = String::from_utf8(list).expect("UTF-8");
    contains(
        &list,
        &[
            "<h1>Abbreviations</h1>",
            "<dl class=\"hanging\">\n<dt>DOI</dt>\n<dd>digital <em>object</em></dd>\n<dt>Öb</dt>\n<dd>oe</dd>\n\
             <dt>XML</dt>\n<dd>markup</dd>\n<dt>ZB</dt>\n<dd>z</dd>\n</dl>",
        ],
    );
    let none = Press::with(&[
        ("book.yaml", &yaml("generate: [abbreviations]\n")),
        ("one.md", "# One\n\nx\n"),
        ("two.md", "# Two\n\nx\n"),
    ]);
    contains(&none.run(&["check"]).err, &["so there is no list of abbreviations"]);
}

#[test]
fn wide_terms_are_above_their_definitions() {
    let dl = "<dl class=\"hanging\"><dt>A</dt><dt>BC</dt><dd>one</dd><dt>A term that is so wide that it leaves no room</dt>\
              <dd>two<p>second</p></dd><dd>three</dd><dt>lonely</dt></dl>";
    let lines = printed(&[("book.yaml", YAML), ("one.md", &format!("# One\n\nWords.\n\n{dl}\n"))]);
    let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    let wide = "A term that is so wide that it leaves no room";
    assert!(
        texts.ends_with(&["Words.", "A", "BC one", wide, "two", "second", "three", "lonely"]),
        "{texts:?}"
    );
    let at = |words: &str| crate::printed::find(&lines, words).x;
    assert!(at("second") > at("BC") && (at("two") - at("three")).abs() < 0.01, "{lines:?}");
}
