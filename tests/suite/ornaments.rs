//! Tests of drawings that mark scene breaks.

use pressmark::find::named;
use pressmark::internals::layout::{PageItem, PlacedKind};

use crate::design::ORNAMENT;
use crate::support::{Press, entries};

const YAML: &str = "title: Scenes\nauthor: A\nlanguage: en\nidentifier: scenes\nchapters: [one.md]\n";
const ONE: &str = "# One\n\nBefore it.\n\n***\n\nAfter it.\n";

fn press(design: &str) -> Press {
    let yaml =
        format!("{YAML}design: {{ text: {{ size: 10pt, leading: 14pt }}, scene-break: {{ {design} }} }}\n");
    Press::with(&[("book.yaml", &yaml), ("one.md", ONE), ("ornament.svg", ORNAMENT)])
}

/// Returns the drawings of the printed book, and how far the text below is from the text above.
fn printed(design: &str) -> (Vec<PageItem>, i64) {
    let press = press(design);
    let loaded = pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a project");
    let made = loaded.layout();
    assert!(!made.diagnostics.iter().any(|found| found.is_error()), "{:?}", made.diagnostics);
    let pages = made.value.expect("a book").layouts.remove(0).pages.pages;
    let items: Vec<PageItem> = pages.into_iter().flat_map(|page| page.items).collect();
    let y = |text: &str| {
        let found = items.iter().find(|item| match &item.kind {
            PlacedKind::Glyphs(run) => run.text.contains(text),
            _ => false,
        });
        found.expect("a line").y
    };
    let distance = (y("After") - y("Before")).to_milli_pt();
    let drawings = items.into_iter().filter(|item| matches!(item.kind, PlacedKind::Picture { .. }));
    (drawings.collect(), distance)
}

#[test]
fn a_drawing_between_scenes_is_centred_and_no_part_of_the_text() {
    for (height, lines) in [("7pt", 4), ("14pt", 4), ("30pt", 6)] {
        let (drawings, distance) = printed(&format!("ornament: ornament.svg, height: {height}"));
        let [drawing] = &drawings[..] else { panic!("{drawings:?}") };
        assert_eq!(drawing.owner, None);
        let PlacedKind::Picture { width, height, .. } = drawing.kind else { panic!("a picture") };
        assert_eq!(width.to_milli_pt(), height.to_milli_pt() * 3);
        assert_eq!(distance, lines * 14_000, "the text stays on the grid");
    }
}

#[test]
fn a_drawing_is_not_wider_than_the_measure_nor_higher_than_six_lines() {
    let (drawings, _) = printed("ornament: ornament.svg, height: 300pt");
    let PlacedKind::Picture { width, height, .. } = drawings[0].kind else { panic!("a picture") };
    assert_eq!((height.to_milli_pt(), width.to_milli_pt()), (84_000, 252_000));
    let run = press("ornament: ornament.svg, height: 300pt").run(&["build", "-f", "pdf"]);
    assert!(run.err.contains("an ornament 300 pt high is reduced to 6 lines"), "{}", run.err);
}

#[test]
fn a_drawing_is_in_the_e_book_and_the_break_stays_a_separator() {
    let press = press("ornament: ornament.svg");
    assert_eq!(press.run(&["build", "-q", "-f", "epub"]).code, 0);
    let (_, bytes) = press.books().into_iter().next().expect("a book");
    let entries = entries(&bytes);
    let text = |name: &str| {
        let (_, bytes) = entries.iter().find(|(known, _)| known == name).expect("an entry");
        String::from_utf8(bytes.clone()).expect("a text")
    };
    assert!(text("OEBPS/stylesheet.css").contains("mask: url(\"data:image/svg+xml,%3C"));
    assert!(text("OEBPS/text/one.xhtml").contains("<hr class=\"scene-break\" />"));
}

#[test]
fn a_drawing_that_is_missing_or_of_another_format_is_an_error() {
    let run = press("ornament: other.svg").run(&["build"]);
    assert!(run.code != 0 && run.err.contains("other.svg"), "{}", run.err);
    let run = press("ornament: ornament.png").run(&["build"]);
    assert!(run.code != 0 && run.err.contains("it must be characters, or a drawing such as"), "{}", run.err);
}
