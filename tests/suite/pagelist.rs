//! Tests of the page list: it has an entry for each page of the printed book, with the same number, and
//! after each the text with which that page begins.

use std::collections::BTreeMap;

use pressmark::internals::layout::Pages;
use pressmark::internals::layout::{Layer, Page, PlacedKind};
use pressmark::internals::units::Length;
use pressmark::{Format, find::named};

use crate::books::judged;
use crate::support::{Press, YAML, entries};

/// The number of words at the beginning of a page that are compared.
const WORDS: usize = 4;

#[test]
fn every_page_begins_with_the_same_words_in_both_books() {
    for book in judged() {
        let (compared, pages) = compare(book.epub(), book.pages());
        // Blank pages and those with only a picture have no words.
        assert!(compared * 2 >= pages, "{:?}: {compared} of {pages} pages", book.manuscript);
    }
}

#[test]
fn a_page_may_begin_in_a_list_a_table_a_quotation_or_a_note() {
    let words = |n: usize| many(n, |i| format!("word{i} "));
    let list = many(60, |i| format!("{}. item{i} of a list\n", i + 1));
    let table = many(70, |i| format!("| cell{i} | side{i} |\n"));
    let quote = many(40, |i| format!("> quoted{i} {}\n>\n", words(12)));
    let verse = many(60, |i| format!("line{i} of verse\n"));
    let text = format!(
        "# One\n\n{}\n\n{list}\n\n| a | b |\n|---|---|\n{table}\n{quote}\n::: verse\n{verse}:::\n\nA note.[^1]\n\n[^1]: {}\n",
        words(900),
        words(1800)
    );
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &text)]);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let made = loaded.build(&pressmark::BuildOptions::formats(&[Format::Epub, Format::Pdf])).expect("books");
    let epub = made.value.iter().find(|product| product.format == Format::Epub).expect("an e-book");
    let proofs = loaded.layout().value.expect("a book");
    let (compared, pages) = compare(&epub.bytes, &proofs.layouts[0].pages);
    assert!(pages > 12 && compared == pages - 1, "{compared} of {pages}");
}

#[test]
fn an_e_book_names_the_edition_of_its_pages() {
    let editions = "\
editions:
  - { name: ebook, format: epub, isbn: 978-0-306-40615-7 }
  - { name: hardback, format: pdf, isbn: 978-0-8044-2957-3 }
  - { name: pocket, format: pdf, design: { trim: pocket } }
";
    let long = many(3000, |i| format!("word{i} "));
    let text = format!("# One\n\n{long}\n");
    let of = |wish: &str| {
        let yaml = format!("{YAML}{editions}{wish}");
        let press = Press::with(&[("book.yaml", &yaml), ("one.md", &text)]);
        let run = press.run(&["build", "-q", "-f", "epub"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let (_, bytes) = press.books().into_iter().next().expect("a book");
        let entries = entries(&bytes);
        let find = |name: &str| {
            let (_, bytes) = entries.iter().find(|(known, _)| known == name).expect("a file");
            String::from_utf8(bytes.clone()).expect("UTF-8")
        };
        (find("OEBPS/content.opf"), find("OEBPS/nav.xhtml").matches("#page-").count())
    };
    let (hard, hard_pages) = of("epub: { pages: hardback }\n");
    assert!(hard.contains("<meta property=\"pageBreakSource\">urn:isbn:9780804429573</meta>"), "{hard}");
    let (small, small_pages) = of("epub: { pages: pocket }\n");
    assert!(small.contains("<meta property=\"pageBreakSource\">A Small Book (pocket)</meta>"), "{small}");
    assert!(small_pages > hard_pages && hard_pages > 5, "{small_pages} {hard_pages}");
    // If only the e-book is made, one that names no edition has no page list.
    let (alone, none) = of("");
    assert!(none == 0 && !alone.contains("pageNavigation") && !alone.contains("pageBreakSource"));
}

#[test]
fn a_missing_edition_is_reported() {
    let yaml = format!(
        "{YAML}epub:\n  pages: hardbak\neditions:\n  - {{ format: epub }}\n  - {{ name: hardback, format: pdf }}\n"
    );
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\nWords.\n")]);
    let run = press.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("book.yaml:10:10") && run.err.contains("did you mean `hardback`?"),
        "{}",
        run.err
    );
}

#[test]
fn a_place_on_a_page_leads_to_the_manuscript_and_back() {
    for book in judged() {
        let pages = book.pages();
        let sources = book.session.sources();
        let trace = pressmark::internals::Trace::new(&book.proofs.prepared.book, pages, sources);
        let mut compared = 0;
        for (index, page) in pages.pages.iter().enumerate() {
            for item in page.items.iter().filter(|item| item.layer == Layer::Text).step_by(3) {
                let PlacedKind::Glyphs(run) = &item.kind else { continue };
                let Some(origin) = trace.origin_at(index, item.x, item.y) else { continue };
                let Some(span) = trace.span(origin) else { panic!("{origin:?} is not in the book") };
                let first = run.text.chars().next().filter(|c| c.is_alphanumeric());
                let written = sources.text(span).unwrap_or_default();
                if let (Some(first), true) = (first, written.chars().count() == 1) {
                    assert_eq!(written.chars().next(), Some(first), "page {}: {}", index + 1, run.text);
                    compared += 1;
                }
            }
            let Some(span) = page.start.and_then(|start| trace.span(start.origin)) else { continue };
            if index % 16 == 0 && span.start < span.end {
                assert!(trace.pages_of(span).contains(&index), "page {} of {span:?}", index + 1);
            }
        }
        assert!(compared * 2 > pages.pages.len(), "{}: {compared} places", book.manuscript.display());
    }
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// Compares an e-book with the pages of its printed book. Returns the number of pages of which words
/// were compared, and the number of all pages.
fn compare(epub: &[u8], pages: &Pages) -> (usize, usize) {
    let marks = marks(epub);
    let listed: Vec<&str> = marks.iter().map(|mark| mark.label.as_str()).collect();
    let printed: Vec<String> = pages.pages.iter().map(|page| page.folio.label()).collect();
    assert_eq!(listed, printed);
    (compare_words(pages, &marks), printed.len())
}

fn compare_words(pages: &Pages, marks: &[Mark]) -> usize {
    let mut compared = 0;
    let (mut text_ends, mut notes_end) = (String::new(), String::new());
    for (page, Mark { label, behind, in_contents }) in pages.pages.iter().zip(marks) {
        // A page may contain only the rest of a note.
        let (text, notes) = (words_of(page, Layer::Text), words_of(page, Layer::Note));
        let before = std::mem::replace(&mut text_ends, text.clone());
        let note_before = std::mem::replace(&mut notes_end, notes.clone());
        let (printed, before) = if text.is_empty() { (notes, note_before) } else { (text, before) };
        if printed.is_empty() {
            continue;
        }
        let first = usize::from(before.ends_with('\u{AD}'));
        // Lines of the contents end with page numbers in the printed book.
        let count = if *in_contents { 1 } else { WORDS };
        let printed: Vec<String> = words(&printed.replace('\u{AD}', "")).skip(first).take(count).collect();
        let marked: Vec<String> = words(behind).take(printed.len()).collect();
        assert_eq!(marked, printed, "page {label}");
        compared += 1;
    }
    compared
}

/// Returns words by their letters alone.
fn words(text: &str) -> impl Iterator<Item = String> {
    // On the page Hebrew is in visual order, in the book in reading order.
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if letters.iter().any(|c| ('\u{590}'..'\u{600}').contains(c)) {
            letters.sort_unstable();
        }
        letters.into_iter().collect::<String>()
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '/' | '…'))
        .map(letters)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

/// Returns the text of a page without the numbers of lists, and without the page numbers of the
/// contents.
fn words_of(page: &Page, layer: Layer) -> String {
    let mut out = String::new();
    let mut end: Option<(Length, Length, Option<Length>)> = None;
    for item in page.items.iter().filter(|item| item.layer == layer && item.owner.is_some()) {
        let PlacedKind::Glyphs(run) = &item.kind else { continue };
        let number = run.text.trim().strip_suffix('.').is_some_and(|text| text.parse::<u32>().is_ok());
        // This is another line or cell, except that an initial and the rest of its word are one.
        let parted = end.is_some_and(|(x, y, initial)| {
            (x, y) != (item.x, item.y) && initial.is_none_or(|size| size <= run.size * 2)
        });
        if parted && !out.ends_with(['\u{AD}', '—', '-']) {
            out.push(' ');
        }
        let initial = (run.text.chars().count() == 1).then_some(run.size);
        end = Some((item.x + run.width(), item.y, initial));
        if !(number || out.is_empty() && run.text.trim() == "•") {
            out.push_str(&run.text);
        }
    }
    out
}

/// An entry of the page list.
struct Mark {
    label: String,
    /// The text after it.
    behind: String,
    /// Whether it is in the navigation document.
    in_contents: bool,
}

/// Returns the page list of an e-book.
fn marks(epub: &[u8]) -> Vec<Mark> {
    let entries = entries(epub);
    let options = || roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let texts: BTreeMap<&str, &str> = entries
        .iter()
        .filter(|(name, _)| name.rsplit('.').next() == Some("xhtml"))
        .map(|(name, bytes)| (name.trim_start_matches("OEBPS/"), std::str::from_utf8(bytes).expect("UTF-8")))
        .collect();
    let documents: BTreeMap<&str, roxmltree::Document<'_>> = texts
        .iter()
        .map(|(name, text)| {
            (*name, roxmltree::Document::parse_with_options(text, options()).expect("well-formed"))
        })
        .collect();
    let list = documents["nav.xhtml"]
        .descendants()
        .find(|node| node.attribute(("http://www.idpf.org/2007/ops", "type")) == Some("page-list"))
        .expect("a page list");
    let links = list.descendants().filter(|node| node.has_tag_name("a"));
    links
        .map(|link| {
            let (name, id) = link.attribute("href").and_then(|href| href.split_once('#')).expect("a place");
            let document = &documents[name];
            let mark = document.descendants().find(|node| node.attribute("id") == Some(id));
            let mark = mark.unwrap_or_else(|| panic!("{name}#{id}"));
            assert_eq!(mark.attribute("role"), Some("doc-pagebreak"));
            let label = link.text().expect("a label").to_owned();
            Mark { label, behind: behind(mark), in_contents: name == "nav.xhtml" }
        })
        .collect()
}

/// Returns the text of a document after a node, as much of it as is compared.
fn behind(mark: roxmltree::Node<'_, '_>) -> String {
    let mut out = String::new();
    let in_note = |node: roxmltree::Node<'_, '_>| {
        node.ancestors().any(|outer| outer.attribute("role") == Some("doc-footnote"))
    };
    let begins_in_note = in_note(mark);
    let later = mark.document().descendants().skip_while(|node| *node != mark);
    for node in later.filter(|node| begins_in_note || !in_note(*node)) {
        if node.is_text() {
            out.push_str(node.text().unwrap_or_default());
        } else if !matches!(
            node.tag_name().name(),
            "span" | "em" | "i" | "b" | "a" | "strong" | "sup" | "sub"
        ) {
            out.push(' ');
        }
        if words(&out).count() > 4 * WORDS {
            break;
        }
    }
    out
}
