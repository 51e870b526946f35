//! Tests of breaks in titles and headings: kept where these are shown, a space everywhere else.

use pressmark::find::named;
use pressmark::internals::layout::{Layer, Page, PlacedKind};

use crate::support::{Press, YAML, entries};

/// A book whose titles and headings all have a break.
fn press() -> Press {
    let yaml = YAML
        .replace("title: A Small Book", "title: The Small<br>Book")
        .replace("[one.md]", "[{ part: \"A Part<br>Title\", files: [one.md, two.md] }]");
    let design = "generate: [title-page, contents]\ndesign: { opening: { small-caps: none }, running-heads: { verso: chapter, recto: section } }\n";
    let text = format!("{}\n\n", "Words that fill a page, one after the other. ".repeat(30)).repeat(5);
    let one = format!(
        "# The First <br> Chapter {{#ch:one}}\n\n## Down<br>the *Long<br>Hill* {{#sec:hill}}\n\n{text}Another\\\nSection\n---\n\n{text}"
    );
    let two = "The Second\\\nChapter\n===\n\nSee @sec:hill.\n";
    Press::with(&[("book.yaml", &format!("{yaml}{design}")), ("one.md", &one), ("two.md", two)])
}

/// Returns the words of a page's layer, each line with its height.
fn words(page: &Page, layer: Layer) -> Vec<String> {
    let mut lines: Vec<(String, String)> = Vec::new();
    for item in page.items.iter().filter(|item| item.layer == layer) {
        let PlacedKind::Glyphs(run) = &item.kind else { continue };
        let y = item.y.to_string();
        match lines.last_mut() {
            Some((before, text)) if *before == y => text.push_str(&run.text),
            _ => lines.push((y, run.text.to_string())),
        }
    }
    lines.into_iter().map(|(_, text)| text.trim().to_owned()).collect()
}

#[test]
fn a_break_is_kept_where_a_title_is_shown_and_is_a_space_elsewhere() {
    let press = press();
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let pages = loaded.layout().value.expect("a book").layouts.remove(0).pages.pages;
    let text: Vec<String> = pages.iter().flat_map(|page| words(page, Layer::Text)).collect();
    let follows =
        |first: &str, second: &str| text.windows(2).any(|pair| pair[0] == first && pair[1] == second);
    for (first, second) in [
        ("The Small", "Book"),
        ("A Part", "Title"),
        ("The First", "Chapter"),
        ("Down", "the Long"),
        ("the Long", "Hill"),
        ("Another", "Section"),
        ("The Second", "Chapter"),
    ] {
        assert!(follows(first, second), "{first}, {second}");
    }
    let has = |words: &str| text.iter().any(|line| line.contains(words));
    for title in ["A Part Title", "The First Chapter", "The Second Chapter"] {
        assert!(has(title), "{title} in the contents");
    }
    assert!(has("“Down the Long Hill”"), "references");
    let heads: Vec<String> = pages.iter().flat_map(|page| words(page, Layer::Head)).collect();
    for title in ["The First Chapter", "Down the Long Hill", "Another Section"] {
        assert!(heads.iter().any(|head| head == title), "{title}: {heads:?}");
    }
}

#[test]
fn titles_in_the_e_book_and_in_the_outline_have_spaces_for_breaks() {
    let press = press();
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let books = press.books();
    let names: Vec<&String> = books.keys().collect();
    assert_eq!(names, ["the-small-book.epub", "the-small-book.pdf"]);
    let files = entries(&books["the-small-book.epub"]);
    let file = |end: &str| {
        let (_, bytes) =
            files.iter().find(|(name, _)| name.ends_with(end)).unwrap_or_else(|| panic!("{end}"));
        String::from_utf8(bytes.clone()).expect("UTF-8")
    };
    let (nav, ncx, opf) = (file("nav.xhtml"), file("toc.ncx"), file("content.opf"));
    for title in ["A Part Title", "The First Chapter", "The Second Chapter", "Another Section"] {
        assert!(nav.contains(title) && ncx.contains(title), "{title}\n{nav}\n{ncx}");
    }
    assert!(!nav.contains("<br") && nav.contains("Down the Long Hill"), "{nav}");
    assert!(opf.contains(">The Small Book</dc:title>"), "{opf}");
    let chapter = file("one.xhtml");
    assert!(chapter.contains("<title>The First Chapter</title>"), "{chapter}");
    assert!(
        chapter.contains("<h1>The First<br />\nChapter</h1>")
            && chapter.contains("Down<br />\nthe <em>Long<br />\nHill</em>"),
        "{chapter}"
    );
    assert!(file("two.xhtml").contains("“Down the Long Hill”"));

    let pdf = lopdf::Document::load_mem(&books["the-small-book.pdf"]).expect("a PDF");
    let titles: Vec<String> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"Title").ok()?.as_str().ok())
        .map(|title| String::from_utf8_lossy(title).replace('\0', ""))
        .collect();
    for title in
        ["A Part Title", "The First Chapter", "Down the Long Hill", "Another Section", "The Small Book"]
    {
        assert!(titles.iter().any(|found| found.contains(title)), "{title}: {titles:?}");
    }
}
