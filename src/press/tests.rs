//! Tests that sessions that build more than once make the same books as new sessions.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::editions::printed;
use super::gutter::{estimate, with_gutter};
use super::proofs::lay_out;
use super::{BuildOptions, PagePlace, Session};
use crate::book::visit::{self, Visitor};
use crate::book::{Block, BlockKind, Inline, InlineKind};
use crate::layout::PlacedKind;
use crate::project::named;

const YAML: &str = "title: A Small Book\nlanguage: en-GB\nauthor: A. N. Author\n\
    generate: [title-page, contents]\nchapters: [one.md, two.md, three.md]\n";

/// A project of three chapters, the first of which refers to the second, in a temporary folder.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "book.yaml", YAML);
    write(folder.path(), "one.md", "# One\n\nSee [two](two.md) and a note.[^a]\n\n[^a]: The note.\n");
    write(folder.path(), "two.md", "# Two\n\nSome words.\n");
    write(folder.path(), "three.md", "# Three\n\nMore words.\n");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

fn load(folder: &Path) -> Session {
    Session::load(&named(folder).expect("a project")).expect("a machine that reads")
}

/// Returns the files of a build with their names, and the messages of its diagnostics.
fn build(session: &Session) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let made = session.build(&BuildOptions::default().dated(0)).expect("books");
    let files = made.value.into_iter().map(|product| (product.file_name, product.bytes)).collect();
    (files, made.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect())
}

/// Returns how many chapters were parsed and divisions set since the session was loaded.
fn work(session: &Session) -> (usize, usize) {
    (session.cache.chapters.made(), session.cache.columns.made())
}

/// Reloads and lays out, compares with what a new session lays out, and returns the work that it took.
fn rebuild(session: &mut Session, folder: &Path) -> (usize, usize) {
    let before = work(session);
    session.reload().expect("a machine that reads");
    assert_eq!(pages(session), pages(&load(folder)));
    let after = work(session);
    (after.0 - before.0, after.1 - before.1)
}

/// Returns the pages as text, their structure and the diagnostics.
fn pages(session: &Session) -> (String, String, Vec<String>) {
    let made = session.layout();
    let layout = made.value.expect("pages").layouts.remove(0);
    let diagnostics = made.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect();
    (layout.text, layout.structure, diagnostics)
}

#[test]
fn chapters_are_parsed_once_however_often_a_session_builds() {
    let folder = project();
    let session = load(folder.path());
    let first = build(&session);
    assert_eq!(first.0.len(), 2, "{:?}", first.1);
    assert_eq!(session.cache.chapters.made(), 3);
    assert!(first == build(&session));
    session.check().expect("a report");
    assert_eq!(session.cache.chapters.made(), 3);
}

#[test]
fn only_what_a_change_affects_is_made_again() {
    let folder = project();
    let mut session = load(folder.path());
    // Results are kept from the first reload on: chapters, title page, and the contents in two rounds.
    assert_eq!(rebuild(&mut session, folder.path()), (3, 6));
    assert_eq!(rebuild(&mut session, folder.path()), (0, 0));
    write(folder.path(), "three.md", "# Three\n\nOther words.\n");
    assert_eq!(rebuild(&mut session, folder.path()), (1, 1));
    // A title is in the contents, and the page numbers there stay the same.
    write(folder.path(), "three.md", "# The Third\n\nOther words.\n");
    assert_eq!(rebuild(&mut session, folder.path()), (1, 3));
    // It is shown in running heads and on the title page.
    write(folder.path(), "book.yaml", &YAML.replace("Small", "Large"));
    assert_eq!(rebuild(&mut session, folder.path()), (0, 6));
    assert!(build(&session) == build(&load(folder.path())));
}

#[test]
fn a_chapter_whose_pages_move_others_has_the_contents_set_again() {
    let folder = project();
    let mut session = load(folder.path());
    rebuild(&mut session, folder.path());
    let words = "Many words, and then many more of them, until the page is full. ".repeat(90);
    write(folder.path(), "two.md", &format!("# Two\n\n{words}\n"));
    assert_eq!(rebuild(&mut session, folder.path()), (1, 2));
}

#[test]
fn a_picture_that_changes_has_its_division_set_again() {
    let svg = |width: u32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"40\"><rect width=\"9\" height=\"9\"/></svg>"
        )
    };
    let folder = project();
    write(folder.path(), "two.md", "# Two\n\n![A square](x.svg)\n");
    write(folder.path(), "x.svg", &svg(60));
    let mut session = load(folder.path());
    rebuild(&mut session, folder.path());
    write(folder.path(), "x.svg", &svg(90));
    assert_eq!(rebuild(&mut session, folder.path()), (0, 1));
}

#[test]
fn files_that_are_gone_are_reported_after_a_reload() {
    let folder = project();
    let mut session = load(folder.path());
    assert!(session.load_diagnostics().iter().all(|diagnostic| !diagnostic.is_error()));
    fs::remove_file(folder.path().join("two.md")).expect("a file");
    session.reload().expect("a machine that reads");
    let (files, messages) = build(&session);
    assert!(files.is_empty() && messages.iter().any(|message| message.contains("two.md")), "{messages:?}");
}

#[test]
fn every_page_can_be_explained() {
    /// The column at which the words of a row begin.
    const WORDS: usize = 38;
    let mut session = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript"));
    // Results are kept from the first reload on.
    session.reload().expect("a machine that reads");
    let pages = session.layout().value.expect("pages").layouts.remove(0).pages;
    let (mut explained, mut rows) = (0, 0);
    for number in 1..=pages.pages.len() {
        let text = session.explain(&PagePlace::Page(number)).value.expect("a page");
        assert!(text.contains(&format!("page {number}, folio")), "{text}");
        assert!(text.contains("Page end: ") || text.contains("blank") || text.contains("nothing"), "{text}");
        // The lines that are explained are those of this page: their rows begin with a number.
        let on_page = letters(pages.pages[number - 1].items.iter().filter_map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => Some(&*run.text),
            PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Picture { .. }
            | PlacedKind::Link { .. } => None,
        }));
        let is_number = |head: &str| !head.is_empty() && head.bytes().all(|byte| byte.is_ascii_digit());
        let is_row = |row: &&str| row.get(..6).is_some_and(|head| is_number(head.trim()));
        for row in text.lines().filter(is_row) {
            let words = letters([&row[WORDS..]].into_iter());
            assert!(on_page.contains(&words), "page {number}: {row}");
            rows += 1;
        }
        explained += usize::from(text.contains("badness"));
    }
    assert!(explained * 2 > pages.pages.len() && rows > 500, "{explained} pages, {rows} lines");
    let beyond = session.explain(&PagePlace::Page(pages.pages.len() + 1)).value;
    assert!(beyond.is_err_and(|reason| reason.contains("there is no page")));
}

/// The letters of texts, without anything that setting adds.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_words_of_a_line_in_the_manuscript_are_explained() {
    let folder = project();
    write(folder.path(), "two.md", "# Two\n\nSome words.\n\nA herring and a gull.\n");
    let session = load(folder.path());
    let text = |line| {
        session
            .explain(&PagePlace::Line { file: "two.md".to_owned(), line })
            .value
            .unwrap_or_else(|reason| reason)
    };
    assert!(text(5).contains("A herring and a gull."), "{}", text(5));
    assert!(text(5).contains("paragraph of 1 line"), "{}", text(5));
    assert!(text(2).contains("nothing of line 2"), "{}", text(2));
    assert!(text(50).contains("has no line 50"), "{}", text(50));
    let misspelt = PagePlace::Line { file: "tow.md".to_owned(), line: 5 };
    assert!(session.explain(&misspelt).value.is_err_and(|reason| reason.contains("did you mean `two.md`?")));
    assert_eq!(
        session.explain(&PagePlace::Folio("1".to_owned())).value.map(|text| text.lines().count() > 5),
        Ok(true)
    );
}

/// The name of a kind of block. A new kind is also added to [`BLOCKS`].
fn block_name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Heading { .. } => "heading",
        BlockKind::Quote { .. } => "quote",
        BlockKind::Verse(_) => "verse",
        BlockKind::List(_) => "list",
        BlockKind::Definitions(_) => "definitions",
        BlockKind::Table(_) => "table",
        BlockKind::Figure(_) => "figure",
        BlockKind::Code { .. } => "code",
        BlockKind::SceneBreak => "scene break",
        BlockKind::Group(..) => "group",
        BlockKind::Math(_) => "math",
        BlockKind::PageBreak => "page break",
        BlockKind::TitleLine(..) => "title line",
        BlockKind::Contents => "contents",
        BlockKind::Captions(_) => "captions",
        BlockKind::Index(_) => "index",
    }
}

const BLOCKS: [&str; 16] = [
    "captions",
    "code",
    "contents",
    "definitions",
    "figure",
    "group",
    "heading",
    "list",
    "math",
    "page break",
    "paragraph",
    "quote",
    "scene break",
    "table",
    "title line",
    "verse",
];

/// The name of a kind of inline. A new kind is also added to [`INLINES`].
fn inline_name(kind: &InlineKind) -> &'static str {
    match kind {
        InlineKind::Text(_) => "text",
        InlineKind::Emphasis(_) => "emphasis",
        InlineKind::Strong(_) => "strong",
        InlineKind::Strikethrough(_) => "strikethrough",
        InlineKind::Superscript(_) => "superscript",
        InlineKind::Subscript(_) => "subscript",
        InlineKind::SmallCaps(_) => "small capitals",
        InlineKind::Span(..) => "span",
        InlineKind::Code(_) => "code",
        InlineKind::Link { .. } => "link",
        InlineKind::Note(_) => "note",
        InlineKind::Reference(_) => "reference",
        InlineKind::Citation(_) => "citation",
        InlineKind::Math(_) => "math",
        InlineKind::Image(_) => "image",
        InlineKind::Ruby(_) => "ruby",
        InlineKind::Break => "break",
    }
}

const INLINES: [&str; 17] = [
    "break",
    "citation",
    "code",
    "emphasis",
    "image",
    "link",
    "math",
    "note",
    "reference",
    "ruby",
    "small capitals",
    "span",
    "strikethrough",
    "strong",
    "subscript",
    "superscript",
    "text",
];

#[test]
fn the_golden_books_have_every_kind_of_block_and_inline() {
    #[derive(Default)]
    struct Kinds(BTreeSet<&'static str>, BTreeSet<&'static str>);
    impl<'a> Visitor<'a> for Kinds {
        fn block(&mut self, block: &'a Block) {
            self.0.insert(block_name(&block.kind));
        }
        fn inline(&mut self, inline: &'a Inline) {
            self.1.insert(inline_name(&inline.kind));
        }
    }
    let mut kinds = Kinds::default();
    for golden in ["every-block", "matter", "lists", "references"] {
        let session = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(golden));
        let (_, prepared) = session.prepared(&mut Vec::new()).expect("a book");
        visit::walk(&prepared.book, &mut kinds);
    }
    assert_eq!(kinds.0.into_iter().collect::<Vec<_>>(), BLOCKS);
    assert_eq!(kinds.1.into_iter().collect::<Vec<_>>(), INLINES);
}

#[test]
fn the_gutter_widens_until_it_is_that_of_the_number_of_pages_and_never_narrows() {
    let folder = project();
    let table = "design: { page: { gutter: { 1: 60pt, 100: 70pt, 200: 80pt, 300: 90pt } } }\n";
    write(folder.path(), "book.yaml", &format!("{YAML}{table}"));
    let session = load(folder.path());
    let (project, prepared) = session.prepared(&mut Vec::new()).expect("a project");
    let edition = printed(project).next().expect("a printed edition");
    // Returns the inner margins that are tried for a book of so many pages with each of these margins.
    let tried = |pages: [usize; 4]| {
        let margins = RefCell::new(Vec::new());
        let (design, last) = with_gutter(project, edition, prepared, |design| {
            let margin = design.page.inner.to_milli_pt() / 1000;
            margins.borrow_mut().push(margin);
            (margin, pages[usize::try_from(margin / 10 - 6).expect("a margin of the table")])
        });
        assert_eq!(design.value.page.inner.to_milli_pt() / 1000, last);
        margins.into_inner()
    };
    assert_eq!(tried([99, 0, 0, 0]), [60]);
    assert_eq!(tried([120, 130, 0, 0]), [60, 70]);
    // More pages in a narrower column: two rows at once, and no way back.
    assert_eq!(tried([210, 0, 305, 250]), [60, 80, 90]);
}

#[test]
fn the_estimate_of_the_pages_of_a_novel_is_a_little_too_low() {
    let session = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/moby-dick"));
    let (project, prepared) = session.prepared(&mut Vec::new()).expect("a project");
    let edition = printed(project).next().expect("a printed edition");
    let printed = lay_out(project, edition, prepared, &session.cache).value;
    let (estimate, pages) = (estimate(prepared, &printed.design), printed.pages.pages.len());
    assert!(estimate <= pages && estimate * 4 > pages * 3, "{estimate} of {pages} pages");
}
