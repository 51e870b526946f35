//! Tests of dividing a book into documents, and of its places in them.

mod addresses;
mod bench;
mod navigation;
mod pages;

use super::*;
use bench::{Bench, anchored, call, contents, division, paragraph, text};

/// Returns the matter and the href of each document of a book.
fn hrefs(bench: &Bench) -> Vec<(Matter, String)> {
    bench.layout().documents.into_iter().map(|document| (document.matter, document.href)).collect()
}

#[test]
fn each_division_is_a_document_parts_before_their_chapters() {
    let mut bench = Bench::new();
    bench.book.front = vec![division("preface", Role::Preface, Vec::new())];
    let mut part = division("war", Role::Part, Vec::new());
    part.children =
        vec![division("one", Role::Chapter, Vec::new()), division("two", Role::Chapter, Vec::new())];
    bench.book.body = vec![part, division("end", Role::Epilogue, Vec::new())];
    bench.book.back = vec![division("index", Role::Index, Vec::new())];
    let expected = [
        (Matter::Front, "text/preface.xhtml"),
        (Matter::Body, "text/war.xhtml"),
        (Matter::Body, "text/one.xhtml"),
        (Matter::Body, "text/two.xhtml"),
        (Matter::Body, "text/end.xhtml"),
        (Matter::Back, "text/index.xhtml"),
    ];
    assert_eq!(hrefs(&bench), expected.map(|(matter, href)| (matter, href.to_owned())));
}

#[test]
fn names_that_are_not_ascii_are_numbers_in_files() {
    let mut bench = Bench::new();
    bench.book.body = ["한국", "one", "전쟁"].map(|name| division(name, Role::Chapter, Vec::new())).to_vec();
    let hrefs: Vec<_> = hrefs(&bench).into_iter().map(|(_, href)| href).collect();
    assert_eq!(hrefs, ["text/document-1.xhtml", "text/one.xhtml", "text/document-3.xhtml"]);
}

#[test]
fn a_contents_page_is_the_navigation_document_unless_it_has_words_of_its_own() {
    let mut bench = Bench::new();
    let names = |bench: &Bench| {
        let layout = bench.layout();
        let names = layout.documents.iter().map(|document| document.division.id.name().to_owned());
        (names.collect::<Vec<_>>(), layout.contents_at, layout.contents().is_some())
    };
    let [preface, one] = [("preface", Role::Preface), ("one", Role::Chapter)]
        .map(|(name, role)| division(name, role, Vec::new()));
    bench.book.body = vec![one];
    bench.book.front = vec![division("contents", Role::Contents, vec![contents()]), preface.clone()];
    assert_eq!(names(&bench), (vec!["preface".to_owned(), "one".to_owned()], 0, true));
    bench.book.front.swap(0, 1);
    assert_eq!(names(&bench), (vec!["preface".to_owned(), "one".to_owned()], 1, true));
    bench.book.front[1].blocks.push(paragraph(vec![text("All of it.")]));
    let all = ["preface", "contents", "one"].map(str::to_owned).to_vec();
    assert_eq!(names(&bench), (all, 1, false));
}

#[test]
fn without_a_contents_page_the_navigation_is_before_the_text() {
    let mut bench = Bench::new();
    let at = |bench: &Bench| bench.layout().contents_at;
    assert_eq!(at(&bench), 0);
    bench.book.front = vec![division("preface", Role::Preface, Vec::new())];
    assert_eq!(at(&bench), 1);
    bench.book.body = vec![division("one", Role::Chapter, Vec::new())];
    bench.book.back = vec![division("index", Role::Index, Vec::new())];
    assert_eq!(at(&bench), 1);
}

#[test]
fn a_document_has_the_notes_that_are_called_in_it_in_their_order() {
    let mut bench = Bench::new();
    // The second note calls the last one, and also the first, which the text calls too.
    bench.notes("one", &[&[], &[2, 0], &[]]);
    let blocks = vec![paragraph(vec![call(1), text(" and "), call(0), call(1)])];
    bench.book.body = vec![
        division("one", Role::Chapter, blocks),
        division("two", Role::Chapter, vec![paragraph(vec![call(0)])]),
    ];
    bench.book.body[0].title = vec![text("A title"), call(0)];
    let layout = bench.layout();
    let notes: Vec<_> = layout.documents.iter().map(|document| document.notes.clone()).collect();
    assert_eq!(notes, [vec![NoteId(0), NoteId(1), NoteId(2)], vec![NoteId(0)]]);
}

#[test]
fn a_document_has_the_languages_of_all_that_is_in_it_each_once() {
    let mut bench = Bench::new();
    bench.notes("one", &[&[]]);
    bench.book.notes[0].blocks = vec![bench::in_language("el", paragraph(Vec::new()))];
    let blocks = ["la", "fr", "la"].map(|lang| bench::in_language(lang, paragraph(vec![call(0)])));
    bench.book.body = vec![division("one", Role::Chapter, blocks.to_vec())];
    assert_eq!(bench.layout().documents[0].langs, ["la", "fr", "el"]);
}

#[test]
fn names_of_files_are_portable() {
    for (path, expected) in [
        ("images/Map of Korea.PNG", "map-of-korea"),
        ("a/b.c/d.e.jpg", "d-e"),
        ("_x-1", "_x-1"),
        ("지도.png", "picture"),
        ("-é-.png", "picture"),
        ("", "picture"),
    ] {
        assert_eq!(portable(path), expected, "{path}");
    }
    assert_eq!(stem("data:image/png;base64,AAAA/map.png"), "picture");
}

#[test]
fn a_name_that_is_taken_has_a_number_added() {
    let taken = ["images/map.png", "images/map-2.png"];
    assert_eq!(free_name("images", "map", "png", |href| taken.contains(&href)), "images/map-3.png");
    assert_eq!(free_name("images", "map", "jpg", |href| taken.contains(&href)), "images/map.jpg");
}
