//! The golden books of languages: another program reads their text back as it is in the e-book, and validators find
//! nothing. `tests/tools/golden_fonts.py` makes their faces.

use std::process::Command;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use pressmark::internals::lang::LangTag;

use crate::books::{Made, book, golden};
use crate::conformance::{EpubCheck, has};
use crate::standards::verapdf;
use crate::support::{Press, entries, root, run_in, skip};

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
    // In lines from the left, Poppler does not find words from the right in their order, and on the sloping lines of Urdu no word.
    let is_read = |book: &&Made| {
        let lang = &book.proofs.prepared.book.meta.language;
        lang.primary() != "ur" && (lang.is_rtl() || !has_words_from_right(book))
    };
    let books = languages().into_iter().filter(is_read);
    let wrong: Vec<_> = books.filter_map(difference).collect();
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

/// A lengthened join makes the spaces of a loose line narrower, and is no character of the word.
#[test]
fn joins_fill_loose_lines_of_arabic_letters_and_are_not_text() {
    if !has("pdftotext", "-v") {
        return skip("pdftotext", "poppler");
    }
    let made = |kashida: bool| {
        let path = "tests/golden/language-ar";
        let read = |name: &str| std::fs::read(root().join(path).join(name)).expect("a file of the book");
        let yaml = String::from_utf8(read("book.yaml")).expect("UTF-8");
        let narrow = format!(
            "design: {{ microtypography: {{ kashida: {kashida} }}, margins: {{ inner: 30mm, outer: 30mm }},"
        );
        let yaml = yaml.replace("design: {", &narrow);
        let press = Press::with(&[("book/book.yaml", &yaml)]);
        for name in ["one.md", "fonts/NotoNaskhArabic-Regular.ttf"] {
            press.write(&format!("book/{name}"), &read(name));
        }
        let run = run_in(&press.path("book"), &["build", "-f", "pdf", "-o", "out"], &[]);
        assert_eq!(run.code, 0, "{}", run.err);
        let pdf = std::fs::read_dir(press.path("book/out")).expect("a folder").next().expect("a book");
        let pdf = pdf.expect("an entry").path();
        let read = |options: &[&str]| {
            let output =
                Command::new("pdftotext").args(options).args(["-f", "3"]).arg(&pdf).arg("-").output();
            String::from_utf8(output.expect("pdftotext runs").stdout).expect("UTF-8")
        };
        let text = read(&["-enc", "UTF-8"]).replace(CONTROLS, "");
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        (words, spaces(&read(&["-bbox"])).into_iter().filter(|space| *space > 5.4).count())
    };
    let ((spaced, before), (joined, after)) = (made(false), made(true));
    assert_eq!(spaced, joined);
    assert!(before >= 6 && after * 4 <= before, "{before} wide spaces, and {after} with longer joins");
}

/// Returns the spaces between the words of lines, in points, as `pdftotext -bbox` finds them.
fn spaces(words: &str) -> Vec<f64> {
    let value = |line: &str, name: &str| -> Option<f64> {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    let word = |line: &str| Some((value(line, "xMin")?, value(line, "xMax")?, value(line, "yMin")?));
    let words: Vec<(f64, f64, f64)> =
        words.lines().filter(|line| line.contains("<word ")).filter_map(word).collect();
    let pairs = words.windows(2).filter(|pair| (pair[0].2 - pair[1].2).abs() < 1.0);
    pairs.map(|pair| (pair[1].0 - pair[0].1).max(pair[0].0 - pair[1].1)).collect()
}

/// Poppler arranges the punctuation, numbers and spaces of lines from right to left by rules of its own, in any PDF. The file has them
/// in the order of the book: each piece of text is read as it is in the content of its page.
#[test]
fn the_content_of_pages_with_words_from_the_right_is_in_the_order_of_the_book() {
    if !has("pdfinfo", "-v") {
        return skip("pdfinfo -struct-text", "poppler");
    }
    for book in languages().into_iter().filter(|book| has_words_from_right(book)) {
        let output =
            Command::new("pdfinfo").args(["-struct-text", "-enc", "UTF-8"]).arg(book.pdf_path()).output();
        let output = String::from_utf8(output.expect("pdfinfo runs").stdout).expect("UTF-8");
        let pieces = output.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
        let read: String = pieces.map(in_order).collect();
        // The structure has the contents too, and each note where it is called. Spaces at the ends of lines are not in it, and
        // `pdfinfo` does not read the replacement texts of mirrored brackets.
        let compared = |text: &str| text.replace(|c: char| c.is_whitespace() || "()•".contains(c), "");
        let read = compared(&plain(&read));
        for block in written(book).concat().lines().map(compared).filter(|block| !block.is_empty()) {
            let parts: Vec<_> = block.split(char::is_numeric).collect();
            assert!(parts.iter().all(|part| read.contains(part)), "{:?}\n{block}\n{read}", book.manuscript);
        }
    }
}

/// Returns a piece of the content of a page in the order of the book: one of letters from the right, or of marks alone, is the
/// other way round.
fn in_order(piece: &str) -> String {
    let letters = || piece.chars().filter(|c| c.is_alphanumeric());
    let is_reversed = letters().next().is_none() || letters().any(|c| c.is_alphabetic() && is_from_right(c));
    if is_reversed { piece.chars().rev().collect() } else { piece.to_owned() }
}

fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn has_words_from_right(book: &Made) -> bool {
    written(book).concat().chars().any(is_from_right)
}

/// Returns the first line of a PDF that is not in the text of the e-book where the reading has arrived, or what is left.
fn difference(book: &Made) -> Option<String> {
    let written = written(book);
    let (form, options) = form(&book.proofs.prepared.book.meta.language);
    let mut streams = written.map(|text| form(&text));
    // The contents are on the first sheet.
    let output = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-f", "3"])
        .args(options)
        .arg(book.pdf_path())
        .arg("-")
        .output();
    let read = form(&String::from_utf8(output.expect("pdftotext runs").stdout).expect("UTF-8"));
    let title = form(&book.proofs.prepared.book.meta.title);
    for line in read.split(['\n', '\u{C}']).map(str::trim).filter(|line| !line.is_empty()) {
        let is_number = line.chars().all(char::is_numeric);
        let is_read =
            streams.iter_mut().take(if is_number { 1 } else { 2 }).any(|stream| follows(stream, line));
        if !is_read && line != title && !is_number {
            let next: Vec<_> =
                streams.iter().map(|stream| stream.chars().take(60).collect::<String>()).collect();
            return Some(format!("{}\n  read {line}\n  text {next:?}", book.manuscript.display()));
        }
    }
    let left = streams.concat();
    (!left.trim().is_empty()).then(|| format!("{}\n  not read: {left}", book.manuscript.display()))
}

/// Returns the form in which lines of a language can be compared, and options for reading them.
fn form(lang: &LangTag) -> (fn(&str) -> String, &'static [&'static str]) {
    match lang.primary() {
        _ if lang.is_rtl() => (letters, &[]),
        // The gaps between ideographs and figures, and those between letters that are spaced out, are taken for spaces, and wide
        // ones for those between columns.
        "ja" | "km" | "zh" => (|text| plain(text).replace(' ', ""), &["-raw"]),
        _ => (plain, &[]),
    }
}

/// Returns the letters, marks and figures of lines.
fn letters(text: &str) -> String {
    let is_letter =
        |c: &char| c.is_alphanumeric() || is_combining_mark(*c) || matches!(c, '\n' | '\u{C}' | '\u{200C}');
    plain(text).chars().filter(is_letter).collect()
}

/// Advances in a text if a line of the PDF is next. A line may end within a word, and begin with the mark of a list. The number
/// before a note may be read behind its first line.
fn follows(stream: &mut String, line: &str) -> bool {
    let line = line.trim_end_matches('\u{AD}');
    let lines = [line, line.trim_start_matches(['•', ' '])];
    let without_number = stream.trim_start_matches(char::is_numeric).trim_start();
    let found = lines.into_iter().find_map(|line| stream.strip_prefix(line));
    let Some(rest) = found.or_else(|| without_number.strip_prefix(line)) else { return false };
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

/// Returns a text in the form in which texts are compared: normalised, without controls, with one kind of space, and without
/// hyphens, since Poppler joins the words at one that ends a line.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.nfkc().filter(|c| !CONTROLS.contains(c) && *c != '-') {
        let is_space = c.is_whitespace() && !matches!(c, '\n' | '\u{C}');
        if !is_space {
            plain.push(c);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}
