//! Tests of the navigation document.

use super::*;
use crate::epub::nav::nav;
use bench::entry;

/// Returns the links of the navigation document, as addresses and words.
fn links(nav: &str) -> Vec<String> {
    let lines = nav.lines().filter_map(|line| line.trim().strip_prefix("<li><a"));
    let shown = lines.filter_map(|line| {
        let (_, rest) = line.split_once("href=\"")?;
        let (href, rest) = rest.split_once("\">")?;
        let (words, _) = rest.split_once("</a>")?;
        Some(format!("{href} {words}"))
    });
    shown.collect()
}

/// Returns one of the lists of a navigation document.
fn list<'a>(nav: &'a str, kind: &str) -> &'a str {
    let start = nav.find(&format!("<nav epub:type=\"{kind}\"")).expect("a list");
    let end = nav[start..].find("</nav>").expect("its end");
    &nav[start..start + end]
}

#[test]
fn entries_lead_to_documents_and_to_places_in_them() {
    let mut bench = Bench::new();
    let mut part = division("war", Role::Part, Vec::new());
    part.children = vec![division("one", Role::Chapter, vec![anchored("hanoi", Vec::new())])];
    bench.book.body = vec![part];
    let section = entry(Anchor::named("hanoi"), "Hà Nội", Vec::new());
    let chapter = entry(Anchor::from(&DivisionId::new("one")), "One & only", vec![section]);
    bench.book.contents = vec![entry(Anchor::from(&DivisionId::new("war")), "War", vec![chapter])];
    let nav = nav(&bench.layout()).text;
    let toc = list(&nav, "toc");
    let expected = ["text/war.xhtml War", "text/one.xhtml One &amp; only", "text/one.xhtml#hanoi Hà Nội"];
    assert_eq!(links(toc), expected);
    // Each level is a list within the item above.
    let depth = |words: &str| {
        let before = &toc[..toc.find(words).expect("the entry")];
        before.matches("<ol>").count() - before.matches("</ol>").count()
    };
    assert_eq!(["War<", "One", "Hà"].map(depth), [1, 2, 3]);
}

#[test]
fn a_book_without_contents_leads_to_its_only_text() {
    let mut bench = Bench::new();
    bench.book.body = vec![division("one", Role::Chapter, Vec::new())];
    assert_eq!(links(list(&nav(&bench.layout()).text, "toc")), ["text/one.xhtml Untitled"]);
}

#[test]
fn landmarks_lead_to_the_first_of_each_kind_and_to_the_beginning() {
    let mut bench = Bench::new();
    let chapter = |name| division(name, Role::Chapter, Vec::new());
    bench.book.front = vec![division("preface", Role::Preface, Vec::new())];
    bench.book.body = vec![chapter("one"), chapter("two")];
    bench.book.back = ["a", "b"].map(|name| division(name, Role::Appendix, Vec::new())).to_vec();
    let nav = nav(&bench.layout()).text;
    let expected = [
        "text/cover.xhtml Cover",
        "nav.xhtml#toc Contents",
        "text/preface.xhtml preface",
        "text/a.xhtml a",
        "text/one.xhtml Beginning",
        "text/a.xhtml a",
    ];
    assert_eq!(links(list(&nav, "landmarks")), expected);
}

#[test]
fn gathered_notes_are_listed_once() {
    let mut bench = Bench::new();
    bench.notes("one", &[&[]]);
    bench.book.body = vec![division("one", Role::Chapter, vec![paragraph(vec![call(0)])])];
    bench.book.back = vec![division("index", Role::Index, Vec::new())];
    let anchors = ["one", "index"].map(|name| entry(Anchor::from(&DivisionId::new(name)), name, Vec::new()));
    bench.book.contents = anchors.to_vec();
    let book = crate::epub::notes::gathered(&bench.book, NotesAt::Book).into_owned();
    let nav = nav(&bench.layout_of(&book)).text;
    // After the chapters, and before the index.
    let expected = ["text/one.xhtml one", "text/endnotes.xhtml Notes", "text/index.xhtml index"];
    assert_eq!(links(list(&nav, "toc")), expected);
}
