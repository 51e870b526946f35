//! The list of cases that a program for strangers' manuscripts has to stand. Each has a test with its number in its name.

/// Every case, by its number less one.
const CASES: [&str; 32] = [
    "paths that lead out of the project, in any notation",
    "symbolic links, and files exchanged for links while they are read",
    "devices, pipes, folders and empty files",
    "pictures, style sheets and fonts of a network",
    "scripts and addresses that run something, in raw HTML and links",
    "scripts, references and entities in drawings",
    "bombs of YAML",
    "traps of YAML: words and numbers, keys given twice, tabs, several documents",
    "deep nesting",
    "constructs that could cost quadratic time",
    "pictures that expand: their sizes, frames, texts and profiles",
    "broken pictures and fonts, wrong extensions, unusual kinds of pixels",
    "tables, cells, words, paragraphs and notes far larger than those of a book",
    "characters that XML does not have, and invisible ones",
    "encodings, byte order marks and line ends",
    "names of files: letter case, composed letters, signs, length",
    "names given twice: identifiers, headings, notes, pictures of two folders",
    "missing files and metadata, unknown keys: all mistakes at once",
    "an output that cannot be written, or is a link",
    "a full disk",
    "a limit of file sizes",
    "signals, and kills at any time",
    "several builds into one folder at the same time",
    "an EPUB and a PDF of two builds",
    "clock, time zone, locale, rights, folder, home, terminal, order of files, threads",
    "an input that is read-only, no home, no temporary folder",
    "a standard output that is closed or full",
    "too little memory or too few threads",
    "a panic of the program itself",
    "commands in messages, for terminals and CI systems",
    "the container of an e-book",
    "designs and manifests that would run, read or repeat something",
];

/// The files with tests of these cases.
const FILES: [&str; 8] = [
    include_str!("cases.rs"),
    include_str!("data.rs"),
    include_str!("drawings.rs"),
    include_str!("files.rs"),
    include_str!("growth.rs"),
    include_str!("network.rs"),
    include_str!("own.rs"),
    include_str!("pictures.rs"),
];

#[test]
fn every_case_has_a_test() {
    let files = FILES.into_iter().chain([include_str!("../determinism.rs")]);
    let lines: Vec<&str> = files.flat_map(str::lines).collect();
    let tests = lines.windows(2).filter(|lines| lines[0] == "#[test]").map(|lines| lines[1]);
    let numbers: Vec<usize> =
        tests.filter_map(|line| line.strip_prefix("fn case_")?.split('_').next()?.parse().ok()).collect();
    for (index, case) in CASES.iter().enumerate() {
        let number = index + 1;
        assert!(numbers.contains(&number), "no test of case {number}: {case}");
    }
    assert!(numbers.iter().all(|number| (1..=CASES.len()).contains(number)), "{numbers:?}");
}
