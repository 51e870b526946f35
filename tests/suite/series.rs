//! Tests of the second series of notes.

use pressmark::find::named;
use pressmark::internals::book::{Anchor, DivisionId, NoteAnchor};
use pressmark::internals::layout::{Layer, Page, Pages, PlacedKind};
use pressmark::internals::units::Length;

use crate::support::{Press, YAML, entries};

const TEXT: &str = "# One\n\nOne word[^a][^s:x] and another.[^s:y] The last.[^b]\n\n[^a]: First remark.\n\
    [^b]: Second remark.\n[^s:x]: A source.\n[^s:y]: Another source.\n";

fn press(options: &str, text: &str) -> Press {
    Press::with(&[("book.yaml", &format!("{YAML}{options}\n")), ("one.md", text)])
}

fn pages(press: &Press) -> Pages {
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let laid = loaded.layout();
    let messages: Vec<&str> = laid.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert!(messages.is_empty(), "{messages:?}");
    laid.value.expect("a book").layouts.remove(0).pages
}

/// Returns the lines of a layer of a page, from top to bottom: the baseline and the text.
fn lines(page: &Page, layer: Layer) -> Vec<(Length, String)> {
    let mut lines: Vec<(Length, String)> = Vec::new();
    for item in page.items.iter().filter(|item| item.layer == layer) {
        let PlacedKind::Glyphs(run) = &item.kind else { continue };
        match lines.iter_mut().find(|(y, _)| *y == item.y) {
            Some((_, text)) => text.push_str(&run.text),
            None => lines.push((item.y, run.text.to_string())),
        }
    }
    lines.sort_by_key(|(y, _)| *y);
    lines
}

fn notes_of(page: &Page) -> Vec<String> {
    lines(page, Layer::Note).into_iter().map(|(_, text)| text).collect()
}

fn page_of(pages: &Pages, anchor: &Anchor) -> usize {
    pages.anchors.get(anchor).unwrap_or_else(|| panic!("no `{}`", anchor.name())).page
}

fn text_of(page: &Page) -> String {
    let runs = page.items.iter().filter(|item| item.layer == Layer::Text);
    runs.filter_map(|item| if let PlacedKind::Glyphs(run) = &item.kind { Some(&*run.text) } else { None })
        .collect()
}

#[test]
fn notes_of_the_second_series_are_below_the_others_at_the_foot() {
    let pages = pages(&press("", TEXT));
    let page = &pages.pages[page_of(&pages, &Anchor::from(&DivisionId::new("one")))];
    let expected = ["1First remark.", "2Second remark.", "aA source.", "bAnother source."];
    assert_eq!(notes_of(page), expected);
    let baselines: Vec<Length> = lines(page, Layer::Note).into_iter().map(|(y, _)| y).collect();
    assert!(baselines[2] - baselines[1] > baselines[1] - baselines[0], "there is space between the series");
    assert!(text_of(page).contains("One word1,a and another.b The last.2"), "{}", text_of(page));
}

#[test]
fn symbols_mark_the_second_series_where_the_design_asks_for_them() {
    let pages = pages(&press("design: { notes: { second-marks: symbols } }", TEXT));
    let page = &pages.pages[page_of(&pages, &Anchor::from(&DivisionId::new("one")))];
    assert_eq!(notes_of(page)[2..], ["*A source.", "†Another source."]);
    assert!(text_of(page).contains("One word1,* and another.†"), "{}", text_of(page));
}

#[test]
fn each_series_has_a_place_of_its_own() {
    let pages_of = |places| pages(&press(&format!("design: {{ notes: {places} }}"), TEXT));
    let apart = pages_of("{ second-place: book }");
    let page = &apart.pages[page_of(&apart, &Anchor::from(&DivisionId::new("one")))];
    assert_eq!(notes_of(page), ["1First remark.", "2Second remark."]);
    let list = &apart.pages[page_of(&apart, &Anchor::from(&DivisionId::new("endnotes")))];
    assert_eq!(text_of(list), "NotesOneaA source.bAnother source.");

    let both = pages_of("{ place: chapter }");
    let text = text_of(&both.pages[page_of(&both, &Anchor::from(&DivisionId::new("one")))]);
    let expected = "Notes1First remark.2Second remark.aA source.bAnother source.";
    assert!(text.ends_with(expected), "{text}");

    let mixed = pages_of("{ place: chapter, second-place: foot }");
    let page = &mixed.pages[page_of(&mixed, &Anchor::from(&DivisionId::new("one")))];
    assert_eq!(notes_of(page), ["aA source.", "bAnother source."]);
    assert!(text_of(page).ends_with("Notes1First remark.2Second remark."));
}

#[test]
fn both_series_fit_below_the_text_of_every_page() {
    let words = "Words that fill a line, one after the other, until there are lines enough. ".repeat(4);
    let paragraph = |at: usize| {
        let note = "The words of a note. ".repeat(1 + at * 7 % 11);
        let series = if at.is_multiple_of(3) { "s:" } else { "" };
        format!("{words}[^{series}{at}]\n\n[^{series}{at}]: {note}\n\n")
    };
    let text = format!("# One\n\n{}", (0..60).map(paragraph).collect::<String>());
    let pages = pages(&press("", &text));
    let mut both = 0;
    for page in &pages.pages {
        let notes = lines(page, Layer::Note);
        let Some((top, _)) = notes.first() else { continue };
        let foot = lines(page, Layer::Text).iter().map(|(y, _)| *y).max().expect("text");
        assert!(*top - foot > Length::pt(9), "{foot} {top}");
        let marks: Vec<bool> = notes
            .iter()
            .filter_map(|(_, text)| {
                text.split("The").next().filter(|mark| !mark.is_empty() && mark.len() < 3)
            })
            .map(|mark| mark.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect();
        assert!(marks.is_sorted(), "letters follow numbers: {notes:?}");
        both += usize::from(marks.contains(&true) && marks.contains(&false));
    }
    assert!(both > 2, "there are pages with both series");
}

#[test]
fn the_e_book_has_a_list_of_each_series() {
    let document = |options: &str, name: &str| {
        let press = press(options, TEXT);
        assert_eq!(press.run(&["build"]).code, 0);
        let files = entries(&press.books()["a-small-book.epub"]);
        let (_, bytes) = files.iter().find(|(file, _)| file.ends_with(name)).expect("a document");
        String::from_utf8(bytes.clone()).expect("UTF-8")
    };
    let popup = document("", "one.xhtml");
    let call = |index, mark| format!("href=\"#note-one.{index}\" id=\"call-one.{index}\">{mark}</a>");
    let [first, second] = [call(1, "1"), call(2, "a")];
    let at = popup.find(&first).expect("the first call");
    assert!(popup[at + first.len()..].starts_with("<sup>,</sup><a"), "{popup}");
    assert!(popup.contains(&second) && popup.contains(&call(4, "2")), "{popup}");
    let order = |document: &str| {
        let at = |index: u32| document.find(&format!("id=\"note-one.{index}\"")).expect("a note");
        [1, 4, 2, 3].map(at).is_sorted()
    };
    assert!(order(&popup) && popup.matches("class=\"notes\"").count() == 2, "{popup}");
    for (options, name) in
        [("epub: { notes: chapter }", "one.xhtml"), ("epub: { notes: book }", "endnotes.xhtml")]
    {
        let document = document(options, name);
        assert!(order(&document) && document.matches("<ol class=\"notes\">").count() == 2, "{document}");
        assert!(document.contains(">a</a> A source."), "{document}");
    }
}

#[test]
fn a_note_of_the_second_series_is_numbered_anew_in_each_chapter() {
    let yaml = YAML.replace("[one.md]", "[one.md, two.md]");
    let press = Press::with(&[
        ("book.yaml", &yaml),
        ("one.md", TEXT),
        ("two.md", "# Two\n\nA word.[^s:z]\n\n[^s:z]: A third source.\n"),
    ]);
    let pages = pages(&press);
    let note = NoteAnchor { division: DivisionId::new("two"), index: 1 };
    assert_eq!(notes_of(&pages.pages[page_of(&pages, &Anchor::from(&note))]), ["aA third source."]);
}

const VERSE: &str = "# One\n\nProse.[^1]\n\n::: {.verse notes=line start=9}\nA first line,[^a]\na second,\n\nand a third.[^b][^c]\n:::\n\n\
    More prose.[^2]\n\n[^1]: To prose.\n[^2]: To more.\n[^a]: line] word\n[^b]: third] 3rd\n[^c]: A remark.\n";

#[test]
fn notes_to_verse_begin_with_the_number_of_their_line() {
    let pages = pages(&press("", VERSE));
    let page = &pages.pages[page_of(&pages, &Anchor::from(&DivisionId::new("one")))];
    assert_eq!(notes_of(page), ["1To prose.", "2To more.", "9line] word", "11third] 3rd", "11A remark."]);
    let text = text_of(page);
    assert!(text.contains("A first line, a second,and a third.More prose.2"), "{text}");
    let notes = pages_of_list("design: { notes: { place: book } }");
    assert_eq!(notes, "NotesOne1To prose.2To more.9line] word11third] 3rd11A remark.");
}

fn pages_of_list(options: &str) -> String {
    let pages = pages(&press(options, VERSE));
    text_of(&pages.pages[page_of(&pages, &Anchor::from(&DivisionId::new("endnotes")))])
}

#[test]
fn notes_to_verse_lead_back_to_their_line_in_the_e_book() {
    let press = press("", VERSE);
    assert_eq!(press.run(&["build"]).code, 0);
    let files = entries(&press.books()["a-small-book.epub"]);
    let (_, document) = files.iter().find(|(file, _)| file.ends_with("one.xhtml")).expect("a document");
    let document = String::from_utf8_lossy(document);
    assert!(document.contains("A first line,<span id=\"call-one.2\"></span></span>"), "{document}");
    let note = "<li id=\"note-one.2\" class=\"endnote\"><p><a class=\"back\" role=\"doc-backlink\" href=\"#call-one.2\" title=\"Back to the text\">9</a> line] word</p>";
    assert!(document.contains(note), "{document}");
}

#[test]
fn notes_to_verse_of_an_unknown_kind_are_reported() {
    let press = press("", &VERSE.replace("notes=line", "notes=lines"));
    let run = press.run(&["check"]);
    assert!(
        run.err.contains("`notes` of `lines` ignored") && run.err.contains("write `notes=line`"),
        "{}",
        run.err
    );
}
