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

/// A paragraph of so many lines that it can have one more or one fewer.
const LONG: &str = "The lamp had been lit at the same hour on every evening since the tower was built, and nobody in the village could remember an evening on which it had not been. \
    Boats that came in late steered by it without a thought, as one walks home without a thought, and the children learned to tell the time by it before they learned to tell the time by the clock. \
    When the keeper fell ill in the autumn of that year, the commissioners wrote to say that a man would be sent, and that until he came the lamp was to be tended by whoever was at hand. \
    Those who were at hand met in the schoolroom on the same afternoon and drew up a list, on which there were nine names, each with an evening of its own and two with a second one. \
    It was found on the first evening that none of the nine knew how the panels were to be turned, since the keeper had never let anyone up the last ladder, and had oiled the wheel himself. \
    They went to his bed and asked him, and he told them, with his eyes shut, in so many words that the schoolmaster had to write them down on the back of the list and to read them out on the stairs. \
    So the lamp was lit late on that one evening, by a quarter of an hour, and there are still people who say that they felt the dark come in over the water and stand before the windows, waiting.";

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
    let design = "theme: classic, text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }, \
        margins: { inner: 13.8%, outer: 13%, top: 9.6%, bottom: 10.4% }, opening: { drop-cap: none }";
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

/// Returns the number of lines of the first chapter's paragraph.
fn lines(text: &str) -> usize {
    let pages = pages(&format!("# One\n\n{text}\n"), "");
    pages.lines().filter(|line| line.starts_with("  text") && line.contains(" 10.5")).count()
}

#[test]
fn a_paragraph_runs_a_line_longer_or_shorter_where_it_is_asked_to() {
    let plain = lines(LONG);
    assert_eq!(lines(&format!("{LONG} {{.looser}}")), plain + 1);
    assert_eq!(lines(&format!("{LONG} {{.tighter}}")), plain - 1);
    assert_eq!(lines(&format!("<p class=\"tighter\">{LONG}</p>")), plain - 1);
    let reported = messages(&format!("# One\n\n{LONG} {{.looser}}\n"), "");
    assert!(reported.contains("no errors and no warnings"), "{reported}");
}

#[test]
fn a_paragraph_that_cannot_run_longer_or_shorter_is_reported_at_its_place() {
    let reported = messages("# One\n\nA few words. {.looser}\n\nSome more words. {.tighter}\n", "");
    for expected in [
        "warning[W0521]: the paragraph cannot run a line longer\n --> one.md:3:1",
        "warning[W0521]: the paragraph cannot run a line shorter\n --> one.md:5:1",
        "remove `.tighter`, or change the length of the text",
    ] {
        assert!(reported.contains(expected), "{expected}\n{reported}");
    }
    assert_eq!(lines("A few words. {.looser}"), 1);
}

/// Returns the lines of paragraphs in which some words are at every distance from the end of the line.
fn swept(words: &str) -> Vec<String> {
    let paragraph = |count: usize| format!("{} {words} and on it goes to the end.\n\n", "n".repeat(count));
    let text: String = (1..46).map(paragraph).collect();
    let pages = pages(&format!("# One\n\n{text}"), "");
    pages
        .lines()
        .filter_map(|line| line.split_once(" | "))
        .map(|(_, text)| text.trim_end().to_owned())
        .collect()
}

#[test]
fn a_line_may_be_asked_to_end_or_not_to_end_at_a_place() {
    let ends = |words: &str, end: &str| swept(words).iter().any(|line| line.ends_with(end));
    assert!(ends("twelve o clock", "twelve") && !ends("twelve&nbsp;o clock", "twelve"));
    assert!(ends("flower-pot", "flower-") && !ends("flower-&#8288;pot", "flower-"));
    assert!(!ends("[extraordinary]{.nohyphen}", "-") && ends("extraordinary", "-"));
    assert!(ends("11111&shy;22222", "11111-") && !ends("1111122222", "11111-"));
    assert!(ends("11111<wbr>22222", "11111") && !ends("1111122222", "11111"));
    for mark in ["\\\n", "  \n", "<br>"] {
        let lines = swept(&format!("one{mark}two"));
        assert_eq!(lines.iter().filter(|line| line.starts_with("two and on")).count(), 45, "{mark}");
    }
}

#[test]
fn a_page_may_be_asked_to_end_at_a_place() {
    for mark in ["::: pagebreak\n:::", "\\newpage"] {
        let pages = pages(&format!("# One\n\nAbove.\n\n{mark}\n\nBelow.\n"), "");
        let (first, second) = pages.split_once("\npage 2 ").expect("two pages");
        assert!(first.contains("| Above.") && second.contains("| Below."), "{mark}\n{pages}");
    }
}
