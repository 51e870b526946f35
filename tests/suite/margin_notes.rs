//! Tests of notes and captions in the outer margin.

use pressmark::find::named;
use pressmark::internals::layout::{Layer, Page, PlacedKind};
use pressmark::internals::units::Length;

use crate::printed::{find, printed};
use crate::support::{Press, YAML};

/// The least distance between the edge of a page and a note, and between the baselines of two lines of notes.
const EDGE: Length = Length::pt(24);
const APART: Length = Length::pt(9);

const BOX: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><path d=\"M0 0h200v100H0z\"/></svg>";

/// Returns the pages of a chapter with a note in every `every`th paragraph, and the codes of the warnings.
fn pages(design: &str, every: usize, note: &str) -> (Vec<Page>, Vec<String>) {
    let words =
        "Words that fill a line, one after the other, until there are lines enough for a page. ".repeat(3);
    let paragraph = |at: usize| {
        let call =
            if at.is_multiple_of(every) { format!("[^{at}]\n\n[^{at}]: {note}") } else { String::new() };
        format!("{words}{call}\n\n")
    };
    let text: String = (0..24).map(paragraph).collect();
    laid(design, &text)
}

/// Returns the pages of a chapter, and the messages of the warnings.
fn laid(design: &str, text: &str) -> (Vec<Page>, Vec<String>) {
    let press = Press::with(&[
        ("book.yaml", &format!("{YAML}design: {{ theme: essay, {design} }}\n")),
        ("one.md", &format!("# One\n\n{text}")),
        ("box.svg", BOX),
    ]);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let laid = loaded.layout();
    let codes = laid.diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect();
    (laid.value.expect("a book").layouts.remove(0).pages.pages, codes)
}

/// Returns the runs of a layer of a page: left, right, baseline.
fn runs(page: &Page, layer: Layer) -> Vec<(Length, Length, Length)> {
    let items = page.items.iter().filter(|item| item.layer == layer);
    let runs = items.filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some((item.x, item.x + run.width(), item.y)),
        _ => None,
    });
    runs.collect()
}

fn is_recto(page: &Page) -> bool {
    format!("{:?}", page.side) == "Recto"
}

/// Returns the left and the right edge of the text of a page.
fn edges(page: &Page) -> (Length, Length) {
    let text = runs(page, Layer::Text);
    let left = text.iter().map(|(from, ..)| *from).min().expect("text");
    (left, text.iter().map(|(_, to, _)| *to).max().expect("text"))
}

#[test]
fn notes_are_beside_their_calls_in_the_outer_margin() {
    let (pages, warnings) =
        pages("text: { indent: 1em }", 3, "A note of a few words that turns over in the column.");
    let of_text = pages.iter().flat_map(|page| runs(page, Layer::Text));
    let foot = of_text.map(|(.., y)| y).max().expect("text");
    let mut sides = Vec::new();
    let mut count = 0;
    for page in pages.iter().filter(|page| !runs(page, Layer::Note).is_empty()) {
        let (left, right) = edges(page);
        let notes = runs(page, Layer::Note);
        for (from, to, _) in &notes {
            if is_recto(page) {
                assert!(*from > right && *to <= page.size.width - EDGE, "{from} to {to}");
            } else {
                assert!(*to < left && *from >= EDGE, "{from} to {to}");
            }
        }
        let mut baselines: Vec<Length> = notes.iter().map(|(.., y)| *y).collect();
        baselines.sort_unstable();
        baselines.dedup();
        assert!(baselines.windows(2).all(|pair| pair[1] - pair[0] > APART), "{baselines:?}");
        let text = runs(page, Layer::Text);
        assert!(text.iter().any(|(.., y)| *y == baselines[0]), "the first is beside its call");
        // The lines of notes are less deep than those of the text.
        assert!(baselines.iter().all(|y| *y <= foot + Length::pt(2)), "none extends below the text area");
        sides.push(is_recto(page));
        count += notes.len();
    }
    assert!(sides.contains(&true) && sides.contains(&false) && count >= 8, "{sides:?}");
    assert!(!warnings.iter().any(|message| message.contains("notes")), "{warnings:?}");
}

#[test]
fn notes_too_long_for_the_margin_are_reported_and_whole() {
    let long = "A very long note. ".repeat(60);
    let (pages, warnings) = pages("text: { indent: 1em }", 2, &long);
    assert!(warnings.iter().any(|message| message.contains("longer than its text")), "{warnings:?}");
    for page in &pages {
        let mut baselines: Vec<Length> = runs(page, Layer::Note).iter().map(|(.., y)| *y).collect();
        baselines.sort_unstable();
        baselines.dedup();
        assert!(baselines.windows(2).all(|pair| pair[1] - pair[0] > APART), "{baselines:?}");
    }
}

#[test]
fn notes_are_at_the_foot_where_the_margin_has_no_room() {
    for design in ["trim: a6", "notes: { place: foot }", "margins: { outer: 60pt, inner: 90pt }"] {
        let (pages, _) = pages(design, 3, "A note.");
        for page in &pages {
            let text = runs(page, Layer::Text).iter().map(|(.., y)| *y).max();
            let notes = runs(page, Layer::Note).iter().map(|(.., y)| *y).min();
            assert!(text.zip(notes).is_none_or(|(text, notes)| text < notes), "{design}");
        }
    }
}

/// Returns the area of the picture of a page: its top and its bottom.
fn picture(page: &Page) -> Option<(Length, Length)> {
    page.items.iter().find_map(|item| match item.kind {
        PlacedKind::Picture { height, .. } => Some((item.y, item.y + height)),
        _ => None,
    })
}

/// Returns the number that begins the caption of a page: left, baseline.
fn caption(page: &Page) -> Option<(Length, Length)> {
    page.items.iter().find_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) if run.text.starts_with("Figure") => Some((item.x, item.y)),
        _ => None,
    })
}

/// The text of a chapter with figures, and a note called right above each.
fn with_figures(caption: &str, attributes: &str) -> String {
    let words = "Words that fill a line, one after the other, until there are lines enough. ".repeat(4);
    let figure = |at: usize| {
        format!(
            "{words}[^{at}]\n\n[^{at}]: A note of a few words that turns over in the column.\n\n![{caption}](box.svg){{{attributes} alt=\"a box\"}}\n\n{words}\n\n"
        )
    };
    (0..12).map(figure).collect()
}

#[test]
fn captions_are_level_with_the_heads_of_their_figures_and_clear_of_notes() {
    let text = with_figures("A caption of some words for the narrow column", ".here");
    let (pages, warnings) = laid("text: { indent: 1em }", &text);
    let (mut sides, mut with_notes) = (Vec::new(), 0);
    for page in &pages {
        let Some((top, _)) = picture(page) else { continue };
        let (x, first) = caption(page).expect("a caption");
        assert!(first - top < Length::pt(7) && first - top > Length::pt(4), "{first} below {top}");
        let column = runs(page, Layer::Text).into_iter().filter(|(from, ..)| *from == x);
        let mut baselines: Vec<Length> = column.map(|(.., y)| y).filter(|y| *y >= first).collect();
        assert!(baselines.len() > 1, "it has several lines");
        if is_recto(page) {
            assert!(x > page.size.width / 2);
        } else {
            assert_eq!(x, runs(page, Layer::Text).iter().map(|(from, ..)| *from).min().expect("text"));
        }
        baselines.extend(runs(page, Layer::Note).iter().map(|(.., y)| *y));
        baselines.sort_unstable();
        baselines.dedup();
        assert!(baselines.windows(2).all(|pair| pair[1] - pair[0] > APART), "{baselines:?}");
        with_notes += usize::from(!runs(page, Layer::Note).is_empty());
        sides.push(is_recto(page));
    }
    assert!(sides.contains(&true) && sides.contains(&false) && with_notes > 2, "{sides:?}");
    assert!(!warnings.iter().any(|message| message.contains("notes")), "{warnings:?}");
}

#[test]
fn a_caption_is_below_its_figure_where_it_does_not_fit_beside_it() {
    let long = "A caption that is much longer than its figure is high. ".repeat(9);
    for (design, caption_of, attributes) in [
        ("notes: { place: margin }", long.as_str(), ".here"),
        ("captions: { place: text }", "A caption", ".here"),
        ("margins: { outer: 60pt, inner: 90pt }", "A caption", ".here"),
        ("notes: { place: margin }", "A caption", ".left width=30%"),
    ] {
        let (pages, _) = laid(design, &with_figures(caption_of, attributes));
        for page in &pages {
            let Some((_, foot)) = picture(page) else { continue };
            assert!(caption(page).is_some_and(|(_, y)| y > foot), "{design} {attributes}");
        }
    }
}

#[test]
fn the_caption_of_a_table_is_level_with_its_head() {
    let words = "Words that fill a line, one after the other, until there are lines enough. ".repeat(4);
    let table = "| Xa | Xb |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n: Qq {#tbl:x}";
    let text = format!("# One\n\n{words}\n\n{table}\n\n{words}");
    let distance = |place: &str| {
        let yaml =
            format!("{YAML}generate: []\ndesign: {{ theme: essay, captions: {{ place: {place} }} }}\n");
        let lines = printed(&[("book.yaml", &yaml), ("one.md", &text)]);
        find(&lines, "Xa").y - find(&lines, "Table").y
    };
    assert!(distance("margin").abs() < 8.0, "{}", distance("margin"));
    assert!(distance("text") > 12.0, "{}", distance("text"));
}

#[test]
fn the_note_of_a_caption_in_the_margin_is_right_below_it() {
    let words = "Words that fill a line, one after the other, until there are lines enough. ".repeat(4);
    let text = format!("{words}\n\n![Caption[^1]](box.svg){{alt=\"a box\"}}\n\n[^1]: The note.\n\n{words}\n");
    let (pages, _) = laid("text: { indent: 1em }", &text);
    let page = pages.iter().find(|page| caption(page).is_some()).expect("a figure");
    let (_, caption) = caption(page).expect("a caption");
    let note = runs(page, Layer::Note).iter().map(|(.., y)| *y).min().expect("a note");
    assert!(note > caption && note - caption < Length::pt(30), "{note} below {caption}");
}
