//! Tests of sections: those that open on a page of their own, and the space and the leading of headings.

use pressmark::find::named;

use crate::printed::{PrintedLine, find, printed};
use crate::support::{Press, YAML, entries};

const PARAGRAPH: &str =
    "When they had gone there was nothing to be seen, and the rain went on over the water.";

/// Returns the files of a book with two sections in its chapter, of which the first is a page long, and with
/// references to both.
fn files(design: &str) -> [(String, String); 2] {
    let yaml = format!(
        "{YAML}generate: [contents]\ndesign: {{ theme: technical, headings: {{ opens: recto }}, {design} }}\n"
    );
    let text = format!(
        "# One\n\n{PARAGRAPH}\n\n## First {{#sec:first}}\n\n{PARAGRAPH} See page [](#sec:second){{.page}} and @sec:second.\n\n## Second {{#sec:second}}\n\n{PARAGRAPH}\n"
    );
    [("book.yaml".to_owned(), yaml), ("one.md".to_owned(), text)]
}

/// Returns the label, the number of the runs of text, and whether it is a right-hand page, of each page from
/// the first of the chapter on.
fn pages(design: &str) -> Vec<(String, usize, bool)> {
    let files = files(design);
    let press = Press::with(&files.each_ref().map(|(name, text)| (name.as_str(), text.as_str())));
    let session = pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine");
    let layout = session.layout().value.expect("a book").layouts.remove(0);
    let pages = layout.pages.pages.iter().enumerate();
    let pages = pages.map(|(at, page)| (page.folio.label(), page.items.len(), at.is_multiple_of(2)));
    pages.skip_while(|(label, ..)| label != "1").collect()
}

#[test]
fn sections_open_on_right_hand_pages_behind_a_blank_one() {
    let pages = pages("");
    let shown: Vec<_> =
        pages.iter().map(|(label, items, recto)| (label.as_str(), *items > 0, *recto)).collect();
    let expected =
        [("1", true, true), ("2", false, false), ("3", true, true), ("4", false, false), ("5", true, true)];
    assert_eq!(shown, expected, "blank pages have a number and show nothing");
}

#[test]
fn the_contents_name_the_pages_of_such_sections() {
    let files = files("");
    let files = files.each_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    let lines = printed(&files);
    let (first, second) = (find(&lines, "When they"), find(&lines, "Second"));
    let number = |title: &str| find(&lines, title).text.rsplit(' ').next().map(str::to_owned);
    assert_eq!([number("First"), number("Second")].map(Option::unwrap), ["3", "5"]);
    assert!(first.page > second.page, "the contents are first");
}

#[test]
fn the_page_list_of_the_e_book_has_the_blank_pages() {
    let files = files("");
    let press = Press::with(&files.each_ref().map(|(name, text)| (name.as_str(), text.as_str())));
    assert_eq!(press.run(&["build"]).code, 0);
    let is_e_book = |(_, bytes): &(String, Vec<u8>)| bytes.starts_with(b"PK");
    let (_, book) = press.books().into_iter().find(is_e_book).expect("an e-book");
    let nav = entries(&book).into_iter().find(|(name, _)| name.ends_with("nav.xhtml")).expect("contents").1;
    let nav = String::from_utf8(nav).expect("UTF-8");
    let list = nav.split("page-list").nth(1).expect("a page list");
    for label in 1..=5 {
        assert!(list.contains(&format!(">{label}</a>")), "{label}: {list}");
    }
}

#[test]
fn without_blank_pages_a_section_opens_on_the_next_page() {
    for design in ["page: { blanks: false }", "page: { sides: one }"] {
        let pages = pages(design);
        assert_eq!(pages.len(), 3, "{design}");
        assert!(pages.iter().all(|(_, items, _)| *items > 0), "{design}");
    }
}

/// Returns the lines of a chapter in a theme.
fn chapter(theme: &str, text: &str) -> Vec<PrintedLine> {
    let yaml = format!("{YAML}generate: []\ndesign: {{ theme: {theme}, page: {{ blanks: false }} }}\n");
    printed(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{PARAGRAPH}\n\n{text}\n"))])
}

#[test]
fn the_lines_of_a_long_heading_have_a_leading_of_their_own_and_fill_the_grid() {
    let heading = "## Exercises for tables and for one long evening in harbour with a calendar and a lamp";
    for theme in ["technical", "essay", "large-print"] {
        let lines = chapter(theme, &format!("{heading}\n\nBelow it."));
        let (first, below) = (find(&lines, "Exercises"), find(&lines, "Below it"));
        let second = lines.iter().find(|line| line.y > first.y && (line.size - first.size).abs() < 0.01);
        let leading = second.expect("a second line").y - first.y;
        let share = leading / first.size;
        assert!((1.15..=1.23).contains(&share), "{theme}: {share}");
        let text = find(&lines, "When they");
        let step = match theme {
            "technical" => 15.0,
            "essay" => 14.5,
            _ => 25.0,
        };
        let lines = (below.y - text.y) / step;
        assert!((lines - lines.round()).abs() < 0.01, "{theme}: {lines} lines of the grid");
    }
}

#[test]
fn a_list_below_a_heading_is_as_near_to_it_as_text_is() {
    for theme in ["technical", "large-print"] {
        let distance = |below: &str| {
            let lines = chapter(theme, &format!("## Section\n\n{below}"));
            let words = lines.iter().find(|line| line.text.contains("Words")).expect("the words");
            words.y - find(&lines, "Section").y
        };
        let text = distance("Words.");
        for list in ["- Words\n- more", "Words\n:   with a definition"] {
            assert!((distance(list) - text).abs() < 0.01, "{theme}: {list}");
        }
    }
}
