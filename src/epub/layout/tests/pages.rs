//! The documents in which pages of the printed edition begin.

use super::*;
use crate::book::pagination::{PageStart, Pagination};
use crate::book::{NodeId, Origin};

/// Returns a page that begins with a text.
fn page(label: &str, text: TextId) -> PageStart {
    let origin = Origin { text, node: NodeId::TEXT, at: 0 };
    PageStart { label: label.to_owned(), origin, within_word: false }
}

#[test]
fn a_page_is_in_the_document_of_the_text_that_it_begins_with() {
    let mut bench = Bench::new();
    bench.notes("one", &[&[]]);
    let mut contents = division("contents", Role::Contents, vec![contents()]);
    contents.text = TextId::Division(0);
    let mut one = division("one", Role::Chapter, vec![paragraph(vec![call(0)])]);
    one.text = TextId::Division(1);
    bench.book.front = vec![contents];
    bench.book.body = vec![one];
    let texts = [
        ("i", TextId::Division(0)),
        ("1", TextId::Division(1)),
        ("2", TextId::Note(NoteId(0))),
        // This page begins with a text that is not in the e-book.
        ("3", TextId::Division(2)),
    ];
    let pages = texts.map(|(label, text)| page(label, text)).to_vec();
    bench.pagination = Some(Pagination { source: String::new(), pages, ..Pagination::default() });
    let layout = bench.layout();
    let expected = ["nav.xhtml#page-i", "text/one.xhtml#page-1", "text/one.xhtml#page-2"].map(str::to_owned);
    let [i, one, two] = expected.map(Some);
    assert_eq!(["i", "1", "2", "3"].map(|label| layout.to_page(label)), [i, one, two, None]);
}

#[test]
fn without_a_printed_edition_there_are_no_pages() {
    let mut bench = Bench::new();
    bench.book.body = vec![division("one", Role::Chapter, Vec::new())];
    assert_eq!(bench.layout().to_page("1"), None);
}
