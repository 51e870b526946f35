//! What stands at the head of the pages, by the author's word.

use pressmark::layout::{Layer, PlacedKind};
use pressmark::project::named;

use crate::support::{Press, YAML};

/// A book of a part with a chapter of several pages; gives the heads of its pages by their labels.
fn heads(wishes: &str) -> Vec<(String, String)> {
    let yaml = YAML.replace("[one.md]", "[{ part: The Way Down, files: [one.md] }, two.md]");
    let text = "Words that fill a page, one after the other, until it is full. ".repeat(12);
    let chapter =
        format!("# A chapter with a long name {{short=\"Don't\"}}\n\n{}", format!("{text}\n\n").repeat(9));
    let press = Press::with(&[
        ("book.yaml", &format!("{yaml}design: {{ running-heads: {wishes} }}\n")),
        ("one.md", &chapter),
        ("two.md", &chapter.replace("A chapter", "Another").replace(" {short=\"Don't\"}", "")),
    ]);
    let loaded = pressmark::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let pages = pressmark::layout(&loaded).value.expect("a book").layouts.remove(0).pages.pages;
    let head = |page: &pressmark::layout::Page| {
        let items = page.items.iter().filter(|item| item.layer == Layer::Head);
        let words = items.map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => run.text.to_string(),
            _ => String::new(),
        });
        (page.folio.label(), words.collect::<String>())
    };
    pages.iter().map(head).filter(|(_, head)| !head.is_empty()).collect()
}

fn said(heads: &[(String, String)]) -> Vec<&str> {
    let mut said: Vec<_> = heads.iter().map(|(_, head)| head.as_str()).collect();
    said.dedup();
    said
}

#[test]
fn a_part_is_named_on_the_pages_of_its_chapters_and_the_book_elsewhere() {
    let heads = heads("{ verso: part, recto: none }");
    assert_eq!(said(&heads), ["The Way Down", "A Small Book"]);
    assert!(
        heads.iter().all(|(label, _)| label.parse::<u32>().is_ok_and(|label| label % 2 == 0)),
        "{heads:?}"
    );
}

#[test]
fn a_short_name_and_the_author_stand_where_they_are_asked_for() {
    let heads = heads("{ left: none, right: chapter }");
    assert_eq!(said(&heads), ["Don’t", "Another with a long name"]);
    let heads = self::heads("{ left: author, right: author }");
    assert_eq!(said(&heads), ["A. N. Author"]);
    assert!(
        heads.iter().any(|(label, _)| label == "4") && heads.iter().any(|(label, _)| label == "5"),
        "{heads:?}"
    );
    // Where a chapter or a part opens its title is head enough.
    assert!(heads.iter().all(|(label, _)| label != "1" && label != "3"), "{heads:?}");
}

#[test]
fn no_heads_are_no_heads() {
    assert_eq!(heads("none"), []);
}
