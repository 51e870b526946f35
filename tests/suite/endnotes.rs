//! Tests of notes at the end of a chapter or of the book.

use std::collections::{BTreeMap, BTreeSet};

use pressmark::find::named;
use pressmark::internals::book::{Anchor, DivisionId, NoteAnchor};
use pressmark::internals::layout::{Layer, LinkTarget, Pages, PlacedKind};

use crate::support::{Press, YAML, entries};

/// Returns a chapter with a note in each of its paragraphs.
fn chapter(title: &str, notes: usize) -> String {
    let words = "Words that fill a line, one after the other, until there are lines enough. ".repeat(4);
    let paragraph = |at| {
        let note = "The words of a note. ".repeat(1 + at % 9);
        format!("{words}[^{at}]\n\n[^{at}]: {note}\n\n")
    };
    format!("# {title}\n\n") + &(1..=notes).map(paragraph).collect::<String>()
}

/// Returns a book of two chapters with notes and a list of sources.
fn book(design: &str, more: &[(&str, &str)]) -> Press {
    let yaml = YAML.replace("chapters: [one.md]", "chapters: { body: [one.md, two.md], back: [sources.md] }");
    let press = Press::with(&[
        ("book.yaml", &format!("{yaml}{design}\n")),
        ("one.md", &chapter("One", 25)),
        ("two.md", &chapter("Two", 40)),
        ("sources.md", "# Bibliography\n\nA book.\n"),
    ]);
    more.iter().for_each(|(name, text)| press.write(name, text.as_bytes()));
    press
}

fn pages(press: &Press) -> Pages {
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let laid = loaded.layout();
    let errors: Vec<_> = laid.diagnostics.iter().filter(|one| one.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    laid.value.expect("a book").layouts.remove(0).pages
}

fn note(division: &str, index: u32) -> NoteAnchor {
    NoteAnchor { division: DivisionId::new(division), index }
}

/// Returns the index of the page on which an anchor is.
#[track_caller]
fn page_of(pages: &Pages, anchor: &Anchor) -> usize {
    pages.anchors.get(anchor).unwrap_or_else(|| panic!("no `{}`", anchor.name())).page
}

/// Returns the text of a layer of a page.
fn text(pages: &Pages, page: usize, layer: Layer) -> String {
    let items = pages.pages[page].items.iter().filter(|item| item.layer == layer);
    let runs = items.filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some(&*run.text),
        _ => None,
    });
    runs.collect()
}

fn links(pages: &Pages, page: usize) -> BTreeSet<String> {
    let items = pages.pages[page].items.iter();
    let names = items.filter_map(|item| match &item.kind {
        PlacedKind::Link { to: LinkTarget::Anchor(anchor), .. } => Some(anchor.name().into_owned()),
        _ => None,
    });
    names.collect()
}

/// Every note of the test book.
fn all() -> Vec<NoteAnchor> {
    let of = |division: &'static str, count| (1..=count).map(move |index| note(division, index));
    of("one", 25).chain(of("two", 40)).collect()
}

#[test]
fn endnotes_lead_to_their_calls_and_back() {
    for place in ["chapter", "book"] {
        let pages = pages(&book(&format!("design: {{ notes: {{ place: {place} }} }}"), &[]));
        let feet: String = (0..pages.pages.len()).map(|page| text(&pages, page, Layer::Note)).collect();
        assert_eq!(feet, "", "there are no notes at the foot");
        for note in all() {
            let (own, call) = (Anchor::from(&note), Anchor::call(&note));
            let (at, called) = (page_of(&pages, &own), page_of(&pages, &call));
            assert!(links(&pages, at).contains(&*call.name()), "{} leads back", own.name());
            assert!(links(&pages, called).contains(&*own.name()), "{} leads to its note", call.name());
        }
    }
}

#[test]
fn notes_at_the_end_of_the_book_are_before_the_sources_and_in_the_contents() {
    let pages = pages(&book("design: { notes: { place: book } }", &[]));
    let division = |name: &str| page_of(&pages, &Anchor::from(&DivisionId::new(name)));
    let (notes, sources) = (division("endnotes"), division("sources"));
    assert!(division("two") < notes && notes < sources);
    for note in all() {
        assert!((notes..sources).contains(&page_of(&pages, &Anchor::from(&note))));
    }
    assert!(text(&pages, notes, Layer::Text).starts_with("Notes1 One1The words"));
    let contents = text(&pages, division("contents"), Layer::Text);
    let label = pages.pages[notes].folio.label();
    assert!(contents.contains(&format!("Notes {label}")), "{contents}");
}

#[test]
fn running_heads_of_notes_state_the_pages_of_their_calls() {
    let pages = pages(&book("design: { theme: novel, notes: { place: book } }", &[]));
    let [from, to] =
        ["endnotes", "sources"].map(|name| page_of(&pages, &Anchor::from(&DivisionId::new(name))));
    // The notes of each page: those that begin on it, and the last that began before if the page begins within it.
    let mut notes: BTreeMap<usize, Vec<NoteAnchor>> = BTreeMap::new();
    for note in all() {
        notes.entry(page_of(&pages, &Anchor::from(&note))).or_default().push(note);
    }
    let mut heads = 0;
    let mut last: Option<NoteAnchor> = None;
    for page in from..to {
        let own = notes.get(&page).cloned().unwrap_or_default();
        let text_of_page = text(&pages, page, Layer::Text);
        let first = own.first().map_or_else(String::new, |note| note.index.to_string());
        let begins = text_of_page.starts_with(&format!("{first}The")) || text_of_page.starts_with("2 Two");
        let continued = last.iter().filter(|_| !begins);
        let calls: Vec<usize> =
            continued.chain(&own).map(|note| page_of(&pages, &Anchor::call(note))).collect();
        last = own.last().cloned().or(last);
        if page == from || calls.is_empty() {
            continue;
        }
        let label = |page: Option<&usize>| pages.pages[*page.expect("a call")].folio.label();
        let (first, end) = (label(calls.iter().min()), label(calls.iter().max()));
        let head = text(&pages, page, Layer::Head);
        let expected = if first == end {
            format!("Notes to page {first}")
        } else {
            format!("Notes to pages {first}–{end}")
        };
        assert_eq!(head, expected, "page {page}: {text_of_page}");
        heads += 1;
    }
    assert!(heads > 1, "there are pages with heads");
}

#[test]
fn notes_at_the_end_of_a_chapter_are_a_section_of_it() {
    let pages = pages(&book("design: { theme: technical, notes: { place: chapter } }", &[]));
    let division = |name: &str| page_of(&pages, &Anchor::from(&DivisionId::new(name)));
    let (two, sources) = (division("two"), division("sources"));
    let list = Anchor::NoteList(DivisionId::new("one"));
    let head = page_of(&pages, &list);
    assert!(head < two);
    for note in all() {
        let (at, own) = (page_of(&pages, &Anchor::from(&note)), note.division.name() == "one");
        assert!(if own { (head..two).contains(&at) } else { (two..sources).contains(&at) });
        assert!(at > page_of(&pages, &Anchor::call(&note)) || at == head);
    }
    assert!(text(&pages, head, Layer::Text).contains("Notes1The words of a note."));
    assert!(!text(&pages, division("contents"), Layer::Text).contains("Notes"));
    let heads: String = (head + 1..sources).map(|page| text(&pages, page, Layer::Head)).collect();
    assert!(heads.contains("Notes"), "{heads}");
}

#[test]
fn the_authors_own_division_has_the_notes() {
    let press = book(
        "design: { notes: { place: book } }\nepub: { notes: book }",
        &[("remarks.md", "---\nrole: notes\n---\n\n# Remarks\n\nWords before the notes.\n")],
    );
    let yaml = std::fs::read_to_string(press.path("book.yaml")).expect("a file");
    press.write("book.yaml", yaml.replace("back: [", "back: [remarks.md, ").as_bytes());
    let pages = pages(&press);
    let at = page_of(&pages, &Anchor::from(&DivisionId::new("remarks")));
    assert!(text(&pages, at, Layer::Text).starts_with("RemarksWords before the notes.1 One1The words"));
    assert_eq!(pages.anchors.get(&Anchor::from(&DivisionId::new("endnotes"))), None);
    assert_eq!(press.run(&["build"]).code, 0);
    let files = entries(&press.books()["a-small-book.epub"]);
    let (_, remarks) = files.iter().find(|(name, _)| name.ends_with("remarks.xhtml")).expect("a document");
    let remarks = String::from_utf8_lossy(remarks);
    assert!(remarks.contains("Words before the notes.") && remarks.contains("id=\"note-two.40\""));
    assert!(files.iter().all(|(name, _)| !name.contains("endnotes")));
}

#[test]
fn a_place_in_an_endnote_is_on_the_page_of_the_note() {
    for place in ["chapter", "book"] {
        let press = book(&format!("design: {{ notes: {{ place: {place} }} }}"), &[]);
        let text = chapter("Two", 40) + "A last word.[^end]\n\n[^end]: Here is [a place]{#there}.\n";
        press.write("two.md", text.as_bytes());
        let pages = pages(&press);
        let there = page_of(&pages, &Anchor::named("there"));
        assert_eq!(there, page_of(&pages, &Anchor::from(&note("two", 41))), "{place}");
        assert!(text_of(&pages, there).contains("Here is a place."));
    }
}

fn text_of(pages: &Pages, page: usize) -> String {
    text(pages, page, Layer::Text)
}

/// Returns the pages of the e-book's list in its order, each with the name of its document.
fn page_list(press: &Press) -> Vec<(String, String)> {
    assert_eq!(press.run(&["build"]).code, 0);
    let files = entries(&press.books()["a-small-book.epub"]);
    let (_, nav) = files.iter().find(|(name, _)| name.ends_with("nav.xhtml")).expect("a navigation document");
    let nav = String::from_utf8(nav.clone()).expect("UTF-8");
    let list = nav.split("doc-pagelist").nth(1).expect("a list of pages");
    let lines = list.split("<a href=\"").skip(1);
    let page = |line: &str| {
        let (href, rest) = line.split_once("\">").expect("a link");
        let file = href.split('#').next().unwrap_or_default().to_owned();
        (file, rest.split('<').next().unwrap_or_default().to_owned())
    };
    lines.map(page).collect()
}

#[test]
fn the_list_of_pages_is_in_the_order_of_the_e_book() {
    // Each placement in print with each in the e-book.
    for print in ["chapter", "book"] {
        for e_book in ["popup", "chapter", "book"] {
            let options = format!("design: {{ notes: {{ place: {print} }} }}\nepub: {{ notes: {e_book} }}");
            let list = page_list(&book(&options, &[]));
            let mut documents: Vec<&str> = Vec::new();
            for (document, _) in list.iter().filter(|(document, _)| document != "nav.xhtml") {
                if documents.last() != Some(&document.as_str()) {
                    documents.push(document);
                }
            }
            let distinct: BTreeSet<&str> = documents.iter().copied().collect();
            assert_eq!(distinct.len(), documents.len(), "{print}, {e_book}: {documents:?}");
            let pages = pages(&book(&options, &[]));
            let listed: Vec<&str> = list.iter().map(|(_, label)| label.as_str()).collect();
            let labels: Vec<String> = pages.pages.iter().map(|page| page.folio.label()).collect();
            assert_eq!(listed, labels, "{print}, {e_book}");
            let has_notes = documents.iter().any(|document| document.contains("endnotes"));
            assert_eq!(has_notes, print == "book" && e_book == "book", "{print}, {e_book}: {documents:?}");
        }
    }
}
