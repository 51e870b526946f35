//! Tests of the page list: it has an entry for each page of the printed book, with the same number, and
//! after each the text with which that page begins.

use std::collections::BTreeMap;

use pressmark::internals::layout::{ElementId, Layer, Page, PageItem, Pages, PlacedKind};
use pressmark::internals::units::Length;
use pressmark::{Format, find::named};

use crate::books::judged;
use crate::support::{MATHML, Press, YAML, block_of, entries, is_formula};

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

/// Three times the novel. Paragraphs have Hebrew words, and chapters a note, a table that is turned, and a
/// figure that floats.
#[test]
fn every_page_of_a_very_long_book_begins_with_the_same_words() {
    const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"200\"><path d=\"M0 0h200v200z\"/></svg>";
    let yaml =
        "title: Three Voyages\nlanguage: en-GB\nauthor: A. N. Author\ngenerate: [title-page, contents]\n";
    let mut files =
        vec![("book.yaml".to_owned(), yaml.to_owned()), ("square.svg".to_owned(), SQUARE.to_owned())];
    files.push(("images/queequegs-mark.svg".to_owned(), SQUARE.to_owned()));
    for voyage in 1..=3 {
        for (at, (name, text)) in novel().into_iter().enumerate() {
            files.push((format!("{voyage}-{name}"), enriched(&text, voyage * 1000 + at)));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let press = Press::with(&files);
    let mut loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    // From the first reload on a session sets nothing twice.
    loaded.reload().expect("a machine that reads");
    let made = loaded.build(&pressmark::BuildOptions::formats(&[Format::Epub, Format::Pdf])).expect("books");
    let errors: Vec<_> =
        made.diagnostics.iter().filter(|one| one.is_error()).map(|one| &one.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let epub = made.value.iter().find(|product| product.format == Format::Epub).expect("an e-book");
    let proofs = loaded.layout().value.expect("a book");
    let pages = &proofs.layouts[0].pages;
    let count =
        |is: &dyn Fn(&PageItem) -> bool| pages.pages.iter().filter(|page| page.items.iter().any(is)).count();
    let is_hebrew = |item: &PageItem| matches!(&item.kind, PlacedKind::Glyphs(run) if run.text.contains('ש'));
    let (hebrew, turned) = (count(&is_hebrew), count(&|item| item.turned));
    assert!(hebrew > 300 && turned > 40, "{hebrew} and {turned} of {} pages", pages.pages.len());
    let novel = crate::books::book(crate::books::NOVEL).pages().pages.len();
    let (compared, all) = compare(&epub.bytes, pages);
    assert!(all > 3 * novel && compared * 10 > all * 9, "{compared} of {all} pages, {novel} of the novel");
}

/// The chapters of the novel, in order.
fn novel() -> Vec<(String, String)> {
    let folder = crate::support::root().join(crate::books::NOVEL);
    let files = std::fs::read_dir(folder).expect("a novel").map(|entry| entry.expect("a file").path());
    let mut chapters: Vec<(String, String)> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a chapter"))
        })
        .collect();
    chapters.sort();
    chapters
}

/// A chapter with matter of other kinds after some of its paragraphs.
fn enriched(text: &str, chapter: usize) -> String {
    let mut out = String::new();
    for (index, block) in text.split_inclusive("\n\n").enumerate() {
        let block = if index % 6 == 3 && block.starts_with(char::is_uppercase) {
            block.replacen(". ", ", in Hebrew שלום שלום. ", 1)
        } else {
            block.to_owned()
        };
        out.push_str(block.trim_end_matches('\n'));
        out.push_str("\n\n");
        match index {
            5 if chapter.is_multiple_of(4) => {
                out.push_str("| a | b |\n|---|---|\n| one | two |\n| three | four |\n\n: Sideways {place=sideways}\n\n");
            }
            7 => out.push_str("![A square that floats](square.svg){alt=\"A square\"}\n\n"),
            9 => {
                let note = "A note on this, of some length. ".repeat(chapter % 7 * 12 + 1);
                out.push_str(&format!("A call behind so many words.[^own]\n\n[^own]: {note}\n\n"));
            }
            _ => {}
        }
    }
    out
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
                // Text behind a picture with lines of its own begins at the space before it.
                let is_letter = written.chars().count() == 1 && written != " ";
                if let (Some(first), true) = (first, is_letter) {
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
    let (mut reached, mut above) = (ElementId::ROOT, Vec::new());
    for (page, Mark { label, behind, in_contents }) in pages.pages.iter().zip(marks) {
        // A page may have nothing but the rest of a note.
        let (items, is_late) = text_of(page, pages, &mut reached);
        let (text, notes) = (words_of(&items), words_of(&notes_of(page)));
        let before = std::mem::replace(&mut text_ends, text.clone());
        let note_before = std::mem::replace(&mut notes_end, notes.clone());
        let (printed, before) = if text.is_empty() { (notes, note_before) } else { (text, before) };
        if printed.is_empty() {
            continue;
        }
        let first = usize::from(before.ends_with('\u{AD}'));
        // Lines of the contents end with page numbers in the printed book.
        let count = if *in_contents { 1 } else { WORDS };
        let mut printed: Vec<String> =
            uncalled(words(&printed.replace('\u{AD}', ""))).skip(first).take(count).collect();
        let mut told: Vec<String> = uncalled(words(behind)).take(printed.len()).collect();
        // A figure behind the first words may be elsewhere on the printed page.
        if let Some(at) = told.iter().position(|word| word == "Figure").filter(|at| *at > 0) {
            printed.truncate(at);
            told.truncate(at);
        }
        // Marks are in the order of the book: a float that was called before the page above begins has that
        // page's.
        if !(is_late && told == above) {
            assert_eq!(told, printed, "page {label}");
        }
        above = told;
        compared += 1;
    }
    compared
}

/// Returns words by their letters alone.
/// Returns words without the numbers of note calls, which may be apart from the words before them.
fn uncalled(words: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let bare = |word: String| {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        // What has no letters may be a number of the text.
        if letters.is_empty() && word.len() > 2 { word } else { letters }
    };
    words.map(bare).filter(|word| !word.is_empty())
}

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

/// The text of a page in the order of the book, from the block on that the pages before have `reached`: a float
/// may stand above text before its call, or on a later page than its call. Whether the page has nothing but such
/// late floats.
fn text_of<'a>(page: &'a Page, pages: &Pages, reached: &mut ElementId) -> (Vec<&'a PageItem>, bool) {
    let items = page.items.iter().filter(|item| item.layer == Layer::Text);
    let mut all: Vec<(ElementId, &PageItem)> =
        items.filter_map(|item| Some((block_of(item.owner?, pages), item))).collect();
    all.sort_by_key(|(block, _)| *block);
    let first = all.partition_point(|(block, _)| *block < *reached);
    let is_late = first > 0 && first == all.len();
    *reached = all.last().map_or(*reached, |(block, _)| (*reached).max(*block));
    let from = if is_late { 0 } else { first };
    let words = all[from..].iter().map(|(_, item)| *item);
    (words.filter(|item| !item.owner.is_some_and(|owner| is_formula(owner, pages))).collect(), is_late)
}

fn notes_of(page: &Page) -> Vec<&PageItem> {
    page.items.iter().filter(|item| item.layer == Layer::Note && item.owner.is_some()).collect()
}

/// Returns the text of a page without the numbers of lists, and without the page numbers of the
/// contents.
fn words_of(items: &[&PageItem]) -> String {
    let mut out = String::new();
    let mut end: Option<(Length, Length, Option<Length>)> = None;
    for item in items {
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

/// Returns whether a node is within a formula or its number.
fn is_of_formula(node: roxmltree::Node<'_, '_>) -> bool {
    node.ancestors().any(|outer| {
        let class = outer.attribute("class").unwrap_or_default();
        outer.has_tag_name((MATHML, "math"))
            || class.split(' ').any(|class| matches!(class, "equation" | "math"))
    })
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
        // The parts of a formula are at places of their own in the printed book.
        if is_of_formula(node) {
            continue;
        }
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
