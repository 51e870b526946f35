//! Tests that both books have the same content: the words of the text and of the notes in one order,
//! the headings, the external links.

use std::collections::BTreeSet;
use std::path::Path;

use lopdf::Object;
use pressmark::internals::book::{Anchor, DivisionId};
use pressmark::internals::layout::{Layer, LinkTarget, Pages, PlacedKind};
use pressmark::{BuildOptions, Format, find::named};
use unicode_normalization::UnicodeNormalization;

use crate::books::{NOVEL, book};
use crate::support::{
    MATHML, Press, YAML, entries, formula_text, in_reading_order, is_formula, is_in_note, root,
};

/// The content of a book without whitespace, since line breaks differ between the books.
#[derive(Default, PartialEq)]
struct BookText {
    text: String,
    notes: String,
    links: BTreeSet<String>,
}

#[test]
fn the_sample_has_the_same_text_in_both_books() {
    compare_book("manuscript");
}

#[test]
fn a_book_of_every_block_has_the_same_text_in_both_books() {
    compare_book("tests/golden/every-block");
}

#[test]
fn a_book_of_formulas_has_the_same_text_in_both_books() {
    compare_book("tests/golden/formulas");
}

#[test]
fn floats_and_tables_have_the_same_text_in_both_books() {
    compare_book("tests/golden/matter");
}

#[test]
fn a_book_with_lists_has_the_same_text_in_both_books() {
    compare_book("tests/golden/heads");
}

#[test]
fn a_book_of_letters_plays_and_verse_has_the_same_text_in_both_books() {
    compare_book("tests/golden/literary");
}

#[test]
fn an_anthology_has_the_same_text_in_both_books() {
    compare_book("tests/golden/anthology");
}

#[test]
fn openings_and_figures_beside_text_have_the_same_text_in_both_books() {
    compare_book("tests/golden/openings");
}

#[test]
fn a_book_with_indexes_has_the_same_text_in_both_books() {
    compare_book("tests/golden/index");
}

#[test]
fn the_golden_book_of_numbers_says_the_same_in_both_books() {
    compare_book("tests/golden/numbers");
}

#[test]
fn names_of_boxes_and_code_are_the_same_in_both_books() {
    let text = "# One\n\nSee @lst:x.\n\n::: {.note title=\"Don't *panic*\"}\nA note.\n:::\n\n\
        ::: {.aside title=\"Beside\"}\nAn aside.\n:::\n\n::: {.own title=\"Mine\"}\nA div.\n:::\n\n\
        ~~~rust {#lst:x title=\"src/main.rs\" caption=\"The `main` isn't here\"}\nfn main() {}\n~~~\n\n\
        ```{.sh caption=\"Alone\"}\nls\n```\n\nThe end.\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    compare_project(&press);
    let loaded = pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a project");
    let made_up = loaded.layout().value.expect("a book");
    let items = made_up.layouts[0].pages.pages.iter().flat_map(|page| &page.items);
    let words = items.filter(|item| item.layer == Layer::Text).filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some(&*run.text),
        PlacedKind::Rule { .. }
        | PlacedKind::Frame { .. }
        | PlacedKind::Stroke { .. }
        | PlacedKind::Picture { .. }
        | PlacedKind::Link { .. } => None,
    });
    let found: String = words.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
    for words in ["SeeListing1Dontpanic", "BesideAnaside", "Mine", "srcmainrsfnmainListing1Themainisnthere"] {
        assert!(found.contains(words), "{words}: {found}");
    }
}

#[test]
fn formulas_have_the_same_signs_in_both_books() {
    let sizes = include_str!("../../src/paragraph/math/tests/reference.txt");
    let sources = sizes.lines().filter_map(|line| line.splitn(4, ' ').nth(3));
    let sources = sources.chain(include_str!("../../src/paragraph/math/tests/more.txt").lines());
    let mut text = "# One\n".to_owned();
    // Formulas within words of a formula are set from their source.
    for source in sources.filter(|source| !source.contains('$')) {
        text += &format!("\nIn text ${source}$ it is.\n\n$${source}$$\n");
    }
    compare_project(&Press::with(&[("book.yaml", YAML), ("one.md", &text)]));
}

#[test]
fn attributions_have_the_same_dash_in_both_books() {
    for dash in ["–", "", "by"] {
        let yaml = format!("{YAML}design: {{ quotations: {{ dash: \"{dash}\" }} }}\n");
        let text = "# One\n\n> A quotation.\n>\n> — Someone\n\nThe end.\n";
        let press = Press::with(&[("book.yaml", &yaml), ("one.md", text)]);
        compare_project(&press);
    }
}

#[test]
fn endnotes_are_the_same_in_both_books() {
    compare_book("tests/golden/endnotes");
}

#[test]
fn a_long_novel_has_the_same_text_in_both_books() {
    compare_book(NOVEL);
}

/// Compares the two books of a manuscript, with content for one of the books included in both.
fn compare_book(manuscript: &str) {
    let press = Press::with(&[]);
    let folder = root().join(manuscript);
    if copy(&folder, &folder, &press) {
        compare_project(&press);
    } else {
        let made = book(manuscript);
        compare(made.epub(), made.pdf(), made.pages());
    }
}

fn compare_project(press: &Press) {
    let found = named(&press.path("")).expect("a project");
    let loaded = pressmark::Session::load(&found).expect("a machine that reads");
    let made = loaded.build(&BuildOptions::formats(&[Format::Epub, Format::Pdf])).expect("books");
    let of = |format| made.value.iter().find(|product| product.format == format).expect("a book");
    let proofs = loaded.layout().value.expect("a book");
    compare(&of(Format::Epub).bytes, &of(Format::Pdf).bytes, &proofs.layouts[0].pages);
}

fn compare(epub: &[u8], pdf: &[u8], pages: &Pages) {
    let epub = entries(epub);
    let (e_book, printed) = (by_epub(&epub), by_pages(pages));
    assert!(e_book.text.len() > 50, "there is something to compare: {}", e_book.text);
    same(&e_book.text, &printed.text, "text");
    same(&e_book.notes, &printed.notes, "notes");
    assert_eq!(e_book.links, printed.links);
    let headings = headings(&epub);
    assert!(!headings.is_empty(), "there are headings to compare");
    assert_eq!(headings, outline(pdf));
    lists(&epub, pages);
}

/// Copies a manuscript, so that content for only one of the books is in both. Returns whether there is
/// any.
fn copy(folder: &Path, top: &Path, press: &Press) -> bool {
    let mut is_changed = false;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            is_changed |= copy(&path, top, press);
            continue;
        }
        let name = path.strip_prefix(top).expect("below the top").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => {
                let both = text.replace("only=epub", "for=both").replace("only=pdf", "for=both");
                is_changed |= both != text && !name.starts_with("expected");
                both.into_bytes()
            }
            Err(other) => other.into_bytes(),
        };
        press.write(&name, &bytes);
    }
    is_changed
}

/// Compares long texts so that a failure shows the position.
#[track_caller]
fn same(e_book: &str, printed: &str, what: &str) {
    let at = e_book.chars().zip(printed.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(40)).take(120).collect::<String>();
    assert!(e_book == printed, "{what} differs:\n  e-book  …{}\n  printed …{}", near(e_book), near(printed));
}

fn by_pages(pages: &Pages) -> BookText {
    // The contents page of the e-book is its navigation document; lists are compared separately.
    let apart: Vec<_> = LISTS.iter().chain(&["contents"]).filter_map(|id| extent(pages, id)).collect();
    let mut found = BookText::default();
    for (index, item) in in_reading_order(pages) {
        let contents = apart.iter().any(|pages| pages.contains(&index));
        match &item.kind {
            PlacedKind::Glyphs(run) if item.owner.is_some() && !contents => {
                let is_formula = item.owner.is_some_and(|owner| is_formula(owner, pages));
                let text = if is_formula { run.text.nfkd().collect() } else { run.text.to_string() };
                let is_endnote = item.owner.is_some_and(|owner| is_in_note(owner, pages));
                match item.layer {
                    Layer::Text if is_endnote => push(&text, &mut found.notes),
                    Layer::Text => push(&text, &mut found.text),
                    Layer::Note => push(&text, &mut found.notes),
                    Layer::Head | Layer::Folio => {}
                }
            }
            PlacedKind::Link { to: LinkTarget::Uri(uri), .. } => {
                found.links.insert(uri.to_string());
            }
            _ => {}
        }
    }
    found
}

/// Returns the pages of a division.
fn extent(pages: &Pages, id: &str) -> Option<std::ops::Range<usize>> {
    let start = pages.anchors.get(&Anchor::Division(DivisionId::new(id)))?.page;
    let later = pages.anchors.values().map(|anchor| anchor.page).filter(|page| *page > start);
    Some(start..later.min().unwrap_or(pages.pages.len()))
}

/// The lists of figures and tables, by their identifiers.
const LISTS: [&str; 2] = ["list-of-figures", "list-of-tables"];

/// Checks that every entry of the e-book's list is in the printed one, with the page of its target.
fn lists(epub: &[(String, Vec<u8>)], pages: &Pages) {
    for id in LISTS {
        let file = format!("OEBPS/text/{id}.xhtml");
        let Some((_, bytes)) = epub.iter().find(|(name, _)| *name == file) else {
            assert_eq!(extent(pages, id), None, "{id} in the printed book alone");
            continue;
        };
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(text, options).expect("well-formed");
        let mut e_book = String::new();
        let heading = document.descendants().find(|node| node.has_tag_name("h1")).expect("a heading");
        let entries = document.descendants().filter(|node| node.has_tag_name("li"));
        for node in std::iter::once(heading).chain(entries) {
            let words = node.descendants().filter(roxmltree::Node::is_text);
            words.for_each(|words| push(words.text().unwrap_or_default(), &mut e_book));
            let link = node.descendants().find_map(|node| node.attribute("href"));
            if let Some(target) = link.and_then(|href| href.split_once('#')) {
                push(&pages.pages[pages.anchors[&Anchor::named(target.1)].page].folio.label(), &mut e_book);
            }
        }
        let printed = pages.pages[extent(pages, id).expect("a list")].iter().flat_map(|page| &page.items);
        let mut text = String::new();
        for item in printed.filter(|item| item.owner.is_some()) {
            if let PlacedKind::Glyphs(run) = &item.kind {
                push(&run.text, &mut text);
            }
        }
        same(&e_book, &text, id);
    }
}

fn push(text: &str, out: &mut String) {
    // Whitespace, and characters that only affect line breaking.
    let silent = |c: char| {
        c.is_whitespace() || matches!(c, '\u{AD}' | '\u{2060}' | '\u{200B}' | '\u{FEFF}' | '\u{FE00}')
        // MathML has a rule in place of a macron.
        || matches!(c, '\u{AF}' | '\u{304}')
    };
    let spoken = text.chars().filter(|c| !silent(*c));
    // On the page Hebrew is in visual order, in the book in reading order.
    if text.chars().any(|c| ('\u{590}'..'\u{600}').contains(&c)) {
        let mut letters: Vec<char> = spoken.collect();
        letters.sort_unstable();
        out.extend(letters);
    } else {
        out.extend(spoken);
    }
}

fn by_epub(entries: &[(String, Vec<u8>)]) -> BookText {
    let mut found = BookText::default();
    for (name, bytes) in entries {
        let list = LISTS.iter().any(|id| name.ends_with(&format!("/{id}.xhtml")));
        if name.starts_with("OEBPS/text/") && !name.ends_with("/cover.xhtml") && !list {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
            let document = roxmltree::Document::parse_with_options(text, options).expect("well-formed");
            let body = document.descendants().find(|node| node.has_tag_name("body")).expect("a body");
            walk(body, &mut found, false);
        }
    }
    found
}

fn walk(node: roxmltree::Node<'_, '_>, found: &mut BookText, in_note: bool) {
    if node.is_text() {
        let out = if in_note { &mut found.notes } else { &mut found.text };
        push(node.text().unwrap_or_default(), out);
        return;
    }
    // The letters of the printed formulas are those of the alphabets of mathematics.
    if node.has_tag_name((MATHML, "math")) {
        let out = if in_note { &mut found.notes } else { &mut found.text };
        return push(&formula_text(node).nfkd().collect::<String>(), out);
    }
    // On the page the numbers of lines of verse are beside the text.
    if node.attribute("class") == Some("line-number") {
        return;
    }
    let is_endnote = node.attribute("class") == Some("endnote");
    let in_note = in_note || is_endnote || node.attribute("role") == Some("doc-footnote");
    if let Some(href) = node.attribute("href").filter(|href| href.contains(':')) {
        found.links.insert(href.to_owned());
    }
    let is_index = node.parent().and_then(|list| list.attribute("class")) == Some("index-entries");
    if node.has_tag_name("li") && !is_endnote && !is_index {
        let out = if in_note { &mut found.notes } else { &mut found.text };
        marker(node, out);
    }
    node.children().for_each(|child| walk(child, found, in_note));
}

/// Adds the marker that a reading system sets before an item, and the printed book as text.
fn marker(item: roxmltree::Node<'_, '_>, out: &mut String) {
    let list = item.parent().expect("an item stands in a list");
    let index =
        list.children().filter(|child| child.has_tag_name("li")).position(|child| child == item).unwrap_or(0);
    if list.has_tag_name("ol") {
        let start: usize = list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        out.push_str(&format!("{}.", start + index));
    } else if list.attribute("class") != Some("tasks") {
        out.push('•');
    }
}

/// Returns the lines of the e-book's contents.
fn headings(entries: &[(String, Vec<u8>)]) -> Vec<String> {
    let (_, nav) = entries.iter().find(|(name, _)| name == "OEBPS/nav.xhtml").expect("a navigation document");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let text = std::str::from_utf8(nav).expect("UTF-8");
    let document = roxmltree::Document::parse_with_options(text, options).expect("well-formed");
    let toc = document.descendants().find(|node| node.attribute("id") == Some("toc")).expect("the contents");
    let links = toc.descendants().filter(|node| node.has_tag_name("a"));
    // The outline has no subtitles and authors.
    let is_title = |node: &roxmltree::Node<'_, '_>| {
        node.is_text() && !node.ancestors().any(|outer| outer.attribute("class") == Some("below-title"))
    };
    let words = |link: roxmltree::Node<'_, '_>| {
        link.descendants().filter(is_title).filter_map(|node| node.text()).collect::<String>()
    };
    links.map(|link| words(link).trim_end().to_owned()).collect()
}

/// Returns the lines of the PDF's outline, in order.
fn outline(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let mut lines = Vec::new();
    let Ok(root) =
        document.catalog().and_then(|catalog| catalog.get(b"Outlines")).and_then(Object::as_reference)
    else {
        return lines;
    };
    let follow = |id, key: &[u8]| {
        let dict = document.get_object(id).and_then(Object::as_dict).expect("a dictionary");
        dict.get(key).and_then(Object::as_reference).ok()
    };
    let mut waiting: Vec<_> = follow(root, b"First").into_iter().collect();
    while let Some(id) = waiting.pop() {
        let dict = document.get_object(id).and_then(Object::as_dict).expect("a dictionary");
        let title = dict.get(b"Title").and_then(Object::as_str).expect("a title");
        lines.push(decode(title));
        waiting.extend(follow(id, b"Next"));
        waiting.extend(follow(id, b"First"));
    }
    lines
}

fn decode(text: &[u8]) -> String {
    match text.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.expect("UTF-16")).collect()
        }
        None => String::from_utf8(text.to_vec()).expect("ASCII"),
    }
}
