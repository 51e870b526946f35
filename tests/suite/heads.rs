//! Tests of running heads that the author chooses.

use pressmark::find::named;
use pressmark::internals::layout::{Layer, PlacedKind};

use crate::support::{Press, YAML};

/// A face and a text area with which the pages are those that the tests name.
const TYPE: &str = "text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }, \
    margins: { inner: 13.8%, outer: 12.2%, top: 9.6%, bottom: 10.4% }";

/// Builds a book of a part with a chapter of several pages. Returns the heads of its pages by page
/// label.
fn heads(options: &str) -> Vec<(String, String)> {
    let yaml = YAML.replace("[one.md]", "[{ part: The Way Down, files: [one.md] }, two.md]");
    let text = "Words that fill a page, one after the other, until it is full. ".repeat(12);
    let chapter =
        format!("# A chapter with a long name {{short=\"Don't\"}}\n\n{}", format!("{text}\n\n").repeat(9));
    let press = Press::with(&[
        ("book.yaml", &format!("{yaml}design: {{ running-heads: {options}, {TYPE} }}\n")),
        ("one.md", &chapter),
        ("two.md", &chapter.replace("A chapter", "Another").replace(" {short=\"Don't\"}", "")),
    ]);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let pages = loaded.layout().value.expect("a book").layouts.remove(0).pages.pages;
    let head = |page: &pressmark::internals::layout::Page| {
        let items = page.items.iter().filter(|item| item.layer == Layer::Head);
        let words = items.map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => run.text.to_string(),
            _ => String::new(),
        });
        (page.folio.label(), words.collect::<String>())
    };
    pages.iter().map(head).filter(|(_, head)| !head.is_empty()).collect()
}

fn texts(heads: &[(String, String)]) -> Vec<&str> {
    let mut said: Vec<_> = heads.iter().map(|(_, head)| head.as_str()).collect();
    said.dedup();
    said
}

#[test]
fn a_part_is_named_on_the_pages_of_its_chapters_and_the_book_elsewhere() {
    let heads = heads("{ verso: part, recto: none }");
    assert_eq!(texts(&heads), ["The Way Down", "A Small Book"]);
    assert!(
        heads.iter().all(|(label, _)| label.parse::<u32>().is_ok_and(|label| label % 2 == 0)),
        "{heads:?}"
    );
}

#[test]
fn a_short_name_and_the_author_are_shown_where_requested() {
    let heads = heads("{ left: none, right: chapter }");
    assert_eq!(texts(&heads), ["Don’t", "Another with a long name"]);
    let heads = self::heads("{ left: author, right: author }");
    assert_eq!(texts(&heads), ["A. N. Author"]);
    assert!(
        heads.iter().any(|(label, _)| label == "4") && heads.iter().any(|(label, _)| label == "7"),
        "{heads:?}"
    );
    // Where a chapter or a part opens, its title serves as the head.
    assert!(heads.iter().all(|(label, _)| label != "1" && label != "2" && label != "5"), "{heads:?}");
}

#[test]
fn without_heads_no_page_has_one() {
    assert_eq!(heads("none"), []);
}
