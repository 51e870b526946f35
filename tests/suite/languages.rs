//! The golden books of languages: another program reads their text back as it is in the e-book, and validators find
//! nothing. `tests/tools/golden_fonts.py` makes their faces.

use std::process::Command;

use unicode_normalization::UnicodeNormalization;

use crate::books::{Made, book, golden};
use crate::conformance::{EpubCheck, has};
use crate::standards::verapdf;
use crate::support::{entries, skip};

/// Marks that set the direction of text, which say nothing themselves, and joiners of words.
const CONTROLS: [char; 13] = [
    '\u{61C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}',
    '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

#[test]
fn poppler_reads_the_text_of_every_language_back() {
    if !has("pdftotext", "-v") {
        return skip("pdftotext", "poppler");
    }
    let wrong: Vec<_> = languages().into_iter().filter_map(difference).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn epubcheck_finds_nothing_in_any_language() {
    let Some(checker) = EpubCheck::find() else { return };
    checker.hold_all(&languages().into_iter().map(Made::epub_path).collect::<Vec<_>>());
}

#[test]
fn verapdf_finds_nothing_in_any_language() {
    let Some(mut validator) = verapdf() else { return };
    let books = languages();
    for book in &books {
        for profile in ["PDFUA-1", "PDFA-2A"] {
            validator.arg(profile).arg(book.pdf_path());
        }
    }
    let output = validator.output().expect("java runs");
    let told = String::from_utf8_lossy(&output.stdout);
    let broken = told.lines().filter(|line| !line.contains(" kept by ")).collect::<Vec<_>>().join("\n");
    assert!(output.status.success(), "{broken}");
    assert_eq!(told.matches(" kept by ").count(), 2 * books.len(), "{broken}");
}

fn languages() -> Vec<&'static Made> {
    let books = golden();
    let books: Vec<_> =
        books.iter().filter(|name| name.contains("/language-")).map(|name| book(name)).collect();
    assert!(books.len() > 7, "the books are where they are looked for");
    books
}

/// Returns the first line of a PDF that is not in the text of the e-book where the reading has arrived, or what is left.
fn difference(book: &Made) -> Option<String> {
    let mut streams = written(book);
    // The contents are on the first sheet.
    let output =
        Command::new("pdftotext").args(["-enc", "UTF-8", "-f", "3"]).arg(book.pdf_path()).arg("-").output();
    let read = plain(&String::from_utf8(output.expect("pdftotext runs").stdout).expect("UTF-8"));
    let title = plain(&book.proofs.prepared.book.meta.title);
    for line in read.split(['\n', '\u{C}']).map(str::trim).filter(|line| !line.is_empty()) {
        let is_read = streams.iter_mut().any(|stream| follows(stream, line));
        if !is_read && line != title && !line.chars().all(char::is_numeric) {
            let next: Vec<_> =
                streams.iter().map(|stream| stream.chars().take(60).collect::<String>()).collect();
            return Some(format!("{}\n  read {line}\n  text {next:?}", book.manuscript.display()));
        }
    }
    let left = streams.concat();
    (!left.is_empty()).then(|| format!("{}\n  not read: {left}", book.manuscript.display()))
}

/// Advances in a text if a line of the PDF is next. A line may end within a word, and begin with the mark of a list.
fn follows(stream: &mut String, line: &str) -> bool {
    let line = line.trim_end_matches('\u{AD}');
    let Some(rest) =
        [line, line.trim_start_matches("• ")].into_iter().find_map(|line| stream.strip_prefix(line))
    else {
        return false;
    };
    *stream = rest.trim_start().to_owned();
    true
}

/// Returns the text of the chapter in the e-book, and that of its notes.
fn written(book: &Made) -> [String; 2] {
    let files = entries(book.epub());
    let (_, chapter) = files.iter().find(|(name, _)| name.ends_with("/one.xhtml")).expect("a chapter");
    let chapter = String::from_utf8_lossy(chapter);
    let (_, chapter) = chapter.split_once("<h1").expect("a heading");
    let (text, notes) = chapter.split_once("<div class=\"notes\"").expect("notes");
    [text, notes].map(|part| plain(&shown(part)).trim().to_owned())
}

/// Returns what is shown of markup that begins within a tag.
fn shown(markup: &str) -> String {
    let texts = markup.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    texts
        .collect::<String>()
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Returns a text in the form in which texts are compared: normalised, without controls, with one kind of space.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.nfkc().filter(|c| !CONTROLS.contains(c)) {
        let is_space = c.is_whitespace() && !matches!(c, '\n' | '\u{C}');
        if !is_space {
            plain.push(c);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}
