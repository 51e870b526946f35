//! Tests of notes without a mark, which are in the margin beside the text.

use pressmark::find::named;
use pressmark::internals::layout::{Layer, Page, PlacedKind};
use pressmark::internals::units::Length;

use crate::support::{Press, YAML, entries};

const WORDS: &str =
    "Words that fill a line, one after the other, until there are enough of them for a page. ";

fn press(design: &str, text: &str) -> Press {
    Press::with(&[
        ("book.yaml", &format!("{YAML}design: {{ {design} }}\n")),
        ("one.md", &format!("# One\n\n{text}")),
    ])
}

/// Returns the pages of a chapter, and the codes of the warnings.
fn laid(design: &str, text: &str) -> (Vec<Page>, Vec<&'static str>) {
    let press = press(design, text);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let laid = loaded.layout();
    let codes = laid.diagnostics.iter().map(|one| one.code.id()).collect();
    (laid.value.expect("a book").layouts.remove(0).pages.pages, codes)
}

/// A run of text: left, right, baseline, size, text.
type Run = (Length, Length, Length, String);

fn runs(page: &Page, layer: Layer) -> Vec<Run> {
    let items = page.items.iter().filter(|item| item.layer == layer);
    let runs = items.filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some((item.x, item.x + run.width(), item.y, run.text.to_string())),
        _ => None,
    });
    runs.collect()
}

#[track_caller]
fn find<'r>(runs: &'r [Run], words: &str) -> &'r Run {
    let found = runs.iter().find(|run| run.3.contains(words));
    found.unwrap_or_else(|| panic!("{words}: {:?}", runs.iter().map(|run| &run.3).collect::<Vec<_>>()))
}

/// Returns the page that shows these words in a layer.
#[track_caller]
fn page_with<'p>(pages: &'p [Page], layer: Layer, words: &str) -> &'p Page {
    let shows = |page: &&Page| runs(page, layer).iter().any(|run| run.3.contains(words));
    pages.iter().find(shows).unwrap_or_else(|| panic!("no page has {words}"))
}

#[test]
fn a_margin_note_is_beside_the_line_of_its_word_without_a_mark() {
    let text =
        format!("{WORDS}{WORDS}Marked[Glossed.]{{.aside}} words, and a note.[^1]\n\n[^1]: At the foot.\n");
    let (pages, codes) = laid("theme: essay, notes: { place: foot }", &text);
    assert_eq!(codes, [""; 0]);
    let page = page_with(&pages, Layer::Note, "Glossed.");
    let (notes, body) = (runs(page, Layer::Note), runs(page, Layer::Text));
    let (gloss, foot, word) = (find(&notes, "Glossed."), find(&notes, "At the foot."), find(&body, "Marked"));
    assert_eq!(gloss.2, word.2, "on the baseline of the word");
    let right = body.iter().map(|run| run.1).max().expect("text");
    assert!(gloss.0 > right && foot.0 < right && foot.2 > word.2 + Length::pt(100));
    let words: String = body.iter().map(|run| run.3.as_str()).collect();
    assert!(words.contains("Marked words, and a note.1"), "{words}");
    let marks: Vec<&str> = notes.iter().map(|run| run.3.as_str()).collect();
    assert_eq!(marks, ["Glossed.", "1", "At the foot."]);
}

#[test]
fn margin_notes_move_down_so_that_none_is_over_another() {
    let long = "A gloss of several lines in the narrow column of the margin, so that it takes more than one.";
    let text =
        format!("One[{long} First.]{{.aside}} and two[{long} Second.]{{.aside}} in a line.\n\n{WORDS}\n");
    let (pages, codes) = laid("theme: essay", &text);
    assert_eq!(codes, [""; 0]);
    let notes = runs(page_with(&pages, Layer::Note, "Second."), Layer::Note);
    let mut lines: Vec<Length> = notes.iter().map(|run| run.2).collect();
    lines.sort_unstable();
    lines.dedup();
    assert!(lines.len() >= 6 && lines.windows(2).all(|pair| pair[1] - pair[0] > Length::pt(8)), "{lines:?}");
}

#[test]
fn margin_notes_that_do_not_fit_beside_a_page_are_reported() {
    let long = "A gloss of very many words in the narrow column of the margin. ".repeat(40);
    let (_, codes) = laid("theme: essay", &format!("One[{long}]{{.aside}} word.\n"));
    assert_eq!(codes, ["W0512"]);
}

#[test]
fn a_margin_note_without_a_margin_is_at_the_foot_and_reported() {
    let text = "One[Glossed.]{.aside} word, a source,[^s:x] and another.[^m:y]\n\n[^s:x]: A source.\n[^m:y]: Also glossed.\n";
    let (pages, codes) = laid("theme: classic", text);
    assert_eq!(codes, ["W0532", "W0532"]);
    let page = page_with(&pages, Layer::Note, "Glossed.");
    let body: String = runs(page, Layer::Text).into_iter().map(|run| run.3).collect();
    assert!(body.contains("One* word, a source,a and another.†"), "{body}");
    let marks: String = runs(page, Layer::Note).into_iter().map(|run| run.3 + " ").collect();
    for note in ["* Glossed.", "a A source.", "† Also glossed."] {
        assert!(marks.contains(note), "{marks}");
    }
}

#[test]
fn margin_notes_are_lost_nowhere() {
    let text = "Par[M1.]{.aside}\n\n## Head[M2.]{.aside}\n\n- item[M3.]{.aside}\n\n> Quote[M4.]{.aside}\n>\n> — Who[M5.]{.aside}\n\n\
        | a[M6.]{.aside} |\n|:--|\n| b |\n\n: Table[M7.]{.aside}\n\n::: verse\nA line[M8.]{.aside}\n:::\n\n\
        Term[M9.]{.aside}\n: Detail[M10.]{.aside}\n\n[M11.]{.aside}\n\n*Stress [M12.]{.aside}*\n\n\
        A [link[M13.]{.aside}](https://example.org) and a note.[^1]\n\n[^1]: Note[M14.]{.aside}\n";
    let (pages, _) = laid("theme: essay", text);
    let printed: String =
        pages.iter().flat_map(|page| runs(page, Layer::Note)).map(|run| run.3 + " ").collect();
    let press = press("theme: essay", text);
    assert_eq!(press.run(&["build"]).code, 0);
    let files = entries(&press.books()["a-small-book.epub"]);
    let (_, document) = files.iter().find(|(name, _)| name.ends_with("one.xhtml")).expect("a document");
    let document = String::from_utf8_lossy(document);
    for at in 1..=14 {
        let words = format!("M{at}.");
        assert!(printed.contains(&words), "{words} in print: {printed}");
        assert_eq!(document.matches(&words).count(), 1, "{words} in the e-book: {document}");
    }
    assert_eq!(document.matches("<aside role=\"note\"").count(), 14);
}

#[test]
fn the_e_book_has_margin_notes_before_their_paragraph() {
    let text = "First.\n\nSecond.\n\nA word[Glossed.]{.aside} of text.\n";
    let press = press("theme: essay", text);
    assert_eq!(press.run(&["build"]).code, 0);
    let files = entries(&press.books()["a-small-book.epub"]);
    let (_, document) = files.iter().find(|(name, _)| name.ends_with("one.xhtml")).expect("a document");
    let expected = "<p>Second.</p>\n<aside role=\"note\" id=\"note-one.1\" class=\"margin-note\">\n<p>Glossed.</p>\n</aside>\n<p>A word of text.</p>";
    assert!(String::from_utf8_lossy(document).contains(expected), "{}", String::from_utf8_lossy(document));
}
