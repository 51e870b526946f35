//! Golden books: small manuscripts with everything that is made of them, as text.
//!
//! `BLESS=1 cargo test golden` writes the expectations anew; look at the difference before it is
//! committed, and say in the commit why it is right.

use std::collections::BTreeMap;
use std::path::Path;

use pressmark::diag::render::{self, RenderContext};
use pressmark::{BuildOptions, Format, find::named};

use crate::support::{entries, root};

#[test]
fn golden_books_are_as_expected() {
    for entry in std::fs::read_dir(root().join("tests/golden")).expect("golden books") {
        let folder = entry.expect("an entry").path();
        if folder.is_dir() {
            check(&folder);
        }
    }
}

fn check(folder: &Path) {
    let got = made(folder);
    let expected = folder.join("expected");
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        let _ = std::fs::remove_dir_all(&expected);
        for (name, text) in &got {
            let path = expected.join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        return;
    }
    for (name, text) in &got {
        let path = expected.join(name);
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            known == *text,
            "{}\n{}\nif it is right: BLESS=1 cargo test golden",
            path.display(),
            difference(&known, text)
        );
    }
    for name in files(&expected, "") {
        assert!(got.contains_key(&name), "{name} is expected and no longer made; BLESS=1 cargo test golden");
    }
}

/// Everything that is made of a golden book, by file name.
fn made(folder: &Path) -> BTreeMap<String, String> {
    let found = named(folder).expect("a project");
    let loaded = pressmark::Session::load(&found).expect("a machine that reads");
    let books = loaded.build(&BuildOptions::formats(&[Format::Epub, Format::Pdf])).expect("books");
    let setting = RenderContext { sources: loaded.sources(), prefix: "", colour: false };
    let mut made = BTreeMap::new();
    made.insert("messages.txt".to_owned(), render::human(&books.diagnostics, setting));
    let layout = loaded.layout().value.expect("a book").layouts.remove(0);
    made.insert("layout.txt".to_owned(), layout.text);
    made.insert("structure.txt".to_owned(), layout.structure);
    for (name, bytes) in books.value.first().map(|product| entries(&product.bytes)).unwrap_or_default() {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        if matches!(extension, Some("xhtml" | "opf" | "ncx")) {
            made.insert(format!("epub/{name}"), String::from_utf8(bytes).expect("UTF-8"));
        }
    }
    made
}

/// The first lines that differ.
fn difference(known: &str, got: &str) -> String {
    let (known, got): (Vec<_>, Vec<_>) = (known.lines().collect(), got.lines().collect());
    let at = known.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let show = |lines: &[&str], sign: &str| {
        lines.iter().skip(at).take(4).fold(String::new(), |shown, line| shown + sign + " " + line + "\n")
    };
    format!("line {}\n{}{}", at + 1, show(&known, "-"), show(&got, "+"))
}

fn files(folder: &Path, prefix: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let each = entries.flatten().flat_map(|entry| {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() { files(&entry.path(), &format!("{name}/")) } else { vec![name] }
    });
    each.collect()
}
