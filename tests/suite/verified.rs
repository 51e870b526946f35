//! `pressmark verify`: finished books against a rebuild.

use crate::support::{Press, Run, YAML, root, run_in};

const EPUB: &str = "output/a-small-book.epub";
const PDF: &str = "output/a-small-book.pdf";

fn built(arguments: &[&str]) -> Press {
    let press = Press::good();
    press.write("one.md", b"# One\n\nSome words.\n\n# Two\n\nOther words.\n");
    assert_eq!(press.run(&[&["build", "-q"], arguments].concat()).code, 0);
    press
}

fn bytes(press: &Press, name: &str) -> Vec<u8> {
    std::fs::read(press.path(name)).expect("a file")
}

/// Changes a byte of a file.
fn damage(press: &Press, name: &str, at: usize) {
    let mut bytes = bytes(press, name);
    bytes[at] ^= 1;
    press.write(name, &bytes);
}

fn position(bytes: &[u8], text: &str) -> usize {
    bytes.windows(text.len()).position(|at| at == text.as_bytes()).expect("a text")
}

#[track_caller]
fn assert_refused(run: &Run, phrases: &[&str]) {
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    for phrase in phrases {
        assert!(run.err.contains(phrase), "{phrase} is not in\n{}", run.err);
    }
}

#[test]
fn books_of_the_same_files_are_verified_and_nothing_is_written() {
    let press = built(&[]);
    let before = press.books();
    let verified = press.run(&["verify"]);
    assert_eq!((verified.code, verified.err.as_str()), (0, ""), "{}", verified.out);
    let lines: Vec<&str> = verified.out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.contains(": same bytes, made from ")), "{lines:?}");
    assert!(press.books() == before, "verify has changed the output folder");
    assert_eq!(press.run(&["verify", "--stamps-only"]).code, 0);
}

#[test]
fn the_sample_and_books_with_editions_are_verified_in_any_folder() {
    let press = Press::with(&[]);
    let out = press.path("books").to_string_lossy().into_owned();
    for command in ["build", "verify"] {
        let run = run_in(root(), &[command, "manuscript", "-o", &out], &[]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    let editions = "editions: [{ name: a, format: pdf }, { name: b, format: pdf, design: { theme: novel } }, { format: epub }]\n";
    let press = Press::good();
    press.write("book.yaml", format!("{YAML}{editions}").as_bytes());
    for command in ["build", "verify"] {
        let run = press.run(&[command, "-o", "far/out"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    damage(&press, "far/out/a-small-book-b.pdf", 5_000);
    let run = press.run(&["verify", "-o", "far/out"]);
    assert_refused(&run, &["a-small-book-b.pdf differs from a rebuild from byte 5001 on"]);
    assert!(
        run.out.contains("a-small-book-a.pdf: same bytes") && run.out.contains("b.pdf: different"),
        "{}",
        run.out
    );
}

#[test]
fn one_byte_of_a_page_is_found_on_its_page() {
    let press = built(&[]);
    let pdf = bytes(&press, PDF);
    // The streams of the pages are before the first object stream.
    let packed = position(&pdf, "/Type/ObjStm");
    let last_page = pdf[..packed].windows(9).rposition(|at| at == b"endstream").expect("a stream") - 3;
    damage(&press, PDF, last_page);
    let run = press.run(&["verify"]);
    let place = format!("from byte {} on: page ", last_page + 1);
    assert_refused(
        &run,
        &["error[E0804]", &place, "give the options of its build", "changed after the build"],
    );
    assert!(!run.err.contains(EPUB) && run.out.contains("a-small-book.epub: same bytes"), "{}", run.out);
    // The stamps alone do not show it.
    assert_eq!(press.run(&["verify", "--stamps-only"]).code, 0);
}

#[test]
fn one_byte_of_an_e_book_is_found_in_its_file() {
    let press = built(&[]);
    let epub = bytes(&press, EPUB);
    let at = position(&epub, "one.xhtml") + 12;
    damage(&press, EPUB, at);
    assert_refused(&press.run(&["verify"]), &["a-small-book.epub differs", "`OEBPS/text/one.xhtml`"]);
}

#[test]
fn a_changed_manuscript_and_another_font_are_named_as_the_reason() {
    let press = built(&[]);
    press.write("one.md", b"# One\n\nSome words.\n\n# Two\n\nMore words.\n");
    let changed = press.run(&["verify"]);
    assert_refused(&changed, &["`OEBPS/text/one-2.xhtml`, line ", ": page ", "made from other files"]);
    // Every file is still of the build that made it.
    assert_eq!(press.run(&["verify", "--stamps-only"]).code, 0);

    let font = |name: &str| std::fs::read(root().join("fonts/literata").join(name)).expect("a font");
    let press = Press::good();
    let design = "design: { fonts: [own.ttf], text: { family: Literata } }\n";
    press.write("book.yaml", format!("{YAML}{design}").as_bytes());
    press.write("own.ttf", &font("Literata-Regular.ttf"));
    assert_eq!(press.run(&["build", "-q"]).code, 0);
    assert_eq!(press.run(&["verify"]).code, 0);
    press.write("own.ttf", &font("Literata-Bold.ttf"));
    assert_refused(
        &press.run(&["verify"]),
        &["a-small-book.pdf differs", "a font or `book.yaml` has changed"],
    );
}

#[test]
fn the_date_of_a_build_is_read_from_its_books() {
    let press = Press::good();
    let dated = [("SOURCE_DATE_EPOCH", "1700000000")];
    assert_eq!(run_in(&press.path(""), &["build", "-q"], &dated).code, 0);
    let hint = "its date is 2023-11-14T22:13:20Z: set `SOURCE_DATE_EPOCH=1700000000`";
    assert_refused(&press.run(&["verify"]), &[hint, "a-small-book.epub", "a-small-book.pdf"]);
    assert_eq!(run_in(&press.path(""), &["verify"], &dated).code, 0);
    let wrong = run_in(&press.path(""), &["verify"], &[("SOURCE_DATE_EPOCH", "yesterday")]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn the_options_of_a_build_have_to_be_those_of_the_verification() {
    let press = built(&["--pdf-standard", "a-3a"]);
    assert_refused(&press.run(&["verify"]), &["it conforms to `a-3a`: add `--pdf-standard a-3a`"]);
    assert_eq!(press.run(&["verify", "--pdf-standard", "a-3a"]).code, 0);

    // Without a printed book the e-book has no list of pages.
    let press = built(&["-f", "epub"]);
    assert_refused(&press.run(&["verify"]), &["error[E0801]", "a-small-book.pdf is not there"]);
    assert_eq!(press.run(&["verify", "-f", "epub"]).code, 0);

    let press = built(&["--emit", "cover,layout"]);
    assert_eq!(press.run(&["verify", "--emit", "cover,layout"]).code, 0);
    press.write("output/a-small-book.cover.jpg", b"a picture");
    assert_eq!(press.run(&["verify"]).code, 0);
    assert_refused(&press.run(&["verify", "--emit", "cover"]), &["a-small-book.cover.jpg differs"]);
    let none = press.run(&["verify", "-f", "pdf", "--emit", "layout"]);
    assert_eq!(none.code, 0, "{}", none.err);
}

#[test]
fn a_book_of_another_version_names_the_version() {
    let press = built(&["-f", "pdf"]);
    let mut pdf = bytes(&press, PDF);
    let version = format!("Pressmark {}", env!("CARGO_PKG_VERSION"));
    let at = position(&pdf, &version) + "Pressmark ".len();
    pdf[at] = b'9';
    press.write(PDF, &pdf);
    let made_by = format!("Pressmark 9{} made it, and this is {version}", &env!("CARGO_PKG_VERSION")[1..]);
    assert_refused(&press.run(&["verify", "-f", "pdf"]), &[&made_by, "the metadata"]);
}

#[test]
fn what_keeps_the_books_from_being_made_is_reported() {
    let press = built(&[]);
    press.write("one.md", b"# One\n\n@fig:none\n");
    let run = press.run(&["verify"]);
    assert_refused(&run, &["error[E0402]", "the books cannot be compared"]);
    assert!(!run.err.contains("differs from a rebuild"), "{}", run.err);
    press.write("book.yaml", b"title: [\n");
    let run = press.run(&["verify", "--stamps-only"]);
    assert_refused(&run, &["error[E0102]", "the books cannot be compared"]);
    assert!(!run.err.contains("is not there"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_book_ends_the_run() {
    let press = built(&[]);
    std::fs::remove_file(press.path(PDF)).expect("a file");
    let made = std::process::Command::new("mkfifo").arg(press.path(PDF)).status().expect("mkfifo");
    assert!(made.success());
    let run = press.run(&["verify"]);
    assert_eq!(run.code, 3, "{}{}", run.out, run.err);
    assert!(run.err.contains("a-small-book.pdf: it is not a file"), "{}", run.err);
}

#[test]
fn differences_are_in_every_message_format() {
    let press = built(&[]);
    press.write("one.md", b"# One\n\nChanged.\n");
    let run = press.run(&["verify", "--message-format", "json"]);
    let records: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(run.code, 1);
    assert_eq!(records.iter().filter(|record| record["code"] == "E0804").count(), 2, "{}", run.out);
    assert_eq!(records.iter().filter(|record| record["result"] == "different").count(), 2, "{}", run.out);
    let run = press.run(&["verify", "--message-format", "github"]);
    assert!(run.out.contains("::error ") && run.out.contains("E0804"), "{}", run.out);
}
