//! Tests of faces embedded in e-books: which are embedded, and that a browser and the validators accept
//! them.

use std::path::Path;
use std::process::Command;

use crate::conformance::EpubCheck;
use crate::ebooks::browser;
use crate::support::{Press, YAML, entries, skip};

const CHAPTER: &str = "\
# An office

Fjords of *the* first `code`. **Bold**, ***both***, and [안녕]{lang=ko} with שלום.

- [x] A box that Libertinus has not.

```text
fn main() {}
```
";

/// Returns the files of an e-book with these faces.
fn inside(fonts: &str) -> (Press, Vec<(String, Vec<u8>)>) {
    let yaml =
        format!("{YAML}epub: {{ fonts: {fonts} }}\ndesign: {{ text: {{ family: Libertinus Serif }} }}\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", CHAPTER)]);
    let run = press.run(&["build", "-q", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let files = entries(&press.books()["a-small-book.epub"]);
    (press, files)
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().filter_map(|(name, _)| name.strip_prefix("OEBPS/fonts/")).collect()
}

fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
    let (_, bytes) = files.iter().find(|(known, _)| known == name).expect(name);
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

#[test]
fn an_e_book_has_the_faces_that_are_requested_and_shown() {
    let (_press, none) = inside("none");
    assert!(names(&none).is_empty() && !none.iter().any(|(name, _)| name.ends_with("fonts.css")));
    assert!(!text(&none, "OEBPS/content.opf").contains("ibooks"));

    let (_press, text_only) = inside("text");
    let serif = [
        "libertinusserif-regular.otf",
        "libertinusserif-italic.otf",
        "libertinusserif-bold.otf",
        "libertinusserif-bolditalic.otf",
    ];
    assert_eq!(names(&text_only), serif);
    let css = text(&text_only, "OEBPS/fonts.css");
    assert!(css.contains("body { font-family: \"Libertinus Serif\", serif; }"), "{css}");
    assert!(!css.contains("code"), "{css}");
    assert!(text(&text_only, "OEBPS/content.opf").contains("ibooks:specified-fonts\">true<"));

    let (_press, all) = inside("all");
    let more = ["sourcecodepro-regular.otf", "notoserifcjkkr-regular.otf", "dejavusansmono.ttf"];
    assert_eq!(names(&all), [serif.as_slice(), &more].concat());
    let css = text(&all, "OEBPS/fonts.css");
    assert!(css.contains("pre, code, samp, kbd { font-family: \"Source Code Pro\", monospace; }"), "{css}");
    assert!(
        css.contains(
            "body { font-family: \"Libertinus Serif\", \"DejaVu Sans Mono\", \"Noto Serif CJK KR\", serif; }"
        ),
        "{css}"
    );
}

#[test]
fn the_face_of_formulas_is_embedded_where_they_are_mathml() {
    let formula = |epub: &str, family: &str| {
        let yaml = format!("{YAML}epub: {epub}\ndesign: {{ math: {{ family: {family} }} }}\n");
        let press = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\nHere $\\sqrt{x}$.\n")]);
        let run = press.run(&["build", "-q", "-f", "epub"]);
        assert_eq!(run.code, 0, "{}", run.err);
        entries(&press.books()["a-small-book.epub"])
    };
    let has = |files: &[(String, Vec<u8>)]| names(files).contains(&"libertinusmath-regular.otf");
    let files = formula("{ fonts: text }", "Libertinus Math");
    assert!(has(&files), "{:?}", names(&files));
    let css = text(&files, "OEBPS/fonts.css");
    assert!(css.contains("math { font-family: \"Libertinus Math\", math; }"), "{css}");
    // The bytes are those of the bundled face: no glyph that a formula may need is missing.
    let bundled =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/libertinus-math/LibertinusMath-Regular.otf");
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with("libertinusmath-regular.otf")).expect("it");
    assert_eq!(*bytes, std::fs::read(bundled).expect("a file"));
    assert!(!has(&formula("{ fonts: none }", "Libertinus Math")));
    assert!(!has(&formula("{ fonts: all, math: svg }", "Libertinus Math")));
    let (_press, without) = inside("all");
    assert!(!has(&without), "a book without formulas");
}

#[test]
fn the_validator_notes_faces_and_nothing_else() {
    let Some(checker) = EpubCheck::find() else { return };
    for fonts in ["text", "all"] {
        let (press, _) = inside(fonts);
        // "Use of Font-face declaration": this is what was requested.
        checker.notes_only(&["CSS-028"], &press.path("output/a-small-book.epub"), fonts);
    }
}

/// Browsers check every table of a font before they use it.
#[test]
fn a_browser_accepts_every_subset_face() {
    let Some(browser) = browser() else { return skip("faces in a browser", "a Chromium") };
    let (_press, files) = inside("all");
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("fonts")).expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    for (name, bytes) in &files {
        if let Some(name) = name.strip_prefix("OEBPS/").filter(|name| name.contains("font")) {
            write(name, bytes);
        }
    }
    let page = "<!DOCTYPE html><link rel=stylesheet href=fonts.css><p id=told></p><script>\
        Promise.allSettled([...document.fonts].map(face => face.load())).then(() => {\
        document.getElementById('told').textContent =\
        [...document.fonts].map(face => face.family + ':' + face.status).join(' ');});</script>";
    write("page.html", page.as_bytes());
    let told = shown(&browser, &folder.path().join("page.html"));
    assert_eq!(told.matches(":loaded").count(), names(&files).len(), "{told}");
    assert!(!told.contains(":error"), "{told}");
}

/// Returns a page after its scripts have run.
fn shown(browser: &Path, page: &Path) -> String {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"])
        .args(["--virtual-time-budget=10000", "--dump-dom"])
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
