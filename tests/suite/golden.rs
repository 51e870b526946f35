//! Golden books: small manuscripts with everything that is made from them, as text.
//!
//! `BLESS=1 cargo test golden` rewrites the expectations. Check the difference before committing it,
//! and state in the commit why it is right.

use std::collections::BTreeMap;
use std::path::Path;

use crate::books::{Made, book, golden};
use crate::support::entries;

#[test]
fn golden_books_are_as_expected() {
    let golden = golden();
    assert!(golden.len() > 3, "the golden books are where they are looked for");
    golden.iter().for_each(|name| check(book(name)));
}

fn check(book: &Made) {
    let got = made(book);
    let expected = book.manuscript.join("expected");
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

/// Returns everything that is made from a golden book, by file name.
fn made(book: &Made) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    made.insert("messages.txt".to_owned(), book.messages.clone());
    for (index, layout) in book.proofs.layouts.iter().enumerate() {
        // The first printed edition has no number; the others do.
        let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
        made.insert(format!("layout{number}.txt"), layout.text.clone());
        made.insert(format!("structure{number}.txt"), layout.structure.clone());
    }
    for (name, bytes) in entries(book.epub()) {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        if matches!(extension, Some("xhtml" | "opf" | "ncx")) {
            made.insert(format!("epub/{name}"), String::from_utf8(bytes).expect("UTF-8"));
        }
    }
    made
}

/// Returns the first lines that differ.
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
