//! The same book gives the same bytes, wherever and however it is built.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::support::{Press, root, run_in};

/// The SHA-256 of every book of a manuscript, by name.
fn built(folder: &Path, manuscript: &Path, variables: &[(&str, &str)]) -> BTreeMap<String, String> {
    let press = Press::with(&[]);
    let (manuscript, out) = (manuscript.to_string_lossy(), press.path("output"));
    let run = run_in(folder, &["build", &manuscript, "-o", &out.to_string_lossy(), "-q"], variables);
    assert_eq!(run.code, 0, "{}", run.err);
    let hash = |bytes: Vec<u8>| format!("{:x}", Sha256::digest(bytes));
    press.books().into_iter().map(|(name, bytes)| (name, hash(bytes))).collect()
}

/// Words with everything beside them, and pictures of every kind.
fn manuscripts() -> [PathBuf; 2] {
    [root().join("manuscript"), root().join("tests/golden/pictures")]
}

#[test]
fn the_same_bytes_at_any_number_of_threads_time_and_place() {
    for manuscript in manuscripts() {
        let first = built(root(), &manuscript, &[("RAYON_NUM_THREADS", "1")]);
        assert_eq!(first.len(), 2);
        let variations: [&[(&str, &str)]; 5] = [
            &[("RAYON_NUM_THREADS", "1")],
            &[("RAYON_NUM_THREADS", "2")],
            &[("RAYON_NUM_THREADS", "8")],
            &[("TZ", "Asia/Seoul"), ("LANG", "ko_KR.UTF-8"), ("LC_ALL", "ko_KR.UTF-8")],
            &[("HOME", "/nowhere"), ("TERM", "dumb"), ("NO_COLOR", "1")],
        ];
        for variables in variations {
            assert_eq!(first, built(root(), &manuscript, variables), "{variables:?}");
        }
        assert_eq!(first, built(&manuscript, Path::new("."), &[]), "the place it is run from");
    }
}

#[test]
fn the_same_bytes_whatever_order_the_files_were_written_in() {
    for manuscript in manuscripts() {
        let mut files = files(&manuscript, "");
        let forward = copied(&files);
        files.reverse();
        let backward = copied(&files);
        assert_eq!(built(root(), &forward.path(""), &[]), built(root(), &backward.path(""), &[]));
    }
    // Without a list of chapters, the folder itself says what the book is.
    let chapters: Vec<(String, Vec<u8>)> =
        (1..=12).map(|n| (format!("chapter-{n}.md"), format!("# Chapter {n}\n\nWords.\n").into())).collect();
    let yaml = ("book.yaml".to_owned(), b"title: A Book\nlanguage: en-GB\n".to_vec());
    let forward = copied(&[chapters.clone(), vec![yaml.clone()]].concat());
    let backward = copied(&[vec![yaml], chapters.into_iter().rev().collect()].concat());
    assert_eq!(built(root(), &forward.path(""), &[]), built(root(), &backward.path(""), &[]));
}

#[test]
fn only_the_date_differs_with_the_date() {
    let manuscript = root().join("manuscript");
    let early = built(root(), &manuscript, &[("SOURCE_DATE_EPOCH", "1000000000")]);
    let late = built(root(), &manuscript, &[("SOURCE_DATE_EPOCH", "1500000000")]);
    assert!(early != late);
    assert_eq!(early, built(root(), &manuscript, &[("SOURCE_DATE_EPOCH", "1000000000")]));
}

/// The files of a manuscript, by name within it.
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
