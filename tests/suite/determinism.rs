//! Tests that the same book has the same bytes, wherever and however it is built.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::{Document, Object};
use sha2::{Digest, Sha256};

use crate::support::{Press, YAML, entries, root, run_in, skip};

/// Returns the SHA-256 of every book of a manuscript, by name.
fn built(folder: &Path, manuscript: &Path, variables: &[(&str, &str)]) -> BTreeMap<String, String> {
    let press = Press::with(&[]);
    let (manuscript, out) = (manuscript.to_string_lossy(), press.path("output"));
    let run = run_in(folder, &["build", &manuscript, "-o", &out.to_string_lossy(), "-q"], variables);
    assert_eq!(run.code, 0, "{}", run.err);
    let hash = |bytes: Vec<u8>| format!("{:x}", Sha256::digest(bytes));
    press.books().into_iter().map(|(name, bytes)| (name, hash(bytes))).collect()
}

/// Returns the manuscripts: one with all kinds of content, and one with all kinds of pictures.
fn manuscripts() -> [PathBuf; 2] {
    [root().join("manuscript"), root().join("tests/golden/pictures")]
}

#[test]
fn case_25_the_same_bytes_at_any_number_of_threads_time_and_place() {
    for manuscript in manuscripts() {
        let first = built(root(), &manuscript, &[("RAYON_NUM_THREADS", "1")]);
        assert_eq!(first.len(), 2);
        // Each run changes the number of threads and a few variables.
        let variations: [&[(&str, &str)]; 3] = [
            &[("RAYON_NUM_THREADS", "1")],
            &[
                ("RAYON_NUM_THREADS", "2"),
                ("TZ", "Asia/Seoul"),
                ("LANG", "ko_KR.UTF-8"),
                ("LC_ALL", "ko_KR.UTF-8"),
            ],
            &[("RAYON_NUM_THREADS", "8"), ("HOME", "/nowhere"), ("TERM", "dumb"), ("NO_COLOR", "1")],
        ];
        for variables in variations {
            assert_eq!(first, built(root(), &manuscript, variables), "{variables:?}");
        }
        assert_eq!(first, built(&manuscript, Path::new("."), &[]), "the place it is run from");
    }
}

#[test]
fn case_25_the_same_bytes_whatever_order_the_files_were_written_in() {
    for manuscript in manuscripts() {
        let mut files = files(&manuscript, "");
        let forward = copied(&files);
        files.reverse();
        let backward = copied(&files);
        assert_eq!(built(root(), &forward.path(""), &[]), built(root(), &backward.path(""), &[]));
    }
    // Without a list of chapters, the files of the folder determine the book.
    let chapters: Vec<(String, Vec<u8>)> =
        (1..=12).map(|n| (format!("chapter-{n}.md"), format!("# Chapter {n}\n\nWords.\n").into())).collect();
    let yaml = ("book.yaml".to_owned(), b"title: A Book\nlanguage: en-GB\n".to_vec());
    let forward = copied(&[chapters.clone(), vec![yaml.clone()]].concat());
    let backward = copied(&[vec![yaml], chapters.into_iter().rev().collect()].concat());
    assert_eq!(built(root(), &forward.path(""), &[]), built(root(), &backward.path(""), &[]));
}

#[cfg(unix)]
#[test]
fn case_25_the_same_bytes_with_or_without_a_terminal_a_home_and_rights() {
    let press = small();
    let built = |line: &str| {
        let mut shell = Command::new("sh");
        let line = line.replace("$PRESSMARK", env!("CARGO_BIN_EXE_pressmark"));
        shell.args(["-c", &line]).current_dir(press.path("")).env_remove("SOURCE_DATE_EPOCH");
        let output = shell.output().expect("a shell");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        let books = press.books();
        std::fs::remove_dir_all(press.path("output")).expect("books");
        assert_eq!(books.len(), 2, "{line}");
        books
    };
    let plain = built("$PRESSMARK build -q");
    for line in [
        "umask 077; $PRESSMARK build -q",
        "env -i $PRESSMARK build -q",
        "HOME= TMPDIR=/nowhere COLUMNS=7 LANGUAGE=tr LC_ALL=tr_TR.UTF-8 TZ=Pacific/Apia $PRESSMARK build",
        "cd / && $PRESSMARK build \"$OLDPWD\" -o \"$OLDPWD/output\" -q",
        "$PRESSMARK build < /dev/null > /dev/null 2>&1",
    ] {
        assert!(built(line) == plain, "{line}");
    }
    if Command::new("script").arg("--version").output().is_ok_and(|output| output.status.success()) {
        assert!(built("script -qec '$PRESSMARK build' /dev/null") == plain, "a terminal");
    } else {
        skip("a terminal", "script");
    }
}

#[test]
fn only_the_date_differs_with_the_date() {
    let of = |epoch: &str| {
        let press = small();
        let run = run_in(&press.path(""), &["build", "-q"], &[("SOURCE_DATE_EPOCH", epoch)]);
        assert_eq!(run.code, 0, "{}", run.err);
        press.books()
    };
    let (early, late) = (of("1000000000"), of("1500000000"));
    assert_eq!(early, of("1000000000"));
    for (name, early) in &early {
        let late = &late[name];
        assert!(early != late, "{name} has no date");
        if Path::new(&name).extension() == Some("epub".as_ref()) {
            for ((name, early), (_, late)) in entries(early).iter().zip(&entries(late)) {
                let undated = |bytes: &[u8], date: &str| String::from_utf8_lossy(bytes).replace(date, "");
                let (early, late) =
                    (undated(early, "2001-09-09T01:46:40"), undated(late, "2017-07-14T02:40:00"));
                assert!(early == late, "{name}");
            }
        } else {
            undated(early, late);
        }
    }
}

/// Asserts that two PDFs have the same objects except for their dates.
fn undated(early: &[u8], late: &[u8]) {
    let [early, late] = [early, late].map(|bytes| Document::load_mem(bytes).expect("a PDF"));
    let info = early.trailer.get(b"Info").and_then(Object::as_reference).expect("information");
    let catalog = early.catalog().expect("a catalogue");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let shown = |document: &Document, id| document.objects.get(id).map(|object| format!("{object:?}"));
    assert!(early.objects.keys().eq(late.objects.keys()));
    for id in early.objects.keys().filter(|id| **id != info && **id != metadata) {
        let is_container = |object: &Object| {
            let kind =
                object.as_stream().and_then(|stream| stream.dict.get(b"Type")).and_then(Object::as_name);
            kind.is_ok_and(|kind| kind == b"ObjStm" || kind == b"XRef")
        };
        let same = shown(&early, id) == shown(&late, id);
        assert!(same || is_container(&early.objects[id]), "object {id:?}");
    }
}

/// Returns a book with text and a picture.
fn small() -> Press {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", "# One\n\nWords.\n\n![A disc](disc.png)\n")]);
    let disc = std::fs::read(root().join("tests/golden/every-block/images/disc.png")).expect("a picture");
    press.write("disc.png", &disc);
    press
}

/// Returns the files of a manuscript, by name within it.
fn files(folder: &Path, within: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if name == "expected" {
            continue;
        }
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path, &format!("{name}/"))),
            path => found.push((name, std::fs::read(path).expect("a file"))),
        }
    }
    found.sort();
    found
}

fn copied(files: &[(String, Vec<u8>)]) -> Press {
    let press = Press::with(&[]);
    for (name, bytes) in files {
        press.write(name, bytes);
    }
    press
}
