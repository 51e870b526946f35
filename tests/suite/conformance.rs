//! Validates whole books with other programs: EPUBCheck, qpdf and poppler. If one is missing, the test
//! is skipped with a message, and in CI fails.

use std::path::{Path, PathBuf};
use std::process::Command;

use pressmark::internals::assets::{Assets, PictureKind};
use pressmark::internals::layout::{Layer, PageItem, PlacedKind};

use crate::books::{Made, judged};
use crate::support::{in_reading_order, is_in_note, root, skip};

/// Returns a jar in one of the Python packages that contain validators.
pub(crate) fn jar(path: &str) -> Option<PathBuf> {
    let versions = std::fs::read_dir(root().join("target/tools/venv/lib")).ok()?;
    let mut jars = versions.flatten().map(|entry| entry.path().join("site-packages").join(path));
    jars.find(|jar| jar.is_file())
}

pub(crate) fn has(tool: &str, flag: &str) -> bool {
    Command::new(tool).arg(flag).output().is_ok()
}

/// Returns the command that runs a short program in Java, without the second compiler, which costs more
/// than it saves.
pub(crate) fn java() -> Command {
    let mut java = Command::new("java");
    java.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]);
    java
}

#[test]
fn epubcheck_finds_nothing() {
    let Some(checker) = EpubCheck::find() else { return };
    checker.hold_all(&judged().map(Made::epub_path).collect::<Vec<_>>());
}

/// EPUBCheck, which is installed.
pub(crate) struct EpubCheck(PathBuf);

impl EpubCheck {
    /// Finds it. Reports if it is missing.
    pub(crate) fn find() -> Option<Self> {
        let Some(jar) = jar("epubcheck/epubcheck.jar") else {
            skip("EPUBCheck", "EPUBCheck (.ci/run installs it)");
            return None;
        };
        if !has("java", "-version") {
            skip("EPUBCheck", "a Java runtime");
            return None;
        }
        Some(Self(jar))
    }

    /// Asserts that it reports nothing about e-books, not even a usage note.
    #[track_caller]
    pub(crate) fn hold_all(&self, books: &[PathBuf]) {
        let output = self.report(books);
        let nothing = "0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages";
        assert_eq!(output.matches(nothing).count(), books.len(), "{output}");
    }

    /// Asserts that it reports only usage notes with these codes about an e-book.
    #[track_caller]
    pub(crate) fn notes_only(&self, codes: &[&str], epub: &Path, name: &str) {
        let output = self.report(&[epub.to_owned()]);
        let of_code = |line: &&str| codes.iter().any(|code| line.starts_with(&format!("USAGE({code})")));
        let noted = output.lines().filter(of_code).count();
        let usages = format!("0 fatals / 0 errors / 0 warnings / 0 infos / {noted} usages");
        assert!(output.contains(&usages), "{name}\n{output}");
    }

    /// Returns its report on all books in one run, since starting it takes longer than its work.
    fn report(&self, books: &[PathBuf]) -> String {
        let program = root().join("tests/tools/Epubcheck.java");
        let output = java().arg("-cp").arg(&self.0).arg(program).args(books).output();
        let output = output.expect("java runs");
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }
}

/// Another program finds the same text in the structure as on the pages, in the same order, and in
/// every note its text.
#[test]
fn the_structure_has_the_text_of_the_pages() {
    if !has("pdfinfo", "-v") {
        return skip("pdfinfo -struct-text", "poppler");
    }
    for book in judged() {
        let pdf = book.pdf_path();
        let output = Command::new("pdfinfo").args(["-struct-text", "-enc", "UTF-8"]).arg(pdf).output();
        let output = String::from_utf8(output.expect("pdfinfo runs").stdout).expect("UTF-8");
        let (text, notes) = in_structure(&output);
        let (pages, assets) = (book.pages(), &book.proofs.prepared.assets);
        assert!(text.len() > 100, "{:?}", book.manuscript);
        let of = |in_notes: bool| {
            let items = in_reading_order(pages).into_iter().map(|(_, item)| item);
            let words = |item| words(item, assets).chars().collect::<Vec<_>>();
            let is_of_book = |item: &&PageItem| matches!(item.layer, Layer::Text | Layer::Note);
            let is_note = |item: &PageItem| item.owner.is_some_and(|owner| is_in_note(owner, pages));
            items.filter(is_of_book).filter(move |item| is_note(item) == in_notes).flat_map(words)
        };
        same(&text, &of(false).filter(|c| is_compared(*c)).collect::<String>());
        same(&notes, &of(true).filter(|c| is_compared(*c)).collect::<String>());
    }
}

/// Returns the text of a structure as poppler shows it (a line for each element and each piece of text,
/// indented by depth): that of the text, and that of notes.
fn in_structure(shown: &str) -> (String, String) {
    let (mut text, mut notes) = (String::new(), String::new());
    let mut note: Option<usize> = None;
    for line in shown.lines() {
        let bare = line.trim_start();
        let depth = line.len() - bare.len();
        if note.is_some_and(|begun| depth <= begun) {
            note = None;
        }
        if bare.starts_with("Note <") {
            note = Some(depth);
        } else if bare.starts_with('"') {
            let out = if note.is_some() { &mut notes } else { &mut text };
            out.extend(bare.chars().filter(|c| is_compared(*c)));
        }
    }
    (text, notes)
}

/// Returns whether a character is compared: letters and digits, except of scripts that run from right
/// to left, whose order on the page is visual.
fn is_compared(c: char) -> bool {
    is_compared_in_order(c) && !('\u{590}'..'\u{600}').contains(&c)
}

#[track_caller]
fn same(found: &str, wanted: &str) {
    // A small capital is one glyph for both cases. The text of the capital is in an `ActualText`, which
    // `pdfinfo` does not read; `poppler_reads_the_words_back` compares the cases.
    let (found, wanted) = (&*found.to_lowercase(), &*wanted.to_lowercase());
    let at = found.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(40)).take(120).collect::<String>();
    assert!(found == wanted, "structure …{}\npages     …{}", near(found), near(wanted));
}

#[test]
fn qpdf_finds_nothing() {
    if !has("qpdf", "--version") {
        return skip("qpdf --check", "qpdf");
    }
    for book in judged() {
        let output = Command::new("qpdf").arg("--check").arg(book.pdf_path()).output().expect("qpdf runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{:?}\n{errors}", book.manuscript);
    }
}

#[test]
fn mutool_finds_nothing() {
    if !has("mutool", "-v") {
        return skip("mutool clean", "mutool");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clean = folder.path().join("clean.pdf");
    for book in judged() {
        let output = Command::new("mutool").arg("clean").arg(book.pdf_path()).arg(&clean).output();
        let output = output.expect("mutool runs");
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// Another program reads the text back: all of it, in order, page by page.
#[test]
fn poppler_reads_the_words_back() {
    if !has("pdftotext", "-v") {
        return skip("pdftotext", "poppler");
    }
    for book in judged() {
        let pdf = book.pdf_path();
        let output = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output();
        let read = String::from_utf8(output.expect("pdftotext runs").stdout).expect("UTF-8");
        let (pages, assets) = (book.pages(), &book.proofs.prepared.assets);
        let read: Vec<&str> = read.split('\u{C}').collect();
        for (index, page) in pages.pages.iter().enumerate() {
            let set: String = page.items.iter().map(|item| seen(item, assets)).collect();
            let set: String = set.chars().filter(|c| is_compared_in_order(*c)).collect();
            let back: String = read[index].chars().filter(|c| is_compared_in_order(*c)).collect();
            // Hebrew is in visual order on the page, and reordered by the reader.
            if set.chars().any(|c| ('\u{590}'..'\u{600}').contains(&c)) {
                assert_eq!(sorted(&back), sorted(&set), "{:?} page {}", book.manuscript, index + 1);
            } else {
                assert_eq!(back, set, "{:?} page {}", book.manuscript, index + 1);
            }
        }
    }
}

/// Returns the text of an item, if it is part of the text.
fn words(item: &PageItem, assets: &Assets) -> String {
    if item.owner.is_some() || is_furniture(item.layer) { seen(item, assets) } else { String::new() }
}

/// Returns the text that an item shows, including repeated heads and words in a drawing.
fn seen(item: &PageItem, assets: &Assets) -> String {
    match &item.kind {
        PlacedKind::Glyphs(run) => run.text.to_string(),
        PlacedKind::Picture { asset, .. } => match &assets.get(*asset).kind {
            PictureKind::Drawing(drawing) => drawing.glyphs().iter().map(|glyph| &*glyph.text).collect(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn is_furniture(layer: Layer) -> bool {
    matches!(layer, Layer::Head | Layer::Folio)
}

fn is_compared_in_order(c: char) -> bool {
    c.is_alphanumeric()
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars
}
