//! Tests of notes in the outer margin.

use pressmark::find::named;
use pressmark::internals::layout::{Layer, Page, PlacedKind};
use pressmark::internals::units::Length;

use crate::support::{Press, YAML};

/// The least distance between the edge of a page and a note, and between the baselines of two lines of notes.
const EDGE: Length = Length::pt(24);
const APART: Length = Length::pt(9);

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
    let press = Press::with(&[
        ("book.yaml", &format!("{YAML}design: {{ theme: essay, {design} }}\n")),
        ("one.md", &format!("# One\n\n{text}")),
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
