//! Tests of the author's own classes: each key of their styles reaches the page and the e-book.

use std::collections::BTreeMap;

use pressmark::find::named;
use pressmark::internals::project::design::StyleOptions;

use crate::support::{Press, YAML, entries};

/// A book in which every kind of text has the class `own`.
const TEXT: &str = "\
# One

Words before it.

::: own
A paragraph of the class, with 1863 in it, which is long enough to be set in several lines even on a page of a large
format, and to be hyphenated somewhere, given words of extraordinarily complicated polysyllabic construction.

A second one, with *stress*.

- an item
:::

Some [words]{.own} in a line.

| a | b |
|:--|:--|
| c | d |

: A table {#tbl:one .own}

## A heading {.own}

The end.
";

/// A value for each key of a style, other than that of the text around.
const VALUES: &[(&str, &str)] = &[
    ("family", "Source Sans 3"),
    ("size", "80%"),
    ("leading", "17pt"),
    ("align", "right"),
    ("bold", "true"),
    ("italic", "true"),
    ("small-caps", "true"),
    ("figures", "lining"),
    ("tracking", "9%"),
    ("colour", "\"#7a2e2e\""),
    ("hyphenate", "false"),
    ("indent", "31pt"),
    ("left", "31pt"),
    ("right", "31pt"),
    ("above", "40pt"),
    ("below", "40pt"),
];

/// The keys of a class that an e-book leaves to its reader.
const IN_PRINT_ONLY: [&str; 2] = ["family", "leading"];

fn press(text: &str, classes: &str) -> Press {
    let design = "theme: classic, text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }";
    let yaml = format!("{YAML}generate: []\ndesign: {{ {design}, classes: {{ {classes} }} }}\n");
    Press::with(&[("book.yaml", &yaml), ("one.md", text)])
}

/// Returns the pages of a book as text.
fn pages(text: &str, classes: &str) -> String {
    let press = press(text, classes);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    loaded.layout().value.expect("a book").layouts.remove(0).text
}

/// Returns the texts in an e-book, by path.
fn e_book(text: &str, classes: &str) -> BTreeMap<String, String> {
    let press = press(text, classes);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let texts = entries(&book).into_iter();
    texts.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

/// Returns the rules for classes in the stylesheet of an e-book.
fn rules(classes: &str) -> String {
    let css = e_book(TEXT, classes)
        .into_iter()
        .find(|(path, _)| path.ends_with("/stylesheet.css"))
        .expect("a stylesheet")
        .1;
    css.lines().filter(|line| line.contains(".own")).collect::<Vec<_>>().join("\n")
}

fn messages(text: &str, classes: &str) -> String {
    press(text, classes).run(&["check"]).err
}

#[test]
fn every_key_of_a_class_reaches_the_page_and_the_e_book() {
    let tried: Vec<&str> = VALUES.iter().map(|(key, _)| *key).collect();
    let keys: Vec<&str> = StyleOptions::KEYS.iter().map(|key| key.name).collect();
    assert_eq!(tried, keys);
    for (key, value) in VALUES {
        let class = format!("own: {{ {key}: {value} }}");
        // In a narrow column there are words to hyphenate.
        let narrow = if *key == "left" { "right: 60%" } else { "left: 60%" };
        let changed = format!("own: {{ {narrow}, {key}: {value} }}");
        assert_ne!(pages(TEXT, &changed), pages(TEXT, &format!("own: {{ {narrow} }}")), "{class}");
        assert_eq!(rules(&class).is_empty(), IN_PRINT_ONLY.contains(key), "{class}");
    }
}

#[test]
fn the_e_book_has_the_look_of_a_class() {
    let rules = rules(
        "own: { size: 80%, italic: true, colour: \"#7A2E2E\", left: 3em, above: 1 line, align: right, indent: 0 }",
    );
    for expected in [
        ".own { font-size: 0.8em; font-style: italic; color: #7a2e2e; }",
        ".own { margin-inline-start: 8%; margin-top: 1.88em; }",
        "span.own, a.own, code.own { margin: 0; }",
        "body p.own, body .own p:not(.stanza):not(.lines):not(.attribution):not(.label) { text-align: end; }",
        "body p.own, body .own p:not(.stanza):not(.lines):not(.attribution):not(.label) { text-indent: 0em; }",
    ] {
        assert!(rules.contains(expected), "{expected}\n{rules}");
    }
    let page =
        e_book(TEXT, "own: {}").into_iter().find(|(path, _)| path.ends_with("one.xhtml")).expect("a page").1;
    for expected in
        ["<div class=\"own\">", "<span class=\"own\">words</span>", "<h2 id=\"a-heading\" class=\"own\">"]
    {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
}

/// Returns the face and size of the lines that contain words.
#[track_caller]
fn faces<'t>(pages: &'t str, words: &str) -> Vec<&'t str> {
    let lines =
        pages.lines().filter_map(|line| line.split_once(" | ")).filter(|(_, text)| text.contains(words));
    let faces: Vec<&str> = lines.map(|(face, _)| face).collect();
    assert!(!faces.is_empty(), "{words}\n{pages}");
    faces
}

#[test]
fn all_text_within_a_block_has_its_class() {
    let pages = pages(TEXT, "own: { family: Source Sans 3, size: 80% }");
    for words in ["A second one", "an item", "c d", "A table"] {
        assert!(faces(&pages, words).iter().all(|face| face.contains("SourceSans3")), "{words}\n{pages}");
    }
    assert!(faces(&pages, "A heading").iter().all(|face| face.contains("SourceSans3")), "{pages}");
    assert!(
        faces(&pages, "Some words in a line").iter().all(|face| face.contains("SourceSans3-Regular 8.4"))
    );
    assert!(faces(&pages, "The end").iter().all(|face| !face.contains("SourceSans3")), "{pages}");
}

#[test]
fn a_paragraph_takes_attributes_at_its_end() {
    let pages = pages(
        "# One\n\nOne of the class. {.own}\n\nAnother\n{.own lang=fr}\n\nNot {x=1}\n\nNor `a`{.own}\n",
        "own: { italic: true }",
    );
    for words in ["One of the class.", "Another"] {
        assert!(faces(&pages, words)[0].contains("Italic"), "{words}\n{pages}");
    }
    assert!(faces(&pages, "Not {x=1}").iter().all(|face| !face.contains("Italic")), "{pages}");
    assert!(!pages.contains(".own"), "{pages}");
}

#[test]
fn the_class_of_a_title_is_that_of_its_chapter() {
    let text = "# One {.own}\n\nWords of the chapter.\n\nMore of them.\n";
    let own = pages(text, "own: { italic: true }");
    assert!(faces(&own, "Words of the chapter").iter().all(|face| face.contains("Italic")), "{own}");
    let book = e_book(text, "own: { italic: true }");
    assert!(book.values().any(|page| page.contains("class=\"chapter own\"")));
}

#[test]
fn a_class_that_no_text_has_is_reported_and_one_with_a_style_is_not() {
    assert!(messages(TEXT, "own: { bold: true }").ends_with("\nno errors and no warnings\n"));
    let unused = messages(TEXT, "own: {}, other: {}");
    assert!(unused.contains("W0520") && unused.contains("no text has the class `other`"), "{unused}");
    let unknown = messages(&TEXT.replace("[words]{.own}", "[words]{.onw}"), "own: {}");
    assert!(unknown.contains("W0341") && unknown.contains("did you mean `.own`?"), "{unknown}");
}

#[test]
fn a_name_that_is_no_class_or_has_a_meaning_is_an_error() {
    let bad = messages(TEXT, "own: {}, \"my class\": {}, verse: {}, smallcaps: {}");
    for expected in
        ["`my class` cannot be the name of a class", "`verse` is a class with a meaning", "`smallcaps` is a"]
    {
        assert!(bad.contains(expected), "{expected}\n{bad}");
    }
    let colour = messages(TEXT, "own: { colour: red }");
    assert!(colour.contains("`colour` is `red`"), "{colour}");
    let comment = messages(TEXT, "own: {\n  colour: #123456\n  } ");
    assert!(comment.contains("write it in quotes"), "{comment}");
}

#[test]
fn no_page_ends_between_a_block_kept_with_the_next_and_it() {
    for lines in 20..60 {
        let text =
            format!("# One\n\n{}Kept. {{.keep-with-next}}\n\nNext.\n\nLast.\n", "Words.\n\n".repeat(lines));
        let pages = pages(&text, "");
        let page = |words: &str| {
            pages
                .split("\npage ")
                .position(|page| page.lines().any(|line| line.ends_with(words)))
                .expect(words)
        };
        assert_eq!(page("| Kept."), page("| Next."), "{lines} lines above");
    }
}
