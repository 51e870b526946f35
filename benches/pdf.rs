//! Measures how long it takes to write 1,000 tagged pages, compared with the minimum for any writer:
//! compressing the content of the file.
//!
//! `cargo bench --bench pdf`. Both are measured alternately in the same run, so that other load on the
//! machine affects both; the best of each counts, and every ratio is shown. Memory is the peak above
//! that of the pages, as the kernel reports it (Linux). The size of the file is then compared with the
//! best that qpdf can make of it, if qpdf is installed.

#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is the outside world: it reads the clock, the kernel's account and files, and prints"
)]

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use pressmark::find::named;
use pressmark::internals::{Conformance, Stamp, pdf};
use rayon::prelude::*;

const PAGES: usize = 1_000;
const ROUNDS: usize = 9;

fn main() {
    // Make a book of at least this many pages, and cut it to them.
    let folder = tempfile::tempdir().expect("a folder");
    manuscript(folder.path());
    let loaded =
        pressmark::Session::load(&named(folder.path()).expect("a project")).expect("a machine that reads");
    let mut proofs = loaded.layout().value.expect("a book");
    let book = &*proofs.prepared;
    let mut pages = proofs.layouts.remove(0).pages;
    assert!(pages.pages.len() >= PAGES, "only {} pages", pages.pages.len());
    pages.pages.truncate(PAGES);
    pages.anchors.retain(|_, anchor| anchor.page < PAGES);
    drop(proofs.layouts);

    let stamp = Stamp::new(&book.book.meta, Some(0), "");
    let write = || {
        let made = pdf::write(
            &pages,
            &book.book,
            &book.fonts,
            &book.assets,
            &stamp,
            Conformance::default(),
            &std::collections::BTreeMap::default(),
        );
        made.expect("a PDF").value.expect("a PDF")
    };

    // Measure the peak above what is allocated already.
    reset_peak();
    let before = memory("VmRSS");
    let file = write();
    let above = memory("VmHWM").saturating_sub(before);

    let streams = streams(&file);
    let raw: usize = streams.iter().map(Vec::len).sum();
    let floor = || streams.par_iter().map(|stream| deflate(stream).len()).sum::<usize>();
    let mut best = [Duration::MAX; 2];
    let mut ratios = String::new();
    for _ in 0..ROUNDS {
        let (floor, written) = (time(floor), time(write));
        best = [best[0].min(floor), best[1].min(written)];
        let _ = write!(ratios, " {:.2}", written.as_secs_f64() / floor.as_secs_f64());
    }
    println!(
        "{PAGES} pages, {} kB of streams, {} kB of PDF, {} threads",
        raw / 1000,
        file.len() / 1000,
        rayon::current_num_threads()
    );
    println!("deflate only {:>8.1} ms (best of {ROUNDS})", best[0].as_secs_f64() * 1000.0);
    println!(
        "pdf::write   {:>8.1} ms, {:.2} times as long; each round:{ratios}",
        best[1].as_secs_f64() * 1000.0,
        best[1].as_secs_f64() / best[0].as_secs_f64()
    );
    println!("memory       {:>8.1} MiB above the pages at its peak", above as f64 / 1024.0);
    squeeze(folder.path(), &file);
}

/// Shows what the best recompression would save.
fn squeeze(folder: &Path, file: &[u8]) {
    let (from, to) = (folder.join("from.pdf"), folder.join("to.pdf"));
    std::fs::write(&from, file).expect("a file");
    let options = ["--object-streams=generate", "--recompress-flate", "--compression-level=9"];
    match Command::new("qpdf").args(options).arg(&from).arg(&to).status() {
        Ok(status) if status.success() => {
            let squeezed = std::fs::metadata(&to).expect("a file").len();
            println!(
                "size         {:>8.3} times what qpdf makes of it ({} kB)",
                file.len() as f64 / squeezed as f64,
                squeezed / 1000
            );
        }
        _ => println!("size: qpdf is missing"),
    }
}

/// Returns everything in the file that the writer had to compress, decompressed: the contents of the
/// pages, and the streams with all other objects.
fn streams(file: &[u8]) -> Vec<Vec<u8>> {
    const MARK: &[u8] = b"/FlateDecode/Length ";
    let mut streams = Vec::new();
    let mut rest = file;
    while let Some(at) = rest.windows(MARK.len()).position(|window| window == MARK) {
        rest = &rest[at + MARK.len()..];
        let end = rest.iter().position(|byte| !byte.is_ascii_digit()).expect("a dictionary ends");
        let length: usize = std::str::from_utf8(&rest[..end]).expect("digits").parse().expect("a length");
        let Some(data) = rest[end..].strip_prefix(b">>stream\n") else { continue };
        let mut stream = Vec::new();
        ZlibDecoder::new(&data[..length]).read_to_end(&mut stream).expect("a stream of our own");
        streams.push(stream);
        rest = &data[length..];
    }
    streams
}

/// Compresses as the writer does.
fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2 + 64), Compression::new(6));
    encoder.write_all(bytes).expect("a Vec takes everything");
    encoder.finish().expect("a Vec takes everything")
}

fn time<T>(work: impl Fn() -> T) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}

/// Returns a line of the kernel's status of this process, in KiB; 0 if there is none.
fn memory(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Resets the peak (proc(5), `clear_refs`).
fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Writes chapters of the sample's own words, shuffled by a counter: headings, notes, emphasis, lists.
fn manuscript(folder: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript");
    let mut words = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(sample).expect("the sample").flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
        let text = std::fs::read_to_string(file).expect("a chapter");
        let plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | '.' | '’'));
        words.extend(text.split_whitespace().filter(plain).map(str::to_owned));
    }
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or(0)
    };
    std::fs::write(folder.join("book.yaml"), "title: A Long Book\nlanguage: en-GB\n").expect("a file");
    for chapter in 0..60 {
        let mut text = format!("# Chapter {chapter}\n\n");
        for paragraph in 0..70 {
            if paragraph % 24 == 12 {
                let _ = write!(text, "## Section {paragraph}\n\n");
            }
            if paragraph % 20 == 7 {
                text.push_str("- ");
            }
            for word in 0..60 + next(60) {
                let chosen = &words[next(words.len())];
                let _ = if word % 40 == 20 { write!(text, "*{chosen}* ") } else { write!(text, "{chosen} ") };
            }
            if paragraph % 9 == 4 {
                let _ = write!(
                    text,
                    "end.[^{paragraph}]\n\n[^{paragraph}]: A note on {}.",
                    words[next(words.len())]
                );
            }
            text.push_str("\n\n");
        }
        std::fs::write(folder.join(format!("{chapter:02}.md")), text).expect("a file");
    }
}
